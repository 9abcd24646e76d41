//! Which crate may use which. A new edge changes this table in the same commit.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

use crate::source::{Outcome, expect_none};

/// What a crate may use of ours.
const EDGES: [(&str, &[&str]); 8] = [
    ("kapso", &[]),
    ("simulator", &[]),
    ("connect", &[]),
    ("desk", &["connect", "kapso"]),
    ("mcp", &["desk"]),
    ("cli", &["desk", "mcp", "simulator"]),
    ("kapso-desk", &["desk", "mcp", "simulator"]),
    ("xtask", &[]),
];

/// What a crate must not know: the faces know no HTTP and no SQL, what lies below knows no face.
const STRANGERS: [(&str, &[&str]); 7] = [
    ("kapso", &["axum", "clap", "keyring-core", "rmcp", "rusqlite", "tauri"]),
    ("simulator", &["clap", "keyring-core", "reqwest", "rmcp", "tauri"]),
    ("connect", &["axum", "clap", "keyring-core", "reqwest", "rmcp", "rusqlite", "tauri", "tokio"]),
    ("desk", &["axum", "clap", "reqwest", "rmcp", "tauri"]),
    ("mcp", &["clap", "keyring-core", "reqwest", "rusqlite", "tauri"]),
    ("cli", &["keyring-core", "reqwest", "rmcp", "rusqlite", "tauri"]),
    ("kapso-desk", &["keyring-core", "reqwest", "rmcp", "rusqlite"]),
];

/// What each of our packages is built with, tests aside.
fn dependencies() -> Result<BTreeMap<String, BTreeSet<String>>, cargo_metadata::Error> {
    let metadata = MetadataCommand::new().manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).no_deps().exec()?;
    let used = |package: cargo_metadata::Package| {
        let names = package
            .dependencies
            .into_iter()
            .filter(|dependency| dependency.kind != DependencyKind::Development)
            .map(|dependency| dependency.name)
            .collect();
        (package.name.to_string(), names)
    };
    Ok(metadata.packages.into_iter().map(used).collect())
}

#[test]
fn the_edges_between_our_crates_are_the_ones_in_the_table() -> Outcome {
    let dependencies = dependencies()?;
    let ours: BTreeSet<&String> = dependencies.keys().collect();
    let expected: BTreeMap<&str, BTreeSet<&str>> = EDGES.iter().map(|(name, uses)| (*name, uses.iter().copied().collect())).collect();
    let actual: BTreeMap<&str, BTreeSet<&str>> = dependencies
        .iter()
        .map(|(name, uses)| {
            let uses = uses.iter().filter(|name| ours.contains(name));
            (name.as_str(), uses.map(String::as_str).collect())
        })
        .collect();
    let findings: Vec<String> = expected
        .keys()
        .chain(actual.keys())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .filter(|name| expected.get(*name) != actual.get(*name))
        .map(|name| {
            let (table, cargo) = (expected.get(name), actual.get(name));
            format!("  {name}: the table says {table:?}, Cargo.toml says {cargo:?}")
        })
        .collect();
    expect_none("A crate uses what the table of edges says, no more and no less.", &findings);
    Ok(())
}

#[test]
fn no_crate_knows_what_is_not_its_business() -> Outcome {
    let dependencies = dependencies()?;
    let mut findings = Vec::new();
    for (name, strangers) in STRANGERS {
        let uses = dependencies.get(name).ok_or(format!("there is no crate {name}"))?;
        for stranger in strangers.iter().filter(|stranger| uses.contains(**stranger)) {
            findings.push(format!("  {name} depends on {stranger}"));
        }
    }
    expect_none("SQL, HTTP and each face's library stay in the crates that own them.", &findings);
    Ok(())
}
