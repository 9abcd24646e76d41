//! A keyring of this bench's own, on a bus of its own, so that `kdesk` finds the project's keys where it looks for them.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::{Outcome, session::Bus};

/// GNOME Keyring with one item in it.
pub(crate) struct Keyring {
    bus: Bus,
    _home: TempDir,
}

impl Keyring {
    pub(crate) fn with(service: &str, account: &str, text: &str) -> Outcome<Self> {
        let home = tempfile::tempdir()?;
        let mut bus = Bus::start(home.path())?;
        bus.open_keyring()?;
        let mut command = Command::new("secret-tool");
        bus.admit(command.args(["store", "--label", "bench", "service", service, "username", account]));
        let mut storing = command.stdin(Stdio::piped()).spawn()?;
        storing.stdin.take().ok_or("no input")?.write_all(text.as_bytes())?;
        if !storing.wait()?.success() {
            return Err("the keyring did not take the project's keys".into());
        }
        Ok(Self { bus, _home: home })
    }

    /// Lets a program find it.
    pub(crate) fn admit(&self, command: &mut Command) {
        self.bus.admit(command);
    }
}
