//! What the values of a net look like: the same colours on its map, on its neurons and in their keys.

use egui::Color32;

use crate::domain::net_view::{NetMap, NetSays};
use crate::ui::theme::{self, Tokens, mix, ramp};

/// The colours of a map.
#[derive(Clone, Debug)]
pub struct Shades<'a> {
    tokens: &'a Tokens,
    says: &'a NetSays,
    /// Of several answers by place: how often it occurs compared with others.
    ranks: Vec<usize>,
}

impl<'a> Shades<'a> {
    /// Those of a map.
    pub fn of(map: &'a NetMap, tokens: &'a Tokens) -> Self {
        let mut ranks = Vec::new();
        if let NetSays::Several { answers } = &map.says {
            ranks = vec![usize::MAX; answers.len()];
            for (rank, (place, _)) in answers.iter().enumerate() {
                if let Some(own) = ranks.get_mut(*place) {
                    *own = rank;
                }
            }
        }
        Self { tokens, says: &map.says, ranks }
    }

    /// The ground where the net says this; `likeliest`: which of several answers.
    pub fn ground(&self, value: f64, likeliest: Option<u16>) -> Color32 {
        match self.says {
            NetSays::Several { answers } => {
                let colour = self.answer(likeliest.map_or(usize::MAX, usize::from));
                let even = 1.0 / answers.len().max(1) as f64;
                let share = ((value - even) / (1.0 - even)).clamp(0.0, 1.0) as f32;
                mix(self.tokens.surface, colour, if share.is_finite() { 0.08 + 0.6 * share } else { 0.0 })
            }
            // Points stay in front of a ground that is paler than they are.
            NetSays::Chance { .. } | NetSays::Number { .. } => {
                let pale = if self.tokens.dark { 0.6 } else { 0.66 };
                ramp(&self.tokens.diverging, 0.5 + (self.says.position(value) - 0.5) * pale)
            }
        }
    }

    /// A customer of whom this came.
    pub fn dot(&self, answer: f64) -> Color32 {
        match self.says {
            NetSays::Chance { .. } if answer > 0.5 => self.tokens.pos,
            NetSays::Chance { .. } => self.tokens.neg,
            NetSays::Number { .. } => ramp(&self.tokens.diverging, self.says.position(answer)),
            NetSays::Several { .. } => self.answer(answer as usize),
        }
    }

    /// The ground where an answer is said to be so likely, or a number so large.
    pub fn ground_of_answer(&self, value: f64, place: usize) -> Color32 {
        match self.says {
            NetSays::Several { .. } => {
                mix(self.tokens.surface, self.answer(place), value.clamp(0.0, 1.0) as f32)
            }
            NetSays::Chance { .. } | NetSays::Number { .. } => self.ground(value, None),
        }
    }

    /// One of several answers, by its place.
    pub fn answer(&self, place: usize) -> Color32 {
        theme::segment_colour(self.ranks.get(place).copied().unwrap_or(usize::MAX))
    }

    /// A neuron that gives this, where it gives `average` on average and is at most `far` away from it.
    pub fn neuron(&self, value: f64, average: f64, far: f64) -> Color32 {
        let share = if far > 0.0 { (value - average) / far } else { 0.0 };
        ramp(&self.tokens.diverging, 0.5 + 0.5 * share * 0.8)
    }
}
