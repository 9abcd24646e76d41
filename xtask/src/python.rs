//! The tester of API documents that the simulator's tests run, in a Python environment of this checkout's own.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::{checkout, stamp::Stamp};

/// Installs what `tests/clients/requirements.txt` names into `.tools/schemathesis`.
///
/// # Errors
/// When the list is missing, or Python or pip fails.
pub(crate) fn install(shell: &Shell) -> Result<()> {
    let list = checkout::root()?.join("tests/clients/requirements.txt");
    let home = checkout::tools()?.join("schemathesis");
    let wanted = Stamp::of("schemathesis", std::slice::from_ref(&list))?;
    if wanted.is_fresh() && home.join("bin/schemathesis").is_file() {
        return Ok(());
    }
    cmd!(shell, "python3 -m venv --clear {home}").run().context("Python could not make an environment")?;
    let pip = home.join("bin/pip");
    cmd!(shell, "{pip} install --quiet --disable-pip-version-check --requirement {list}").run().context("pip failed")?;
    wanted.set()
}
