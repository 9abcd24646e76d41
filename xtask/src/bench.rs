//! `cargo xtask bench`: every benchmark of the workspace, one after the other.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use xshell::cmd;

use crate::{checkout, packages, system, ui};

/// Runs those that are named, or all, and leaves their tables on the terminal.
///
/// # Errors
/// When there is none of that name, or one of them fails.
pub(crate) fn run(names: &[String]) -> Result<ExitCode> {
    let shell = checkout::shell()?;
    system::provide(&shell, &[&packages::BUILD, &packages::WINDOW, &packages::TEST])?;
    let metadata = cmd!(shell, "cargo metadata --no-deps --format-version 1").quiet().read()?;
    let mut benches = benches(&serde_json::from_str(&metadata)?)?;
    benches.retain(|bench| names.is_empty() || names.contains(&bench.name));
    if benches.is_empty() {
        bail!("there is no such benchmark in this workspace: nothing was measured");
    }
    for Bench { package, name, features } in benches {
        println!("\n── {package}: {name} ──");
        if package == "cli" {
            ui::install(&shell, "tests/clients")?; // one of its peers
        }
        if !features.is_empty() {
            ui::build(&shell)?;
        }
        cmd!(shell, "cargo bench --package {package} --bench {name} --features {features}").run()?;
    }
    Ok(ExitCode::SUCCESS)
}

#[derive(Debug, PartialEq)]
struct Bench {
    package: String,
    name: String,
    /// What it must be built with, between commas.
    features: String,
}

fn benches(metadata: &Value) -> Result<Vec<Bench>> {
    let mut found = Vec::new();
    for package in list(metadata, "packages")? {
        for target in list(package, "targets")? {
            if list(target, "kind")?.iter().any(|kind| kind == "bench") {
                let features = target.get("required-features").and_then(Value::as_array);
                let features: Vec<&str> = features.into_iter().flatten().filter_map(Value::as_str).collect();
                found.push(Bench { package: text(package, "name")?, name: text(target, "name")?, features: features.join(",") });
            }
        }
    }
    Ok(found)
}

fn list<'a>(value: &'a Value, name: &str) -> Result<&'a Vec<Value>> {
    value.get(name).and_then(Value::as_array).with_context(|| format!("cargo metadata has no {name}"))
}

fn text(value: &Value, name: &str) -> Result<String> {
    let text = value.get(name).and_then(Value::as_str);
    text.map(str::to_owned).with_context(|| format!("cargo metadata has no {name}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Bench, benches};

    #[test]
    fn only_targets_of_kind_bench_are_run_with_what_they_need() -> anyhow::Result<()> {
        let metadata = json!({"packages": [{"name": "desk", "targets": [
            {"name": "desk", "kind": ["lib"]},
            {"name": "search", "kind": ["bench"], "required-features": ["real-parts", "tauri/custom-protocol"]},
        ]}]});
        let features = "real-parts,tauri/custom-protocol".to_owned();
        assert_eq!(benches(&metadata)?, [Bench { package: "desk".to_owned(), name: "search".to_owned(), features }]);
        Ok(())
    }
}
