//! Remembers what a step was last made from, so that a second run does not make it again.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use anyhow::{Context, Result};

use crate::checkout;

/// What the sources of one step look like now, beside what they looked like when it last succeeded.
pub(crate) struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    /// Reads the sources, files or whole directories, before the step runs: an edit made while it runs makes it stale.
    pub(crate) fn of(step: &str, sources: &[PathBuf]) -> Result<Self> {
        let mut now = String::new();
        for source in sources {
            list(source, &mut now)?;
        }
        let file = checkout::tools()?.join("stamps").join(step);
        Ok(Self { file, now })
    }

    pub(crate) fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|then| then == self.now)
    }

    pub(crate) fn set(&self) -> Result<()> {
        let directory = self.file.parent().context("a stamp lies in a directory")?;
        fs::create_dir_all(directory)?;
        fs::write(&self.file, &self.now).with_context(|| format!("cannot write {}", self.file.display()))
    }
}

fn list(path: &Path, into: &mut String) -> Result<()> {
    let metadata = fs::metadata(path).with_context(|| format!("{} is missing", path.display()))?;
    if !metadata.is_dir() {
        let modified = metadata.modified()?.duration_since(UNIX_EPOCH)?;
        writeln!(into, "{} {} {}", path.display(), metadata.len(), modified.as_nanos())?;
        return Ok(());
    }
    let mut entries = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    entries.sort();
    entries.iter().try_for_each(|entry| list(entry, into))
}
