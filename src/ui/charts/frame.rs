//! What all charts with two axes share: ticks, grid, the plot itself, labels, the answer to the pointer.

use egui::{
    Align2, Color32, EventFilter, Key, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use egui_plot::{FilledArea, Line, Plot, PlotPoints, Points};

use super::scale::Scale;
use crate::ui::theme::{self, Tokens, Type, radius};
use crate::ui::widgets::{galley, galley_within, label};

/// The shortest piece of a curve, in points.
const SHORTEST: f32 = 2.0;

/// Lines are as wide as this, half of it beyond the last tick: the plot reaches out by it on all sides.
const OVERHANG: f32 = 4.0;

/// The axes of a chart.
pub(super) struct Axes<'a> {
    pub(super) x: Scale,
    pub(super) y: Scale,
    /// Text of a tick of the x axis.
    pub(super) x_text: &'a dyn Fn(f64) -> String,
    /// Text of a tick of the y axis, unit included.
    pub(super) y_text: &'a dyn Fn(f64) -> String,
    /// What the x axis counts.
    pub(super) x_phrase: &'a str,
    /// Height of the whole chart in points.
    pub(super) height: f32,
    /// Room kept free at the right for labels, in points.
    pub(super) right: f32,
    /// A stretch of the x axis that is tinted, under everything else.
    pub(super) tint: Option<(f64, f64, Color32)>,
    /// What the chart shows, for screen readers.
    pub(super) summary: &'a str,
}

