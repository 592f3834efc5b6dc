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
    /// The same features for some rows, in the given order. Row numbers beyond the end are left out.
    #[must_use]
    pub fn pick(&self, rows: &[u32]) -> Self {
        let at = |row: &u32| *row as usize;
        let features = self.features.iter().map(|feature| {
            let values = match &feature.values {
                FeatureValues::Number(values) => FeatureValues::Number(
                    rows.iter().filter_map(|row| values.get(at(row)).copied()).collect(),
                ),
                FeatureValues::Category { codes, levels } => FeatureValues::Category {
                    codes: rows.iter().filter_map(|row| codes.get(at(row)).copied()).collect(),
                    levels: levels.clone(),
                },
            };
            Feature { name: feature.name.clone(), values }
        });
        let kept = rows.iter().filter(|row| at(row) < self.rows).count();
        Self { rows: kept, features: features.collect() }
    }

    /// A feature by its exact name.
    pub fn feature(&self, name: &str) -> Option<&Feature> {
        self.features.iter().find(|feature| feature.name == name)
    }
}
