//! The figures of a run that asks which of several answers comes.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::markup::{Say, card, escape, tile, wide_card};
use super::metrics::{coefficient, figures_of, parts};
use super::{charts, effects, tables};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{CategoryMetrics, CategoryReport, ClassDriver};

/// Their keys in `metrics.json`.
pub(super) fn figures(report: &CategoryReport) -> Vec<(String, Value)> {
    let mut object = parts(&report.metrics, |m| Value::Object(figures_of(&m.named())));
    let classes = report.classes.iter().map(|class| {
        json!({
            "class": class.class,
            "rows": class.rows,
            "said": class.said,
            "right": class.right,
            "expected": class.expected,
            "precision": class.precision(),
            "recall": class.recall(),
            "auc": class.auc,
        })
    });
    object.push(("classes".to_owned(), Value::Array(classes.collect())));
    let coefficients = report.classes.iter().zip(&report.coefficients).flat_map(|(class, of)| {
        of.iter().map(|one| {
            let mut object = coefficient(one);
            if let Value::Object(object) = &mut object {
                object.insert("class".to_owned(), json!(class.class));
            }
            object
        })
    });
    object.push(("coefficients".to_owned(), Value::Array(coefficients.collect())));
    object
}

pub(super) fn sections(report: &CategoryReport, say: &Say<'_>) -> String {
    format!(
        "<div class=\"tiles\">{}</div>\n<h2>{}</h2>\n<div class=\"charts\">{}</div>\n<h2>{}</h2>\n<section class=\"card\">{}<p class=\"note\">{}</p></section>",
        tiles(report, say),
        say.say(&Message::new("report-section-charts")),
        cards(report, say),
        say.say(&Message::new("report-section-figures")),
        table(report, say),
        say.say(&Message::new("category-average-note")),
    )
}

fn tiles(report: &CategoryReport, say: &Say<'_>) -> String {
    let judged = report.metrics.test.unwrap_or(report.metrics.train);
    let range = Arg::PercentRange(report.accuracy.low, report.accuracy.high);
    [
        tile(
            say,
            &Message::new("category-right"),
            &say.percent(judged.accuracy),
            &Message::new("category-range").with("range", range),
        ),
        tile(
            say,
            &Message::new("category-usual"),
            &say.percent(report.metrics.baseline.accuracy),
            &Message::new("category-usual-note").name("usual", report.usual.as_str()),
        ),
        tile(say, &Message::new("report-auc"), &say.score(judged.auc), &Message::new("category-auc-note")),
        tile(
            say,
            &Message::new("category-answers"),
            &say.count(report.classes.len()),
            &Message::new("category-answers-note"),
        ),
    ]
    .concat()
}

fn cards(report: &CategoryReport, say: &Say<'_>) -> String {
    let mut cards = wide_card(
        say,
        &Message::new("category-mixed-title"),
        &Message::new("category-mixed-unit"),
        &mixed(report, say),
    );
    if report.tenths.len() == 10 {
        cards.push_str(&card(
            say,
            &Message::new("category-honesty-title"),
            &Message::new("category-honesty-unit"),
            &charts::calibration(say, &crate::evaluate::calibration_bins(&report.tenths)),
        ));
    }
    cards.push_str(&wide_card(
        say,
        &Message::new("category-by-answer-title"),
        &Message::new("category-by-answer-unit"),
        &by_answer(report, say),
    ));
    cards
}

