//! Sorting and filters of one column, and the line that shows which filters hold.

use egui::{Id, Key, Popup, PopupCloseBehavior, Response, Sense, SetOpenCommand, Ui, vec2};

use super::moving;
use crate::app::command::Command;
use crate::app::state::Loaded;
use crate::domain::column::{ColumnProfile, Kind, Summary};
use crate::domain::message::Arg;
use crate::domain::table::Filter;
use crate::text::format;
use crate::ui::theme::{self, Icon, Type, height, icons, radius, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button, TextField};

/// Half-typed conditions of the open menu.
#[derive(Clone, Debug, Default)]
struct Draft {
    contains: String,
    low: String,
    high: String,
}

/// The menu of a column: opened by its button or by the second mouse button on the card.
pub(super) fn menu(
    button: &Response,
    card: &Response,
    view: &View<'_>,
    index: usize,
    column: &ColumnProfile,
) {
    let mut popup = Popup::menu(button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).gap(2.0);
    if card.secondary_clicked() {
        popup = popup.open_memory(SetOpenCommand::Bool(true));
    }
    popup.show(|ui| {
        ui.set_width(240.0);
        ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
        sorting(ui, view, index, column);
        line(ui);
        moving::entries(ui, view, index, column);
        line(ui);
        conditions(ui, view, index, column);
    });
}

fn line(ui: &mut Ui) {
    let tokens = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 9.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, egui::Stroke::new(1.0, tokens.line));
}

fn sorting(ui: &mut Ui, view: &View<'_>, index: usize, column: &ColumnProfile) {
    let now = view.state.look.sort.as_ref().filter(|sort| sort.column == index).map(|sort| sort.descending);
    let (up, down) = if column.kind.is_numeric() {
        (view.tr("screens-data-sort-small"), view.tr("screens-data-sort-large"))
    } else if column.kind == Kind::Date {
        (view.tr("screens-data-sort-early"), view.tr("screens-data-sort-late"))
    } else {
        (view.tr("screens-data-sort-a"), view.tr("screens-data-sort-z"))
    };
    // Sorting goes up, down, as in the file: so many steps lead from one to the other.
    let place = |sort: Option<bool>| match sort {
        None => 0,
        Some(false) => 1,
        Some(true) => 2,
    };
    let mut choose = |target: Option<bool>, icon: Icon, text: &str| {
        if entry(ui, Some(icon), text, "", now == target && target.is_some()) {
            for _ in 0..(place(target) + 3 - place(now)) % 3 {
                view.send(Command::SortBy(index));
            }
            ui.close();
        }
    };
    choose(Some(false), icons::ICON_ARROW_UPWARD, &up);
    choose(Some(true), icons::ICON_ARROW_DOWNWARD, &down);
    if now.is_some() {
        choose(None, icons::ICON_CLOSE, &view.tr("screens-data-sort-none"));
    }
}

fn conditions(ui: &mut Ui, view: &View<'_>, index: usize, column: &ColumnProfile) {
    let tokens = theme::of(ui);
    let now = view.state.look.filter(index);
    let set = |filter: Option<Filter>| view.send(Command::FilterBy(index, filter));
    widgets::label(ui, Type::CaptionMedium, view.tr("screens-data-show-only"), tokens.muted);
    if let Summary::Values { top, .. } = &column.summary {
        for (value, count) in top.iter().filter(|(_, count)| *count > 1) {
            let wanted = Filter::Equals(value.clone());
            let chosen = now == Some(&wanted);
            if entry(ui, None, value, &format::count(*count), chosen) {
                set((!chosen).then_some(wanted));
            }
        }
    }
    if column.gaps > 0 {
        let chosen = now == Some(&Filter::IsGap);
        if entry(ui, None, &view.tr("screens-data-only-gaps"), &format::count(column.gaps), chosen) {
            set((!chosen).then_some(Filter::IsGap));
        }
    }
    let id = Id::unique(("data-filter", index));
    let mut draft: Draft = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| Draft::of(now));
    ui.add_space(space::XS);
    let enter = ui.input(|input| input.key_pressed(Key::Enter));
    if column.kind.is_numeric() {
        let (from, to) = (view.tr("screens-data-from"), view.tr("screens-data-to"));
        let wrong = view.tr("screens-data-not-a-number");
        ui.horizontal_top(|ui| {
            let width = (ui.available_width() - space::S) / 2.0;
            for (label, text) in [(&from, &mut draft.low), (&to, &mut draft.high)] {
                let wrong = (!text.trim().is_empty() && number(text).is_none()).then_some(wrong.as_str());
                TextField::new(label, text).bare().hint(label).width(width).error(wrong).show(ui);
            }
        });
    } else {
        let label = view.tr("screens-data-contains");
        TextField::new(&label, &mut draft.contains).bare().hint(&label).show(ui);
    }
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        let (filter, clear) = (view.tr("screens-data-filter"), view.tr("screens-data-clear"));
        if ui.add(Button::secondary(&filter).compact()).clicked() || enter {
            match draft.filter(column.kind.is_numeric()) {
                Some(filter) => {
                    set(Some(filter));
                    ui.close();
                }
                None if now.is_some() && draft.is_empty() => set(None),
                None => {}
            }
        }
        if now.is_some() && ui.add(Button::quiet(&clear).compact()).clicked() {
            draft = Draft::default();
            set(None);
            ui.close();
        }
    });
    ui.data_mut(|data| data.insert_temp(id, draft));
}

impl Draft {
    fn is_empty(&self) -> bool {
        [&self.contains, &self.low, &self.high].into_iter().all(|text| text.trim().is_empty())
    }

