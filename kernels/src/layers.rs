//! From the inputs of a net to its outputs, sixteen rows at a time.
//!
//! Rows stand side by side in the lanes of a register, so that a layer is nothing but products with one weight after
//! the other, a bent layer is a plain loop, and what one layer gives lies as the next one takes it, in the cache.

use pulp::{Arch, Simd, WithSimd};

use crate::eight::{EIGHT as OUTPUTS, add_products};

/// Rows that stand together, column by column.
const TOGETHER: usize = 16;

/// What the sums of a layer are bent by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bend {
    /// As they are.
    Straight,
    /// max(0, z).
    Relu,
    /// z / 2 · (1 + tanh(√(2/π) · (z + 0.044715 z³))) (Hendrycks & Gimpel 2016).
    Gelu,
    /// tanh z.
    Tanh,
    /// 1 / (1 + e⁻ᶻ).
    Sigmoid,
}

/// A layer: weights · inputs + bias, bent.
#[derive(Clone, Debug)]
pub struct Layer {
    inputs: usize,
    outputs: usize,
    /// Of eight outputs at a time, input by input; what fills up the last eight is 0.
    weights: Vec<f32>,
    bias: Vec<f32>,
    bend: Bend,
}

impl Layer {
    /// A layer of as many outputs as there are biases; `weights`: outputs × inputs, row by row.
    pub fn new(inputs: usize, weights: &[f32], bias: &[f32], bend: Bend) -> Self {
        let outputs = bias.len();
        let mut turned = vec![0.0; outputs.div_ceil(OUTPUTS) * inputs * OUTPUTS];
        for (output, row) in weights.chunks_exact(inputs.max(1)).take(outputs).enumerate() {
            let start = output / OUTPUTS * inputs * OUTPUTS + output % OUTPUTS;
            let slots = turned.iter_mut().skip(start).step_by(OUTPUTS);
            row.iter().zip(slots).for_each(|(weight, slot)| *slot = *weight);
        }
        Self { inputs, outputs, weights: turned, bias: bias.to_vec(), bend }
    }

    /// What it gives.
    pub fn outputs(&self) -> usize {
        self.outputs
    }
}

/// Sums of the first layer that come from elsewhere: for each row, at which places of `columns` it has a 1.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    /// What a 1 at each place adds to the outputs of the first layer: places × outputs.
    pub columns: &'a [f32],
    /// One per row; one that is not there adds nothing.
    pub of: &'a [u16],
}

/// Writes what the last of `layers` gives into `out`, rows × outputs, row by row. `cells`: rows × inputs of the first,
/// of which there may be none. Layers that do not fit together leave `out` as it is.
pub fn pass(layers: &[Layer], cells: &[f64], places: &[Places<'_>], out: &mut [f32]) {
    let (Some(first), Some(last)) = (layers.first(), layers.last()) else { return };
    let joined = layers.iter().zip(layers.iter().skip(1)).all(|(one, next)| one.outputs == next.inputs);
    if last.outputs == 0 || first.outputs == 0 || !joined {
        return;
    }
    let widest = layers.iter().map(|layer| layer.inputs.max(layer.outputs.next_multiple_of(OUTPUTS))).max();
    let room = widest.unwrap_or(0) * TOGETHER;
    Arch::new().dispatch(Pass { layers, cells, places, out, room });
}

struct Pass<'a> {
    layers: &'a [Layer],
    cells: &'a [f64],
    places: &'a [Places<'a>],
    out: &'a mut [f32],
    room: usize,
}

impl WithSimd for Pass<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { layers, cells, places, out, room } = self;
        let (Some(first), Some(last)) = (layers.first(), layers.last()) else { return };
        let (mut taken, mut given) = (vec![0.0_f32; room], vec![0.0_f32; room]);
        let mut start = vec![0.0_f32; first.outputs.next_multiple_of(OUTPUTS) * TOGETHER];
        let mut rows = cells.chunks(TOGETHER * first.inputs.max(1));
        for (panel, out) in out.chunks_mut(TOGETHER * last.outputs).enumerate() {
            let count = out.len() / last.outputs;
            turn(rows.next().unwrap_or_default(), first.inputs, &mut taken);
            begin(first, places, panel * TOGETHER..panel * TOGETHER + count, &mut start);
            for (index, layer) in layers.iter().enumerate() {
                let from = if index == 0 { Some(start.as_slice()) } else { None };
                step(simd, layer, &taken, from, &mut given);
                std::mem::swap(&mut taken, &mut given);
            }
            for (place, row) in out.chunks_exact_mut(last.outputs).enumerate() {
                let values = taken.iter().skip(place).step_by(TOGETHER);
                row.iter_mut().zip(values).for_each(|(slot, value)| *slot = *value);
            }
        }
    }
}

