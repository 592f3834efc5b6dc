//! The ways to answer the question, with the reason where one does not fit.

use egui::{Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::page;
use super::svm;
use crate::app::command::Command;
use crate::domain::recipe::{ModelChoice, ModelSpec};
use crate::ui::theme::{self, Tokens, Type, space};
use crate::ui::view::View;
use crate::ui::widgets::{Tone, focus_ring, galley, galley_within};

/// Height of a row.
const ROW: f32 = 60.0;
/// Where the two columns of dots begin, from the right end.
const DOTS: [f32; 2] = [240.0, 130.0];
/// The same in a narrow card.
const DOTS_NARROW: [f32; 2] = [150.0, 70.0];

struct Way {
    choice: ModelChoice,
    name: String,
    text: String,
    /// Of five.
    strength: usize,
    /// Of five.
    explains: usize,
}

fn ways(view: &View<'_>) -> [Way; 5] {
    let way = |choice, name: &str, text: &str, strength, explains| Way {
        choice,
        name: view.tr(name),
        text: view.tr(text),
        strength,
        explains,
    };
    [
        way(ModelChoice::Logistic, "model-way-logistic", "model-way-logistic-text", 4, 5),
        way(ModelChoice::Svm, "svm-name", "svm-text", 4, 2),
        way(ModelChoice::Neural, "neural-name", "neural-text", 5, 1),
        way(ModelChoice::Linear, "model-way-linear", "model-way-linear-text", 3, 5),
        way(ModelChoice::KMeans, "model-way-k-means", "model-way-k-means-text", 3, 4),
    ]
}

/// The table of ways; the baseline stands below, since it is always trained beside.
pub(super) fn table(ui: &mut Ui, view: &View<'_>) {
    let question = view.state.question();
    let profile = view.state.loaded.as_ref().map(|loaded| loaded.profile.as_ref());
    let chosen = question.map(|question| view.state.recipe().model.kind.resolve(question));
    let suggested = question.map(|question| ModelChoice::Auto.resolve(question));
    page::flush(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, view);
        let mut ways = ways(view);
        // The suggested one stands first, the ones that do not fit last.
        ways.sort_by_key(|way| Some(way.choice) != suggested);
        for way in ways {
            let reason = match (question, profile) {
                (Some(question), Some(profile)) => {
                    let missing =
                        || view.state.no_trainer.clone().filter(|_| way.choice == ModelChoice::Neural);
                    let why = crate::engine::incompatibility(way.choice, question, profile).or_else(missing);
                    why.map(|why| view.say(&why))
                }
                _ => None,
            };
            let sampled = svm::sampled(view, way.choice);
            let row = Row {
                name: &way.name,
                text: reason.as_ref().or(sampled.as_ref()).unwrap_or(&way.text),
                fit: match (&reason, question) {
                    (Some(_), _) => Fit::Refused,
                    (None, Some(_)) => Fit::Open,
                    (None, None) => Fit::Waits,
                },
                chosen: chosen == Some(way.choice),
                radio: true,
                chip: (suggested == Some(way.choice) && reason.is_none())
                    .then(|| (Tone::Input, view.tr("model-suggested"))),
                dots: [way.strength, way.explains],
                words: [dots_words(view, way.strength), dots_words(view, way.explains)],
            };
            let blocked = question.is_none().then(|| view.tr("model-way-needs-question"));
            if row.show(ui, blocked.as_deref()) && chosen != Some(way.choice) {
                let kind = way.choice;
                let spec = ModelSpec { kind, ..view.state.recipe().model.clone() };
                view.send(Command::SetModel(svm::fitting(view, spec)));
            }
        }
        // Groups have no answer that a simple guess could hit.
        if suggested == Some(ModelChoice::KMeans) {
            return;
        }
        Row {
            name: &view.tr("model-way-baseline"),
            text: &view.tr("model-way-baseline-text"),
            fit: Fit::Open,
            chosen: false,
            radio: false,
            chip: Some((Tone::Fact, view.tr("model-always"))),
            dots: [1, 5],
            words: [dots_words(view, 1), dots_words(view, 5)],
        }
        .show(ui, None);
    });
}

fn dots_words(view: &View<'_>, filled: usize) -> String {
    use crate::domain::message::Arg;
    view.tr_with("model-of-five", &[("n", Arg::Count(filled as u64))])
}

fn places(width: f32) -> [f32; 2] {
    if width >= 620.0 { DOTS } else { DOTS_NARROW }
}

fn heads(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    let texts = [view.tr("model-strength"), view.tr("model-explains")];
    let put = |left: f32, room: f32, text: &str| {
        let words = galley_within(ui, Type::CaptionMedium, text, tokens.muted, room, 1);
        ui.painter().galley(pos2(left, rect.center().y - words.rect.height() / 2.0), words, tokens.muted);
    };
    put(rect.left() + 44.0, 200.0, &view.tr("model-way"));
    for (from_right, text) in places(rect.width()).into_iter().zip(&texts) {
        put(rect.right() - from_right, from_right - space::S, text);
    }
}

