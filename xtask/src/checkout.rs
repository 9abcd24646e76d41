//! Where the checkout is, and a shell that stands in it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::Shell;

/// The top of the checkout.
pub(crate) fn root() -> Result<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).context("xtask has no directory above it")
}

/// Where xtask keeps what it installs and remembers for this checkout alone.
pub(crate) fn tools() -> Result<PathBuf> {
    Ok(root()?.join(".tools"))
}

/// A shell at the top of the checkout.
pub(crate) fn shell() -> Result<Shell> {
    let shell = Shell::new()?;
    shell.change_dir(root()?);
    Ok(shell)
}
