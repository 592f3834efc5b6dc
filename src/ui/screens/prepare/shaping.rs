//! The fields of steps on numbers, rare values and days.

use egui::Ui;

use super::fields::{self, Typed};
use super::menu;
use crate::app::state::Loaded;
use crate::domain::message::Arg;
use crate::domain::recipe::{Beyond, BinRule, DatePart, Keep, Limits, Step, Until};
use crate::text::format;
use crate::ui::theme::Type;
use crate::ui::view::View;
use crate::ui::widgets;

/// The rule of limits, groups or frequency, without its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Percentiles,
    Quartiles,
    Width,
    Share,
    Edges,
    Most,
    AtLeast,
}

/// A whole number within limits.
pub(super) fn whole(
    ui: &mut Ui,
    view: &View<'_>,
    label: &str,
    index: usize,
    now: u32,
    low: u32,
    high: u32,
) -> Option<u32> {
    let text = fields::text(ui, view, label, &now.to_string(), (index, 96.0), Typed::Number)?;
    let number = fields::number(&text)?.round().clamp(f64::from(low), f64::from(high)) as u32;
    (number != now).then_some(number)
}

/// A number within limits.
fn number(
    ui: &mut Ui,
    view: &View<'_>,
    label: &str,
    index: usize,
    now: f64,
    (low, high): (f64, f64),
) -> Option<f64> {
    let text = fields::text(ui, view, label, &format::plain(now), (index, 96.0), Typed::Number)?;
    let number = fields::number(&text)?.clamp(low, high);
    (number != now).then_some(number)
}

/// Outliers, rare values and groups.
pub(super) fn changed(ui: &mut Ui, view: &View<'_>, index: usize, step: &Step) -> Option<Step> {
    match step {
        Step::Outliers { column, limits, then } => {
            let column = column.clone();
            let actions =
                [(Beyond::Clip, view.tr("steps-clip-it")), (Beyond::DropRow, view.tr("steps-drop-it"))];
            if let Some(then) = fields::one_of(ui, &view.tr("steps-outlier-then"), *then, &actions) {
                return Some(Step::Outliers { column, limits: *limits, then });
            }
            limits_field(ui, view, index, *limits).map(|limits| Step::Outliers {
                column,
                limits,
                then: *then,
            })
        }
        Step::GroupRare { column, keep, name } => {
            let (column, name) = (column.clone(), name.clone());
            if let Some(keep) = keep_field(ui, view, index, *keep) {
                return Some(Step::GroupRare { column, keep, name });
            }
            let label = view.tr("steps-rare-name");
            let name = fields::text(ui, view, &label, &name, (index, 150.0), Typed::Text)?;
            Some(Step::GroupRare { column, keep: *keep, name })
        }
        Step::Bins { column, by } => {
            bins_field(ui, view, index, by).map(|by| Step::Bins { column: column.clone(), by })
        }
        _ => None,
    }
}

fn limits_field(ui: &mut Ui, view: &View<'_>, index: usize, limits: Limits) -> Option<Limits> {
    let rule = match limits {
        Limits::Percentiles { .. } => Rule::Percentiles,
        Limits::Quartiles { .. } => Rule::Quartiles,
    };
    let choices =
        [(Rule::Percentiles, view.tr("steps-percentiles")), (Rule::Quartiles, view.tr("steps-quartiles"))];
    if let Some(rule) = fields::one_of(ui, &view.tr("steps-limits-by"), rule, &choices) {
        return Some(match rule {
            Rule::Quartiles => Limits::Quartiles { times: 1.5 },
            _ => Limits::Percentiles { low: 1.0, high: 99.0 },
        });
    }
    match limits {
        Limits::Percentiles { low, high } => {
            let below = number(ui, view, &view.tr("steps-percentile-low"), index, low, (0.0, high));
            let above = number(ui, view, &view.tr("steps-percentile-high"), index, high, (low, 100.0));
            (below.is_some() || above.is_some())
                .then(|| Limits::Percentiles { low: below.unwrap_or(low), high: above.unwrap_or(high) })
        }
        Limits::Quartiles { times } => {
            number(ui, view, &view.tr("steps-quartile-times"), index, times, (0.0, 100.0))
                .map(|times| Limits::Quartiles { times })
        }
    }
}

