//! When a bench runs.

/// Whether `cargo bench` runs this; `cargo test --all-targets` starts benches too, and there is nothing to test.
pub(crate) fn is_asked_for() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}
