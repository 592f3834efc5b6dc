//! What a support vector machine needs to know: the shape of its line, and how many customers it compares.

use egui::Ui;

use super::super::page;
use crate::app::command::Command;
use crate::domain::message::Arg;
use crate::domain::recipe::{Kernel, ModelChoice, ModelSpec, Penalty, Question, Split};
use crate::engine::{SVM_ROWS, SVM_SAMPLE};
use crate::ui::theme::space;
use crate::ui::view::View;
use crate::ui::widgets::combo_labelled;

/// Samples that can be chosen.
const SAMPLES: [u32; 2] = [2_000, 10_000];

/// Customers that could learn.
pub(super) fn learners(view: &View<'_>) -> usize {
    let rows = view.state.loaded.as_ref().map_or(0, |loaded| loaded.view.rows());
    match view.state.recipe().split {
        Split::Shares { train, .. } => (rows as f64 * train).ceil() as usize,
        Split::None => rows,
    }
}

/// A choice of model that can be trained here: with a sample where there are too many customers, and without a
/// penalty that folds find where they do not.
pub(super) fn fitting(view: &View<'_>, mut spec: ModelSpec) -> ModelSpec {
    if matches!(spec.kind, ModelChoice::Svm | ModelChoice::Neural) {
        spec.penalty = spec.penalty.filter(|penalty| *penalty != Penalty::Found);
    }
    let curved = spec.kind == ModelChoice::Svm && spec.kernel == Kernel::Rbf;
    let needs = curved && spec.sample.is_none() && learners(view) > SVM_ROWS;
    if needs { ModelSpec { sample: Some(SVM_SAMPLE as u32), ..spec } } else { spec }
}

/// Why only a sample learns, where that is so.
pub(super) fn sampled(view: &View<'_>, choice: ModelChoice) -> Option<String> {
    let all = learners(view);
    let asks = matches!(view.state.question(), Some(Question::YesNo { .. }));
    let spec = &view.state.recipe().model;
    let curved = spec.kernel == Kernel::Rbf;
    (choice == ModelChoice::Svm && curved && asks && all > SVM_ROWS).then(|| {
        let n = spec.sample.map_or(SVM_SAMPLE as u64, u64::from);
        view.tr_with("svm-text-sample", &[("n", Arg::Count(n)), ("all", Arg::Count(all as u64))])
    })
}

/// Its settings, once it is chosen.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    let spec = &view.state.recipe().model;
    let chosen = view.state.question().map(|question| spec.kind.resolve(question));
    if chosen != Some(ModelChoice::Svm) {
        return;
    }
    page::divider(ui);
    ui.add_space(space::XS);
    let texts = [(Kernel::Rbf, view.tr("svm-kernel-rbf")), (Kernel::Linear, view.tr("svm-kernel-linear"))];
    let choices: Vec<(Kernel, &str)> = texts.iter().map(|(kernel, text)| (*kernel, text.as_str())).collect();
    let mut kernel = spec.kernel;
    let help = view.tr(match kernel {
        Kernel::Rbf => "svm-kernel-rbf-help",
        Kernel::Linear => "svm-kernel-linear-help",
    });
    if combo_labelled(ui, &view.tr("svm-kernel"), &mut kernel, &choices, &help) {
        view.send(Command::SetModel(fitting(view, ModelSpec { kernel, ..spec.clone() })));
    }
    ui.add_space(space::XS);
    sample(ui, view, spec);
}

/// How many customers it learns from: for a curved line all only where that takes minutes at most.
fn sample(ui: &mut Ui, view: &View<'_>, spec: &ModelSpec) {
    let all = learners(view);
    let mut sizes: Vec<u32> = SAMPLES.to_vec();
    sizes.push(SVM_SAMPLE as u32);
    sizes.extend(spec.sample);
    sizes.sort_unstable();
    sizes.dedup();
    sizes.retain(|size| (*size as usize) < all || spec.sample == Some(*size));
    let mut texts: Vec<(Option<u32>, String)> = Vec::new();
    if all <= SVM_ROWS || spec.sample.is_none() || spec.kernel == Kernel::Linear {
        texts.push((None, view.tr_with("svm-sample-all", &[("n", Arg::Count(all as u64))])));
    }
    let size = |size: u32| view.tr_with("svm-sample-some", &[("n", Arg::Count(u64::from(size)))]);
    texts.extend(sizes.into_iter().map(|n| (Some(n), size(n))));
    let choices: Vec<(Option<u32>, &str)> = texts.iter().map(|(n, text)| (*n, text.as_str())).collect();
    let mut sample = spec.sample;
    let help = match spec.kernel {
        Kernel::Rbf => view.tr_with("svm-sample-help", &[("most", Arg::Count(SVM_ROWS as u64))]),
        Kernel::Linear => String::new(),
    };
    if combo_labelled(ui, &view.tr("svm-sample"), &mut sample, &choices, &help) {
        view.send(Command::SetModel(ModelSpec { sample, ..spec.clone() }));
    }
    ui.add_space(space::XS);
}
