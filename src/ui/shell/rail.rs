//! The rail: where you are, what is done, what comes next.

use egui::{
    Align2, Color32, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::app::command::{Action, Command};
use crate::app::state::{Place, Reach};
use crate::domain::message::Arg;
use crate::ui::theme::{self, Icon, Type, icons, radius};
use crate::ui::view::View;
use crate::ui::widgets;

/// How much room the rail takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rail {
    /// Icon, name and status.
    Wide,
    /// Icon over name; the status is the tooltip.
    Narrow,
    /// Icons only.
    Icons,
}

impl Rail {
    pub(super) fn for_width(width: f32) -> Self {
        match width {
            width if width >= 1360.0 => Self::Wide,
            width if width >= 1100.0 => Self::Narrow,
            _ => Self::Icons,
        }
    }

    pub(super) fn width(self) -> f32 {
        match self {
            Self::Wide => 208.0,
            Self::Narrow => 84.0,
            Self::Icons => 56.0,
        }
    }
}

/// What the mark at the right of an item says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    Done,
    Next,
    Stale,
}

pub(super) fn ui(ui: &mut Ui, view: &View<'_>, rail: Rail) {
    let tokens = theme::of(ui);
    let (brand, _) = ui.allocate_exact_size(vec2(rail.width(), 48.0), Sense::hover());
    let mark_left = if rail == Rail::Wide { 16.0 } else { rail.width() / 2.0 - 12.0 };
    let mark = Rect::from_min_size(pos2(brand.left() + mark_left, brand.center().y - 12.0), vec2(24.0, 24.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(mark), |ui| widgets::mark(ui, 24.0));
    if rail == Rail::Wide {
        let name = widgets::galley(ui, Type::Subtitle, &view.tr("common-app-name"), tokens.text);
        let top = brand.center().y - name.rect.height() / 2.0;
        ui.painter().galley(pos2(brand.left() + 50.0, top), name, tokens.text);
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.add_space(6.0);
    let marks = marks(view);
    for (place, mark) in Place::ALL.into_iter().zip(marks) {
        item(ui, view, rail, place, mark);
    }
    foot(ui, view, rail);
}

fn marks(view: &View<'_>) -> [Mark; 6] {
    let state = view.state;
    let loaded = state.loaded.is_some();
    let trained = state.run.report.is_some();
    let done = [
        loaded,
        loaded && (!state.recipe().steps.is_empty() || state.question().is_some()),
        state.question().is_some() && state.why_not_train().is_none_or(|_| state.is_training()),
        trained && !state.is_training(),
        trained,
        !state.run.written.is_empty(),
    ];
    let stale = state.run_is_stale();
    let here = Place::ALL.iter().position(|place| *place == state.place).unwrap_or(0);
    let next = done.iter().enumerate().position(|(index, done)| index > here && !done);
    let mut marks = [Mark::None; 6];
    for (index, (mark, done)) in marks.iter_mut().zip(done).enumerate() {
        *mark = match (done, Some(index) == next && loaded) {
            (true, _) if stale && index >= 3 => Mark::Stale,
            (true, _) => Mark::Done,
            (false, true) => Mark::Next,
            (false, false) => Mark::None,
        };
    }
    marks
}

fn place_icon(place: Place) -> Icon {
    match place {
        Place::Data => icons::ICON_DATABASE,
        Place::Prepare => icons::ICON_CLEANING_SERVICES,
        Place::Model => icons::ICON_CATEGORY,
        Place::Train => icons::ICON_MODEL_TRAINING,
        Place::Results => icons::ICON_INSIGHTS,
        Place::Export => icons::ICON_UPLOAD_FILE,
    }
}

fn item(ui: &mut Ui, view: &View<'_>, rail: Rail, place: Place, mark: Mark) {
    let tokens = theme::of(ui);
    let here = view.state.place == place;
    let reached = view.state.reach(place) == Reach::Open;
    let name = view.say(&place.name());
    let status = match (mark, view.state.status(place)) {
        (Mark::Stale, _) => Some(view.tr("shell-status-stale")),
        (_, Some(status)) => Some(view.say(&status)),
        _ => None,
    };
    let height = if rail == Rail::Narrow { 56.0 } else { 48.0 };
    let (outer, response) = ui.allocate_exact_size(vec2(rail.width(), height), Sense::click());
    let told = match &status {
        Some(status) => format!("{name}, {status}"),
        None => name.clone(),
    };
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, here, name.clone()));
    let rect = outer.shrink2(vec2(8.0, 1.0));
    if here {
        ui.painter().rect(
            rect,
            CornerRadius::same(radius::CARD),
            tokens.surface,
            Stroke::new(1.0, tokens.line),
            StrokeKind::Inside,
        );
        let bar = Rect::from_min_size(rect.left_top() + vec2(0.0, 14.0), vec2(3.0, rect.height() - 28.0));
        ui.painter().rect_filled(bar, CornerRadius::same(2), tokens.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(radius::CARD), tokens.hover);
    }
    let colour = if here { tokens.text } else { tokens.muted };
    let strong = if here { Type::Strong } else { Type::Medium };
    match rail {
        Rail::Wide => wide_item(ui, rect, place, &name, status.as_deref(), (strong, colour)),
        Rail::Narrow => {
            let icon = widgets::icon(ui, place_icon(place), 20.0, colour);
            let icon_at = pos2(rect.center().x - icon.rect.width() / 2.0, rect.top() + 8.0);
            ui.painter().galley(icon_at, icon, colour);
            let label = if here { Type::CaptionStrong } else { Type::CaptionMedium };
            let text = widgets::galley_within(ui, label, &name, colour, rect.width() - 4.0, 1);
            let text_at = pos2(rect.center().x - text.rect.width() / 2.0, rect.top() + 31.0);
            ui.painter().galley(text_at, text, colour);
        }
        Rail::Icons => {
            let icon = widgets::icon(ui, place_icon(place), 20.0, colour);
            ui.painter().galley(rect.center() - icon.rect.size() / 2.0, icon, colour);
        }
    }
    paint_mark(ui, rect, rail, mark, here && reached);
    widgets::focus_ring(ui, &response, rect, radius::CARD);
    let clicked = response.clicked();
    if rail != Rail::Wide {
        response.on_hover_text(told);
    }
    if clicked {
        view.send(Command::Do(Action::Go(place)));
    }
}

