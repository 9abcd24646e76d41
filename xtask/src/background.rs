//! Programs that run beside this one and end with it, however it ends.

use std::{
    process::{Child, Command, ExitStatus, exit},
    sync::{Mutex, MutexGuard, PoisonError},
    thread::sleep,
    time::Duration,
};

use anyhow::{Context, Result};

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
        let child = command.spawn().with_context(|| format!("cannot start {name}"))?;
        running().push(child.id());
        Ok(Self { child })
    }

    /// The running program, to take its pipes from.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
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
        for _ in 0..50 {
            if matches!(self.child.try_wait(), Ok(Some(_)) | Err(_)) {
                break;
            }
            sleep(Duration::from_millis(100));
        }
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
        for id in running().iter() {
            stop(*id);
        }
        exit(INTERRUPTED)
    })
    .context("cannot listen for Ctrl-C")
}

fn running() -> MutexGuard<'static, Vec<u32>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(unix)]
fn stop(group: u32) {
    use nix::{sys::signal, unistd::Pid};
    if let Ok(group) = i32::try_from(group) {
        let _already_gone = signal::killpg(Pid::from_raw(group), signal::SIGTERM);
    }
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

/// On Windows a console's Ctrl-C reaches the whole console, so there is nothing to pass on.
#[cfg(not(unix))]
fn stop(_: u32) {}
