//! What a net says over a plane, as a coloured ground, with real customers on it.

use egui::{Mesh, Shape, Stroke, Ui, pos2};

use super::frame::{Axes, impossible, plot, ringed_dot};
use super::scale::Scale;
use super::shades::Shades;
use crate::domain::net_view::{NetMap, NetSays, NetSide, NetSideName};
use crate::text::{Language, format};
use crate::ui::theme;

/// Radius of a customer.
const DOT: f32 = 2.5;
/// Ticks of a side at most.
const TICKS: usize = 5;
/// Letters of the name of a band at most.
const LETTERS: usize = 12;

/// The words of the map.
#[derive(Clone, Copy)]
pub struct SurfaceWords<'a> {
    /// In place of the chart before there is one.
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
    /// What the two sides are.
    pub sides: &'a str,
    /// A day as a tick says it, from days since 1970-01-01.
    pub day: &'a dyn Fn(f64) -> String,
    /// The name of a level.
    pub level: &'a dyn Fn(&str) -> String,
}

/// Draws a map of a net.
pub fn net_surface(ui: &mut Ui, map: &NetMap, height: f32, language: Language, words: SurfaceWords<'_>) {
    let across = map.across();
    let [first, second] = &map.sides;
    let down = second.at.len();
    let whole = map.surface.len() == across * down;
    if across < 2 || down < 2 || !whole || map.surface.iter().all(|value| !value.is_finite()) {
        impossible(ui, height, words.empty);
        return;
    }
    let tokens = theme::of(ui);
    let axes = Axes {
        x: scale(first),
        y: scale(second),
        x_text: &|tick| tick_text(first, tick, language, words),
        y_text: &|tick| tick_text(second, tick, language, words),
        x_phrase: words.sides,
        height,
        right: 16.0,
        tint: None,
        summary: words.summary,
    };
    let plotted = plot(ui, &axes, Vec::new());
    let shades = Shades::of(map, tokens);
    let mut mesh = Mesh::default();
    for (y, row) in second.at.iter().zip(map.surface.chunks(across).enumerate()) {
        for (x, (column, value)) in first.at.iter().zip(row.1.iter().enumerate()) {
            let likeliest = map.likeliest.get(row.0 * across + column).copied();
            mesh.colored_vertex(plotted.at(*x, *y), shades.ground(f64::from(*value), likeliest));
        }
    }
    for row in 0..down - 1 {
        for column in 0..across - 1 {
            let corner = (row * across + column) as u32;
            let above = corner + across as u32;
            mesh.add_triangle(corner, corner + 1, above);
            mesh.add_triangle(corner + 1, above, above + 1);
        }
    }
    plotted.painter.add(Shape::mesh(mesh));
    if let NetSays::Chance { usual } = &map.says {
        let line = Stroke::new(1.5, tokens.text);
        let place = |at: [f64; 2]| {
            let [column, row] = at;
            pos2(plotted.at(value_at(&first.at, column), 0.0).x, plotted.at(0.0, value_at(&second.at, row)).y)
        };
        for [from, to] in level(&map.surface, across, *usual) {
            plotted.painter.line_segment([place(from), place(to)], line);
        }
    }
    let painter = plotted.painter.with_clip_rect(plotted.rect.expand(DOT + 2.0));
    for dot in map.dots.iter() {
        let at = plotted.at(dot.x, dot.y);
        if plotted.rect.expand(1.0).contains(at) {
            ringed_dot(&painter, at, DOT, shades.dot(dot.answer), tokens);
        }
    }
}

/// The ground reaches exactly from end to end; ticks stand at whole steps within, or in the middle of bands.
fn scale(side: &NetSide) -> Scale {
    let (low, high) = side.reach;
    let ticks = if let NetSideName::Names(_, levels) = &side.name {
        (0..levels.len()).map(|band| band as f64 + 0.5).collect()
    } else {
        // Days need more room than numbers.
        let most = if matches!(side.name, NetSideName::Day(_)) { TICKS - 1 } else { TICKS };
        let mut ticks = Scale::covering(low, high, most).ticks;
        ticks.retain(|tick| (low..=high).contains(tick));
        ticks
    };
    Scale { low, high, ticks }
}

fn tick_text(side: &NetSide, tick: f64, language: Language, words: SurfaceWords<'_>) -> String {
    match &side.name {
        NetSideName::Day(_) => (words.day)(tick),
        NetSideName::Names(_, levels) => {
            let name = levels.get(tick as usize).map(|level| (words.level)(level)).unwrap_or_default();
            if name.chars().count() <= LETTERS {
                return name;
            }
            name.chars().take(LETTERS - 1).chain(['…']).collect()
        }
        NetSideName::Number(_) | NetSideName::Direction { .. } => format::compact(language, tick),
    }
}

/// The value between two places of a side.
fn value_at(at: &[f64], place: f64) -> f64 {
    let below = place.floor().max(0.0) as usize;
    let from = at.get(below).or_else(|| at.last()).copied().unwrap_or(0.0);
    let to = at.get(below + 1).copied().unwrap_or(from);
    from + (to - from) * (place - below as f64)
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
