//! How the file was read, and how it is to be read instead, with its first rows under the choices at hand.

use egui::{Id, Ui};

use super::super::data::delimiter;
use super::{foot, modal, rows};
use crate::app::command::Command;
use crate::domain::message::{Arg, Message};
use crate::domain::reading::{DateOrder, Encoding, Escape, Quote, Reading, Thousands};
use crate::domain::table::{FileFacts, FileForm};
use crate::domain::work::Slot;
use crate::ui::theme::{self, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button};

/// Choices for lines before the table and for rows at most.
const SKIPS: [u64; 11] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const ROWS: [u64; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// Steps of a sample.
const EVERY: [u64; 2] = [10, 100];

/// Draws the dialog.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    let Some(path) = view.state.reading_path() else { return };
    let refused = view.state.refused.is_some();
    let fallback = FileFacts::default();
    let now = if refused { Reading::default() } else { view.state.recipe().source.reading.clone() };
    modal(ui, view, "reading", &view.tr("screens-dialogs-reading"), 860.0, |ui| {
        let tokens = theme::of(ui);
        widgets::label(ui, Type::Body, view.tr("screens-dialogs-reading-text"), tokens.muted);
        ui.add_space(space::XS);
        // The draft belongs to the reading it started from, and to one opening of the dialog: after a pass without
        // the dialog it starts anew, with first rows of its own.
        let id = Id::unique(("dialog-reading", path.clone(), format!("{now:?}")));
        let pass = ui.ctx().cumulative_pass_nr();
        let known: Option<(u64, Reading)> = ui.data(|data| data.get_temp(id));
        let known = known.filter(|(last, _)| pass <= last + 1).map(|(_, draft)| draft);
        let fresh = known.is_none();
        let mut draft = known.unwrap_or_else(|| now.clone());
        let before = draft.clone();
        let glance = view.state.glance.as_ref();
        let seen = glance.and_then(|glance| glance.table.as_ref().ok()).map(|table| table.facts());
        let loaded = view.state.loaded.as_ref().filter(|_| !refused).map(|loaded| loaded.view.facts());
        let facts = seen.or(loaded).unwrap_or(&fallback);
        ui.spacing_mut().item_spacing.y = space::S;
        options(ui, view, facts, &mut draft);
        ui.add_space(space::XS);
        let busy = view.state.jobs.contains_key(&Slot::Glance)
            || glance.is_none_or(|glance| glance.reading != draft);
        rows::ui(ui, view, glance, busy);
        foot(ui, |ui| {
            let unchanged = view.tr("screens-dialogs-unchanged");
            let blocked = (draft == now).then_some(unchanged.as_str());
            let again = view.tr("screens-dialogs-read-again");
            if ui.add(Button::primary(&again).icon(icons::ICON_REFRESH).blocked(blocked)).clicked() {
                view.send(Command::Reread(draft.clone()));
            }
            if ui.add(Button::secondary(&view.tr("common-cancel"))).clicked() {
                view.send(Command::DismissDialog);
            }
        });
        if fresh || draft != before {
            view.send(Command::Glance(draft.clone()));
        }
        ui.data_mut(|data| data.insert_temp(id, (pass, draft)));
    });
}

/// Every option, in three columns.
fn options(ui: &mut Ui, view: &View<'_>, facts: &FileFacts, draft: &mut Reading) {
    ui.columns(3, |columns| {
        let [first, second, third] = columns else { return };
        match facts.form {
            FileForm::Workbook => sheet(first, view, facts, draft),
            FileForm::Text => {
                encoding(first, view, facts, draft);
                delimiters(first, view, facts, draft);
                quotes(first, view, facts, draft);
            }
            // Names, kinds and marks stand in the file itself.
            FileForm::Parquet => {
                at_most(first, view, draft);
                return dates(second, view, draft);
            }
        }
        names(second, view, facts, draft);
        skipped(second, view, facts, draft);
        at_most(second, view, draft);
        marks(third, view, facts, draft);
        dates(third, view, draft);
    });
}

/// The first choice of a list: what was found out, or to find it out again.
fn found(view: &View<'_>, open: bool, what: String) -> String {
    if open {
        view.tr_with("screens-dialogs-found", &[("what", Arg::Text(what))])
    } else {
        view.tr("screens-dialogs-find-out")
    }
}

fn field<T: PartialEq + Clone>(
    ui: &mut Ui,
    label: &str,
    value: &mut Option<T>,
    choices: &[(Option<T>, String)],
) {
    // Lists take plain numbers as values.
    let before = choices.iter().position(|(choice, _)| choice == value).unwrap_or(0);
    let mut chosen = before;
    let numbered: Vec<(usize, &str)> =
        choices.iter().enumerate().map(|(index, (_, text))| (index, text.as_str())).collect();
    widgets::combo_labelled(ui, label, &mut chosen, &numbered, "");
    if chosen != before
        && let Some((choice, _)) = choices.get(chosen)
    {
        value.clone_from(choice);
    }
}

