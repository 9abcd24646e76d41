//! The bundle for Claude Desktop (`.mcpb`): our program for the terminal, and what tells Claude Desktop how to start it.

use std::{path::Path, process::ExitCode};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::{checkout, node};

/// The official packer, an ordinary npm package.
const PACKER: &str = "@anthropic-ai/mcpb@2.1.2";

/// Builds `kdesk` for release and packs it into `target/kapso-desk.mcpb`, checked by the official packer.
///
/// # Errors
/// When the build fails, or npm or the packer does.
pub(crate) fn run() -> Result<ExitCode> {
    let (shell, target) = (checkout::shell()?, checkout::root()?.join("target"));
    cmd!(shell, "cargo build --release --package cli").run()?;
    pack(&shell, &target.join("release"), &target)?;
    Ok(ExitCode::SUCCESS)
}

/// Packs the `kdesk` of the directory `built` into `kapso-desk.mcpb` in the directory `into`.
///
/// # Errors
/// When npm or the packer fails.
pub(crate) fn pack(shell: &Shell, built: &Path, into: &Path) -> Result<()> {
    let tools = checkout::tools()?.join("mcpb");
    shell.create_dir(&tools)?;
    let npm = node::NPM;
    cmd!(shell, "{npm} install --no-save --no-fund --no-audit --prefix {tools} {PACKER}")
        .run()
        .context("npm could not install the packer")?;
    let packer = tools.join("node_modules/.bin").join(if cfg!(windows) { "mcpb.cmd" } else { "mcpb" });

    let bundle = into.join("mcpb");
    shell.remove_path(&bundle)?;
    shell.create_dir(bundle.join("server"))?;
    shell.copy_file(built.join(format!("kdesk{}", std::env::consts::EXE_SUFFIX)), bundle.join("server"))?;
    shell.copy_file(checkout::root()?.join("crates/cli/mcpb/manifest.json"), &bundle)?;
    let packed = into.join("kapso-desk.mcpb");
    cmd!(shell, "{packer} validate {bundle}/manifest.json").run()?;
    cmd!(shell, "{packer} pack {bundle} {packed}").run()?;
    Ok(())
}
