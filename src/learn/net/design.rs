//! What a net says of many rows as solvers see them: numbers are multiplied, a category adds the one column of weights
//! of its level, and no matrix of zeros is ever written out.

use clientele_kernels::{self as kernels, Bend, Places};
use clientele_neural_protocol::Activation;
use ndarray::Array2;

use super::{Layer, Net, softmax};
use crate::learn::design::Design;

impl Net {
    /// [`Net::predict`] for a design.
    pub(in crate::learn) fn predict_design(&self, x: &Design) -> Vec<f64> {
        match sums(&self.layers, self.activation, x) {
            Some(sums) => self.said(&sums),
            None => vec![f64::NAN; x.rows()],
        }
    }

    /// [`Net::chances`] for a design.
    pub(in crate::learn) fn chances_design(&self, x: &Design) -> Vec<f64> {
        let Some(classes) = self.classes() else { return Vec::new() };
        match sums(&self.layers, self.activation, x) {
            Some(sums) => softmax(&sums),
            None => vec![f64::NAN; x.rows() * classes],
        }
    }
}

/// Sums of the last layer, rows × outputs; none where the design has another width than the first layer takes.
fn sums(layers: &[Layer], activation: Activation, x: &Design) -> Option<Array2<f32>> {
    let (first, last) = (layers.first()?, layers.last()?);
    if first.inputs() != x.width() {
        return None;
    }
    let (numbers, number_at, groups) = x.parts();
    // What is no input there adds nothing.
    let weight = |output: usize, input: usize| first.weights_of(output).get(input).copied().unwrap_or(0.0);
    let of_numbers: Vec<f32> = (0..first.outputs())
        .flat_map(|output| number_at.iter().map(move |input| weight(output, *input)))
        .collect();
    let columns: Vec<Vec<f32>> = groups
        .iter()
        .map(|group| {
            let column = |input: &usize| (0..first.outputs()).map(|output| weight(output, *input)).collect();
            group.outputs.iter().map(column).collect::<Vec<Vec<f32>>>().concat()
        })
        .collect();
    let places: Vec<Places<'_>> =
        groups.iter().zip(&columns).map(|(group, columns)| Places { columns, of: &group.places }).collect();
    let packed: Vec<kernels::Layer> = layers
        .iter()
        .enumerate()
        .map(|(index, layer)| {
            let bend = if index + 1 == layers.len() { Bend::Straight } else { bend(activation) };
            match index {
                0 => kernels::Layer::new(number_at.len(), &of_numbers, layer.bias(), bend),
                _ => kernels::Layer::new(layer.inputs(), layer.weights(), layer.bias(), bend),
            }
        })
        .collect();
    let mut out = vec![0.0; x.rows() * last.outputs()];
    kernels::pass(&packed, numbers.as_slice()?, &places, &mut out);
    Array2::from_shape_vec((x.rows(), last.outputs()), out).ok()
}

fn bend(activation: Activation) -> Bend {
    match activation {
        Activation::Relu => Bend::Relu,
        Activation::Gelu => Bend::Gelu,
        Activation::Tanh => Bend::Tanh,
        Activation::Sigmoid => Bend::Sigmoid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::design::Group;
    use crate::learn::net::forward;
    use clientele_neural_protocol::tensors::{LAYER, Tensor, Tensors};

    /// The pass that is held against libtorch, and this one, over numbers and categories in mixed order.
    #[test]
    fn a_design_gives_what_its_matrix_gives() {
        let mut state = 5_u32;
        let mut draw = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state >> 8) / f64::from(1 << 23) - 1.0
        };
        // Outputs 0, 3 and 7 are numbers; 1, 2 and 6 one category, 4 and 5 another.
        let numbers = Array2::from_shape_simple_fn((333, 3), &mut draw);
        let mut places = |most: u16| -> Vec<u16> {
            (0..333).map(|_| ((draw() + 1.0) * f64::from(most + 1) / 2.0) as u16).collect()
        };
        let groups = vec![
            Group { outputs: vec![1, 2, 6], places: places(3) },
            Group { outputs: vec![4, 5], places: places(2) },
        ];
        let x = Design::new(numbers, vec![0, 3, 7], groups);
        let dense = x.dense(&|| true).unwrap();
        for activation in [Activation::Relu, Activation::Gelu, Activation::Tanh, Activation::Sigmoid] {
            for widths in [vec![8, 3], vec![8, 1], vec![8, 13, 7, 2]] {
                let mut tensors = Tensors::new();
                for (index, pair) in widths.windows(2).enumerate() {
                    let mut of = |shape: Vec<usize>| {
                        let values = (0..shape.iter().product::<usize>()).map(|_| draw() as f32).collect();
                        Tensor { shape, values }
                    };
                    tensors.insert(format!("{LAYER}{index}.weight"), of(vec![pair[1], pair[0]]));
                    tensors.insert(format!("{LAYER}{index}.bias"), of(vec![pair[1]]));
                }
                let layers = forward::layers(&tensors).unwrap();
                let expected = forward::forward(&layers, activation, &dense.view()).unwrap();
                let found = sums(&layers, activation, &x).unwrap();
                assert_eq!(found.dim(), expected.dim());
                let apart = (&found - &expected).mapv(f32::abs).fold(0.0_f32, |most, one| most.max(*one));
                assert!(apart < 1e-5, "{activation:?} {widths:?}: {apart}");
                assert!(sums(&layers, activation, &x.clone().keep(&[0, 1])).is_none());
            }
        }
    }
}
