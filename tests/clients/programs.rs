//! Other people's programs, out of `tests/clients/node_modules`, on a Node that is new enough for all of them.

use std::{
    error::Error,
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// Why a test could not go on.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// One of them, knowing nothing of this machine's own settings.
pub(crate) fn program(name: &str) -> Outcome<Command> {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients");
    let mut command = Command::new(packages.join("node_modules/.bin").join(name));
    command.env_clear().env("PATH", path()?).current_dir(packages);
    Ok(command)
}

/// Where they and the system's own programs are.
pub(crate) fn path() -> Outcome<OsString> {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients/node_modules");
    let places = [packages.join("node/bin"), packages.join(".bin"), PathBuf::from("/usr/bin"), PathBuf::from("/bin")];
    Ok(std::env::join_paths(places)?)
}

/// Runs it to its end; what it said goes into the failure when it did not end with `code`.
pub(crate) fn run(command: &mut Command, code: i32) -> Outcome<Output> {
    let output = command.stdin(Stdio::null()).output()?;
    if output.status.code() != Some(code) {
        return Err(format!("{command:?} ended with {}, not {code}:\n{}\n{}", output.status, out(&output), err(&output)).into());
    }
    Ok(output)
}

/// What it wrote on standard output.
pub(crate) fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What it wrote on standard error.
pub(crate) fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
