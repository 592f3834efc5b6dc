//! A neural net that learns, as the window shows it.

use crate::domain::event::{CurvePoint, NetNews, NetWait};
use crate::domain::net::{Change, Device, Settings};

/// Something that was changed by hand, at a place on the curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Where, in passes.
    pub at: f64,
    /// What was changed.
    pub change: Change,
}

/// What is known of a net besides its curve.
#[derive(Clone, Debug, Default)]
pub struct NetView {
    /// Which drawing of starting weights the curve began with.
    pub draw: u32,
    /// Where it is computed, once that is known.
    pub device: Option<Device>,
    /// Whether that is another place than was asked for.
    pub fell_back: bool,
    /// How it learns now.
    pub settings: Option<Settings>,
    /// How it learned at the start.
    pub begun: Option<Settings>,
    /// How long the last pass took.
    pub seconds: Option<f64>,
    /// Where it waits, if it has said so.
    pub waits: Option<NetWait>,
    /// The first pass that can be gone back to.
    pub oldest: u32,
    /// What was changed by hand, in order.
    pub marks: Vec<Mark>,
    /// How well it did after passes on rows it does not learn from, in order.
    pub scores: Vec<(u32, f64)>,
}

impl NetView {
    /// Takes note of what happened.
    pub(super) fn heard(&mut self, news: NetNews) {
        match news {
            NetNews::Begins(settings) => (self.settings, self.begun) = (Some(settings), Some(settings)),
            NetNews::At(device, fell_back) => (self.device, self.fell_back) = (Some(device), fell_back),
            NetNews::Pass(pass) => {
                if let Some(settings) = &mut self.settings {
                    settings.rate = pass.rate;
                }
                self.seconds = Some(pass.seconds);
            }
            NetNews::Back(pass, settings) => {
                self.settings = Some(settings);
                self.waits = None;
                self.marks.retain(|mark| pass.is_some_and(|pass| mark.at <= f64::from(pass)));
                self.scores.retain(|(of, _)| Some(*of) <= pass);
                self.oldest = self.oldest.min(pass.unwrap_or(0));
            }
            NetNews::Changed(at, change, settings) => {
                self.settings = Some(settings);
                // Of several tries at one place the last one counts.
                self.marks.retain(|mark| mark.at != at || !is_same_kind(mark.change, change));
                self.marks.push(Mark { at, change });
            }
            NetNews::Waits(waits) => {
                self.oldest = waits.oldest;
                self.waits = Some(waits);
            }
            NetNews::Score(pass, score) => {
                self.scores.retain(|(of, _)| *of < pass);
                self.scores.push((pass, score));
            }
        }
    }

    /// The score after a pass.
    pub fn score(&self, pass: u32) -> Option<f64> {
        self.scores.iter().rev().find(|(of, _)| *of == pass).map(|(_, score)| *score)
    }

    /// Whether it stands within a pass, as far as is known.
    pub fn is_within_pass(&self) -> bool {
        self.waits.is_some_and(|waits| waits.rows > 0)
    }
}

fn is_same_kind(one: Change, other: Change) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

/// The points that still hold once it is again as it was after a pass; none: it begins again.
pub(super) fn go_back(curve: &mut Vec<CurvePoint>, pass: Option<u32>) {
    curve.retain(|point| Some(point.iteration) <= pass);
}