fn keep_field(ui: &mut Ui, view: &View<'_>, index: usize, keep: Keep) -> Option<Keep> {
    let rule = match keep {
        Keep::Most(_) => Rule::Most,
        Keep::Share(_) => Rule::AtLeast,
    };
    let choices = [(Rule::AtLeast, view.tr("steps-keep-share")), (Rule::Most, view.tr("steps-keep-most"))];
    if let Some(rule) = fields::one_of(ui, &view.tr("steps-keep-by"), rule, &choices) {
        return Some(if rule == Rule::Most { Keep::Most(10) } else { Keep::Share(0.01) });
    }
    match keep {
        Keep::Most(most) => {
            whole(ui, view, &view.tr("steps-how-many"), index, most, 1, 1_000).map(Keep::Most)
        }
        Keep::Share(share) => {
            // Rounded, so that 1 % is not written as 1.0000000000000002.
            let percent = (share * 1e6).round() / 1e4;
            number(ui, view, &view.tr("steps-percent"), index, percent, (0.0, 100.0))
                .map(|percent| Keep::Share(percent / 100.0))
        }
    }
}

fn bins_field(ui: &mut Ui, view: &View<'_>, index: usize, by: &BinRule) -> Option<BinRule> {
    let rule = match by {
        BinRule::Width(_) => Rule::Width,
        BinRule::Share(_) => Rule::Share,
        BinRule::Edges(_) => Rule::Edges,
    };
    let choices = [
        (Rule::Share, view.tr("steps-bins-share")),
        (Rule::Width, view.tr("steps-bins-width")),
        (Rule::Edges, view.tr("steps-bins-edges")),
    ];
    if let Some(rule) = fields::one_of(ui, &view.tr("steps-bins-by"), rule, &choices) {
        let groups = match by {
            BinRule::Width(groups) | BinRule::Share(groups) => *groups,
            BinRule::Edges(edges) => (edges.len() as u32 + 1).clamp(2, 100),
        };
        return Some(match rule {
            Rule::Width => BinRule::Width(groups),
            Rule::Edges => BinRule::Edges(edges_now(view, index)),
            _ => BinRule::Share(groups),
        });
    }
    match by {
        BinRule::Width(groups) => {
            whole(ui, view, &view.tr("steps-groups"), index, *groups, 2, 100).map(BinRule::Width)
        }
        BinRule::Share(groups) => {
            whole(ui, view, &view.tr("steps-groups"), index, *groups, 2, 100).map(BinRule::Share)
        }
        BinRule::Edges(edges) => {
            let shown: Vec<String> = edges.iter().map(f64::to_string).collect();
            let label = view.tr("steps-edges");
            let text = fields::text(ui, view, &label, &shown.join("; "), (index, 240.0), Typed::Numbers)?;
            fields::numbers(&text).map(BinRule::Edges)
        }
    }
}

/// The edges that the rule found last, to begin with.
fn edges_now(view: &View<'_>, index: usize) -> Vec<f64> {
    use crate::domain::step::Figures;
    match view.state.preview.as_deref().filter(|preview| preview.step == index).map(|found| &found.figures) {
        Some(Figures::Edges(edges)) => edges.clone(),
        _ => Vec::new(),
    }
}

