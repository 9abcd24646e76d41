//! Clients that change their own file when they are told to. Only our program goes there: a token has no place among arguments.

use std::{
    process::{Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{NAME, machine::Machine};

/// A client's own command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CommandLine {
    /// `claude mcp`.
    Claude,
    /// `codex mcp`.
    Codex,
}

/// One that takes longer is stopped.
const PATIENCE: Duration = Duration::from_secs(20);

impl CommandLine {
    /// What it is called on the path.
    pub(crate) fn program(self) -> &'static str {
        match self {
            Self::Claude => "claude",
            Self::Codex => "codex",
        }
    }

    /// Tells it to add our program. False when it is not there or refused.
    pub(crate) fn add(self, machine: &Machine, command: &str, arguments: &[String]) -> bool {
        let scope: &[&str] = match self {
            Self::Claude => &["--scope", "user"],
            Self::Codex => &[],
        };
        let mut words = vec!["mcp", "add"];
        words.extend(scope);
        words.extend([NAME, "--", command]);
        words.extend(arguments.iter().map(String::as_str));
        self.run(machine, &words)
    }

    /// Tells it to take our program out. False when it is not there or refused.
    pub(crate) fn remove(self, machine: &Machine) -> bool {
        match self {
            Self::Claude => self.run(machine, &["mcp", "remove", "--scope", "user", NAME]),
            Self::Codex => self.run(machine, &["mcp", "remove", NAME]),
        }
    }

    fn run(self, machine: &Machine, words: &[&str]) -> bool {
        let Some(program) = machine.program(self.program()) else { return false };
        let mut command = Command::new(program);
        command.args(words).env("HOME", &machine.home).current_dir(&machine.home);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let Ok(mut running) = command.spawn() else { return false };
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match running.try_wait() {
                Ok(Some(status)) => return status.success(),
                Ok(None) => sleep(Duration::from_millis(20)),
                Err(_) => return false,
            }
        }
        let _ = running.kill();
        let _ = running.wait();
        false
    }
}
