//! Every chart of every kind of run as a picture and as figures, over hostile names and in both languages.

use super::tests::{HOSTILE, number, run, segments, well_formed, yes_no};
use super::*;
use crate::domain::recipe::ModelChoice;
use crate::domain::report::{ClassDriver, TaskReport};
use crate::evaluate::spoken::Spoken;
use crate::evaluate::{CategoryParts, Draws, Guessed, category_report, category_verdict};

const YES_NO: [Chart; 9] = [
    Chart::Tenths,
    Chart::Roc,
    Chart::PrecisionRecall,
    Chart::Gains,
    Chart::Lift,
    Chart::Heads { called: 60 },
    Chart::Honesty,
    Chart::Drivers,
    Chart::Curve,
];
const NUMBER: [Chart; 6] =
    [Chart::Points, Chart::Misses, Chart::NumberTenths, Chart::MissTenths, Chart::Drivers, Chart::Curve];
const CATEGORY: [Chart; 5] =
    [Chart::Mixed, Chart::ByAnswer, Chart::SureTenths, Chart::ClassDrivers, Chart::Curve];
const SEGMENTS: [Chart; 4] = [Chart::Map, Chart::Profile, Chart::Tried, Chart::Curve];

/// 14 answers; every tenth row is taken for the first.
fn category(name: &str) -> RunReport {
    let names: Vec<String> = (0..14).map(|class| format!("{name} {class:02}")).collect();
    let truth: Vec<u16> = (0..700).map(|row| (row % 14) as u16).collect();
    let mut chances = vec![0.02; 700 * 14];
    for (row, class) in truth.iter().enumerate() {
        chances[row * 14 + if row % 10 == 0 { 0 } else { usize::from(*class) }] = 0.74;
    }
    let judged = Guessed { chances: &chances, truth: &truth };
    let parts = CategoryParts { train: judged, valid: None, test: Some(judged) };
    let mut report = category_report(&parts, &names, &[1.0 / 14.0; 14], Draws { seed: 1, go_on: &|| true });
    let effects = (0..14).map(|class| f64::from(class) / 7.0 - 1.0).collect();
    report.drivers = vec![ClassDriver { name: name.to_owned(), effects }];
    let verdict = category_verdict(&report, None);
    let mut run = run(ModelChoice::Logistic, TaskReport::Category(report), verdict, name);
    run.drivers.clear();
    run
}

