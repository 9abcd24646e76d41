//! Python environments of this checkout's own: the tester of API documents, and the MCP SDKs that agents are made with.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::{checkout, stamp::Stamp};

/// Environments by name, each with its list in `tests/clients`. The two generations of the SDK exclude each other.
const ENVIRONMENTS: [(&str, &str); 3] = [("schemathesis", "requirements.txt"), ("mcp-old", "mcp-old.txt"), ("mcp-new", "mcp-new.txt")];

/// Installs what the lists name, each into `.tools/` and its name.
///
/// # Errors
/// When a list is missing, or Python or pip fails.
pub(crate) fn install(shell: &Shell) -> Result<()> {
    ENVIRONMENTS.iter().try_for_each(|(name, list)| make(shell, name, list))
}

fn make(shell: &Shell, name: &str, list: &str) -> Result<()> {
    let list = checkout::root()?.join("tests/clients").join(list);
    let home = checkout::tools()?.join(name);
    let wanted = Stamp::of(name, std::slice::from_ref(&list))?;
    if wanted.is_fresh() && home.join("bin/python").is_file() {
        return Ok(());
    }
    cmd!(shell, "python3 -m venv --clear {home}").run().context("Python could not make an environment")?;
    let pip = home.join("bin/pip");
    cmd!(shell, "{pip} install --quiet --disable-pip-version-check --requirement {list}").run().context("pip failed")?;
    wanted.set()
}
