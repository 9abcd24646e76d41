//! The front end: its packages and its bundle, each made again only when what it is made from changed.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::{checkout, node::NPM, stamp::Stamp};

/// What lies in `ui/` but is made from the rest.
const MADE: [&str; 2] = ["node_modules", "dist"];

/// Installs the npm packages that a directory's lock file names.
///
/// # Errors
/// When the directory has no lock file, or npm fails.
pub(crate) fn install(shell: &Shell, directory: &str) -> Result<()> {
    let home = checkout::root()?.join(directory);
    let lock = Stamp::of(&format!("{}-packages", directory.replace('/', "-")), &[home.join("package-lock.json")])?;
    if lock.is_fresh() && home.join("node_modules").is_dir() {
        return Ok(());
    }
    let _here = shell.push_dir(&home);
    cmd!(shell, "{NPM} ci --no-fund --no-audit").run().with_context(|| format!("npm ci failed in {directory}"))?;
    lock.set()
}

/// Builds `ui/dist`, the pages that the window shows.
///
/// # Errors
/// When `ui/` is not there or does not build.
pub(crate) fn build(shell: &Shell) -> Result<()> {
    install(shell, "ui")?;
    let home = checkout::root()?.join("ui");
    let mut sources = shell.read_dir(&home)?;
    sources.retain(|source| !MADE.iter().any(|made| source.ends_with(made)));
    let bundle = Stamp::of("ui-bundle", &sources)?;
    if bundle.is_fresh() && home.join("dist").join("index.html").is_file() {
        return Ok(());
    }
    let _here = shell.push_dir(&home);
    cmd!(shell, "{NPM} run build").run().context("the UI does not build")?;
    bundle.set()
}

/// Runs the type checker over the pages.
///
/// # Errors
/// When it finds anything.
pub(crate) fn types_are_right(shell: &Shell) -> Result<()> {
    install(shell, "ui")?;
    let _here = shell.push_dir("ui");
    cmd!(shell, "{NPM} run check").run().context("svelte-check found something")
}

/// Says whether `ui/src/contract.ts` is what the reviewed contract makes.
///
/// # Errors
/// When it is stale.
pub(crate) fn contract_is_fresh(shell: &Shell) -> Result<()> {
    install(shell, "ui")?;
    let _here = shell.push_dir("ui");
    cmd!(shell, "{NPM} run contract -- --check").run().context("ui/src/contract.ts is stale; npm run contract makes it again")
}
