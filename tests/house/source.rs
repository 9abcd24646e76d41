//! The files of this checkout, as the rules read them.

use std::{fs, path::Path};

/// Why a test could not look, rather than what it found.
pub(crate) type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A text file of ours.
pub(crate) struct Source {
    /// From the top of the checkout, with `/` on every system.
    pub(crate) path: String,
    text: String,
}

impl Source {
    /// Every line with its number.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    /// The lines that the product is made of: no comments, and nothing from a Rust file's tests on.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().take_while(|(_, line)| *line != "#[cfg(test)]").filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Whether it lies in this directory or is this file.
    pub(crate) fn is_under(&self, path: &str) -> bool {
        Path::new(&self.path).starts_with(path)
    }

    /// The file's own name.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    pub(crate) fn has_extension(&self, extensions: &[&str]) -> bool {
        extensions.iter().any(|extension| self.name().strip_suffix(extension).is_some_and(|stem| stem.ends_with('.')))
    }

    /// Whether it is a test by its place: an integration test, a bench, or a file of nothing but tests.
    pub(crate) fn is_test(&self) -> bool {
        self.path.split('/').any(|part| matches!(part, "tests" | "benches" | "tests.rs")) || self.name().contains(".test.")
    }

    /// These are the rules themselves, which have to name what they forbid.
    pub(crate) fn is_rule(&self) -> bool {
        self.is_under("tests/house")
    }
}

/// Everything that is or could be committed, in the order of its paths.
pub(crate) fn all() -> Result<Vec<Source>, Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    let walk = ignore::WalkBuilder::new(root)
        .hidden(false)
        .parents(false)
        .require_git(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .sort_by_file_path(Path::cmp)
        .build();
    for entry in walk {
        let path = entry?.into_path();
        if let (true, Ok(text)) = (path.is_file(), fs::read_to_string(&path)) {
            let path = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            sources.push(Source { path, text });
        }
    }
    assert!(sources.len() > 50, "only {} files were found: is this the checkout?", sources.len());
    Ok(sources)
}

/// Files with one of these extensions.
pub(crate) fn with(extensions: &[&str]) -> Result<Vec<Source>, Box<dyn std::error::Error>> {
    let mut sources = all()?;
    sources.retain(|source| source.has_extension(extensions) && !source.is_rule());
    assert!(!sources.is_empty(), "there is no file of kind {extensions:?}: nothing was checked");
    Ok(sources)
}

/// A place where a rule is broken.
pub(crate) fn finding(source: &Source, number: usize, line: &str) -> String {
    format!("  {}:{number}: {}", source.path, line.trim())
}

/// Fails with the rule and every place that breaks it.
pub(crate) fn expect_none(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "\n{rule}\n{}\n", findings.join("\n"));
}
