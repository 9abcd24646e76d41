//! From the start of the process until the inbox can be used, beside a Tauri window with nothing in it.

use std::{path::Path, time::Duration};

use simulator::Simulator;

use crate::{
    empty, family,
    figures::Figures,
    machine::{APP, Machine},
    session::Outcome,
    table::Table,
    window::Window,
};

/// Rows with what was said last, and somewhere to press keys.
pub(crate) const USABLE: &str = "document.querySelectorAll('[data-testid=conversation-row] .pv').length > 5";
const THERE: &str = "document.querySelector('#app p') !== null";

const TIMES: usize = 7;
const LIMIT: Duration = Duration::from_secs(1);
const RATIO: f64 = 1.5;

pub(crate) async fn measure(machine: &Machine, kapso: &Simulator, table: &mut Table) -> Outcome {
    let itself = std::env::current_exe()?;
    let (mut ours, mut empties) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        ours.push(start(machine, Path::new(APP), &["--origin", &kapso.origin()], USABLE).await?);
        empties.push(start(machine, &itself, &[empty::ARGUMENT], THERE).await?);
    }
    let (ours, empty) = (Figures::of(ours).p50(), Figures::of(empties).p50());
    let ratio = ours.as_secs_f64() / empty.as_secs_f64();
    table.must("start to a usable inbox", "<= 1 s", format!("{:.2} s", ours.as_secs_f64()), ours <= LIMIT);
    table.must("  of an empty Tauri window", "<= 1.5 times", format!("{ratio:.2} times {:.2} s", empty.as_secs_f64()), ratio <= RATIO);
    Ok(())
}

async fn start(machine: &Machine, program: &Path, arguments: &[&str], ready: &str) -> Outcome<Duration> {
    let window = Window::start(machine, program, &[&["--port", "0"], arguments].concat(), &[("RUST_LOG", "warn")]).await?;
    window.until(ready).await?;
    let app = family::find(&machine.data_dir().display().to_string()).ok_or("the app is not among the processes")?;
    family::age(app).ok_or_else(|| "the system does not say when the app was started".into())
}
