//! How fast the real window is, over 100,000 conversations and 1,000,000 messages: `cargo xtask bench window`.
//!
//! The simulator lists them, the app reads them as it would read Kapso's, and is started again before anything is measured.
#![cfg(target_os = "linux")]

mod empty;
mod family;
#[expect(dead_code, reason = "others use more of it")]
#[path = "../../crates/desk/benches/speed/figures.rs"]
mod figures;
#[path = "../../tests/window/machine.rs"]
mod machine;
mod memory;
mod picture;
mod presses;
#[expect(dead_code, reason = "others use more of it")]
#[path = "../../tests/window/screen.rs"]
mod screen;
#[expect(dead_code, reason = "others use more of it")]
#[path = "../../tests/session/mod.rs"]
mod session;
mod starting;
#[expect(dead_code, reason = "others use more of it")]
#[path = "../../crates/desk/benches/speed/table.rs"]
mod table;
#[expect(dead_code, reason = "others use more of it")]
#[path = "../../tests/window/window.rs"]
mod window;

use std::time::Duration;

use machine::Machine;
use presses::{PACE, Press, measure};
use session::Outcome;
use simulator::{Life, Options, Simulator, Size};
use table::Table;
use window::{Start, Window};

const SIZE: Size = Size { contacts: 100_000, messages: 1_000_000 };
/// The simulator lets a bench ask as often as it likes.
const PLAN: u32 = 100_000_000;
const KEY_LIMIT: Duration = Duration::from_millis(50);
const OPEN_LIMIT: Duration = Duration::from_millis(80);

const OPENING: &str = "a conversation, with its last page";
const AT_ONCE: &str = "the same, opened at once";
const FILTER: &str = "filter";
const PHASE: &str =
    "window.__TAURI_INTERNALS__.invoke('desk_state', {}).then((state) => done(state.project?.project && state.project.sync.phase))";

const CURSOR: &str = "document.querySelector('.row.is-cursor')?.dataset.thread";
const THREAD: &str = "document.querySelector('[data-testid=thread]')?.dataset.thread";
const SHOWN: &str = "document.querySelector('[data-testid=thread] [data-delivery]') !== null";
const TAB: &str = "document.querySelector('[role=tab][aria-selected=true]')?.textContent";
const LISTED: &str = "document.querySelector('.pane-list')?.getAttribute('aria-busy') === 'false'";
const BULK: &str = "document.querySelector('[data-testid=bulk]')?.textContent";
const ESCAPE: char = '\u{e00c}';
const ENTER: char = '\u{e007}';
const RIGHT: char = '\u{e014}';

const PRESSES: &[Press] = &[
    Press { name: "j", key: 'j', changes: CURSOR, then: "true", pace: PACE, after: &[], settled: "true" },
    Press { name: "k", key: 'k', changes: CURSOR, then: "true", pace: PACE, after: &[], settled: "true" },
    Press { name: "x", key: 'x', changes: BULK, then: "true", pace: PACE, after: &['j'], settled: "true" },
    Press { name: "Escape", key: ESCAPE, changes: BULK, then: "true", pace: PACE, after: &['x'], settled: "true" },
    Press {
        name: "e",
        key: 'e',
        changes: "document.querySelector('.row.is-cursor')?.className",
        then: "true",
        pace: PACE,
        after: &['j'],
        settled: "true",
    },
    Press {
        name: "search key",
        key: '/',
        changes: "document.activeElement?.tagName",
        then: "true",
        pace: PACE,
        after: &[ESCAPE],
        settled: "document.activeElement?.tagName !== 'INPUT'",
    },
    Press { name: "Enter", key: ENTER, changes: THREAD, then: "true", pace: PACE, after: &[ESCAPE, 'j'], settled: "true" },
    Press { name: OPENING, key: ENTER, changes: THREAD, then: SHOWN, pace: PACE, after: &[ESCAPE, 'j'], settled: "true" },
    Press { name: AT_ONCE, key: ENTER, changes: THREAD, then: SHOWN, pace: Duration::ZERO, after: &[ESCAPE, 'j'], settled: "true" },
    Press { name: FILTER, key: RIGHT, changes: TAB, then: LISTED, pace: PACE, after: &[], settled: LISTED },
];

fn main() -> Outcome {
    if std::env::args().any(|argument| argument == empty::ARGUMENT) {
        return Ok(empty::run()?);
    }
    tokio::runtime::Runtime::new()?.block_on(measure_all())
}

async fn measure_all() -> Outcome {
    let mut table = Table::default();
    let options = Options { life: Life::ByHand, plan_limit: PLAN, size: Some(SIZE), ..Options::default() };
    let kapso = simulator::start(options).await?;
    let machine = Machine::start()?;
    fill(&machine, &kapso).await?;
    starting::measure(&machine, &kapso, &mut table).await?;
    keys(&machine, &kapso, &mut table).await?;
    memory::measure(&machine, &kapso, &mut table).await?;
    println!("\n{} contacts, {} messages, in WebKitGTK under Xvfb", SIZE.contacts, SIZE.messages);
    table.print();
    Ok(())
}

/// Lets the app read everything, as after a first start, and ends it.
async fn fill(machine: &Machine, kapso: &Simulator) -> Outcome {
    let window = open(machine, kapso).await?;
    window.click("input[type=password]").await?;
    window.write(simulator::DEMO_KEY).await?;
    window.choose("Connect").await?;
    while window.ask(PHASE).await? != "following" {
        eprintln!("  reading: {} requests so far", kapso.control().requests().len());
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
    eprintln!("  read with {} requests", kapso.control().requests().len());
    Ok(())
}

/// The app over what it has read, with its list painted.
async fn open(machine: &Machine, kapso: &Simulator) -> Outcome<Window> {
    let environment = &[("WEBKIT_FORCE_COMPOSITING_MODE", "0")]; // as people start it
    Window::open(machine, Start { arguments: &["--origin", &kapso.origin()], environment, ..Start::default() }).await
}

async fn keys(machine: &Machine, kapso: &Simulator, table: &mut Table) -> Outcome {
    let window = open(machine, kapso).await?;
    window.until(starting::USABLE).await?;
    window.press('j').await?;
    for press in PRESSES {
        let limit = if matches!(press.name, OPENING | AT_ONCE) { OPEN_LIMIT } else { KEY_LIMIT };
        if press.name == FILTER {
            window.click("[role=tab]").await?; // the tabs have keys of their own
        }
        let figures = measure(&window, press).await?;
        let p95 = figures.at(95);
        table.must(press.name, &format!("p95 <= {} ms", limit.as_millis()), format!("{:.0} ms", p95.as_secs_f64() * 1_000.0), p95 <= limit);
        table.beside("p50", format!("{:.0} ms", figures.p50().as_secs_f64() * 1_000.0));
    }
    Ok(())
}
