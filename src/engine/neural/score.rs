//! How well a net does while it learns, in the user's words: on rows it does not learn from, by our own forward pass
//! and our own measures.

use clientele_neural_protocol::Task;

use crate::evaluate::{lift, likeliest, number_metrics, tenths};
use crate::learn::GoOn;
use crate::learn::net::{Cells, Feed, Net};

/// With fewer rows there is no tenth.
const ENOUGH: usize = 10;

/// Rows that a net is measured on.
pub(super) struct Scorer {
    task: Task,
    cells: Cells,
    truth: Vec<f64>,
}

impl Scorer {
    /// Takes the validation rows of a feed; none without any.
    pub(super) fn new(feed: &mut Feed) -> Option<Self> {
        let cells = feed.valid.take().filter(|cells| cells.y.len() >= ENOUGH)?;
        Some(Self { task: feed.task, truth: feed.truth(&cells), cells })
    }

    /// The lift of the best tenth of a yes/no, the root of the mean squared error of a number in its own unit, or the
    /// share of right answers among several. None when told to stop, or where it cannot be told.
    pub(super) fn score(&self, net: &Net, go_on: GoOn<'_>) -> Option<f64> {
        let said = net.answers(&self.cells, go_on)?;
        let score = match self.task {
            Task::Number => number_metrics(&said, &self.truth, 0.0).rmse,
            Task::YesNo => {
                let truth: Vec<bool> = self.truth.iter().map(|answer| *answer == 1.0).collect();
                let tenths = tenths(&said, &truth);
                lift(tenths.first()?, &tenths)
            }
            Task::Category { classes } => {
                let rows = said.chunks(classes as usize).zip(&self.truth);
                let right = rows.filter(|(chances, class)| likeliest(chances).0 == **class as usize).count();
                right as f64 / self.truth.len() as f64
            }
        };
        score.is_finite().then_some(score)
    }
}
