//! The table that was read: its rows, the shape of each column, what is wrong with it.
//!
//! [`table`] draws rows and [`heads`] the cards above them, [`columns`] shows all columns as a list,
//! [`findings`] and `inspector` stand at the right. Only rows on screen are ever asked for.

mod alike;
mod columns;
mod cursor;
mod filters;
mod findings;
mod heads;
mod inspector;
mod moving;
mod table;
mod widths;

#[cfg(test)]
mod tests;

use egui::{Align, Id, Key, Layout, Rect, Sense, Ui, pos2, vec2};

pub(super) use self::filters::entry;
use super::head::{Head, head, next_button, part, sheet};
use crate::app::command::{Action, Command};
use crate::app::state::{Dialog, JobView, Loaded, Place};
use crate::domain::column::{Role, Severity};
use crate::domain::message::{Arg, Message};
use crate::domain::table::{FileFacts, FileForm, Sample};
use crate::domain::work::Slot;
use crate::text::format;
use crate::ui::theme::{self, Type, height, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button, Notice, Progress, TextField, Tone};

/// The window is too narrow for an inspector beside the table below this width.
const NARROW: f32 = 1100.0;

/// Rows or columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum Shown {
    #[default]
    Table,
    Columns,
}

/// What is typed to find a column, and the column to bring into view.
#[derive(Clone, Debug, Default)]
struct Find {
    text: String,
    jump: Option<usize>,
}

fn find_id() -> Id {
    Id::unique("data-find")
}

/// Brings a column into view in the next frame.
fn jump_to(ui: &Ui, column: usize) {
    ui.data_mut(|data| data.get_temp_mut_or_default::<Find>(find_id()).jump = Some(column));
}

/// Draws the page.
pub fn ui(ui: &mut Ui, view: &View<'_>) {
    let Some(loaded) = &view.state.loaded else { return };
    let narrow = ui.ctx().content_rect().width() < NARROW;
    let drawer = Id::unique("data-drawer");
    header(ui, view, loaded, narrow.then_some(drawer));
    ui.add_space(space::S);
    notices(ui, view);
    let body = ui.available_rect_before_wrap();
    ui.allocate_rect(body, Sense::hover());
    let beside = view.state.appearance.inspector && !narrow;
    let width = if ui.ctx().content_rect().width() >= 1400.0 { 320.0 } else { 280.0 };
    let end = if beside { body.right() - width - space::L } else { body.right() };
    let left = Rect::from_min_max(body.min, pos2(end, body.bottom()));
    main(&mut part(ui, "data-main", left), view, loaded);
    if beside {
        let right = Rect::from_min_max(pos2(end + space::L, body.top()), body.max);
        inspector(&mut part(ui, "data-inspector", right), view, loaded);
    } else if narrow && ui.data(|data| data.get_temp(drawer)).unwrap_or(false) {
        drawn_out(ui, view, loaded, drawer);
    }
}

fn header(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, drawer: Option<Id>) {
    let facts = loaded.view.facts();
    let sentence = [
        ("rows", Arg::Message(Box::new(Message::new("common-customers").count("n", loaded.view.rows())))),
        (
            "columns",
            Arg::Message(Box::new(Message::new("common-columns").count("n", loaded.view.names().len()))),
        ),
        ("encoding", Arg::Text(facts.encoding.clone())),
        ("delimiter", Arg::Text(delimiter(view, facts.delimiter))),
        ("decimal", Arg::Text(decimal(view, facts))),
    ];
    let [rows, columns, encoding, delimiter, decimal] = sentence;
    let text = match (facts.form, &facts.sheet) {
        _ if !loaded.whole => {
            view.tr_with("screens-data-read-first", &[("n", Arg::Count(loaded.view.rows() as u64))])
        }
        (FileForm::Parquet, _) => view.tr_with("screens-data-read-parquet", &[rows, columns]),
        (_, Some(sheet)) => {
            let sheet = ("sheet", Arg::Name(sheet.clone()));
            view.tr_with("screens-data-read-sheet", &[sheet, rows, columns, decimal])
        }
        (_, None) => view.tr_with("screens-data-read", &[rows, columns, encoding, delimiter, decimal]),
    };
    let text = match facts.sample.filter(|_| loaded.whole) {
        None => text,
        Some(Sample::First) => format!("{} {text}", view.tr("screens-data-sample-first")),
        Some(Sample::Every { step, of }) => {
            let args = [("every", Arg::Count(step)), ("all", Arg::Count(of))];
            format!("{} {text}", view.tr_with("screens-data-sample-every", &args))
        }
    };
    let link = view.tr("screens-data-change-reading");
    let title = loaded.file_name();
    let pressed = head(ui, Head { title: &title, text: &text, link: Some(&link) }, |ui| {
        if next_button(ui, &view.tr("screens-data-next")) {
            view.act(Action::Go(Place::Prepare));
        }
        let again = Action::ReadAgain;
        let can = again.disabled(view.state).is_none();
        if widgets::icon_button(ui, icons::ICON_REFRESH, &view.say(&again.name()), can).clicked() {
            view.act(again);
        }
        let other = view.tr("screens-data-open-other");
        if drawer.is_none() {
            if ui.add(Button::secondary(&other).icon(icons::ICON_FOLDER_OPEN)).clicked() {
                view.act(Action::OpenFile);
            }
        } else if widgets::icon_button(ui, icons::ICON_FOLDER_OPEN, &other, true).clicked() {
            view.act(Action::OpenFile);
        }
        if let Some(id) = drawer {
            // Beside the table there is no room: the button at least says how much is to do.
            let fix = view.state.findings().iter().filter(|(_, f)| f.severity != Severity::Know).count();
            let name = match fix {
                0 => view.tr("screens-data-findings"),
                fix => view.tr_with("screens-data-to-fix", &[("n", Arg::Count(fix as u64))]),
            };
            if ui.add(Button::secondary(&name).icon(icons::ICON_TUNE)).clicked() {
                ui.data_mut(|data| *data.get_temp_mut_or_default::<bool>(id) ^= true);
            }
        }
    });
    if pressed {
        view.send(Command::ShowDialog(Dialog::Reading));
    }
}