/// Rows, column by column; what is missing of the last ones stays what it was, which nobody reads.
#[inline(always)]
fn turn(rows: &[f64], columns: usize, out: &mut [f32]) {
    for (place, row) in rows.chunks_exact(columns.max(1)).enumerate() {
        let slots = out.iter_mut().skip(place).step_by(TOGETHER);
        row.iter().zip(slots).for_each(|(cell, slot)| *slot = *cell as f32);
    }
}

/// What the sums of the first layer begin with: biases, and what the places of each row add.
#[inline(always)]
fn begin(first: &Layer, places: &[Places<'_>], rows: std::ops::Range<usize>, out: &mut [f32]) {
    for (bias, slots) in first.bias.iter().zip(out.chunks_exact_mut(TOGETHER)) {
        slots.fill(*bias);
    }
    for group in places {
        for (lane, place) in group.of.get(rows.clone()).unwrap_or_default().iter().enumerate() {
            let from = usize::from(*place) * first.outputs;
            let column = group.columns.get(from..from + first.outputs).unwrap_or_default();
            let slots = out.iter_mut().skip(lane).step_by(TOGETHER);
            column.iter().zip(slots).for_each(|(weight, slot)| *slot += weight);
        }
    }
}

/// One layer over sixteen rows.
#[inline(always)]
fn step<S: Simd>(simd: S, layer: &Layer, taken: &[f32], begun: Option<&[f32]>, given: &mut [f32]) {
    let groups = layer.weights.chunks_exact((layer.inputs * OUTPUTS).max(1));
    // Without inputs there are no weights, and the sums are what they begin with.
    let count = layer.outputs.div_ceil(OUTPUTS);
    let groups = groups.map(Some).chain(std::iter::repeat(None)).take(count);
    let slots = given.chunks_exact_mut(OUTPUTS * TOGETHER);
    for ((index, weights), slots) in groups.enumerate().zip(slots) {
        if let Some(begun) = begun {
            let from = index * OUTPUTS * TOGETHER;
            let begun = begun.get(from..from + slots.len()).unwrap_or_default();
            slots.iter_mut().zip(begun).for_each(|(slot, sum)| *slot = *sum);
        } else {
            let biases = layer.bias.iter().skip(index * OUTPUTS);
            let biases = biases.copied().chain(std::iter::repeat(0.0));
            slots.chunks_exact_mut(TOGETHER).zip(biases).for_each(|(slots, bias)| slots.fill(bias));
        }
        let Some(weights) = weights else { continue };
        for lane in 0..TOGETHER / S::F32_LANES.clamp(1, TOGETHER) {
            sums(simd, taken, weights, lane, slots);
        }
    }
    bend(layer.bend, given.get_mut(..layer.outputs * TOGETHER).unwrap_or_default());
}

/// Eight outputs of as many rows as a register holds, added to what is there.
#[inline(always)]
fn sums<S: Simd>(simd: S, taken: &[f32], weights: &[f32], lane: usize, slots: &mut [f32]) {
    let mut at = [simd.splat_f32s(0.0); OUTPUTS];
    for (at, slots) in at.iter_mut().zip(slots.chunks_exact(TOGETHER)) {
        if let Some(sum) = S::as_simd_f32s(slots).0.get(lane) {
            *at = *sum;
        }
    }
    let at = add_products::<S, TOGETHER>(simd, (taken, lane), weights, at);
    for (slots, sum) in slots.chunks_exact_mut(TOGETHER).zip(at) {
        if let Some(slot) = S::as_mut_simd_f32s(slots).0.get_mut(lane) {
            *slot = sum;
        }
    }
}

/// Plain loops without a branch, which become vectors of whatever was dispatched.
#[inline(always)]
fn bend(bend: Bend, values: &mut [f32]) {
    match bend {
        Bend::Straight => {}
        Bend::Relu => values.iter_mut().for_each(|z| *z = if *z > 0.0 { *z } else { 0.0 }),
        Bend::Gelu => values.iter_mut().for_each(|z| *z = gelu(*z)),
        Bend::Tanh => values.iter_mut().for_each(|z| *z = tanh(*z)),
        Bend::Sigmoid => values.iter_mut().for_each(|z| *z = 1.0 / (1.0 + exp(-*z))),
    }
}

#[inline(always)]
fn gelu(z: f32) -> f32 {
    const ROOT: f32 = 0.797_884_6;
    0.5 * z * (1.0 + tanh(ROOT * (z + 0.044_715 * z * z * z)))
}

#[inline(always)]
fn tanh(z: f32) -> f32 {
    1.0 - 2.0 / (exp(2.0 * z) + 1.0)
}

/// eˣ to about a unit of rounding, held to ±87: 2ⁿ · eʳ with |r| ≤ ln 2 / 2, the latter by its series (to the sixth
/// power: the rest is below 2⁻²⁴). Not a number stays none.
#[inline(always)]
fn exp(x: f32) -> f32 {
    const LIMIT: f32 = 87.0;
    /// 1.5 · 2²³: what is added to it is rounded to a whole number, which stands in the last bits.
    const SHIFT: f32 = 12_582_912.0;
    /// ln 2 in two parts, the first of so few bits that its products are exact (Cody & Waite 1980).
    const LN_2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];
    let x = if x > LIMIT { LIMIT } else { x };
    let x = if x < -LIMIT { -LIMIT } else { x };
    let shifted = x * std::f32::consts::LOG2_E + SHIFT;
    let n = shifted - SHIFT;
    let r = (x - n * LN_2[0]) - n * LN_2[1];
    let mut sum = 1.0 / 720.0;
    for factor in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        sum = sum * r + factor;
    }
    // n + 127 in the bits of the exponent is 2ⁿ.
    sum * f32::from_bits((shifted.to_bits() << 23).wrapping_add(0x3f80_0000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, in f64, row by row.
    fn plainly(layers: &[(Vec<f32>, Vec<f32>, Bend)], row: &[f64]) -> Vec<f64> {
        let mut values = row.to_vec();
        for (weights, bias, bend) in layers {
            let sum = |output: usize| -> f64 {
                let own = weights.chunks(values.len()).nth(output).unwrap_or_default();
                f64::from(bias[output]) + own.iter().zip(&values).map(|(w, x)| f64::from(*w) * x).sum::<f64>()
            };
            values = (0..bias.len()).map(|output| bent(*bend, sum(output))).collect();
        }
        values
    }

    fn bent(bend: Bend, z: f64) -> f64 {
        match bend {
            Bend::Straight => z,
            Bend::Relu => z.max(0.0),
            Bend::Gelu => {
                0.5 * z * (1.0 + ((2.0 / std::f64::consts::PI).sqrt() * (z + 0.044_715 * z.powi(3))).tanh())
            }
            Bend::Tanh => z.tanh(),
            Bend::Sigmoid => 1.0 / (1.0 + (-z).exp()),
        }
    }

    const BENDS: [Bend; 5] = [Bend::Straight, Bend::Relu, Bend::Gelu, Bend::Tanh, Bend::Sigmoid];

    proptest! {
        #[test]
        fn a_pass_is_its_definition(
            widths in prop::collection::vec(1_usize..21, 2..5),
            rows in 0_usize..40,
            bend in 0_usize..5,
            seed in any::<u32>(),
        ) {
            let mut state = seed;
            let mut draw = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                f64::from(state >> 8) / f64::from(1 << 23) - 1.0
            };
            let layers: Vec<(Vec<f32>, Vec<f32>, Bend)> = widths
                .windows(2)
                .map(|pair| {
                    let weights = (0..pair[0] * pair[1]).map(|_| draw() as f32).collect();
                    (weights, (0..pair[1]).map(|_| draw() as f32).collect(), BENDS[bend])
                })
                .collect();
            let packed: Vec<Layer> = widths
                .iter()
                .zip(&layers)
                .map(|(inputs, (weights, bias, bend))| Layer::new(*inputs, weights, bias, *bend))
                .collect();
            let cells: Vec<f64> = (0..rows * widths[0]).map(|_| draw()).collect();
            let outputs = packed.last().unwrap().outputs();
            let mut out = vec![f32::NAN; rows * outputs];
            pass(&packed, &cells, &[], &mut out);
            for (row, out) in cells.chunks(widths[0]).zip(out.chunks(outputs)) {
                for (expected, found) in plainly(&layers, row).iter().zip(out) {
                    prop_assert!((expected - f64::from(*found)).abs() < 3e-5 * (1.0 + expected.abs()));
                }
            }
        }
    }

    #[test]
    fn places_are_columns_with_a_single_one() {
        // Two numbers, then a category of three: the same written out and by place.
        let weights: Vec<f32> = (0..5 * 9).map(|i| (i * 7 % 11) as f32 / 5.0 - 1.0).collect();
        let bias: Vec<f32> = (0..9).map(|i| i as f32 / 10.0).collect();
        let of: Vec<u16> = (0..35).map(|row| row % 4).collect();
        let numbers: Vec<f64> = (0..70).map(|i| f64::from(i % 13) / 6.0 - 1.0).collect();
        let whole: Vec<f64> = numbers
            .chunks(2)
            .zip(&of)
            .flat_map(|(row, place)| {
                [row[0], row[1]].into_iter().chain((0..3).map(|at| f64::from(u8::from(at == *place))))
            })
            .collect();
        let mut expected = vec![0.0; 35 * 9];
        pass(&[Layer::new(5, &weights, &bias, Bend::Tanh)], &whole, &[], &mut expected);
        let part = |from: usize, to: usize| -> Vec<f32> {
            weights.chunks(5).flat_map(|row| row[from..to].to_vec()).collect()
        };
        let columns: Vec<f32> = (2..5).flat_map(|at| part(at, at + 1)).collect();
        let places = [Places { columns: &columns, of: &of }];
        let mut found = vec![0.0; 35 * 9];
        pass(&[Layer::new(2, &part(0, 2), &bias, Bend::Tanh)], &numbers, &places, &mut found);
        assert!(expected.iter().zip(&found).all(|(a, b)| (a - b).abs() < 1e-6));
        // Categories alone.
        let all: Vec<f32> = weights.chunks(5).flat_map(|row| row[2..5].to_vec()).collect();
        let only: Vec<f64> = whole.chunks(5).flat_map(|row| row[2..].to_vec()).collect();
        pass(&[Layer::new(3, &all, &bias, Bend::Relu)], &only, &[], &mut expected);
        pass(&[Layer::new(0, &[], &bias, Bend::Relu)], &[], &places, &mut found);
        assert!(expected.iter().zip(&found).all(|(a, b)| (a - b).abs() < 1e-6));
    }

    #[test]
    fn bends_are_close_everywhere_and_do_not_overflow() {
        for step in -40_000..=40_000 {
            let z = step as f32 / 400.0;
            let e = (f64::from(z.clamp(-87.0, 87.0))).exp();
            assert!((f64::from(exp(z)) / e - 1.0).abs() < 3e-7, "{z}");
            for kind in BENDS {
                let mut values = [z];
                bend(kind, &mut values);
                let expected = bent(kind, f64::from(z));
                assert!(
                    (f64::from(values[0]) - expected).abs() < 4e-7 * (1.0 + expected.abs()),
                    "{kind:?} {z}"
                );
            }
        }
        let mut ends = [f32::INFINITY, f32::NEG_INFINITY, f32::NAN];
        bend(Bend::Sigmoid, &mut ends);
        assert!(ends[0] == 1.0 && ends[1].abs() < 1e-30 && ends[2].is_nan());
    }

    #[test]
    fn what_does_not_fit_is_left_alone() {
        let layer = |inputs, outputs| {
            Layer::new(inputs, &vec![1.0; inputs * outputs], &vec![0.0; outputs], Bend::Relu)
        };
        let mut out = vec![7.0; 4];
        pass(&[], &[1.0; 4], &[], &mut out);
        pass(&[layer(2, 3), layer(2, 1)], &[1.0; 8], &[], &mut out);
        assert_eq!(out, [7.0; 4]);
        pass(&[layer(1, 1)], &[1.0, 2.0, 3.0, 4.0], &[], &mut out);
        assert_eq!(out, [1.0, 2.0, 3.0, 4.0]);
    }
}
