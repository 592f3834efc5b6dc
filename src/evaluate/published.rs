//! Figures of two small made examples against those that scikit-learn 1.7.2 prints for the same rows.

use super::*;
use crate::domain::recipe::Wording;

const DRAWS: Draws<'static> = Draws { seed: 1, go_on: &|| true };

fn close(found: f64, published: f64) {
    assert!((found - published).abs() < 1e-12, "{found} is not {published}");
}

/// Row k of 30 has the chance (37 k mod 101) / 100 and is a yes where 13 k² mod 17 is below 6.
fn chances() -> (Vec<f64>, Vec<bool>) {
    (1..=30u32).map(|k| (f64::from(k * 37 % 101) / 100.0, k * k * 13 % 17 < 6)).unzip()
}

#[test]
fn yes_no_figures() {
    let (scores, truth) = chances();
    let part = Scored { scores: &scores, truth: &truth };
    let parts = YesNoParts { train: part, valid: None, test: Some(part), baseline: &[0.4; 30] };
    let report = yes_no_report(&parts, "yes", Wording::Buy, DRAWS);
    let test = report.metrics.test.unwrap();
    // roc_auc_score, average_precision_score, brier_score_loss, log_loss
    close(test.auc, 0.652_777_777_777_777_9);
    close(test.average_precision, 0.597_228_573_320_838_8);
    close(test.brier, 0.264_273_333_333_333_36);
    close(test.log_loss, 0.779_271_043_676_739_7);
    // accuracy_score, precision_score, recall_score, f1_score at 0.5
    close(test.accuracy, 0.6);
    close(test.precision, 0.5);
    close(test.recall, 2.0 / 3.0);
    close(test.f1, 0.571_428_571_428_571_4);
    close(report.confusion.precision(), test.precision);
    close(report.confusion.recall(), test.recall);
    close(report.confusion.f1(), test.f1);
    for (found, shown) in [
        (report.detail.intervals.average_precision, test.average_precision),
        (report.detail.intervals.brier, test.brier),
        (report.detail.intervals.log_loss, test.log_loss),
        (report.detail.intervals.accuracy, test.accuracy),
        (report.detail.intervals.precision, test.precision),
        (report.detail.intervals.recall, test.recall),
        (report.detail.intervals.f1, test.f1),
    ] {
        let found = found.unwrap();
        close(found.value, shown);
        assert!(found.low < shown && shown < found.high, "{found:?}");
    }
}

#[test]
fn precision_recall_curve() {
    let (scores, truth) = chances();
    let found = precision_recall(&scores, &truth);
    // 31 points, of which scikit-learn's first of recall 0 stands for nobody.
    assert_eq!(found.len(), 30);
    let last = [
        [0.833_333_333_333_333_4, 0.434_782_608_695_652_16],
        [0.916_666_666_666_666_6, 0.458_333_333_333_333_3],
        [0.916_666_666_666_666_6, 0.44],
        [0.916_666_666_666_666_6, 0.423_076_923_076_923_1],
        [0.916_666_666_666_666_6, 0.407_407_407_407_407_4],
        [0.916_666_666_666_666_6, 0.392_857_142_857_142_85],
        [1.0, 0.413_793_103_448_275_86],
        [1.0, 0.4],
    ];
    for (found, published) in found[22..].iter().zip(last) {
        close(found[0], published[0]);
        close(found[1], published[1]);
    }
}

/// `calibration_curve(strategy="quantile", n_bins=10)`, lowest bin first.
#[test]
fn calibration_curve() {
    let (scores, truth) = chances();
    let found = calibration(&ranked(&scores, &truth), &tenths(&scores, &truth)).unwrap();
    let third = 1.0 / 3.0;
    let came = [third, 0.0, third, third, 2.0 * third, 0.0, 2.0 * third, 2.0 * third, third, 2.0 * third];
    let said = [
        0.063_333_333_333_333_34,
        0.163_333_333_333_333_33,
        0.263_333_333_333_333_36,
        0.366_666_666_666_666_7,
        0.466_666_666_666_666_6,
        0.566_666_666_666_666_7,
        0.666_666_666_666_666_7,
        0.77,
        0.87,
        0.970_000_000_000_000_1,
    ];
    for ((bin, came), said) in found.bins.iter().rev().zip(came).zip(said) {
        close(bin.rate.value, came);
        close(bin.chance, said);
    }
    // The mean of their distances, as bins are equally large.
    close(found.error, 0.224_666_666_666_666_7);
}

/// Row k of 30 is predicted (37 k mod 101) / 10 and lies (13 k² mod 17 − 8) / 4 above it.
#[test]
fn number_figures() {
    let (values, truth): (Vec<f64>, Vec<f64>) = (1..=30u32)
        .map(|k| {
            let value = f64::from(k * 37 % 101) / 10.0;
            (value, value + (f64::from(k * k * 13 % 17) - 8.0) / 4.0)
        })
        .unzip();
    let part = Predicted { values: &values, truth: &truth };
    let mean = truth.iter().sum::<f64>() / 30.0;
    let parts = NumberParts { train: part, valid: None, test: Some(part), baseline: &[mean; 30] };
    let report = number_report(&parts, DRAWS);
    let test = report.metrics.test.unwrap();
    // mean_absolute_error, root_mean_squared_error, r2_score
    close(test.mae, 1.175);
    close(test.rmse, 1.370_066_908_341_827_5);
    close(test.r2, 0.771_718_806_215_194_1);
    // mean_absolute_error of three rows each, the largest predictions first, in twelfths.
    for (tenth, twelfths) in report.detail.tenths.iter().zip([19, 11, 11, 10, 13, 12, 18, 17, 16, 14]) {
        close(tenth.mae.value, f64::from(twelfths) / 12.0);
    }
}
