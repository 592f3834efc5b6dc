//! The message bundle of one language and the only function that turns a [`Message`] into a sentence.

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{Language, format, locales};
use crate::domain::column::{Kind, Role};
use crate::domain::message::{Arg, Message};

/// All messages of one language. Made once per language; shared between threads.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Loads the messages of a language. What cannot be read is left out; a test keeps the files clean.
    pub fn new(language: Language) -> Self {
        let id: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // The marks would end in file names, CSV cells and test expectations; both languages run left to right.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(format::group(&number.as_string())),
            _ => None,
        }));
        for file in locales::files(language) {
            let resource = match FluentResource::try_new((*file).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            // A second message with a taken id is refused and the first stays; nothing to do at run time.
            let _ = bundle.add_resource(resource);
        }
        Self { language, bundle }
    }

    /// The language spoken.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether there is a message with this id.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.get_message(id).is_some_and(|message| message.value().is_some())
    }

    /// The sentence of a message. A message that is missing is its own id, so that nothing is ever blank.
    pub fn say(&self, message: &Message) -> String {
        self.fill(message.id, &message.args)
    }

    /// A message without values, by its id.
    pub fn tr(&self, id: &str) -> String {
        self.fill(id, &[])
    }

    /// A message with values, by its id.
    pub fn tr_with(&self, id: &str, args: &[(&'static str, Arg)]) -> String {
        self.fill(id, args)
    }

    /// The word for a kind of column.
    pub fn kind(&self, kind: Kind) -> String {
        match kind {
            Kind::Number => self.tr("common-kind-number"),
            Kind::Integer => self.tr("common-kind-integer"),
            Kind::YesNo => self.tr("common-kind-yes-no"),
            Kind::Category => self.tr("common-kind-category"),
            Kind::Date => self.tr("common-kind-date"),
            Kind::Text => self.tr("common-kind-text"),
        }
    }

    /// The word for a role of a column.
    pub fn role(&self, role: Role) -> String {
        match role {
            Role::Id => self.tr("common-role-id"),
            Role::Feature => self.tr("common-role-feature"),
            Role::Target => self.tr("common-role-target"),
            Role::Contact => self.tr("common-role-contact"),
            Role::Date => self.tr("common-role-date"),
            Role::Ignore => self.tr("common-role-ignore"),
        }
    }

    fn fill(&self, id: &str, args: &[(&'static str, Arg)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let as_percent = chances_as_percent(args);
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(*name, self.value(arg, as_percent));
        }
        // An unknown placeholder is shown as Fluent writes it ("{$n}"); a test compares both languages.
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
    }

    fn value(&self, arg: &Arg, chance_as_percent: bool) -> FluentValue<'static> {
        let language = self.language;
        let text = match arg {
            Arg::Count(count) => {
                let number = FluentNumber::new(*count as f64, FluentNumberOptions::default());
                return FluentValue::Number(number);
            }
            Arg::Number(value) => format::number(language, *value),
            Arg::Percent(share) => format::percent(language, *share),
            Arg::PercentRange(low, high) => format::percent_range(language, *low, *high),
            Arg::Chance(chance) if chance_as_percent => format::chance_percent(language, *chance),
            Arg::Chance(chance) => format::chance(language, *chance),
            Arg::Score(score) => format::score(*score),
            Arg::ScoreRange(low, high) => format::score_range(language, *low, *high),
            Arg::Loss(loss) => format::loss(*loss),
            Arg::Times(times) => format::times(language, *times),
            Arg::Effect(effect) => format::effect(*effect),
            Arg::Odds(odds) => format::odds(*odds),
            Arg::PValue(p) => format::p_value(*p),
            Arg::Name(name) => format::name(name),
            Arg::Names(names) => format::names(language, names),
            Arg::Day(iso) => format::date(language, iso),
            Arg::Text(text) => text.clone(),
            Arg::Message(message) => self.say(message),
        };
        FluentValue::from(text)
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("language", &self.language).finish_non_exhaustive()
    }
}

/// Two chances in one sentence are written alike: "1 in 9 against 1 in 9" or "1 in 9 against 27%" would
/// hide or blur the difference.
fn chances_as_percent(args: &[(&'static str, Arg)]) -> bool {
    let mut denominators = Vec::new();
    for (_, arg) in args {
        if let Arg::Chance(chance) = arg {
            denominators.push(format::chance_denominator(*chance));
        }
    }
    let Some((first, others)) = denominators.split_first() else { return false };
    !others.is_empty() && (denominators.contains(&None) || others.contains(first))
}

#[cfg(test)]
mod tests {
    use super::{Language, Words, chances_as_percent};
    use crate::domain::column::{Kind, Role};
    use crate::domain::message::{Arg, Message};

    #[test]
    fn words_cross_threads() {
        fn check<T: Send + Sync>() {}
        check::<Words>();
    }

    #[test]
    fn a_missing_message_is_its_id() {
        let words = Words::new(Language::English);
        assert_eq!(words.say(&Message { id: "no-such-message", args: Vec::new() }), "no-such-message");
        assert!(!words.has("no-such-message"));
    }

    #[test]
    fn counts_choose_the_plural_and_are_grouped() {
        let english = Words::new(Language::English);
        let chinese = Words::new(Language::Chinese);
        for (count, en, zh) in [
            (0, "0 customers", "0 位客户"),
            (1, "1 customer", "1 位客户"),
            (12_400, "12,400 customers", "12,400 位客户"),
            (1_000_000, "1,000,000 customers", "1,000,000 位客户"),
        ] {
            let args = [("n", Arg::Count(count))];
            assert_eq!(english.tr_with("common-customers", &args), en);
            assert_eq!(chinese.tr_with("common-customers", &args), zh);
        }
    }

    #[test]
    fn a_message_can_stand_in_a_message() {
        let inner = Message::new("common-customers").count("n", 2);
        let words = Words::new(Language::English);
        let said = words.tr_with("common-left", &[("time", Arg::Message(Box::new(inner)))]);
        assert_eq!(said, "2 customers left");
    }

    #[test]
    fn kinds_and_roles_have_words() {
        for language in Language::ALL {
            let words = Words::new(language);
            for kind in Kind::ALL {
                assert!(!words.kind(kind).starts_with("common-"));
            }
            for role in Role::ALL {
                assert!(!words.role(role).starts_with("common-"));
            }
        }
    }

    #[test]
    fn two_chances_are_written_alike() {
        for (chances, expected) in [
            (vec![0.11], false),
            (vec![0.4], false),
            (vec![0.111, 0.032], false),
            (vec![0.111, 0.112], true),
            (vec![0.27, 0.05], true),
        ] {
            let args: Vec<_> = chances.iter().map(|chance| ("x", Arg::Chance(*chance))).collect();
            assert_eq!(chances_as_percent(&args), expected, "{chances:?}");
        }
    }
}
