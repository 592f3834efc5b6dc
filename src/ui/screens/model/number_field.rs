//! A field for one number of the recipe: typed freely, taken over when it is left or Enter is pressed.

use egui::Ui;

use crate::ui::widgets::TextField;

/// What stands in the field while it is being typed, and what was wrong with it when it was left.
#[derive(Clone, Default)]
struct Draft {
    text: String,
    wrong: bool,
}

/// A number to type.
pub(in super::super) struct NumberField<'a> {
    /// Its label; also what egui remembers it by.
    pub label: &'a str,
    /// A line below.
    pub help: &'a str,
    /// What stands there while nothing is typed.
    pub hint: &'a str,
    /// What is allowed.
    pub allowed: &'a str,
    /// Why it does not apply now.
    pub blocked: Option<&'a str>,
    /// How far the arrow keys go, where it is one number.
    pub step: Option<f64>,
}

impl NumberField<'_> {
    /// Draws it. `now` is the text of the value in force; what was typed comes back once it is left and
    /// `read` accepts it.
    pub(in super::super) fn show<T>(
        self,
        ui: &mut Ui,
        now: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        self.draw(ui, now, None, read)
    }

    /// The same in a row: so wide, its label beside it is another's to draw.
    pub(in super::super) fn show_bare<T>(
        self,
        ui: &mut Ui,
        now: &str,
        width: f32,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        self.draw(ui, now, Some(width), read)
    }

    fn draw<T>(
        self,
        ui: &mut Ui,
        now: &str,
        width: Option<f32>,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let id = egui::Id::unique(("number-field", self.label, width.is_some()));
        let stored = ui.data(|data| data.get_temp::<Draft>(id));
        let mut draft = stored.unwrap_or_else(|| Draft { text: now.to_owned(), wrong: false });
        let field = TextField::new(self.label, &mut draft.text)
            .help(self.help)
            .hint(self.hint)
            .error(draft.wrong.then_some(self.allowed))
            .blocked(self.blocked);
        let field = match width {
            Some(width) => field.bare().width(width),
            None => field,
        };
        let response = match self.step {
            Some(step) => field.number(step).show(ui),
            None => field.show(ui),
        };
        let stepped = response.changed() && !response.has_focus();
        if draft.wrong && read(draft.text.trim()).is_some() {
            draft.wrong = false;
        }
        let mut taken = None;
        if response.lost_focus() || stepped {
            taken = read(draft.text.trim()).filter(|_| draft.text.trim() != now);
            draft.wrong = taken.is_none() && draft.text.trim() != now;
        }
        // Left and right: undo and other screens may change the value.
        if response.has_focus() || draft.wrong || taken.is_some() {
            ui.data_mut(|data| data.insert_temp(id, draft));
        } else {
            ui.data_mut(|data| data.remove_temp::<Draft>(id));
        }
        taken
    }
}
