//! What a net says over two columns, as a coloured ground, with real customers on it.

use egui::{Color32, Mesh, Shape, Stroke, Ui, pos2};

use super::frame::{Axes, impossible, plot, ringed_dot};
use super::scale::Scale;
use crate::domain::net::NetMap;
use crate::text::{Language, format};
use crate::ui::theme::{self, Tokens, ramp};

/// Radius of a customer.
const DOT: f32 = 2.5;

/// The words of the map.
#[derive(Clone, Copy, Debug)]
pub struct SurfaceWords<'a> {
    /// In place of the chart before there is one.
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
}

/// Draws a map of a net.
pub fn net_surface(ui: &mut Ui, map: &NetMap, height: f32, language: Language, words: SurfaceWords<'_>) {
    let down = map.surface.len() / map.across.max(1);
    let finite = || map.surface.iter().copied().filter(|value| value.is_finite());
    if map.across < 2 || down < 2 || finite().next().is_none() {
        impossible(ui, height, words.empty);
        return;
    }
    let tokens = theme::of(ui);
    // The ground reaches exactly from end to end; ticks stand at whole steps within.
    let axis = |(low, high): (f64, f64)| {
        let mut scale = Scale::covering(low, high, 5);
        scale.ticks.retain(|tick| (low..=high).contains(tick));
        (scale.low, scale.high) = (low, high);
        scale
    };
    let [x_name, y_name] = &map.columns;
    let phrase = format!("{x_name}  ×  {y_name}");
    let axes = Axes {
        x: axis(map.x),
        y: axis(map.y),
        x_text: &|tick| format::compact(language, tick),
        y_text: &|tick| format::compact(language, tick),
        x_phrase: &phrase,
        height,
        right: 16.0,
        tint: None,
        summary: words.summary,
    };
    let plotted = plot(ui, &axes, Vec::new());
    let colours = Colours::of(map, tokens);
    let place = |column: f64, row: f64| {
        let rect = plotted.rect;
        pos2(
            rect.left() + (column / (map.across - 1) as f64) as f32 * rect.width(),
            rect.bottom() - (row / (down - 1) as f64) as f32 * rect.height(),
        )
    };
    let mut mesh = Mesh::default();
    for (index, value) in map.surface.iter().enumerate() {
        let at = place((index % map.across) as f64, (index / map.across) as f64);
        mesh.colored_vertex(at, colours.ground(f64::from(*value)));
    }
    for row in 0..down - 1 {
        for column in 0..map.across - 1 {
            let corner = (row * map.across + column) as u32;
            let above = corner + map.across as u32;
            mesh.add_triangle(corner, corner + 1, above);
            mesh.add_triangle(corner + 1, above, above + 1);
        }
    }
    plotted.painter.add(Shape::mesh(mesh));
    if map.is_chance {
        let line = Stroke::new(1.5, tokens.text);
        for [from, to] in level(&map.surface, map.across, map.usual) {
            plotted.painter.line_segment([place(from[0], from[1]), place(to[0], to[1])], line);
        }
    }
    let painter = plotted.painter.with_clip_rect(plotted.rect.expand(DOT + 2.0));
    for dot in map.dots.iter() {
        let at = plotted.at(dot.x, dot.y);
        if plotted.rect.expand(1.0).contains(at) {
            ringed_dot(&painter, at, DOT, colours.dot(dot.answer), tokens);
        }
    }
}

/// What values look like.
struct Colours<'t> {
    tokens: &'t Tokens,
    is_chance: bool,
    usual: f64,
    low: f64,
    high: f64,
}

impl<'t> Colours<'t> {
    fn of(map: &NetMap, tokens: &'t Tokens) -> Self {
        // Numbers: from the lowest to the highest answer of the customers shown, so that colours stay the same while
        // it learns.
        let answers = map.dots.iter().map(|dot| dot.answer).filter(|answer| answer.is_finite());
        let (low, high) =
            answers.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
        Self { tokens, is_chance: map.is_chance, usual: map.usual, low, high }
    }

    fn share(&self, value: f64) -> f64 {
        if self.high > self.low { (value - self.low) / (self.high - self.low) } else { 0.5 }
    }

