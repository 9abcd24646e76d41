//! Somebody who sits at a terminal: the program's input and output are a real one.

use std::{
    fs::File,
    io::{Read, Write},
    process::{Child, Command},
};

use nix::pty::openpty;

use crate::kdesk::Outcome;

pub(crate) struct Person {
    program: Child,
    terminal: File,
    seen: String,
}

impl Person {
    /// Starts the program at a terminal of its own.
    pub(crate) fn start(command: &mut Command) -> Outcome<Self> {
        let ends = openpty(None, None)?;
        let inside = File::from(ends.slave);
        command.stdin(inside.try_clone()?).stdout(inside.try_clone()?).stderr(inside);
        let program = command.spawn()?;
        command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        Ok(Self { program, terminal: File::from(ends.master), seen: String::new() })
    }

    /// Reads until these words are on the screen.
    pub(crate) fn sees(&mut self, words: &str) -> Outcome<&str> {
        let mut bytes = [0; 4096];
        while !self.seen.contains(words) {
            match self.terminal.read(&mut bytes) {
                Ok(0) | Err(_) => return Err(format!("it ended without {words:?}: {}", self.seen).into()),
                Ok(count) => self.seen.push_str(&String::from_utf8_lossy(bytes.get(..count).unwrap_or_default())),
            }
        }
        Ok(&self.seen)
    }

    /// Types a line.
    pub(crate) fn types(&mut self, line: &str) -> Outcome {
        Ok(writeln!(self.terminal, "{line}")?)
    }

    /// Waits for the end; gives the code and all that was on the screen.
    pub(crate) fn ends(mut self) -> Outcome<(Option<i32>, String)> {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = self.terminal.read(&mut bytes) {
            self.seen.push_str(&String::from_utf8_lossy(bytes.get(..count).unwrap_or_default()));
        }
        Ok((self.program.wait()?.code(), self.seen))
    }
}
