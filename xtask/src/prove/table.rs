//! The figures that proofs leave, as a table for people and as a file for the program.

use std::{fmt::Write as _, fs, path::Path};

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// What a proof left: `crates/desk/tests/stories/proofs/claim.rs` writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    claim: String,
    wanted: String,
    reached: String,
    pub(crate) holds: bool,
    seed: u64,
    seconds: u64,
}

impl Line {
    /// Every figure below `place`, in the order of the files' names.
    pub(crate) fn read_all(place: &Path) -> Result<Vec<Self>> {
        let Ok(folder) = fs::read_dir(place) else { return Ok(Vec::new()) };
        let mut files = folder.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
        files.sort();
        files.iter().map(|file| Self::read(&fs::read_to_string(file)?).with_context(|| file.display().to_string())).collect()
    }

    fn read(text: &str) -> Result<Self> {
        let line: Value = serde_json::from_str(text)?;
        let text = |name: &str| line.get(name).and_then(Value::as_str).map(str::to_owned).with_context(|| format!("it has no {name}"));
        let number = |name: &str| line.get(name).and_then(Value::as_u64).with_context(|| format!("it has no {name}"));
        Ok(Self {
            claim: text("claim")?,
            wanted: text("wanted")?,
            reached: text("reached")?,
            holds: line.get("holds").and_then(Value::as_bool).context("it does not say whether it holds")?,
            seed: number("seed")?,
            seconds: number("seconds")?,
        })
    }
}

/// The table, in Markdown.
pub(crate) fn table(lines: &[Line]) -> String {
    let mut table = "| claim | wanted | reached | seed | seconds |\n|---|---|---|---|---|\n".to_owned();
    for line in lines {
        let reached = if line.holds { line.reached.clone() } else { format!("**not**: {}", line.reached) };
        let _ = writeln!(table, "| {} | {} | {reached} | {} | {} |", line.claim, line.wanted, line.seed, line.seconds);
    }
    table
}

/// What the program shows of a run.
pub(crate) fn kept(lines: &[Line]) -> Result<String> {
    let proofs: Vec<Value> = lines
        .iter()
        .map(|line| json!({ "claim": line.claim, "wanted": line.wanted, "reached": line.reached, "seed": line.seed, "seconds": line.seconds }))
        .collect();
    Ok(serde_json::to_string_pretty(&json!({ "proofs": proofs }))? + "\n")
}

#[cfg(test)]
mod tests {
    use super::{Line, table};

    #[test]
    fn a_figure_that_was_not_reached_is_seen_in_the_table() -> anyhow::Result<()> {
        let file = r#"{"claim":"a","wanted":"0 lost","reached":"1 lost","holds":false,"seed":7,"seconds":3}"#;
        assert!(table(&[Line::read(file)?]).contains("| a | 0 lost | **not**: 1 lost | 7 | 3 |"));
        assert!(Line::read(r#"{"claim":"a","wanted":"0 lost","reached":"0 lost","seed":7,"seconds":3}"#).is_err());
        Ok(())
    }
}
