//! Runs a test runner: its output goes through to the terminal, its results are counted.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread::spawn,
    time::Duration,
};

use anyhow::{Context, Result};

use crate::{background::Background, tally::Tally};

/// Longer than a group takes with everything to build; one that hangs must not hide what the others say.
const LIMIT: Duration = Duration::from_secs(25 * 60);

/// The longest that the proofs of one test binary take, with everything to build.
pub(crate) const PROOF: Duration = Duration::from_secs(90 * 60);

/// Runs it to its end. A runner that fails without naming a failed test (it did not build, it crashed) counts as one.
///
/// # Errors
/// When it cannot be started.
pub(crate) fn count(command: Command) -> Result<Tally> {
    count_within(LIMIT, command)
}

/// The same within a time of one's own.
///
/// # Errors
/// When it cannot be started.
pub(crate) fn count_within(limit: Duration, mut command: Command) -> Result<Tally> {
    command.stdout(Stdio::piped()).env("NO_COLOR", "1");
    let mut running = Background::start(&mut command)?;
    let mut output = BufReader::new(running.child().stdout.take().context("it has no output")?);
    let _ended = stop_after(limit, &running);
    let mut tally = Tally::default();
    let mut line = Vec::new();
    while output.read_until(b'\n', &mut line)? > 0 {
        let text = String::from_utf8_lossy(&line);
        print!("{text}");
        if let Some(part) = Tally::read(&text) {
            tally += part;
        }
        line.clear();
    }
    if !running.wait()?.success() && tally.failed == 0 {
        tally.failed = 1;
    }
    Ok(tally)
}

/// Stops it when the time is up, unless what this returns is dropped before.
fn stop_after(limit: Duration, running: &Background) -> Sender<()> {
    let (ended, waiting) = channel();
    let stop = running.stopper();
    spawn(move || {
        if waiting.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
            println!("error: stopped, for it did not end within {} s", limit.as_secs());
            stop();
        }
    });
    ended
}

#[cfg(all(test, unix))]
mod tests {
    use std::{process::Command, time::Duration};

    use super::{count, count_within};

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn every_summary_counts() -> anyhow::Result<()> {
        let tally = count(shell("echo 'test result: ok. 2 passed; 0 failed'; echo 'test result: FAILED. 1 passed; 4 failed'; exit 101"))?;
        assert_eq!((tally.passed, tally.failed), (3, 4));
        Ok(())
    }

    #[test]
    fn a_crash_after_green_tests_is_a_failure() -> anyhow::Result<()> {
        let tally = count(shell("echo 'test result: ok. 2 passed; 0 failed'; kill -SEGV $$"))?;
        assert_eq!((tally.passed, tally.failed), (2, 1));
        Ok(())
    }

    #[test]
    fn what_hangs_is_stopped_and_is_a_failure() -> anyhow::Result<()> {
        let tally = count_within(Duration::from_millis(200), shell("echo 'test result: ok. 2 passed; 0 failed'; sleep 60"))?;
        assert_eq!((tally.passed, tally.failed), (2, 1));
        Ok(())
    }
}
