//! The four questions and the sentence that completes the chosen one.

use egui::{Align, Layout, Ui};

use super::super::page;
use super::which;
use crate::app::command::Command;
use crate::app::questions;
use crate::domain::column::{ColumnProfile, Role, Summary};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{Question, Wording};
use crate::text::format;
use crate::ui::charts::share_bar;
use crate::ui::theme::{self, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{Button, RadioCard, combo, icon, label};

/// A question that is chosen but lacks its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    YesNo,
    Category,
    Number,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Card {
    YesNo,
    Category,
    Number,
    Groups,
}

/// Where the open question is kept: one per table.
fn memory(view: &View<'_>) -> egui::Id {
    egui::Id::unique(("model-open-question", view.state.loaded.as_ref().map(|loaded| loaded.id)))
}

/// Draws the four cards. Returns a question that was chosen and still lacks its column.
pub(super) fn cards(ui: &mut Ui, view: &View<'_>) -> Option<Open> {
    let open = ui.data(|data| data.get_temp::<Open>(memory(view)));
    let chosen = match view.state.question() {
        Some(Question::YesNo { .. }) => Some(Card::YesNo),
        Some(Question::Number { .. }) => Some(Card::Number),
        Some(Question::Category { .. }) => Some(Card::Category),
        Some(Question::Segments { .. }) => Some(Card::Groups),
        None => open.map(|open| match open {
            Open::YesNo => Card::YesNo,
            Open::Category => Card::Category,
            Open::Number => Card::Number,
        }),
    };
    let (yes_no, numbers) =
        (answers(view, questions::can_be_yes_no), answers(view, questions::can_be_number));
    let several = answers(view, questions::can_be_category);
    let no_yes_no = yes_no.is_empty().then(|| view.tr("model-no-yes-no"));
    let no_several = several.is_empty().then(|| view.tr("category-no-column"));
    let no_numbers = numbers.is_empty().then(|| view.tr("model-no-numbers"));
    let no_groups = super::groups::candidates(view).is_empty().then(|| view.tr("model-no-inputs"));
    let texts = [
        (
            Card::YesNo,
            icons::ICON_HOW_TO_REG,
            view.tr("model-yes-no"),
            view.tr("model-yes-no-text"),
            no_yes_no,
        ),
        (
            Card::Category,
            icons::ICON_ALT_ROUTE,
            view.tr("category-card"),
            view.tr("category-card-text"),
            no_several,
        ),
        (
            Card::Number,
            icons::ICON_PAYMENTS,
            view.tr("model-number"),
            view.tr("model-number-text"),
            no_numbers,
        ),
        (
            Card::Groups,
            icons::ICON_WORKSPACES,
            view.tr("model-groups"),
            view.tr("model-groups-text"),
            no_groups,
        ),
    ];
    let width = ui.available_width();
    let across = match width {
        width if width >= 820.0 => 4,
        width if width >= 420.0 => 2,
        _ => 1,
    };
    let widths = page::equal(width, across);
    // Four beside one another have room for a title of two lines.
    let height = if across == 4 { 116.0 } else { 96.0 };
    let mut clicked = None;
    for row in texts.chunks(widths.len()) {
        page::side_by_side(ui, &widths, |ui, place| {
            let Some((card, icon, title, text, blocked)) = row.get(place) else { return };
            let shown = RadioCard {
                chosen: chosen == Some(*card),
                icon: *icon,
                title,
                text,
                blocked: blocked.as_deref(),
            };
            let width = ui.available_width();
            if shown.show(ui, width, height).clicked() && chosen != Some(*card) {
                clicked = Some(*card);
            }
        });
    }
    match clicked {
        Some(Card::YesNo) => ask(ui, view, &yes_no, Open::YesNo),
        Some(Card::Category) => ask(ui, view, &several, Open::Category),
        Some(Card::Number) => ask(ui, view, &numbers, Open::Number),
        Some(Card::Groups) => view.send(Command::Ask(Question::Segments { columns: Vec::new() })),
        None => {}
    }
    if view.state.question().is_some() { None } else { open }
}

/// Asks about the column that looks like an answer, or leaves the column open.
fn ask(ui: &Ui, view: &View<'_>, columns: &[&ColumnProfile], open: Open) {
    let likely = columns.first().filter(|column| is_suggested(view, &column.name) || columns.len() == 1);
    let question = likely.map(|column| match open {
        Open::YesNo => questions::yes_no(column),
        Open::Category => Question::Category { target: column.name.clone() },
        Open::Number => Question::Number { target: column.name.clone() },
    });
    ui.data_mut(|data| data.insert_temp(memory(view), open));
    match question {
        Some(question) => view.send(Command::Ask(question)),
        // Another kind of question was asked: it stays until the column of the new one is chosen.
        None => view.send(Command::ForgetQuestion),
    }
}

fn is_suggested(view: &View<'_>, name: &str) -> bool {
    view.state.loaded.as_ref().is_some_and(|loaded| loaded.targets.iter().any(|target| target == name))
}

/// Columns that can be the answer: those that look like one first, then in file order; ids and contacts
/// are nobody's question.
pub(super) fn answers<'a>(view: &View<'a>, fits: impl Fn(&ColumnProfile) -> bool) -> Vec<&'a ColumnProfile> {
    let Some(loaded) = &view.state.loaded else { return Vec::new() };
    let usable = |column: &&ColumnProfile| !matches!(column.role, Role::Id | Role::Contact) && fits(column);
    let mut found: Vec<&ColumnProfile> = loaded
        .targets
        .iter()
        .filter_map(|target| loaded.profile.column(target))
        .filter(|column| fits(column))
        .collect();
    let others = loaded.profile.columns.iter().filter(usable);
    let others: Vec<_> = others.filter(|column| !loaded.targets.contains(&column.name)).collect();
    found.extend(others);
    found
}