/// The word for the sign between cells.
pub(super) fn delimiter(view: &View<'_>, sign: char) -> String {
    match sign {
        ',' => view.tr("screens-data-comma"),
        ';' => view.tr("screens-data-semicolon"),
        '\t' => view.tr("screens-data-tab"),
        '|' => view.tr("screens-data-bar"),
        ' ' => view.tr("screens-data-space"),
        other => other.to_string(),
    }
}

fn decimal(view: &View<'_>, facts: &FileFacts) -> String {
    if facts.decimal == ',' {
        view.tr("screens-data-decimal-comma")
    } else {
        view.tr("screens-data-decimal-point")
    }
}

/// An error, or another file that is being read.
fn notices(ui: &mut Ui, view: &View<'_>) {
    if let Some(error) = &view.state.error {
        let what = view.say(&error.what);
        let close = view.tr("common-close");
        let text = format!("{} {}", view.say(&error.why), view.say(&error.next));
        if widgets::notice(ui, Notice { tone: Tone::Bad, title: &what, text: &text, button: Some(&close) }) {
            view.send(Command::DismissNotice);
        }
        super::start::other_reading(ui, view);
        ui.add_space(space::XS);
    }
    // Of first rows the foot of the table says how far it is: a card would push the rows down and let them jump back.
    let late = |job: &&JobView| !view.state.is_partial() && view.now - job.started > 1.0;
    if let Some(job) = view.state.jobs.get(&Slot::Open).filter(late) {
        let name = view.state.opening.as_ref().and_then(|(path, _)| path.file_name());
        let file = name.unwrap_or_default().to_string_lossy().into_owned();
        let what = view.tr_with("screens-start-reading", &[("file", Arg::Name(file))]);
        let share = job.progress.and_then(crate::domain::event::Progress::share);
        let (far, stop) = (share.map(format::percent_tick).unwrap_or_default(), view.tr("common-stop"));
        if widgets::progress_card(ui, Progress { what: &what, how_far: &far, share, stop: &stop }) {
            view.act(Action::Stop);
        }
        ui.add_space(space::XS);
    }
}

fn main(ui: &mut Ui, view: &View<'_>, loaded: &Loaded) {
    let id = Id::unique("data-shown");
    let mut shown: Shown = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    toolbar(ui, view, loaded, &mut shown);
    ui.data_mut(|data| data.insert_temp(id, shown));
    if shown == Shown::Table {
        filters::chips(ui, view, loaded);
    }
    ui.add_space(space::XS);
    let rect = ui.available_rect_before_wrap();
    match shown {
        Shown::Table => table::ui(ui, view, loaded, rect),
        Shown::Columns => columns::ui(ui, view, loaded, rect),
    }
}

fn toolbar(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, shown: &mut Shown) {
    let tokens = theme::of(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(height::CONTROL);
        let (rows, columns) = (view.tr("screens-data-table"), view.tr("screens-data-columns"));
        let choices = [(Shown::Table, rows.as_str()), (Shown::Columns, columns.as_str())];
        widgets::segmented(ui, &view.tr("screens-data-view"), shown, &choices);
        find(ui, view, loaded);
        if *shown == Shown::Table {
            search(ui, view);
            personal(ui, view, loaded);
        }
        let facts = if loaded.whole { counts(view, loaded) } else { String::new() };
        let words = widgets::galley(ui, Type::Caption, &facts, tokens.muted);
        if words.rect.width() + space::S < ui.available_width() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(egui::Label::new(words)));
        }
    });
}

