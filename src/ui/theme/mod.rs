//! How the window looks: colours by role, type, space and shape, typed in once.
//!
//! Widgets and screens take every colour from [`of`] and every font from [`Type`]; they hold no colour and no
//! font size of their own. Must not know any screen, nor the state of the program.

mod fonts;
mod style;
mod tokens;

pub use self::fonts::Type;
pub use self::tokens::{
    CATEGORICAL, DARK, INDIGO, LIGHT, SLATE, Tokens, contrast, mix, ramp, segment_colour, text_on,
};

/// The icons of the program: Material Symbols Rounded, outlined.
pub use egui_material_icons::{MaterialIcon as Icon, icons};

/// Sets fonts and both themes. Call once, when the window is made.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts::definitions());
    ctx.set_style_of(egui::Theme::Light, style::style(&LIGHT));
    ctx.set_style_of(egui::Theme::Dark, style::style(&DARK));
}

/// The colours of the theme in force.
pub fn of(ui: &egui::Ui) -> &'static Tokens {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// Sets how long things take to move: nothing moves with `reduced`.
pub fn set_reduced_motion(ctx: &egui::Context, reduced: bool) {
    ctx.all_styles_mut(|style| style.animation_time = if reduced { 0.0 } else { style::HOVER_SECONDS });
}

/// Corner radii by use.
pub mod radius {
    /// Bars and heat cells in charts.
    pub const BAR: u8 = 2;
    /// Chips.
    pub const CHIP: u8 = 4;
    /// Buttons and fields.
    pub const CONTROL: u8 = 6;
    /// Cards and toasts.
    pub const CARD: u8 = 8;
    /// Dialogs and the drop zone.
    pub const DIALOG: u8 = 10;
}

/// Distances on a grid of four.
pub mod space {
    /// Between a control and its label.
    pub const XS: f32 = 4.0;
    /// Inside a control.
    pub const S: f32 = 8.0;
    /// Between fields.
    pub const M: f32 = 12.0;
    /// Inside a card, between cards.
    pub const L: f32 = 16.0;
    /// Above a page.
    pub const XL: f32 = 20.0;
    /// Beside a page.
    pub const XXL: f32 = 24.0;
}

/// Heights of controls.
pub mod height {
    /// A button or field.
    pub const CONTROL: f32 = 32.0;
    /// The same inside tool bars, cards and tables.
    pub const COMPACT: f32 = 28.0;
    /// A button of the first page.
    pub const LARGE: f32 = 40.0;
    /// A chip.
    pub const CHIP: f32 = 20.0;
    /// A row of a table.
    pub const ROW: f32 = 28.0;
}
