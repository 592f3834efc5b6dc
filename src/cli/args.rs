//! The command line as types. Help texts are English; `clap` has no second language.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A customer CSV becomes a scored list, on your own laptop.
#[derive(Debug, Parser)]
#[command(
    name = "clientele",
    version,
    about = "A customer CSV becomes a scored list, on your own laptop",
    long_about = "Without a command the window opens, on FILE if one is named.",
    args_conflicts_with_subcommands = true
)]
pub(super) struct Cli {
    /// A table to open in the window.
    pub(super) file: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Option<Headless>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Headless {
    /// What was found out about a file, its columns and their problems.
    Profile(Profile),
    /// The table as it was understood, as clean UTF-8 CSV, cells as text.
    Convert(Convert),
    /// Learn who says yes, or how much, from a column with known answers.
    Train(Train),
    /// Find groups of customers who are alike.
    Segment(Segment),
    /// Score a file with a trained model, by column name.
    Score(Score),
    /// Do what a recipe says.
    Run(Run),
}

impl Headless {
    /// Whether events go to stdout, one JSON object a line.
    pub(super) fn wants_json(&self) -> bool {
        match self {
            Self::Train(wanted) => wanted.out.json,
            Self::Segment(wanted) => wanted.out.json,
            Self::Run(wanted) => wanted.out.json,
            Self::Score(wanted) => wanted.json,
            Self::Profile(_) | Self::Convert(_) => false,
        }
    }
}

/// How a table is read; what is not given is found out.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Reading {
    /// How letters are written as bytes: utf-8, gb18030, windows-1252, utf-16le, big5, shift-jis, …
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<String>,
    /// The character between cells: a character, or tab, comma, semicolon, pipe, space.
    #[arg(long, value_name = "CHAR")]
    pub(super) delimiter: Option<String>,
    /// The quotation mark: double, single or none.
    #[arg(long, value_enum)]
    pub(super) quote: Option<Quote>,
    /// How a quotation mark stands inside a quoted cell: twice, or after a backslash.
    #[arg(long, value_enum)]
    pub(super) escape: Option<Escape>,
    /// The decimal mark: . or ,
    #[arg(long, value_name = "MARK")]
    pub(super) decimal: Option<String>,
    /// The mark between groups of three digits: none, comma, point, blank or apostrophe.
    #[arg(long, value_enum)]
    pub(super) thousands: Option<Thousands>,
    /// Which comes first in dates such as 03/04/2024.
    #[arg(long, value_enum)]
    pub(super) date_order: Option<DateOrder>,
    /// Whether the first row holds names: yes, no, or how many rows do (0 to 9).
    #[arg(long, value_name = "ROWS")]
    pub(super) header: Option<String>,
    /// Lines before the table that are left out.
    #[arg(long, value_name = "LINES")]
    pub(super) skip: Option<u64>,
    /// The sheet of a workbook, by name.
    #[arg(long, value_name = "NAME")]
    pub(super) sheet: Option<String>,
    /// Only this many rows from the top.
    #[arg(long, value_name = "N")]
    pub(super) rows: Option<u64>,
    /// One of every N rows, drawn by chance but the same each time: a sample spread over the whole file, for one
    /// that does not fit into memory.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) every: Option<u64>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Quote {
    Double,
    Single,
    None,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Escape {
    Doubled,
    Backslash,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Thousands {
    None,
    Comma,
    Point,
    Blank,
    Apostrophe,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// Where results go.
#[derive(Args, Clone, Debug)]
pub(super) struct Out {
    /// The folder for results; it must be new or empty.
    #[arg(long = "out", value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// Write into a folder that is not empty, over files of the same names.
    #[arg(long)]
    pub(super) force: bool,
    /// One event a line on stdout, as JSON.
    #[arg(long)]
    pub(super) json: bool,
    /// Set any key of the recipe, for example --set model.penalty=2, --set steps.2.on=false, or
    /// --set 'steps+={do="log", column="spend"}'
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub(super) settings: Vec<String>,
}

#[derive(Args, Debug)]
pub(super) struct Profile {
    /// The table.
    pub(super) data: PathBuf,
    /// One JSON object on stdout.
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Args, Debug)]
pub(super) struct Convert {
    /// The table.
    pub(super) data: PathBuf,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    pub(super) out: PathBuf,
    /// Replace the file if it exists.
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Args, Debug)]
pub(super) struct Train {
    /// The table.
    pub(super) data: PathBuf,
    /// The column with known answers.
    #[arg(long, value_name = "COL")]
    pub(super) target: String,
    /// The model.
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) model: Model,
    /// What is predicted; without it the column decides.
    #[arg(long, value_enum)]
    pub(super) task: Option<Task>,
    /// The answer looked for.
    #[arg(long, value_name = "VALUE")]
    pub(super) positive: Option<String>,
    /// Columns to leave out (as in a CSV row; may repeat).
    #[arg(long, value_name = "COL,…")]
    pub(super) drop: Vec<String>,
    /// Shares that learn, check and judge, or none.
    #[arg(long, value_name = "70/15/15|none", default_value = "70/15/15")]
    pub(super) split: String,
    /// Divide by this column of dates: the earliest learn, the latest judge.
    #[arg(long, value_name = "DATECOL")]
    pub(super) split_by: Option<String>,
    /// Measure on N folds too; a row's fold is its index modulo N.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=100))]
    pub(super) folds: Option<u32>,
    /// L2 penalty λ on standardised columns, or auto: the one with the smallest error on five folds of the rows that
    /// learn, for linear and logistic [default: 1 for logistic, svm and neural, 0 for linear].
    #[arg(long, value_name = "λ|auto")]
    pub(super) penalty: Option<String>,
    /// The line a support vector machine draws: straight or curved.
    #[arg(long, value_enum, default_value = "rbf")]
    pub(super) kernel: Kernel,
    /// Rows a support vector machine learns from at most, drawn by chance [default: all].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(10..))]
    pub(super) sample: Option<u32>,
    /// Let the rarer answer count more while learning; chances still match the real rate.
    #[arg(long, value_enum, default_value = "none")]
    pub(super) balance: Balance,
    /// The same as --balance weights.
    #[arg(long, conflicts_with = "balance")]
    pub(super) class_weights: bool,
    /// Fixes every chance step.
    #[arg(long, value_name = "N", default_value_t = 42)]
    pub(super) seed: u64,
    /// Iterations at most; of a neural net passes over the customers [default: 200 for neural].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) epochs: Option<u32>,
    /// Neurons of each hidden layer of a neural net, one to six layers [default: by the size of the data].
    #[arg(long, value_name = "N,…", value_delimiter = ',', value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) layers: Vec<u32>,
    /// Passes without a smaller loss on customers that check after which a neural net ends; 0 for none [default: 15].
    #[arg(long, value_name = "N")]
    pub(super) patience: Option<u32>,
    /// Customers per step of a neural net [default: by the size of the data].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) batch: Option<u32>,
    /// Where a neural net is computed.
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) device: Device,
    #[command(flatten)]
    pub(super) out: Out,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Model {
    Auto,
    Linear,
    Logistic,
    Svm,
    Neural,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Device {
    Auto,
    Cpu,
    Cuda,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Kernel {
    Linear,
    Rbf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Balance {
    None,
    Weights,
    Oversample,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Task {
    Number,
    YesNo,
    Category,
}

#[derive(Args, Debug)]
pub(super) struct Segment {
    /// The table.
    pub(super) data: PathBuf,
    /// How many groups, or auto.
    #[arg(long, value_name = "N|auto", default_value = "auto")]
    pub(super) k: String,
    /// The columns that count (as in a CSV row; may repeat) [default: all inputs].
    #[arg(long, value_name = "COL,…")]
    pub(super) columns: Vec<String>,
    /// How columns are scaled.
    #[arg(long, value_enum, default_value = "standard")]
    pub(super) scale: Scale,
    /// Fixes every chance step.
    #[arg(long, value_name = "N", default_value_t = 42)]
    pub(super) seed: u64,
    #[command(flatten)]
    pub(super) out: Out,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Scale {
    Standard,
    Log,
    None,
}

#[derive(Args, Debug)]
pub(super) struct Score {
    /// model.clientele
    pub(super) model: PathBuf,
    /// The table to score.
    pub(super) data: PathBuf,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    pub(super) out: PathBuf,
    /// Replace the file if it exists.
    #[arg(long)]
    pub(super) force: bool,
    /// One event a line on stdout, as JSON.
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Args, Debug)]
pub(super) struct Run {
    /// recipe.toml
    pub(super) recipe: PathBuf,
    /// The table, instead of the one the recipe names.
    #[arg(long, value_name = "FILE")]
    pub(super) data: Option<PathBuf>,
    #[command(flatten)]
    pub(super) out: Out,
    #[command(flatten)]
    pub(super) reading: Reading,
}
