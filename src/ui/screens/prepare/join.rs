//! The fields of a step that brings columns of a second file over.

use egui::{Align, Layout, Ui};

use super::fields::{self, Typed};
use super::pick;
use crate::app::command::Command;
use crate::domain::column::Kind;
use crate::domain::join::{Alike, Brought, Join, JoinKey, JoinLook, Take, free_name};
use crate::domain::message::Arg;
use crate::domain::recipe::Reading;
use crate::ui::theme::{self, Type, height, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button};

/// Width of a column to choose, of what is taken, of a name.
const COLUMN: f32 = 176.0;
const TAKE: f32 = 150.0;
const NAME: f32 = 190.0;

/// Draws the fields; the join as it is after a change comes back.
pub(super) fn changed(ui: &mut Ui, view: &View<'_>, index: usize, join: &Join) -> Option<Join> {
    let nothing = JoinLook::default();
    let preview = view.state.preview.as_deref().filter(|preview| preview.step == index);
    let look = preview.and_then(|preview| preview.join.as_ref()).unwrap_or(&nothing);
    let editor = Editor { view, index, join, look };
    ui.spacing_mut().item_spacing.y = space::S;
    editor.file(ui);
    let mut found = editor.keys(ui);
    found = editor.alike(ui).or(found);
    editor.brought(ui).or(found)
}

struct Editor<'a> {
    view: &'a View<'a>,
    index: usize,
    join: &'a Join,
    look: &'a JoinLook,
}

