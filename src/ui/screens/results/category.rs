//! One of several answers for each customer: who is taken for whom, answer by answer, honesty, what drives it.

use egui::Ui;

use super::{driven, effects, figures, linked, verdict};
use crate::domain::chart::Chart;
use crate::domain::message::{Arg, Message};
use crate::domain::report::{CategoryReport, RunReport};
use crate::text::format;
use crate::ui::charts::{self, GridCell, GridWords, Pair, PairedWords};
use crate::ui::screens::page;
use crate::ui::theme::{self, Type, space};
use crate::ui::view::View;
use crate::ui::widgets::{label, tile};

/// Width of the column of the verdict.
const VERDICT: f32 = 352.0;
/// Answers with bars of their own at most; the table of the report has them all.
const BARS: usize = 12;

/// Draws the body.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &CategoryReport) {
    let width = ui.available_width();
    if !page::is_wide(width) {
        verdict::card(ui, view, &report.verdict, Some(&linked::of_category));
        tiles(ui, view, task);
        mixed(ui, view, task);
        by_answer(ui, view, task);
        honesty(ui, view, task);
        figures_card(ui, view, report, task);
        drivers(ui, view, task);
        effects::of_answers(ui, view, report, task);
        driven::left_out(ui, view, report);
        return;
    }
    page::side_by_side(ui, &[VERDICT, width - VERDICT - space::L], |ui, place| {
        ui.spacing_mut().item_spacing.y = space::L;
        if place == 0 {
            verdict::card(ui, view, &report.verdict, Some(&linked::of_category));
            figures_card(ui, view, report, task);
            return;
        }
        tiles(ui, view, task);
        mixed(ui, view, task);
        let halves = page::equal(ui.available_width(), 2);
        page::side_by_side(ui, &halves, |ui, column| {
            if column == 0 { by_answer(ui, view, task) } else { honesty(ui, view, task) }
        });
        drivers(ui, view, task);
        effects::of_answers(ui, view, report, task);
        driven::left_out(ui, view, report);
    });
}

/// How often it is right, beside always saying the same.
fn tiles(ui: &mut Ui, view: &View<'_>, task: &CategoryReport) {
    let model = task.metrics.test.unwrap_or(task.metrics.train);
    let percent = |share: f64| format::percent(view.language(), share);
    let range = Arg::PercentRange(task.accuracy.low, task.accuracy.high);
    let usual = Arg::Name(task.usual.clone());
    let shown = [
        (
            view.tr("category-right"),
            percent(model.accuracy),
            view.tr_with("category-range", &[("range", range)]),
        ),
        (
            view.tr("category-usual"),
            percent(task.metrics.baseline.accuracy),
            view.tr_with("category-usual-note", &[("usual", usual)]),
        ),
        (view.tr("results-auc"), format::fixed(model.auc, 3), view.tr("category-auc-note")),
        (view.tr("category-answers"), task.classes.len().to_string(), view.tr("category-answers-note")),
    ];
    page::panel(ui, |ui| {
        let widths = page::equal(ui.available_width(), if ui.available_width() >= 560.0 { 4 } else { 2 });
        for row in shown.chunks(widths.len()) {
            page::side_by_side(ui, &widths, |ui, place| {
                if let Some((name, value, note)) = row.get(place) {
                    tile(ui, name, value, note, false);
                }
            });
        }
    });
}

/// What came against what was said, coloured by the share of the row.
fn mixed(ui: &mut Ui, view: &View<'_>, task: &CategoryReport) {
    let mixed = &task.mixed;
    let classes = mixed.shown.iter().filter_map(|class| task.classes.get(*class));
    let mut names: Vec<String> = classes.map(|class| class.class.clone()).collect();
    if mixed.others > 0 {
        names.push(view.say(&Message::new("category-others").count("n", mixed.others)));
    }
    let cells: Vec<Vec<GridCell>> = mixed
        .counts
        .iter()
        .map(|row| {
            let all = row.iter().sum::<usize>().max(1) as f64;
            let cell = |count: &usize| (format::count(*count as u64), *count as f64 / all);
            row.iter().map(cell).collect()
        })
        .collect();
    let corner = format!("{} \\ {}", view.tr("category-came"), view.tr("category-said"));
    let (title, unit) = (view.tr("category-mixed-title"), view.tr("category-mixed-unit"));
    linked::chart_card(ui, view, ('A', Chart::Mixed), &title, &unit, |ui| {
        let words = GridWords {
            corner: &corner,
            empty: &view.tr("results-no-judge"),
            summary: &view.tr("category-mixed-title"),
        };
        charts::grid(ui, (&names, &names), &cells, words);
        label(ui, Type::Caption, view.tr("category-mixed-note"), theme::of(ui).muted);
    });
}

