//! What the app takes of the machine's memory, beside a Tauri app with nothing in its window.

use std::{path::Path, process::Stdio, time::Duration};

use simulator::Simulator;

use crate::{
    empty, family,
    machine::{APP, Machine},
    session::{Outcome, Process},
    table::Table,
};

/// Long enough to have started, painted, and let go of what only that took.
const CALM: Duration = Duration::from_secs(20);

pub(crate) async fn measure(machine: &Machine, kapso: &Simulator, table: &mut Table) -> Outcome {
    let itself = std::env::current_exe()?;
    let empty = taken(machine, &itself, &[empty::ARGUMENT]).await?;
    let ours = taken(machine, Path::new(APP), &["--origin", &kapso.origin()]).await?;
    compare("memory with the window", (ours, empty), 1.2, table);
    Ok(())
}

#[expect(clippy::cast_precision_loss, clippy::as_conversions, reason = "a ratio to two places")]
fn compare(measure: &str, (ours, empty): (u64, u64), limit: f64, table: &mut Table) {
    let ratio = ours as f64 / empty as f64;
    let measured = format!("{ratio:.2} times {} MB", empty / 1_000_000);
    table.must(measure, &format!("<= {limit} times an empty app"), measured, ratio <= limit);
}

async fn taken(machine: &Machine, program: &Path, arguments: &[&str]) -> Outcome<u64> {
    let data_dir = machine.data_dir().display().to_string();
    let mut command = machine.command(&program.display().to_string());
    command.args(["--data-dir", &data_dir, "--port", "0"]).args(arguments);
    let _running = Process::start(command.stdout(Stdio::null()).stderr(Stdio::null()))?;
    tokio::time::sleep(CALM).await;
    Ok(family::memory(family::find(&data_dir).ok_or("the app is not among the processes")?))
}
