//! Tests of the room as a whole: awkward files, kinds and roles, findings, views, writing.

mod files;
mod finding;
mod joined_forms;
mod joins;
mod kinds;
mod layouts;
mod parquet;
mod steps;
mod views;
mod workbooks;
mod writing;

use std::path::PathBuf;

use super::{Table, profile, read};
use crate::domain::column::{ColumnProfile, TableProfile};
use crate::domain::error::UserError;
use crate::domain::recipe::{Reading, Recipe, Step, StepEntry};
use crate::domain::table::TableView as _;

/// A folder of its own with one file in it.
struct Scene {
    folder: tempfile::TempDir,
    path: PathBuf,
}

fn scene(bytes: impl AsRef<[u8]>) -> Scene {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("客户 – März.csv");
    std::fs::write(&path, bytes).unwrap();
    Scene { folder, path }
}

fn try_table(bytes: impl AsRef<[u8]>) -> Result<Table, UserError> {
    read(&scene(bytes).path, &Reading::default(), &mut |_| true)
}

fn table(bytes: impl AsRef<[u8]>) -> Table {
    try_table(bytes).unwrap()
}

fn cells(table: &Table) -> Vec<Vec<String>> {
    (0..table.rows())
        .map(|row| (0..table.names().len()).map(|column| table.cell(row, column).into_owned()).collect())
        .collect()
}

fn profiled(bytes: impl AsRef<[u8]>) -> TableProfile {
    profile(&table(bytes), &Recipe::new(None))
}

/// A table of one column of interest, beside one that keeps rows apart.
fn column(values: &[&str]) -> ColumnProfile {
    let mut text = "key,x\n".to_owned();
    for (row, value) in values.iter().enumerate() {
        text.push_str(&format!("k{},\"{value}\"\n", row % 3));
    }
    profiled(text).columns.swap_remove(1)
}

fn with_steps(steps: Vec<Step>) -> Recipe {
    let mut recipe = Recipe::new(None);
    recipe.steps = steps.into_iter().map(|step| StepEntry { step, on: true }).collect();
    recipe
}
