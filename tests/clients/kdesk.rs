//! The real `kdesk serve --demo`.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::programs::{Outcome, path, program};

/// A running endpoint on a demo workspace of its own.
pub(crate) struct Kdesk {
    pub(crate) url: String,
    pub(crate) token: String,
    home: TempDir,
    process: Child,
}

impl Kdesk {
    pub(crate) fn start() -> Outcome<Self> {
        let home = TempDir::new()?;
        let process = serve(home.path())?;
        let mut kdesk = Self { url: String::new(), token: String::new(), home, process };
        kdesk.read_where_it_is()?;
        Ok(kdesk)
    }

    /// Ends it as a crash does, and starts it again: a new demo, on another port, with another token.
    pub(crate) fn restart(&mut self) -> Outcome {
        self.process.kill()?;
        self.process.wait()?;
        self.process = serve(self.home.path())?;
        self.read_where_it_is()
    }

    fn read_where_it_is(&mut self) -> Outcome {
        let mut line = String::new();
        BufReader::new(self.process.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        let ready: Value = serde_json::from_str(&line)?;
        let part = |name: &str| ready.get(name).and_then(Value::as_str).map(str::to_owned).ok_or("it did not say where it is");
        (self.url, self.token) = (part("url")?, part("token")?);
        Ok(())
    }

    /// A program that knows the token and, as its home, a directory of this test.
    pub(crate) fn client(&self, name: &str) -> Outcome<Command> {
        let mut command = program(name)?;
        command.env("HOME", self.home.path()).env("TOKEN", &self.token);
        Ok(command)
    }

    /// `kdesk` at a terminal of the same person.
    pub(crate) fn terminal(&self, words: &[&str]) -> Outcome<Command> {
        let mut command = Command::new(binary()?);
        command.env("HOME", self.home.path()).args(words).arg("--data-dir").arg(self.home.path().join("desk"));
        Ok(command)
    }

    /// The person's home.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// The program that agents start.
    pub(crate) fn bridge(&self, client: &str) -> Outcome<Vec<String>> {
        let (program, desk) = (binary()?, self.home.path().join("desk"));
        let words = ["mcp", "--client", client, "--data-dir"].map(str::to_owned);
        let paths = [program, desk].map(|path| path.display().to_string());
        let [program, desk] = paths;
        Ok([vec![program], words.to_vec(), vec![desk]].concat())
    }
}

impl Drop for Kdesk {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn serve(home: &Path) -> Outcome<Child> {
    let mut command = Command::new(binary()?);
    command.args(["serve", "--demo", "--port", "0", "--data-dir"]).arg(home.join("desk"));
    // What it connects are the agents of this home.
    command.env("HOME", home).env("PATH", path()?).env_remove("XDG_CONFIG_HOME");
    Ok(command.stdout(Stdio::piped()).spawn()?)
}

fn binary() -> Outcome<PathBuf> {
    built(&format!("kdesk{}", std::env::consts::EXE_SUFFIX))
}

/// Built with the workspace, beside the directory of this test.
pub(crate) fn built(name: &str) -> Outcome<PathBuf> {
    let test = std::env::current_exe()?;
    let target = test.parent().and_then(Path::parent).ok_or("no target directory")?;
    let built = target.join(name);
    if !built.is_file() {
        return Err(format!("{} is not there: `cargo xtask test` makes it", built.display()).into());
    }
    Ok(built)
}
