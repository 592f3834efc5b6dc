//! The first steps and the keys; the keys come from the one list of actions.

use egui::os::OperatingSystem;
use egui::{Align, Layout, ScrollArea, Sense, Ui, vec2};

use super::modal;
use crate::app::command::{Action, Shortcut};
use crate::ui::theme::{self, Type, radius, space};
use crate::ui::view::View;
use crate::ui::widgets;

/// Draws the dialog.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    modal(ui, view, "help", &view.tr("screens-dialogs-help"), 760.0, |ui| {
        let most = ui.ctx().content_rect().height() - 160.0;
        ScrollArea::vertical()
            .id_salt("help")
            .max_height(most)
            .min_scrolled_height(most)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                let whole = ui.available_width();
                if whole >= 600.0 {
                    ui.horizontal_top(|ui| {
                        ui.spacing_mut().item_spacing.x = 32.0;
                        column(ui, whole * 0.42, |ui| steps(ui, view));
                        column(ui, ui.available_width() - space::L, |ui| keys(ui, view));
                    });
                } else {
                    steps(ui, view);
                    ui.add_space(space::L);
                    keys(ui, view);
                }
            });
    });
}

fn column(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        contents(ui);
    });
}

fn steps(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    widgets::section_title(ui, &view.tr("screens-dialogs-first-steps"));
    let steps = [
        (view.tr("screens-start-step-drop"), view.tr("screens-dialogs-step-drop")),
        (view.tr("screens-start-step-ask"), view.tr("screens-dialogs-step-ask")),
        (view.tr("screens-start-step-learn"), view.tr("screens-dialogs-step-learn")),
        (view.tr("screens-start-step-verdict"), view.tr("screens-dialogs-step-verdict")),
        (view.tr("screens-start-step-list"), view.tr("screens-dialogs-step-list")),
    ];
    for (place, (name, text)) in steps.iter().enumerate() {
        ui.add_space(space::XS);
        ui.spacing_mut().item_spacing.y = 2.0;
        widgets::label(ui, Type::Medium, format!("{}. {name}", place + 1), tokens.text);
        widgets::label(ui, Type::Body, text, tokens.muted);
    }
}

fn keys(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    widgets::section_title(ui, &view.tr("screens-dialogs-keys"));
    ui.spacing_mut().item_spacing.y = 2.0;
    for (action, key) in Action::ALL.iter().filter_map(|action| action.shortcut().map(|key| (action, key))) {
        let name = view.say(&action.name());
        let key = spelled(ui, key);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{name} {key}")));
        let cap = widgets::galley(ui, Type::CaptionMedium, &key, tokens.muted);
        let size = cap.rect.size() + vec2(12.0, 4.0);
        let cap_rect =
            egui::Rect::from_center_size(egui::pos2(rect.right() - size.x / 2.0, rect.center().y), size);
        let line = egui::Stroke::new(1.0, tokens.line_strong);
        let corner = egui::CornerRadius::same(radius::CHIP);
        ui.painter().rect(cap_rect, corner, tokens.sunken, line, egui::StrokeKind::Inside);
        ui.painter().galley(cap_rect.center() - cap.rect.size() / 2.0, cap, tokens.muted);
        let room = cap_rect.left() - rect.left() - space::S;
        let words = widgets::galley_within(ui, Type::Body, &name, tokens.text, room, 1);
        let corner = egui::pos2(rect.left(), rect.center().y - words.rect.height() / 2.0);
        ui.painter().galley(corner, words, tokens.text);
    }
}

/// A shortcut as it stands on the keyboard.
pub(in crate::ui::screens) fn spelled(ui: &Ui, key: Shortcut) -> String {
    let mac = ui.ctx().os() == OperatingSystem::Mac;
    let command = key.command.then_some(if mac { "Cmd" } else { "Ctrl" });
    let shift = key.shift.then_some("Shift");
    let sign = match key.key {
        '-' => "−".to_owned(),
        other => other.to_string(),
    };
    command.into_iter().chain(shift).map(str::to_owned).chain([sign]).collect::<Vec<_>>().join("+")
}