/// Something drawn through `egui_plot`.
pub(super) enum Layer<'a> {
    /// A curve, with its width.
    Line(&'a [[f64; 2]], Color32, f32),
    /// From the lower to the upper y, per x.
    Area { x: &'a [f64], low: &'a [f64], high: &'a [f64], fill: Color32 },
    /// Dots, with their radius.
    Dots(&'a [[f64; 2]], Color32, f32),
}

/// A row of the label of what is pointed at.
pub(super) struct Told<'a> {
    pub(super) name: &'a str,
    pub(super) value: String,
    /// Where on the y axis a dot stands, and its colour.
    pub(super) dot: Option<(f64, Color32)>,
}

/// A chart whose layers are drawn: where its plot is, and how values become places.
pub(super) struct Plotted {
    pub(super) rect: Rect,
    pub(super) response: Response,
    pub(super) painter: Painter,
    x: (f64, f64),
    y: (f64, f64),
}

impl Plotted {
    /// The place of a value.
    pub(super) fn at(&self, x: f64, y: f64) -> Pos2 {
        let share = |value: f64, (low, high): (f64, f64)| ((value - low) / (high - low)) as f32;
        pos2(
            self.rect.left() + share(x, self.x) * self.rect.width(),
            self.rect.bottom() - share(y, self.y) * self.rect.height(),
        )
    }

    /// The x value at a place.
    fn x_at(&self, place: Pos2) -> f64 {
        let share = f64::from((place.x - self.rect.left()) / self.rect.width());
        self.x.0 + share * (self.x.1 - self.x.0)
    }

    /// Which of the x values (in order) the pointer or the arrow keys point at.
    pub(super) fn probe(&self, ui: &Ui, count: usize, x: impl Fn(usize) -> f64) -> Option<usize> {
        let last = count.checked_sub(1)?;
        if let Some(pointer) =
            self.response.hover_pos().filter(|place| self.rect.expand(8.0).contains(*place))
        {
            let wanted = self.x_at(pointer);
            return (0..count).min_by(|a, b| (x(*a) - wanted).abs().total_cmp(&(x(*b) - wanted).abs()));
        }
        if !self.response.has_focus() {
            return None;
        }
        let id = self.response.id;
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let (back, on) =
            ui.input(|input| (input.key_pressed(Key::ArrowLeft), input.key_pressed(Key::ArrowRight)));
        let place = ui.data(|data| data.get_temp::<usize>(id)).unwrap_or(last).min(last);
        let place = if back { place.saturating_sub(1) } else { (place + usize::from(on)).min(last) };
        ui.data_mut(|data| data.insert_temp(id, place));
        Some(place)
    }

    /// The label of the item that the pointer or the arrow keys point at, where items stand at their x in order.
    pub(super) fn point_at<'a, T>(
        &self,
        ui: &Ui,
        items: &[T],
        x: impl Fn(&T) -> f64,
        told: impl FnOnce(&T) -> (String, Vec<Told<'a>>),
    ) {
        let hit = self.probe(ui, items.len(), |place| items.get(place).map_or(0.0, &x));
        if let Some(item) = hit.and_then(|place| items.get(place)) {
            let (title, rows) = told(item);
            self.tell(ui, x(item), &title, &rows);
        }
    }

    /// The crosshair and the label of what is pointed at: a title, then names and values.
    pub(super) fn tell(&self, ui: &Ui, x: f64, title: &str, rows: &[Told<'_>]) {
        let tokens = theme::of(ui);
        let middle = self.at(x, self.y.0).x;
        let painter = &self.painter;
        painter.vline(middle, self.rect.y_range(), Stroke::new(1.0, tokens.line_strong));
        let dots = || rows.iter().filter_map(|row| row.dot);
        for (y, colour) in dots() {
            ringed_dot(painter, self.at(x, y), 4.0, colour, tokens);
        }
        let room = self.response.rect.width() - 24.0;
        let head = galley_within(ui, Type::Strong, title, tokens.text, room, 1);
        let names: Vec<_> =
            rows.iter().map(|row| galley(ui, Type::Caption, row.name, tokens.muted)).collect();
        let values: Vec<_> =
            rows.iter().map(|row| galley(ui, Type::Caption, &row.value, tokens.text)).collect();
        let widest = |galleys: &[std::sync::Arc<egui::Galley>]| {
            galleys.iter().fold(0.0_f32, |most, galley| most.max(galley.rect.width()))
        };
        let inner = (widest(&names) + 24.0 + widest(&values)).max(head.rect.width());
        let size = vec2(inner + 24.0, 20.0 + 16.0 * rows.len() as f32 + 16.0);
        // At the right of the point where there is room, else at its left; in a chart too narrow for either,
        // over the half that the points are not in.
        let space = self.response.rect;
        let (right, left) = (middle + 12.0, middle - 12.0 - size.x);
        let mut top = self.rect.top() + 4.0;
        let x = if right + size.x <= space.right() {
            right
        } else if left >= space.left() {
            left
        } else {
            let low = dots().all(|(y, _)| self.at(x, y).y > self.rect.center().y);
            top = if low { top } else { self.rect.bottom() - 4.0 - size.y };
            left.clamp(space.left(), (space.right() - size.x).max(space.left()))
        };
        let rect = Rect::from_min_size(pos2(x, top), size);
        raised(painter, rect, tokens);
        painter.galley(rect.min + vec2(12.0, 8.0), head, tokens.text);
        let mut top = rect.top() + 28.0;
        for (name, value) in names.into_iter().zip(values) {
            painter.galley(pos2(rect.left() + 12.0, top), name, tokens.muted);
            painter.galley(pos2(rect.right() - 12.0 - value.rect.width(), top), value, tokens.text);
            top += 16.0;
        }
    }

    /// A curve that may turn sharply: piece by piece, as one path it would be thin or thick at its turns. Pieces
    /// are no shorter than can be seen, or they would fade, and round where they meet.
    pub(super) fn line(&self, points: &[[f64; 2]], stroke: Stroke) {
        let mut places = points.iter().map(|point| self.at(point[0], point[1])).peekable();
        let Some(mut from) = places.next() else { return };
        while let Some(to) = places.next() {
            if from.distance(to) < SHORTEST && places.peek().is_some() {
                continue;
            }
            self.painter.line_segment([from, to], stroke);
            self.painter.circle_filled(to, stroke.width / 2.0, stroke.color);
            from = to;
        }
    }

    /// A broken straight line between two values: dash and gap in points.
    pub(super) fn dashed(&self, from: [f64; 2], to: [f64; 2], stroke: Stroke, dash: f32, gap: f32) {
        let ends = [self.at(from[0], from[1]), self.at(to[0], to[1])];
        self.painter.extend(Shape::dashed_line(&ends, stroke, dash, gap));
    }

    /// Words on the plot, legible over lines.
    pub(super) fn text(
        &self,
        ui: &Ui,
        (place, anchor): (Pos2, Align2),
        kind: Type,
        text: &str,
        colour: Color32,
    ) {
        let surface = theme::of(ui).surface;
        let words = galley(ui, kind, text, colour);
        let corner = anchor.anchor_size(place, words.rect.size()).min;
        // The halo: four times offset, then once.
        for offset in [vec2(-1.4, -1.4), vec2(1.4, -1.4), vec2(-1.4, 1.4), vec2(1.4, 1.4)] {
            self.painter.galley_with_override_text_color(corner + offset, words.clone(), surface);
        }
        self.painter.galley(corner, words, colour);
    }
}

/// Draws axes and layers.
pub(super) fn plot(ui: &mut Ui, axes: &Axes<'_>, layers: Vec<Layer<'_>>) -> Plotted {
    let tokens = theme::of(ui);
    let (whole, response) = chart_space(ui, axes.height, axes.summary);
    let painter = ui.painter().clone();

    let y_texts: Vec<_> = axes
        .y
        .ticks
        .iter()
        .map(|tick| (*tick, galley(ui, Type::Caption, &(axes.y_text)(*tick), tokens.muted)))
        .collect();
    let gutter = y_texts.iter().fold(24.0_f32, |most, (_, text)| most.max(text.rect.width())) + 8.0;
    let below = 24.0 + if axes.x_phrase.is_empty() { 0.0 } else { 20.0 };
    let rect = Rect::from_min_max(
        pos2(whole.left() + gutter, whole.top() + 10.0),
        pos2(
            (whole.right() - axes.right.max(16.0)).max(whole.left() + gutter + 16.0),
            whole.bottom() - below,
        ),
    );
    let plotted =
        Plotted { rect, response, painter, x: (axes.x.low, axes.x.high), y: (axes.y.low, axes.y.high) };
    if let Some((from, to, colour)) = axes.tint {
        let stretch = Rect::from_two_pos(plotted.at(from, axes.y.low), plotted.at(to, axes.y.high));
        plotted.painter.rect_filled(stretch, 0.0, colour);
    }
    for (tick, text) in y_texts {
        let height = snapped(ui, plotted.at(axes.x.low, tick).y);
        let base = tick == axes.y.low;
        let stroke = Stroke::new(1.0, if base { tokens.line_strong } else { tokens.line });
        plotted.painter.hline(rect.x_range(), height, stroke);
        let corner = pos2(rect.left() - 8.0 - text.rect.width(), height - text.rect.height() / 2.0);
        plotted.painter.galley(corner, text, tokens.muted);
    }
    for tick in &axes.x.ticks {
        let text = galley(ui, Type::Caption, &(axes.x_text)(*tick), tokens.muted);
        let middle = plotted.at(*tick, axes.y.low);
        plotted.painter.galley(middle + vec2(-text.rect.width() / 2.0, 6.0), text, tokens.muted);
    }
    if !axes.x_phrase.is_empty() {
        let text = galley_within(ui, Type::Caption, axes.x_phrase, tokens.muted, rect.width() + gutter, 1);
        let corner = pos2(rect.right() - text.rect.width(), rect.bottom() + 28.0);
        plotted.painter.galley(corner, text, tokens.muted);
    }
    draw_layers(ui, &plotted, layers);
    plotted
}

/// The place of a chart, named for screen readers and reachable by keyboard.
pub(super) fn chart_space(ui: &mut Ui, height: f32, summary: &str) -> (Rect, Response) {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover() | Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, summary));
    if response.has_focus() {
        let stroke = Stroke::new(2.0, theme::of(ui).focus);
        ui.painter().rect_stroke(rect, f32::from(radius::CONTROL), stroke, StrokeKind::Outside);
    }
    (rect, response)
}

