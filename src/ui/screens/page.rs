//! What the screens from the question to the export have in common: header, columns, flush cards.

use egui::{
    Align, CornerRadius, Frame, Layout, Rect, Response, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2,
};

use super::chart_menu;
use crate::app::command::{Action, Command};
use crate::app::state::{Place, Reach};
use crate::domain::chart::Chart;
use crate::domain::error::UserError;
use crate::domain::message::{Arg, Message};
use crate::text::Language;
use crate::ui::theme::{self, Icon, Type, icons, radius, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button, Notice, Tone, empty_state, galley_within};

/// Width of the main area from which an inspector stands beside the cards.
const WIDE: f32 = 932.0;
/// Height of the header.
const HEADER: f32 = 48.0;

/// Whether two columns fit beside each other.
pub(super) fn is_wide(width: f32) -> bool {
    width >= WIDE
}

/// The question a screen answers and what it stands on.
#[derive(Clone, Copy)]
pub(super) struct Head<'a> {
    /// The user's question.
    pub title: &'a str,
    /// One sentence.
    pub line: &'a str,
}

/// Draws a page: header, then what is below it. Actions are laid out from the right, the primary first.
/// The body gets all that is left and scrolls as it likes.
pub(super) fn page(ui: &mut Ui, head: Head<'_>, actions: impl FnOnce(&mut Ui), body: impl FnOnce(&mut Ui)) {
    header(ui, head, actions);
    ui.add_space(space::S);
    body(ui);
}

fn header(ui: &mut Ui, head: Head<'_>, actions: impl FnOnce(&mut Ui)) {
    let tokens = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADER), Sense::hover());
    let layout = Layout::right_to_left(Align::Center);
    let mut right = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt("header-actions"));
    actions(&mut right);
    let room = (right.min_rect().left() - rect.left() - space::L).max(80.0);
    let mut put = |kind: Type, text: &str, colour, top: f32| {
        let words = galley_within(ui, kind, text, colour, room, 1);
        let place = Rect::from_min_size(pos2(rect.left(), top), words.rect.size());
        let cut = words.elided;
        let response = ui.put(place, egui::Label::new(words));
        if cut {
            response.on_hover_text(text);
        }
    };
    put(Type::Title, head.title, tokens.text, rect.top());
    put(Type::Body, head.line, tokens.muted, rect.top() + Type::Title.line());
}

/// A page body that scrolls as a whole.
pub(super) fn scrolled(ui: &mut Ui, salt: &str, contents: impl FnOnce(&mut Ui)) {
    // The bar floats in the margin beside the cards.
    let width = ui.available_width();
    let mut rect = ui.available_rect_before_wrap();
    rect.max.x += space::L;
    let mut outer = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
    ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(&mut outer, |ui| {
        ui.set_max_width(width);
        ui.spacing_mut().item_spacing.y = space::L;
        contents(ui);
        ui.add_space(space::S);
    });
}

/// Cards at the left and an inspector at the right, each with its own scroll; in a narrow window or without
/// an inspector one column.
pub(super) fn with_inspector(
    ui: &mut Ui,
    view: &View<'_>,
    salt: &str,
    main: impl FnOnce(&mut Ui),
    inspector: impl FnOnce(&mut Ui),
) {
    let shown = view.state.appearance.inspector;
    let width = ui.available_width();
    if !shown || !is_wide(width) {
        scrolled(ui, salt, |ui| {
            main(ui);
            if shown {
                panel(ui, inspector);
            }
        });
        return;
    }
    let side = if width > 1_160.0 { 300.0 } else { 280.0 };
    let whole = ui.available_rect_before_wrap();
    let mut left = whole;
    left.max.x -= side + space::L;
    let mut right = whole;
    right.min.x = right.max.x - side;
    right.max.y -= space::L;
    let column = |rect| UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min));
    let mut main_ui = ui.new_child(column(left).id_salt("main"));
    scrolled(&mut main_ui, salt, main);
    let mut side_ui = ui.new_child(column(right).id_salt("inspector"));
    flush(&mut side_ui, |ui| {
        ScrollArea::vertical().id_salt("inspector-scroll").auto_shrink([false, false]).show(ui, |ui| {
            Frame::new().inner_margin(space::L as i8).show(ui, |ui| {
                ui.set_width(ui.available_width());
                inspector(ui);
            });
        });
    });
}

/// A card: 16 from its neighbours, 8 between what is inside.
pub(super) fn panel<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> egui::InnerResponse<R> {
    spaced(ui, |ui| widgets::panel(ui, contents))
}

/// The same with a title and what its numbers count.
pub(super) fn card<R>(
    ui: &mut Ui,
    title: &str,
    unit: &str,
    contents: impl FnOnce(&mut Ui) -> R,
) -> egui::InnerResponse<R> {
    spaced(ui, |ui| widgets::card(ui, title, unit, contents))
}

/// The card of a chart, with the menu of the chart at the right end of the header.
pub(super) fn chart_card<R>(
    ui: &mut Ui,
    view: &View<'_>,
    chart: Chart,
    (title, unit): (&str, &str),
    contents: impl FnOnce(&mut Ui) -> R,
) -> egui::InnerResponse<R> {
    let shown = header_card(ui, title, unit, |ui| chart_menu::button(ui, view, chart, title), contents);
    chart_menu::on_card(&shown.response, view, chart);
    shown
}

/// The same with more at the right end of the header.
pub(super) fn header_card<R>(
    ui: &mut Ui,
    title: &str,
    unit: &str,
    right: impl FnOnce(&mut Ui),
    contents: impl FnOnce(&mut Ui) -> R,
) -> egui::InnerResponse<R> {
    spaced(ui, |ui| widgets::header_card(ui, title, unit, right, contents))
}

