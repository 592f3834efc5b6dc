//! Points on a plane in two colours, for watching a model learn. Every figure has a radius of 5.

use std::f64::consts::TAU;
use std::fmt::Write as _;

use super::chance::Chance;
use crate::domain::practice::{Figure, Practice, PracticePoint};

/// How far figures reach from the middle.
pub const RADIUS: f64 = 5.0;
/// The disk reaches to the first, the ring from the second share of the radius to the whole.
const DISK: f64 = 0.5;
const RING: f64 = 0.7;
/// Turns of a spiral's arm.
const TURNS: f64 = 1.5;
/// Quarters keep this far from the lines between them.
const GAP: f64 = 0.3;
/// Middles of the two clouds, on both coordinates, and their standard deviation.
const MIDDLE: f64 = 2.0;
const CLOUD: f64 = 1.0;
/// Which stream of chance.
const STREAM: u64 = 71;

/// The points, colours in turn.
///
/// Before noise, with t and u uniform in 0..1, r = 5 and s = ±1 by colour: circles are (ρ cos 2πu, ρ sin 2πu) with
/// ρ = r √t / 2 for orange and ρ = r (0.7 + 0.3 t) for blue; spirals are (ρ sin φ, ρ cos φ) with ρ = r t and
/// φ = 3π t, half a turn further for blue; quarters are uniform in the square from −5 to 5, at least 0.3 away from both
/// axes, orange where x · y > 0; clouds are normal around (2s, 2s) with standard deviation 1. Noise adds a normal
/// number of standard deviation r · noise to x and to y.
pub fn points(practice: &Practice) -> Vec<PracticePoint> {
    let mut chance = Chance::new(practice.seed, STREAM);
    let count = practice.points.clamp(*Practice::POINTS.start(), *Practice::POINTS.end());
    let noise = RADIUS * practice.noise.clamp(*Practice::NOISE.start(), *Practice::NOISE.end());
    (0..count)
        .map(|place| {
            let is_orange = place % 2 == 0;
            let [x, y] = placed(practice.figure, is_orange, &mut chance);
            let [x, y] = [x, y].map(|value| chance.normal(value, noise));
            PracticePoint { x, y, is_orange }
        })
        .collect()
}

fn placed(figure: Figure, is_orange: bool, chance: &mut Chance) -> [f64; 2] {
    match figure {
        Figure::Circles => {
            let t = chance.unit();
            let far = if is_orange { DISK * t.sqrt() } else { RING + (1.0 - RING) * t };
            let (sin, cos) = (TAU * chance.unit()).sin_cos();
            [RADIUS * far * cos, RADIUS * far * sin]
        }
        Figure::Spirals => {
            let t = chance.unit();
            let (sin, cos) = (TAU * (TURNS * t + if is_orange { 0.0 } else { 0.5 })).sin_cos();
            [RADIUS * t * sin, RADIUS * t * cos]
        }
        Figure::Xor => {
            let mut far = || GAP + (RADIUS - GAP) * chance.unit();
            let [x, y] = [far(), far()];
            let right = if chance.happens(0.5) { 1.0 } else { -1.0 };
            [right * x, if is_orange { right * y } else { -right * y }]
        }
        Figure::Blobs => {
            let middle = if is_orange { MIDDLE } else { -MIDDLE };
            [chance.normal(middle, CLOUD), chance.normal(middle, CLOUD)]
        }
    }
}

