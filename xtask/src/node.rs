//! A Node that is new enough for Vite, the one on this machine or one of the checkout's own.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::checkout;

/// What is installed into `.tools/node` where the machine's Node is too old. Both are ordinary npm packages.
pub(crate) const OWN: [&str; 2] = ["node@22", "npm@11"];

/// Vite's condition in words.
pub(crate) const WANTED: &str = "Node 20.19 or newer in the 20 line, or 22.12 or newer";

/// npm's name as a program: on Windows it is a script that only answers to its whole name.
pub(crate) const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Looks for a Node that is new enough, the machine's or the checkout's own, which it puts first on the shell's `PATH`.
///
/// # Errors
/// When the `PATH` cannot be written.
pub(crate) fn is_there(shell: &Shell) -> Result<bool> {
    if is_new_enough(shell) {
        return Ok(true);
    }
    let own = own_programs()?;
    if !own.is_dir() {
        return Ok(false);
    }
    put_first(shell, &own)?;
    Ok(is_new_enough(shell))
}

/// Whether any npm is there, be its Node new enough or not.
pub(crate) fn npm_is_there(shell: &Shell) -> bool {
    cmd!(shell, "{NPM} --version").quiet().ignore_stderr().read().is_ok()
}

/// Installs the checkout's own Node with the npm that is there, and puts it first on the shell's `PATH`.
///
/// # Errors
/// When npm fails, or what it installed does not answer.
pub(crate) fn install(shell: &Shell) -> Result<()> {
    let home = checkout::tools()?.join("node");
    shell.create_dir(&home)?;
    cmd!(shell, "{NPM} install --no-save --no-fund --no-audit --prefix {home} {OWN...}")
        .run()
        .context("npm could not install a newer Node")?;
    if !is_there(shell)? {
        bail!("the Node in {} does not answer; the UI needs {WANTED}", home.display());
    }
    Ok(())
}

fn own_programs() -> Result<PathBuf> {
    Ok(checkout::tools()?.join("node").join("node_modules").join(".bin"))
}

fn is_new_enough(shell: &Shell) -> bool {
    let version = cmd!(shell, "node --version").quiet().ignore_stderr().read();
    version.is_ok_and(|version| suits_vite(&version)) && npm_is_there(shell)
}

/// Vite's own condition: `^20.19.0 || >=22.12.0`.
fn suits_vite(version: &str) -> bool {
    let mut parts = version.trim().trim_start_matches('v').split('.').map(str::parse::<u32>);
    match (parts.next(), parts.next()) {
        (Some(Ok(20)), Some(Ok(minor))) => minor >= 19,
        (Some(Ok(22)), Some(Ok(minor))) => minor >= 12,
        (Some(Ok(major)), Some(Ok(_))) => major > 22,
        _ => false,
    }
}

fn put_first(shell: &Shell, bin: &Path) -> Result<()> {
    let rest = shell.var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(bin.to_path_buf()).chain(std::env::split_paths(&rest)))?;
    shell.set_var("PATH", path);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::suits_vite;

    #[test]
    fn vite_takes_20_19_and_22_12_and_nothing_between() {
        for version in ["v20.19.0", "v20.20.2", "v22.12.0", "v23.0.0", "v24.1.3"] {
            assert!(suits_vite(version), "{version} is new enough");
        }
        for version in ["v18.20.4", "v20.18.1", "v21.7.0", "v22.11.0", "", "node", "v22"] {
            assert!(!suits_vite(version), "{version:?} is not");
        }
    }
}