fn runs(name: &str) -> [(RunReport, &'static [Chart]); 4] {
    [
        (yes_no(600, name, name), &YES_NO),
        (number(600, name), &NUMBER),
        (category(name), &CATEGORY),
        (segments(name), &SEGMENTS),
    ]
}

fn svg(run: &RunReport, chart: Chart, language: &str) -> Option<String> {
    let spoken = Spoken::new(language);
    chart_svg(run, chart, &|message| spoken.say(message), language)
}

fn figures(run: &RunReport, chart: Chart) -> Option<String> {
    let spoken = Spoken::new("en");
    chart_figures(run, chart, &|message| spoken.say(message))
}

fn cells(run: &RunReport, chart: Chart) -> Vec<Vec<String>> {
    let text = figures(run, chart).unwrap();
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn every_chart_is_a_picture_that_needs_nothing_beside_it() {
    for (run, charts) in runs(HOSTILE) {
        for chart in charts {
            for language in ["en", "zh-CN"] {
                let Some(picture) = svg(&run, *chart, language) else { unreachable!("{chart:?}") };
                let (prolog, picture) = picture.split_once('\n').unwrap();
                assert_eq!(prolog, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
                assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""), "{chart:?}");
                well_formed(picture);
                for foreign in ["var(", "currentColor", "<script", "href", "url(", "@import", "\u{1}"] {
                    assert!(!picture.contains(foreign), "{chart:?} holds {foreign}");
                }
                // One root, with its colours written out; title and description for those who do not see it.
                assert_eq!(picture.matches("<svg").count(), 1);
                assert!(
                    picture.contains("#FFFFFF")
                        && picture.contains("</title>")
                        && picture.contains("</desc>")
                );
                let named = picture.split_once("aria-labelledby=\"").unwrap().1.split_once('"').unwrap().0;
                for id in named.split(' ') {
                    assert_eq!(picture.matches(&format!("id=\"{id}\"")).count(), 1, "{chart:?} {id}");
                }
            }
        }
    }
}

#[test]
fn a_run_has_only_its_own_charts() {
    let all = runs("plain");
    for (run, charts) in &all {
        for (_, others) in &all {
            for chart in others.iter().filter(|chart| !charts.contains(chart)) {
                assert_eq!((svg(run, *chart, "en"), figures(run, *chart)), (None, None), "{chart:?}");
            }
        }
    }
    // Every miss is the same: there is no histogram.
    let mut same = number(600, "plain");
    let TaskReport::Number(report) = &mut same.task else { unreachable!() };
    report.detail.misses = crate::domain::detail::Misses::default();
    assert_eq!((svg(&same, Chart::Misses, "en"), figures(&same, Chart::Misses)), (None, None));
}

/// The figures are those of the report, cell by cell.
#[test]
fn figures_are_those_of_the_report() {
    let [(yes_no, _), (number, _), (category, _), (segments, _)] = runs("a\tb\nc");
    let (TaskReport::YesNo(of_yes_no), TaskReport::Number(of_number)) = (&yes_no.task, &number.task) else {
        unreachable!()
    };
    let tenths = cells(&yes_no, Chart::Tenths);
    assert_eq!(tenths[0], ["Tenth", "Customers", "Yes", "Mean chance given"]);
    for (line, tenth) in tenths[1..].iter().zip(&of_yes_no.tenths) {
        assert_eq!(line[1..3], [tenth.rows.to_string(), tenth.positives.to_string()]);
        assert_eq!(line[3].parse::<f64>().unwrap(), tenth.mean_score);
    }
    let heads = cells(&yes_no, Chart::Heads { called: 60 });
    let counts: Vec<usize> = heads[1..].iter().map(|line| line[1].parse().unwrap()).collect();
    let hits = of_yes_no.ranked[..60].iter().filter(|row| row.1).count();
    let yes = of_yes_no.ranked.iter().filter(|row| row.1).count();
    assert_eq!(counts, [hits, 60 - hits, yes - hits, 540 - (yes - hits)]);
    // Beyond the list everybody is called.
    assert_eq!(cells(&yes_no, Chart::Heads { called: 9_999 })[1][1], yes.to_string());
    let gains = cells(&yes_no, Chart::Gains);
    assert_eq!((gains.len(), gains[10][0].as_str()), (101, "0.1"));
    assert_eq!(gains[10][1].parse::<f64>().unwrap(), of_yes_no.detail.reach[9].gain.value);
    let misses = cells(&number, Chart::Misses);
    let counted: usize = misses[1..].iter().map(|line| line[2].parse::<usize>().unwrap()).sum();
    assert_eq!(counted, 600);
    assert_eq!((misses[1][0].as_str(), misses.last().unwrap()[1].as_str()), ("", ""), "open at both ends");
    assert_eq!(cells(&number, Chart::Points).len(), of_number.points.len() + 1);
    // A name with a tab or a line break stays one cell.
    let drivers = cells(&category, Chart::ClassDrivers);
    assert_eq!((drivers.len(), drivers[0].len(), drivers[1][0].as_str()), (2, 15, "a b c"));
    let mixed = cells(&category, Chart::Mixed);
    assert_eq!((mixed.len(), mixed[0].len(), mixed[1][0].as_str()), (14, 14, "a b c 00"));
    assert_eq!(mixed[0][13], "2 other answers");
    let all: usize = mixed[1..].iter().flat_map(|line| &line[1..]).map(|n| n.parse::<usize>().unwrap()).sum();
    assert_eq!(all, 700);
    let TaskReport::Segments(of_segments) = &segments.task else { unreachable!() };
    let tried = cells(&segments, Chart::Tried);
    assert_eq!((tried.len(), tried[3][0].as_str()), (of_segments.tried.len() + 1, "4"));
    for (line, tried) in tried[1..].iter().zip(&of_segments.tried) {
        let found: Vec<f64> = line[1..].iter().map(|cell| cell.parse().unwrap()).collect();
        assert_eq!(found, [tried.silhouette.value, tried.silhouette.low, tried.silhouette.high]);
    }
    // The fourth group has five customers: nobody is described so closely.
    let profile = cells(&segments, Chart::Profile);
    assert!(
        profile[0].len() == 6 && profile[1..].iter().all(|line| line[5].is_empty() && !line[4].is_empty())
    );
    let curve = cells(&segments, Chart::Curve);
    assert_eq!((curve.len(), curve[1][2].as_str()), (41, ""), "nothing where nobody checks");
    assert_eq!(curve_figures(&[], &|_| String::new()), None);
}

/// The points of a picture, without those of its background.
fn drawn(svg: &str) -> (u32, u32, Vec<[u8; 3]>) {
    let points = resvg::tiny_skia::Pixmap::decode_png(&png(svg).unwrap()).unwrap();
    let colours = points.pixels().iter().map(|point| [point.red(), point.green(), point.blue()]);
    (points.width(), points.height(), colours.collect())
}

#[test]
fn every_chart_can_be_drawn_as_points_with_its_words_in_both_languages() {
    for (run, charts) in runs("plain") {
        for chart in charts {
            let mut heads = Vec::new();
            for language in ["en", "zh-CN"] {
                let (width, height, colours) = drawn(&svg(&run, *chart, language).unwrap());
                assert!(width >= 1_100 && height > 150, "{chart:?} {width} {height}");
                let ink = |colours: &[[u8; 3]]| colours.iter().filter(|colour| **colour != [255; 3]).count();
                // Title and unit stand in the first 48 units; the chart below them.
                let (head, body) = colours.split_at(96 * width as usize);
                assert!(ink(head) > 500 && ink(body) > 2_000, "{chart:?} {language}");
                heads.push(head.to_vec());
            }
            assert_ne!(heads[0], heads[1], "{chart:?} says the same in both languages");
        }
    }
    assert_eq!(png("no picture"), None);
}

/// One kind of point for each colour that was asked for: styles are read, not only shapes.
#[test]
fn points_have_the_colours_of_the_page() {
    let (run, _) = &runs("plain")[0];
    let (_, _, colours) = drawn(&svg(run, Chart::Tenths, "en").unwrap());
    // The accent of the best tenth, and the muted words.
    for colour in [[0x0B, 0x6A, 0x82], [0x55, 0x60, 0x6C]] {
        assert!(colours.iter().filter(|own| **own == colour).count() > 20, "{colour:?}");
    }
}