/// Points as CSV: x, y and the colour. `words`: the name of the column of colours, and the two colours.
pub fn practice_csv(points: &[PracticePoint], [answer, orange, blue]: [&str; 3]) -> String {
    let mut text = format!("x,y,{answer}\n");
    for point in points {
        let colour = if point.is_orange { orange } else { blue };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:.4},{:.4},{colour}", point.x, point.y);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(figure: Figure, noise: f64) -> Vec<PracticePoint> {
        points(&Practice { figure, points: 4_000, noise, held_out: 0.3, seed: 5 })
    }

    #[test]
    fn without_noise_every_point_lies_where_its_formula_says() {
        for point in made(Figure::Circles, 0.0) {
            let far = point.x.hypot(point.y);
            assert!(if point.is_orange { far <= 2.5 } else { (3.5..=5.0).contains(&far) }, "{point:?}");
        }
        for point in made(Figure::Spirals, 0.0) {
            // The angle that belongs to this distance, on this arm.
            let t = point.x.hypot(point.y) / 5.0;
            let angle =
                3.0 * std::f64::consts::PI * t + if point.is_orange { 0.0 } else { std::f64::consts::PI };
            let off = (point.x - 5.0 * t * angle.sin()).hypot(point.y - 5.0 * t * angle.cos());
            assert!(t <= 1.0 && off < 1e-9, "{point:?}");
        }
        for point in made(Figure::Xor, 0.0) {
            assert!(point.x.abs() >= 0.3 && point.y.abs() >= 0.3);
            assert!(point.x.abs() <= 5.0 && point.y.abs() <= 5.0);
            assert_eq!(point.x * point.y > 0.0, point.is_orange);
        }
        for orange in [true, false] {
            let cloud: Vec<PracticePoint> =
                made(Figure::Blobs, 0.0).into_iter().filter(|point| point.is_orange == orange).collect();
            let n = cloud.len() as f64;
            for of in [|point: &PracticePoint| point.x, |point: &PracticePoint| point.y] {
                let mean = cloud.iter().map(of).sum::<f64>() / n;
                let sd = (cloud.iter().map(|point| (of(point) - mean).powi(2)).sum::<f64>() / n).sqrt();
                // Four standard errors.
                assert!((mean - if orange { 2.0 } else { -2.0 }).abs() < 4.0 / n.sqrt(), "{mean}");
                assert!((sd - 1.0).abs() < 4.0 / (2.0 * n).sqrt(), "{sd}");
            }
        }
    }

    #[test]
    fn noise_moves_points_by_its_standard_deviation() {
        // The same chance without noise draws the same figure only for the first point, so distances are measured:
        // the disk of radius 2.5 has mean square distance 2.5² / 2, and noise adds twice its variance.
        let inner: Vec<PracticePoint> =
            made(Figure::Circles, 0.2).into_iter().filter(|point| point.is_orange).collect();
        let square = inner.iter().map(|point| point.x.powi(2) + point.y.powi(2)).sum::<f64>();
        let square = square / inner.len() as f64;
        let expected = 2.5_f64.powi(2) / 2.0 + 2.0 * (5.0 * 0.2_f64).powi(2);
        assert!((square / expected - 1.0).abs() < 0.08, "{square} {expected}");
    }

    #[test]
    fn the_seed_fixes_every_point_and_colours_are_even() {
        for figure in Figure::ALL {
            assert_eq!(made(figure, 0.1), made(figure, 0.1));
            let other = points(&Practice { figure, points: 4_000, noise: 0.1, held_out: 0.3, seed: 6 });
            assert_ne!(made(figure, 0.1), other);
            assert_eq!(other.iter().filter(|point| point.is_orange).count(), 2_000);
        }
        let few = points(&Practice { points: 100, ..Practice::default() });
        let text = practice_csv(&few, ["answer", "orange", "blue"]);
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some("x,y,answer"));
        let mut count = 0;
        for (line, point) in lines.zip(&few) {
            let cells: Vec<&str> = line.split(',').collect();
            assert!((cells[0].parse::<f64>().unwrap() - point.x).abs() <= 5e-5);
            assert!((cells[1].parse::<f64>().unwrap() - point.y).abs() <= 5e-5);
            assert_eq!(cells[2], if point.is_orange { "orange" } else { "blue" });
            count += 1;
        }
        assert_eq!(count, 100);
    }
}
