//! What groups there are: a passport each, where they lie, what sets them apart.

mod passports;

use egui::Ui;

use super::chart_menu;
use super::page::{self, Head};
use super::results::{actions, left_out, verdict_card};
use crate::app::command::Command;
use crate::domain::chart::Chart;
use crate::domain::message::Arg;
use crate::domain::report::{RunReport, SegmentReport, Stability};
use crate::text::format;
use crate::ui::charts::{self, HeatWords, MapWords, SegmentMap};
use crate::ui::theme::{self, Type, space};
use crate::ui::view::View;
use crate::ui::widgets::{key_values, label};

/// Draws the screen below the top bar.
pub fn ui(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &SegmentReport) {
    let title = view.tr("segments-title");
    let customers: usize = task.segments.iter().map(|segment| segment.rows).sum();
    let line = view.tr_with(
        "segments-line",
        &[
            ("groups", Arg::Count(u64::from(task.k))),
            ("n", Arg::Count(customers as u64)),
            ("columns", Arg::Count(report.inputs.len() as u64)),
        ],
    );
    page::page(
        ui,
        Head { title: &title, line: &line },
        |ui| actions(ui, view, report),
        |ui| {
            let salt = format!("segments {:?}", view.state.run.id);
            page::scrolled(ui, &salt, |ui| {
                page::last_error(ui, view);
                if view.state.run_is_stale() {
                    super::train::stale(ui, view);
                }
                body(ui, view, report, task);
            });
        },
    );
}

fn body(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &SegmentReport) {
    let selected = view.state.run.segment;
    if let Some(place) = passports::ui(ui, view, task, selected) {
        select(view, place);
    }
    let width = ui.available_width();
    let rows = task.profile.len().min(PROFILE) as f32;
    let height = (rows * 30.0 + 70.0).clamp(300.0, 480.0);
    if page::is_wide(width) {
        let left = ((width - space::L) * 0.44).floor();
        page::side_by_side(ui, &[left, width - left - space::L], |ui, place| {
            if place == 0 {
                map(ui, view, task, selected, height);
            } else {
                apart(ui, view, task, selected, height);
            }
        });
        page::side_by_side(ui, &[left, width - left - space::L], |ui, place| {
            ui.spacing_mut().item_spacing.y = space::L;
            if place == 0 {
                verdict_card(ui, view, &report.verdict);
                left_out(ui, view, report);
            } else {
                how_sure(ui, view, task);
            }
        });
    } else {
        verdict_card(ui, view, &report.verdict);
        map(ui, view, task, selected, 320.0);
        apart(ui, view, task, selected, 0.0);
        how_sure(ui, view, task);
        left_out(ui, view, report);
    }
}

/// Rows of the profile that are shown.
const PROFILE: usize = 16;

/// Selecting what is selected lets go of it.
fn select(view: &View<'_>, place: u32) {
    let next = (view.state.run.segment != Some(place)).then_some(place);
    view.send(Command::SelectSegment(next));
}

fn map(ui: &mut Ui, view: &View<'_>, task: &SegmentReport, selected: Option<u32>, height: f32) {
    let tokens = theme::of(ui);
    let customers: usize = task.segments.iter().map(|segment| segment.rows).sum();
    let args = [("shown", Arg::Count(task.map.len() as u64)), ("n", Arg::Count(customers as u64))];
    let unit = view.tr_with("segments-map-unit", &args);
    let right = selected
        .map(|place| view.tr_with("segments-selected", &[("n", Arg::Count(u64::from(place) + 1))]))
        .unwrap_or_default();
    let title = view.tr("segments-map");
    let shown = page::header_card(
        ui,
        &title,
        &unit,
        |ui| {
            chart_menu::button(ui, view, Chart::Map, &title);
            label(ui, Type::Caption, &right, tokens.muted);
        },
        |ui| {
            let (x, y) =
                (axis(view, "segments-axis-x", &task.axis_x), axis(view, "segments-axis-y", &task.axis_y));
            let said = view.tr_with("segments-map-said", &[("share", Arg::Percent(task.map_share))]);
            let words = MapWords { x: &x, y: &y, empty: &view.tr("segments-no-map"), summary: &said };
            let map = SegmentMap { points: &task.map, selected, words };
            if let Some(place) = map.show(ui, height) {
                select(view, place);
            }
        },
    );
    chart_menu::on_card(&shown.response, view, Chart::Map);
}

