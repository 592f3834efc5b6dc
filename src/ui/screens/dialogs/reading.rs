//! How the file was read, and how it is to be read instead.

use egui::{Id, Ui};

use super::super::data::delimiter;
use super::{foot, modal};
use crate::app::command::Command;
use crate::domain::message::Arg;
use crate::domain::recipe::{Quote, Reading};
use crate::ui::theme::{self, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button};

/// Draws the dialog.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    let Some(loaded) = &view.state.loaded else { return };
    let facts = loaded.view.facts();
    modal(ui, view, "reading", &view.tr("screens-dialogs-reading"), 440.0, |ui| {
        let tokens = theme::of(ui);
        widgets::label(ui, Type::Body, view.tr("screens-dialogs-reading-text"), tokens.muted);
        ui.add_space(space::XS);
        let now = &view.state.recipe().source.reading;
        // The draft belongs to the reading it started from; a new reading starts a new draft.
        let id = Id::unique(("dialog-reading", loaded.id.0, format!("{now:?}")));
        let mut draft: Reading = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| now.clone());
        let found = |what: String| view.tr_with("screens-dialogs-found", &[("what", Arg::Text(what))]);
        ui.spacing_mut().item_spacing.y = space::M;

        let signs = [',', ';', '\t', '|'];
        let mut delimiters = vec![(None, found(delimiter(view, facts.delimiter)))];
        delimiters.extend(signs.into_iter().map(|sign| (Some(sign), delimiter(view, sign))));
        if let Some(other) = draft.delimiter.filter(|sign| !signs.contains(sign)) {
            delimiters.push((Some(other), delimiter(view, other)));
        }
        field(ui, &view.tr("screens-dialogs-delimiter"), &mut draft.delimiter, &delimiters);

        let quote_name = |quote: Quote| match quote {
            Quote::Double => view.tr("screens-dialogs-quote-double"),
            Quote::Single => view.tr("screens-dialogs-quote-single"),
            Quote::None => view.tr("screens-dialogs-quote-none"),
        };
        let known = match facts.quote {
            Some('\'') => Quote::Single,
            Some(_) => Quote::Double,
            None => Quote::None,
        };
        let mut quotes = vec![(None, found(quote_name(known)))];
        let all = [Quote::Double, Quote::Single, Quote::None];
        quotes.extend(all.into_iter().map(|quote| (Some(quote), quote_name(quote))));
        field(ui, &view.tr("screens-dialogs-quote"), &mut draft.quote, &quotes);

        let decimal_name = |sign: char| {
            if sign == ',' {
                view.tr("screens-dialogs-decimal-comma")
            } else {
                view.tr("screens-dialogs-decimal-point")
            }
        };
        let decimals = [
            (None, found(decimal_name(facts.decimal))),
            (Some('.'), decimal_name('.')),
            (Some(','), decimal_name(',')),
        ];
        field(ui, &view.tr("screens-dialogs-decimal"), &mut draft.decimal, &decimals);

        let header_name = |header: bool| {
            if header { view.tr("screens-dialogs-header-yes") } else { view.tr("screens-dialogs-header-no") }
        };
        let headers = [
            (None, found(header_name(facts.header))),
            (Some(true), header_name(true)),
            (Some(false), header_name(false)),
        ];
        field(ui, &view.tr("screens-dialogs-header"), &mut draft.header, &headers);

        let encoding =
            view.tr_with("screens-dialogs-encoding", &[("encoding", Arg::Text(facts.encoding.clone()))]);
        widgets::label(ui, Type::Caption, encoding, tokens.muted);
        foot(ui, |ui| {
            let unchanged = view.tr("screens-dialogs-unchanged");
            let blocked = (draft == *now).then_some(unchanged.as_str());
            let again = view.tr("screens-dialogs-read-again");
            if ui.add(Button::primary(&again).icon(icons::ICON_REFRESH).blocked(blocked)).clicked() {
                view.send(Command::Reread(draft.clone()));
            }
            if ui.add(Button::secondary(&view.tr("common-cancel"))).clicked() {
                view.send(Command::DismissDialog);
                draft = now.clone();
            }
        });
        ui.data_mut(|data| data.insert_temp(id, draft));
    });
}

fn field<T: PartialEq + Copy>(
    ui: &mut Ui,
    label: &str,
    value: &mut Option<T>,
    choices: &[(Option<T>, String)],
) {
    let choices: Vec<(Option<T>, &str)> =
        choices.iter().map(|(value, text)| (*value, text.as_str())).collect();
    widgets::combo_labelled(ui, label, value, &choices, "");
}
