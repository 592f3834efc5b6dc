//! Tests of preparation.

use ndarray::array;

use super::*;
use crate::domain::frame::{Feature, GAP};

pub(super) fn numbers(name: &str, values: &[f64]) -> Feature {
    Feature { name: name.to_owned(), values: FeatureValues::Number(values.to_vec()) }
}

/// `""` is a gap.
pub(super) fn names(name: &str, cells: &[&str]) -> Feature {
    let words: std::collections::BTreeSet<&str> = cells.iter().copied().filter(|c| !c.is_empty()).collect();
    let levels: Vec<String> = words.into_iter().map(str::to_owned).collect();
    let code = |cell: &&str| levels.iter().position(|level| level == cell).map_or(GAP, |code| code as u32);
    let codes = cells.iter().map(code).collect();
    Feature { name: name.to_owned(), values: FeatureValues::Category { codes, levels } }
}

pub(super) fn frame(features: Vec<Feature>) -> Frame {
    let rows = features.first().map_or(0, |feature| match &feature.values {
        FeatureValues::Number(values) => values.len(),
        FeatureValues::Category { codes, .. } => codes.len(),
    });
    Frame { rows, features }
}

fn all(frame: &Frame) -> Vec<u32> {
    (0..frame.rows as u32).collect()
}

/// All rows.
fn whole(preparation: &Preparation, frame: &Frame) -> Result<Array2<f64>, LearnError> {
    preparation.transform(frame, &all(frame), &|| true)
}

fn spec(coding: Coding, scale: Scale) -> PrepareSpec {
    PrepareSpec { fills: BTreeMap::new(), coding, scale, levels: Levels::Usual }
}

fn output_names(preparation: &Preparation) -> Vec<&str> {
    preparation.outputs().iter().map(|output| output.name.as_str()).collect()
}

const NAN: f64 = f64::NAN;

#[test]
fn the_reference_pipeline_by_hand() {
    // Median of 2, 4, 9 is 4: 2, 4, 4, 9 has mean 4.75 and population deviation sqrt(27.75 − 22.5625 + …).
    let frame = frame(vec![numbers("n", &[2.0, 4.0, NAN, 9.0]), names("c", &["b", "a", "", "b"])]);
    let preparation =
        Preparation::fit(&frame, &all(&frame), &spec(Coding::AllLevels, Scale::Standard), &|| true).unwrap();
    assert_eq!(output_names(&preparation), ["n", "c=a", "c=b", "c=(missing)"]);
    let deviation = ((2.75_f64.powi(2) + 2.0 * 0.75_f64.powi(2) + 4.25_f64.powi(2)) / 4.0).sqrt();
    let z = |value: f64| (value - 4.75) / deviation;
    let expected = array![
        [z(2.0), 0.0, 1.0, 0.0],
        [z(4.0), 1.0, 0.0, 0.0],
        [z(4.0), 0.0, 0.0, 1.0],
        [z(9.0), 0.0, 1.0, 0.0]
    ];
    let found = whole(&preparation, &frame).unwrap();
    assert!((found - expected).iter().all(|d| d.abs() < 1e-12));
}

#[test]
fn the_base_is_the_first_level_in_code_point_order() {
    let frame = frame(vec![names("c", &["b", "a", "Z", ""])]);
    let preparation =
        Preparation::fit(&frame, &all(&frame), &spec(Coding::DropBase, Scale::None), &|| true).unwrap();
    assert_eq!(output_names(&preparation), ["c=a", "c=b", "c=(missing)"]);
    let found = whole(&preparation, &frame).unwrap();
    assert_eq!(found, array![[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 1.0]]);
}

