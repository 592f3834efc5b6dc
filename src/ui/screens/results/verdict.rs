//! The verdict: its title, then each sentence with the letter of the chart it stands on.

use egui::{Frame, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::linked::{self, Letter, Link};
use crate::domain::message::Message;
use crate::domain::report::{Tone, Verdict};
use crate::ui::screens::page;
use crate::ui::theme::{self, Icon, Tokens, Type, height, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, galley_within, icon, label};

/// Draws the card of the verdict.
pub(in crate::ui::screens) fn card(
    ui: &mut Ui,
    view: &View<'_>,
    verdict: &Verdict,
    letter: Option<&dyn Fn(&Message) -> Letter>,
) {
    let tokens = theme::of(ui);
    page::flush(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        Frame::new().inner_margin(space::L as i8).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::XS;
            let (sign, colour) = tone(verdict.tone, tokens);
            page::text_row(ui, |ui| {
                let drawn = icon(ui, sign, 20.0, colour);
                ui.add(egui::Label::new(drawn));
                let ink = if verdict.tone == Tone::Bad { tokens.bad } else { tokens.text };
                ui.add(egui::Label::new(Type::Subtitle.rich(view.say(&verdict.title)).color(ink)).wrap());
            });
            let advice = advice(verdict.tone, letter.is_some());
            label(ui, Type::Body, view.tr(advice), tokens.muted);
        });
        for (place, sentence) in verdict.sentences.iter().enumerate() {
            let link = letter.map(|letter| Link { place, letter: letter(sentence) });
            if place == 0 {
                linked::begin(ui, link);
            }
            row(ui, view, sentence, link, tokens);
        }
    });
}

fn tone(tone: Tone, tokens: &Tokens) -> (Icon, egui::Color32) {
    match tone {
        Tone::Good => (icons::ICON_VERIFIED, tokens.good),
        Tone::Caution => (icons::ICON_WARNING, tokens.warn),
        Tone::Bad => (icons::ICON_ERROR, tokens.bad),
    }
}

fn advice(tone: Tone, linked: bool) -> &'static str {
    match tone {
        Tone::Good if linked => "results-advice-linked",
        Tone::Good => "results-advice-good",
        Tone::Caution => "results-advice-caution",
        Tone::Bad => "results-advice-bad",
    }
}

/// The sign before a sentence tells what it is about.
fn sign(sentence: &Message, tokens: &Tokens) -> (Icon, egui::Color32) {
    match sentence.id {
        "verdict-contact" | "verdict-contact-counts" => (icons::ICON_TRENDING_UP, tokens.good),
        "verdict-reach" | "verdict-number-reach" | "verdict-category-finds" => {
            (icons::ICON_GROUP, tokens.muted)
        }
        "verdict-ranking" | "verdict-category-ranking" => (icons::ICON_SORT, tokens.good),
        "verdict-chances-right" | "verdict-explains" | "verdict-category-honest" => {
            (icons::ICON_BALANCE, tokens.good)
        }
        "verdict-misses" | "verdict-spread" | "verdict-category-right" => {
            (icons::ICON_TRACK_CHANGES, tokens.good)
        }
        "verdict-groups" | "verdict-card" | "verdict-card-plain" => (icons::ICON_WORKSPACES, tokens.muted),
        "verdict-leak"
        | "verdict-leak-somewhere"
        | "verdict-no-use"
        | "verdict-number-leak"
        | "verdict-number-leak-somewhere"
        | "verdict-number-no-use"
        | "verdict-few-yes"
        | "verdict-category-few"
        | "verdict-category-few-others"
        | "verdict-category-few-range"
        | "verdict-category-no-use"
        | "verdict-few-no"
        | "verdict-few-range"
        | "verdict-number-few"
        | "verdict-number-few-range"
        | "verdict-no-groups" => (icons::ICON_ERROR, tokens.bad),
        id if id.starts_with("verdict-chances")
            || id.starts_with("verdict-overlap")
            || id == "verdict-by-heart"
            || id == "verdict-category-by-heart"
            || id == "verdict-category-never"
            || id == "verdict-category-sure"
            || id == "verdict-category-modest"
            || id == "verdict-category-chances-only"
            || id == "verdict-spread-wide"
            || id == "verdict-unjudged" =>
        {
            (icons::ICON_WARNING, tokens.warn)
        }
        _ => (icons::ICON_LIGHTBULB, tokens.accent_text),
    }
}

fn row(ui: &mut Ui, view: &View<'_>, sentence: &Message, link: Option<Link>, tokens: &Tokens) {
    let text = view.say(sentence);
    let width = ui.available_width();
    let left = space::L + 30.0;
    let right = if link.is_some() { space::L + height::CHIP + space::M } else { space::L };
    let words = galley_within(ui, Type::Body, &text, tokens.text, width - left - right, 8);
    let size = vec2(width, words.rect.height() + 24.0);
    let sense = if link.is_some() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let is_lit = link.is_some() && linked::chosen(ui) == link;
    let role = if link.is_some() { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::selected(role, true, is_lit, &text));
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, tokens.line));
    let inside = rect.shrink2(vec2(1.0, 0.0)).with_min_y(rect.top() + 1.0);
    let last = rect.bottom();
    let inside = inside.with_max_y(last - 1.0);
    if is_lit {
        ui.painter().rect_filled(inside, 0.0, tokens.selection);
    } else if response.hovered() && link.is_some() {
        ui.painter().rect_filled(inside, 0.0, tokens.hover);
    }
    let (sign, colour) = sign(sentence, tokens);
    let drawn = icon(ui, sign, 18.0, colour);
    let top = rect.top() + 12.0 + (Type::Body.line() - drawn.rect.height()) / 2.0;
    ui.painter().galley(pos2(rect.left() + space::L, top), drawn, colour);
    ui.painter().galley(pos2(rect.left() + left, rect.top() + 12.0), words, tokens.text);
    if let Some(link) = link {
        let corner = pos2(rect.right() - space::L - height::CHIP, rect.top() + 12.0);
        let square = egui::Rect::from_min_size(corner, vec2(height::CHIP, height::CHIP));
        linked::draw_letter(ui, square, link.letter, is_lit);
        focus_ring(ui, &response, rect.shrink(3.0), 0);
        if response.clicked() {
            linked::choose(ui, link);
        }
    }
}