/// "right: more months, lower bill".
fn axis(view: &View<'_>, id: &str, columns: &[(String, bool)]) -> String {
    // Two columns where they are short, else the one the axis follows most.
    let letters: usize = columns.iter().take(2).map(|(column, _)| column.chars().count()).sum();
    let parts: Vec<String> = columns
        .iter()
        .take(if letters <= 22 { 2 } else { 1 })
        .map(|(column, more)| {
            let args = [("column", Arg::Text(column.clone()))];
            if *more { view.tr_with("segments-more", &args) } else { view.tr_with("segments-less", &args) }
        })
        .collect();
    let separator = view.tr("segments-comma");
    view.tr_with(id, &[("what", Arg::Text(parts.join(&separator)))])
}

fn apart(ui: &mut Ui, view: &View<'_>, task: &SegmentReport, selected: Option<u32>, height: f32) {
    let (title, unit) = (view.tr("segments-apart"), view.tr("segments-apart-unit"));
    page::chart_card(ui, view, Chart::Profile, (&title, &unit), |ui| {
        if height > 0.0 {
            ui.set_min_height(height);
        }
        let words = HeatWords {
            overall: &view.tr("segments-everybody"),
            lower: &view.tr("segments-lower"),
            higher: &view.tr("segments-higher"),
            apart: &view.tr("segments-z"),
            empty: &view.tr("segments-no-profile"),
            summary: &view.tr("segments-apart-said"),
        };
        let rows = task.profile.get(..PROFILE).unwrap_or(&task.profile);
        charts::heat_table(ui, rows, selected.map(|place| place as usize), view.language(), words);
    });
}

/// How well the groups hold, and what other numbers of groups would give.
fn how_sure(ui: &mut Ui, view: &View<'_>, task: &SegmentReport) {
    let tokens = theme::of(ui);
    let title = view.tr("segments-sure");
    let contents = |ui: &mut Ui| {
        let range = task.silhouette_range;
        let silhouette = view.tr_with(
            "stability-silhouette-range",
            &[
                ("value", Arg::Score(task.silhouette)),
                ("low", Arg::Score(range.low)),
                ("high", Arg::Score(range.high)),
            ],
        );
        let shuffled = format::score(task.silhouette_shuffled);
        let sample = format::count(task.silhouette_rows as u64);
        let share = format::percent(view.language(), task.map_share);
        let names = [
            view.tr("segments-silhouette"),
            view.tr("segments-shuffled"),
            view.tr("segments-sample"),
            view.tr("segments-map-share"),
        ];
        let values = [silhouette, shuffled, sample, share];
        let mut rows: Vec<(&str, &str)> =
            names.iter().zip(&values).map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let weakest = view.tr("stability-weakest");
        let overlap = task.stability.as_ref().and_then(Stability::weakest);
        let overlap = overlap.map(|(place, overlap)| {
            let args = [("overlap", Arg::Percent(overlap)), ("n", Arg::Count(place as u64 + 1))];
            view.tr_with("stability-weakest-value", &args)
        });
        rows.extend(overlap.as_ref().map(|overlap| (weakest.as_str(), overlap.as_str())));
        key_values(ui, &rows);
        if task.tried.len() > 1 {
            ui.add_space(space::S);
            label(ui, Type::Medium, view.tr("segments-tried"), tokens.text);
            passports::tried(ui, view, task);
        }
        label(ui, Type::Caption, view.tr("segments-sure-help"), tokens.muted);
        if let Some(found) = &task.stability {
            let args = [("draws", Arg::Count(u64::from(found.draws))), ("n", Arg::Count(found.rows as u64))];
            label(ui, Type::Caption, view.tr_with("stability-help", &args), tokens.muted);
        }
    };
    if task.tried.len() > 1 {
        page::chart_card(ui, view, Chart::Tried, (&title, ""), contents);
    } else {
        page::card(ui, &title, "", contents);
    }
}

#[cfg(test)]
mod tests;