#[test]
fn other_rows_cannot_leak_into_what_is_learned() {
    let train = [0, 2, 4, 5];
    let honest = frame(vec![
        numbers("n", &[1.0, 50.0, 2.0, NAN, 3.0, NAN]),
        names("c", &["a", "b", "b", "c", "a", ""]),
        numbers("flat", &[7.0, 1.0, 7.0, 2.0, 7.0, 7.0]),
    ]);
    // The planted leak: rows 1 and 3 are not for learning and are changed beyond recognition.
    let planted = frame(vec![
        numbers("n", &[1.0, -1e9, 2.0, 1e12, 3.0, NAN]),
        names("c", &["a", "zzz", "b", "", "a", ""]),
        numbers("flat", &[7.0, NAN, 7.0, 8.0, 7.0, 7.0]),
    ]);
    for coding in [Coding::AllLevels, Coding::DropBase] {
        for scale in [Scale::None, Scale::Standard, Scale::Log] {
            let learn = |frame: &Frame, rows: &[u32]| {
                Preparation::fit(frame, rows, &spec(coding, scale), &|| true).unwrap()
            };
            assert_eq!(learn(&honest, &train), learn(&planted, &train));
            // The test can fail: learning from those rows too does give something else.
            assert_ne!(learn(&honest, &all(&honest)), learn(&planted, &all(&planted)));
        }
    }
}

#[test]
fn columns_are_found_by_name_in_any_order() {
    let first = frame(vec![numbers("n", &[1.0, 2.0, 4.0]), names("c", &["x", "y", "x"])]);
    let preparation =
        Preparation::fit(&first, &[0, 1, 2], &spec(Coding::AllLevels, Scale::Standard), &|| true).unwrap();
    let second = frame(vec![
        numbers("extra", &[0.0, 0.0, 0.0]),
        names("c", &["x", "y", "x"]),
        numbers("n", &[1.0, 2.0, 4.0]),
    ]);
    assert_eq!(whole(&preparation, &first).unwrap(), whole(&preparation, &second).unwrap());
    let third = frame(vec![numbers("extra", &[0.0])]);
    let missing = LearnError::MissingColumns { columns: vec!["n".to_owned(), "c".to_owned()] };
    assert_eq!(whole(&preparation, &third).unwrap_err(), missing);
    let fourth = frame(vec![names("n", &["1", "2", "4"]), names("c", &["x", "y", "x"])]);
    let changed = LearnError::ChangedKind { columns: vec!["n".to_owned()] };
    assert_eq!(whole(&preparation, &fourth).unwrap_err(), changed);
}

#[test]
fn a_new_file_is_compared_with_training() {
    let first = frame(vec![
        numbers("n", &[1.0, 2.0, 4.0]),
        names("c", &["x", "y", "x"]),
        numbers("gone", &[1.0, 2.0, 3.0]),
        numbers("flat", &[1.0, 1.0, 1.0]),
        names("k", &["p", "q", ""]),
    ]);
    let preparation =
        Preparation::fit(&first, &[0, 1, 2], &spec(Coding::AllLevels, Scale::Standard), &|| true).unwrap();
    assert!(preparation.compare(&first).is_empty());
    let second = frame(vec![
        numbers("k", &[1.0; 5]),
        numbers("n", &[0.5, 9.0, 10.0, NAN, 2.0]),
        names("c", &["x", "w", "v", "w", "y"]),
        numbers("fresh", &[0.0; 5]),
    ]);
    let changes = preparation.compare(&second);
    let column = |name: &str| name.to_owned();
    assert_eq!(
        changes,
        [
            InputChange::Range { column: column("n"), below: 1, above: 2, min: 1.0, max: 4.0 },
            InputChange::Gaps { column: column("n"), rows: 1 },
            InputChange::Levels {
                column: column("c"),
                levels: vec![(column("w"), 2), (column("v"), 1)],
                rows: 3
            },
            InputChange::Missing { column: column("gone") },
            InputChange::Kind { column: column("k") },
            InputChange::New { column: column("fresh") },
        ]
    );
    assert_eq!(changes.iter().filter(|change| change.is_fatal()).count(), 2);
}

