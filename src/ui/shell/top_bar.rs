//! The top bar: what is open, search, undo, language, theme, help.

use egui::{
    Align, CornerRadius, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{can, keys};
use crate::app::command::Action;
use crate::text::Language;
use crate::ui::theme::{self, Icon, Type, icons, radius};
use crate::ui::view::View;
use crate::ui::widgets;

/// Width of the search field in the middle.
const SEARCH: f32 = 340.0;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    let bar = ui.max_rect();
    ui.horizontal_centered(|ui| {
        let (name, note) = match &view.state.loaded {
            Some(loaded) => (loaded.file_name(), None),
            None => (view.tr("shell-no-project"), Some(view.tr("shell-no-project-note"))),
        };
        let sampled = view
            .state
            .loaded
            .as_ref()
            .is_some_and(|loaded| loaded.whole && loaded.view.facts().sample.is_some());
        let chip = if sampled { 72.0 } else { 0.0 };
        let room = (bar.width() / 2.0 - SEARCH / 2.0 - 24.0 - chip).max(60.0);
        let name = widgets::middle_cut(ui, Type::Strong, &name, room);
        widgets::label(ui, Type::Strong, name, tokens.text);
        if sampled {
            widgets::chip(ui, widgets::Tone::Look, &view.tr("shell-sample"));
        }
        if let Some(note) = note.filter(|_| bar.width() > 900.0) {
            widgets::label(ui, Type::Caption, note, tokens.muted);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| buttons(ui, view));
    });
    if bar.width() > 760.0 {
        let rect = Rect::from_center_size(bar.center(), vec2(SEARCH.min(bar.width() - 420.0), 32.0));
        search(ui, view, rect);
    }
}

fn buttons(ui: &mut Ui, view: &View<'_>) {
    ui.spacing_mut().item_spacing.x = 4.0;
    action_button(ui, view, icons::ICON_HELP, Action::Help);
    action_button(ui, view, icons::ICON_CONTRAST, Action::SwitchTheme);
    let tokens = theme::of(ui);
    let short = match view.language() {
        Language::English => "EN",
        Language::Chinese => "中文",
    };
    let name = view.say(&Action::SwitchLanguage.name());
    let (rect, response) = ui.allocate_exact_size(vec2(40.0, 32.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), tokens.hover);
    }
    let text = widgets::galley(ui, Type::Medium, short, tokens.text);
    ui.painter().galley(rect.center() - text.rect.size() / 2.0, text, tokens.text);
    widgets::focus_ring(ui, &response, rect, radius::CONTROL);
    if with_key(ui, view, response, Action::SwitchLanguage).clicked() {
        view.act(Action::SwitchLanguage);
    }
    let (line, _) = ui.allocate_exact_size(vec2(9.0, 20.0), Sense::hover());
    ui.painter().vline(line.center().x, line.y_range(), Stroke::new(1.0, tokens.line_strong));
    action_button(ui, view, icons::ICON_REDO, Action::Redo);
    action_button(ui, view, icons::ICON_UNDO, Action::Undo);
    if ui.ctx().content_rect().width() <= 960.0 {
        action_button(ui, view, icons::ICON_SEARCH, Action::Palette);
    }
}

fn action_button(ui: &mut Ui, view: &View<'_>, icon: Icon, action: Action) {
    let name = view.say(&action.name());
    let response = widgets::icon_button(ui, icon, &name, can(view, action));
    if with_key(ui, view, response, action).clicked() {
        view.act(action);
    }
}

/// A tooltip with the key, and with the reason where the action cannot be done.
fn with_key(ui: &Ui, view: &View<'_>, response: Response, action: Action) -> Response {
    let key = keys::written(ui.ctx(), action);
    let why = action.disabled(view.state).map(|why| view.say(&why));
    match (key, why) {
        (Some(key), None) => response.on_hover_text(key),
        (_, Some(why)) => response.on_disabled_hover_text(&why).on_hover_text(&why),
        (None, None) => response,
    }
}

fn search(ui: &mut Ui, view: &View<'_>, rect: Rect) {
    let tokens = theme::of(ui);
    let words = view.say(&Action::Palette.name());
    let response = ui.interact(rect, ui.scope_id().with("search"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    let fill = if response.hovered() { tokens.hover } else { tokens.surface };
    let corner = CornerRadius::same(radius::CONTROL);
    ui.painter().rect(rect, corner, fill, Stroke::new(1.0, tokens.line_strong), StrokeKind::Inside);
    let icon = widgets::icon(ui, icons::ICON_SEARCH, 18.0, tokens.muted);
    ui.painter().galley(
        pos2(rect.left() + 10.0, rect.center().y - icon.rect.height() / 2.0),
        icon,
        tokens.muted,
    );
    let key = keys::written(ui.ctx(), Action::Palette).unwrap_or_default();
    let key = widgets::galley(ui, Type::Caption, &key, tokens.muted);
    let chip = Rect::from_min_max(
        pos2(rect.right() - key.rect.width() - 20.0, rect.top() + 6.0),
        pos2(rect.right() - 8.0, rect.bottom() - 6.0),
    );
    ui.painter().rect(
        chip,
        CornerRadius::same(radius::CHIP),
        tokens.sunken,
        Stroke::new(1.0, tokens.line),
        StrokeKind::Inside,
    );
    ui.painter().galley(chip.center() - key.rect.size() / 2.0, key, tokens.muted);
    let room = chip.left() - rect.left() - 46.0;
    let text = widgets::galley_within(ui, Type::Body, &words, tokens.muted, room, 1);
    ui.painter().galley(
        pos2(rect.left() + 36.0, rect.center().y - text.rect.height() / 2.0),
        text,
        tokens.muted,
    );
    widgets::focus_ring(ui, &response, rect, radius::CONTROL);
    if response.clicked() {
        view.act(Action::Palette);
    }
}
