//! A small translator for tests of this room and of `report`: the real message files, with number formats simple
//! enough to be read off.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use crate::domain::message::{Arg, Message};

/// The message files of one language.
pub(crate) struct Spoken {
    bundle: FluentBundle<FluentResource>,
    chinese: bool,
}

impl Spoken {
    pub(crate) fn new(language: &str) -> Self {
        let chinese = language != "en";
        let files = if chinese {
            [
                include_str!("../../../assets/locales/zh-CN/verdict.ftl"),
                include_str!("../../../assets/locales/zh-CN/report.ftl"),
                include_str!("../../../assets/locales/zh-CN/category.ftl"),
                include_str!("../../../assets/locales/zh-CN/charts.ftl"),
                include_str!("../../../assets/locales/zh-CN/inference.ftl"),
                include_str!("../../../assets/locales/zh-CN/penalty.ftl"),
                include_str!("../../../assets/locales/zh-CN/stability.ftl"),
                include_str!("../../../assets/locales/zh-CN/net_view.ftl"),
            ]
        } else {
            [
                include_str!("../../../assets/locales/en/verdict.ftl"),
                include_str!("../../../assets/locales/en/report.ftl"),
                include_str!("../../../assets/locales/en/category.ftl"),
                include_str!("../../../assets/locales/en/charts.ftl"),
                include_str!("../../../assets/locales/en/inference.ftl"),
                include_str!("../../../assets/locales/en/penalty.ftl"),
                include_str!("../../../assets/locales/en/stability.ftl"),
                include_str!("../../../assets/locales/en/net_view.ftl"),
            ]
        };
        let mut bundle = FluentBundle::new(vec![language.parse().unwrap()]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(n) => Some(grouped(&format!("{}", n.value))),
            _ => None,
        }));
        for file in files {
            bundle.add_resource(FluentResource::try_new(file.to_owned()).unwrap()).unwrap();
        }
        Self { bundle, chinese }
    }

    /// The sentence; panics on an unknown id, a missing value or a value of the wrong name.
    pub(crate) fn say(&self, message: &Message) -> String {
        let found =
            self.bundle.get_message(message.id).unwrap_or_else(|| unreachable!("no message {}", message.id));
        let mut args = FluentArgs::new();
        for (name, arg) in &message.args {
            args.set(*name, self.value(arg));
        }
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(found.value().unwrap(), Some(&args), &mut errors).into_owned();
        assert!(errors.is_empty(), "{}: {errors:?}", message.id);
        said
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        let range =
            |a: String, b: String| if self.chinese { format!("{a}～{b}") } else { format!("{a} to {b}") };
        match arg {
            Arg::Number(v) | Arg::Percent(v) | Arg::Score(v) | Arg::Loss(v) | Arg::Times(v)
                if !v.is_finite() =>
            {
                "–".into()
            }
            Arg::Count(count) => FluentValue::from(*count),
            Arg::Number(v) => grouped(&trimmed(*v)).into(),
            Arg::Percent(v) => percent(*v).into(),
            Arg::PercentRange(a, b) => range(percent(*a), percent(*b)).into(),
            Arg::Chance(p) if *p > 0.125 && self.chinese => format!("{} 的人", percent(*p)).into(),
            Arg::Chance(p) if *p > 0.125 => percent(*p).into(),
            Arg::Chance(p) if self.chinese => format!("每 {:.0} 人有 1 人", 1.0 / p).into(),
            Arg::Chance(p) => format!("1 in {:.0}", 1.0 / p).into(),
            Arg::Score(v) => format!("{v:.2}").into(),
            Arg::ScoreRange(a, b) => range(format!("{a:.2}"), format!("{b:.2}")).into(),
            Arg::Loss(v) if v.abs() >= 1.0 => format!("{v:.2}").into(),
            Arg::Loss(v) => format!("{v:.4}").into(),
            Arg::Effect(v) | Arg::Odds(v) | Arg::PValue(v) => format!("{v:.3e}").into(),
            Arg::Times(v) => format!("{v:.1}{}", if self.chinese { " 倍" } else { " times" }).into(),
            Arg::Name(name) => format!("“{name}”").into(),
            Arg::Names(names) => {
                let quoted: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
                quoted.join(if self.chinese { "、" } else { ", " }).into()
            }
            Arg::Text(text) | Arg::Day(text) => text.clone().into(),
            Arg::Message(inner) => self.say(inner).into(),
        }
    }
}

fn percent(share: f64) -> String {
    // A hair more, so that 34.5 %, which no binary number is, goes up as on paper.
    let value = share * 100.0 + 1e-9 * share.signum();
    let size = value.abs();
    let whole = (9.95..=99.0).contains(&size) || size >= 100.0 || share == 0.0;
    let decimals = usize::from(!whole);
    format!("{value:.decimals$}%").replace('-', "−")
}

fn trimmed(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn grouped(text: &str) -> String {
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let digits: Vec<char> = whole.chars().collect();
    let mut out = String::new();
    for (i, digit) in digits.iter().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) && digits[i - 1].is_ascii_digit() {
            out.push(',');
        }
        out.push(*digit);
    }
    out + rest
}
