//! Signs of trouble in the cells of a column, in words, each with the step that would mend it.

use super::super::profile::Study;
use super::super::signs::Sign;
use super::finding;
use crate::domain::column::{Finding, FindingKind, Kind, Role, Severity};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{Beyond, Keep, LetterCase, Limits, Step};

/// Outliers are clipped at Tukey's outer fences, beyond which they were found.
const FENCE: f64 = 3.0;
/// Names in a smaller share of the rows become one.
const RARE_SHARE: f64 = 0.01;
/// Cells named in a sentence.
const NAMED: usize = 3;

/// The findings of one column.
pub(super) fn all(study: &Study) -> Vec<Finding> {
    // Numbers with signs around them look like free text and take no part for that reason alone; a column that
    // the user left out is no longer of interest.
    if study.profile.role == Role::Ignore && study.facts.role.role != Role::Ignore {
        return Vec::new();
    }
    study.facts.signs.iter().filter_map(|sign| one(study, sign)).collect()
}

fn one(study: &Study, sign: &Sign) -> Option<Finding> {
    let column = study.profile.name.as_str();
    let learned = matches!(study.profile.role, Role::Feature | Role::Date);
    let answers = study.profile.role == Role::Target;
    let used = learned || answers;
    let found = match sign {
        Sign::Spelling { keep, others, rows } if used => spelling(column, keep, others, *rows),
        Sign::Capitals { names, case, rows } if used => capitals(column, *names, *case, *rows),
        Sign::Written { example, rows } => written(column, example, *rows),
        Sign::Placeholder { text, rows } if used => placeholder(column, text, *rows),
        Sign::Impossible { texts, rows } if used => impossible(column, texts, *rows),
        Sign::FarDays { texts, rows } if used => far_days(column, texts, *rows),
        Sign::Outliers { rows, farthest, median } if learned => outliers(column, *rows, *farthest, *median),
        Sign::Skewed { median, max } if learned => skewed(column, *median, *max),
        Sign::Rare { names, rows } if learned => rare(column, *names, *rows),
        Sign::Damaged { example, rows } => damaged(column, example, *rows),
        _ => return None,
    };
    Some(found.about(column))
}

fn named(texts: &[String]) -> Arg {
    Arg::Names(texts.iter().take(NAMED).cloned().collect())
}

fn spelling(column: &str, keep: &str, others: &[String], rows: u64) -> Finding {
    let title = Message::new("findings-spelling").name("column", column).name("value", keep);
    let detail =
        Message::new("findings-spelling-detail").count("n", rows as usize).with("names", named(others));
    let step = Step::ReplaceValues { column: column.to_owned(), from: others.to_vec(), to: keep.to_owned() };
    let label = Message::new("findings-fix-write-alike").name("value", keep);
    finding(FindingKind::Spelling, Severity::Look, rows, title, detail).mended_by(label, step)
}

/// Many names written in capitals here and without there, or with more blanks.
fn capitals(column: &str, names: usize, case: LetterCase, rows: u64) -> Finding {
    let title = Message::new("findings-capitals").count("n", names).name("column", column);
    let detail = Message::new("findings-capitals-detail").count("n", rows as usize);
    let step = Step::TidyText { column: column.to_owned(), case };
    finding(FindingKind::Spelling, Severity::Look, rows, title, detail)
        .mended_by(Message::new("findings-fix-tidy"), step)
}

/// The step that takes cells for gaps.
fn make_gaps(column: &str, texts: &[String]) -> Step {
    match texts {
        [only] => Step::WordIsGap { column: column.to_owned(), word: only.clone() },
        _ => Step::ReplaceValues { column: column.to_owned(), from: texts.to_vec(), to: String::new() },
    }
}

fn written(column: &str, example: &str, rows: u64) -> Finding {
    let title = Message::new("findings-written").name("column", column);
    let detail = Message::new("findings-written-detail").name("example", example);
    let step = Step::ChangeKind { column: column.to_owned(), kind: Kind::Number };
    finding(FindingKind::WrittenNumbers, Severity::Look, rows, title, detail)
        .mended_by(Message::new("findings-fix-as-numbers"), step)
}

fn placeholder(column: &str, text: &str, rows: u64) -> Finding {
    let title = Message::new("findings-placeholder").name("column", column).name("value", text);
    let detail = Message::new("findings-placeholder-detail").count("n", rows as usize);
    let step = Step::WordIsGap { column: column.to_owned(), word: text.to_owned() };
    finding(FindingKind::Placeholder, Severity::Look, rows, title, detail)
        .mended_by(Message::new("data-fix-word-is-gap"), step)
}

fn impossible(column: &str, texts: &[String], rows: u64) -> Finding {
    let title = Message::new("findings-impossible").count("n", rows as usize).name("column", column);
    let detail = Message::new("findings-impossible-detail").with("names", named(texts));
    finding(FindingKind::Impossible, Severity::Look, rows, title, detail)
        .mended_by(Message::new("data-fix-word-is-gap"), make_gaps(column, texts))
}

fn far_days(column: &str, texts: &[String], rows: u64) -> Finding {
    let title = Message::new("findings-far-days").count("n", rows as usize).name("column", column);
    let detail = Message::new("findings-far-days-detail").with("names", named(texts));
    finding(FindingKind::SuspiciousDates, Severity::Look, rows, title, detail)
        .mended_by(Message::new("data-fix-word-is-gap"), make_gaps(column, texts))
}

fn outliers(column: &str, rows: u64, farthest: f64, median: f64) -> Finding {
    let title = Message::new("findings-outliers").count("n", rows as usize).name("column", column);
    let detail = Message::new("findings-outliers-detail")
        .with("farthest", Arg::Number(farthest))
        .with("median", Arg::Number(median));
    let limits = Limits::Quartiles { times: FENCE };
    let step = Step::Outliers { column: column.to_owned(), limits, then: Beyond::Clip };
    finding(FindingKind::Outliers, Severity::Know, rows, title, detail)
        .mended_by(Message::new("findings-fix-clip"), step)
}

fn skewed(column: &str, median: f64, max: f64) -> Finding {
    let title = Message::new("findings-skewed").name("column", column);
    let detail = Message::new("findings-skewed-detail")
        .with("median", Arg::Number(median))
        .with("max", Arg::Number(max));
    let step = Step::Log { column: column.to_owned() };
    finding(FindingKind::Skewed, Severity::Know, 0, title, detail)
        .mended_by(Message::new("findings-fix-log"), step)
}

fn rare(column: &str, names: usize, rows: u64) -> Finding {
    let title = Message::new("findings-rare").count("n", names).name("column", column);
    let detail = Message::new("findings-rare-detail").count("n", rows as usize);
    let step = Step::GroupRare {
        column: column.to_owned(),
        keep: Keep::Share(RARE_SHARE),
        name: "other".to_owned(),
    };
    finding(FindingKind::RareNames, Severity::Know, rows, title, detail)
        .mended_by(Message::new("findings-fix-group-rare"), step)
}

fn damaged(column: &str, example: &str, rows: u64) -> Finding {
    let title = Message::new("findings-damaged").count("n", rows as usize).name("column", column);
    let detail = Message::new("findings-damaged-detail").name("example", example);
    finding(FindingKind::Damaged, Severity::Look, rows, title, detail)
}
