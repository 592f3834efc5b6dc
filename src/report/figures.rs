//! The figures of a chart as lines of cells between tabs, to be pasted into a spreadsheet. Numbers are written in full,
//! with a point, in every language.

use super::Translator;
use super::picture::confusion;
use super::tables::SHOWN_GROUP;
use crate::domain::chart::Chart;
use crate::domain::event::CurvePoint;
use crate::domain::message::Message;
use crate::domain::report::{
    CategoryReport, Estimate, NumberReport, RunReport, SegmentReport, TaskReport, YesNoReport,
};
use crate::evaluate::calibration_bins;

/// Names above, rows below.
pub(super) struct Sheet<'a> {
    words: Translator<'a>,
    pub(super) text: String,
}

impl<'a> Sheet<'a> {
    fn new(words: Translator<'a>, heads: &[&'static str]) -> Self {
        let heads: Vec<Message> = heads.iter().map(|head| Message::new(head)).collect();
        Self::named(words, &heads)
    }

    /// The same with names that hold names of the table.
    pub(super) fn named(words: Translator<'a>, heads: &[Message]) -> Self {
        let mut sheet = Self { words, text: String::new() };
        let heads: Vec<String> = heads.iter().map(|head| sheet.said(head)).collect();
        sheet.row(&heads);
        sheet
    }

    fn said(&self, message: &Message) -> String {
        (self.words)(message)
    }

    pub(super) fn row(&mut self, cells: &[String]) {
        // A cell may hold what would end it.
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect();
        self.text.push_str(&cells.join("\t"));
        self.text.push('\n');
    }

    fn numbers(&mut self, cells: &[f64]) {
        let cells: Vec<String> = cells.iter().copied().map(written).collect();
        self.row(&cells);
    }
}

/// Nothing where there is no number.
pub(super) fn written(value: f64) -> String {
    if value.is_finite() { value.to_string() } else { String::new() }
}

fn ends(of: Option<Estimate>) -> [f64; 2] {
    of.map_or([f64::NAN; 2], |of| [of.low, of.high])
}

/// The figures of a chart; none for a chart that this run does not have.
pub(super) fn tsv(run: &RunReport, chart: Chart, words: Translator<'_>) -> Option<String> {
    match (&run.task, chart) {
        (_, Chart::Curve) => curve(&run.curve, words),
        (_, Chart::Drivers) if !run.drivers.is_empty() => {
            let mut sheet = Sheet::new(words, &["chart-col-input", "chart-col-effect"]);
            for driver in &run.drivers {
                sheet.row(&[driver.name.clone(), written(driver.effect)]);
            }
            Some(sheet.text)
        }
        (TaskReport::YesNo(report), _) => yes_no(report, chart, words),
        (TaskReport::Number(report), _) => number(report, chart, words),
        (TaskReport::Category(report), _) => category(report, chart, words),
        (TaskReport::Segments(report), _) => segments(report, chart, words),
    }
}

/// Losses by pass; none without points.
pub(super) fn curve(points: &[CurvePoint], words: Translator<'_>) -> Option<String> {
    let mut sheet = Sheet::new(words, &["chart-col-pass", "chart-col-learn", "chart-col-check"]);
    for point in points {
        sheet.numbers(&[f64::from(point.iteration), point.train, point.valid.unwrap_or(f64::NAN)]);
    }
    (!points.is_empty()).then_some(sheet.text)
}

