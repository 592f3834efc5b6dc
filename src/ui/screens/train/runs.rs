//! Earlier runs beside the present one: their curves' colours, what sets them apart, error and score.

use egui::{Align, Align2, Color32, CornerRadius, Layout, Rect, Sense, Ui, pos2, vec2};

use super::super::page;
use super::Run;
use super::curve::{best, score_name, value_text};
use crate::app::command::Command;
use crate::app::runs::{KeptRun, differences};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::ModelChoice;
use crate::text::{Language, format};
use crate::ui::theme::{self, CATEGORICAL, INDIGO, Tokens, Type, height, icons, radius, space};
use crate::ui::view::View;
use crate::ui::widgets::{galley, galley_within, icon_button};

/// Width of a column of figures, and of the two buttons of a row.
const FIGURE: f32 = 56.0;
const BUTTONS: f32 = 68.0;
/// How far the colour of an earlier run fades into the ground.
const FAINT: f32 = 0.35;
/// What sets a run apart is told of so many settings.
const TOLD: usize = 2;

/// The colour of an earlier run: those of the present curves are left out.
fn colour(run: &KeptRun, tokens: &Tokens) -> Color32 {
    let place = (run.number as usize + 1) % (CATEGORICAL.len() - 2);
    let colour = CATEGORICAL.get(place).copied().unwrap_or(INDIGO);
    theme::mix(colour, tokens.surface, FAINT)
}

/// The curves that are drawn under the present one; a model that learns no passes is a level line.
pub(super) fn curves(ui: &Ui, view: &View<'_>) -> Vec<(Vec<[f64; 2]>, Color32)> {
    let tokens = theme::of(ui);
    let last = view.state.training.curve.last().map_or(1, |point| point.iteration.max(1));
    let shown = view.state.runs.kept.iter().filter(|run| run.shown).map(|run| {
        let points = match run.kind {
            ModelChoice::Neural => run.curve.clone(),
            _ => vec![[0.0, run.best.1], [f64::from(last), run.best.1]],
        };
        (points, colour(run, tokens))
    });
    shown.collect()
}

/// Whether there are earlier runs to compare with.
pub(super) fn any(view: &View<'_>, run: &Run<'_>) -> bool {
    !view.state.runs.kept.is_empty() && run.kind != Some(ModelChoice::KMeans)
}

/// Draws the card, where there are earlier runs.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, run: &Run<'_>) {
    if !any(view, run) {
        return;
    }
    let kept = &view.state.runs.kept;
    page::card(ui, &view.tr("training-runs"), "", |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        heads(ui, view, run);
        present(ui, view, run);
        for earlier in kept.iter().rev() {
            row(ui, view, run, earlier);
        }
    });
}

fn heads(ui: &mut Ui, view: &View<'_>, run: &Run<'_>) {
    let tokens = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let mut right = rect.right() - BUTTONS;
    for name in [score_name(view, run), view.tr("training-runs-error")] {
        let words = galley_within(ui, Type::Caption, &name, tokens.muted, FIGURE + 8.0, 1);
        ui.painter().galley(pos2(right - words.rect.width(), rect.top()), words, tokens.muted);
        right -= FIGURE + space::M;
    }
}

/// A row: its colour, name and more about it, figures at the right; the rectangle of its buttons.
struct Line<'a> {
    colour: Color32,
    name: &'a str,
    about: &'a str,
    loss: Option<f64>,
    score: Option<f64>,
    is_present: bool,
}