    fn of(filter: Option<&Filter>) -> Self {
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        match filter {
            Some(Filter::Contains(text)) => Self { contains: text.clone(), ..Self::default() },
            Some(Filter::Between(low, high)) => {
                Self { low: number(*low), high: number(*high), ..Self::default() }
            }
            _ => Self::default(),
        }
    }

    /// The condition, if anything usable was typed.
    fn filter(&self, numeric: bool) -> Option<Filter> {
        if !numeric {
            let text = self.contains.trim();
            return (!text.is_empty()).then(|| Filter::Contains(text.to_owned()));
        }
        let wrong = |text: &str| !text.trim().is_empty() && number(text).is_none();
        if wrong(&self.low) || wrong(&self.high) {
            return None;
        }
        let (low, high) = (number(&self.low), number(&self.high));
        (low.is_some() || high.is_some()).then_some(Filter::Between(low, high))
    }
}

/// A number as people type it: a comma may stand for the decimal point, a minus may be the long one.
pub(super) fn number(text: &str) -> Option<f64> {
    let plain = text.trim().replace('−', "-");
    let plain = if plain.contains('.') { plain.replace(',', "") } else { plain.replace(',', ".") };
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

/// A line of a menu: icon, words, a figure at the right end. True when it was pressed.
pub(in crate::ui::screens) fn entry(
    ui: &mut Ui,
    icon: Option<Icon>,
    text: &str,
    figure: &str,
    chosen: bool,
) -> bool {
    let tokens = theme::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height::COMPACT), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::MenuItem, true, chosen, text));
    let fill = if chosen {
        tokens.selection
    } else if response.hovered() || response.has_focus() {
        tokens.hover
    } else {
        egui::Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, egui::CornerRadius::same(radius::CHIP), fill);
    let mut left = rect.left() + space::S;
    if let Some(icon) = icon {
        let drawn = widgets::icon(ui, icon, 18.0, tokens.muted);
        let corner = egui::pos2(left, rect.center().y - drawn.rect.height() / 2.0);
        ui.painter().galley(corner, drawn, tokens.muted);
        left += 26.0;
    }
    let figure = widgets::galley(ui, Type::Caption, figure, tokens.muted);
    let end = rect.right() - space::S - figure.rect.width();
    let words = widgets::galley_within(ui, Type::Body, text, tokens.text, end - left - space::S, 1);
    ui.painter().galley(egui::pos2(left, rect.center().y - words.rect.height() / 2.0), words, tokens.text);
    let corner = egui::pos2(end, rect.center().y - figure.rect.height() / 2.0);
    ui.painter().galley(corner, figure, tokens.muted);
    response.clicked()
}

/// The filters in force, each with a way to take it off.
pub(super) fn chips(ui: &mut Ui, view: &View<'_>, loaded: &Loaded) {
    let look = &view.state.look;
    let (search, hidden) = (look.search.trim(), look.columns.hidden());
    if look.filters.is_empty() && search.is_empty() && hidden == 0 {
        return;
    }
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        for (index, filter) in &look.filters {
            let Some(name) = loaded.view.names().get(*index) else { continue };
            let text = sentence(view, name, filter);
            let remove = view.tr("screens-data-remove-filter");
            let button = Button::secondary(&text).icon_after(icons::ICON_CLOSE).compact().tooltip(&remove);
            if ui.add(button).clicked() {
                ui.data_mut(|data| data.remove::<Draft>(Id::unique(("data-filter", *index))));
                view.send(Command::FilterBy(*index, None));
            }
        }
        if !search.is_empty() {
            let text = view.tr_with("table-search-chip", &[("value", Arg::Name(search.to_owned()))]);
            let end = view.tr("table-end-search");
            let button = Button::secondary(&text).icon_after(icons::ICON_CLOSE).compact().tooltip(&end);
            if ui.add(button).clicked() {
                view.send(Command::Search(String::new()));
            }
        }
        if hidden > 0 {
            let text = view.tr_with("table-hidden", &[("n", Arg::Count(hidden as u64))]);
            let all = view.tr("table-show-all");
            let button = Button::secondary(&text).icon_after(icons::ICON_VISIBILITY).compact().tooltip(&all);
            if ui.add(button).clicked() {
                view.send(Command::ShowAllColumns);
            }
        }
        let clear = view.tr("screens-data-clear-all");
        if look.filters.len() > 1 && ui.add(Button::quiet(&clear).compact()).clicked() {
            view.send(Command::ClearFilters);
        }
    });
}

/// A filter in words.
pub(super) fn sentence(view: &View<'_>, column: &str, filter: &Filter) -> String {
    let column = ("column", Arg::Text(column.to_owned()));
    let text = |value: f64| Arg::Text(format::plain(value));
    match filter {
        Filter::Contains(part) => {
            view.tr_with("screens-data-filter-contains", &[column, ("value", Arg::Name(part.clone()))])
        }
        Filter::Equals(value) => {
            view.tr_with("screens-data-filter-equals", &[column, ("value", Arg::Name(value.clone()))])
        }
        Filter::IsGap => view.tr_with("screens-data-filter-gap", &[column]),
        Filter::Between(Some(low), Some(high)) => {
            let args = [column, ("low", text(*low)), ("high", text(*high))];
            view.tr_with("screens-data-filter-between", &args)
        }
        Filter::Between(Some(low), None) => {
            view.tr_with("screens-data-filter-from", &[column, ("low", text(*low))])
        }
        Filter::Between(None, Some(high)) => {
            view.tr_with("screens-data-filter-to", &[column, ("high", text(*high))])
        }
        Filter::Between(None, None) => view.tr_with("screens-data-filter-any", &[column]),
    }
}