/// Anything with the spacing of a card.
pub(super) fn spaced<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        contents(ui)
    })
    .inner
}

/// A row of text, as high as the text and not as a button.
pub(super) fn text_row<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = Type::Body.line();
        ui.horizontal(contents).inner
    })
    .inner
}

/// The same, wrapping.
pub(super) fn text_rows<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = Type::Body.line();
        ui.horizontal_wrapped(contents).inner
    })
    .inner
}

/// A card without space inside, for rows that reach its edges.
pub(super) fn flush<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> egui::InnerResponse<R> {
    let tokens = theme::of(ui);
    Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(radius::CARD))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui)
        })
}

/// Columns of given widths, 16 apart, each laid out from the top.
pub(super) fn side_by_side(ui: &mut Ui, widths: &[f32], mut add: impl FnMut(&mut Ui, usize)) {
    let start = ui.cursor().min;
    let height = ui.available_height().max(1.0);
    let (mut left, mut bottom) = (start.x, start.y);
    for (place, width) in widths.iter().enumerate() {
        let rect = Rect::from_min_size(pos2(left, start.y), vec2(*width, height));
        let layout = Layout::top_down(Align::Min);
        let mut child =
            ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt(("column", place)));
        child.set_width(*width);
        add(&mut child, place);
        bottom = bottom.max(child.min_rect().bottom());
        left += width + space::L;
    }
    let end = pos2((left - space::L).max(start.x), bottom);
    ui.allocate_rect(Rect::from_min_max(start, end), Sense::hover());
}

/// `count` equal widths that fill `width`, 16 apart.
pub(super) fn equal(width: f32, count: usize) -> Vec<f32> {
    let gaps = space::L * count.saturating_sub(1) as f32;
    vec![((width - gaps) / count.max(1) as f32).floor(); count]
}

/// A line across a card.
pub(super) fn divider(ui: &mut Ui) {
    let tokens = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, tokens.line));
}

/// The border of a card that was chosen.
pub(super) fn chosen_border(ui: &Ui, card: &Response) {
    let stroke = Stroke::new(2.0, theme::of(ui).accent);
    let corner = CornerRadius::same(radius::CARD);
    ui.painter().rect_stroke(card.rect, corner, stroke, egui::StrokeKind::Inside);
}

/// Draws the empty state of a place that has nothing to show yet; true when it did.
pub(super) fn is_missing(ui: &mut Ui, view: &View<'_>, place: Place, icon: Icon) -> bool {
    let Reach::Missing(why) = view.state.reach(place) else { return false };
    let title = view.tr(match place {
        Place::Train => "page-missing-train",
        Place::Results => "page-missing-results",
        Place::Export => "page-missing-export",
        Place::Data | Place::Prepare | Place::Model => "page-missing-model",
    });
    let (name, action) = way_on(view);
    let outer = ui.available_rect_before_wrap().shrink2(vec2(space::XXL, space::XL));
    let mut ui = ui.new_child(UiBuilder::new().max_rect(outer).layout(Layout::top_down(Align::Min)));
    let pressed = panel(&mut ui, |ui| {
        ui.add_space(space::XXL);
        let pressed = empty_state(ui, icon, &title, &view.say(&why), Some(&name));
        ui.add_space(space::XXL);
        pressed
    });
    if pressed.inner {
        view.act(action);
    }
    true
}

/// The one button that leads on from where the user stands.
fn way_on(view: &View<'_>) -> (String, Action) {
    let state = view.state;
    if state.loaded.is_none() {
        (view.tr("page-open-file"), Action::Go(Place::Data))
    } else if state.is_training() {
        (view.tr("page-watch"), Action::Go(Place::Train))
    } else if state.why_not_train().is_some() {
        (view.tr("page-ask"), Action::Go(Place::Model))
    } else {
        (view.tr("page-train"), Action::Train)
    }
}

/// The primary button that leads to the next place.
pub(super) fn next_button(ui: &mut Ui, view: &View<'_>, place: Place, blocked: Option<&Message>) {
    let name = Message::new("page-next").message("place", place.name());
    let text = view.say(&name);
    let reason = blocked.map(|why| view.say(why));
    let button = Button::primary(&text).icon_after(icons::ICON_ARROW_FORWARD).blocked(reason.as_deref());
    if ui.add(button).clicked() {
        view.act(Action::Go(place));
    }
}

/// A button of an action with its reason when it cannot be done.
pub(super) fn action_button(ui: &mut Ui, view: &View<'_>, action: Action, text: &str, icon: Icon) {
    let reason = action.disabled(view.state).map(|why| view.say(&why));
    let button = Button::secondary(text).icon(icon).blocked(reason.as_deref());
    if ui.add(button).clicked() {
        view.act(action);
    }
}

/// What did not work, until it is closed: what, why, what to do.
pub(super) fn error(ui: &mut Ui, view: &View<'_>, error: &UserError) {
    let (what, why, next) = (view.say(&error.what), view.say(&error.why), view.say(&error.next));
    // Chinese sentences stand without a space between them.
    let gap = if view.language() == Language::English { " " } else { "" };
    let text = format!("{why}{gap}{next}");
    let close = view.tr("common-close");
    if widgets::notice(ui, Notice { tone: Tone::Bad, title: &what, text: &text, button: Some(&close) }) {
        view.send(Command::DismissNotice);
    }
}

/// The last error that belongs to no run, where there is one.
pub(super) fn last_error(ui: &mut Ui, view: &View<'_>) {
    if let Some(last) = &view.state.error {
        error(ui, view, last);
    }
}

/// A share as a value of a sentence.
pub(super) fn percent(share: f64) -> Arg {
    Arg::Percent(share)
}
