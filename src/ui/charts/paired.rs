//! Two bars a line, to one scale: what was said and what came.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::frame::impossible;
use crate::ui::theme::{self, CATEGORICAL, SLATE, Type, radius, space};
use crate::ui::widgets::{galley, galley_within, middle_cut};

const LINE: f32 = 30.0;
const KEY: f32 = 24.0;

/// A line: its name, both values, and what stands behind the bars.
#[derive(Clone, Debug)]
pub struct Pair {
    /// In front of the bars.
    pub name: String,
    /// The upper bar, 0 or more.
    pub said: f64,
    /// The lower bar, 0 or more.
    pub came: f64,
    /// Behind the bars.
    pub note: String,
}

/// The words of the chart.
#[derive(Clone, Copy, Debug)]
pub struct PairedWords<'a> {
    /// What the upper bar is.
    pub said: &'a str,
    /// What the lower bar is.
    pub came: &'a str,
    /// In place of a chart without lines.
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
}

/// As high as its lines are many.
pub fn paired(ui: &mut Ui, pairs: &[Pair], words: PairedWords<'_>) {
    if pairs.is_empty() {
        impossible(ui, 160.0, words.empty);
        return;
    }
    let tokens = theme::of(ui);
    let width = ui.available_width();
    let height = KEY + LINE * pairs.len() as f32;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words.summary));
    let most = width * 0.34;
    let wide = |text: &str, kind| galley(ui, kind, text, tokens.text).rect.width();
    let names = pairs.iter().map(|pair| wide(&pair.name, Type::Body)).fold(20.0, f32::max).min(most) + 8.0;
    let notes = pairs.iter().map(|pair| wide(&pair.note, Type::Caption)).fold(0.0, f32::max) + 8.0;
    let mut left = rect.left() + names;
    for (name, colour) in [(words.said, CATEGORICAL[0]), (words.came, SLATE)] {
        let dot = Rect::from_min_size(pos2(left, rect.top() + 3.0), vec2(10.0, 10.0));
        ui.painter().rect_filled(dot, f32::from(radius::BAR), colour);
        let text = galley(ui, Type::Caption, name, tokens.muted);
        let next = left + 16.0 + text.rect.width() + space::L;
        ui.painter().galley(pos2(left + 16.0, rect.top()), text, tokens.muted);
        left = next;
    }
    let largest = pairs
        .iter()
        .flat_map(|pair| [pair.said, pair.came])
        .filter(|value| value.is_finite())
        .fold(f64::MIN_POSITIVE, f64::max);
    let room = (rect.width() - names - notes).max(24.0);
    for (place, pair) in pairs.iter().enumerate() {
        let top = rect.top() + KEY + place as f32 * LINE;
        let line = Rect::from_min_size(pos2(rect.left(), top), vec2(width, LINE));
        let row = ui.interact(line, response.id.with(place), Sense::hover());
        let spoken = format!("{} {}", pair.name, pair.note);
        row.widget_info(|| WidgetInfo::labeled(Role::Row, true, &spoken));
        let shown = middle_cut(ui, Type::Body, &pair.name, names - 8.0);
        if shown != pair.name {
            row.on_hover_text(pair.name.as_str());
        }
        let text = galley(ui, Type::Body, &shown, tokens.text);
        ui.painter().galley(pos2(rect.left(), line.center().y - 10.0), text, tokens.text);
        let reach = |value: f64| {
            let share = if value.is_finite() { (value / largest).clamp(0.0, 1.0) as f32 } else { 0.0 };
            (room * share).max(1.0)
        };
        for (which, (value, colour)) in
            [(pair.said, CATEGORICAL[0]), (pair.came, SLATE)].into_iter().enumerate()
        {
            let corner = pos2(rect.left() + names, top + 4.0 + which as f32 * 11.0);
            let bar = Rect::from_min_size(corner, vec2(reach(value), 10.0));
            ui.painter().rect_filled(bar, f32::from(radius::BAR), colour);
        }
        let end = rect.left() + names + reach(pair.said).max(reach(pair.came)) + 6.0;
        let note = galley_within(ui, Type::Caption, &pair.note, tokens.text, notes, 1);
        ui.painter().galley(pos2(end, line.center().y - 8.0), note, tokens.text);
    }
}
