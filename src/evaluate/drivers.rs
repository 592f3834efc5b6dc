//! What moves a linear model most.

/// Inputs shown at most.
const SHOWN: usize = 8;

/// The strongest inputs of a linear or logistic model, strongest first, at most eight: coefficient times the
/// standard deviation of the column on judged rows, so that units do not decide. The sign says in which
/// direction a larger value moves the prediction.
///
/// `coefficients`: name and estimate per unit, the intercept included or not; `spreads`: name and standard
/// deviation of the same columns. Names without a spread, and effects that are not numbers or zero, are left
/// out. Equal strength keeps the order of `coefficients`.
pub fn drivers(coefficients: &[(String, f64)], spreads: &[(String, f64)]) -> Vec<(String, f64)> {
    let spread_of: std::collections::HashMap<&str, f64> =
        spreads.iter().map(|(name, spread)| (name.as_str(), *spread)).collect();
    let mut effects: Vec<(String, f64)> = coefficients
        .iter()
        .filter(|(name, _)| name != "(intercept)")
        .filter_map(|(name, estimate)| Some((name.clone(), estimate * spread_of.get(name.as_str())?)))
        .filter(|(_, effect)| effect.is_finite() && *effect != 0.0)
        .collect();
    effects.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    effects.truncate(SHOWN);
    effects
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_do_not_decide() {
        let named = |pairs: &[(&str, f64)]| -> Vec<(String, f64)> {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
        };
        let coefficients =
            named(&[("(intercept)", 9.0), ("income", 0.001), ("age", -0.5), ("flat", 7.0), ("new", 1.0)]);
        let spreads = named(&[("income", 20_000.0), ("age", 10.0), ("flat", 0.0), ("(intercept)", 5.0)]);
        assert_eq!(drivers(&coefficients, &spreads), named(&[("income", 20.0), ("age", -5.0)]));
    }

    #[test]
    fn at_most_eight() {
        let coefficients: Vec<(String, f64)> = (0..20).map(|i| (format!("c{i}"), f64::from(i))).collect();
        let spreads: Vec<(String, f64)> = (0..20).map(|i| (format!("c{i}"), 1.0)).collect();
        let found = drivers(&coefficients, &spreads);
        assert_eq!(found.len(), 8);
        assert_eq!(found.first().map(|d| d.0.as_str()), Some("c19"));
    }
}
