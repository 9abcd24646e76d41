//! From the start of the process until the screen shows the inbox, beside a Tauri window with nothing in it.
//!
//! Neither is driven: a driver is first waited for by what it drives. What the screen must show is learnt from a driven one.

use std::{
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use simulator::Simulator;
use tokio::time::sleep;

use crate::{
    empty,
    figures::Figures,
    machine::{APP, Machine},
    picture::{Picture, Screen},
    session::{Outcome, Process},
    table::Table,
    window::Window,
};

/// Rows with what was said last, and somewhere to press keys.
pub(crate) const USABLE: &str = "document.querySelectorAll('[data-testid=conversation-row] .pv').length > 5";
const THERE: &str = "document.querySelector('#app p') !== null";

const TIMES: usize = 9;
const LIMIT: Duration = Duration::from_secs(1);
const RATIO: f64 = 1.5;

/// Pixels that may differ: minutes go by in the list, and no row has so few.
const OURS: usize = 1_500;
const GLANCE: Duration = Duration::from_millis(10);
const CALM: Duration = Duration::from_secs(3);
const PATIENCE: Duration = Duration::from_secs(30);

const QUIET: &[(&str, &str)] = &[("RUST_LOG", "warn"), ("WEBKIT_FORCE_COMPOSITING_MODE", "0")];

/// A program, and when it counts as there.
struct Program<'a> {
    path: &'a Path,
    arguments: &'a [&'a str],
    ready: &'a str,
    tolerance: usize,
}

pub(crate) async fn measure(machine: &Machine, kapso: &Simulator, table: &mut Table) -> Outcome {
    let (itself, origin, screen) = (std::env::current_exe()?, kapso.origin(), Screen::of(machine)?);
    let ours = Program { path: Path::new(APP), arguments: &["--origin", &origin], ready: USABLE, tolerance: OURS };
    let empty = Program { path: &itself, arguments: &[empty::ARGUMENT], ready: THERE, tolerance: 0 };
    let (our_picture, empty_picture) = (ours.last(machine, &screen).await?, empty.last(machine, &screen).await?);
    let (mut ours_took, mut empty_took) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        ours_took.push(ours.start(machine, &screen, &our_picture).await?);
        empty_took.push(empty.start(machine, &screen, &empty_picture).await?);
    }
    let (ours, empty) = (Figures::of(ours_took).p50(), Figures::of(empty_took).p50());
    let ratio = ours.as_secs_f64() / empty.as_secs_f64();
    table.must("start to a usable inbox", "<= 1 s", format!("{:.2} s", ours.as_secs_f64()), ours <= LIMIT);
    table.must("  of an empty Tauri window", "<= 1.5 times", format!("{ratio:.2} times {:.2} s", empty.as_secs_f64()), ratio <= RATIO);
    Ok(())
}

impl Program<'_> {
    /// What the screen shows in the end.
    async fn last(&self, machine: &Machine, screen: &Screen) -> Outcome<Picture> {
        let window = Window::start(machine, self.path, &[&["--port", "0"], self.arguments].concat(), QUIET).await?;
        window.until(self.ready).await?;
        sleep(CALM).await;
        screen.picture()
    }

    async fn start(&self, machine: &Machine, screen: &Screen, last: &Picture) -> Outcome<Duration> {
        let data_dir = machine.data_dir().display().to_string();
        let mut command = machine.command(&self.path.display().to_string());
        command.args(["--data-dir", &data_dir, "--port", "0"]).args(self.arguments).stdout(Stdio::null()).stderr(Stdio::null());
        let began = Instant::now();
        let _running = Process::start(&mut command)?;
        while screen.picture()?.differs(last) > self.tolerance {
            if began.elapsed() > PATIENCE {
                return Err("the screen never showed what it shows at last".into());
            }
            sleep(GLANCE).await;
        }
        Ok(began.elapsed())
    }
}