fn yes_no(report: &YesNoReport, chart: Chart, words: Translator<'_>) -> Option<String> {
    let pairs = |points: &[[f64; 2]], heads: &[&'static str]| {
        let mut sheet = Sheet::new(words, heads);
        for point in points {
            sheet.numbers(point);
        }
        (!points.is_empty()).then_some(sheet.text)
    };
    match chart {
        Chart::Tenths => {
            let heads = ["chart-col-tenth", "chart-col-customers", "chart-col-yes", "chart-col-chance"];
            let mut sheet = Sheet::new(words, &heads);
            for (place, tenth) in report.tenths.iter().enumerate() {
                let counts = [(place + 1) as f64, tenth.rows as f64, tenth.positives as f64];
                sheet.numbers(&[&counts[..], &[tenth.mean_score]].concat());
            }
            (!report.tenths.is_empty()).then_some(sheet.text)
        }
        Chart::Roc => pairs(&report.roc, &["chart-col-false-positives", "chart-col-true-positives"]),
        Chart::PrecisionRecall => {
            pairs(&report.detail.precision_recall, &["report-recall", "report-precision"])
        }
        Chart::Gains | Chart::Lift if !report.detail.reach.is_empty() => {
            let figure = if chart == Chart::Gains { "chart-col-reached" } else { "chart-col-lift" };
            let mut sheet =
                Sheet::new(words, &["chart-col-contacted", figure, "chart-col-low", "chart-col-high"]);
            for cut in &report.detail.reach {
                let of = if chart == Chart::Gains { cut.gain } else { cut.lift };
                sheet.numbers(&[cut.share, of.value, of.low, of.high]);
            }
            Some(sheet.text)
        }
        Chart::Gains => pairs(&report.gains, &["chart-col-contacted", "chart-col-reached"]),
        Chart::Heads { called } => {
            let counts = confusion(report, called);
            let mut sheet = Sheet::new(words, &["chart-col-who", "chart-col-customers"]);
            for (who, count) in [
                ("report-heads-hit", counts.true_positive),
                ("report-heads-disturbed", counts.false_positive),
                ("report-heads-missed", counts.false_negative),
                ("report-heads-left", counts.true_negative),
            ] {
                let who = sheet.said(&Message::new(who));
                sheet.row(&[who, count.to_string()]);
            }
            (!report.ranked.is_empty()).then_some(sheet.text)
        }
        Chart::Honesty => {
            let bins = &report.detail.calibration.as_ref()?.bins;
            Some(honesty(bins, words))
        }
        _ => None,
    }
}

fn honesty(bins: &[crate::domain::detail::CalibrationBin], words: Translator<'_>) -> String {
    let heads =
        ["chart-col-customers", "chart-col-chance", "chart-col-came", "chart-col-low", "chart-col-high"];
    let mut sheet = Sheet::new(words, &heads);
    for bin in bins {
        sheet.numbers(&[bin.rows as f64, bin.chance, bin.rate.value, bin.rate.low, bin.rate.high]);
    }
    sheet.text
}

fn number(report: &NumberReport, chart: Chart, words: Translator<'_>) -> Option<String> {
    match chart {
        Chart::Points => {
            let mut sheet = Sheet::new(words, &["chart-col-predicted", "chart-col-actual"]);
            for point in &report.points {
                sheet.numbers(point);
            }
            (!report.points.is_empty()).then_some(sheet.text)
        }
        Chart::NumberTenths => {
            let mut sheet =
                Sheet::new(words, &["chart-col-tenth", "chart-col-predicted", "chart-col-actual"]);
            for (place, (predicted, actual)) in report.tenths.iter().enumerate() {
                sheet.numbers(&[(place + 1) as f64, *predicted, *actual]);
            }
            (!report.tenths.is_empty()).then_some(sheet.text)
        }
        Chart::Misses => {
            let misses = &report.detail.misses;
            let mut sheet = Sheet::new(words, &["chart-col-from", "chart-col-to", "chart-col-customers"]);
            let edge = |bin: usize| misses.start + misses.width * bin as f64;
            let inside = misses.bins.iter().enumerate().map(|(bin, n)| (edge(bin), edge(bin + 1), *n));
            let below = (f64::NAN, edge(0), misses.below);
            let above = (edge(misses.bins.len()), f64::NAN, misses.above);
            for (from, to, n) in std::iter::once(below).chain(inside).chain([above]) {
                sheet.numbers(&[from, to, n as f64]);
            }
            (!misses.bins.is_empty()).then_some(sheet.text)
        }
        Chart::MissTenths => {
            let heads = [
                "chart-col-tenth",
                "chart-col-customers",
                "chart-col-predicted",
                "report-mae",
                "chart-col-low",
                "chart-col-high",
            ];
            let mut sheet = Sheet::new(words, &heads);
            for (place, tenth) in report.detail.tenths.iter().enumerate() {
                let [low, high] = ends(Some(tenth.mae));
                let place = (place + 1) as f64;
                sheet.numbers(&[place, tenth.rows as f64, tenth.predicted, tenth.mae.value, low, high]);
            }
            (!report.detail.tenths.is_empty()).then_some(sheet.text)
        }
        _ => None,
    }
}

