//! A Node that is new enough for Vite, the one on this machine or one of the checkout's own.

use std::path::Path;

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::{checkout, system};

/// What is installed into `.tools/node` where the machine's Node is too old. Both are ordinary npm packages.
const OWN: [&str; 2] = ["node@22", "npm@11"];
const WANTED: &str = "Node 20.19 or newer in the 20 line, or 22.12 or newer";

/// npm's name as a program: on Windows it is a script that only answers to its whole name.
pub(crate) const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Puts a Node that is new enough first on the shell's `PATH`.
///
/// # Errors
/// When none is there and none could be installed; the error says what to install.
pub(crate) fn provide(shell: &Shell) -> Result<()> {
    if is_new_enough(shell) {
        return Ok(());
    }
    let own = checkout::tools()?.join("node");
    let bin = own.join("node_modules").join(".bin");
    if bin.is_dir() {
        put_first(shell, &bin)?;
        if is_new_enough(shell) {
            return Ok(());
        }
    }
    install(shell, &own)?;
    put_first(shell, &bin)?;
    if !is_new_enough(shell) {
        bail!("the Node in {} does not answer; the UI needs {WANTED}", bin.display());
    }
    Ok(())
}

fn is_new_enough(shell: &Shell) -> bool {
    let version = |program: &str| cmd!(shell, "{program} --version").quiet().ignore_stderr().read();
    version("node").is_ok_and(|version| suits_vite(&version)) && version(NPM).is_ok()
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

fn install(shell: &Shell, own: &Path) -> Result<()> {
    println!("The UI needs {WANTED}. Installing {} into {}.", OWN.join(" and "), own.display());
    if cmd!(shell, "{NPM} --version").quiet().ignore_stderr().read().is_err() {
        let advice = format!(
            "npm is missing, and it comes with Node: install {WANTED}\n      \
             Fedora    sudo dnf install nodejs\n      \
             Arch      sudo pacman -S nodejs npm\n      \
             macOS     brew install node\n      \
             Windows   winget install OpenJS.NodeJS.LTS"
        );
        system::provide_debian(shell, &["nodejs", "npm"], &advice)?;
    }
    shell.create_dir(own)?;
    cmd!(shell, "{NPM} install --no-save --no-fund --no-audit --prefix {own} {OWN...}").run().context("npm could not install a newer Node")
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