/// How many were expected and came, and what share of those that came was found; the most frequent first.
fn by_answer(ui: &mut Ui, view: &View<'_>, task: &CategoryReport) {
    let pairs: Vec<Pair> = task
        .mixed
        .shown
        .iter()
        .filter_map(|class| task.classes.get(*class))
        .take(BARS)
        .map(|class| {
            let found = if class.rows == 0 {
                view.tr("category-none-came")
            } else {
                view.tr_with("category-found", &[("share", Arg::Percent(class.recall()))])
            };
            Pair {
                name: class.class.clone(),
                said: class.expected,
                came: class.rows as f64,
                note: format!("{} · {found}", format::count(class.rows as u64)),
            }
        })
        .collect();
    let (title, unit) = (view.tr("category-by-answer-title"), view.tr("category-by-answer-bars"));
    linked::chart_card(ui, view, ('B', Chart::ByAnswer), &title, &unit, |ui| {
        let words = PairedWords {
            said: &view.tr("category-expected"),
            came: &view.tr("category-came"),
            empty: &view.tr("results-no-judge"),
            summary: &view.tr("category-by-answer-title"),
        };
        charts::paired(ui, &pairs, words);
        if task.mixed.others > 0 {
            let text = view.say(&Message::new("category-others-report").count("n", task.mixed.others));
            label(ui, Type::Caption, text, theme::of(ui).muted);
        }
    });
}

/// The chance of the guess against how often it was right, by tenth.
fn honesty(ui: &mut Ui, view: &View<'_>, task: &CategoryReport) {
    let percent = |share: f64| format::percent(view.language(), share);
    let pairs: Vec<Pair> = task
        .tenths
        .iter()
        .enumerate()
        .map(|(place, tenth)| {
            let came = tenth.positives as f64 / tenth.rows.max(1) as f64;
            Pair {
                name: (place + 1).to_string(),
                said: tenth.mean_score,
                came,
                note: format!("{} · {}", percent(tenth.mean_score), percent(came)),
            }
        })
        .collect();
    let (title, unit) = (view.tr("category-honesty-title"), view.tr("category-honesty-short"));
    linked::chart_card(ui, view, ('C', Chart::SureTenths), &title, &unit, |ui| {
        let words = PairedWords {
            said: &view.tr("category-chance-given"),
            came: &view.tr("category-was-right"),
            empty: &view.tr("results-no-judge"),
            summary: &view.tr("category-honesty-unit"),
        };
        charts::paired(ui, &pairs, words);
    });
}

fn figures_card(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &CategoryReport) {
    linked::card(ui, 'D', &view.tr("results-figures"), &view.tr("results-figures-unit"), |ui| {
        figures::category(ui, view, report, task);
        label(ui, Type::Caption, view.tr("category-average-note"), theme::of(ui).muted);
    });
}

/// Which way the strongest inputs push each answer; the answers in the order of the table above.
fn drivers(ui: &mut Ui, view: &View<'_>, task: &CategoryReport) {
    let shown: Vec<usize> = task.mixed.shown.clone();
    let columns: Vec<String> =
        shown.iter().filter_map(|class| task.classes.get(*class)).map(|class| class.class.clone()).collect();
    let rows: Vec<String> = task.drivers.iter().map(|driver| driver.name.clone()).collect();
    let effect = |driver: &crate::domain::report::ClassDriver, class: &usize| {
        driver.effects.get(*class).copied().unwrap_or(0.0)
    };
    let most = task
        .drivers
        .iter()
        .flat_map(|driver| shown.iter().map(|class| effect(driver, class).abs()))
        .fold(f64::MIN_POSITIVE, f64::max);
    let cells: Vec<Vec<GridCell>> = task
        .drivers
        .iter()
        .map(|driver| {
            let cell = |class: &usize| {
                let value = effect(driver, class);
                (format::compact(view.language(), value), value / most)
            };
            shown.iter().map(cell).collect()
        })
        .collect();
    let words = (view.tr("category-drivers-title"), view.tr("category-drivers-unit"));
    page::chart_card(ui, view, Chart::ClassDrivers, (&words.0, &words.1), |ui| {
        let words = GridWords {
            corner: "",
            empty: &view.tr("results-drivers-none"),
            summary: &view.tr("category-drivers-title"),
        };
        charts::grid(ui, (&rows, &columns), &cells, words);
        label(ui, Type::Caption, view.tr("category-drivers-note"), theme::of(ui).muted);
    });
}
