//! What the program says of itself: notices, empty places, progress, toasts.

use egui::{
    Align, Align2, Area, CornerRadius, Frame, Layout, Margin, Order, Rect, Role, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use super::button::{Button, icon_button};
use super::card::panel;
use super::facts::{Tone, progress_bar};
use super::paint;
use crate::ui::theme::{self, Icon, Type, height, icons, radius, space};

/// Something to know on this page, with what to do about it.
#[derive(Clone, Copy, Debug)]
pub struct Notice<'a> {
    /// How grave.
    pub tone: Tone,
    /// What, in one sentence.
    pub title: &'a str,
    /// What now, in one sentence; may be empty.
    pub text: &'a str,
    /// What the button does; none without a button.
    pub button: Option<&'a str>,
}

/// Draws a notice. True when its button was pressed.
pub fn notice(ui: &mut Ui, notice: Notice<'_>) -> bool {
    let tokens = theme::of(ui);
    let (fill, ink) = notice.tone.colours(tokens);
    let (fill, border) =
        if notice.tone == Tone::Answer { (tokens.sunken, tokens.line_strong) } else { (fill, ink) };
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, border))
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::symmetric(16, 12))
        .show(ui, |ui| {
            let width = ui.available_width();
            let button_width = notice.button.map_or(0.0, |text| {
                paint::galley(ui, Type::Medium, text, ink).rect.width() + 24.0 + space::L
            });
            let room = width - 32.0 - button_width;
            let title = paint::galley_within(ui, Type::Medium, notice.title, tokens.text, room, 3);
            let more = (!notice.text.is_empty())
                .then(|| paint::galley_within(ui, Type::Caption, notice.text, tokens.text, room, 6));
            let below = more.as_ref().map_or(0.0, |more| more.rect.height());
            let text_height = title.rect.height() + below;
            let height = text_height.max(height::COMPACT);
            let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
            let said = format!("{} {}", notice.title, notice.text);
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said.trim()));
            let drawn = paint::icon(ui, tone_icon(notice.tone), 20.0, border);
            let corner = pos2(rect.left(), rect.center().y - drawn.rect.height() / 2.0);
            ui.painter().galley(corner, drawn, border);
            let corner = pos2(rect.left() + 32.0, rect.center().y - text_height / 2.0);
            let line = title.rect.height();
            ui.painter().galley(corner, title, tokens.text);
            if let Some(more) = more {
                ui.painter().galley(corner + vec2(0.0, line), more, tokens.text);
            }
            let place = Rect::from_center_size(
                pos2(rect.right() - (button_width - space::L) / 2.0, rect.center().y),
                vec2(button_width - space::L, height::COMPACT),
            );
            notice.button.is_some_and(|text| ui.put(place, Button::secondary(text).compact()).clicked())
        })
        .inner
}

/// A place where nothing is yet: what would be here and the one action that fills it.
/// True when the button was pressed.
pub fn empty_state(ui: &mut Ui, icon: Icon, title: &str, text: &str, button: Option<&str>) -> bool {
    let tokens = theme::of(ui);
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.add_space(space::L);
        let drawn = paint::icon(ui, icon, 32.0, tokens.muted);
        ui.add(egui::Label::new(drawn));
        paint::label(ui, Type::Strong, title, tokens.text);
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width().min(480.0));
            paint::label(ui, Type::Body, text, tokens.muted);
        });
        let pressed = button.is_some_and(|text| {
            ui.add_space(space::S);
            ui.add(Button::secondary(text)).clicked()
        });
        ui.add_space(space::L);
        pressed
    })
    .inner
}

/// How far a long job is.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// What is being done.
    pub what: &'a str,
    /// How far, in the thing's own unit, and the time left.
    pub how_far: &'a str,
    /// The share done, if known.
    pub share: Option<f64>,
    /// The word for Stop.
    pub stop: &'a str,
}

/// Draws a card of a job that runs. True when Stop was pressed.
pub fn progress_card(ui: &mut Ui, progress: Progress<'_>) -> bool {
    let tokens = theme::of(ui);
    panel(ui, |ui| {
        let stopped = ui
            .horizontal(|ui| {
                paint::label(ui, Type::Medium, progress.what, tokens.text);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let stopped = ui.add(Button::secondary(progress.stop).compact()).clicked();
                    paint::label(ui, Type::Caption, progress.how_far, tokens.muted);
                    stopped
                })
                .inner
            })
            .inner;
        progress_bar(ui, progress.share, progress.what);
        stopped
    })
    .inner
}

/// Something that happened elsewhere or can be undone.
#[derive(Clone, Copy, Debug)]
pub struct Toast<'a> {
    /// How grave; errors stay until closed (the caller keeps the time).
    pub tone: Tone,
    /// At most eight words.
    pub text: &'a str,
    /// One action; none without.
    pub action: Option<&'a str>,
    /// The word for Close.
    pub close: &'a str,
}

/// What the user did with a toast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastAnswer {
    /// Nothing.
    None,
    /// Read it: the pointer or the keyboard is on it, so it stays.
    Held,
    /// Pressed the action.
    Action,
    /// Closed it.
    Close,
}

/// Draws a toast in the lower right corner.
pub fn toast(ui: &mut Ui, toast: Toast<'_>) -> ToastAnswer {
    let tokens = theme::of(ui);
    // Each sentence has an area of its own size, so that a new one does not jump into place.
    let shown = Area::new(egui::Id::unique(("toast", toast.text)))
        .order(Order::Foreground)
        .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -16.0))
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(tokens.raised)
                .stroke(Stroke::new(1.0, tokens.line_strong))
                .corner_radius(CornerRadius::same(radius::CARD))
                .inner_margin(Margin { left: 12, right: 6, top: 6, bottom: 6 })
                .show(ui, |ui| toast_row(ui, toast))
                .inner
        });
    let held = shown.response.contains_pointer();
    match shown.inner {
        ToastAnswer::None if held => ToastAnswer::Held,
        answer => answer,
    }
}

fn toast_row(ui: &mut Ui, toast: Toast<'_>) -> ToastAnswer {
    let tokens = theme::of(ui);
    ui.horizontal(|ui| {
        let (_, ink) = toast.tone.colours(tokens);
        let drawn = paint::icon(ui, tone_icon(toast.tone), 18.0, ink);
        ui.add(egui::Label::new(drawn));
        paint::label(ui, Type::Body, toast.text, tokens.text);
        ui.add_space(space::L);
        let mut answer = ToastAnswer::None;
        if let Some(action) = toast.action {
            let button = ui.add(Button::quiet(action));
            if button.has_focus() {
                answer = ToastAnswer::Held;
            }
            if button.clicked() {
                answer = ToastAnswer::Action;
            }
        }
        if icon_button(ui, icons::ICON_CLOSE, toast.close, true).clicked() {
            answer = ToastAnswer::Close;
        }
        answer
    })
    .inner
}

fn tone_icon(tone: Tone) -> Icon {
    match tone {
        Tone::Fact | Tone::Input | Tone::Answer => icons::ICON_LIGHTBULB,
        Tone::Good => icons::ICON_CHECK_CIRCLE,
        Tone::Look => icons::ICON_WARNING,
        Tone::Bad => icons::ICON_ERROR,
    }
}