impl Editor<'_> {
    /// Which file, and which sheet of it.
    fn file(&self, ui: &mut Ui) {
        let (view, tokens) = (self.view, theme::of(ui));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.set_min_height(height::CONTROL);
            let icon = widgets::icon(ui, icons::ICON_TABLE_CHART, 20.0, tokens.muted);
            ui.add(egui::Label::new(icon));
            let name = widgets::middle_cut(ui, Type::Strong, &self.join.file_name(), 280.0);
            let path = self.join.file.display().to_string();
            widgets::label(ui, Type::Strong, name, tokens.text).on_hover_text(path);
            if let Some(counts) = self.look.counts {
                let rows = view.tr_with("common-rows", &[("n", Arg::Count(counts.other_rows))]);
                widgets::label(ui, Type::Caption, rows, tokens.muted);
            }
            if let Some(sheet) = self.look.sheet.as_ref().filter(|_| !self.look.sheets.is_empty()) {
                let label = view.tr("joins-sheet");
                let names: Vec<String> = std::iter::once(sheet).chain(&self.look.sheets).cloned().collect();
                let icon = |_: &str| icons::ICON_TABLE_CHART;
                if let Some(sheet) = pick::one(ui, view, (&names, &icon), &label, sheet, COLUMN) {
                    let reading = Reading { sheet: Some(sheet), ..self.join.reading.clone() };
                    self.begin(reading);
                }
            }
            let other = view.tr("joins-other-file");
            if ui.add(Button::secondary(&other).compact()).clicked() {
                view.send(Command::PickJoin(Some(self.index)));
            }
        });
    }

    /// Looks through the file again.
    fn begin(&self, reading: Reading) {
        let (step, path) = (Some(self.index), self.join.file.clone());
        self.view.send(Command::Join { step, path, reading });
    }

    fn with(&self, change: impl FnOnce(&mut Join)) -> Join {
        let mut join = self.join.clone();
        change(&mut join);
        join
    }

    fn keys(&self, ui: &mut Ui) -> Option<Join> {
        let (view, tokens) = (self.view, theme::of(ui));
        let own_names = view.state.columns_before(self.index);
        let file = [("file", Arg::Name(self.join.file_name()))];
        let labels = (view.tr("joins-key-own"), view.tr_with("joins-key-other", &file));
        let mut found = None;
        widgets::label(ui, Type::Medium, view.tr("joins-keys"), tokens.text);
        for (place, key) in self.join.keys.iter().enumerate() {
            ui.push_id(("join-key", place), |ui| {
                line(ui, |ui| {
                    let own_icon = |name: &str| pick::icon_of(view, name);
                    let names = (own_names.as_slice(), &own_icon as &dyn Fn(&str) -> _);
                    if let Some(column) = pick::one(ui, view, names, &labels.0, &key.column, COLUMN) {
                        found = Some(self.with(|join| set_key(join, place, |key| key.column = column)));
                    }
                    widgets::label(ui, Type::Body, view.tr("joins-same-as"), tokens.muted);
                    if let Some(other) = self.other(ui, &labels.1, &key.other, None) {
                        found = Some(self.with(|join| set_key(join, place, |key| key.other = other)));
                    }
                    let remove = view.tr("joins-key-remove");
                    if self.join.keys.len() > 1
                        && widgets::icon_button(ui, icons::ICON_CLOSE, &remove, true).clicked()
                    {
                        found = Some(self.with(|join| drop(join.keys.remove(place))));
                    }
                });
            });
        }
        let add = view.tr("joins-key-add");
        let button = Button::quiet(&add).icon(icons::ICON_ADD).compact();
        if ui.add(button).clicked() {
            found = Some(self.with(|join| join.keys.extend(self.next_key(&own_names))));
        }
        found
    }

    /// Another pair: equal names if there are any.
    fn next_key(&self, own: &[String]) -> Option<JoinKey> {
        let used = |name: &str| self.join.keys.iter().any(|key| key.column == name || key.other == name);
        let others = || self.look.columns.iter().map(|(name, _)| name).filter(|name| !used(name));
        let alike = own.iter().filter(|name| !used(name)).find(|name| others().any(|other| other == *name));
        let column = alike.or_else(|| own.iter().find(|name| !used(name))).or_else(|| own.first())?;
        let other =
            alike.or_else(|| others().next()).or_else(|| self.look.columns.first().map(|(name, _)| name))?;
        Some(JoinKey { column: column.clone(), other: other.clone() })
    }

    fn alike(&self, ui: &mut Ui) -> Option<Join> {
        let (view, tokens) = (self.view, theme::of(ui));
        let mut alike = self.join.alike;
        line(ui, |ui| {
            widgets::label(ui, Type::Caption, view.tr("joins-alike"), tokens.muted);
            let Alike { blanks, case, zeros, fractions } = &mut alike;
            for (on, label) in [
                (case, view.tr("joins-alike-case")),
                (blanks, view.tr("joins-alike-blanks")),
                (zeros, view.tr("joins-alike-zeros")),
                (fractions, view.tr("joins-alike-fractions")),
            ] {
                widgets::checkbox(ui, on, &label);
            }
        });
        (alike != self.join.alike).then(|| self.with(|join| join.alike = alike))
    }

    fn brought(&self, ui: &mut Ui) -> Option<Join> {
        let (view, tokens) = (self.view, theme::of(ui));
        let mut found = None;
        widgets::label(ui, Type::Medium, view.tr("joins-bring"), tokens.text);
        for (place, brought) in self.join.bring.iter().enumerate() {
            ui.push_id(("join-bring", place), |ui| {
                line(ui, |ui| {
                    if let Some(next) = self.one(ui, place, brought) {
                        found = Some(self.with(|join| set(join, place, next)));
                    }
                    let name = [("name", Arg::Name(brought.name.clone()))];
                    let remove = view.tr_with("joins-remove-column", &name);
                    if widgets::icon_button(ui, icons::ICON_CLOSE, &remove, true).clicked() {
                        found = Some(self.with(|join| drop(join.bring.remove(place))));
                    }
                });
            });
        }
        line(ui, |ui| {
            let (add, all) = (view.tr("joins-add-column"), view.tr("joins-add-all"));
            let rest = self.not_brought();
            let first = rest.first().or_else(|| self.look.columns.first()).cloned();
            if let Some(first) = first
                && ui.add(Button::quiet(&add).icon(icons::ICON_ADD).compact()).clicked()
            {
                found = Some(self.with(|join| self.add(join, &first)));
            }
            if rest.len() > 1 && ui.add(Button::quiet(&all).compact()).clicked() {
                found = Some(self.with(|join| rest.iter().for_each(|column| self.add(join, column))));
            }
        });
        found
    }

    /// One new column: what is taken of which column, and its name.
    fn one(&self, ui: &mut Ui, place: usize, brought: &Brought) -> Option<Brought> {
        let view = self.view;
        let names = Take::ALL.map(|take| take_name(view, take));
        let choices: Vec<(Take, &str)> =
            Take::ALL.into_iter().zip(names.iter().map(String::as_str)).collect();
        let mut take = brought.take;
        let label = view.tr("joins-take");
        if widgets::combo(ui, &label, &mut take, &choices, TAKE) {
            return Some(self.retaken(take, brought));
        }
        if take != Take::Rows {
            let wanted = matches!(take, Take::Sum | Take::Mean).then_some(&[Kind::Number, Kind::Integer][..]);
            if let Some(column) = self.other(ui, &view.tr("joins-column"), &brought.column, wanted) {
                let next = Brought { column, ..brought.clone() };
                let by_itself = brought.by == brought.column && self.kind(&next.column) == Kind::Date;
                let by = if by_itself { next.column.clone() } else { next.by.clone() };
                return Some(self.renamed(Brought { by, ..next }, brought));
            }
        }
        // A date by itself needs no other.
        if take.by_day() && (brought.by != brought.column || self.kind(&brought.column) != Kind::Date) {
            widgets::label(ui, Type::Body, view.tr("joins-by"), theme::of(ui).muted);
            let label = view.tr("joins-by");
            if let Some(by) = self.other(ui, &label, &brought.by, Some(&[Kind::Date])) {
                return Some(Brought { by, ..brought.clone() });
            }
        }
        let label = view.tr("joins-name");
        let salt = (self.index * 1_000 + place, NAME);
        fields::bare_text(ui, view, &label, &brought.name, salt, Typed::Text)
            .map(|name| Brought { name, ..brought.clone() })
    }

    /// A column of the second file, of some kinds if there are any of these.
    fn other(&self, ui: &mut Ui, label: &str, now: &str, kinds: Option<&[Kind]>) -> Option<String> {
        let fits = |kind: Kind| kinds.is_none_or(|kinds| kinds.contains(&kind));
        let columns = || self.look.columns.iter();
        let any = columns().any(|(_, kind)| fits(*kind));
        let names: Vec<String> =
            columns().filter(|(_, kind)| !any || fits(*kind)).map(|(name, _)| name.clone()).collect();
        let icon = |name: &str| super::super::shapes::kind_icon(self.kind(name));
        pick::one(ui, self.view, (&names, &icon), label, now, COLUMN).filter(|chosen| chosen != now)
    }

    fn kind(&self, column: &str) -> Kind {
        self.look.columns.iter().find(|(name, _)| name == column).map_or(Kind::Text, |(_, kind)| *kind)
    }

    /// Columns of the second file that are neither keys nor brought over.
    fn not_brought(&self) -> Vec<(String, Kind)> {
        let used = |name: &str| {
            self.join.keys.iter().any(|key| key.other == name)
                || self.join.bring.iter().any(|brought| brought.column == name)
        };
        self.look.columns.iter().filter(|(name, _)| !used(name)).cloned().collect()
    }

    /// Brings another column over in the way that is usual for what it holds.
    fn add(&self, join: &mut Join, (column, kind): &(String, Kind)) {
        let several = self.look.counts.is_some_and(|counts| counts.several > 0);
        let take = match kind {
            Kind::Number | Kind::Integer if several => Take::Sum,
            Kind::Date if several => Take::Latest,
            _ => Take::First,
        };
        let by = if take.by_day() { column.clone() } else { String::new() };
        let name = self.free(join, None, &self.view.say(&take.name(column, &join.stem())));
        join.bring.push(Brought { take, column: column.clone(), by, name });
    }

    /// The same column taken in another way, with the column that this needs.
    fn retaken(&self, take: Take, brought: &Brought) -> Brought {
        let of = |kinds: &[Kind]| {
            let mut fitting = self.look.columns.iter().filter(|(_, kind)| kinds.contains(kind));
            fitting.next().map(|(name, _)| name.clone())
        };
        let numbers = [Kind::Number, Kind::Integer];
        let mut next = Brought { take, ..brought.clone() };
        match take {
            Take::Rows => (next.column, next.by) = (String::new(), String::new()),
            Take::Sum | Take::Mean if !numbers.contains(&self.kind(&next.column)) => {
                next.column = of(&numbers).unwrap_or(next.column);
            }
            _ => {}
        }
        if next.column.is_empty() && take != Take::Rows {
            let first = self.not_brought().into_iter().next().or_else(|| self.look.columns.first().cloned());
            next.column = first.map(|(name, _)| name).unwrap_or_default();
        }
        if take.by_day() && self.kind(&next.by) != Kind::Date {
            let own = (self.kind(&next.column) == Kind::Date).then(|| next.column.clone());
            next.by = own.or_else(|| of(&[Kind::Date])).unwrap_or_default();
        } else if !take.by_day() {
            next.by = String::new();
        }
        self.renamed(next, brought)
    }

    /// Its usual name, unless it was given one.
    fn renamed(&self, next: Brought, before: &Brought) -> Brought {
        let stem = self.join.stem();
        let usual = |brought: &Brought| self.view.say(&brought.take.name(&brought.column, &stem));
        if !before.name.contains(&usual(before)) {
            return next;
        }
        Brought { name: self.free(self.join, Some(&before.name), &usual(&next)), ..next }
    }

    /// A name that neither the table nor another new column has; `own` may be taken again.
    fn free(&self, join: &Join, own: Option<&str>, wanted: &str) -> String {
        let before = self.view.state.columns_before(self.index);
        let others = join.bring.iter().map(|brought| brought.name.as_str());
        let taken = before.iter().map(String::as_str).chain(others.filter(|name| Some(*name) != own));
        free_name(wanted, &join.stem(), &taken.collect::<Vec<_>>())
    }
}

fn set(join: &mut Join, place: usize, brought: Brought) {
    if let Some(slot) = join.bring.get_mut(place) {
        *slot = brought;
    }
}

fn set_key(join: &mut Join, place: usize, change: impl FnOnce(&mut JoinKey)) {
    if let Some(key) = join.keys.get_mut(place) {
        change(key);
    }
}

/// Controls beside one another, broken where there is no more room.
fn line(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    let layout = Layout::left_to_right(Align::Center).with_main_wrap(true);
    let size = egui::vec2(ui.available_width(), height::CONTROL);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, space::XS);
        draw(ui);
    });
}

fn take_name(view: &View<'_>, take: Take) -> String {
    match take {
        Take::Rows => view.tr("joins-take-rows"),
        Take::First => view.tr("joins-take-first"),
        Take::Latest => view.tr("joins-take-latest"),
        Take::Earliest => view.tr("joins-take-earliest"),
        Take::Sum => view.tr("joins-take-sum"),
        Take::Mean => view.tr("joins-take-mean"),
    }
}
