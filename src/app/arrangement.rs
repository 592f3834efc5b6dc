//! Which columns of the table are shown, in which order, and which stay in sight.

use std::collections::BTreeSet;

use crate::domain::column::Role;

/// How the user arranged the columns of the shown table. Columns go by their place in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// Every column in the order chosen; none until one was moved.
    order: Option<Vec<usize>>,
    hidden: BTreeSet<usize>,
    /// Columns that stay in sight; none until one was pinned or let go.
    pinned: Option<BTreeSet<usize>>,
    /// Whether cells of personal columns are shown.
    pub personal: bool,
}

/// The columns as they are drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Columns of the file, from left to right.
    pub columns: Vec<usize>,
    /// How many of the first ones stay in sight.
    pub pinned: usize,
}

impl Arrangement {
    /// The columns to draw. Untouched: the id first and pinned, then the answer, then the others as in the file.
    pub fn drawn(&self, roles: &[Role]) -> Drawn {
        let order = self.all(roles);
        let pins = self.pins(roles);
        let (pinned, others): (Vec<usize>, Vec<usize>) = order
            .into_iter()
            .filter(|column| !self.hidden.contains(column))
            .partition(|column| pins.contains(column));
        let count = pinned.len();
        Drawn { columns: pinned.into_iter().chain(others).collect(), pinned: count }
    }

    /// Keeps the columns as they are drawn now, whatever their roles turn out to be.
    pub fn hold(&mut self, roles: &[Role]) {
        self.order = Some(self.all(roles));
        self.pinned = Some(self.pins(roles));
    }

    /// Columns that are not shown.
    pub fn hidden(&self) -> usize {
        self.hidden.len()
    }

    /// Whether a column stays in sight.
    pub fn is_pinned(&self, column: usize, roles: &[Role]) -> bool {
        self.pins(roles).contains(&column)
    }

    /// Hides a column. The last one that is shown stays.
    pub fn hide(&mut self, column: usize, roles: &[Role]) {
        if self.drawn(roles).columns.iter().any(|other| *other != column) {
            self.hidden.insert(column);
        }
    }

    /// Shows a column again.
    pub fn show(&mut self, column: usize) {
        self.hidden.remove(&column);
    }

    /// Shows every column again.
    pub fn show_all(&mut self) {
        self.hidden.clear();
    }

    /// Keeps a column in sight, or lets it go.
    pub fn pin(&mut self, column: usize, pin: bool, roles: &[Role]) {
        let mut pins = self.pins(roles);
        if pin {
            pins.insert(column);
        } else {
            pins.remove(&column);
        }
        self.pinned = Some(pins);
    }

    /// Moves a column to a place among those drawn. Dropped among pinned ones it is pinned, else let go.
    pub fn move_to(&mut self, column: usize, place: usize, roles: &[Role]) {
        let mut drawn = self.drawn(roles);
        let Some(from) = drawn.columns.iter().position(|other| *other == column) else { return };
        let was_pinned = from < drawn.pinned;
        drawn.columns.remove(from);
        let others_pinned = drawn.pinned - usize::from(was_pinned);
        let place = place.min(drawn.columns.len());
        // At the edge between the two it stays what it was.
        let pin = place < others_pinned || (place == others_pinned && was_pinned);
        drawn.columns.insert(place, column);
        let hidden = self.all(roles).into_iter().filter(|column| self.hidden.contains(column));
        let order = drawn.columns.into_iter().chain(hidden).collect();
        self.pin(column, pin, roles);
        self.order = Some(order);
    }

    fn all(&self, roles: &[Role]) -> Vec<usize> {
        if let Some(order) = self.order.as_ref().filter(|order| order.len() == roles.len()) {
            return order.clone();
        }
        let ahead: Vec<usize> =
            [Role::Id, Role::Target].into_iter().filter_map(|role| first(roles, role)).collect();
        let rest = (0..roles.len()).filter(|column| !ahead.contains(column));
        ahead.iter().copied().chain(rest).collect()
    }