/// Keeps the place of a chart that cannot be drawn and says why.
pub fn impossible(ui: &mut Ui, height: f32, sentence: &str) {
    let tokens = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        snapped(ui, rect.bottom() - 24.0),
        Stroke::new(1.0, tokens.line_strong),
    );
    let inner = rect.shrink2(vec2(24.0, 24.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space((inner.height() / 2.0 - 20.0).max(0.0));
            label(ui, Type::Body, sentence, tokens.muted);
        });
    });
}

/// A dot with a ring of surface, so that it stands off lines and other dots.
pub(super) fn ringed_dot(painter: &Painter, place: Pos2, size: f32, colour: Color32, tokens: &Tokens) {
    painter.circle_filled(place, size + 2.0, tokens.surface);
    painter.circle_filled(place, size, colour);
}

/// A colour of a line for the words beside it: itself where it can be read on the surface, else text.
pub(super) fn readable(colour: Color32, tokens: &Tokens) -> Color32 {
    if theme::contrast(colour, tokens.surface) >= 4.5 { colour } else { tokens.text }
}

/// The middle of the pixel a line falls on.
pub(super) fn snapped(ui: &Ui, place: f32) -> f32 {
    ui.painter().round_to_pixel_center(place)
}

fn raised(painter: &Painter, rect: Rect, tokens: &Tokens) {
    let stroke = Stroke::new(1.0, tokens.line_strong);
    painter.rect(rect, f32::from(radius::CONTROL), tokens.raised, stroke, StrokeKind::Inside);
}

fn draw_layers(ui: &mut Ui, plotted: &Plotted, layers: Vec<Layer<'_>>) {
    if layers.is_empty() {
        return;
    }
    let rect = plotted.rect.expand(OVERHANG);
    let wider = |(low, high): (f64, f64), points: f32| {
        let by = (high - low) * f64::from(OVERHANG / points.max(1.0));
        (low - by, high + by)
    };
    let (x, y) = (wider(plotted.x, plotted.rect.width()), wider(plotted.y, plotted.rect.height()));
    let child = UiBuilder::new().max_rect(rect).id_salt(plotted.response.id);
    let mut ui = ui.new_child(child);
    Plot::new("plot")
        .id(plotted.response.id.with("plot"))
        .width(rect.width())
        .height(rect.height())
        .sense(Sense::hover())
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_crosshair(false)
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .label_formatter(|_| None)
        .show(&mut ui, move |plot| {
            plot.set_plot_bounds_x(x.0..=x.1);
            plot.set_plot_bounds_y(y.0..=y.1);
            for layer in layers {
                match layer {
                    Layer::Line(points, colour, width) => {
                        let line = Line::new("", points.iter().copied().collect::<PlotPoints<'_>>());
                        plot.line(line.color(colour).width(width).allow_hover(false));
                    }
                    Layer::Area { x, low, high, fill } => {
                        let area = FilledArea::new("", x, low, high);
                        plot.add(area.fill_color(fill).allow_hover(false));
                    }
                    Layer::Dots(points, colour, size) => {
                        let dots = Points::new("", points.iter().copied().collect::<PlotPoints<'_>>());
                        plot.points(dots.color(colour).radius(size).allow_hover(false));
                    }
                }
            }
        });
}
