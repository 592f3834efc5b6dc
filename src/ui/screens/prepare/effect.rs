//! Before and after of the open step: the shape of its column and three figures.

use egui::{Align2, Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::super::shapes;
use super::{joined, touched};
use crate::app::state::Loaded;
use crate::domain::column::{ColumnProfile, Histogram, Kind, Summary};
use crate::domain::message::Arg;
use crate::domain::recipe::{Step, StepEntry};
use crate::domain::work::{Slot, StepPreview};
use crate::text::format;
use crate::ui::charts;
use crate::ui::theme::{self, CATEGORICAL, Type, height, mix, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Notice, Tone};

/// Height of a shape with its axis.
const SHAPE: f32 = 168.0;

/// Draws the effect of a step.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, index: usize, entry: &StepEntry) {
    let preview = view.state.preview.as_deref().filter(|preview| preview.step == index);
    let Some(preview) = preview else {
        let busy = view.state.jobs.contains_key(&Slot::Preview);
        let text = view.tr(if busy { "screens-prepare-counting" } else { "screens-prepare-no-preview" });
        widgets::panel(ui, |ui| widgets::label(ui, Type::Body, text, theme::of(ui).muted));
        return;
    };
    // What is counted anew stays readable and steps back.
    let fresh = !view.state.jobs.contains_key(&Slot::Preview);
    ui.scope(|ui| {
        if !fresh {
            ui.set_opacity(0.5);
        }
        if let Some(problem) = &preview.problem {
            let (title, text) = (view.tr("steps-does-nothing"), view.say(problem));
            let notice = Notice { tone: Tone::Look, title: &title, text: &text, button: None };
            widgets::notice(ui, notice);
            ui.add_space(space::S);
            return;
        }
        if let (Some(look), Step::Join(join)) = (&preview.join, &entry.step) {
            joined::ui(ui, view, join, look);
            return;
        }
        if preview.before.is_some() || preview.after.is_some() {
            widgets::panel(ui, |ui| both(ui, view, loaded, preview));
            ui.add_space(space::S);
        }
        touched::ui(ui, view, loaded, preview, &entry.step);
    });
}

fn both(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, preview: &StepPreview) {
    let tokens = theme::of(ui);
    let whole = ui.available_width();
    let wide = whole >= 520.0;
    let width = if wide { (whole - 48.0) / 2.0 } else { whole };
    // Both sides are measured alike where they show the same thing.
    let alike = |a: &ColumnProfile, b: &ColumnProfile| {
        std::mem::discriminant(&a.summary) == std::mem::discriminant(&b.summary)
    };
    let shared = match (&preview.before, &preview.after) {
        (Some(before), Some(after)) if alike(before, after) => most_of(before).max(most_of(after)),
        _ => 0,
    };
    let sides = [
        (view.tr("screens-prepare-before"), preview.before.as_ref(), None),
        (view.tr("screens-prepare-after"), preview.after.as_ref(), preview.before.as_ref()),
    ];
    let draw = |ui: &mut Ui, place: usize| {
        let Some((title, column, former)) = sides.get(place) else { return };
        ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(width);
            let most = column.map_or(1, |column| most_of(column).max(shared));
            let rows = if place == 0 { loaded.profile.rows } else { preview.kept };
            side(ui, view, rows, title, *column, *former, most);
        });
    };
    if wide {
        let shown = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 48.0;
            draw(ui, 0);
            draw(ui, 1);
        });
        let rect = shown.response.rect;
        let x = rect.left() + width + 24.0;
        ui.painter().vline(x, rect.y_range(), Stroke::new(1.0, tokens.line));
    } else {
        draw(ui, 0);
        draw(ui, 1);
    }
}