fn sheet(ui: &mut Ui, view: &View<'_>, facts: &FileFacts, draft: &mut Reading) {
    let now = facts.sheet.clone().unwrap_or_default();
    let mut choices = vec![(None, found(view, draft.sheet.is_none(), now.clone()))];
    let others = facts.others.iter().filter(|other| other.line.is_none()).map(|other| other.name.clone());
    choices.extend(std::iter::once(now).chain(others).map(|name| (Some(name.clone()), name)));
    field(ui, &view.tr("screens-dialogs-sheet"), &mut draft.sheet, &choices);
}

fn encoding(ui: &mut Ui, view: &View<'_>, facts: &FileFacts, draft: &mut Reading) {
    let mut choices = vec![(None, found(view, draft.encoding.is_none(), facts.encoding.clone()))];
    choices.extend(Encoding::ALL.map(|encoding| (Some(encoding), encoding_name(view, encoding))));
    field(ui, &view.tr("screens-dialogs-encoding-label"), &mut draft.encoding, &choices);
}

fn encoding_name(view: &View<'_>, encoding: Encoding) -> String {
    let language = match encoding {
        Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => return encoding.name().to_owned(),
        Encoding::Gb18030 => view.tr("screens-dialogs-script-simplified"),
        Encoding::Big5 => view.tr("screens-dialogs-script-traditional"),
        Encoding::ShiftJis | Encoding::EucJp => view.tr("screens-dialogs-script-japanese"),
        Encoding::EucKr => view.tr("screens-dialogs-script-korean"),
        Encoding::Windows1252 | Encoding::Macintosh => view.tr("screens-dialogs-script-western"),
        Encoding::Windows1250 | Encoding::Iso8859x2 => view.tr("screens-dialogs-script-central"),
        Encoding::Windows1251 | Encoding::Koi8U => view.tr("screens-dialogs-script-cyrillic"),
        Encoding::Windows1253 | Encoding::Iso8859x7 => view.tr("screens-dialogs-script-greek"),
        Encoding::Windows1254 => view.tr("screens-dialogs-script-turkish"),
        Encoding::Windows1257 => view.tr("screens-dialogs-script-baltic"),
    };
    format!("{} · {language}", encoding.name())
}

fn delimiters(ui: &mut Ui, view: &View<'_>, facts: &FileFacts, draft: &mut Reading) {
    let signs = [',', ';', '\t', '|', ' '];
    let mut choices = vec![(None, found(view, draft.delimiter.is_none(), delimiter(view, facts.delimiter)))];
    choices.extend(signs.into_iter().map(|sign| (Some(sign), delimiter(view, sign))));
    if let Some(other) = draft.delimiter.filter(|sign| !signs.contains(sign)) {
        choices.push((Some(other), delimiter(view, other)));
    }
    field(ui, &view.tr("screens-dialogs-delimiter"), &mut draft.delimiter, &choices);
}

/// The quotation mark and how it stands inside a cell are one choice.
fn quotes(ui: &mut Ui, view: &View<'_>, facts: &FileFacts, draft: &mut Reading) {
    let name = |quote: Quote, escape: Escape| match (quote, escape) {
        (Quote::None, _) => view.tr("screens-dialogs-quote-none"),
        (Quote::Double, Escape::Doubled) => view.tr("screens-dialogs-quote-double"),
        (Quote::Double, Escape::Backslash) => view.tr("screens-dialogs-quote-double-backslash"),
        (Quote::Single, Escape::Doubled) => view.tr("screens-dialogs-quote-single"),
        (Quote::Single, Escape::Backslash) => view.tr("screens-dialogs-quote-single-backslash"),
    };
    let known = match facts.quote {
        Some('\'') => Quote::Single,
        Some(_) => Quote::Double,
        None => Quote::None,
    };
    let escape = if facts.backslash { Escape::Backslash } else { Escape::Doubled };
    let mut choices = vec![(None, found(view, draft.quote.is_none(), name(known, escape)))];
    let pairs = [
        (Quote::Double, Escape::Doubled),
        (Quote::Double, Escape::Backslash),
        (Quote::Single, Escape::Doubled),
        (Quote::Single, Escape::Backslash),
        (Quote::None, Escape::Doubled),
    ];
    choices.extend(pairs.map(|(quote, escape)| (Some((quote, escape)), name(quote, escape))));
    let mut pair = draft.quote.map(|quote| (quote, draft.escape.unwrap_or(Escape::Doubled)));
    let before = pair;
    field(ui, &view.tr("screens-dialogs-quote"), &mut pair, &choices);
    if pair != before {
        draft.quote = pair.map(|(quote, _)| quote);
        draft.escape = pair.map(|(_, escape)| escape);
    }
}

