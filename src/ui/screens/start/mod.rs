//! The first page: drop a file, open an example or a file of before; while a file is read, how far it is.

mod examples;
mod practice;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use egui::{Align, CornerRadius, Layout, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::head::{part, sheet};
use crate::app::command::{Action, Command};
use crate::app::state::{Dialog, JobView};
use crate::domain::message::Arg;
use crate::domain::work::Slot;
use crate::text::format;
use crate::ui::theme::{self, Type, icons, radius, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button, Notice, Progress, TextField, Tone};

/// The page is no wider than this.
const WIDTH: f32 = 1120.0;
/// The steps beside the drop zone.
const STEPS: f32 = 304.0;

/// Draws the page.
pub fn ui(ui: &mut Ui, view: &View<'_>) {
    let body = ui.available_rect_before_wrap();
    let whole = body.width();
    // The scroll bar stands in the margin, not on the drop zone.
    let mut ui = part(ui, "start", body.with_max_x(body.right() + space::M));
    ScrollArea::vertical().id_salt("start").auto_shrink(false).show(&mut ui, |ui| {
        let wide = whole >= 900.0;
        let width = (whole - if wide { 64.0 } else { 0.0 }).min(WIDTH);
        ui.add_space(if wide { space::L } else { 0.0 });
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(((whole - width) / 2.0).floor());
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                title(ui, view);
                ui.add_space(space::L);
                if wide {
                    ui.horizontal_top(|ui| {
                        ui.spacing_mut().item_spacing.x = space::XXL;
                        column(ui, width - STEPS - space::XXL, |ui| main(ui, view));
                        column(ui, STEPS, |ui| steps(ui, view));
                    });
                } else {
                    main(ui, view);
                    ui.add_space(space::S);
                    steps(ui, view);
                }
                ui.add_space(space::XXL);
            });
        });
    });
}

fn column(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.x = 8.0;
        contents(ui);
    });
}

fn title(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    widgets::label(ui, Type::Figure, view.tr("screens-start-title"), tokens.text);
    widgets::label(ui, Type::Lead, view.tr("screens-start-sentence"), tokens.muted);
    ui.spacing_mut().item_spacing.y = 8.0;
}

fn main(ui: &mut Ui, view: &View<'_>) {
    if let Some(error) = &view.state.error {
        let (what, why, next) = (view.say(&error.what), view.say(&error.why), view.say(&error.next));
        let text = format!("{why} {next}");
        let close = view.tr("common-close");
        let notice = Notice { tone: Tone::Bad, title: &what, text: &text, button: Some(&close) };
        if widgets::notice(ui, notice) {
            view.send(Command::DismissNotice);
        }
        other_reading(ui, view);
        ui.add_space(space::S);
    }
    if view.state.jobs.contains_key(&Slot::Open) {
        reading(ui, view);
    } else {
        drop_zone(ui, view);
        ui.add_space(space::XS);
        path_field(ui, view);
    }
    ui.add_space(space::L);
    examples::ui(ui, view);
    if !view.state.recent.is_empty() {
        ui.add_space(space::L);
        recent(ui, view);
    }
    ui.add_space(space::L);
    practice::ui(ui, view);
}

/// A way on for a file that may only have been misread.
pub(super) fn other_reading(ui: &mut Ui, view: &View<'_>) {
    if view.state.refused.is_some() {
        let text = view.tr("screens-start-other-reading");
        if ui.add(Button::secondary(&text)).clicked() {
            view.send(Command::ShowDialog(Dialog::Reading));
        }
    }
}

/// The large target for files.
fn drop_zone(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    let over = ui.input(|input| !input.raw.hovered_files.is_empty());
    // A low window keeps the examples in view.
    let high = if ui.ctx().content_rect().height() >= 840.0 { 248.0 } else { 196.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), high), Sense::hover());
    let (fill, line) =
        if over { (tokens.selection, tokens.accent) } else { (tokens.surface, tokens.control_line) };
    ui.painter().rect_filled(rect, CornerRadius::same(radius::DIALOG), fill);
    dashed(ui, rect.shrink(1.0), line);
    let mut inner = part(ui, "drop", rect);
    inner.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.add_space((high - 160.0) / 2.0);
        let icon = widgets::icon(ui, icons::ICON_UPLOAD_FILE, 40.0, tokens.accent_text);
        ui.add(egui::Label::new(icon));
        ui.add_space(space::XS);
        let title = view.tr(if over { "screens-start-release" } else { "screens-start-drop" });
        widgets::label(ui, Type::Title, title, tokens.text);
        widgets::label(ui, Type::Body, view.tr("screens-start-stays"), tokens.muted);
        ui.add_space(space::M);
        let open = view.tr("screens-start-open");
        if ui.add(Button::primary(&open).icon(icons::ICON_FOLDER_OPEN).large()).clicked() {
            view.act(Action::OpenFile);
        }
    });
}

