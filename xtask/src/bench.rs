//! `cargo xtask bench`: every benchmark of the workspace, one after the other.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use xshell::{Shell, cmd};

use crate::{checkout, packages, system};

/// Runs them all and leaves their tables on the terminal.
///
/// # Errors
/// When there is none, or one of them fails.
pub(crate) fn run() -> Result<ExitCode> {
    let shell = checkout::shell()?;
    system::provide(&shell, &[&packages::BUILD, &packages::WINDOW])?;
    let benches = benches(&shell)?;
    if benches.is_empty() {
        bail!("there is no benchmark in this workspace: nothing was measured");
    }
    for (package, bench) in benches {
        println!("\n── {package}: {bench} ──");
        cmd!(shell, "cargo bench --package {package} --bench {bench}").run()?;
    }
    Ok(ExitCode::SUCCESS)
}

fn benches(shell: &Shell) -> Result<Vec<(String, String)>> {
    let metadata = cmd!(shell, "cargo metadata --no-deps --format-version 1").quiet().read()?;
    named_benches(&serde_json::from_str(&metadata)?)
}

fn named_benches(metadata: &Value) -> Result<Vec<(String, String)>> {
    let mut named = Vec::new();
    for package in list(metadata, "packages")? {
        for target in list(package, "targets")? {
            if list(target, "kind")?.iter().any(|kind| kind == "bench") {
                named.push((text(package, "name")?, text(target, "name")?));
            }
        }
    }
    Ok(named)
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

    use super::named_benches;

    #[test]
    fn only_targets_of_kind_bench_are_run() -> anyhow::Result<()> {
        let metadata = json!({"packages": [{"name": "desk", "targets": [
            {"name": "desk", "kind": ["lib"]},
            {"name": "search", "kind": ["bench"]},
        ]}]});
        assert_eq!(named_benches(&metadata)?, [("desk".to_owned(), "search".to_owned())]);
        Ok(())
    }
}
