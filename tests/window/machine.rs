//! A person's machine: a home, a display, a session bus, a keyring, and what is started there.

use std::{
    fs::File,
    path::PathBuf,
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::session::{Bus, Outcome, Process};

/// A machine of one test. Its display is its own, because the clipboard belongs to a display.
pub(crate) struct Machine {
    pub(crate) bus: Bus,
    display: String,
    _screen: Process,
    home: TempDir,
}

impl Machine {
    /// One whose keyring is open.
    pub(crate) fn start() -> Outcome<Self> {
        let mut machine = Self::without_keyring()?;
        machine.bus.open_keyring()?;
        Ok(machine)
    }

    /// One that runs no keyring at all.
    pub(crate) fn without_keyring() -> Outcome<Self> {
        let home = TempDir::new()?;
        let mut xvfb = Command::new("Xvfb");
        // Without `-noreset` it begins anew when the last program has left, and whoever starts just then finds no display.
        xvfb.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]).stderr(Stdio::null());
        let (screen, number) = Process::start_and_read_line(&mut xvfb)?;
        Ok(Self { bus: Bus::start(home.path())?, display: format!(":{number}"), _screen: screen, home })
    }

    /// The data directory of the desk.
    pub(crate) fn data_dir(&self) -> PathBuf {
        self.home.path().join("desk")
    }

    /// The name of its display.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// A program of this machine.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        self.bus.admit(&mut command);
        command.env("DISPLAY", &self.display);
        command
    }

    /// What every program that was started here has written to its standard error.
    pub(crate) fn log(&self) -> Outcome<String> {
        Ok(std::fs::read_to_string(self.home.path().join("log"))?)
    }

    /// Where programs write their standard error, one after the other.
    pub(crate) fn log_file(&self) -> Outcome<Stdio> {
        Ok(File::options().create(true).append(true).open(self.home.path().join("log"))?.into())
    }
}

/// The app as it was built with this test: with the page inside.
pub(crate) const APP: &str = env!("CARGO_BIN_EXE_kapso-desk");
