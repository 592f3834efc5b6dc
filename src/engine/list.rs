//! The rows of a table in the order in which to take them.

use super::write::{Answers, FinishedRun};
use crate::evaluate::likeliest;

/// Row numbers, best first; of equals the earlier row. For yes/no without the rows whose answer is already the
/// one looked for: nobody writes to a customer who has left in order to keep them. For numbers the largest
/// prediction first; for one of several answers by answer, the surest first; for groups by group, the nearest to its
/// centre first.
pub(super) fn rows(run: &FinishedRun) -> Vec<u32> {
    let mut order: Vec<(f64, f64, u32)> = match &run.answers {
        Answers::YesNo { chances, .. } => {
            let is_yes = |row: usize| run.yes.get(row).copied().unwrap_or(false);
            let rows = chances.iter().enumerate().filter(|(row, _)| !is_yes(*row));
            rows.map(|(row, chance)| (-chance, 0.0, row as u32)).collect()
        }
        // By answer, the surest first, as groups stand together.
        Answers::Category { classes, chances } => chances
            .chunks(classes.len().max(1))
            .map(likeliest)
            .enumerate()
            .map(|(row, (class, chance))| (class as f64, -chance, row as u32))
            .collect(),
        Answers::Number(values) => values.iter().enumerate().map(|(row, v)| (-v, 0.0, row as u32)).collect(),
        Answers::Segments { assigned, .. } => assigned
            .iter()
            .enumerate()
            .map(|(row, (group, distance))| (f64::from(*group), *distance, row as u32))
            .collect(),
    };
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    order.into_iter().map(|(_, _, row)| row).collect()
}

/// A column `rank`, from 1, by table row; empty for rows that are not on the list.
pub(super) fn ranks(rows: &[u32], table_rows: usize) -> Vec<(String, Vec<String>)> {
    let mut ranks = vec![String::new(); table_rows];
    for (place, row) in rows.iter().enumerate() {
        if let Some(rank) = ranks.get_mut(*row as usize) {
            *rank = (place + 1).to_string();
        }
    }
    vec![("rank".to_owned(), ranks)]
}

#[cfg(test)]
mod tests {
    use super::super::{read, train, write_sample};
    use super::*;
    use crate::domain::recipe::{Question, Reading, Recipe};
    use crate::domain::table::TableView as _;
    use crate::jobs::{Cancel, Ended, run_here};

    fn run_of(question: Question) -> FinishedRun {
        let folder = tempfile::tempdir().unwrap();
        let path = write_sample(folder.path(), "telecom.csv").unwrap();
        let mut recipe = Recipe::new(Some(path.clone()));
        recipe.question = Some(question);
        let ended = run_here(
            &Cancel::new(),
            |sink| {
                let table = read(&path, &Reading::default(), sink)?;
                train(&table, &recipe, sink)
            },
            |_| {},
        );
        let Ok(Ended::Finished(run)) = ended else { panic!("the sample trains") };
        run
    }

    #[test]
    fn the_list_is_ranked_and_leaves_out_who_has_left() {
        let question = Question::YesNo {
            target: "left".into(),
            positive: Some("yes".into()),
            wording: crate::domain::recipe::Wording::Leave,
        };
        let run = run_of(question);
        let Answers::YesNo { chances, .. } = &run.answers else { panic!("chances") };
        let column = run.table.index_of("left").unwrap();
        let left = |row: u32| run.table.cell(row as usize, column) == "yes";
        let rows = rows(&run);
        assert!(rows.iter().all(|row| !left(*row)));
        let stayed = (0..run.table.rows() as u32).filter(|row| !left(*row)).count();
        assert_eq!(rows.len(), stayed, "everybody else is on it");
        let ranked = |pair: &[u32]| chances[pair[0] as usize] >= chances[pair[1] as usize];
        assert!(rows.windows(2).all(ranked), "likeliest first");
        let ranks = &ranks(&rows, run.table.rows())[0].1;
        assert_eq!(ranks[rows[0] as usize], "1");
        assert_eq!(ranks.iter().filter(|rank| rank.is_empty()).count(), run.table.rows() - stayed);
    }

    #[test]
    fn groups_stand_together_with_the_most_typical_first() {
        let run = run_of(Question::Segments { columns: vec!["age".into(), "months".into()] });
        let Answers::Segments { assigned, .. } = &run.answers else { panic!("groups") };
        let rows = rows(&run);
        assert_eq!(rows.len(), run.table.rows());
        let key = |row: &u32| assigned[*row as usize];
        assert!(rows.windows(2).all(|pair| {
            let (one, other) = (key(&pair[0]), key(&pair[1]));
            one.0 < other.0 || (one.0 == other.0 && one.1 <= other.1)
        }));
    }
}
