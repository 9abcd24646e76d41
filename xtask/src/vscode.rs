//! VS Code with its real MCP client, as code-server packs it for any web view to show.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::{checkout, node::NPM, stamp::Stamp, ui};

/// Installs it into `tests/vscode`. Nothing is compiled: what VS Code would compile (terminals, its log files) no test needs.
///
/// # Errors
/// When npm fails.
pub(crate) fn install(shell: &Shell) -> Result<()> {
    ui::install(shell, "tests/vscode")?;
    let inner = checkout::root()?.join("tests/vscode/node_modules/code-server/lib/vscode");
    let wanted = Stamp::of("vscode-packages", &[inner.join("package.json")])?;
    if wanted.is_fresh() && inner.join("node_modules").is_dir() {
        return Ok(());
    }
    let _here = shell.push_dir(&inner);
    // Its lock file lacks a package that the newest npm wants in it, so that `npm ci` refuses.
    cmd!(shell, "{NPM} install --omit=dev --ignore-scripts --no-fund --no-audit").run().context("npm could not install VS Code's parts")?;
    wanted.set()
}