#[test]
fn unknown_levels_are_zero_everywhere_and_gaps_too_where_there_were_none() {
    let first = frame(vec![names("c", &["x", "y", "x"])]);
    let preparation =
        Preparation::fit(&first, &[0, 1, 2], &spec(Coding::AllLevels, Scale::Standard), &|| true).unwrap();
    let second = frame(vec![names("c", &["new", "", "y"])]);
    assert_eq!(whole(&preparation, &second).unwrap(), array![[0.0, 0.0], [0.0, 0.0], [0.0, 1.0]]);
}

#[test]
fn columns_that_teach_nothing_are_dropped_with_a_reason() {
    let frame = frame(vec![
        numbers("flat", &[3.0, 3.0, NAN]),
        numbers("empty", &[NAN, NAN, f64::INFINITY]),
        names("one", &["a", "a", "a"]),
        names("none", &["", "", ""]),
        numbers("fine", &[1.0, 2.0, 3.0]),
    ]);
    let preparation =
        Preparation::fit(&frame, &[0, 1, 2], &spec(Coding::AllLevels, Scale::Standard), &|| true).unwrap();
    assert_eq!(output_names(&preparation), ["fine"]);
    let dropped: Vec<_> = preparation.dropped().iter().map(|d| (d.column.as_str(), d.reason)).collect();
    assert_eq!(
        dropped,
        [
            ("flat", DropReason::Constant),
            ("empty", DropReason::AllGaps),
            ("one", DropReason::Constant),
            ("none", DropReason::AllGaps)
        ]
    );
    let empty = Frame { rows: 3, features: frame.features[..4].to_vec() };
    let error = Preparation::fit(&empty, &[0, 1, 2], &spec(Coding::AllLevels, Scale::Standard), &|| true);
    assert_eq!(error.unwrap_err(), LearnError::NoColumns);
    let nobody =
        Preparation::fit(&frame_of_nothing(), &[], &spec(Coding::AllLevels, Scale::Standard), &|| true);
    assert_eq!(nobody.unwrap_err(), LearnError::NoColumns);
}

fn frame_of_nothing() -> Frame {
    frame(vec![numbers("n", &[]), names("c", &[])])
}

#[test]
fn gaps_are_filled_as_told() {
    let frame = frame(vec![
        numbers("mean", &[1.0, NAN, 3.0, 8.0]),
        numbers("often", &[1.0, NAN, 5.0, 5.0]),
        numbers("value", &[1.0, NAN, 3.0, 8.0]),
        numbers("own", &[1.0, NAN, 3.0, 8.0]),
        names("word", &["a", "", "b", "b"]),
        names("most", &["a", "", "b", "b"]),
    ]);
    let fills = [
        ("mean", Fill::Mean),
        ("often", Fill::MostFrequent),
        ("value", Fill::Value("-2".to_owned())),
        ("own", Fill::OwnGroup),
        ("word", Fill::Value("c".to_owned())),
        ("most", Fill::MostFrequent),
    ];
    let fills = fills.map(|(name, fill)| (name.to_owned(), fill)).into();
    let spec = PrepareSpec { fills, coding: Coding::AllLevels, scale: Scale::None, levels: Levels::Usual };
    let preparation = Preparation::fit(&frame, &[0, 1, 2, 3], &spec, &|| true).unwrap();
    assert_eq!(
        output_names(&preparation),
        ["mean", "often", "value", "own", "own=(missing)", "word=a", "word=b", "word=c", "most=a", "most=b"]
    );
    let row = whole(&preparation, &frame).unwrap().row(1).to_vec();
    assert_eq!(row, [4.0, 5.0, -2.0, 3.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0]);
    let fills = [("mean".to_owned(), Fill::Value("many".to_owned()))].into();
    let spec = PrepareSpec { fills, coding: Coding::AllLevels, scale: Scale::None, levels: Levels::Usual };
    let error = Preparation::fit(&frame, &[0, 1], &spec, &|| true).unwrap_err();
    assert!(matches!(error, LearnError::FillNotNumber { .. }));
}