    /// Only a column that names the customer is worth the room while the others move.
    fn pins(&self, roles: &[Role]) -> BTreeSet<usize> {
        self.pinned.clone().unwrap_or_else(|| first(roles, Role::Id).into_iter().collect())
    }
}

fn first(roles: &[Role], role: Role) -> Option<usize> {
    roles.iter().position(|own| *own == role)
}

/// A personal cell as it is shown to people who look over a shoulder: its first letter, dots, and for an address
/// what stands behind the `@`.
pub fn masked(cell: &str) -> String {
    let cell = cell.trim();
    let (name, rest) = match cell.split_once('@') {
        Some((name, host)) => (name, format!("@{host}")),
        None => (cell, String::new()),
    };
    let start: String = name.chars().take(1).collect();
    if start.is_empty() { rest } else { format!("{start}•••{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ROLES: [Role; 5] = [Role::Feature, Role::Target, Role::Id, Role::Feature, Role::Contact];

    fn drawn(arrangement: &Arrangement) -> (Vec<usize>, usize) {
        let Drawn { columns, pinned } = arrangement.drawn(&ROLES);
        (columns, pinned)
    }

    #[test]
    fn untouched_the_id_stands_first_and_stays_in_sight() {
        assert_eq!(drawn(&Arrangement::default()), (vec![2, 1, 0, 3, 4], 1));
        let none = Arrangement::default().drawn(&[Role::Feature, Role::Feature]);
        assert_eq!(none, Drawn { columns: vec![0, 1], pinned: 0 });
    }

    #[test]
    fn columns_are_hidden_shown_pinned_and_moved() {
        let mut look = Arrangement::default();
        look.hide(0, &ROLES);
        assert_eq!((drawn(&look), look.hidden()), ((vec![2, 1, 3, 4], 1), 1));
        look.move_to(4, 1, &ROLES);
        assert_eq!(drawn(&look), (vec![2, 4, 1, 3], 1), "at the edge it stays unpinned");
        look.show(0);
        assert_eq!(drawn(&look), (vec![2, 4, 1, 3, 0], 1), "what was hidden comes back at the end");
        look.pin(3, true, &ROLES);
        assert_eq!(drawn(&look), (vec![2, 3, 4, 1, 0], 2));
        look.move_to(0, 0, &ROLES);
        assert_eq!(drawn(&look), (vec![0, 2, 3, 4, 1], 3), "dropped among pinned ones it is pinned");
        look.move_to(2, 4, &ROLES);
        assert_eq!(drawn(&look), (vec![0, 3, 4, 1, 2], 2), "and let go when dropped behind them");
        look.pin(0, false, &ROLES);
        look.pin(3, false, &ROLES);
        assert_eq!(drawn(&look).1, 0);
    }

    #[test]
    fn one_column_is_always_left() {
        let mut look = Arrangement::default();
        (0..5).for_each(|column| look.hide(column, &ROLES));
        assert_eq!(drawn(&look), (vec![4], 0));
        look.show_all();
        assert_eq!(drawn(&look).0.len(), 5);
    }

    #[test]
    fn a_masked_cell_shows_how_it_begins() {
        for (cell, expected) in [
            ("anna.berg@shop.example", "a•••@shop.example"),
            ("  王小明 ", "王•••"),
            ("+49 151 234", "+•••"),
            ("", ""),
            ("@shop", "@shop"),
        ] {
            assert_eq!(masked(cell), expected);
        }
    }

    proptest! {
        #[test]
        fn no_column_is_lost_or_shown_twice(
            moves in prop::collection::vec((0usize..5, 0usize..6, 0u8..4), 0..30)
        ) {
            let mut look = Arrangement::default();
            for (column, place, what) in moves {
                match what {
                    0 => look.hide(column, &ROLES),
                    1 => look.show(column),
                    2 => look.pin(column, place % 2 == 0, &ROLES),
                    _ => look.move_to(column, place, &ROLES),
                }
                let (mut columns, pinned) = drawn(&look);
                prop_assert!(pinned <= columns.len() && columns.len() + look.hidden() == 5);
                columns.sort_unstable();
                columns.dedup();
                prop_assert_eq!(columns.len() + look.hidden(), 5);
            }
        }
    }
}