/// A dashed line round a rectangle with round corners.
fn dashed(ui: &Ui, rect: Rect, colour: egui::Color32) {
    let corner = f32::from(radius::DIALOG);
    let mut points = Vec::new();
    let quarters = [
        (pos2(rect.right() - corner, rect.top() + corner), -90.0_f32),
        (pos2(rect.right() - corner, rect.bottom() - corner), 0.0),
        (pos2(rect.left() + corner, rect.bottom() - corner), 90.0),
        (pos2(rect.left() + corner, rect.top() + corner), 180.0),
    ];
    for (centre, start) in quarters {
        for step in 0..=6_u8 {
            let angle = (start + 15.0 * f32::from(step)).to_radians();
            points.push(centre + corner * vec2(angle.cos(), angle.sin()));
        }
    }
    points.extend(points.first().copied());
    let stroke = Stroke::new(1.5, colour);
    ui.painter().extend(egui::Shape::dashed_line(&points, stroke, 6.0, 4.0));
}

/// A path may be typed where the system has no file dialog.
fn path_field(ui: &mut Ui, view: &View<'_>) {
    let id = egui::Id::unique("start-path");
    let mut text: String = ui.data_mut(|data| data.get_temp(id)).unwrap_or_default();
    let (label, hint, open) =
        (view.tr("screens-start-path"), view.tr("screens-start-path-hint"), view.tr("common-open"));
    ui.horizontal(|ui| {
        let tokens = theme::of(ui);
        widgets::label(ui, Type::Body, &label, tokens.muted);
        let button = widgets::galley(ui, Type::Medium, &open, tokens.text).rect.width() + 24.0;
        let width = (ui.available_width() - button - space::S).max(80.0);
        let field = TextField::new(&label, &mut text).bare().hint(&hint).width(width).show(ui);
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let pressed = ui.add(Button::secondary(&open)).clicked();
        // Paths copied from a file manager often come in quotation marks.
        let path = text.trim().trim_matches(['"', '\'']).to_owned();
        if (entered || pressed) && !path.is_empty() {
            view.send(Command::Open(PathBuf::from(path)));
        } else if pressed {
            field.request_focus();
        }
    });
    ui.data_mut(|data| data.insert_temp(id, text));
}

/// A card in place of the drop zone while a file is read.
fn reading(ui: &mut Ui, view: &View<'_>) {
    let Some(job) = view.state.jobs.get(&Slot::Open) else { return };
    let (what, how_far, share) = how_far(view, job);
    let stop = view.tr("common-stop");
    if widgets::progress_card(ui, Progress { what: &what, how_far: &how_far, share, stop: &stop }) {
        view.act(Action::Stop);
    }
}

/// How far a file is whose first rows are shown, as one line.
pub(super) fn reading_line(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    let Some(job) = view.state.jobs.get(&Slot::Open) else { return };
    let (what, how_far, share) = how_far(view, job);
    widgets::label(ui, Type::CaptionMedium, what, tokens.text);
    widgets::label(ui, Type::Caption, how_far, tokens.muted);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let stop = view.tr("common-stop");
        if ui.add(Button::secondary(&stop).compact()).clicked() {
            view.act(Action::Stop);
        }
        let room = (ui.available_width() - space::L).min(240.0);
        if room > 40.0 {
            let (rect, _) = ui.allocate_exact_size(vec2(room, 4.0), Sense::hover());
            ui.painter().rect_filled(rect, CornerRadius::same(2), tokens.line);
            let done =
                rect.with_max_x(rect.left() + rect.width() * share.unwrap_or(0.0).clamp(0.0, 1.0) as f32);
            ui.painter().rect_filled(done, CornerRadius::same(2), tokens.accent);
        }
    });
}

/// What is done, how far it is, and the share of it.
fn how_far(view: &View<'_>, job: &JobView) -> (String, String, Option<f64>) {
    let name = view.state.opening.as_ref().map(|(path, _)| file_name(path)).unwrap_or_default();
    let what = match (&job.phase, job.stopping) {
        (_, true) => view.tr("screens-start-stopping"),
        (Some(phase), false) => view.say(phase),
        (None, false) => view.tr_with("screens-start-reading", &[("file", Arg::Name(name))]),
    };
    let left = job.time_left(view.now).map(|seconds| {
        let time = format::duration(view.language(), seconds);
        view.tr_with("common-left", &[("time", Arg::Text(time))])
    });
    let share = job.progress.and_then(crate::domain::event::Progress::share);
    let far = share.map(format::percent_tick);
    let how_far: Vec<String> = far.into_iter().chain(left).collect();
    (what, how_far.join(" · "), share)
}

