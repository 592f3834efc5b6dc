//! What moves a linear model most.

use crate::domain::report::{Coefficient, Driver};

/// Inputs shown at most.
const SHOWN: usize = 8;

/// The strongest inputs of a linear or logistic model, strongest first, at most eight: coefficient times the
/// standard deviation of the column on judged rows, so that units do not decide. The sign says in which
/// direction a larger value moves the prediction.
///
/// `coefficients` may hold the intercept; `spreads`: name and standard deviation of the same columns. Names without a spread, and effects that are not numbers or zero, are left
/// out. Equal strength keeps the order of `coefficients`.
pub fn drivers(coefficients: &[Coefficient], spreads: &[(String, f64)]) -> Vec<Driver> {
    let spread_of: std::collections::HashMap<&str, f64> =
        spreads.iter().map(|(name, spread)| (name.as_str(), *spread)).collect();
    let mut effects: Vec<Driver> = coefficients
        .iter()
        .filter(|one| one.name != "(intercept)")
        .filter_map(|one| {
            let effect = one.estimate * spread_of.get(one.name.as_str())?;
            Some(Driver { name: one.name.clone(), effect })
        })
        .filter(|driver| driver.effect.is_finite() && driver.effect != 0.0)
        .collect();
    effects.sort_by(|a, b| b.effect.abs().total_cmp(&a.effect.abs()));
    effects.truncate(SHOWN);
    effects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::EffectStep;

    fn coefficients(pairs: &[(&str, f64)]) -> Vec<Coefficient> {
        pairs
            .iter()
            .map(|(name, estimate)| Coefficient {
                name: (*name).to_owned(),
                estimate: *estimate,
                step: EffectStep::Start,
                certainty: None,
            })
            .collect()
    }

    #[test]
    fn units_do_not_decide() {
        let coefficients = coefficients(&[
            ("(intercept)", 9.0),
            ("income", 0.001),
            ("age", -0.5),
            ("flat", 7.0),
            ("new", 1.0),
        ]);
        let spreads: Vec<(String, f64)> =
            [("income", 20_000.0), ("age", 10.0), ("flat", 0.0), ("(intercept)", 5.0)]
                .map(|(name, spread)| (name.to_owned(), spread))
                .to_vec();
        let found: Vec<(String, f64)> =
            drivers(&coefficients, &spreads).into_iter().map(|driver| (driver.name, driver.effect)).collect();
        assert_eq!(found, vec![("income".to_owned(), 20.0), ("age".to_owned(), -5.0)]);
    }

    #[test]
    fn at_most_eight() {
        let names: Vec<String> = (0..20).map(|i| format!("c{i}")).collect();
        let pairs: Vec<(&str, f64)> = names.iter().map(String::as_str).zip((0..20).map(f64::from)).collect();
        let spreads: Vec<(String, f64)> = names.iter().map(|name| (name.clone(), 1.0)).collect();
        let found = drivers(&coefficients(&pairs), &spreads);
        assert_eq!(found.len(), 8);
        assert_eq!(found.first().map(|driver| driver.name.as_str()), Some("c19"));
    }
}
