use ndarray::{Array2, array};

use super::*;
use crate::domain::frame::{Feature, FeatureValues, GAP};
use crate::domain::message::Message;
use crate::domain::report::Trait;

/// Six customers in two groups: incomes 10, 12, 14 against 30, 32 (one more without), all of the first in Rome.
fn frame() -> Frame {
    Frame {
        rows: 6,
        features: vec![
            Feature {
                name: "income".into(),
                values: FeatureValues::Number(vec![10.0, 12.0, 14.0, 30.0, 32.0, f64::NAN]),
            },
            Feature {
                name: "city".into(),
                values: FeatureValues::Category {
                    codes: vec![1, 1, 1, 0, 0, GAP],
                    levels: vec!["Oslo".into(), "Rome".into()],
                },
            },
            Feature {
                name: "day".into(),
                values: FeatureValues::Number(vec![1.0, 1.0, 1.0, 900.0, 900.0, 900.0]),
            },
        ],
    }
}

fn report_of(frame: &Frame) -> SegmentReport {
    let x = array![[-1.0], [0.0], [1.0], [9.0], [10.0], [11.0]];
    let centres = array![[0.0], [10.0]];
    segment_report(&SegmentInput {
        x: x.view(),
        assignment: &[0, 0, 0, 1, 1, 1],
        centres: centres.view(),
        sources: &[],
        frame,
        kinds: &[Kind::Number, Kind::Category, Kind::Date],
        tried: &[],
        stability: None,
        seed: 1,
    })
}

#[test]
fn figures_by_hand() {
    let report = report_of(&frame());
    assert_eq!((report.k, report.silhouette_rows), (2, 6));
    assert_eq!(report.inertia, 4.0);
    assert_eq!(
        report.segments.iter().map(|s| (s.number, s.rows, s.share)).collect::<Vec<_>>(),
        vec![(1, 3, 0.5), (2, 3, 0.5)]
    );
    // rows −1, 0, 1: own mean distance 1.5, 1, 1.5; other mean distance 11, 10, 9
    let first = (9.5 / 11.0 + 9.0 / 10.0 + 7.5 / 9.0) / 3.0;
    assert!((report.segments[0].silhouette - first).abs() < 1e-12);
    assert!((report.silhouette - first).abs() < 1e-12, "mirror image");
    assert_eq!(report.map.len(), 6);
    assert_eq!(report.map_share, 1.0);
    // The same three silhouettes twice: twice their sum of squares over n − 1 = 5, by n = 6.
    let widths = [9.5 / 11.0, 9.0 / 10.0, 7.5 / 9.0];
    let squares: f64 = widths.iter().map(|width: &f64| (width - first).powi(2)).sum();
    let half = 1.959_963_984_540_054 * (2.0 * squares / 5.0 / 6.0).sqrt();
    let range = report.silhouette_range;
    assert!((range.low - (first - half)).abs() < 1e-12 && (range.high - (first + half)).abs() < 1e-12);
    assert_eq!(mean_silhouette(&[0.9, 0.2]).high, 1.0);
    assert_eq!((mean_silhouette(&[0.9]).low, mean_silhouette(&[0.9]).high), (-1.0, 1.0));
}

#[test]
fn profile_by_hand() {
    let report = report_of(&frame());
    let income = report.profile.iter().find(|row| row.label == "income").unwrap();
    assert_eq!(income.values, vec![12.0, 31.0]);
    assert!((income.overall - 19.6).abs() < 1e-12);
    // squares around 19.6: 92.16 57.76 31.36 108.16 153.76
    let spread = (443.2f64 / 4.0).sqrt();
    assert!((income.z[0] - (12.0 - 19.6) / spread).abs() < 1e-12);
    let city: Vec<_> = report.profile.iter().filter(|row| row.is_share).collect();
    assert_eq!(city.len(), 1, "two values say the same");
    assert_eq!(city[0].label, "city = Rome");
    assert_eq!((city[0].overall, city[0].values.as_slice()), (0.5, [1.0, 0.0].as_slice()));
    assert_eq!(city[0].z, vec![1.0, -1.0]);
    assert!(report.profile.iter().all(|row| row.label != "day"), "days have no average to show");
}

#[test]
fn traits_name_the_segments() {
    let report = report_of(&frame());
    assert_eq!(
        report.segments[0].traits[0],
        Trait::Category { column: "city".into(), value: "Rome".into(), share: 1.0, usual: 0.5 }
    );
    assert!(
        matches!(&report.segments[0].traits[1], Trait::Number { column, z, .. } if column == "income" && *z < -0.5)
    );
    assert_eq!(report.segments[0].name.id, "verdict-segment-two");
    // two of three from Oslo, usual 2 of 6
    assert!(report.segments[1].traits.contains(&Trait::Category {
        column: "city".into(),
        value: "Oslo".into(),
        share: 2.0 / 3.0,
        usual: 1.0 / 3.0
    }));
    // x and income rise together, and city follows as closely as two values can
    assert!(report.axis_x.iter().any(|(name, rises)| name == "income" && *rises), "{:?}", report.axis_x);
}

#[test]
fn equal_names_get_numbers() {
    let high = || vec![Trait::Number { column: "a".into(), mean: 1.0, z: 2.0 }];
    let names = naming::names(&[high(), Vec::new(), high()]);
    assert_eq!(names[1], Message::new("verdict-segment-usual"));
    assert_eq!(names[0].id, "verdict-segment-numbered");
    assert_ne!(names[0], names[2]);
}

#[test]
fn clouds_beat_shuffled_copies_and_noise_does_not() {
    let cloud = |apart: f64| -> (Array2<f64>, Vec<u32>) {
        let mut chance = super::super::sample::generator(8);
        let normal = rand_distr::StandardNormal;
        let groups: Vec<u32> = (0..240).map(|i| i % 3).collect();
        let mut x: Array2<f64> =
            Array2::from_shape_fn((240, 3), |_| rand::Rng::sample::<f64, _>(&mut chance, normal));
        for (row, group) in groups.iter().enumerate() {
            x[[row, *group as usize]] += apart;
        }
        (x, groups)
    };
    let report = |apart: f64| {
        let (x, groups) = cloud(apart);
        let centres = Array2::zeros((3, 3));
        segment_report(&SegmentInput {
            x: x.view(),
            assignment: &groups,
            centres: centres.view(),
            sources: &[],
            frame: &Frame { rows: 240, features: vec![] },
            kinds: &[],
            tried: &[],
            stability: None,
            seed: 3,
        })
    };
    let clear = report(9.0);
    assert!(
        clear.silhouette > clear.silhouette_shuffled,
        "{} {}",
        clear.silhouette,
        clear.silhouette_shuffled
    );
    let noise = report(0.0);
    assert!(noise.silhouette <= noise.silhouette_shuffled);
}