fn side(
    ui: &mut Ui,
    view: &View<'_>,
    rows: u64,
    title: &str,
    column: Option<&ColumnProfile>,
    former: Option<&ColumnProfile>,
    most: u64,
) {
    let tokens = theme::of(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(height::CHIP);
        widgets::label(ui, Type::Strong, title, tokens.text);
        // A column that the step adds, or one under another name.
        if let (Some(column), Some(former)) = (column, former)
            && column.name != former.name
        {
            let name = widgets::middle_cut(ui, Type::Caption, &column.name, ui.available_width() * 0.5);
            widgets::label(ui, Type::Caption, name, tokens.muted);
        }
        if let Some(column) = column {
            let tone = if column.gaps > 0 { Tone::Look } else { Tone::Good };
            let text = view.tr_with("common-gaps", &[("n", Arg::Count(column.gaps))]);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                widgets::chip(ui, tone, &text);
            });
        }
    });
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), SHAPE), Sense::hover());
    let Some(column) = column else {
        let text = view.tr("screens-prepare-takes-no-part");
        let words = widgets::galley_within(ui, Type::Body, &text, tokens.muted, rect.width(), 3);
        ui.painter().galley(rect.center() - words.rect.size() / 2.0, words, tokens.muted);
        return;
    };
    let (summary, _) = shapes::caption(view, column, rows);
    let said = format!("{title}: {}, {summary}", column.name);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &said));
    match &column.summary {
        Summary::Numbers { histogram, .. } => {
            // Decimals of a wide range would say nothing.
            let whole = histogram.max - histogram.min >= 100.0;
            let text = |value: f64| match (is_years(column), whole) {
                (true, _) => format!("{value:.0}"),
                (false, true) => format::compact(view.language(), value.round()),
                (false, false) => format::compact(view.language(), value),
            };
            axes(
                ui,
                view,
                rect,
                histogram,
                most,
                &[text(histogram.min), text(middle(histogram)), text(histogram.max)],
            );
            if let Some(Summary::Numbers { histogram: former, .. }) = former.map(|former| &former.summary) {
                added(ui, rect, former, histogram, most);
            }
        }
        Summary::Dates { histogram, first, last } => {
            axes(ui, view, rect, histogram, most, &[first.clone(), String::new(), last.clone()]);
        }
        Summary::Values { top, other } => values(ui, view, rect, top, *other, most),
        Summary::Empty => {
            let text = view.tr("screens-data-no-cell");
            let words = widgets::galley(ui, Type::Body, &text, tokens.muted);
            ui.painter().galley(rect.center() - words.rect.size() / 2.0, words, tokens.muted);
        }
    }
    figures(ui, view, rows, column);
}

/// Whole numbers that are most likely years, which nobody writes with groups of digits.
fn is_years(column: &ColumnProfile) -> bool {
    let all = |min: f64, max: f64| min >= 1_900.0 && max <= 2_100.0;
    column.kind == Kind::Integer
        && matches!(column.summary, Summary::Numbers { min, max, .. } if all(min, max))
}

/// The rows of the tallest bar of a column.
fn most_of(column: &ColumnProfile) -> u64 {
    match &column.summary {
        Summary::Numbers { histogram, .. } | Summary::Dates { histogram, .. } => {
            histogram.counts.iter().copied().max().unwrap_or(0)
        }
        // The rest is one bar with what is not among the first values.
        Summary::Values { top, other } => {
            let rest = other + top.iter().skip(5).map(|(_, count)| count).sum::<u64>();
            let named = top.iter().map(|(_, count)| *count).max().unwrap_or(0);
            if *other > 0 || top.len() > 6 { named.max(rest) } else { named }
        }
        Summary::Empty => 0,
    }
}

fn middle(histogram: &Histogram) -> f64 {
    f64::midpoint(histogram.min, histogram.max)
}

/// A histogram with its grid: rows at the left, the range below.
fn axes(ui: &mut Ui, view: &View<'_>, rect: Rect, histogram: &Histogram, most: u64, below: &[String; 3]) {
    let tokens = theme::of(ui);
    let (plot, step, top) = plot_of(rect, most);
    let mut value = 0.0;
    while value <= top + step / 2.0 {
        let y = (plot.bottom() - (value / top) as f32 * plot.height()).round() + 0.5;
        let line = if value == 0.0 { tokens.line_strong } else { tokens.line };
        ui.painter().hline(plot.x_range(), y, Stroke::new(1.0, line));
        let text = format::compact(view.language(), value);
        let words = widgets::galley(ui, Type::Caption, &text, tokens.muted);
        let corner = pos2(plot.left() - 8.0 - words.rect.width(), y - words.rect.height() / 2.0);
        ui.painter().galley(corner, words, tokens.muted);
        value += step;
    }
    let tallest = histogram.counts.iter().copied().max().unwrap_or(0) as f64;
    let high = (tallest / top) as f32 * plot.height();
    let bars = plot.with_min_y(plot.bottom() - high);
    let mut bars_ui = ui.new_child(UiBuilder::new().id_salt("bars").max_rect(bars));
    charts::histogram(&mut bars_ui, histogram, bars.size(), "");
    let ends = [
        (plot.left(), Align2::LEFT_TOP),
        (plot.center().x, Align2::CENTER_TOP),
        (plot.right(), Align2::RIGHT_TOP),
    ];
    for ((x, align), text) in ends.into_iter().zip(below) {
        ui.painter().text(pos2(x, plot.bottom() + 6.0), align, text, Type::Caption.font(), tokens.muted);
    }
}

/// Where bars stand within a rectangle if the tallest counts so many, the step of the grid, the count at the
/// top.
fn plot_of(rect: Rect, most: u64) -> (Rect, f64, f64) {
    let most = most.max(1) as f64;
    let step = nice_step(most / 3.0);
    let plot = Rect::from_min_max(rect.min + vec2(44.0, 10.0), rect.max - vec2(8.0, 26.0));
    (plot, step, (most / step).ceil() * step)
}

