//! What counts most, and the columns that took no part.

use egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::chart::Chart;
use crate::domain::message::Arg;
use crate::domain::report::RunReport;
use crate::ui::screens::page;
use crate::ui::theme::{self, Type, radius, space};
use crate::ui::view::View;
use crate::ui::widgets::{Tone, chip, galley_within, label, middle_cut};

/// Entries of the list of columns left out.
const SHOWN: usize = 24;

/// The strongest inputs as bars from a middle line; nothing for models without them.
pub(super) fn drivers(ui: &mut Ui, view: &View<'_>, report: &RunReport, towards: &str, away: &str) {
    let tokens = theme::of(ui);
    let most = report.drivers.iter().map(|driver| driver.effect.abs()).fold(0.0, f64::max);
    let (title, unit) = (view.tr("results-drivers"), view.tr("results-drivers-unit"));
    if most <= 0.0 {
        page::card(ui, &title, &unit, |ui| {
            label(ui, Type::Body, view.tr("results-drivers-none"), tokens.muted);
        });
        return;
    }
    page::chart_card(ui, view, Chart::Drivers, (&title, &unit), |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        for driver in &report.drivers {
            let width = ui.available_width();
            let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::hover());
            let names = (width * 0.48).min(240.0);
            let shown = middle_cut(ui, Type::Body, &driver.name, names - space::M);
            let word = if driver.effect > 0.0 { towards } else { away };
            let said = format!("{}: {word}", driver.name);
            response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &said));
            let name = galley_within(ui, Type::Body, &shown, tokens.text, names, 1);
            ui.painter().galley(pos2(rect.left(), rect.center().y - 10.0), name, tokens.text);
            let track =
                Rect::from_min_max(pos2(rect.left() + names, rect.top() + 6.0), rect.max - vec2(0.0, 6.0));
            let middle = track.center().x;
            let reach = (driver.effect.abs() / most) as f32 * track.width() / 2.0;
            let (bar, fill) = if driver.effect > 0.0 {
                (
                    Rect::from_min_max(pos2(middle, track.top()), pos2(middle + reach, track.bottom())),
                    tokens.pos,
                )
            } else {
                (
                    Rect::from_min_max(pos2(middle - reach, track.top()), pos2(middle, track.bottom())),
                    tokens.neg,
                )
            };
            ui.painter().rect_filled(bar, CornerRadius::same(radius::BAR), fill);
            let base = egui::Stroke::new(1.0, tokens.line_strong);
            ui.painter().vline(ui.painter().round_to_pixel_center(middle), rect.y_range(), base);
            response.on_hover_text(said);
        }
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
        let names = (rect.width() * 0.48).min(240.0);
        // No name stands in this row, so the left phrase may begin under the names.
        let right = galley_within(ui, Type::Caption, towards, tokens.muted, rect.width() / 2.0, 1);
        let corner = pos2(rect.right() - right.rect.width(), rect.top() + 2.0);
        let middle = rect.left() + names + (rect.width() - names) / 2.0;
        let end = (middle - space::S).min(corner.x - space::M);
        let left = galley_within(ui, Type::Caption, away, tokens.muted, end - rect.left(), 1);
        ui.painter().galley(pos2(end - left.rect.width(), rect.top() + 2.0), left, tokens.muted);
        ui.painter().galley(corner, right, tokens.muted);
    });
}

/// Columns that took no part, with the reason under the pointer.
pub(in crate::ui::screens) fn left_out(ui: &mut Ui, view: &View<'_>, report: &RunReport) {
    let tokens = theme::of(ui);
    let used = view.tr_with("results-used", &[("n", Arg::Count(report.inputs.len() as u64))]);
    page::card(ui, &used, "", |ui| {
        page::text_rows(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for name in report.inputs.iter().take(SHOWN) {
                chip(ui, Tone::Input, name);
            }
            more(ui, view, report.inputs.len());
        });
        if report.left_out.is_empty() {
            return;
        }
        ui.add_space(space::XS);
        label(ui, Type::Medium, view.tr("results-left-out"), tokens.text);
        for (name, why) in report.left_out.iter().take(8) {
            page::text_rows(ui, |ui| {
                chip(ui, Tone::Fact, name);
                label(ui, Type::Caption, view.say(why), tokens.muted);
            });
        }
        if report.left_out.len() > 8 {
            let n = report.left_out.len() - 8;
            let text = view.tr_with("model-more", &[("n", Arg::Count(n as u64))]);
            label(ui, Type::Caption, text, tokens.muted);
        }
    });
}

fn more(ui: &mut Ui, view: &View<'_>, all: usize) {
    if all > SHOWN {
        let text = view.tr_with("model-more", &[("n", Arg::Count((all - SHOWN) as u64))]);
        label(ui, Type::Caption, text, theme::of(ui).muted);
    }
}