fn category(report: &CategoryReport, chart: Chart, words: Translator<'_>) -> Option<String> {
    let shown = || report.mixed.shown.iter().filter_map(|class| report.classes.get(*class));
    match chart {
        Chart::Mixed => {
            let mut names: Vec<String> = shown().map(|class| class.class.clone()).collect();
            let mut sheet = Sheet { words, text: String::new() };
            if report.mixed.others > 0 {
                names.push(sheet.said(&Message::new("category-others").count("n", report.mixed.others)));
            }
            let corner = [Message::new("category-came"), Message::new("category-said")];
            let corner = corner.map(|word| sheet.said(&word)).join(" \\ ");
            let head: Vec<String> = std::iter::once(corner).chain(names.iter().cloned()).collect();
            sheet.row(&head);
            for (name, counts) in names.iter().zip(&report.mixed.counts) {
                let counts = counts.iter().map(usize::to_string);
                let row: Vec<String> = std::iter::once(name.clone()).chain(counts).collect();
                sheet.row(&row);
            }
            (!names.is_empty()).then_some(sheet.text)
        }
        Chart::ByAnswer => {
            let heads = [
                "category-answer",
                "category-expected",
                "category-came",
                "category-said",
                "category-right",
                "report-precision",
                "report-recall",
                "report-auc",
            ];
            let mut sheet = Sheet::new(words, &heads);
            for class in &report.classes {
                let figures = [
                    class.expected,
                    class.rows as f64,
                    class.said as f64,
                    class.right as f64,
                    class.precision(),
                    class.recall(),
                    class.auc,
                ];
                let row: Vec<String> =
                    std::iter::once(class.class.clone()).chain(figures.map(written)).collect();
                sheet.row(&row);
            }
            Some(sheet.text)
        }
        Chart::SureTenths if !report.tenths.is_empty() => {
            Some(honesty(&calibration_bins(&report.tenths), words))
        }
        Chart::ClassDrivers if !report.drivers.is_empty() => {
            let mut sheet = Sheet { words, text: String::new() };
            let input = sheet.said(&Message::new("chart-col-input"));
            let classes = report.classes.iter().map(|class| class.class.clone());
            let head: Vec<String> = std::iter::once(input).chain(classes).collect();
            sheet.row(&head);
            for driver in &report.drivers {
                let effects = driver.effects.iter().copied().map(written);
                let row: Vec<String> = std::iter::once(driver.name.clone()).chain(effects).collect();
                sheet.row(&row);
            }
            Some(sheet.text)
        }
        _ => None,
    }
}

fn segments(report: &SegmentReport, chart: Chart, words: Translator<'_>) -> Option<String> {
    match chart {
        Chart::Map => {
            let heads = ["chart-col-x", "chart-col-y", "chart-col-segment"];
            let mut sheet = Sheet::new(words, &heads);
            for point in &report.map {
                sheet.numbers(&[point.x, point.y, f64::from(point.segment) + 1.0]);
            }
            (!report.map.is_empty()).then_some(sheet.text)
        }
        Chart::Tried => {
            let heads = ["report-tried-k", "report-silhouette", "chart-col-low", "chart-col-high"];
            let mut sheet = Sheet::new(words, &heads);
            for tried in &report.tried {
                let [low, high] = ends(Some(tried.silhouette));
                sheet.numbers(&[f64::from(tried.k), tried.silhouette.value, low, high]);
            }
            (!report.tried.is_empty()).then_some(sheet.text)
        }
        Chart::Profile => {
            let mut sheet = Sheet { words, text: String::new() };
            let [column, all] =
                ["report-profile-column", "report-profile-all"].map(|id| sheet.said(&Message::new(id)));
            let names = report.segments.iter().map(|segment| sheet.said(&segment.name));
            let head: Vec<String> = [column, all].into_iter().chain(names).collect();
            sheet.row(&head);
            for row in &report.profile {
                // Groups of a few are not described, so that nobody can be picked out.
                let own = row.values.iter().zip(&report.segments);
                let own = own.map(|(value, of)| if of.rows < SHOWN_GROUP { f64::NAN } else { *value });
                let values = std::iter::once(row.overall).chain(own).map(written);
                let line: Vec<String> = std::iter::once(row.label.clone()).chain(values).collect();
                sheet.row(&line);
            }
            (!report.profile.is_empty()).then_some(sheet.text)
        }
        _ => None,
    }
}