/// "1 id, 1 answer, 19 inputs".
fn counts(view: &View<'_>, loaded: &Loaded) -> String {
    let count =
        |role: Role| loaded.profile.columns.iter().filter(|column| column.role == role).count() as u64;
    let inputs = count(Role::Feature) + count(Role::Date);
    let args = [
        ("ids", Arg::Count(count(Role::Id))),
        ("answers", Arg::Count(count(Role::Target))),
        ("inputs", Arg::Count(inputs)),
    ];
    view.tr_with("screens-data-counts", &args)
}

/// A field that brings a column into view while its name is typed; Enter goes to the next one.
fn find(ui: &mut Ui, view: &View<'_>, loaded: &Loaded) {
    let id = find_id();
    let mut text = ui.data_mut(|data| data.get_temp_mut_or_default::<Find>(id).text.clone());
    let label = view.tr("screens-data-find");
    let width = 208.0_f32.min(ui.available_width() - space::S).max(80.0);
    let hint = format!("{}  {label}", icons::ICON_SEARCH.codepoint);
    let field = TextField::new(&label, &mut text).bare().hint(&hint).width(width).show(ui);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered {
        field.request_focus();
    }
    let wanted = text.trim().to_lowercase();
    if (field.changed() || entered) && !wanted.is_empty() {
        let names = loaded.view.names();
        let now = view.state.look.column.as_ref();
        let at = names.iter().position(|name| Some(name) == now).unwrap_or(0);
        let start = if entered { at + 1 } else { 0 };
        let found = (0..names.len())
            .map(|step| (start + step) % names.len())
            .find(|place| names.get(*place).is_some_and(|name| name.to_lowercase().contains(&wanted)));
        if let Some(name) = found.and_then(|place| names.get(place)) {
            view.send(Command::SelectColumn(Some(name.clone())));
        }
        ui.data_mut(|data| data.get_temp_mut_or_default::<Find>(id).jump = found);
    }
    ui.data_mut(|data| data.get_temp_mut_or_default::<Find>(id).text = text);
}

/// A field that shows only rows with these letters in some cell.
fn search(ui: &mut Ui, view: &View<'_>) {
    let mut text = view.state.look.search.clone();
    let label = view.tr("table-search");
    let width = 208.0_f32.min(ui.available_width() - space::S).max(80.0);
    let hint = format!("{}  {label}", icons::ICON_MANAGE_SEARCH.codepoint);
    if TextField::new(&label, &mut text).bare().hint(&hint).width(width).show(ui).changed() {
        view.send(Command::Search(text));
    }
}

/// Shows or masks names, addresses and numbers of people, where there are any.
fn personal(ui: &mut Ui, view: &View<'_>, loaded: &Loaded) {
    if !loaded.profile.columns.iter().any(|column| column.role == Role::Contact) {
        return;
    }
    let shown = view.state.look.columns.personal;
    let (icon, name) = if shown {
        (icons::ICON_VISIBILITY, view.tr("table-mask-personal"))
    } else {
        (icons::ICON_VISIBILITY_OFF, view.tr("table-show-personal"))
    };
    if widgets::icon_button(ui, icon, &name, true).clicked() {
        view.send(Command::ShowPersonal(!shown));
    }
}

/// Findings on top, the selected column at the foot.
fn inspector(ui: &mut Ui, view: &View<'_>, loaded: &Loaded) {
    let rect = ui.max_rect();
    let inner = sheet(ui, rect);
    let mut ui = part(ui, "inspector", inner);
    let high = inner.height() >= 460.0;
    if high && loaded.whole {
        let foot = egui::Panel::bottom("data-column").resizable(false).show_separator_line(false);
        foot.frame(egui::Frame::NONE).show(&mut ui, |ui| inspector::ui(ui, view, loaded));
    }
    if loaded.whole {
        findings::ui(&mut ui, view, loaded, !high);
    } else {
        let mut ui = part(&mut ui, "following", inner.shrink2(vec2(space::L, space::XXL)));
        let (title, text) =
            (view.tr("screens-data-findings-follow"), view.tr("screens-data-findings-follow-text"));
        widgets::empty_state(&mut ui, icons::ICON_HOURGLASS_EMPTY, &title, &text, None);
    }
}

/// The inspector over the page, from the right, where there is no room beside the table.
fn drawn_out(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, open: Id) {
    let tokens = theme::of(ui);
    let screen = ui.ctx().content_rect();
    let width = 320.0_f32.min(screen.width() - 48.0);
    let area = egui::Modal::default_area(Id::unique("data-drawer-area"))
        .anchor(egui::Align2::RIGHT_TOP, vec2(0.0, 0.0));
    let modal = egui::Modal::new(Id::unique("data-drawer-area"))
        .area(area)
        .frame(egui::Frame::NONE)
        .backdrop_color(tokens.scrim);
    let shown = modal.show(ui.ctx(), |ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(width, screen.height()), Sense::hover());
        ui.painter().rect_filled(rect, 0.0, tokens.surface);
        inspector(&mut part(ui, "drawer", rect), view, loaded);
    });
    if shown.should_close() {
        ui.data_mut(|data| data.insert_temp(open, false));
    }
}
