//! Many findings of one kind as one card: a wide file would otherwise fill the list with thousands that say the same.

use egui::{Frame, Id, Margin, Sense, Ui, vec2};

use super::findings::{line, one, sign};
use crate::app::command::Command;
use crate::app::state::Loaded;
use crate::domain::column::{Finding, FindingKind, Severity};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::Step;
use crate::ui::theme::{self, Type, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button};

/// Findings of a kind up to which each has a card of its own.
const FEW: usize = 6;
/// Cards of a kind that are shown at a time.
const PAGE: usize = 20;
/// Columns named on the card of many.
const NAMED: usize = 5;
/// Findings up to which all are mended by one click: as many steps must be looked through afterwards.
const AT_ONCE: usize = 1_000;

/// A finding with its index in the profile.
type Indexed<'a> = (usize, &'a Finding);

/// Findings in the order of their first of a kind, those of one kind and weight together.
pub(super) fn groups<'a>(findings: &[Indexed<'a>]) -> Vec<Vec<Indexed<'a>>> {
    let mut groups: Vec<((FindingKind, Severity, bool), Vec<Indexed<'a>>)> = Vec::new();
    for (index, finding) in findings {
        // What is not about a column is no more of the same.
        let key = (finding.kind, finding.severity, finding.column.is_some());
        match groups.iter_mut().find(|(known, _)| *known == key && key.2) {
            Some((_, group)) => group.push((*index, *finding)),
            None => groups.push((key, vec![(*index, *finding)])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Draws the findings of one kind: a few one by one, many as one card that opens.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, group: &[Indexed<'_>]) {
    let Some(((_, first), others)) = group.split_first() else { return };
    if group.len() <= FEW {
        for (index, finding) in group {
            one(ui, view, loaded, *index, finding);
        }
        return;
    }
    let id = Id::unique(("findings-alike", loaded.shown.0, first.kind, first.severity as u8));
    let open: usize = ui.data(|data| data.get_temp(id)).unwrap_or(0);
    let mut asked = card(ui, view, group, first, others, open);
    for (index, finding) in group.iter().take(open) {
        one(ui, view, loaded, *index, finding);
    }
    if open > 0 {
        asked = asked.max(more(ui, view, group.len(), open));
    }
    ui.data_mut(|data| data.insert_temp(id, asked));
}

/// Under the single cards: the next ones. How many are to be shown from now on; none where nothing was asked.
fn more(ui: &mut Ui, view: &View<'_>, all: usize, open: usize) -> usize {
    let next = (open + PAGE).min(all);
    if next == open {
        return 0;
    }
    let args = [("n", Arg::Count((next - open) as u64))];
    let frame = Frame::new().inner_margin(Margin::symmetric(16, 12));
    let asked = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Button::secondary(&view.tr_with("screens-data-show-more", &args)).compact()).clicked()
    });
    line(ui, asked.response.rect.bottom());
    if asked.inner { next } else { 0 }
}

/// The card of many. How many single ones are to be shown from now on.
fn card(
    ui: &mut Ui,
    view: &View<'_>,
    group: &[Indexed<'_>],
    first: &Finding,
    others: &[Indexed<'_>],
    open: usize,
) -> usize {
    let tokens = theme::of(ui);
    let mut asked = open;
    let names: Vec<&str> =
        others.iter().take(NAMED).filter_map(|(_, other)| other.column.as_deref()).collect();
    let args = [("n", Arg::Count(others.len() as u64)), ("names", Arg::Text(names.join(", ")))];
    let frame = Frame::new().inner_margin(Margin::symmetric(16, 12));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, 2.0);
            let (icon, ink) = sign(first, tokens);
            let drawn = widgets::icon(ui, icon, 18.0, ink);
            let (place, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
            ui.painter().galley(place.center() - drawn.rect.size() / 2.0, drawn, ink);
            ui.vertical(|ui| {
                widgets::label(ui, Type::Medium, view.say(&first.title), tokens.text);
                let alike = view.tr_with("screens-data-alike", &args);
                widgets::label(ui, Type::Caption, alike, tokens.muted);
                ui.add_space(6.0);
                ui.horizontal_wrapped(|ui| buttons(ui, view, group, &mut asked));
            });
        });
    });
    line(ui, shown.response.rect.bottom());
    asked
}

fn buttons(ui: &mut Ui, view: &View<'_>, group: &[Indexed<'_>], asked: &mut usize) {
    let all = [("n", Arg::Count(group.len() as u64))];
    if let Some(label) = one_way(group) {
        let args = [("fix", Arg::Text(view.say(label))), ("n", Arg::Count(group.len() as u64))];
        if ui.add(Button::secondary(&view.tr_with("screens-data-fix-all", &args)).compact()).clicked() {
            let steps = group.iter().filter_map(|(_, finding)| finding.fix.as_ref());
            let steps: Vec<Step> = steps.map(|(_, step)| step.clone()).collect();
            view.send(Command::AddSteps(steps));
        }
    }
    let (name, next) = if *asked > 0 {
        (view.tr("screens-data-show-none"), 0)
    } else {
        (view.tr("screens-data-show-each"), PAGE.min(group.len()))
    };
    if ui.add(Button::quiet(&name).compact()).clicked() {
        *asked = next;
    }
    let tip = view.tr("screens-data-leave-tip");
    if ui.add(Button::quiet(&view.tr_with("screens-data-leave-all", &all)).compact().tooltip(&tip)).clicked()
    {
        view.send(Command::DismissFindings(group.iter().map(|(index, _)| *index).collect()));
    }
}

/// The words of the mend, where they are the same for all, values included, and there are not too many.
fn one_way<'a>(group: &[Indexed<'a>]) -> Option<&'a Message> {
    let (_, first) = group.first().filter(|_| group.len() <= AT_ONCE)?;
    let (label, _) = first.fix.as_ref()?;
    let same = |finding: &Finding| finding.fix.as_ref().is_some_and(|(other, _)| other == label);
    group.iter().all(|(_, finding)| same(finding)).then_some(label)
}