impl Line<'_> {
    fn show(self, ui: &mut Ui, view: &View<'_>, run: &Run<'_>) -> Rect {
        let tokens = theme::of(ui);
        let size = vec2(ui.available_width(), height::ROW + 4.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let loss = self.loss.map(format::loss).unwrap_or_default();
        let args = [
            ("name", Arg::Text(self.name.to_owned())),
            ("what", Arg::Text(self.about.to_owned())),
            ("loss", Arg::Text(loss.clone())),
        ];
        let said = view.tr_with("training-run-row", &args);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
        if self.is_present {
            let ground = rect.expand2(vec2(space::S, 0.0));
            ui.painter().rect_filled(ground, CornerRadius::same(radius::CONTROL), tokens.accent_soft);
        }
        let middle = rect.center().y;
        let swatch = Rect::from_center_size(pos2(rect.left() + 6.0, middle), vec2(12.0, 3.0));
        ui.painter().rect_filled(swatch, 1.0, self.colour);
        let mut right = rect.right() - BUTTONS;
        let score = self.score.map(|score| value_text(run, view.language(), score)).unwrap_or_default();
        for figure in [score, loss] {
            let words = galley(ui, Type::Body, &figure, tokens.text);
            let corner = Align2::RIGHT_CENTER.anchor_size(pos2(right, middle), words.rect.size()).min;
            ui.painter().galley(corner, words, tokens.text);
            right -= FIGURE + space::M;
        }
        let kind = if self.is_present { Type::Strong } else { Type::Body };
        let left = rect.left() + 20.0;
        let name = galley_within(ui, kind, self.name, tokens.text, (right - left).max(20.0), 1);
        let after = left + name.rect.width() + space::S;
        ui.painter().galley(pos2(left, middle - name.rect.height() / 2.0), name, tokens.text);
        let room = right - after;
        if room > 24.0 {
            let about = galley_within(ui, Type::Caption, self.about, tokens.muted, room, 1);
            ui.painter().galley(pos2(after, middle - about.rect.height() / 2.0), about, tokens.muted);
        }
        if !self.about.is_empty() {
            response.on_hover_text(self.about);
        }
        Rect::from_min_max(pos2(rect.right() - BUTTONS + space::XS, rect.top()), rect.max)
    }
}

fn present(ui: &mut Ui, view: &View<'_>, run: &Run<'_>) {
    let training = &view.state.training;
    let best = best(view, run).filter(|_| training.curve.len() > 1);
    let point = best.and_then(|best| training.curve.iter().find(|point| point.iteration == best));
    let about = best.map(|best| view.tr_with("training-run-best", &[("n", Arg::Count(u64::from(best)))]));
    let line = Line {
        colour: INDIGO,
        name: &view.tr("training-run-this"),
        about: &about.unwrap_or_default(),
        loss: point.map(|point| point.valid.unwrap_or(point.train)),
        score: best.and_then(|best| training.net.score(best)),
        is_present: true,
    };
    line.show(ui, view, run);
}

fn row(ui: &mut Ui, view: &View<'_>, run: &Run<'_>, earlier: &KeptRun) {
    let tokens = theme::of(ui);
    let number = ("n", Arg::Count(u64::from(earlier.number)));
    let about = about(view, run, earlier);
    let shade = if earlier.shown { colour(earlier, tokens) } else { tokens.line };
    let line = Line {
        colour: shade,
        name: &view.tr_with("training-run", std::slice::from_ref(&number)),
        about: &about,
        loss: Some(earlier.best.1),
        score: earlier.score,
        is_present: false,
    };
    let buttons = line.show(ui, view, run);
    let layout = Layout::right_to_left(Align::Center);
    let place = egui::UiBuilder::new().max_rect(buttons).layout(layout).id_salt(("run", earlier.number));
    let mut ui = ui.new_child(place);
    ui.spacing_mut().item_spacing.x = 0.0;
    let remove = view.tr_with("training-run-remove", std::slice::from_ref(&number));
    if icon_button(&mut ui, icons::ICON_CLOSE, &remove, true).clicked() {
        view.send(Command::RemoveRun(earlier.number));
    }
    let (id, sign) = if earlier.shown {
        ("training-run-hide", icons::ICON_VISIBILITY)
    } else {
        ("training-run-show", icons::ICON_VISIBILITY_OFF)
    };
    if icon_button(&mut ui, sign, &view.tr_with(id, &[number]), true).clicked() {
        view.send(Command::ShowRun(earlier.number, !earlier.shown));
    }
}

/// What sets an earlier run apart from the present one.
fn about(view: &View<'_>, run: &Run<'_>, earlier: &KeptRun) -> String {
    if run.kind != Some(earlier.kind) {
        return view.say(&Message::new(match earlier.kind {
            ModelChoice::Linear => "model-way-linear",
            ModelChoice::KMeans => "model-way-k-means",
            ModelChoice::Svm => "svm-name",
            ModelChoice::Neural => "neural-name",
            ModelChoice::Logistic | ModelChoice::Auto => "model-way-logistic",
        }));
    }
    let found = differences(earlier, &view.state.training);
    if found.is_empty() {
        return view.tr("training-run-same");
    }
    let gap = if view.language() == Language::English { ", " } else { "，" };
    found.iter().take(TOLD).map(|what| view.say(what)).collect::<Vec<_>>().join(gap)
}
