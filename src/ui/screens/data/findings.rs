//! What is wrong with the file and what to do about it, gravest first.

use egui::{Align, Frame, Layout, Margin, ScrollArea, Sense, Stroke, Ui, UiBuilder, vec2};

use super::{alike, inspector, jump_to};
use crate::app::command::Command;
use crate::app::state::{Dialog, Loaded};
use crate::domain::column::{Finding, FindingKind, Severity};
use crate::domain::message::Arg;
use crate::ui::theme::{self, Icon, Tokens, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button, Tone};

/// Draws the list; with `column_too`, the selected column follows in the same scroll area.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, column_too: bool) {
    let tokens = theme::of(ui);
    let findings = view.state.findings();
    ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    let inner = rect.shrink2(vec2(space::L, 0.0));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center));
    let mut head = ui.new_child(builder);
    widgets::label(&mut head, Type::Strong, view.tr("screens-data-findings"), tokens.text);
    head.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let know = findings.iter().filter(|(_, finding)| finding.severity == Severity::Know).count() as u64;
        let fix = findings.len() as u64 - know;
        if know > 0 {
            let text = view.tr_with("screens-data-to-know", &[("n", Arg::Count(know))]);
            widgets::chip(ui, Tone::Fact, &text);
        }
        if fix > 0 {
            let text = view.tr_with("screens-data-to-fix", &[("n", Arg::Count(fix))]);
            widgets::chip(ui, Tone::Look, &text);
        }
    });
    line(ui, rect.bottom());
    ScrollArea::vertical().id_salt("findings").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if findings.is_empty() {
            let (title, text) = (view.tr("screens-data-all-done"), view.tr("screens-data-all-done-text"));
            ui.add_space(space::L);
            widgets::empty_state(ui, icons::ICON_CHECK_CIRCLE, &title, &text, None);
        }
        for group in alike::groups(&findings) {
            alike::ui(ui, view, loaded, &group);
        }
        if column_too {
            inspector::ui(ui, view, loaded);
        }
    });
}

pub(super) fn line(ui: &Ui, y: f32) {
    ui.painter().hline(ui.max_rect().x_range(), y - 0.5, Stroke::new(1.0, theme::of(ui).line));
}

/// One finding as a card.
pub(super) fn one(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, index: usize, finding: &Finding) {
    let tokens = theme::of(ui);
    let title = view.say(&finding.title);
    let selected = finding.column.is_some() && finding.column == view.state.look.column;
    let behind = ui.painter().add(egui::Shape::Noop);
    let builder = UiBuilder::new().id_salt(("finding", index)).sense(Sense::click());
    let shown = ui.scope_builder(builder, |ui| {
        Frame::new().inner_margin(Margin::symmetric(16, 12)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::S, 2.0);
                let (icon, ink) = sign(finding, tokens);
                let drawn = widgets::icon(ui, icon, 18.0, ink);
                let (place, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
                ui.painter().galley(place.center() - drawn.rect.size() / 2.0, drawn, ink);
                ui.vertical(|ui| {
                    widgets::label(ui, Type::Medium, &title, tokens.text);
                    widgets::label(ui, Type::Caption, view.say(&finding.detail), tokens.muted);
                    buttons(ui, view, index, finding);
                });
            });
        });
    });
    let rect = shown.response.rect;
    let over = shown.response.contains_pointer() && finding.column.is_some();
    let fill = match (selected, over) {
        (true, _) => tokens.selection,
        (false, true) => tokens.hover,
        (false, false) => egui::Color32::TRANSPARENT,
    };
    ui.painter().set(behind, egui::epaint::RectShape::filled(rect, 0.0, fill));
    line(ui, rect.bottom());
    let response = shown.response;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &title));
    widgets::focus_ring(ui, &response, rect.shrink(4.0), theme::radius::CONTROL);
    if response.clicked()
        && let Some(column) = &finding.column
    {
        view.send(Command::SelectColumn(Some(column.clone())));
        if let Some(place) = loaded.view.names().iter().position(|name| name == column) {
            jump_to(ui, place);
        }
    }
}

fn buttons(ui: &mut Ui, view: &View<'_>, index: usize, finding: &Finding) {
    // Nothing to do about good news.
    if finding.kind == FindingKind::AllGood {
        return;
    }
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        if let Some((label, step)) = &finding.fix {
            let label = view.say(label);
            if ui.add(Button::secondary(&label).compact()).clicked() {
                view.send(Command::AddStep(step.clone()));
            }
        }
        if finding.kind == FindingKind::SetAside {
            let see = view.tr("screens-data-see-rows");
            if ui.add(Button::secondary(&see).compact()).clicked() {
                view.send(Command::ShowDialog(Dialog::Rejected));
            }
        }
        let reading = matches!(
            finding.kind,
            FindingKind::Preamble
                | FindingKind::OtherTables
                | FindingKind::ShortRows
                | FindingKind::Baskets
                | FindingKind::OpenDates
                | FindingKind::Sample
        );
        if reading {
            let change = view.tr("screens-data-change-reading");
            if ui.add(Button::secondary(&change).compact()).clicked() {
                view.send(Command::ShowDialog(Dialog::Reading));
            }
        }
        let leave = view.tr("screens-data-leave");
        let tip = view.tr("screens-data-leave-tip");
        if ui.add(Button::quiet(&leave).compact().tooltip(&tip)).clicked() {
            view.send(Command::DismissFindings(vec![index]));
        }
    });
}

pub(super) fn sign(finding: &Finding, tokens: &Tokens) -> (Icon, egui::Color32) {
    match (finding.kind, finding.severity) {
        (FindingKind::AllGood, _) => (icons::ICON_CHECK_CIRCLE, tokens.good),
        (_, Severity::Grave) => (icons::ICON_WARNING, tokens.bad),
        (_, Severity::Look) => (icons::ICON_ERROR, tokens.warn),
        (FindingKind::Duplicates, Severity::Know) => (icons::ICON_CONTENT_COPY, tokens.accent_text),
        (FindingKind::ZeroOne, Severity::Know) => (icons::ICON_TOGGLE_ON, tokens.accent_text),
        (FindingKind::RowNumber, Severity::Know) => (icons::ICON_NUMBERS, tokens.accent_text),
        (FindingKind::Personal, Severity::Know) => (icons::ICON_PERSON, tokens.accent_text),
        (FindingKind::Header, Severity::Know) => (icons::ICON_TEXT_FIELDS, tokens.accent_text),
        (_, Severity::Know) => (icons::ICON_LIGHTBULB, tokens.accent_text),
    }
}
