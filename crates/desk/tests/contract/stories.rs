//! Nothing is in the table without a story behind each face, and no reading without its age.

use std::path::Path;

use desk::{operation::Effect, operations::OPERATIONS};

use crate::root;

#[test]
fn every_operation_is_in_a_story_behind_every_face() {
    for (face, folder) in [("gate", "crates/desk/tests/stories"), ("MCP", "crates/mcp/tests"), ("terminal", "crates/cli/tests")] {
        let told = texts(&root().join(folder));
        let untold: Vec<&str> = OPERATIONS.iter().map(|entry| entry.name()).filter(|name| !told.contains(&format!("\"{name}\""))).collect();
        assert_eq!(untold, [""; 0], "{face}: {folder} has no story with these");
    }
}

#[test]
fn every_reading_says_how_old_it_is() {
    for entry in OPERATIONS.iter().filter(|entry| entry.effect() == Effect::Read) {
        assert!(entry.output_schema().pointer("/properties/as_of").is_some(), "{} has no `as_of`", entry.name());
    }
}

/// All that is written in a folder and below it.
fn texts(folder: &Path) -> String {
    let mut told = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        told.push_str(&if path.is_dir() { texts(&path) } else { std::fs::read_to_string(path).unwrap() });
    }
    told
}
