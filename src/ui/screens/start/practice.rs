//! Practice data for teaching: a tile for each figure opens the dialog with it.

use egui::{CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::super::dialogs::figure_name;
use super::super::practice_picture;
use crate::app::command::{Action, Command};
use crate::domain::practice::{Figure, Practice};
use crate::ui::theme::{self, Type, radius, space};
use crate::ui::view::View;
use crate::ui::widgets;

const HEIGHT: f32 = 84.0;
/// Points of a small picture.
const POINTS: u32 = 160;

/// Draws the tiles in one row.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    ui.horizontal(|ui| {
        widgets::section_title(ui, &view.tr("practice-title"));
        widgets::label(ui, Type::Caption, view.tr("practice-start"), tokens.muted);
    });
    let count = Figure::ALL.len() as f32;
    let width = ((ui.available_width() - space::L * (count - 1.0)) / count).floor();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        for figure in Figure::ALL {
            tile(ui, view, figure, width);
        }
    });
}

fn tile(ui: &mut Ui, view: &View<'_>, figure: Figure, width: f32) {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    let name = view.tr(figure_name(figure));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    let over = response.hovered();
    let line = Stroke::new(1.0, if over { tokens.line_strong } else { tokens.line });
    let fill = if over { tokens.hover } else { tokens.surface };
    ui.painter().rect(rect, CornerRadius::same(radius::CARD), fill, line, StrokeKind::Inside);
    let inner = rect.shrink(10.0);
    let picture = Rect::from_min_size(inner.min, vec2(inner.height(), inner.height()));
    let practice = Practice { figure, points: POINTS, noise: 0.0, ..Practice::default() };
    practice_picture::draw(ui, picture, &practice, 1.5);
    let left = picture.right() + space::M;
    let words = widgets::galley_within(ui, Type::Medium, &name, tokens.text, inner.right() - left, 2);
    ui.painter().galley(pos2(left, rect.center().y - words.rect.height() / 2.0), words, tokens.text);
    widgets::focus_ring(ui, &response, rect, radius::CARD);
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        view.send(Command::SetPractice(Practice { figure, ..view.state.practice }));
        view.act(Action::Practice);
    }
}
