//! Undo and redo of any plain value.

/// A value with its earlier and undone states.
#[derive(Clone, Debug)]
pub struct History<T> {
    past: Vec<T>,
    present: T,
    future: Vec<T>,
}

/// States kept for undo; older ones are forgotten.
const DEPTH: usize = 200;

impl<T: Clone + PartialEq> History<T> {
    /// A history that starts here.
    pub fn new(present: T) -> Self {
        Self { past: Vec::new(), present, future: Vec::new() }
    }

    /// The value in force.
    pub fn present(&self) -> &T {
        &self.present
    }

    /// Puts a new value in force; what was undone is gone. Equal values change nothing.
    pub fn change(&mut self, next: T) -> bool {
        if next == self.present {
            return false;
        }
        self.past.push(std::mem::replace(&mut self.present, next));
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
        self.future.clear();
        true
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// One step back.
    pub fn undo(&mut self) -> bool {
        let Some(earlier) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.present, earlier));
        true
    }

    /// One step forward again.
    pub fn redo(&mut self) -> bool {
        let Some(later) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.present, later));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_and_redo_walk_the_same_states() {
        let mut history = History::new(0);
        for next in 1..=5 {
            assert!(history.change(next));
        }
        assert!(!history.change(5), "an equal value is no change");
        for expected in (0..5).rev() {
            assert!(history.undo());
            assert_eq!(*history.present(), expected);
        }
        assert!(!history.undo());
        assert!(history.redo());
        assert_eq!(*history.present(), 1);
        history.change(9);
        assert!(!history.can_redo(), "a change forgets what was undone");
        assert!(history.undo());
        assert_eq!(*history.present(), 1);
    }

    #[test]
    fn depth_is_bounded() {
        let mut history = History::new(0);
        for next in 1..=DEPTH + 50 {
            history.change(next);
        }
        let mut steps = 0;
        while history.undo() {
            steps += 1;
        }
        assert_eq!(steps, DEPTH);
        assert_eq!(*history.present(), 50);
    }
}
