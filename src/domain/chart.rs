//! The charts of a run by name, so that one can be copied or saved.

/// A chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chart {
    /// Who says yes, by tenth of the list.
    Tenths,
    /// True against false positives.
    Roc,
    /// Precision by recall.
    PrecisionRecall,
    /// Whom a list reaches.
    Gains,
    /// How many times the usual rate a list has.
    Lift,
    /// Right and wrong, in heads.
    Heads {
        /// How many of the judged rows are called yes, best first.
        called: usize,
    },
    /// Chances against what came.
    Honesty,
    /// Predicted against actual.
    Points,
    /// How far the truth lay from the prediction.
    Misses,
    /// Averages by tenth of the prediction.
    NumberTenths,
    /// The average miss by tenth.
    MissTenths,
    /// Which answer was taken for which.
    Mixed,
    /// Answer by answer, how many were expected and came.
    ByAnswer,
    /// The chance of the guess against how often it was right.
    SureTenths,
    /// The strongest inputs.
    Drivers,
    /// The strongest inputs of several answers.
    ClassDrivers,
    /// Where segments lie.
    Map,
    /// What sets segments apart.
    Profile,
    /// How well other numbers of segments hold.
    Tried,
    /// The loss while learning.
    Curve,
    /// What a neural net says over a plane.
    NetMap,
    /// The links of a neural net between the parts that are shown.
    Network,
}

impl Chart {
    /// The file name proposed for its picture, without an ending.
    pub fn file_stem(self) -> &'static str {
        match self {
            Self::Tenths => "tenths",
            Self::Roc => "roc",
            Self::PrecisionRecall => "precision-recall",
            Self::Gains => "gains",
            Self::Lift => "lift",
            Self::Heads { .. } => "right-and-wrong",
            Self::Honesty | Self::SureTenths => "calibration",
            Self::Points => "predicted-actual",
            Self::Misses => "misses",
            Self::NumberTenths => "averages-by-tenth",
            Self::MissTenths => "misses-by-tenth",
            Self::Mixed => "confusion",
            Self::ByAnswer => "answers",
            Self::Drivers | Self::ClassDrivers => "inputs",
            Self::Map => "segment-map",
            Self::Profile => "segment-profile",
            Self::Tried => "segment-numbers",
            Self::Curve => "learning-curve",
            Self::NetMap => "net-map",
            Self::Network => "network",
        }
    }
}

/// How a picture is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Picture {
    /// As shapes and text: sharp at every size, and can be changed in a drawing program.
    Svg,
    /// As points, for programs that know nothing else.
    Png,
}

impl Picture {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}
