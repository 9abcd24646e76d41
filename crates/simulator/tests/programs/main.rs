//! Programs of others, unchanged, against the simulator. They are installed by `cargo xtask test`.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a program that does not run as told fails by panicking")]

#[path = "../stories/differences.rs"]
#[expect(dead_code, reason = "the stories hold single answers to the documents")]
mod differences;
#[path = "../stories/documents.rs"]
#[expect(dead_code, reason = "the stories hold single answers to the documents")]
mod documents;
mod properties;
mod sdk;

use std::{
    path::{Path, PathBuf},
    process::Output,
};

/// The top of the checkout.
fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a program said, for the words of a failure.
fn said(output: &Output) -> String {
    format!("{}\n{}\n{}", output.status, String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
