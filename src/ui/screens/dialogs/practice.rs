//! Practice data: which figure, how many points, how much noise, how much is held out.

use egui::{Align, Layout, Sense, Slider, Ui, Vec2, vec2};

use super::super::practice_picture;
use super::{foot, modal};
use crate::app::command::Command;
use crate::domain::practice::{Figure, Practice};
use crate::text::format;
use crate::ui::theme::{self, Type, icons, radius, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button, segmented};

/// Side of the picture.
const PICTURE: f32 = 264.0;
/// Steps of the number of points and of shares.
const POINTS: f64 = 100.0;
const SHARE: f64 = 0.05;

/// Draws the dialog.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    let mut wanted = view.state.practice;
    modal(ui, view, "practice", &view.tr("practice-title"), 640.0, |ui| {
        let tokens = theme::of(ui);
        widgets::label(ui, Type::Body, view.tr("practice-text"), tokens.muted);
        ui.add_space(space::S);
        let names = Figure::ALL.map(|figure| (figure, view.tr(name(figure))));
        let choices = names.each_ref().map(|(figure, name)| (*figure, name.as_str()));
        segmented(ui, &view.tr("practice-figure"), &mut wanted.figure, &choices);
        ui.add_space(space::S);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::XXL;
            let (rect, response) = ui.allocate_exact_size(Vec2::splat(PICTURE), Sense::hover());
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Image, true, view.tr(name(wanted.figure)))
            });
            ui.painter().rect_filled(rect, f32::from(radius::CHIP), tokens.sunken);
            practice_picture::draw(ui, rect.shrink(8.0), &wanted, 2.5);
            ui.vertical(|ui| settings(ui, view, &mut wanted));
        });
        foot(ui, |ui| {
            if ui.add(Button::primary(&view.tr("practice-open"))).clicked() {
                view.send(Command::OpenPractice);
            }
            if ui.add(Button::secondary(&view.tr("common-cancel"))).clicked() {
                view.send(Command::DismissDialog);
            }
        });
    });
    if wanted != view.state.practice {
        view.send(Command::SetPractice(wanted));
    }
}

/// The name of a figure.
pub(in super::super) fn name(figure: Figure) -> &'static str {
    match figure {
        Figure::Circles => "practice-circles",
        Figure::Spirals => "practice-spirals",
        Figure::Xor => "practice-xor",
        Figure::Blobs => "practice-blobs",
    }
}

fn settings(ui: &mut Ui, view: &View<'_>, wanted: &mut Practice) {
    ui.spacing_mut().item_spacing.y = space::XS;
    let mut points = f64::from(wanted.points);
    let ends = f64::from(*Practice::POINTS.start())..=f64::from(*Practice::POINTS.end());
    let said = format::count(u64::from(wanted.points));
    if setting(ui, (&view.tr("practice-points"), &said), &mut points, ends, POINTS) {
        wanted.points = points as u32;
    }
    let language = view.language();
    let said = format::percent(language, wanted.noise);
    setting(ui, (&view.tr("practice-noise"), &said), &mut wanted.noise, Practice::NOISE, SHARE);
    let said = format::percent(language, wanted.held_out);
    setting(ui, (&view.tr("practice-held-out"), &said), &mut wanted.held_out, Practice::HELD_OUT, SHARE);
    widgets::label(ui, Type::Caption, view.tr("practice-held-out-help"), theme::of(ui).muted);
    ui.add_space(space::S);
    let again = view.tr("practice-again");
    if ui.add(Button::secondary(&again).icon(icons::ICON_REPLAY).compact()).clicked() {
        wanted.seed = wanted.seed.wrapping_add(1);
    }
}

/// A name with its value above a slider.
fn setting(
    ui: &mut Ui,
    (name, said): (&str, &str),
    value: &mut f64,
    ends: std::ops::RangeInclusive<f64>,
    step: f64,
) -> bool {
    let tokens = theme::of(ui);
    let width = ui.available_width();
    ui.allocate_ui_with_layout(vec2(width, 20.0), Layout::left_to_right(Align::Center), |ui| {
        widgets::label(ui, Type::Medium, name, tokens.text);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            widgets::label(ui, Type::Body, said, tokens.text);
        });
    });
    ui.spacing_mut().slider_width = width;
    // A handle of the usual size, not one as high as a button.
    ui.spacing_mut().interact_size.y = 20.0;
    let slider = ui.add(Slider::new(value, ends).step_by(step).show_value(false));
    let changed = slider.changed();
    slider.accessible_name(name);
    ui.add_space(space::XS);
    changed
}
