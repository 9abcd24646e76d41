//! A program that ends with the test.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};

use super::Outcome;

/// A running program. It and what it has started have ended when it is dropped; Ctrl-C ends them with the test.
pub(crate) struct Process(Child);

/// Programs that do not end by themselves within this time are killed.
const PATIENCE: Duration = Duration::from_secs(10);
const GLANCE: Duration = Duration::from_millis(20);

impl Process {
    pub(crate) fn start(command: &mut Command) -> Outcome<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        Ok(Self(command.spawn().map_err(|cause| format!("cannot start {name}: {cause}"))?))
    }

    /// Starts a program that says one line when it is ready.
    pub(crate) fn start_and_read_line(command: &mut Command) -> Outcome<(Self, String)> {
        let mut process = Self::start(command.stdin(Stdio::null()).stdout(Stdio::piped()))?;
        let mut line = String::new();
        BufReader::new(process.0.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        let line = line.trim().to_owned();
        if line.is_empty() {
            return Err(format!("{command:?} ended before it was ready").into());
        }
        Ok((process, line))
    }

    /// The program itself, to take its pipes from.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.0
    }

    /// Ends it and what it has started, at once and without a word to them.
    pub(crate) fn killed(self) {
        let family = self.family();
        for id in &family {
            let _has_ended = kill(Pid::from_raw(*id), Signal::SIGKILL);
        }
        while family.iter().any(|id| is_alive(*id)) {
            sleep(GLANCE);
        }
    }

    /// What it has started, and itself.
    fn family(&self) -> Vec<i32> {
        let id = self.0.id();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
        children.split_whitespace().chain([id.to_string().as_str()]).filter_map(|id| id.parse().ok()).collect()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let family = self.family();
        for (signal, patience) in [(Signal::SIGTERM, PATIENCE), (Signal::SIGKILL, PATIENCE)] {
            for id in &family {
                let _has_ended = kill(Pid::from_raw(*id), signal);
            }
            let asked = Instant::now();
            while asked.elapsed() < patience {
                let _reaped = self.0.try_wait();
                if !family.iter().any(|id| is_alive(*id)) {
                    return;
                }
                sleep(GLANCE);
            }
        }
    }
}

/// One that has ended and was not waited for by its parent is not alive. Its first thread may end before the others, which until then hold
/// its files and their locks.
fn is_alive(id: i32) -> bool {
    let has_ended = |stat: String| stat.contains(") Z ");
    let threads = std::fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("stat")).ok()).any(|stat| !has_ended(stat))
}
