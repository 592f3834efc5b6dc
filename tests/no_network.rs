//! Customer data does not leave the laptop: nothing that speaks over a network is compiled into the program.
//!
//! `cargo tree` is asked, because it resolves features the way the build does. `cargo metadata` is not
//! enough: it ignores the `?` of weak features and lists optional cloud crates of polars that are never built.
#![expect(clippy::expect_used, reason = "a test ends where it cannot go on")]

use std::process::Command;

/// Clients, and what clients stand on.
const NETWORK: [&str; 19] = [
    "async-tungstenite",
    "attohttpc",
    "curl",
    "curl-sys",
    "h2",
    "http",
    "hyper",
    "hyper-util",
    "isahc",
    "native-tls",
    "object_store",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "surf",
    "tungstenite",
    "ureq",
];

/// Names of crates in the output of `cargo tree --prefix none`, one crate a line.
fn crates(tree: &str) -> Vec<&str> {
    tree.lines().filter_map(|line| line.split_whitespace().next()).collect()
}

fn network_crates<'a>(crates: &[&'a str]) -> Vec<&'a str> {
    crates.iter().copied().filter(|name| NETWORK.contains(name)).collect()
}

/// What is compiled into the window and the headless commands on this kind of machine.
fn tree_of_the_program() -> String {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--package", "clientele"])
        .args(["--edges", "normal", "--prefix", "none"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("names of crates are text")
}

#[test]
fn the_program_contains_no_network_client() {
    let tree = tree_of_the_program();
    let crates = crates(&tree);
    // The list is whole: it has what the program certainly stands on, directly and further down.
    for known in ["eframe", "polars", "linfa", "rfd", "polars-core", "ndarray"] {
        assert!(crates.contains(&known), "{known} is missing in the tree");
    }
    let found = network_crates(&crates);
    assert!(found.is_empty(), "these must not be in the program: {found:?}");
}

#[test]
fn a_network_client_would_be_found() {
    let tree = "clientele v0.1.0 (/somewhere)\npolars-io v0.55.2\nreqwest v0.12.9\n  rustls v0.23.1 (*)\n";
    assert_eq!(network_crates(&crates(tree)), ["reqwest", "rustls"]);
    // Names that only begin alike are something else.
    assert!(network_crates(&crates("curly v1.0.0\nhttparse v1.0.0\n")).is_empty());
}
