//! How weights follow the slope of the loss. libtorch's own optimisers keep their memory to themselves, and a net
//! that goes a pass back needs it; these are the same formulas, over all weights at once.

use clientele_neural_protocol::Optimiser as Method;
use tch::{Tensor, no_grad};

const MOMENTUM: f64 = 0.9;
const BETA_1: f64 = 0.9;
const BETA_2: f64 = 0.999;
const EPSILON: f64 = 1e-8;

/// A method with what it remembers of slopes before.
#[derive(Debug)]
pub(crate) struct Optimiser {
    method: Method,
    /// What `AdamW` takes of the weights at each step, times the learning rate.
    decay: f64,
    steps: i32,
    /// The velocity of SGD; mean and mean square of Adam.
    memory: Vec<Tensor>,
}

impl Optimiser {
    /// One that has not seen a slope yet, for weights such as these.
    pub(crate) fn new(method: Method, decay: f64, weights: &Tensor) -> Self {
        let kept = if method == Method::Sgd { 1 } else { 2 };
        let memory = (0..kept).map(|_| no_grad(|| weights.zeros_like())).collect();
        Self { method, decay, steps: 0, memory }
    }

    /// One step down the slope.
    ///
    /// SGD: v ← 0.9 v + g; w ← w − rate · v. Adam (Kingma & Ba 2015, algorithm 1, ε outside the root): m ← 0.9 m +
    /// 0.1 g; v ← 0.999 v + 0.001 g²; w ← w − rate / (1 − 0.9ᵗ) · m / (√v / √(1 − 0.999ᵗ) + ε). `AdamW` takes
    /// rate · decay · w first (Loshchilov & Hutter 2019, algorithm 2).
    pub(crate) fn step(&mut self, weights: &mut Tensor, slope: &Tensor, rate: f64) {
        self.steps += 1;
        no_grad(|| match (self.method, self.memory.as_mut_slice()) {
            (Method::Sgd, [velocity]) => {
                *velocity *= MOMENTUM;
                *velocity += slope;
                *weights += &*velocity * -rate;
            }
            (method, [mean, square]) => {
                if method == Method::AdamW && self.decay > 0.0 {
                    *weights *= 1.0 - rate * self.decay;
                }
                let _mean = mean.lerp_(slope, 1.0 - BETA_1);
                let _square = square.lerp_(&slope.square(), 1.0 - BETA_2);
                let [first, second] = [BETA_1, BETA_2].map(|beta| 1.0 - beta.powi(self.steps));
                let mut scale = square.sqrt();
                scale /= second.sqrt();
                scale += EPSILON;
                let _weights = weights.addcdiv_(&(&*mean * (-rate / first)), &scale);
            }
            // There is one memory for SGD and there are two for the others.
            _ => {}
        });
    }

    /// What it remembers, to be put back later.
    pub(crate) fn memory(&self) -> (i32, Vec<Tensor>) {
        (self.steps, self.memory.iter().map(Tensor::copy).collect())
    }

    /// Remembers what it did then.
    pub(crate) fn recall(&mut self, (steps, memory): &(i32, Vec<Tensor>)) {
        self.steps = *steps;
        for (now, then) in self.memory.iter_mut().zip(memory) {
            now.copy_(then);
        }
    }
}
