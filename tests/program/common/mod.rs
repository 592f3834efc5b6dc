//! What the journeys and the bad-input tests share: a desk with files, the real program, a window.

pub(crate) mod program;
pub(crate) mod window;