/// Who is taken for whom, coloured by the share of the row.
fn mixed(report: &CategoryReport, say: &Say<'_>) -> String {
    let mixed = &report.mixed;
    let mut names: Vec<String> = mixed
        .shown
        .iter()
        .filter_map(|class| report.classes.get(*class))
        .map(|class| escape(&class.class))
        .collect();
    if mixed.others > 0 {
        names.push(say.say(&Message::new("category-others").count("n", mixed.others)));
    }
    let corner =
        format!("{} \\ {}", say.say(&Message::new("category-came")), say.say(&Message::new("category-said")));
    let mut head = format!("<th scope=\"col\">{corner}</th>");
    for name in &names {
        let _ = write!(head, "<th scope=\"col\">{name}</th>");
    }
    let mut body = String::new();
    for (row, name) in mixed.counts.iter().zip(&names) {
        let all = row.iter().sum::<usize>().max(1) as f64;
        let _ = write!(body, "<tr><th scope=\"row\">{name}</th>");
        for count in row {
            // From the middle of the diverging colours to their upper end.
            let shade = 4 + (*count as f64 / all * 4.0).round() as u8;
            let _ = write!(body, "<td class=\"z{shade}\">{}</td>", say.count(*count));
        }
        body.push_str("</tr>");
    }
    format!(
        "<div class=\"scroll\"><table class=\"heat\"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div><p class=\"note\">{}</p>",
        say.say(&Message::new("category-mixed-note"))
    )
}

fn by_answer(report: &CategoryReport, say: &Say<'_>) -> String {
    let heads = [
        "category-answer",
        "report-rows",
        "category-expected",
        "category-said",
        "category-right",
        "report-precision",
        "report-recall",
        "report-auc",
    ];
    let head = heads.iter().enumerate().fold(String::new(), |head, (place, id)| {
        let class = if place == 0 { "" } else { " class=\"num\"" };
        head + &format!("<th scope=\"col\"{class}>{}</th>", say.say(&Message::new(id)))
    });
    let mut body = String::new();
    for class in &report.classes {
        let figures = [
            say.count(class.rows),
            say.count(class.expected.round().max(0.0) as usize),
            say.count(class.said),
            say.count(class.right),
            say.percent(class.precision()),
            say.percent(class.recall()),
            say.score(class.auc),
        ];
        let _ = write!(body, "<tr><th scope=\"row\">{}</th>", escape(&class.class));
        for figure in figures {
            let _ = write!(body, "<td class=\"num\">{figure}</td>");
        }
        body.push_str("</tr>");
    }
    format!("<div class=\"scroll\"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")
}

fn table(report: &CategoryReport, say: &Say<'_>) -> String {
    type Written<'a> = &'a dyn Fn(&CategoryMetrics) -> String;
    let rows: Written<'_> = &|m| say.count(m.rows);
    let auc: Written<'_> = &|m| say.score(m.auc);
    let average_precision: Written<'_> = &|m| say.score(m.average_precision);
    let log_loss: Written<'_> = &|m| say.value(Arg::Loss(m.log_loss));
    let brier: Written<'_> = &|m| say.value(Arg::Loss(m.brier));
    let accuracy: Written<'_> = &|m| say.percent(m.accuracy);
    let precision: Written<'_> = &|m| say.percent(m.precision);
    let recall: Written<'_> = &|m| say.percent(m.recall);
    let f1: Written<'_> = &|m| say.score(m.f1);
    tables::metrics(
        &report.metrics,
        &[
            (Message::new("report-rows"), rows, None),
            (Message::new("report-auc"), auc, None),
            (Message::new("report-average-precision"), average_precision, None),
            (Message::new("report-log-loss"), log_loss, None),
            (Message::new("category-brier"), brier, None),
            (Message::new("report-accuracy"), accuracy, tables::from_to(Some(report.accuracy), Arg::Percent)),
            (Message::new("report-precision"), precision, None),
            (Message::new("report-recall"), recall, None),
            (Message::new("report-f1"), f1, None),
        ],
        say,
    )
}

