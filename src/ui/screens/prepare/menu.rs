//! The menu that adds steps. Each begins with the column that most likely needs it and with usual values.

use egui::{ScrollArea, Ui};

use super::super::data::entry;
use crate::app::command::Command;
use crate::app::state::Loaded;
use crate::domain::column::{ColumnProfile, Kind, Role, Summary};
use crate::domain::join::free_name;
use crate::domain::message::Arg;
use crate::domain::recipe::{
    Beyond, BinRule, Condition, DatePart, Fill, Keep, LetterCase, Limits, Step, Until,
};
use crate::ui::theme::{self, Icon, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets;

/// An icon, what it does, and the step it adds; none where there is no column for it.
type Entry = (Icon, String, Option<Step>);

/// Draws the menu.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, loaded: &Loaded) {
    ui.set_width(300.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    let room = (ui.ctx().content_rect().height() - 160.0).max(200.0);
    ScrollArea::vertical().min_scrolled_height(room).max_height(room).show(ui, |ui| {
        title(ui, view.tr("joins-menu"));
        if entry(ui, Some(icons::ICON_JOIN_LEFT), &view.tr("joins-add"), "", false) {
            view.send(Command::PickJoin(None));
            ui.close();
        }
        for (name, entries) in groups(view, loaded) {
            title(ui, name);
            for (icon, text, step) in entries {
                if entry(ui, Some(icon), &text, "", false) {
                    if let Some(step) = step {
                        view.send(Command::AddStep(step));
                    }
                    ui.close();
                }
            }
        }
    });
}

fn title(ui: &mut Ui, text: String) {
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        ui.add_space(space::S);
        widgets::label(ui, Type::CaptionMedium, text, theme::of(ui).muted);
    });
}

fn groups(view: &View<'_>, loaded: &Loaded) -> Vec<(String, Vec<Entry>)> {
    // Ids and contacts are hardly what a step is for.
    let any = |column: &ColumnProfile| learns(column);
    let gaps = |column: &ColumnProfile| column.gaps > 0 && column.role != Role::Target;
    let names = |column: &ColumnProfile| matches!(column.kind, Kind::Category | Kind::Text) && learns(column);
    let numbers = |column: &ColumnProfile| column.kind.is_numeric() && learns(column);
    let dates = |column: &ColumnProfile| column.kind == Kind::Date;
    let on = |fits: &dyn Fn(&ColumnProfile) -> bool, make: &dyn Fn(&ColumnProfile) -> Step| {
        column(view, loaded, fits).map(make)
    };
    let name = |column: &ColumnProfile| column.name.clone();
    let gaps_and_repeats = vec![
        (
            icons::ICON_FORMAT_COLOR_FILL,
            view.tr("screens-prepare-add-fill"),
            on(&gaps, &|column| Step::FillGaps { column: name(column), with: usual_fill(column.kind) }),
        ),
        (
            icons::ICON_FIND_REPLACE,
            view.tr("screens-prepare-add-word"),
            on(&names, &|column| Step::WordIsGap {
                column: name(column),
                word: view.tr("screens-prepare-usual-word"),
            }),
        ),
        (
            icons::ICON_GROUP_REMOVE,
            view.tr("steps-add-gap-rows"),
            on(&gaps, &|column| Step::DropGapRows { columns: vec![name(column)] }),
        ),
        (
            icons::ICON_CONTENT_COPY,
            view.tr("screens-prepare-add-duplicates"),
            Some(Step::DropDuplicates { by: Vec::new() }),
        ),
    ];
    let words = vec![
        (
            icons::ICON_EDIT,
            view.tr("steps-add-replace"),
            on(&names, &|column| Step::ReplaceValues {
                column: name(column),
                from: Vec::new(),
                to: String::new(),
            }),
        ),
        (
            icons::ICON_TEXT_FIELDS,
            view.tr("steps-add-tidy"),
            on(&names, &|column| Step::TidyText { column: name(column), case: LetterCase::Keep }),
        ),
        (
            icons::ICON_CATEGORY,
            view.tr("steps-add-rare"),
            on(&|column| names(column) && column.distinct > 10, &|column| Step::GroupRare {
                column: name(column),
                keep: Keep::Share(0.01),
                name: view.tr("steps-usual-rare"),
            }),
        ),
        (
            icons::ICON_CONTENT_CUT,
            view.tr("steps-add-split"),
            on(&|column| column.kind == Kind::Text && column.role != Role::Id, &|column| Step::SplitText {
                column: name(column),
                at: usual_mark(column).to_owned(),
                parts: 2,
                names: piece_names(view, loaded, &column.name, 2),
            }),
        ),
    ];
    let figures = vec![
        (
            icons::ICON_COMPRESS,
            view.tr("steps-add-outliers"),
            on(&numbers, &|column| Step::Outliers {
                column: name(column),
                limits: Limits::Percentiles { low: 1.0, high: 99.0 },
                then: Beyond::Clip,
            }),
        ),
        (
            icons::ICON_STACKED_BAR_CHART,
            view.tr("steps-add-bins"),
            on(&numbers, &|column| Step::Bins { column: name(column), by: BinRule::Share(5) }),
        ),
        (
            icons::ICON_FUNCTIONS,
            view.tr("steps-add-log"),
            on(&|column| numbers(column) && is_skewed(column), &|column| Step::Log { column: name(column) }),
        ),
    ];
    let days = vec![
        (
            icons::ICON_CALENDAR_MONTH,
            view.tr("steps-add-parts"),
            on(&dates, &|column| Step::DateParts {
                column: name(column),
                parts: vec![DatePart::Year, DatePart::Month],
                names: part_names(view, loaded, &column.name, &[DatePart::Year, DatePart::Month]),
            }),
        ),
        (
            icons::ICON_SCHEDULE,
            view.tr("steps-add-days"),
            on(&dates, &|column| Step::DaysSince {
                column: name(column),
                until: Until::Day(last_day(view, &column.name)),
                name: days_name(view, loaded, &column.name),
            }),
        ),
    ];
    let columns_and_rows = vec![
        (
            icons::ICON_FILTER_ALT,
            view.tr("steps-add-keep"),
            on(&any, &|column| Step::KeepRows { column: name(column), when: usual_condition(column.kind) }),
        ),
        (
            icons::ICON_SWAP_HORIZ,
            view.tr("screens-prepare-add-kind"),
            on(&any, &|column| Step::ChangeKind { column: name(column), kind: usual_kind(column) }),
        ),
        (
            icons::ICON_LABEL,
            view.tr("steps-add-rename"),
            on(&any, &|column| Step::Rename { column: name(column), to: name(column) }),
        ),
        (
            icons::ICON_BLOCK,
            view.tr("screens-prepare-add-drop"),
            on(&any, &|column| Step::DropColumn { column: name(column) }),
        ),
    ];
    vec![
        (view.tr("steps-menu-gaps"), gaps_and_repeats),
        (view.tr("steps-menu-words"), words),
        (view.tr("steps-menu-numbers"), figures),
        (view.tr("steps-menu-days"), days),
        (view.tr("steps-menu-table"), columns_and_rows),
    ]
}