#[test]
fn ten_thousand_levels_give_a_hundred_columns_and_other() {
    // 60 frequent names, 140 that occur three times, and thousands that occur once.
    let cells: Vec<String> = (0..12_000)
        .map(|row| match row {
            0..2_400 => format!("often {:02}", row % 60),
            2_400..2_820 => format!("seldom {:03}", row % 140),
            _ => format!("once {row}"),
        })
        .collect();
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let frame = frame(vec![
        names("city", &cells),
        names("id", &cells[2_900..].iter().chain(&cells[..2_900]).copied().collect::<Vec<_>>()),
    ]);
    let preparation =
        Preparation::fit(&frame, &all(&frame), &spec(Coding::AllLevels, Scale::Standard), &|| true).unwrap();
    assert_eq!(preparation.outputs().len(), 202);
    let outputs = output_names(&preparation);
    assert!(outputs.contains(&"city=often 59") && outputs.contains(&"city=seldom 039"));
    assert!(!outputs.contains(&"city=seldom 040") && outputs.contains(&"city=(other)"));
    let matrix = whole(&preparation, &frame).unwrap();
    assert!(matrix.sum_axis(ndarray::Axis(1)).iter().all(|sum| *sum == 2.0));
    // Names that all differ teach nothing.
    let differ: Vec<u32> = (3_000..5_000).collect();
    let error =
        Preparation::fit(&frame, &differ, &spec(Coding::AllLevels, Scale::Standard), &|| true).unwrap_err();
    assert_eq!(error, LearnError::NoColumns);
    // A level from beyond training counts as other here, and is no news.
    let new = self::frame(vec![names("city", &["nowhere"]), names("id", &["nowhere"])]);
    assert!(preparation.compare(&new).is_empty());
    assert_eq!(whole(&preparation, &new).unwrap().sum(), 2.0);
}

#[test]
fn many_categories_share_the_room_there_is() {
    assert_eq!(level_limit(45_211, 9, 7, LEVELS), 100);
    assert_eq!(level_limit(1_000_000, 20, 30, LEVELS), 8);
    assert_eq!(level_limit(1_000_000_000, 500, 500, LEVELS), 2);
    assert_eq!(level_limit(0, 0, 0, LEVELS), 100);
}

#[test]
fn log_scale_takes_only_columns_without_negatives() {
    let frame = frame(vec![numbers("spend", &[0.0, 1.0, 99.0]), numbers("change", &[-1.0, 0.0, 1.0])]);
    let preparation =
        Preparation::fit(&frame, &[0, 1, 2], &spec(Coding::AllLevels, Scale::Log), &|| true).unwrap();
    let found = whole(&preparation, &frame).unwrap();
    let logs = [0.0, 2.0_f64.ln(), 100.0_f64.ln()];
    let mean = logs.iter().sum::<f64>() / 3.0;
    let deviation = (logs.iter().map(|l| (l - mean).powi(2)).sum::<f64>() / 3.0).sqrt();
    for (row, log) in logs.iter().enumerate() {
        assert!((found[(row, 0)] - (log - mean) / deviation).abs() < 1e-12);
    }
    let third = (2.0_f64 / 3.0).sqrt();
    assert!((found[(0, 1)] + 1.0 / third).abs() < 1e-12);
    // A negative value in a new file counts as 0, the smallest there can be.
    let new = self::frame(vec![numbers("spend", &[-5.0]), numbers("change", &[0.0])]);
    assert_eq!(whole(&preparation, &new).unwrap()[(0, 0)], found[(0, 0)]);
}

#[test]
fn giants_stay_finite() {
    let frame = frame(vec![numbers("n", &[1e308, -1e308, 5.0, NAN])]);
    for scale in [Scale::None, Scale::Standard, Scale::Log] {
        let preparation =
            Preparation::fit(&frame, &[0, 1, 2, 3], &spec(Coding::AllLevels, scale), &|| true).unwrap();
        assert!(whole(&preparation, &frame).unwrap().iter().all(|value| value.is_finite()));
    }
}

