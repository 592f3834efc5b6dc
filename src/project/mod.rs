//! What outlives a moment: the history of the recipe, and the files a project leaves on disk.
//!
//! Every file carries a version; an unknown version is refused with one sentence. Knows no window.

pub mod history;
pub mod model_file;
pub mod recipe_file;