fn learns(column: &ColumnProfile) -> bool {
    matches!(column.role, Role::Feature | Role::Date)
}

/// What the parts of a day are called that are not taken by another column.
pub(super) fn part_names(view: &View<'_>, loaded: &Loaded, column: &str, parts: &[DatePart]) -> Vec<String> {
    parts.iter().map(|part| free(loaded, &view.say(&part.name(column)))).collect()
}

/// What days counted from a column are called.
pub(super) fn days_name(view: &View<'_>, loaded: &Loaded, column: &str) -> String {
    free(loaded, &view.tr_with("steps-name-days", &[("column", Arg::Text(column.to_owned()))]))
}

/// What the pieces of a text are called.
pub(super) fn piece_names(view: &View<'_>, loaded: &Loaded, column: &str, pieces: u32) -> Vec<String> {
    let name = |piece: u32| {
        let args = [("column", Arg::Text(column.to_owned())), ("n", Arg::Text(piece.to_string()))];
        free(loaded, &view.tr_with("steps-name-piece", &args))
    };
    (1..=pieces.clamp(2, 9)).map(name).collect()
}

fn free(loaded: &Loaded, wanted: &str) -> String {
    let taken: Vec<&str> = loaded.profile.columns.iter().map(|column| column.name.as_str()).collect();
    free_name(wanted, "", &taken)
}

/// The selected column if it fits, else the first that does, else the first of all.
fn column<'a>(
    view: &View<'_>,
    loaded: &'a Loaded,
    fits: &dyn Fn(&ColumnProfile) -> bool,
) -> Option<&'a ColumnProfile> {
    let columns = &loaded.profile.columns;
    let selected = view.state.look.column.as_deref().and_then(|name| loaded.profile.column(name));
    selected
        .filter(|column| fits(column))
        .or_else(|| columns.iter().find(|column| fits(column)))
        .or(selected)
        .or_else(|| columns.first())
}

/// The rule that fits a kind.
pub(super) fn usual_fill(kind: Kind) -> Fill {
    match kind {
        Kind::Number | Kind::Integer | Kind::Date => Fill::Median,
        Kind::YesNo => Fill::MostFrequent,
        Kind::Category | Kind::Text => Fill::OwnGroup,
    }
}

/// A condition that keeps every row until it says something.
pub(super) fn usual_condition(kind: Kind) -> Condition {
    match kind {
        Kind::Number | Kind::Integer | Kind::Date => {
            Condition::Between { low: String::new(), high: String::new() }
        }
        Kind::YesNo | Kind::Category | Kind::Text => Condition::NoneOf(Vec::new()),
    }
}

/// The last day in a column, to count until; the epoch where none is known, so that the field can be filled in.
pub(super) fn last_day(view: &View<'_>, column: &str) -> String {
    match view.state.column(column).map(|column| &column.summary) {
        Some(Summary::Dates { last, .. }) => last.clone(),
        _ => "1970-01-01".to_owned(),
    }
}

/// Another column with days; the same one where there is no other.
pub(super) fn other_date(view: &View<'_>, column: &str) -> String {
    let columns = view.state.loaded.iter().flat_map(|loaded| &loaded.profile.columns);
    let mut others = columns.filter(|other| other.kind == Kind::Date && other.name != column);
    others.next().map_or_else(|| column.to_owned(), |other| other.name.clone())
}

fn usual_kind(column: &ColumnProfile) -> Kind {
    match column.kind {
        Kind::Number | Kind::Integer if column.distinct == 2 => Kind::YesNo,
        Kind::Number | Kind::Integer | Kind::YesNo | Kind::Text | Kind::Date => Kind::Category,
        Kind::Category => Kind::Text,
    }
}

/// What most likely stands between the pieces of a text.
fn usual_mark(column: &ColumnProfile) -> &'static str {
    let Summary::Values { top, .. } = &column.summary else { return " " };
    let all_have = |mark: &str| !top.is_empty() && top.iter().all(|(value, _)| value.contains(mark));
    ["@", ",", ";", "/", "-"].into_iter().find(|mark| all_have(mark)).unwrap_or(" ")
}

/// A few large numbers and many small ones, as amounts have them.
fn is_skewed(column: &ColumnProfile) -> bool {
    match column.summary {
        Summary::Numbers { min, mean, median, .. } => min >= 0.0 && mean > 1.5 * median,
        _ => false,
    }
}
