//! Letters that tie a sentence to its chart: choosing one lights the other.

use egui::{Color32, Rect, Response, Ui, pos2, vec2};

use crate::domain::chart::Chart;
use crate::domain::message::Message;
use crate::ui::screens::{chart_menu, page};
use crate::ui::theme::{self, Tokens, Type, height, radius};
use crate::ui::view::View;
use crate::ui::widgets::galley;

/// A chart by its letter.
pub(super) type Letter = char;

fn chosen_id() -> egui::Id {
    egui::Id::unique("results-letter")
}

/// Where the chart is kept that is to come into view.
fn scroll_id() -> egui::Id {
    egui::Id::unique("results-letter-scroll")
}

/// A sentence and the chart it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The place of the sentence in its verdict.
    pub(super) place: usize,
    /// Its chart.
    pub(super) letter: Letter,
}

/// Chooses the first sentence until the user chooses.
pub(super) fn begin(ui: &Ui, first: Option<Link>) {
    ui.data_mut(|data| {
        data.get_temp_mut_or_insert_with::<Option<Link>>(chosen_id(), || first);
    });
}

/// The sentence that was chosen.
pub(super) fn chosen(ui: &Ui) -> Option<Link> {
    ui.data(|data| data.get_temp::<Option<Link>>(chosen_id())).flatten()
}

/// Chooses a sentence, or none when it was chosen already.
pub(super) fn choose(ui: &Ui, link: Link) {
    let next = (chosen(ui) != Some(link)).then_some(link);
    ui.data_mut(|data| {
        data.insert_temp(chosen_id(), next);
        data.insert_temp(scroll_id(), next.map(|link| link.letter));
    });
}

/// Which chart a sentence of a verdict stands on.
pub(super) fn of_yes_no(sentence: &Message) -> Letter {
    match sentence.id {
        "verdict-leak"
        | "verdict-leak-somewhere"
        | "verdict-no-use"
        | "verdict-ranking"
        | "verdict-weak-group"
        | "verdict-few-range" => 'B',
        "verdict-reach" => 'C',
        "verdict-by-heart" | "verdict-unjudged" => 'E',
        id if id.starts_with("verdict-chances") => 'F',
        _ => 'A',
    }
}

/// The same for a number.
pub(super) fn of_number(sentence: &Message) -> Letter {
    match sentence.id {
        "verdict-number-reach" => 'B',
        "verdict-misses" | "verdict-unjudged" | "verdict-number-no-use" => 'C',
        _ => 'A',
    }
}

/// The same for one of several answers.
pub(super) fn of_category(sentence: &Message) -> Letter {
    match sentence.id {
        "verdict-category-never" | "verdict-category-finds" => 'B',
        "verdict-category-honest" | "verdict-category-sure" | "verdict-category-modest" => 'C',
        "verdict-category-ranking"
        | "verdict-category-by-heart"
        | "verdict-leak"
        | "verdict-leak-somewhere" => 'D',
        _ => 'A',
    }
}

/// A card without a chart: the letter stands at the right end of its header; lit with a border when it is the chosen
/// one.
pub(super) fn card(
    ui: &mut Ui,
    letter: Letter,
    title: &str,
    unit: &str,
    contents: impl FnOnce(&mut Ui),
) -> Rect {
    lettered(ui, letter, (title, unit), |_| {}, contents).rect
}

/// The card of a chart, with the menu of the chart beside the letter.
pub(super) fn chart_card(
    ui: &mut Ui,
    view: &View<'_>,
    (letter, chart): (Letter, Chart),
    title: &str,
    unit: &str,
    contents: impl FnOnce(&mut Ui),
) -> Rect {
    let menu = |ui: &mut Ui| chart_menu::button(ui, view, chart, title);
    let card = lettered(ui, letter, (title, unit), menu, contents);
    chart_menu::on_card(&card, view, chart);
    card.rect
}

fn lettered(
    ui: &mut Ui,
    letter: Letter,
    (title, unit): (&str, &str),
    beside: impl FnOnce(&mut Ui),
    contents: impl FnOnce(&mut Ui),
) -> Response {
    let is_lit = chosen(ui).is_some_and(|link| link.letter == letter);
    let shown = page::header_card(
        ui,
        title,
        unit,
        |ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(height::CHIP, height::CHIP), egui::Sense::hover());
            draw_letter(ui, rect, letter, is_lit);
            beside(ui);
        },
        contents,
    );
    if is_lit {
        page::chosen_border(ui, &shown.response);
    }
    // In one column the chart of a sentence may be far below it.
    if ui.data(|data| data.get_temp::<Option<Letter>>(scroll_id())).flatten() == Some(letter) {
        ui.data_mut(|data| data.remove_temp::<Option<Letter>>(scroll_id()));
        ui.scroll_to_rect(shown.response.rect, None);
    }
    shown.response
}

/// The letter in its square.
pub(super) fn draw_letter(ui: &Ui, rect: Rect, letter: Letter, is_lit: bool) {
    let tokens = theme::of(ui);
    let (fill, ink) = colours(tokens, is_lit);
    ui.painter().rect_filled(rect, f32::from(radius::CHIP), fill);
    let text = galley(ui, Type::CaptionStrong, &letter.to_string(), ink);
    let corner = rect.center() - text.rect.size() / 2.0;
    ui.painter().galley(pos2(corner.x, corner.y), text, ink);
}

fn colours(tokens: &Tokens, is_lit: bool) -> (Color32, Color32) {
    if is_lit { (tokens.accent, tokens.on_accent) } else { (tokens.sunken, tokens.muted) }
}