/// Whether a way can be chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Open,
    /// It does not answer this question; its text says why.
    Refused,
    /// No question is asked yet.
    Waits,
}

struct Row<'a> {
    name: &'a str,
    text: &'a str,
    fit: Fit,
    chosen: bool,
    radio: bool,
    chip: Option<(Tone, String)>,
    dots: [usize; 2],
    words: [String; 2],
}

impl Row<'_> {
    /// Draws it; true when it was chosen.
    fn show(self, ui: &mut Ui, why_not: Option<&str>) -> bool {
        let tokens = theme::of(ui);
        let sense = if self.fit == Fit::Open && self.radio { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), sense);
        if self.radio {
            let (able, chosen) = (self.fit == Fit::Open, self.chosen);
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, able, chosen, self.name));
        } else {
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.name));
        }
        let painter = ui.painter();
        painter.hline(rect.x_range(), rect.top(), Stroke::new(1.0, tokens.line));
        let inside = rect.shrink2(vec2(1.0, 0.0)).with_min_y(rect.top() + 1.0);
        if self.chosen {
            painter.rect_filled(inside, 0.0, tokens.selection);
        } else if response.hovered() && self.fit == Fit::Open && self.radio {
            painter.rect_filled(inside, 0.0, tokens.hover);
        }
        self.mark(ui, rect, tokens);
        self.words(ui, rect, tokens);
        for (place, from_right) in places(rect.width()).into_iter().enumerate() {
            self.draw_dots(ui, rect, place, from_right, tokens);
        }
        focus_ring(ui, &response, rect.shrink(3.0), 0);
        let clicked = response.clicked();
        if let Some(why) = why_not {
            response.on_hover_text(why);
        }
        clicked
    }

    fn mark(&self, ui: &Ui, rect: Rect, tokens: &Tokens) {
        let centre = pos2(rect.left() + 24.0, rect.center().y);
        if !self.radio {
            return;
        }
        let colour = match (self.fit == Fit::Open, self.chosen) {
            (false, _) => tokens.disabled,
            (true, true) => tokens.accent,
            (true, false) => tokens.control_line,
        };
        ui.painter().circle(centre, 7.25, tokens.surface, Stroke::new(1.5, colour));
        if self.chosen {
            ui.painter().circle_filled(centre, 4.5, colour);
        }
    }

    fn words(&self, ui: &Ui, rect: Rect, tokens: &Tokens) {
        let left = rect.left() + 44.0;
        let [first, _] = places(rect.width());
        let room = rect.width() - 44.0 - first - space::L;
        let ink = if self.fit == Fit::Refused { tokens.muted } else { tokens.text };
        let name = galley_within(ui, Type::Strong, self.name, ink, room, 1);
        let colour = if self.fit == Fit::Refused { tokens.warn } else { tokens.muted };
        let text = galley_within(ui, Type::Caption, self.text, colour, room, 2);
        let top = rect.center().y - f32::midpoint(name.rect.height(), text.rect.height());
        let end = left + name.rect.width() + space::S;
        let below = top + name.rect.height();
        ui.painter().galley(pos2(left, top), name, ink);
        ui.painter().galley(pos2(left, below), text, colour);
        if let Some((tone, word)) = &self.chip {
            let (fill, ink) = match tone {
                Tone::Input => (tokens.accent_soft, tokens.accent_text),
                _ => (tokens.sunken, tokens.muted),
            };
            let word = galley(ui, Type::CaptionMedium, word, ink);
            let chip = Rect::from_min_size(pos2(end, top), vec2(word.rect.width() + 12.0, 20.0));
            if chip.right() < rect.right() - first {
                ui.painter().rect_filled(chip, f32::from(theme::radius::CHIP), fill);
                ui.painter().galley(chip.center() - word.rect.size() / 2.0, word, ink);
            }
        }
    }

    fn draw_dots(&self, ui: &Ui, rect: Rect, place: usize, from_right: f32, tokens: &Tokens) {
        let filled = self.dots.get(place).copied().unwrap_or_default();
        let words = self.words.get(place).map_or("", String::as_str);
        let left = rect.right() - from_right;
        for dot in 0..5 {
            let centre = pos2(left + 4.0 + dot as f32 * 9.0, rect.center().y);
            let colour =
                if self.fit != Fit::Refused && dot < filled { tokens.accent } else { tokens.line_strong };
            ui.painter().circle_filled(centre, 3.0, colour);
        }
        let area = Rect::from_min_size(pos2(left, rect.center().y - 10.0), vec2(45.0, 20.0));
        let id = ui.scope_id().with(("dots", self.name, place));
        let response = ui.interact(area, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    }
}
