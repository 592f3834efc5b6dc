//! Which columns a model may learn from, and why the others are left out.

use crate::domain::column::{ColumnProfile, FindingKind, Kind, Role, TableProfile};
use crate::domain::message::Message;
use crate::domain::recipe::{Question, Recipe, Step};

/// A column that enters the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnUse {
    /// Its name.
    pub name: String,
    /// What its cells hold.
    pub kind: Kind,
}

/// The columns that enter, in file order, and those left out with the reason.
///
/// Roles feature and date enter. Left out are: ids, contacts, unused and dropped columns, a constant, an
/// empty column, names of which over half differ (free text), a column that only counts the rows. Choosing
/// the role feature by hand overrules the last two. The target is never an input and is not listed. For
/// segments with columns given, those enter whatever their role, and only those.
pub fn features(profile: &TableProfile, recipe: &Recipe) -> (Vec<ColumnUse>, Vec<(String, Message)>) {
    let mut used = Vec::new();
    let mut left_out = Vec::new();
    let target = recipe.question.as_ref().and_then(Question::target);
    let named: &[String] = match &recipe.question {
        Some(Question::Segments { columns }) => columns,
        _ => &[],
    };
    for column in &profile.columns {
        if target == Some(column.name.as_str()) {
            continue;
        }
        match reason(column, profile, recipe, named) {
            None => used.push(ColumnUse { name: column.name.clone(), kind: column.kind }),
            Some(reason) => left_out.push((column.name.clone(), reason)),
        }
    }
    for name in named.iter().filter(|name| profile.column(name).is_none()) {
        left_out.push((name.clone(), Message::new("learn-left-out-unknown")));
    }
    (used, left_out)
}

/// Why a column is left out; none when it enters.
fn reason(
    column: &ColumnProfile,
    profile: &TableProfile,
    recipe: &Recipe,
    named: &[String],
) -> Option<Message> {
    let is_named = named.contains(&column.name);
    if !named.is_empty() && !is_named {
        return Some(Message::new("learn-left-out-not-chosen"));
    }
    let dropped = |step: &Step| matches!(step, Step::DropColumn { column: name } if *name == column.name);
    if recipe.active_steps().any(dropped) {
        return Some(Message::new("learn-left-out-step"));
    }
    if recipe.split_by.as_ref() == Some(&column.name) && !is_named {
        return Some(Message::new("learn-left-out-split-by"));
    }
    let by_role = match column.role {
        Role::Feature | Role::Date => None,
        Role::Id => Some(Message::new("learn-left-out-id")),
        Role::Contact => Some(Message::new("learn-left-out-contact")),
        Role::Ignore => Some(Message::new("learn-left-out-ignore")),
        Role::Target => Some(Message::new("learn-left-out-target")),
    };
    if let (Some(reason), false) = (by_role, is_named) {
        return Some(reason);
    }
    if column.distinct == 0 {
        return Some(Message::new("learn-left-out-empty"));
    }
    if column.distinct == 1 && column.gaps == 0 {
        return Some(Message::new("learn-left-out-constant"));
    }
    let chosen = recipe.choice(&column.name).is_some_and(|choice| choice.role == Some(Role::Feature));
    let filled = profile.rows.saturating_sub(column.gaps);
    let names = matches!(column.kind, Kind::Text | Kind::Category);
    if names && !chosen && column.distinct * 2 > filled {
        return Some(Message::new("learn-left-out-text"));
    }
    let counts_rows = profile.findings.iter().any(|finding| {
        finding.kind == FindingKind::RowNumber && finding.column.as_deref() == Some(column.name.as_str())
    });
    if counts_rows && !chosen && !is_named {
        return Some(Message::new("learn-left-out-row-number"));
    }
    None
}