/// Parts of a day and days between two.
pub(super) fn days_changed(
    ui: &mut Ui,
    view: &View<'_>,
    loaded: &Loaded,
    index: usize,
    step: &Step,
) -> Option<Step> {
    match step {
        Step::DateParts { column, parts, .. } => {
            let made = step.makes();
            let mut found = None;
            for part in DatePart::ALL {
                let label = part_name(view, part);
                let place = parts.iter().position(|other| *other == part);
                let mut on = place.is_some();
                let wide =
                    widgets::galley(ui, Type::Body, &label, egui::Color32::PLACEHOLDER).rect.width() + 30.0;
                let changed =
                    fields::labelled(ui, " ", wide, |ui| widgets::checkbox(ui, &mut on, &label).changed());
                if changed {
                    let wanted = |other: &DatePart| if *other == part { on } else { parts.contains(other) };
                    let chosen: Vec<DatePart> = DatePart::ALL.into_iter().filter(wanted).collect();
                    // Names that were given stay with their parts.
                    let name = |part: &DatePart| {
                        let known = parts.iter().position(|other| other == part);
                        known
                            .and_then(|place| made.get(place).cloned())
                            .unwrap_or_else(|| menu::part_names(view, loaded, column, &[*part]).concat())
                    };
                    let names = chosen.iter().map(name).collect();
                    found = Some(Step::DateParts { column: column.clone(), parts: chosen, names });
                }
            }
            found
        }
        Step::DaysSince { column, until, .. } => {
            let column = column.clone();
            let name = step.makes().concat();
            let is_day = matches!(until, Until::Day(_));
            let choices = [(true, view.tr("steps-until-day")), (false, view.tr("steps-until-column"))];
            if let Some(day) = fields::one_of(ui, &view.tr("steps-until"), is_day, &choices) {
                let until = if day {
                    Until::Day(super::menu::last_day(view, &column))
                } else {
                    Until::Column(super::menu::other_date(view, &column))
                };
                return Some(Step::DaysSince { column, until, name });
            }
            let until = match until {
                Until::Day(day) => {
                    fields::text(ui, view, &view.tr("steps-day"), day, (index, 200.0), Typed::Day)
                        .map(Until::Day)
                }
                Until::Column(other) => {
                    fields::named_column(ui, view, &view.tr("steps-other-column"), index, other)
                        .map(Until::Column)
                }
            };
            if let Some(until) = until {
                return Some(Step::DaysSince { column, until, name });
            }
            let given =
                fields::text(ui, view, &view.tr("steps-name-of-new"), &name, (index, 190.0), Typed::Text)?;
            let Step::DaysSince { until, .. } = step else { return None };
            Some(Step::DaysSince { column, until: until.clone(), name: given })
        }
        _ => None,
    }
}

/// What the parts of a day or the pieces of a text are called.
pub(super) fn named(ui: &mut Ui, view: &View<'_>, index: usize, step: &Step) -> Option<Step> {
    let made = step.makes();
    let mut found = None;
    for (place, now) in made.iter().enumerate() {
        let label = match step {
            Step::DateParts { parts, .. } => {
                let part = parts.get(place).map(|part| part_name(view, *part).to_lowercase());
                view.tr_with("steps-name-of-part", &[("part", Arg::Text(part.unwrap_or_default()))])
            }
            _ => view.tr_with("steps-name-of-piece", &[("n", Arg::Text((place + 1).to_string()))]),
        };
        if let Some(name) = fields::text(ui, view, &label, now, (index, 190.0), Typed::Text) {
            found = Some(replaced(&made, place, name));
        }
    }
    let mut step = step.clone();
    match &mut step {
        Step::DateParts { names, .. } | Step::SplitText { names, .. } => *names = found?,
        _ => return None,
    }
    Some(step)
}

/// The names with another one in one place.
fn replaced(names: &[String], place: usize, name: String) -> Vec<String> {
    let mut names = names.to_vec();
    if let Some(slot) = names.get_mut(place) {
        *slot = name;
    }
    names
}

/// A part of a day in words.
fn part_name(view: &View<'_>, part: DatePart) -> String {
    match part {
        DatePart::Year => view.tr("steps-part-year"),
        DatePart::Quarter => view.tr("steps-part-quarter"),
        DatePart::Month => view.tr("steps-part-month"),
        DatePart::Weekday => view.tr("steps-part-weekday"),
        DatePart::Day => view.tr("steps-part-day"),
    }
}
