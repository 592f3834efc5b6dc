//! The two examples that come with the program, each with a small picture of what it shows.

use egui::{CornerRadius, Painter, Rect, Sense, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::app::command::Action;
use crate::ui::theme::{self, Icon, Tokens, Type, icons, radius, segment_colour, space};
use crate::ui::view::View;
use crate::ui::widgets;

const HEIGHT: f32 = 208.0;
const PICTURE: f32 = 56.0;

struct Example {
    icon: Icon,
    title: String,
    text: String,
    size: String,
    action: Action,
    picture: fn(&Painter, Rect, &Tokens),
}

/// Draws both examples side by side, or one below the other where there is no room.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    widgets::section_title(ui, &view.tr("screens-start-examples"));
    let examples = [
        Example {
            icon: icons::ICON_STOREFRONT,
            title: view.tr("screens-start-shop"),
            text: view.tr("screens-start-shop-text"),
            size: view.tr("screens-start-shop-size"),
            action: Action::OpenShop,
            picture: groups,
        },
        Example {
            icon: icons::ICON_GROUP_REMOVE,
            title: view.tr("screens-start-telecom"),
            text: view.tr("screens-start-telecom-text"),
            size: view.tr("screens-start-telecom-size"),
            action: Action::OpenTelecom,
            picture: gains,
        },
    ];
    let whole = ui.available_width();
    if whole >= 520.0 {
        let width = ((whole - space::L) / 2.0).floor();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            for example in &examples {
                show(ui, view, example, width);
            }
        });
    } else {
        for example in &examples {
            show(ui, view, example, whole);
        }
    }
}

fn show(ui: &mut Ui, view: &View<'_>, example: &Example, width: f32) {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &example.title));
    let over = response.hovered();
    let line = Stroke::new(1.0, if over { tokens.line_strong } else { tokens.line });
    let fill = if over { tokens.hover } else { tokens.surface };
    ui.painter().rect(rect, CornerRadius::same(radius::CARD), fill, line, StrokeKind::Inside);
    let inner = rect.shrink(space::L);
    let icon = widgets::icon(ui, example.icon, 20.0, tokens.accent_text);
    ui.painter().galley(inner.min + vec2(0.0, 10.0 - icon.rect.height() / 2.0), icon, tokens.accent_text);
    let title =
        widgets::galley_within(ui, Type::Strong, &example.title, tokens.text, inner.width() - 28.0, 1);
    ui.painter().galley(inner.min + vec2(28.0, 0.0), title, tokens.text);
    let text = widgets::galley_within(ui, Type::Body, &example.text, tokens.muted, inner.width(), 2);
    ui.painter().galley(inner.min + vec2(0.0, 28.0), text, tokens.muted);
    let picture = Rect::from_min_size(
        pos2(inner.left(), inner.bottom() - 24.0 - PICTURE),
        vec2(inner.width(), PICTURE),
    );
    (example.picture)(ui.painter(), picture, tokens);
    let foot = inner.bottom() - 16.0;
    let size = widgets::galley(ui, Type::Caption, &example.size, tokens.muted);
    ui.painter().galley(pos2(inner.left(), foot), size, tokens.muted);
    let open = widgets::galley(ui, Type::CaptionMedium, &view.tr("common-open"), tokens.accent_text);
    ui.painter().galley(pos2(inner.right() - open.rect.width(), foot), open, tokens.accent_text);
    widgets::focus_ring(ui, &response, rect, radius::CARD);
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        view.act(example.action);
    }
}

/// Groups of customers: five clouds that are always the same.
fn groups(painter: &Painter, rect: Rect, tokens: &Tokens) {
    let mut state = 7_u32;
    let mut chance = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / 16_777_216.0
    };
    let clouds = [(0.12, 0.45), (0.32, 0.2), (0.46, 0.66), (0.64, 0.35), (0.86, 0.55)];
    for (place, (x, y)) in clouds.into_iter().enumerate() {
        for _ in 0..34 {
            // The sum of three chances falls off from the middle like a real cloud.
            let dx = (chance() + chance() + chance() - 1.5) * 0.14;
            let dy = (chance() + chance() + chance() - 1.5) * 0.5;
            let (x, y) = ((x + dx).clamp(0.0, 1.0), (y + dy).clamp(0.0, 1.0));
            let spot = rect.min + vec2(x * rect.width(), y * rect.height());
            painter.circle(spot, 2.25, segment_colour(place), Stroke::new(0.5, tokens.surface));
        }
    }
}

/// A curve that rises faster than chance: most leavers are found among few customers.
fn gains(painter: &Painter, rect: Rect, tokens: &Tokens) {
    let at = |x: f32, y: f32| pos2(rect.left() + x * rect.width(), rect.bottom() - y * rect.height());
    let dots = Shape::dotted_line(&[at(0.0, 0.0), at(1.0, 1.0)], tokens.muted, 5.0, 0.9);
    painter.extend(dots);
    let curve = (0..=60_u8)
        .map(|step| {
            let x = f32::from(step) / 60.0;
            let ripple = 0.008 * (x * 47.0).sin() * (1.0 - x);
            at(x, 1.0 - (1.0 - x).powf(2.8) + ripple)
        })
        .collect();
    painter.line(curve, Stroke::new(2.0, tokens.accent));
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.line));
}
