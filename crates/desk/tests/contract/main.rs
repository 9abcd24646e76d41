//! The contract is a reviewed snapshot: names, effects, inputs, outputs, events and error codes. The page that tells people of
//! it cannot differ from it, and nothing is in it without a story.
#![expect(clippy::unwrap_used, reason = "a check that cannot be made fails by panicking")]

mod page;
mod stories;

use std::path::PathBuf;

const STALE: &str =
    "run `UPDATE_CONTRACT=1 cargo test -p desk --test contract`, then `npm run contract` in ui/, and review what has changed";

#[test]
fn the_contract_is_the_reviewed_one() {
    let path = root().join("tests/contract/contract.json");
    let now = format!("{}\n", serde_json::to_string_pretty(&desk::contract::document()).unwrap());
    if is_updating() {
        std::fs::write(&path, &now).unwrap();
    }
    let reviewed = std::fs::read_to_string(path).unwrap();
    assert!(reviewed == now, "the contract changed: {STALE}");
}

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn is_updating() -> bool {
    std::env::var_os("UPDATE_CONTRACT").is_some()
}
