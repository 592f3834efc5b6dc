use rand::{Rng as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::*;
use crate::domain::frame::{Feature, FeatureValues};
use crate::domain::recipe::{Balance, Question, Wording};
use crate::learn::{Fitted, LinearSolver, Model, Solver, fit as run};

/// Two numbers, one of them with gaps, and a name; rows in which all three matter a little.
fn frame(rows: usize) -> Frame {
    let mut chance = Xoshiro256PlusPlus::seed_from_u64(5);
    let mut number = || (0..6).map(|_| chance.r#gen::<f64>()).sum::<f64>() - 3.0;
    let mut numbers = |every: usize| {
        let value = |row: usize| if row % every == every - 1 { f64::NAN } else { number() };
        FeatureValues::Number((0..rows).map(value).collect())
    };
    let (one, other) = (numbers(usize::MAX), numbers(11));
    let levels: Vec<String> = ["a", "b", "c"].map(str::to_owned).to_vec();
    let codes = (0..rows).map(|row| (row * 7 % 13 % 3) as u32).collect();
    let feature = |name: &str, values| Feature { name: name.to_owned(), values };
    let features = vec![
        feature("one", one),
        feature("other", other),
        feature("name", FeatureValues::Category { codes, levels }),
    ];
    Frame { rows, features }
}

fn answers(frame: &Frame, of: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let mut chance = Xoshiro256PlusPlus::seed_from_u64(9);
    let FeatureValues::Number(one) = &frame.features[0].values else { unreachable!() };
    one.iter().map(|one| of(*one, chance.r#gen::<f64>() - 0.5)).collect()
}

fn known(kind: KnownKind, y: Vec<f64>) -> Known {
    Known { target: "t".to_owned(), y, kind }
}

fn yes_no() -> KnownKind {
    KnownKind::YesNo { positive: "yes".into(), negative: "no".into(), wording: Wording::Own }
}

fn classes() -> KnownKind {
    KnownKind::Category { classes: ["x", "y", "z"].map(str::to_owned).to_vec() }
}

fn recipe(question: Question, balance: Balance) -> Recipe {
    let mut recipe = Recipe::new(None);
    recipe.question = Some(question);
    recipe.model.penalty = Some(Penalty::Found);
    recipe.model.balance = balance;
    recipe
}

/// Everything that is asked in these tests.
fn problems() -> Vec<(Recipe, Known, Frame)> {
    let frame = frame(240);
    let yes = answers(&frame, |one, noise| f64::from(u8::from(one + 4.0 * noise > 0.7)));
    let class = answers(&frame, |one, noise| (one + 3.0 * noise + 1.5).clamp(0.0, 2.9).floor());
    let number = answers(&frame, |one, noise| 3.0 * one + 40.0 * noise);
    let target = "t".to_owned();
    let ask = Question::YesNo { target: target.clone(), positive: None, wording: Wording::Own };
    let which = Question::Category { target: target.clone() };
    vec![
        (recipe(ask.clone(), Balance::None), known(yes_no(), yes.clone()), frame.clone()),
        (recipe(ask, Balance::Weights), known(yes_no(), yes), frame.clone()),
        (recipe(which, Balance::None), known(classes(), class), frame.clone()),
        (recipe(Question::Number { target }, Balance::None), known(KnownKind::Number, number), frame),
    ]
}

fn search(recipe: &Recipe, known: &Known, frame: &Frame, rows: &[u32]) -> PenaltySearch {
    let way = Way::new(recipe, recipe.question.as_ref().unwrap());
    let mut ticks = 0;
    let found = find((frame, recipe), known, way, rows, &|| true, &mut || ticks += 1).unwrap();
    assert_eq!(ticks, fits(rows.len()));
    found
}

/// What a plain solver, from its own start and to its own end, loses on rows it did not see.
fn twin(recipe: &Recipe, known: &Known, frame: &Frame, penalty: f64, [learn, judge]: [&[u32]; 2]) -> f64 {
    let spec = PrepareSpec {
        fills: fills(recipe),
        coding: Coding::AllLevels,
        scale: Scale::Standard,
        levels: crate::learn::Levels::Usual,
    };
    let preparation = Preparation::fit(frame, learn, &spec, &|| true).unwrap();
    let part = |rows: &[u32]| (preparation.design(frame, rows, &|| true).unwrap(), pick(&known.y, rows));
    let balance = recipe.model.balance;
    let solver: Box<dyn Solver> = match &known.kind {
        KnownKind::YesNo { .. } => {
            let problem = Supervised::yes_no("t", part(learn), None).unwrap();
            let weights = learn::RowWeights::new(balance, problem.answers(), recipe.seed);
            Box::new(LogisticSolver::weighted(problem, penalty, weights, &|| true).unwrap())
        }
        KnownKind::Category { classes } => {
            let problem = Supervised::category("t", classes, part(learn), None).unwrap();
            let chance = (balance, recipe.seed);
            Box::new(MultinomialSolver::new(problem, classes.len(), penalty, chance, &|| true).unwrap())
        }
        KnownKind::Number => {
            let problem = Supervised::number("t", part(learn), None).unwrap();
            Box::new(LinearSolver::new(problem, penalty, &|| true).unwrap())
        }
    };
    let Fitted { model, .. } = run(solver, None, &|| true, &mut |_| true).unwrap();
    let trained = (&preparation, &model);
    let truth = pick(&known.y, judge);
    let losses: Vec<f64> = if let Model::Multinomial { intercepts, .. } = &model {
        let chances = learn::apply::chances(trained, frame, judge, &|| true).unwrap();
        chances.chunks(intercepts.len()).zip(&truth).map(|(row, class)| -row[*class as usize].ln()).collect()
    } else {
        let found = learn::apply::predict(trained, frame, judge, &|| true).unwrap();
        let loss = |(found, truth): (&f64, &f64)| match known.kind {
            KnownKind::Number => (found - truth).powi(2),
            _ if *truth == 1.0 => -found.ln(),
            _ => -(1.0 - found).ln(),
        };
        found.iter().zip(&truth).map(loss).collect()
    };
    losses.iter().sum::<f64>() / losses.len() as f64
}

#[test]
fn every_loss_is_that_of_a_plain_fit_and_the_smallest_is_taken() {
    for (recipe, known, frame) in problems() {
        let rows: Vec<u32> = (0..240).filter(|row| row % 4 != 3).collect();
        let found = search(&recipe, &known, &frame, &rows);
        let fold_of = penalty::folds(&strata(&known, &rows), recipe.seed);
        let tried: Vec<f64> = found.tried.iter().map(|tried| tried.penalty).collect();
        assert_eq!(tried, [0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0]);
        for tried in &found.tried {
            let of_fold = |fold: u32| {
                let some = |inside: bool| -> Vec<u32> {
                    let rows = rows.iter().zip(&fold_of);
                    rows.filter(|(_, of)| (**of == fold) == inside).map(|(row, _)| *row).collect()
                };
                twin(&recipe, &known, &frame, tried.penalty, [&some(false), &some(true)])
            };
            let losses: Vec<f64> = (0..5).map(of_fold).collect();
            let mean = losses.iter().sum::<f64>() / 5.0;
            let sd = (losses.iter().map(|loss| (loss - mean).powi(2)).sum::<f64>() / 4.0).sqrt();
            assert!((tried.loss / mean - 1.0).abs() < 1e-6, "{} {} {mean}", tried.penalty, tried.loss);
            assert!((tried.std_error / (sd / 5.0_f64.sqrt()) - 1.0).abs() < 1e-4);
        }
        let smallest = found.tried.iter().map(|tried| tried.loss).fold(f64::INFINITY, f64::min);
        let chosen = found.tried.iter().find(|tried| tried.penalty == found.chosen).unwrap();
        assert_eq!(chosen.loss, smallest);
        // Answers that noise decides for the most part ask for more than the smallest penalty.
        assert!(found.chosen > 0.01, "{found:?}");
    }
}

#[test]
fn rows_that_do_not_learn_are_never_looked_at() {
    for (recipe, known, frame) in problems() {
        let rows: Vec<u32> = (0..200).collect();
        let before = search(&recipe, &known, &frame, &rows);
        let (mut known, mut frame) = (known, frame);
        // Rows that judge now say the opposite, with values beyond all others and a name nobody has.
        known.y[200..].iter_mut().for_each(|y| *y = 1.0 - *y);
        for feature in &mut frame.features {
            match &mut feature.values {
                FeatureValues::Number(values) => values[200..].iter_mut().for_each(|v| *v = 1e6),
                FeatureValues::Category { codes, levels } => {
                    levels.push("d".to_owned());
                    codes[200..].iter_mut().for_each(|code| *code = 3);
                }
            }
        }
        assert_eq!(search(&recipe, &known, &frame, &rows), before);
        let other = Recipe { seed: 43, ..recipe };
        assert_ne!(search(&other, &known, &frame, &rows), before);
    }
}

#[test]
fn too_few_rows_and_other_models_are_refused_in_words() {
    let (recipe, known, frame) = problems().remove(0);
    let rows: Vec<u32> = (0..12).collect();
    let way = Way::new(&recipe, recipe.question.as_ref().unwrap());
    let refused = find((&frame, &recipe), &known, way, &rows, &|| true, &mut || {}).unwrap_err();
    assert_eq!((refused.why.id, refused.exit_code()), ("penalty-few-why", 2));
    let stopped = find((&frame, &recipe), &known, way, &rows, &|| false, &mut || {}).unwrap_err();
    assert_eq!(stopped.kind, crate::domain::error::ErrorKind::Stopped);
    for (model, fits) in [
        (ModelChoice::Svm, false),
        (ModelChoice::Neural, false),
        (ModelChoice::Linear, true),
        (ModelChoice::Logistic, true),
    ] {
        assert_eq!(check(model, &recipe.model).is_ok(), fits);
    }
    let given = ModelSpec { penalty: Some(Penalty::Given(2.0)), ..recipe.model };
    assert!(check(ModelChoice::Svm, &given).is_ok());
}