/// The sentence of a question that has its column.
pub(super) fn sentence(ui: &mut Ui, view: &View<'_>, question: &Question) {
    page::panel(ui, |ui| match question {
        Question::YesNo { target, positive, wording } => {
            yes_no(ui, view, Some(target), positive.as_deref(), *wording);
        }
        Question::Number { target } => number(ui, view, Some(target)),
        Question::Category { target } => which::sentence(ui, view, Some(target)),
        Question::Segments { .. } => {}
    });
}

/// The sentence of a question that lacks its column.
pub(super) fn open_sentence(ui: &mut Ui, view: &View<'_>, open: Open) {
    page::panel(ui, |ui| match open {
        Open::YesNo => yes_no(ui, view, None, None, Wording::Own),
        Open::Category => which::sentence(ui, view, None),
        Open::Number => number(ui, view, None),
    });
}

/// A choice by index in which nothing may be chosen yet.
pub(super) fn pick(
    ui: &mut Ui,
    name: &str,
    texts: &[String],
    chosen: Option<usize>,
    none: &str,
    width: f32,
) -> Option<usize> {
    let mut value = chosen;
    let mut choices: Vec<(Option<usize>, &str)> =
        texts.iter().enumerate().map(|(place, text)| (Some(place), text.as_str())).collect();
    if chosen.is_none() {
        choices.insert(0, (None, none));
    }
    if combo(ui, name, &mut value, &choices, width) { value } else { None }
}

pub(super) fn word(ui: &mut Ui, text: &str) {
    if !text.is_empty() {
        let colour = theme::of(ui).text;
        label(ui, Type::Lead, text, colour);
    }
}

/// Wide enough for the longest text, within reason.
pub(super) fn width_for(ui: &Ui, texts: &[String]) -> f32 {
    let longest = texts.iter().max_by_key(|text| text.chars().count());
    let words =
        crate::ui::widgets::galley(ui, Type::Body, longest.map_or("", |text| text), theme::of(ui).text);
    (words.rect.width() + 56.0).clamp(96.0, 240.0)
}

