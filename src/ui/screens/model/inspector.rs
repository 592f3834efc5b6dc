//! Who learns and who judges, and the settings few people need.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::page;
use super::number_field::NumberField;
use super::{by_time, groups, net, rare, svm};
use crate::app::command::Command;
use crate::domain::message::Arg;
use crate::domain::recipe::{ModelChoice, ModelSpec, Penalty, Question, Split};
use crate::engine::{NET_EPOCHS, PENALTY_FOLDS, PENALTY_LOWEST};
use crate::ui::theme::{self, CATEGORICAL, INDIGO, SLATE, Type, icons, radius, space};
use crate::ui::view::View;
use crate::ui::widgets::{Button, combo_labelled, galley_within, label, radio, switch};

/// Shares that can be chosen, in percent.
const PRESETS: [[u32; 3]; 3] = [[70, 15, 15], [80, 10, 10], [60, 20, 20]];

/// Draws the inspector.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    ui.spacing_mut().item_spacing.y = space::S;
    let grouping = matches!(view.state.question(), Some(Question::Segments { .. }));
    if grouping {
        title(ui, &view.tr("model-grouping"));
        groups::scale(ui, view);
    } else {
        title(ui, &view.tr("model-who"));
        split(ui, view);
        ui.add_space(space::XS);
        page::divider(ui);
        ui.add_space(space::XS);
        title(ui, &view.tr("model-measure"));
        folds(ui, view);
    }
    ui.add_space(space::XS);
    svm::ui(ui, view);
    net::ui(ui, view);
    rare::ui(ui, view);
    seed(ui, view);
    if !grouping {
        more(ui, view);
    }
}

fn title(ui: &mut Ui, text: &str) {
    label(ui, Type::Strong, text, theme::of(ui).text);
}

/// A split as whole percentages.
fn percentages(split: Split) -> Option<[u32; 3]> {
    match split {
        Split::Shares { train, valid, test } => {
            Some([train, valid, test].map(|share| (share * 100.0).round() as u32))
        }
        Split::None => None,
    }
}

fn split(ui: &mut Ui, view: &View<'_>) {
    let now = view.state.recipe().split;
    let by = view.state.recipe().split_by.as_ref();
    bar(ui, view, percentages(now));
    ui.add_space(space::XS);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for preset in PRESETS {
            let [train, valid, test] = preset.map(u64::from);
            let args =
                [("train", Arg::Count(train)), ("valid", Arg::Count(valid)), ("test", Arg::Count(test))];
            let chosen = percentages(now) == Some(preset);
            let text = view.tr_with("model-split-shares", &args);
            if radio(ui, chosen, &text, "", None).clicked() && !chosen {
                let share = |percent: u64| percent as f64 / 100.0;
                let split = Split::Shares { train: share(train), valid: share(valid), test: share(test) };
                view.send(Command::SetSplit(split));
            }
        }
        let chosen = now == Split::None;
        // By time, somebody must be left who came later.
        if by.is_none() && radio(ui, chosen, &view.tr("model-split-none"), "", None).clicked() && !chosen {
            view.send(Command::SetSplit(Split::None));
        }
    });
    ui.add_space(space::XS);
    by_time::ui(ui, view);
    let tokens = theme::of(ui);
    // Only answers of a few kinds can be kept alike in all parts.
    let stratified = !matches!(view.state.question(), Some(Question::Number { .. }));
    let help = match (by, view.state.question()) {
        (Some(_), _) => "model-split-time-help",
        (None, Some(Question::Category { .. })) => "category-split-help",
        (None, _) if stratified => "model-split-help",
        (None, _) => "model-split-help-number",
    };
    if now == Split::None {
        label(ui, Type::CaptionMedium, view.tr("model-split-none-warning"), tokens.warn);
    } else {
        label(ui, Type::Caption, view.tr(help), tokens.muted);
    }
}

