//! Suggestions that wait for the user's word: what to ask about, and what to fill gaps with.

use super::roles::name_words;
use crate::domain::column::{ColumnProfile, Kind, Role, TableProfile};
use crate::domain::recipe::Fill;

/// Names that answers to yes/no questions go by.
const ANSWERS: [&str; 34] = [
    "churn",
    "churned",
    "exited",
    "left",
    "attrition",
    "target",
    "y",
    "label",
    "response",
    "responded",
    "respond",
    "converted",
    "conversion",
    "clicked",
    "click",
    "bought",
    "buy",
    "purchased",
    "purchase",
    "subscribed",
    "survived",
    "default",
    "outcome",
    "visit",
    "recommended",
    "accepted",
    "renewed",
    "cancelled",
    "canceled",
    "流失",
    "购买",
    "响应",
    "转化",
    "成交",
];

/// Names that amounts worth predicting go by.
const AMOUNTS: [&str; 18] = [
    "charges",
    "spend",
    "spent",
    "spending",
    "revenue",
    "sales",
    "amount",
    "price",
    "value",
    "ltv",
    "clv",
    "profit",
    "turnover",
    "target",
    "y",
    "金额",
    "消费",
    "销售额",
];

/// Columns that a question could be about, best first: yes/no columns with telling names, other yes/no columns,
/// then numbers with telling names, other numbers. Within a group the later column comes first, because answers
/// usually stand at the end of a file.
pub fn suggest_targets(profile: &TableProfile) -> Vec<String> {
    let mut ranked: Vec<(u8, usize, &str)> = profile
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| matches!(column.role, Role::Feature | Role::Target) && column.distinct > 1)
        .filter_map(|(index, column)| {
            let telling = |words: &[&str]| {
                let own = name_words(&column.name);
                own.iter().any(|word| {
                    words.iter().any(|known| word == known || (!known.is_ascii() && word.contains(known)))
                })
            };
            let group = match column.kind {
                Kind::YesNo if telling(&ANSWERS) => 0,
                Kind::YesNo => 1,
                Kind::Number | Kind::Integer if telling(&AMOUNTS) => 2,
                Kind::Number | Kind::Integer => 3,
                _ => return None,
            };
            Some((group, profile.columns.len() - index, column.name.as_str()))
        })
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, _, name)| name.to_owned()).collect()
}

/// A sensible way to fill the gaps of a column: the middle value of numbers and days, a group of their own for
/// names, the commoner answer for yes/no.
pub fn suggest_fill(profile: &ColumnProfile) -> Fill {
    match profile.kind {
        Kind::Number | Kind::Integer | Kind::Date => Fill::Median,
        Kind::YesNo => Fill::MostFrequent,
        Kind::Category | Kind::Text => Fill::OwnGroup,
    }
}
