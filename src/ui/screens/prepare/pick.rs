//! A choice among the columns of the table, with a search field where there are many.

use egui::{CornerRadius, Popup, PopupCloseBehavior, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::super::data::entry;
use super::super::shapes;
use crate::domain::column::Kind;
use crate::ui::theme::{self, Icon, Type, height, icons, radius, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, TextField};

/// From so many columns on there is a search field.
const SEARCHED: usize = 12;

/// Shows the chosen column and, when pressed, all of `names`. The newly chosen one comes back.
pub(super) fn column(
    ui: &mut Ui,
    view: &View<'_>,
    names: &[String],
    label: &str,
    shown: &str,
    width: f32,
) -> Option<String> {
    one(ui, view, (names, &|name| icon_of(view, name)), label, shown, width)
}

/// Names to choose from and the icon of each.
pub(super) type Names<'a> = (&'a [String], &'a dyn Fn(&str) -> Icon);

/// The icon of a column of the table.
pub(super) fn icon_of(view: &View<'_>, name: &str) -> Icon {
    // A column that a later step renames is not in the table any more and has no kind to show.
    shapes::kind_icon(view.state.column(name).map_or(Kind::Text, |column| column.kind))
}

/// The same for names of any kind, each with its icon.
pub(super) fn one(
    ui: &mut Ui,
    view: &View<'_>,
    (names, icon): Names<'_>,
    label: &str,
    shown: &str,
    width: f32,
) -> Option<String> {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height::CONTROL), Sense::click());
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::ComboBox, true, label);
        info.current_text_value = Some(shown.to_owned());
        info
    });
    let fill = if response.hovered() { tokens.hover } else { tokens.surface };
    let line = Stroke::new(1.0, tokens.control_line);
    ui.painter().rect(rect, CornerRadius::same(radius::CONTROL), fill, line, StrokeKind::Inside);
    let cut = widgets::middle_cut(ui, Type::Body, shown, width - 44.0);
    let words = widgets::galley(ui, Type::Body, &cut, tokens.text);
    let middle = rect.center().y;
    ui.painter().galley(pos2(rect.left() + 12.0, middle - words.rect.height() / 2.0), words, tokens.text);
    let arrow = widgets::icon(ui, icons::ICON_ARROW_DROP_DOWN, 20.0, tokens.muted);
    let corner = pos2(rect.right() - 28.0, middle - arrow.rect.height() / 2.0);
    ui.painter().galley(corner, arrow, tokens.muted);
    widgets::focus_ring(ui, &response, rect, radius::CONTROL);

    let search = response.id.with("search");
    if response.clicked() {
        ui.data_mut(|data| data.remove::<String>(search));
    }
    let popup = Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).gap(2.0);
    let chosen = popup.show(|ui| {
        ui.set_width(width.max(240.0));
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut text: String = ui.data(|data| data.get_temp(search)).unwrap_or_default();
        if names.len() >= SEARCHED {
            let label = view.tr("screens-data-find");
            let field = TextField::new(&label, &mut text).bare().hint(&label).show(ui);
            if !field.has_focus() && text.is_empty() && ui.memory(|memory| memory.focused().is_none()) {
                field.request_focus();
            }
            ui.add_space(space::XS);
        }
        let chosen = list(ui, (names, icon), shown, &text);
        ui.data_mut(|data| data.insert_temp(search, text));
        if chosen.is_some() {
            ui.close();
        }
        chosen
    });
    chosen.and_then(|shown| shown.inner)
}

fn list(ui: &mut Ui, (names, icon): Names<'_>, shown: &str, search: &str) -> Option<String> {
    let search = search.trim().to_lowercase();
    let found: Vec<&String> =
        names.iter().filter(|name| search.is_empty() || name.to_lowercase().contains(&search)).collect();
    let mut chosen = None;
    let area = ScrollArea::vertical().max_height(280.0).auto_shrink([false, true]);
    area.show_rows(ui, height::COMPACT, found.len(), |ui, range| {
        for name in found.iter().skip(range.start).take(range.len()) {
            if entry(ui, Some(icon(name)), name, "", *name == shown) {
                chosen = Some((*name).clone());
            }
        }
    });
    chosen
}
