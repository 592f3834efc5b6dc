//! Escaped text, and figures in the words of the report's language.

use super::Translator;
use crate::domain::message::{Arg, Message};

/// Text made safe for text nodes and quoted attributes.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // Control characters are not allowed in HTML; a table may hold them all the same.
            control if control.is_control() && control != '\n' && control != '\t' => safe.push('\u{FFFD}'),
            plain => safe.push(plain),
        }
    }
    safe
}

/// The translator, with everything it says escaped.
pub(super) struct Say<'a> {
    words: Translator<'a>,
}

impl<'a> Say<'a> {
    pub(super) fn new(words: Translator<'a>) -> Self {
        Self { words }
    }

    /// A sentence or label, escaped.
    pub(super) fn say(&self, message: &Message) -> String {
        escape(&(self.words)(message))
    }

    /// The same as it is, for those who escape it themselves.
    pub(super) fn plain(&self, message: &Message) -> String {
        (self.words)(message)
    }

    /// A figure by itself; a dash where there is none.
    pub(super) fn value(&self, value: Arg) -> String {
        let missing = match &value {
            Arg::Number(v) | Arg::Percent(v) | Arg::Score(v) | Arg::Loss(v) | Arg::Times(v) => !v.is_finite(),
            _ => false,
        };
        if missing { "–".to_owned() } else { self.say(&Message::new("report-value").with("value", value)) }
    }

    pub(super) fn percent(&self, share: f64) -> String {
        self.value(Arg::Percent(share))
    }

    pub(super) fn count(&self, count: usize) -> String {
        self.value(Arg::Count(count as u64))
    }

    pub(super) fn score(&self, value: f64) -> String {
        self.value(Arg::Score(value))
    }

    /// A number of the user's data.
    pub(super) fn number(&self, value: f64) -> String {
        self.value(amount(value))
    }
}

/// A number of the user's data: three digits that count where it is small, whole where it is large, two decimals
/// between.
pub(super) fn amount(value: f64) -> Arg {
    match value.abs() {
        size if size > 0.0 && size < 0.1 => Arg::Loss(value),
        size if size >= 100.0 => Arg::Number(value.round()),
        _ => Arg::Number(value),
    }
}

/// A card with a heading, a phrase beside it and content that is already markup.
pub(super) fn card(say: &Say<'_>, title: &Message, unit: &Message, content: &str) -> String {
    format!(
        "<section class=\"card\"><h3>{} <small>{}</small></h3>{content}</section>",
        say.say(title),
        say.say(unit)
    )
}

/// A card over the whole width.
pub(super) fn wide_card(say: &Say<'_>, title: &Message, unit: &Message, content: &str) -> String {
    card(say, title, unit, content).replacen("class=\"card\"", "class=\"card wide\"", 1)
}

/// A figure with its label above and a phrase below.
pub(super) fn tile(say: &Say<'_>, label: &Message, figure: &str, below: &Message) -> String {
    format!(
        "<div class=\"card tile\"><div class=\"label\">{}</div><div class=\"figure\">{figure}</div><div class=\"label\">{}</div></div>",
        say.say(label),
        say.say(below)
    )
}
