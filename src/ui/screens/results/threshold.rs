//! The cut as a probability: seen, typed, and what it means for precision and recall.

use egui::{Align, Layout, Ui};

use super::cut::Cut;
use crate::app::command::Command;
use crate::domain::message::Arg;
use crate::domain::report::{Confusion, YesNoReport};
use crate::text::format;
use crate::ui::theme::{self, Type, height, space};
use crate::ui::view::View;
use crate::ui::widgets::{TextField, label};

/// Height of the row with the space above it.
pub(super) const HEIGHT: f32 = height::CONTROL + space::S;

/// What was typed last, and the cut it gave.
#[derive(Clone, Default)]
struct Typed {
    text: String,
    cut: Option<usize>,
}

/// A field for the chance from which a customer is called yes, with the figures of that cut beside it.
pub(super) fn row(ui: &mut Ui, view: &View<'_>, task: &YesNoReport, cut: Cut, counts: Confusion) {
    let tokens = theme::of(ui);
    let id = egui::Id::unique("results-threshold").with(view.state.run.id.map(|run| format!("{run:?}")));
    let mut typed = ui.data(|data| data.get_temp::<Typed>(id)).unwrap_or_default();
    let editing = ui.data(|data| data.get_temp::<bool>(id.with("editing"))).unwrap_or_default();
    if !editing && typed.cut != Some(cut.0) {
        typed = Typed { text: shown(task, cut), cut: Some(cut.0) };
    }
    let wrong = editing && share(&typed.text).is_none();
    ui.horizontal(|ui| {
        ui.set_min_height(height::CONTROL);
        label(ui, Type::Caption, view.tr("results-threshold"), tokens.text)
            .on_hover_text(view.tr("results-threshold-plain"));
        let name = view.tr("results-threshold-name");
        let field = TextField::new(&name, &mut typed.text).bare().number(1.0).unit("%").width(84.0);
        let response = field.show(ui);
        if let Some(share) = share(&typed.text).filter(|_| response.changed()) {
            let chosen = at_or_above(&task.ranked, share);
            typed.cut = Some(chosen);
            if chosen != cut.0 {
                view.send(Command::MoveCut(chosen as f64 / task.ranked.len().max(1) as f64));
            }
        }
        if response.lost_focus() && share(&typed.text).is_none() {
            typed.cut = None;
        }
        let has_focus = response.has_focus();
        ui.data_mut(|data| data.insert_temp(id.with("editing"), has_focus));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if wrong {
                label(ui, Type::CaptionMedium, view.tr("results-threshold-wrong"), tokens.bad);
            } else {
                label(ui, Type::Caption, figures(view, counts), tokens.muted)
                    .on_hover_text(view.tr("results-threshold-figures-plain"));
            }
        });
    });
    ui.data_mut(|data| data.insert_temp(id, typed));
}

/// Precision, recall and F1 of the cut.
fn figures(view: &View<'_>, counts: Confusion) -> String {
    let args = [
        ("precision", Arg::Percent(counts.precision())),
        ("recall", Arg::Percent(counts.recall())),
        ("f1", Arg::Score(counts.f1())),
    ];
    view.tr_with("results-threshold-figures", &args)
}

/// The chance of the last customer called yes, in percent; the threshold of the figures where nobody moved it.
fn shown(task: &YesNoReport, cut: Cut) -> String {
    let called = task.confusion.true_positive + task.confusion.false_positive;
    if cut.0 == called {
        let judged = task.metrics.test.unwrap_or(task.metrics.train);
        return percent(judged.threshold);
    }
    let last = cut.0.checked_sub(1).and_then(|last| task.ranked.get(last));
    last.map_or_else(|| "100".to_owned(), |(chance, _)| percent(*chance))
}

/// Rounded down, so that the customer it comes from stays called.
fn percent(chance: f64) -> String {
    format::plain((chance * 1_000.0 + 1e-9).floor() / 10.0)
}

/// A share typed as a percentage; none where it is none.
pub(super) fn share(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches(['%', '％']).trim().replace(',', ".");
    let percent: f64 = text.parse().ok()?;
    (0.0..=100.0).contains(&percent).then_some(percent / 100.0)
}

/// How many of the ranked rows have at least this chance.
pub(super) fn at_or_above(ranked: &[(f64, bool)], share: f64) -> usize {
    ranked.partition_point(|(chance, _)| *chance >= share)
}