fn wide_item(ui: &Ui, rect: Rect, place: Place, name: &str, status: Option<&str>, look: (Type, Color32)) {
    let tokens = theme::of(ui);
    let (kind, colour) = look;
    let icon = widgets::icon(ui, place_icon(place), 20.0, colour);
    ui.painter().galley(pos2(rect.left() + 10.0, rect.center().y - icon.rect.height() / 2.0), icon, colour);
    let left = rect.left() + 42.0;
    let room = rect.width() - 42.0 - 30.0;
    let name = widgets::galley_within(ui, kind, name, colour, room, 1);
    if let Some(status) = status {
        let status = widgets::galley_within(ui, Type::Caption, status, tokens.muted, room + 20.0, 1);
        ui.painter().galley(pos2(left, rect.top() + 6.0), name, colour);
        ui.painter().galley(pos2(left, rect.top() + 26.0), status, tokens.muted);
    } else {
        ui.painter().galley(pos2(left, rect.center().y - name.rect.height() / 2.0), name, colour);
    }
}

fn paint_mark(ui: &Ui, rect: Rect, rail: Rail, mark: Mark, hidden: bool) {
    let tokens = theme::of(ui);
    let at = match rail {
        Rail::Wide => pos2(rect.right() - 16.0, rect.center().y),
        Rail::Narrow | Rail::Icons => pos2(rect.right() - 9.0, rect.top() + 10.0),
    };
    let (icon, colour) = match mark {
        Mark::None => return,
        Mark::Done if hidden => return,
        Mark::Done => (icons::ICON_CHECK, tokens.good),
        Mark::Next => (icons::ICON_ARROW_FORWARD, tokens.accent),
        Mark::Stale => {
            ui.painter().circle_filled(at, 4.0, tokens.warn);
            return;
        }
    };
    let size = if rail == Rail::Wide { 18.0 } else { 13.0 };
    let icon = widgets::icon(ui, icon, size, colour);
    ui.painter().galley(at - icon.rect.size() / 2.0, icon, colour);
}

fn foot(ui: &mut Ui, view: &View<'_>, rail: Rail) {
    let tokens = theme::of(ui);
    let lines = [
        (icons::ICON_LOCK, view.tr("shell-nothing-leaves")),
        (
            icons::ICON_MEMORY,
            view.tr_with("shell-device", &[("n", Arg::Count(rayon::current_num_threads() as u64))]),
        ),
    ];
    let height = lines.len() as f32 * 24.0 + 16.0;
    let room = ui.available_rect_before_wrap();
    if room.height() < height {
        return;
    }
    let top = room.bottom() - height;
    let line = Stroke::new(1.0, tokens.line);
    ui.painter().hline(room.left() + 8.0..=room.right() - 8.0, top, line);
    for (index, (icon, text)) in lines.iter().enumerate() {
        let centre = top + 20.0 + index as f32 * 24.0;
        let row = Rect::from_min_size(pos2(room.left(), centre - 12.0), vec2(room.width(), 24.0));
        let response = ui.interact(row, ui.scope_id().with(("foot", index)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
        if rail == Rail::Wide {
            let drawn = widgets::icon(ui, *icon, 16.0, tokens.muted);
            ui.painter().galley(
                pos2(room.left() + 18.0, centre - drawn.rect.height() / 2.0),
                drawn,
                tokens.muted,
            );
            let text = widgets::galley_within(ui, Type::Caption, text, tokens.muted, room.width() - 52.0, 1);
            ui.painter().galley(
                pos2(room.left() + 42.0, centre - text.rect.height() / 2.0),
                text,
                tokens.muted,
            );
        } else {
            let drawn = widgets::icon(ui, *icon, 16.0, tokens.muted);
            let rect = Align2::CENTER_CENTER.anchor_size(row.center(), drawn.rect.size());
            ui.painter().galley(rect.min, drawn, tokens.muted);
            response.on_hover_text(text);
        }
    }
}