/// The three parts as one bar, with customers below.
fn bar(ui: &mut Ui, view: &View<'_>, shares: Option<[u32; 3]>) {
    let tokens = theme::of(ui);
    let rows = view.state.loaded.as_ref().map_or(0, |loaded| loaded.view.rows());
    let parts = shares.unwrap_or([100, 0, 0]);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 46.0), Sense::hover());
    let [train, valid, test] = parts.map(|share| Arg::Percent(f64::from(share) / 100.0));
    let said = view.tr_with("model-split-said", &[("train", train), ("valid", valid), ("test", test)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
    response.on_hover_text(&said);
    let colours = [CATEGORICAL[0], INDIGO, SLATE];
    let names = [view.tr("model-part-learn"), view.tr("model-part-check"), view.tr("model-part-judge")];
    let count = parts.iter().filter(|share| **share > 0).count();
    let width = rect.width() - 2.0 * count.saturating_sub(1) as f32;
    let mut left = rect.left();
    for (place, share) in parts.into_iter().enumerate().filter(|(_, share)| *share > 0) {
        let part = Rect::from_min_size(pos2(left, rect.top()), vec2(width * share as f32 / 100.0, 28.0));
        let fill = colours.get(place).copied().unwrap_or(SLATE);
        ui.painter().rect_filled(part, f32::from(radius::BAR), fill);
        let ink = theme::text_on(fill);
        let name = names.get(place).map_or("", String::as_str);
        let text = if place == 0 { format!("{name} {share}%") } else { share.to_string() };
        let words = galley_within(ui, Type::CaptionStrong, &text, ink, part.width() - 4.0, 1);
        let start = if place == 0 { part.left() + 8.0 } else { part.center().x - words.rect.width() / 2.0 };
        ui.painter().galley(pos2(start, part.center().y - words.rect.height() / 2.0), words, ink);
        let below = if place == 0 {
            let n = (rows as f64 * f64::from(share) / 100.0).round() as u64;
            view.tr_with("common-customers", &[("n", Arg::Count(n))])
        } else {
            name.to_owned()
        };
        let room = if place == 0 { part.width() - 4.0 } else { part.width() + 6.0 };
        let words = galley_within(ui, Type::Caption, &below, tokens.muted, room.max(36.0), 1);
        let start = if place == 0 { part.left() } else { part.center().x - words.rect.width() / 2.0 };
        let start = start.min(rect.right() - words.rect.width());
        ui.painter().galley(pos2(start, part.bottom() + 2.0), words, tokens.muted);
        left += part.width() + 2.0;
    }
}

fn folds(ui: &mut Ui, view: &View<'_>) {
    if view.state.recipe().split_by.is_some() {
        label(ui, Type::Caption, view.tr("model-folds-time"), theme::of(ui).muted);
        return;
    }
    let mut folds = view.state.recipe().evaluation.folds;
    let texts = [
        (None, view.tr("model-folds-none")),
        (Some(5), view.tr_with("model-folds-n", &[("n", Arg::Count(5))])),
        (Some(10), view.tr_with("model-folds-n", &[("n", Arg::Count(10))])),
    ];
    let other = folds.filter(|n| *n != 5 && *n != 10);
    let other = other.map(|n| (Some(n), view.tr_with("model-folds-n", &[("n", Arg::Count(u64::from(n)))])));
    let choices: Vec<(Option<u32>, &str)> =
        texts.iter().chain(&other).map(|(n, text)| (*n, text.as_str())).collect();
    if combo_labelled(ui, &view.tr("model-folds"), &mut folds, &choices, &view.tr("model-folds-help")) {
        view.send(Command::SetFolds(folds));
    }
}

fn seed(ui: &mut Ui, view: &View<'_>) {
    let field = NumberField {
        label: &view.tr("model-seed"),
        help: &view.tr("model-seed-help"),
        hint: "42",
        allowed: &view.tr("model-seed-allowed"),
        blocked: None,
        step: Some(1.0),
    };
    let now = view.state.recipe().seed.to_string();
    if let Some(seed) = field.show(ui, &now, |text| text.parse::<u64>().ok()) {
        view.send(Command::SetSeed(seed));
    }
}

/// Settings behind a fold.
fn more(ui: &mut Ui, view: &View<'_>) {
    let id = egui::Id::unique("model-more-settings");
    let mut open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let sign = if open { icons::ICON_EXPAND_LESS } else { icons::ICON_EXPAND_MORE };
    if ui.add(Button::quiet(&view.tr("model-more-settings")).icon(sign)).clicked() {
        open = !open;
        ui.data_mut(|data| data.insert_temp(id, open));
    }
    if !open {
        return;
    }
    let spec = &view.state.recipe().model;
    let kind = view.state.question().map(|question| spec.kind.resolve(question));
    let svm = kind == Some(ModelChoice::Svm);
    let usual = if kind == Some(ModelChoice::Linear) { "0" } else { "1" };
    let mut found = spec.penalty == Some(Penalty::Found);
    let blocked = found.then(|| view.tr("penalty-found-blocked"));
    let penalty = NumberField {
        label: &view.tr("model-penalty"),
        help: &view.tr("model-penalty-help"),
        hint: usual,
        allowed: &view.tr(if svm { "svm-penalty-allowed" } else { "model-penalty-allowed" }),
        blocked: blocked.as_deref(),
        step: Some(0.1),
    };
    // An empty field means: as usual.
    let now = spec.penalty.and_then(Penalty::given).map(|penalty| penalty.to_string()).unwrap_or_default();
    let read = |text: &str| {
        if text.is_empty() {
            return Some(None);
        }
        let low = |value: &f64| if svm { *value > 0.0 } else { *value >= 0.0 };
        text.parse::<f64>().ok().filter(|value| value.is_finite() && low(value)).map(Some)
    };
    if let Some(penalty) = penalty.show(ui, &now, read) {
        let penalty = penalty.map(Penalty::Given);
        view.send(Command::SetModel(ModelSpec { penalty, ..spec.clone() }));
    }
    if matches!(kind, Some(ModelChoice::Linear | ModelChoice::Logistic)) {
        let help = [("low", Arg::Number(PENALTY_LOWEST)), ("folds", Arg::Count(u64::from(PENALTY_FOLDS)))];
        let help = view.tr_with("penalty-find-help", &help);
        if switch(ui, &mut found, &view.tr("penalty-find"), &help).changed() {
            let penalty = found.then_some(Penalty::Found);
            view.send(Command::SetModel(ModelSpec { penalty, ..spec.clone() }));
        }
    }
    let one_step = match kind {
        Some(ModelChoice::Linear) => Some(view.tr("model-epochs-linear")),
        Some(ModelChoice::Svm) => Some(view.tr("svm-epochs")),
        _ => None,
    };
    let epochs = NumberField {
        label: &view.tr("model-epochs"),
        help: &view.tr(if kind == Some(ModelChoice::Neural) {
            "neural-epochs-help"
        } else {
            "model-epochs-help"
        }),
        hint: &match kind {
            Some(ModelChoice::Neural) => NET_EPOCHS.to_string(),
            _ => view.tr("model-epochs-hint"),
        },
        allowed: &view.tr("model-epochs-allowed"),
        blocked: one_step.as_deref(),
        step: Some(10.0),
    };
    let now = spec.epochs.map(|epochs| epochs.to_string()).unwrap_or_default();
    let read = |text: &str| {
        if text.is_empty() {
            return Some(None);
        }
        text.parse::<u32>().ok().filter(|value| *value > 0).map(Some)
    };
    if let Some(epochs) = epochs.show(ui, &now, read) {
        view.send(Command::SetModel(ModelSpec { epochs, ..spec.clone() }));
    }
    net::more(ui, view);
}