/// What moves the answers apart, and the effects per unit, or why they have no ranges.
pub(super) fn learned(report: &CategoryReport, uncertain: Option<&Message>, say: &Say<'_>) -> String {
    let mut cards = String::new();
    if !report.drivers.is_empty() {
        cards.push_str(&wide_card(
            say,
            &Message::new("category-drivers-title"),
            &Message::new("category-drivers-unit"),
            &drivers(report, say),
        ));
    }
    let base = report.base().and_then(|base| report.classes.get(base)).filter(|_| report.has_ranges());
    if let Some(base) = base {
        cards.push_str(&wide_card(
            say,
            &Message::new("inference-title-yes-no"),
            &Message::new("inference-unit-answer").name("base", base.class.as_str()),
            &with_ranges(report, say),
        ));
    } else if report.coefficients.iter().any(|of| !of.is_empty()) {
        cards.push_str(&wide_card(
            say,
            &Message::new("report-coefficients-title"),
            &Message::new("report-coefficients-unit"),
            &(effects::uncertain(uncertain, say) + &coefficients(report, say)),
        ));
    }
    cards
}

/// A table of odds ratios for each answer but the one they are compared with.
fn with_ranges(report: &CategoryReport, say: &Say<'_>) -> String {
    let base = report.base();
    let mut tables = String::new();
    for (place, (class, of)) in report.classes.iter().zip(&report.coefficients).enumerate() {
        // An answer without training rows has no effects of its own either.
        if Some(place) == base || of.iter().all(|one| one.certainty.is_none()) {
            continue;
        }
        let table = effects::table(of, effects::ODDS_OF_ANSWER, true, say);
        let _ = write!(tables, "<details><summary>{}</summary>{table}</details>", escape(&class.class));
    }
    tables
}

fn class_heads(report: &CategoryReport, say: &Say<'_>) -> String {
    let first = format!("<th scope=\"col\">{}</th>", say.say(&Message::new("report-profile-column")));
    report.classes.iter().fold(first, |head, class| {
        head + &format!("<th scope=\"col\" class=\"num\">{}</th>", escape(&class.class))
    })
}

fn drivers(report: &CategoryReport, say: &Say<'_>) -> String {
    let largest = |driver: &ClassDriver| driver.effects.iter().fold(0.0, |most: f64, e| most.max(e.abs()));
    let most = report.drivers.iter().map(largest).fold(f64::MIN_POSITIVE, f64::max);
    let mut body = String::new();
    for driver in &report.drivers {
        let _ = write!(body, "<tr><th scope=\"row\">{}</th>", escape(&driver.name));
        for effect in &driver.effects {
            let shade = (4.0 + effect / most * 4.0).round().clamp(0.0, 8.0) as u8;
            let _ = write!(body, "<td class=\"z{shade}\">{}</td>", say.number(*effect));
        }
        body.push_str("</tr>");
    }
    format!(
        "<div class=\"scroll\"><table class=\"heat\"><thead><tr>{}</tr></thead><tbody>{body}</tbody></table></div><p class=\"note\">{}</p>",
        class_heads(report, say),
        say.say(&Message::new("category-drivers-note"))
    )
}