fn yes_no(ui: &mut Ui, view: &View<'_>, target: Option<&str>, positive: Option<&str>, wording: Wording) {
    let columns = answers(view, questions::can_be_yes_no);
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let chosen = target.and_then(|target| names.iter().position(|name| name == target));
    let column = chosen.and_then(|place| columns.get(place)).copied();
    let values = column.map(questions::values).unwrap_or_default();
    let value_names: Vec<String> = values.iter().map(|(value, _)| value.clone()).collect();
    let value = positive.and_then(|positive| value_names.iter().position(|name| name == positive));
    let choose = view.tr("model-choose");

    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        word(ui, &view.tr("model-find-before"));
        let width = width_for(ui, &names);
        if let Some(column) = pick(ui, &view.tr("model-answer-column"), &names, chosen, &choose, width)
            .and_then(|place| columns.get(place))
        {
            view.send(Command::Ask(questions::yes_no(column)));
        }
        word(ui, &view.tr("model-find-between"));
        let width = width_for(ui, &value_names);
        let picked = pick(ui, &view.tr("model-answer-value"), &value_names, value, &choose, width);
        if let (Some(target), Some(positive)) = (target, picked.and_then(|place| value_names.get(place))) {
            view.send(Command::Ask(Question::YesNo {
                target: target.to_owned(),
                positive: Some(positive.clone()),
                wording,
            }));
        }
        word(ui, &view.tr("model-find-after"));
        if let (Some(column), Some((_, count))) = (column, value.and_then(|place| values.get(place))) {
            share_of(ui, view, column, *count);
        }
    });
    if let Some(target) = target {
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            let tokens = theme::of(ui);
            if positive.is_none() {
                label(ui, Type::CaptionMedium, view.tr("model-needs-value"), tokens.warn);
            }
            label(ui, Type::Caption, view.tr("model-wording"), tokens.muted);
            let texts = [
                (Wording::Leave, view.tr("model-wording-leave")),
                (Wording::Buy, view.tr("model-wording-buy")),
                (Wording::Answer, view.tr("model-wording-answer")),
                (Wording::Own, view.tr("model-wording-own")),
            ];
            let choices: Vec<(Wording, &str)> =
                texts.iter().map(|(word, text)| (*word, text.as_str())).collect();
            let mut now = wording;
            if combo(ui, &view.tr("model-wording-name"), &mut now, &choices, 152.0) {
                view.send(Command::Ask(Question::YesNo {
                    target: target.to_owned(),
                    positive: positive.map(str::to_owned),
                    wording: now,
                }));
            }
        });
    }
}

/// How many give the answer looked for, in words and as a bar.
fn share_of(ui: &mut Ui, view: &View<'_>, column: &ColumnProfile, count: u64) {
    let tokens = theme::of(ui);
    let Summary::Values { top, other } = &column.summary else { return };
    let all = top.iter().map(|(_, count)| count).sum::<u64>() + other;
    let share = count as f64 / all.max(1) as f64;
    let text = view.tr_with(
        "model-share",
        &[("yes", Arg::Count(count)), ("n", Arg::Count(all)), ("share", Arg::Percent(share))],
    );
    label(ui, Type::Body, &text, tokens.muted);
    if ui.available_width() >= 100.0 {
        let width = ui.available_width().min(160.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| share_bar(ui, share, width, &text));
    }
}

fn number(ui: &mut Ui, view: &View<'_>, target: Option<&str>) {
    let tokens = theme::of(ui);
    let columns = answers(view, questions::can_be_number);
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let chosen = target.and_then(|target| names.iter().position(|name| name == target));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        word(ui, &view.tr("model-predict-before"));
        let width = width_for(ui, &names);
        let picked =
            pick(ui, &view.tr("model-answer-column"), &names, chosen, &view.tr("model-choose"), width);
        if let Some(column) = picked.and_then(|place| columns.get(place)) {
            view.send(Command::Ask(Question::Number { target: column.name.clone() }));
        }
        word(ui, &view.tr("model-predict-after"));
        let column = chosen.and_then(|place| columns.get(place));
        if let Some(Summary::Numbers { min, max, mean, .. }) = column.map(|column| &column.summary) {
            let plain = |value: f64| Arg::Text(format::plain(value));
            let range = format::range(view.language(), &format::plain(*min), &format::plain(*max));
            let args = [("mean", plain(*mean)), ("range", Arg::Text(range))];
            label(ui, Type::Body, view.tr_with("model-number-range", &args), tokens.muted);
        }
    });
}

/// Nothing is asked yet: one click asks what the file seems to be about.
pub(super) fn suggestion(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    let likely = view
        .state
        .loaded
        .as_ref()
        .and_then(|loaded| loaded.targets.first().and_then(|target| loaded.profile.column(target)));
    page::panel(ui, |ui| {
        let Some(column) = likely else {
            label(ui, Type::Body, view.tr("model-no-question"), tokens.muted);
            return;
        };
        let question = questions::fitting(column);
        let asks = questions::short_name(&question);
        let text = view.say(&Message::new("model-suggestion").name("column", &column.name));
        let button_text = view.say(&Message::new("model-suggestion-ask").message("question", asks));
        ui.horizontal(|ui| {
            let bulb = icon(ui, icons::ICON_LIGHTBULB, 20.0, tokens.accent_text);
            ui.add(egui::Label::new(bulb));
            label(ui, Type::Body, text, tokens.text);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(Button::secondary(&button_text)).clicked() {
                    view.send(Command::Ask(question));
                }
            });
        });
    });
}