/// Files opened before.
fn recent(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    ui.horizontal(|ui| {
        widgets::section_title(ui, &view.tr("screens-start-recent"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let forget = view.tr("screens-start-forget");
            if ui.add(Button::quiet(&forget).compact()).clicked() {
                view.send(Command::ForgetRecent);
            }
        });
    });
    let height = 44.0;
    let count = view.state.recent.len() as f32;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), count * height), Sense::hover());
    sheet(ui, rect);
    for (place, path) in view.state.recent.iter().enumerate() {
        let corner = rect.min + vec2(0.0, place as f32 * height);
        let row = Rect::from_min_size(corner, vec2(rect.width(), height)).shrink2(vec2(1.0, 0.0));
        let response = ui.interact(row, ui.scope_id().with(("recent", place)), Sense::click());
        let name = file_name(path);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if response.hovered() {
            ui.painter().rect_filled(row.shrink(1.0), CornerRadius::same(radius::CONTROL), tokens.hover);
        }
        if place > 0 {
            ui.painter().hline(row.x_range(), row.top(), Stroke::new(1.0, tokens.line));
        }
        let middle = row.center().y;
        let icon = widgets::icon(ui, icons::ICON_SCHEDULE, 18.0, tokens.muted);
        ui.painter().galley(pos2(row.left() + 16.0, middle - icon.rect.height() / 2.0), icon, tokens.muted);
        let room = (row.width() * 0.4).max(120.0);
        let cut = widgets::middle_cut(ui, Type::Medium, &name, room);
        let words = widgets::galley(ui, Type::Medium, &cut, tokens.text);
        let left = row.left() + 46.0;
        ui.painter().galley(pos2(left, middle - words.rect.height() / 2.0), words.clone(), tokens.text);
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        let start = left + words.rect.width() + space::L;
        let folder = widgets::middle_cut(ui, Type::Caption, &folder, row.right() - 16.0 - start);
        let folder = widgets::galley(ui, Type::Caption, &folder, tokens.muted);
        let corner = pos2(row.right() - 16.0 - folder.rect.width(), middle - folder.rect.height() / 2.0);
        ui.painter().galley(corner, folder, tokens.muted);
        widgets::focus_ring(ui, &response, row.shrink(4.0), radius::CONTROL);
        if response.on_hover_text(path.display().to_string()).clicked() {
            view.send(Command::Open(path.clone()));
        }
    }
}

/// From file to list.
fn steps(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    let steps = [
        (view.tr("screens-start-step-drop"), view.tr("screens-start-step-drop-text")),
        (view.tr("screens-start-step-ask"), view.tr("screens-start-step-ask-text")),
        (view.tr("screens-start-step-learn"), view.tr("screens-start-step-learn-text")),
        (view.tr("screens-start-step-verdict"), view.tr("screens-start-step-verdict-text")),
        (view.tr("screens-start-step-list"), view.tr("screens-start-step-list-text")),
    ];
    widgets::panel(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        widgets::label(ui, Type::Strong, view.tr("screens-start-steps"), tokens.text);
        ui.add_space(space::L);
        let last = steps.len() - 1;
        for (place, (name, text)) in steps.iter().enumerate() {
            let room = ui.available_width() - 36.0;
            let name = widgets::galley_within(ui, Type::Medium, name, tokens.text, room, 2);
            let text = widgets::galley_within(ui, Type::Caption, text, tokens.muted, room, 3);
            let height = name.rect.height() + text.rect.height() + if place < last { space::XL } else { 0.0 };
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
            let said = format!("{}. {} {}", place + 1, name.text(), text.text());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
            let centre = rect.min + vec2(12.0, 12.0);
            if place < last {
                let line = Stroke::new(1.5, tokens.line);
                ui.painter().vline(centre.x, centre.y..=rect.bottom() + 12.0, line);
            }
            let (fill, ink) =
                if place == 0 { (tokens.accent, tokens.on_accent) } else { (tokens.sunken, tokens.muted) };
            ui.painter().circle_filled(centre, 12.0, fill);
            let number = widgets::galley(ui, Type::CaptionStrong, &(place + 1).to_string(), ink);
            ui.painter().galley(centre - number.rect.size() / 2.0, number, ink);
            let below = name.rect.height();
            ui.painter().galley(rect.min + vec2(36.0, 0.0), name, tokens.text);
            ui.painter().galley(rect.min + vec2(36.0, below), text, tokens.muted);
        }
    });
}

fn file_name(path: &std::path::Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
