//! Programs that run beside this one and end with it, however it ends.

use std::{
    process::{Child, Command, ExitStatus, exit},
    sync::{Mutex, MutexGuard, PoisonError},
    thread::sleep,
    time::Duration,
};

use anyhow::{Context, Result};

use self::group::{is_alive, own_group, stop};

/// What is running now, for the signal handler.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// The exit code of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// A program with its children, in a process group of their own. It is stopped when this is dropped.
pub(crate) struct Background {
    child: Child,
}

impl Background {
    /// Starts the program.
    ///
    /// # Errors
    /// When it cannot be found or started.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        own_group(command);
        let name = command.get_program().to_string_lossy().into_owned();
        let mut running = running(); // held while it starts: after Ctrl-C nothing new does
        let child = command.spawn().with_context(|| format!("cannot start {name}"))?;
        running.push(child.id());
        Ok(Self { child })
    }

    /// The running program, to take its pipes from.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// What another thread stops it with.
    pub(crate) fn stopper(&self) -> impl FnOnce() + Send + 'static {
        let id = self.child.id();
        move || stop(id)
    }

    /// Waits for it to end by itself.
    ///
    /// # Errors
    /// When the system cannot wait for it.
    pub(crate) fn wait(&mut self) -> Result<ExitStatus> {
        Ok(self.child.wait()?)
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        stop(self.child.id());
        wait_until(|| matches!(self.child.try_wait(), Ok(Some(_)) | Err(_)));
        let _gone = self.child.kill();
        let _reaped = self.child.wait();
        running().retain(|id| *id != self.child.id());
    }
}

/// From here on, Ctrl-C and a request to terminate stop what runs in the background before this program ends.
///
/// # Errors
/// When the handler cannot be installed.
pub(crate) fn end_together() -> Result<()> {
    ctrlc::set_handler(|| {
        let running = running();
        running.iter().for_each(|id| stop(*id));
        wait_until(|| !running.iter().any(|id| is_alive(*id)));
        exit(INTERRUPTED)
    })
    .context("cannot listen for Ctrl-C")
}

/// Gives programs five seconds to end by themselves.
fn wait_until(mut ended: impl FnMut() -> bool) {
    for _ in 0..100 {
        if ended() {
            return;
        }
        sleep(Duration::from_millis(50));
    }
}

fn running() -> MutexGuard<'static, Vec<u32>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
mod group {
    //! A program and its children are a process group on Unix.

    use std::{os::unix::process::CommandExt, process::Command};

    use nix::{
        sys::signal::{SIGTERM, Signal, killpg},
        unistd::Pid,
    };

    pub(super) fn own_group(command: &mut Command) {
        command.process_group(0);
    }

    pub(super) fn stop(group: u32) {
        let _was_alive = signal(group, Some(SIGTERM));
    }

    pub(super) fn is_alive(group: u32) -> bool {
        signal(group, None)
    }

    fn signal(group: u32, signal: Option<Signal>) -> bool {
        i32::try_from(group).is_ok_and(|group| killpg(Pid::from_raw(group), signal).is_ok())
    }
}

#[cfg(not(unix))]
mod group {
    //! On Windows a console's Ctrl-C reaches every program in it, so there is nothing to pass on.

    use std::process::Command;

    pub(super) fn own_group(_: &mut Command) {}

    pub(super) fn stop(_: u32) {}

    pub(super) fn is_alive(_: u32) -> bool {
        false
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::{
        io::Read,
        process::{Command, Stdio},
        time::{Duration, Instant},
    };

    use anyhow::Context;

    use super::Background;

    #[test]
    fn what_runs_in_the_background_ends_with_its_children() -> anyhow::Result<()> {
        let start = Instant::now();
        let mut shell = Command::new("sh");
        let mut started = Background::start(shell.args(["-c", "sleep 60 & sleep 60"]).stdout(Stdio::piped()))?;
        let mut output = started.child().stdout.take().context("it has no output")?;
        drop(started);
        output.read_to_end(&mut Vec::new())?; // ends when nobody is left to write
        assert!(start.elapsed() < Duration::from_secs(30), "a child lived on for {:?}", start.elapsed());
        Ok(())
    }
}