fn coefficients(report: &CategoryReport, say: &Say<'_>) -> String {
    let Some(first) = report.coefficients.first() else { return String::new() };
    let mut body = String::new();
    for (place, coefficient) in first.iter().enumerate() {
        let name =
            if place == 0 { say.say(&Message::new("report-intercept")) } else { escape(&coefficient.name) };
        let _ = write!(body, "<tr><th scope=\"row\">{name}</th>");
        for of in &report.coefficients {
            let value = of.get(place).map_or(f64::NAN, |one| one.estimate);
            let _ = write!(body, "<td class=\"num\">{}</td>", say.value(Arg::Loss(value)));
        }
        body.push_str("</tr>");
    }
    format!(
        "<details><summary>{}</summary><div class=\"scroll\"><table><thead><tr>{}</tr></thead><tbody>{body}</tbody></table></div></details>",
        say.say(&Message::new("report-coefficients-show").count("n", first.len())),
        class_heads(report, say)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::{Certainty, Coefficient, EffectStep};
    use crate::evaluate::spoken::Spoken;
    use crate::evaluate::{CategoryParts, Draws, Guessed, category_report};

    /// 14 answers, one with a name that must not become markup; every tenth row is taken for the first.
    fn report() -> CategoryReport {
        let names: Vec<String> = (0..14).map(|class| format!("<b>{class:02}</b>")).collect();
        let truth: Vec<u16> = (0..700).map(|row| (row % 14) as u16).collect();
        let mut chances = vec![0.02; 700 * 14];
        for (row, class) in truth.iter().enumerate() {
            let said = if row % 10 == 0 { 0 } else { usize::from(*class) };
            chances[row * 14 + said] = 0.74;
        }
        let judged = Guessed { chances: &chances, truth: &truth };
        let parts = CategoryParts { train: judged, valid: None, test: Some(judged) };
        category_report(&parts, &names, &[1.0 / 14.0; 14], Draws { seed: 1, go_on: &|| true })
    }

    #[test]
    fn the_page_names_every_answer_and_lumps_the_rarer_ones() {
        let report = report();
        for language in ["en", "zh-CN"] {
            let spoken = Spoken::new(language);
            let words = |message: &Message| spoken.say(message);
            let say = Say::new(&words);
            let page = sections(&report, &say) + &learned(&report, None, &say);
            assert!(!page.contains("<b>"), "names are text");
            // In the table of mix-ups twelve names across and down, in the other table all of them once.
            assert_eq!(page.matches("&lt;b&gt;00").count(), 4, "once in the note beside the baseline, too");
            assert_eq!(page.matches("&lt;b&gt;13").count(), 1);
            assert_eq!(page.matches(&say.say(&Message::new("category-others").count("n", 2))).count(), 2);

            assert!(page.contains(&say.percent(report.metrics.train.accuracy)));
        }
        let figures = figures(&report);
        assert!(
            figures.iter().all(|(key, value)| key != "coefficients" || value.as_array().unwrap().is_empty())
        );
        let classes = figures.iter().find(|(key, _)| key == "classes").unwrap().1.as_array().unwrap().len();
        assert_eq!(classes, 14);
    }

    #[test]
    fn effects_stand_answer_by_answer_with_their_ranges() {
        let mut report = report();
        let one = |estimate: f64, known: bool| Coefficient {
            name: "tenure".to_owned(),
            estimate,
            step: EffectStep::Unit { column: "tenure".to_owned() },
            certainty: known.then_some(Certainty {
                std_error: 0.1,
                statistic: 5.0,
                p_value: 1e-5,
                low: estimate - 0.2,
                high: estimate + 0.2,
            }),
        };
        // The first is the base; the last had no training row.
        let of = |class: usize| one(if class == 0 { 0.0 } else { 0.5 }, (1..13).contains(&class));
        report.coefficients = (0..14).map(|class| vec![of(class)]).collect();
        assert_eq!(report.base(), Some(0));
        let spoken = Spoken::new("en");
        let words = |message: &Message| spoken.say(message);
        let say = Say::new(&words);
        let page = learned(&report, None, &say);
        assert_eq!(page.matches("<details>").count(), 12);
        // exp(0.5) = 1.65, exp(0.3) = 1.35, exp(0.7) = 2.01.
        assert_eq!(page.matches("1.350e0 to 2.014e0").count(), 12);
        assert!(page.contains("against “&lt;b&gt;00&lt;/b&gt;”"));
        let json = figures(&report).into_iter().find(|(key, _)| key == "coefficients").unwrap().1;
        assert_eq!(json[1]["class"], "<b>01</b>");
        assert_eq!((json[1]["std_error"].as_f64(), json[0]["std_error"].as_f64()), (Some(0.1), None));
        // Under a penalty every answer has effects and none a range.
        report.coefficients = (0..14).map(|_| vec![one(0.5, false)]).collect();
        assert_eq!((report.base(), report.has_ranges()), (None, false));
        let why = Message::new("inference-none-penalty");
        assert!(learned(&report, Some(&why), &say).contains("A penalty holds these effects back"));
    }
}
