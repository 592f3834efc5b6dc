//! What is done where an answer is rare.

use egui::Ui;

use super::super::page;
use crate::app::command::Command;
use crate::app::questions;
use crate::domain::column::Summary;
use crate::domain::message::Arg;
use crate::domain::recipe::{Balance, ModelSpec, Question};
use crate::ui::theme::{self, Type, space};
use crate::ui::view::View;
use crate::ui::widgets::{combo_labelled, label};

/// Below this share the rarer answer can be made to count more.
const RARE: f64 = 0.1;

/// The share of customers with the rarest answer; none while nothing is asked that has answers.
fn rarer_share(view: &View<'_>) -> Option<f64> {
    let (target, positive) = match view.state.question()? {
        Question::YesNo { target, positive, .. } => (target, Some(positive.as_deref()?)),
        Question::Category { target } => (target, None),
        Question::Number { .. } | Question::Segments { .. } => return None,
    };
    let column = view.state.loaded.as_ref()?.profile.column(target)?;
    let Summary::Values { top, other } = &column.summary else { return None };
    let all = (top.iter().map(|(_, count)| count).sum::<u64>() + other).max(1) as f64;
    let Some(positive) = positive else {
        // Of values that are not counted one by one the mean is known: the rarest is at most as frequent.
        let more = column.distinct.saturating_sub(top.len() as u64);
        let rest = if more == 0 { f64::INFINITY } else { *other as f64 / more as f64 };
        let rarest = top.iter().map(|(_, count)| *count as f64).fold(rest, f64::min);
        return (rarest <= all).then_some(rarest / all);
    };
    let yes = questions::values(column).into_iter().find(|(value, _)| value == positive)?.1;
    let share = yes as f64 / all;
    Some(share.min(1.0 - share))
}

/// The choice, where it applies; otherwise when it would.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    let Some(share) = rarer_share(view) else { return };
    let spec = &view.state.recipe().model;
    let several = matches!(view.state.question(), Some(Question::Category { .. }));
    let said = |two: &'static str, more: &'static str| if several { more } else { two };
    page::divider(ui);
    ui.add_space(space::XS);
    let args = [("share", Arg::Percent(share)), ("most", Arg::Percent(RARE))];
    if share >= RARE && spec.balance.is_none() {
        let tokens = theme::of(ui);
        label(ui, Type::Medium, view.tr("balance-label"), tokens.text);
        label(
            ui,
            Type::Caption,
            view.tr_with(said("balance-not-rare", "category-balance-not-rare"), &args),
            tokens.muted,
        );
        ui.add_space(space::XS);
        return;
    }
    let texts = [
        (Balance::None, view.tr("balance-none")),
        (Balance::Weights, view.tr(said("balance-weights", "category-balance-weights"))),
        (Balance::Oversample, view.tr(said("balance-oversample", "category-balance-oversample"))),
    ];
    let choices: Vec<(Balance, &str)> = texts.iter().map(|(choice, text)| (*choice, text.as_str())).collect();
    let mut balance = spec.balance;
    let help = match balance {
        Balance::None => view.tr_with(said("balance-none-help", "category-balance-none-help"), &args),
        Balance::Weights => view.tr(said("balance-weights-help", "category-balance-weights-help")),
        Balance::Oversample => view.tr(said("balance-oversample-help", "category-balance-oversample-help")),
    };
    let shown = ui.scope(|ui| combo_labelled(ui, &view.tr("balance-label"), &mut balance, &choices, &help));
    shown.response.on_hover_text(view.tr(said("balance-tooltip", "category-balance-tooltip")));
    if shown.inner {
        view.send(Command::SetModel(ModelSpec { balance, ..spec.clone() }));
    }
    ui.add_space(space::XS);
}
