//! What differs between computers: file dialogs, the user's folders, crash notes, the settings file.
//!
//! It exists so that no other room asks the operating system about such things, and so that `rfd` is named in
//! one place. It knows `domain` for its errors and nothing of tables, models or windows.
//! Start with [`folders::Folders`]; [`settings::load`] and [`crash::install`] are given paths found there.

pub mod crash;
pub mod dialogs;
pub mod folders;
pub mod settings;
