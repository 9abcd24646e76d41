//! Agents made with Python.

use std::{path::Path, process::Command};

/// Python with the packages of one of the environments that `cargo xtask test` makes, knowing nothing of this machine either.
pub(crate) fn python(environment: &str) -> Command {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(checkout.join(".tools").join(environment).join("bin/python"));
    command.env_clear().current_dir(checkout.join("tests/clients"));
    command
}