/// Rows a step added to the bars, where both histograms have the same bars.
fn added(ui: &Ui, rect: Rect, before: &Histogram, after: &Histogram, most: u64) {
    let same =
        before.min == after.min && before.max == after.max && before.counts.len() == after.counts.len();
    if !same {
        return;
    }
    let (plot, _, top) = plot_of(rect, most);
    let width = plot.width() / after.counts.len().max(1) as f32;
    let y = |count: u64| plot.bottom() - (count as f64 / top) as f32 * plot.height();
    for (place, (old, new)) in before.counts.iter().zip(&after.counts).enumerate().filter(|(_, (a, b))| b > a)
    {
        let left = plot.left() + place as f32 * width;
        // A few rows among thousands would be thinner than a line.
        let bottom = y(*old).max(y(*new) + 2.0);
        let part = Rect::from_min_max(pos2(left, y(*new)), pos2(left + (width - 1.0).max(1.0), bottom));
        ui.painter().rect_filled(part, 0.0, theme::of(ui).good);
    }
}

/// 1, 2, 2.5 or 5 times a power of ten, whole, at least as large as asked for.
fn nice_step(wanted: f64) -> f64 {
    let power = 10_f64.powf(wanted.max(1.0).log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|factor| factor * power);
    steps.into_iter().find(|step| *step >= wanted && step.fract() == 0.0).unwrap_or(10.0 * power)
}

/// The most frequent values as bars with their names and rows.
fn values(ui: &Ui, view: &View<'_>, rect: Rect, top: &[(String, u64)], other: u64, most: u64) {
    let tokens = theme::of(ui);
    let most = most.max(1) as f32;
    let rest = (!top.is_empty() && (other > 0 || top.len() > 6)).then(|| {
        (view.tr("common-chart-other"), other + top.iter().skip(5).map(|(_, count)| count).sum::<u64>())
    });
    let named = if rest.is_some() { 5 } else { 6 };
    let rows = top.iter().take(named).cloned().map(|row| (row, false)).chain(rest.map(|rest| (rest, true)));
    for (place, ((name, count), is_rest)) in rows.enumerate() {
        let line =
            Rect::from_min_size(rect.min + vec2(0.0, 8.0 + place as f32 * 26.0), vec2(rect.width(), 20.0));
        let names = (line.width() * 0.36).clamp(60.0, 160.0);
        let ink = if is_rest { tokens.muted } else { tokens.text };
        let words = widgets::galley_within(ui, Type::Caption, &name, ink, names - 8.0, 1);
        ui.painter().galley(pos2(line.left(), line.center().y - words.rect.height() / 2.0), words, ink);
        let number = widgets::galley(ui, Type::Caption, &format::count(count), tokens.muted);
        let corner = pos2(line.right() - number.rect.width(), line.center().y - number.rect.height() / 2.0);
        ui.painter().galley(corner, number, tokens.muted);
        let track = Rect::from_min_max(
            pos2(line.left() + names, line.top() + 3.0),
            pos2(line.right() - 56.0, line.bottom() - 3.0),
        );
        let colour = if is_rest { theme::SLATE } else { mix(CATEGORICAL[0], tokens.surface, 0.18) };
        let bar = track.with_max_x(track.left() + (count as f32 / most * track.width()).max(1.0));
        ui.painter().rect_filled(track, theme::radius::BAR, tokens.sunken);
        ui.painter().rect_filled(bar, theme::radius::BAR, colour);
    }
}

/// Middle, average and filled share; or number of values and filled share.
fn figures(ui: &mut Ui, view: &View<'_>, rows: u64, column: &ColumnProfile) {
    let tokens = theme::of(ui);
    let filled = 1.0 - column.gaps as f64 / rows.max(1) as f64;
    let filled = (view.tr("screens-prepare-filled"), format::percent(view.language(), filled));
    let mut figures = match &column.summary {
        Summary::Numbers { median, mean, .. } if is_years(column) => vec![
            (view.tr("screens-data-median"), format!("{median:.0}")),
            (view.tr("screens-data-mean"), format!("{mean:.1}")),
        ],
        Summary::Numbers { median, mean, .. } => vec![
            (view.tr("screens-data-median"), format::plain(*median)),
            (view.tr("screens-data-mean"), format::plain(*mean)),
        ],
        _ => vec![(view.tr("screens-prepare-different"), format::count(column.distinct))],
    };
    figures.push(filled);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XXL;
        for (name, value) in figures {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                widgets::label(ui, Type::Caption, name, tokens.muted);
                widgets::label(ui, Type::Strong, value, tokens.text);
            });
        }
    });
}
