//! `cargo xtask run`: from a bare machine to an open window.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use xshell::cmd;

use crate::{checkout, packages, serve, system, ui};

/// Installs what is missing, builds what changed and starts the desk with `args`.
///
/// # Errors
/// When a part of it cannot be installed, built or started.
pub(crate) fn run(args: &[String]) -> Result<ExitCode> {
    let shell = checkout::shell()?;
    if !has_display() {
        println!("There is no display here, so no window can open. Serving the demo workspace over MCP instead.");
        system::provide(&shell, &[&packages::BUILD])?;
        return serve::demo(&shell, args);
    }
    system::provide_with_node(&shell, &[&packages::BUILD, &packages::WINDOW])?;
    ui::build(&shell)?;
    let build = ["--package", "kapso-desk", "--features", "tauri/custom-protocol"];
    become_it(cmd!(shell, "cargo run {build...} -- {args...}").into())
}

/// Tauri does not fail without a display, it panics: so it is asked first.
fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// On Unix the desk takes this process's place, so that signals reach it and its exit code is the command's.
#[cfg(unix)]
fn become_it(mut command: Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).context("cannot start cargo")
}

#[cfg(not(unix))]
fn become_it(mut command: Command) -> Result<ExitCode> {
    let status = command.status().context("cannot start cargo")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
