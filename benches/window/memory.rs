//! What the app takes of the machine's memory, beside a Tauri app with nothing in its window: with the window, after it was closed,
//! and started without one.

use std::{path::Path, process::Stdio, time::Duration};

use simulator::Simulator;
use tokio::time::sleep;

use crate::{
    empty, family,
    machine::{APP, Machine},
    session::{Outcome, Process},
    table::Table,
};

/// Long enough to have started, painted, and let go of what only that took.
const CALM: Duration = Duration::from_secs(15);

pub(crate) async fn measure(machine: &Machine, kapso: &Simulator, table: &mut Table) -> Outcome {
    let (itself, origin) = (std::env::current_exe()?, kapso.origin());
    let empty = taken(machine, &itself, &[empty::ARGUMENT]).await?;
    let ours = taken(machine, Path::new(APP), &["--origin", &origin]).await?;
    compare("memory with the window", (ours.open, empty.open), 1.2, table);
    compare("memory in the tray, window closed", (ours.closed, empty.closed), 1.1, table);
    let empty = hidden(machine, &itself, &[empty::ARGUMENT, empty::HIDDEN]).await?;
    let ours = hidden(machine, Path::new(APP), &["--origin", &origin, empty::HIDDEN]).await?;
    compare("memory in the tray, started hidden", (ours, empty), 1.1, table);
    Ok(())
}

#[expect(clippy::cast_precision_loss, clippy::as_conversions, reason = "a ratio to two places")]
fn compare(measure: &str, (ours, empty): (u64, u64), limit: f64, table: &mut Table) {
    let ratio = ours as f64 / empty as f64;
    let measured = format!("{ratio:.2} times {} MB", empty / 1_000_000);
    table.must(measure, &format!("<= {limit} times an empty app"), measured, ratio <= limit);
}

/// With its window, and after that was closed.
struct Taken {
    open: u64,
    closed: u64,
}

async fn taken(machine: &Machine, program: &Path, arguments: &[&str]) -> Outcome<Taken> {
    let mut running = start(machine, program, arguments)?;
    sleep(CALM).await;
    let open = family::memory(running.child().id());
    machine.close_the_window()?;
    sleep(CALM).await;
    Ok(Taken { open, closed: family::memory(running.child().id()) })
}

async fn hidden(machine: &Machine, program: &Path, arguments: &[&str]) -> Outcome<u64> {
    let mut running = start(machine, program, arguments)?;
    sleep(CALM).await;
    Ok(family::memory(running.child().id()))
}

fn start(machine: &Machine, program: &Path, arguments: &[&str]) -> Outcome<Process> {
    let data_dir = machine.data_dir().display().to_string();
    let mut command = machine.command(&program.display().to_string());
    command.args(["--data-dir", &data_dir, "--port", "0"]).args(arguments);
    Process::start(command.stdout(Stdio::null()).stderr(Stdio::null()))
}
