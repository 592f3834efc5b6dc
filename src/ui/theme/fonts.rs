//! The three weights of the interface, their Chinese companions, the icons and the scale of type.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId, RichText, TextStyle};

use crate::text::fonts;

/// Weight 400.
const REGULAR: &str = "ui";
/// Weight 500.
const MEDIUM: &str = "ui-medium";
/// Weight 600.
const STRONG: &str = "ui-strong";

/// A step of the scale of type. Nothing on screen is set in another size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// 28/36, 600: the number of a tile.
    Figure,
    /// 20/28, 600: screen title.
    Title,
    /// 16/24, 600: verdict, dialog title.
    Subtitle,
    /// 16/24, 400: the sentence below a large heading.
    Lead,
    /// 14/20, 400: everything else.
    Body,
    /// 14/20, 500: labels and buttons.
    Medium,
    /// 14/20, 600: card titles and key numbers.
    Strong,
    /// 12/16, 400: help and axis text.
    Caption,
    /// 12/16, 500: table headers, chips.
    CaptionMedium,
    /// 12/16, 600: names in column cards.
    CaptionStrong,
}

impl Type {
    /// Size in points.
    pub fn size(self) -> f32 {
        match self {
            Self::Figure => 28.0,
            Self::Title => 20.0,
            Self::Subtitle | Self::Lead => 16.0,
            Self::Body | Self::Medium | Self::Strong => 14.0,
            Self::Caption | Self::CaptionMedium | Self::CaptionStrong => 12.0,
        }
    }

    /// Height of a line in points.
    pub fn line(self) -> f32 {
        match self {
            Self::Figure => 36.0,
            Self::Title => 28.0,
            Self::Subtitle | Self::Lead => 24.0,
            Self::Body | Self::Medium | Self::Strong => 20.0,
            Self::Caption | Self::CaptionMedium | Self::CaptionStrong => 16.0,
        }
    }

    /// The font at its size.
    pub fn font(self) -> FontId {
        FontId::new(self.size(), FontFamily::Name(self.family().into()))
    }

    /// Text in this step, in the colour of its surroundings.
    pub fn rich(self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.font()).line_height(Some(self.line()))
    }

    fn family(self) -> &'static str {
        match self {
            Self::Lead | Self::Body | Self::Caption => REGULAR,
            Self::Medium | Self::CaptionMedium => MEDIUM,
            Self::Figure | Self::Title | Self::Subtitle | Self::Strong | Self::CaptionStrong => STRONG,
        }
    }
}

/// The styles egui's own widgets ask for.
pub(super) fn text_styles() -> [(TextStyle, FontId); 5] {
    [
        (TextStyle::Small, Type::Caption.font()),
        (TextStyle::Body, Type::Body.font()),
        // Plex digits are all alike wide, so figures line up without a font of their own.
        (TextStyle::Monospace, Type::Body.font()),
        (TextStyle::Button, Type::Medium.font()),
        (TextStyle::Heading, Type::Title.font()),
    ]
}

/// All fonts, embedded. Fonts of the system come after them where the window asks for them.
pub(super) fn definitions() -> FontDefinitions {
    let mut all = FontDefinitions::empty();
    let mut add = |name: &str, data: FontData| all.font_data.insert(name.to_owned(), Arc::new(data));
    add("plex-400", FontData::from_static(fonts::REGULAR));
    add("plex-500", FontData::from_static(fonts::MEDIUM));
    add("plex-600", FontData::from_static(fonts::STRONG));
    add("noto-400", FontData::from_static(fonts::CHINESE));
    add("noto-700", FontData::from_static(fonts::CHINESE_STRONG));
    add("icons", egui_material_icons::font_insert().data);

    let mut family = |family: FontFamily, names: &[&str]| {
        all.families.insert(family, names.iter().map(|name| (*name).to_owned()).collect());
    };
    family(FontFamily::Name(REGULAR.into()), &["plex-400", "noto-400", "icons"]);
    family(FontFamily::Name(MEDIUM.into()), &["plex-500", "noto-400", "icons"]);
    // The bold subset holds the common half; rarer characters come from the regular one.
    family(FontFamily::Name(STRONG.into()), &["plex-600", "noto-700", "noto-400", "icons"]);
    family(FontFamily::Proportional, &["plex-400", "noto-400", "icons"]);
    family(FontFamily::Monospace, &["plex-400", "noto-400", "icons"]);
    for name in [egui_material_icons::FONT_FAMILY, egui_material_icons::FONT_FAMILY_OUTLINED] {
        family(FontFamily::Name(name.into()), &["icons"]);
    }
    all
}