    fn ground(&self, value: f64) -> Color32 {
        if self.is_chance {
            // The middle of the ramp is what is usual: of rare answers nearly all chances are below one half.
            let above = value >= self.usual;
            let (from, to) = if above { (self.usual, 1.0) } else { (0.0, self.usual) };
            let share = if to > from { (value - from) / (to - from) } else { 0.5 };
            ramp(&self.tokens.diverging, share.mul_add(0.5, if above { 0.5 } else { 0.0 }))
        } else {
            ramp(&self.tokens.sequential, self.share(value))
        }
    }

    fn dot(&self, answer: f64) -> Color32 {
        match (self.is_chance, answer > 0.5) {
            (true, true) => self.tokens.pos,
            (true, false) => self.tokens.neg,
            (false, _) => ramp(&self.tokens.sequential, self.share(answer)),
        }
    }
}

/// The line on which a ground has a value: pieces across its cells, in columns and rows (marching squares; where a
/// cell is crossed twice, its middle decides which corners belong together).
fn level(surface: &[f32], across: usize, at: f64) -> Vec<[[f64; 2]; 2]> {
    let value = |column: usize, row: usize| surface.get(row * across + column).map(|value| f64::from(*value));
    let mut pieces = Vec::new();
    for row in 0..(surface.len() / across.max(1)).saturating_sub(1) {
        for column in 0..across.saturating_sub(1) {
            let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(right, up)| {
                let value = value(column + right, row + up).unwrap_or(f64::NAN);
                ((column + right) as f64, (row + up) as f64, value - at)
            });
            if corners.iter().any(|corner| !corner.2.is_finite()) {
                continue;
            }
            let mut cuts = Vec::new();
            for (side, from) in corners.iter().enumerate() {
                let Some(to) = corners.get((side + 1) % 4) else { continue };
                if (from.2 < 0.0) != (to.2 < 0.0) {
                    let share = from.2 / (from.2 - to.2);
                    cuts.push([from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1)]);
                }
            }
            match *cuts.as_slice() {
                [a, b] => pieces.push([a, b]),
                [a, b, c, d] => {
                    let middle: f64 = corners.iter().map(|corner| corner.2).sum();
                    // Cuts follow the sides from the lower left corner: the first corner's own sides are the first
                    // and the last.
                    let first = corners.first().map_or(0.0, |corner| corner.2);
                    if (middle < 0.0) == (first < 0.0) {
                        pieces.extend([[a, b], [c, d]]);
                    } else {
                        pieces.extend([[d, a], [b, c]]);
                    }
                }
                _ => {}
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_stands_where_the_value_is() {
        // Rising to the right by 0.25: 0.5 is reached at column 2.
        let surface: Vec<f32> = (0..20).map(|index| (index % 5) as f32 * 0.25).collect();
        let pieces = level(&surface, 5, 0.4);
        assert_eq!(pieces.len(), 3, "one piece in each row of cells");
        assert!(pieces.iter().flatten().all(|[column, _]| (column - 1.6).abs() < 1e-6));
        // A hill is surrounded.
        let hill = |index: usize| {
            let (x, y) = ((index % 21) as f64 - 10.0, (index / 21) as f64 - 10.0);
            (1.0 - (x * x + y * y).sqrt() / 10.0) as f32
        };
        let surface: Vec<f32> = (0..21 * 21).map(hill).collect();
        let pieces = level(&surface, 21, 0.5);
        for [column, row] in pieces.iter().flatten() {
            let radius = ((column - 10.0).powi(2) + (row - 10.0).powi(2)).sqrt();
            assert!((radius - 5.0).abs() < 0.1, "{radius}");
        }
        let length: f64 =
            pieces.iter().map(|[a, b]| ((a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)).sqrt()).sum();
        assert!((length - 10.0 * std::f64::consts::PI).abs() < 0.5, "a circle of radius 5: {length}");
        assert!(level(&surface, 21, 2.0).is_empty());
        assert!(level(&[f32::NAN; 9], 3, 0.5).is_empty());
    }

    #[test]
    fn crossed_cells_keep_their_corners_apart_or_together_by_their_middle() {
        // High at two opposite corners, the middle low: each high corner is cut off by itself.
        let apart = level(&[1.0, 0.0, 0.0, 1.0], 2, 0.7);
        assert_eq!(apart.len(), 2);
        for [a, b] in apart {
            let near = |corner: [f64; 2]| (a[0] - corner[0]).abs() + (b[1] - corner[1]).abs();
            assert!(near([0.0, 0.0]) < 0.7 || near([1.0, 1.0]) < 0.7, "{a:?} {b:?}");
        }
    }
}
