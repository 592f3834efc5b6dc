//! Features as typed columns: what `data` hands to `learn`, with names but without text parsing or polars.

/// Marks a gap in [`FeatureValues::Category`].
pub const GAP: u32 = u32::MAX;

/// The values of one feature.
#[derive(Clone, Debug, PartialEq)]
pub enum FeatureValues {
    /// Numbers; dates come as days since 1970-01-01. A gap is NaN.
    Number(Vec<f64>),
    /// Codes into `levels`; a gap is [`GAP`].
    Category {
        /// One code per row.
        codes: Vec<u32>,
        /// The words behind the codes, in code-point order, each used at least once.
        levels: Vec<String>,
    },
}

/// One feature by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// The column it comes from.
    pub name: String,
    /// Its values, one per row of the frame.
    pub values: FeatureValues,
}

/// The features of a table, all of the same length.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Frame {
    /// Rows.
    pub rows: usize,
    /// Features in file order.
    pub features: Vec<Feature>,
}

impl Frame {
    /// A feature by its exact name.
    pub fn feature(&self, name: &str) -> Option<&Feature> {
        self.features.iter().find(|feature| feature.name == name)
    }
}
