//! The selected column: what it holds, what it is for, why, and its figures.

use egui::{Frame, Layout, Margin, Stroke, Ui, vec2};

use super::super::shapes;
use crate::app::command::Command;
use crate::app::state::Loaded;
use crate::domain::column::{ColumnProfile, Kind, Role, Summary};
use crate::domain::message::Arg;
use crate::text::format;
use crate::ui::theme::{self, Type, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button};

/// Draws the details as high as they are.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, loaded: &Loaded) {
    let tokens = theme::of(ui);
    let selected = view.state.look.column.as_deref();
    let place = loaded.profile.columns.iter().position(|column| Some(column.name.as_str()) == selected);
    let Some(column) = place.and_then(|place| loaded.profile.columns.get(place)) else { return };
    let corner = egui::CornerRadius { nw: 0, ne: 0, sw: theme::radius::CARD, se: theme::radius::CARD };
    let frame = Frame::new().fill(tokens.sunken).corner_radius(corner).inner_margin(Margin::same(16));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        head(ui, view, loaded, column, place.unwrap_or(0));
        let width = (ui.available_width() - space::M) / 2.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let field = |ui: &mut Ui, label: String, draw: &dyn Fn(&mut Ui)| {
                ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(egui::Align::Min), |ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.y = space::XS;
                    widgets::label(ui, Type::Medium, label, tokens.text);
                    draw(ui);
                });
            };
            field(ui, view.tr("screens-data-kind"), &|ui| kind_choice(ui, view, column, width));
            field(ui, view.tr("screens-data-role"), &|ui| role_choice(ui, view, column, width));
        });
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            widgets::label(ui, Type::Caption, view.say(&column.kind_reason), tokens.muted);
            widgets::label(ui, Type::Caption, view.say(&column.role_reason), tokens.muted);
        });
        if view.state.recipe().choice(&column.name).is_some() {
            let back = view.tr("screens-data-back-to-guess");
            if ui.add(Button::quiet(&back).icon(theme::icons::ICON_UNDO).compact()).clicked() {
                view.send(Command::ForgetChoice(column.name.clone()));
            }
        }
        figures(ui, view, column);
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, tokens.line));
}

fn head(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, column: &ColumnProfile, place: usize) {
    let tokens = theme::of(ui);
    ui.horizontal(|ui| {
        ui.set_height(Type::Strong.line());
        let icon = widgets::icon(ui, shapes::icon(column.kind, column.role), 18.0, tokens.muted);
        ui.add(egui::Label::new(icon));
        let count = |value: usize| Arg::Count(value as u64);
        let args = [("k", count(place + 1)), ("n", count(loaded.profile.columns.len()))];
        let note = view.tr_with("screens-data-column-of", &args);
        let note = widgets::galley(ui, Type::Caption, &note, tokens.muted);
        let room = ui.available_width() - note.rect.width() - space::S;
        let cut = widgets::middle_cut(ui, Type::Strong, &column.name, room);
        let shown = widgets::label(ui, Type::Strong, &cut, tokens.text);
        if cut != column.name {
            shown.on_hover_text(&column.name);
        }
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| ui.add(egui::Label::new(note)));
    });
}

/// A choice of the kind of a column.
pub(super) fn kind_choice(ui: &mut Ui, view: &View<'_>, column: &ColumnProfile, width: f32) {
    let names = Kind::ALL.map(|kind| view.words.kind(kind));
    let choices: Vec<(Kind, &str)> = Kind::ALL.into_iter().zip(names.iter().map(String::as_str)).collect();
    let label = view.tr_with("screens-data-kind-of", &[("column", Arg::Name(column.name.clone()))]);
    let mut kind = column.kind;
    if widgets::combo(ui, &label, &mut kind, &choices, width) {
        view.send(Command::ChooseKind(column.name.clone(), kind));
    }
}

/// A choice of what a column is for.
pub(super) fn role_choice(ui: &mut Ui, view: &View<'_>, column: &ColumnProfile, width: f32) {
    let names = Role::ALL.map(|role| view.words.role(role));
    let choices: Vec<(Role, &str)> = Role::ALL.into_iter().zip(names.iter().map(String::as_str)).collect();
    let label = view.tr_with("screens-data-role-of", &[("column", Arg::Name(column.name.clone()))]);
    let mut role = column.role;
    if widgets::combo(ui, &label, &mut role, &choices, width) {
        view.send(Command::ChooseRole(column.name.clone(), role));
    }
}

/// Smallest, middle, average, largest; or the most frequent values.
fn figures(ui: &mut Ui, view: &View<'_>, column: &ColumnProfile) {
    match &column.summary {
        Summary::Numbers { min, max, mean, median, .. } => {
            let figures = [
                (view.tr("screens-data-min"), format::plain(*min)),
                (view.tr("screens-data-median"), format::plain(*median)),
                (view.tr("screens-data-mean"), format::plain(*mean)),
                (view.tr("screens-data-max"), format::plain(*max)),
            ];
            pairs(ui, &figures);
        }
        Summary::Dates { first, last, .. } => {
            let language = view.language();
            pairs(
                ui,
                &[
                    (view.tr("screens-data-first-day"), format::date(language, first)),
                    (view.tr("screens-data-last-day"), format::date(language, last)),
                ],
            );
        }
        Summary::Values { top, other } if top.first().is_some_and(|(_, count)| *count > 1) => {
            let mut rows: Vec<(String, String)> = top
                .iter()
                .take(4)
                .map(|(value, count)| (value.chars().take(60).collect(), format::count(*count)))
                .collect();
            let rest = other + top.iter().skip(4).map(|(_, count)| count).sum::<u64>();
            if rest > 0 {
                rows.push((view.tr("common-chart-other"), format::count(rest)));
            }
            pairs(ui, &rows);
        }
        Summary::Values { .. } | Summary::Empty => {}
    }
}

fn pairs(ui: &mut Ui, rows: &[(String, String)]) {
    let tokens = theme::of(ui);
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(line.x_range(), line.center().y, Stroke::new(1.0, tokens.line));
    let rows: Vec<(&str, &str)> = rows.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    widgets::key_values(ui, &rows);
}
