//! The real program, in a data directory of the test's own.

use std::{
    error::Error,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value;

/// Why a test could not go on.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// `kdesk` with these words, knowing nothing of the machine's own settings.
pub(crate) fn kdesk(home: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kdesk"));
    for name in ["KAPSO_API_KEY", "KAPSO_API_BASE_URL", "KAPSO_DESK_HOME"] {
        command.env_remove(name);
    }
    // No test writes into the keychain of whoever runs it.
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    command.args(words).arg("--data-dir").arg(home).stdin(Stdio::null());
    command
}

/// Runs it to its end.
pub(crate) fn run(command: &mut Command) -> Outcome<Run> {
    let Output { status, stdout, stderr } = command.output()?;
    Ok(Run { code: status.code(), out: String::from_utf8(stdout)?, err: String::from_utf8(stderr)? })
}

#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// What it answered, when it went well: one line of JSON, and not a word beside it.
    pub(crate) fn answer(&self) -> Outcome<Value> {
        assert_eq!((self.code, self.err.as_str(), self.out.lines().count()), (Some(0), "", 1), "{self:?}");
        Ok(serde_json::from_str(&self.out)?)
    }
}

/// A program that runs until it is told to stop.
pub(crate) struct Running {
    process: Child,
    out: BufReader<std::process::ChildStdout>,
    /// Its first line.
    pub(crate) ready: Value,
}

impl Running {
    pub(crate) fn start(command: &mut Command) -> Outcome<Self> {
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let mut out = BufReader::new(process.stdout.take().ok_or("no output")?);
        let mut line = String::new();
        out.read_line(&mut line)?;
        let ready = serde_json::from_str(&line)?;
        Ok(Self { process, out, ready })
    }

    /// What it said of itself when it was ready.
    pub(crate) fn said(&self, name: &str) -> Outcome<String> {
        Ok(self.ready.get(name).and_then(Value::as_str).ok_or_else(|| format!("it did not say its {name}"))?.to_owned())
    }

    /// Ends it with this signal, such as `TERM`.
    #[cfg(unix)]
    pub(crate) fn end(mut self, signal: &str) -> Outcome<Run> {
        Command::new("kill").args([&format!("-{signal}"), &self.process.id().to_string()]).status()?;
        let (mut out, mut err) = (String::new(), String::new());
        self.out.read_to_string(&mut out)?;
        self.process.stderr.take().ok_or("no errors")?.read_to_string(&mut err)?;
        Ok(Run { code: self.process.wait()?.code(), out, err })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