#[test]
fn survives_saving() {
    let frame = frame(vec![numbers("n", &[0.1, 0.2, NAN]), names("c", &["x", "", "y"])]);
    let preparation =
        Preparation::fit(&frame, &[0, 1, 2], &spec(Coding::AllLevels, Scale::Standard), &|| true).unwrap();
    let saved = serde_json::to_string(&preparation).unwrap();
    let loaded: Preparation = serde_json::from_str(&saved).unwrap();
    assert_eq!(loaded, preparation);
    assert_eq!(whole(&loaded, &frame).unwrap(), whole(&preparation, &frame).unwrap());
}

#[test]
fn rows_that_are_not_there_and_ragged_frames_are_refused() {
    let fine = frame(vec![numbers("n", &[1.0, 2.0])]);
    let spec = spec(Coding::AllLevels, Scale::None);
    assert!(matches!(Preparation::fit(&fine, &[0, 2], &spec, &|| true), Err(LearnError::Shape { .. })));
    let ragged = Frame { rows: 3, features: fine.features };
    assert!(matches!(Preparation::fit(&ragged, &[0], &spec, &|| true), Err(LearnError::Shape { .. })));
}

#[test]
fn more_columns_than_anything_is_learned_from_are_refused_before_they_are_made() {
    let values = || FeatureValues::Category {
        codes: (0..30).map(|row| row % 3).collect(),
        levels: ["a", "b", "c"].map(str::to_owned).to_vec(),
    };
    let frame = |columns: usize| Frame {
        rows: 30,
        features: (0..columns)
            .map(|column| Feature { name: format!("c{column}"), values: values() })
            .collect(),
    };
    let rows: Vec<u32> = (0..30).collect();
    let fit =
        |frame: &Frame| Preparation::fit(frame, &rows, &spec(Coding::AllLevels, Scale::Standard), &|| true);
    // Of so many categories each keeps two values.
    let refused = fit(&frame(25_001)).unwrap_err();
    assert_eq!(refused, LearnError::ManyOutputs { found: 50_002, most: 50_000 });
    // What is just allowed is prepared and bound in no time.
    let frame = frame(16_000);
    let prepared = fit(&frame).unwrap();
    let design = prepared.design(&frame, &rows, &|| true).unwrap();
    assert_eq!(design.width(), prepared.outputs().len());
    // What is said of outputs one by one is what is said of all.
    let (units, steps): (Vec<_>, Vec<_>) = (prepared.units().collect(), prepared.steps().collect());
    assert_eq!((units.len(), steps.len()), (design.width(), design.width()));
    assert_eq!(prepared.unit(7), units[7]);
}

/// 300 levels: level n has n / 30 rows, so that 30 of them have 0, and 30 each have 1, 2, … 9.
#[test]
fn many_levels_are_told_apart_where_a_model_learns_tables_of_them() {
    let codes: Vec<u32> =
        (0..300_u32).flat_map(|level| std::iter::repeat_n(level, (level / 30) as usize)).collect();
    let words: Vec<String> = (0..300).map(|level| format!("{level:03}")).collect();
    let rows: Vec<u32> = (0..codes.len() as u32).collect();
    let values = FeatureValues::Category { codes, levels: words };
    let frame = Frame { rows: rows.len(), features: vec![Feature { name: "shop".to_owned(), values }] };
    let outputs = |levels| {
        let spec = PrepareSpec { levels, ..spec(Coding::AllLevels, Scale::None) };
        Preparation::fit(&frame, &rows, &spec, &|| true).unwrap().outputs().len()
    };
    // The 100 most frequent and the others; those of five rows or more and the others.
    assert_eq!(outputs(Levels::Usual), 101);
    assert_eq!(outputs(Levels::Many), 5 * 30 + 1);
}