fn names(ui: &mut Ui, view: &View<'_>, facts: &FileFacts, draft: &mut Reading) {
    let name = |rows: u8| match rows {
        0 => view.tr("screens-dialogs-header-none"),
        1 => view.tr("screens-dialogs-header-one"),
        rows => view.tr_with("screens-dialogs-header-several", &[("n", Arg::Count(u64::from(rows)))]),
    };
    let mut choices = vec![(None, found(view, draft.header.is_none(), name(facts.header_rows)))];
    choices.extend((0..=4).map(|rows| (Some(rows), name(rows))));
    field(ui, &view.tr("screens-dialogs-header"), &mut draft.header, &choices);
}

fn skipped(ui: &mut Ui, view: &View<'_>, facts: &FileFacts, draft: &mut Reading) {
    let name = |lines: u64| match lines {
        0 => view.tr("screens-dialogs-skip-none"),
        lines => view.tr_with("screens-dialogs-skip", &[("n", Arg::Count(lines))]),
    };
    let mut choices = vec![(None, found(view, draft.skip.is_none(), name(facts.skipped)))];
    choices.extend(SKIPS.map(|lines| (Some(lines), name(lines))));
    // A further table of the file starts at a line of its own.
    let others = facts.others.iter().filter_map(|other| other.line).map(|line| line - 1);
    for lines in others.chain(draft.skip) {
        if !choices.iter().any(|(choice, _)| *choice == Some(lines)) {
            let line = [("line", Arg::Count(lines + 1))];
            choices.push((Some(lines), view.tr_with("screens-dialogs-skip-to", &line)));
        }
    }
    field(ui, &view.tr("screens-dialogs-skip-label"), &mut draft.skip, &choices);
}

/// All rows, the first ones, or some spread over the file are one choice.
fn at_most(ui: &mut Ui, view: &View<'_>, draft: &mut Reading) {
    let name = |rows: Option<u64>, every: Option<u64>| match (rows, every) {
        (_, Some(every)) => view.tr_with("screens-dialogs-rows-every", &[("n", Arg::Count(every))]),
        (Some(rows), None) => view.tr_with("screens-dialogs-rows-first", &[("n", Arg::Count(rows))]),
        (None, None) => view.tr("screens-dialogs-rows-all"),
    };
    let mut pairs = vec![(None, None)];
    pairs.extend(ROWS.map(|rows| (Some(rows), None)));
    pairs.extend(EVERY.map(|every| (None, Some(every))));
    let now = (draft.rows, draft.every);
    if !pairs.contains(&now) {
        pairs.push(now);
    }
    let choices: Vec<_> =
        pairs.into_iter().map(|(rows, every)| (Some((rows, every)), name(rows, every))).collect();
    let mut chosen = Some(now);
    field(ui, &view.tr("screens-dialogs-rows"), &mut chosen, &choices);
    (draft.rows, draft.every) = chosen.unwrap_or(now);
}

fn marks(ui: &mut Ui, view: &View<'_>, facts: &FileFacts, draft: &mut Reading) {
    let decimal = |sign: char| {
        let id = if sign == ',' {
            Message::new("screens-dialogs-decimal-comma")
        } else {
            Message::new("screens-dialogs-decimal-point")
        };
        view.say(&id)
    };
    let choices = [
        (None, found(view, draft.decimal.is_none(), decimal(facts.decimal))),
        (Some('.'), decimal('.')),
        (Some(','), decimal(',')),
    ];
    field(ui, &view.tr("screens-dialogs-decimal"), &mut draft.decimal, &choices);
    let name = |mark: Thousands| match mark {
        Thousands::None => view.tr("screens-dialogs-thousands-none"),
        Thousands::Comma => view.tr("screens-dialogs-thousands-comma"),
        Thousands::Point => view.tr("screens-dialogs-thousands-point"),
        Thousands::Blank => view.tr("screens-dialogs-thousands-blank"),
        Thousands::Apostrophe => view.tr("screens-dialogs-thousands-apostrophe"),
    };
    let mut choices =
        vec![(None, found(view, draft.thousands.is_none(), name(Thousands::of(facts.thousands))))];
    choices.extend(Thousands::ALL.map(|mark| (Some(mark), name(mark))));
    field(ui, &view.tr("screens-dialogs-thousands"), &mut draft.thousands, &choices);
}

fn dates(ui: &mut Ui, view: &View<'_>, draft: &mut Reading) {
    let choices = [
        (None, view.tr("screens-dialogs-dates-each")),
        (Some(DateOrder::DayFirst), view.tr("screens-dialogs-dates-day")),
        (Some(DateOrder::MonthFirst), view.tr("screens-dialogs-dates-month")),
    ];
    field(ui, &view.tr("screens-dialogs-dates"), &mut draft.date_order, &choices);
}
