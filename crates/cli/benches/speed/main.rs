//! How fast `kdesk serve` answers, beside servers that have nothing to do but answer: `cargo xtask bench`.
//!
//! The desk is the real program on a store and a keyring of this bench's own. The rmcp peer is this program, started again; the third is
//! the official TypeScript SDK's server.

#[path = "../../../desk/benches/speed/figures.rs"]
mod figures;
#[path = "../../../desk/benches/speed/project.rs"]
mod project;
#[path = "../../../desk/benches/speed/table.rs"]
mod table;

#[cfg(target_os = "linux")]
#[expect(dead_code, reason = "tests use more of it")]
#[path = "../../../../tests/session/mod.rs"]
mod session;

mod filled;
#[cfg_attr(not(target_os = "linux"), path = "no_keyring.rs")]
mod keyring;
mod load;
mod peers;
mod tokens;

use std::{error::Error, time::Duration};

use figures::Figures;
use filled::{CONTACTS, Filled};
use load::{Era, Target};
use peers::{Process, resident};
use table::Table;

/// Why a bench could not go on.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// That of `kdesk`, for the peer that is this program.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// As many agents as ask at once, each with its own token and connection.
pub(crate) const AGENTS: usize = 32;
/// How long each round of many connections is, and how many there are; the best one counts, for the machine does other things too.
const ROUND: Duration = Duration::from_secs(3);
const ROUNDS: usize = 3;
const ONE_BY_ONE: usize = 3_000;
/// The audit collects for a fifth of a second, and what is free goes back within a tenth.
const REST: Duration = Duration::from_secs(2);

fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let runtime = tokio::runtime::Runtime::new()?;
    match arguments.next().as_deref() {
        Some("constant") => runtime.block_on(peers::constant(&arguments.next().ok_or("no answer")?)),
        _ => runtime.block_on(measure()),
    }
}

async fn measure() -> Outcome {
    let mut table = Table::default();
    tokens::count(&mut table);
    let filled = Filled::new().await?;
    let endpoint = start(&filled, &mut table).await?;
    memory(&endpoint, &mut table).await?; // of its first calls
    many(&endpoint, &mut table).await?;
    one(&endpoint, &mut table).await?;
    println!("\n{CONTACTS} contacts, encrypted; whatsapp_inbox of 20 conversations through token, gate, policy and audit");
    table.print();
    Ok(())
}

async fn start(filled: &Filled, table: &mut Table) -> Outcome<Process> {
    let mut best: Option<(Duration, Process)> = None;
    for _ in 0..5 {
        if let Some((_, process)) = &mut best {
            process.stop().await?;
        }
        let start = std::time::Instant::now();
        let process = filled.start().await?;
        load::first_answer(&process.target(0, Era::Plain)).await?;
        let took = start.elapsed();
        best = Some((best.map_or(took, |(best, _)| best.min(took)), process));
    }
    let (took, process) = best.ok_or("it was never started")?;
    table.must("start of kdesk serve to first answer", "<= 50 ms", millis(took), took <= Duration::from_millis(50));
    Ok(process)
}

async fn many(endpoint: &Process, table: &mut Table) -> Outcome {
    let answer = load::first_answer(&endpoint.target(0, Era::Stateless)).await?;
    let rmcp = Process::constant(&answer).await?;
    let typescript = Process::typescript(&answer).await?;
    let mut best = [0.0_f64; 3];
    for _ in 0..ROUNDS {
        let ours: Vec<Target> = (0..AGENTS).map(|agent| endpoint.target(agent, Era::Stateless)).collect();
        let theirs = |process: &Process, era| vec![process.target(0, era); AGENTS];
        let rounds = [ours, theirs(&rmcp, Era::Stateless), theirs(&typescript, Era::Plain)];
        for (best, targets) in best.iter_mut().zip(rounds) {
            *best = best.max(load::per_second(targets, ROUND).await?);
        }
    }
    let [ours, constant, typescript] = best;
    table.must("32 agents, beside rmcp with a constant", ">= 0.5", format!("{:.2}", ours / constant), ours >= constant * 0.5);
    table.must("32 agents, beside the TypeScript SDK", ">= 10", format!("{:.1}", ours / typescript), ours >= typescript * 10.0);
    table.beside("Kapso Desk", format!("{ours:.0}/s of {} bytes", answer.len()));
    table.beside("rmcp with a constant", format!("{constant:.0}/s"));
    table.beside("TypeScript SDK with a constant", format!("{typescript:.0}/s"));
    Ok(())
}

async fn one(endpoint: &Process, table: &mut Table) -> Outcome {
    for (era, name) in [(Era::Stateless, "one agent, 2026-07-28"), (Era::Session, "one agent, with a session")] {
        let taken = Figures::of(load::one_by_one(endpoint.target(0, era), ONE_BY_ONE).await?);
        let (p50, p99) = (taken.p50(), taken.p99());
        let reached = p50 <= Duration::from_micros(400) && p99 <= Duration::from_millis(2);
        table.must(name, "p50 <= 0.4 ms, p99 <= 2 ms", format!("{}, {}", millis(p50), millis(p99)), reached);
    }
    Ok(())
}

async fn memory(endpoint: &Process, table: &mut Table) -> Outcome {
    let targets = || (0..AGENTS).map(|agent| endpoint.target(agent, Era::Stateless)).collect::<Vec<_>>();
    load::so_many(targets(), 10_000).await?;
    let Some(early) = at_rest(endpoint).await else {
        table.unmeasured("memory after 100,000 calls", "<= 60 MB");
        return Ok(());
    };
    load::so_many(targets(), 90_000).await?;
    let at_once = resident(endpoint.id()).unwrap_or_default();
    let late = at_rest(endpoint).await.unwrap_or_default();
    let growth = f64::from(late) / f64::from(early) - 1.0;
    let measured = format!("{:.1} MB, at rest {:.1} MB", f64::from(at_once) / 1e3, f64::from(late) / 1e3);
    table.must("memory after 100,000 calls", "<= 60 MB", measured, at_once.max(late) <= 60_000);
    table.must("growth since 10,000 calls, at rest", "< 1 %", format!("{:.2} %", growth * 100.0), growth < 0.01);
    Ok(())
}

/// Memory once the last calls are noted and what they took is given back: what is there by chance in the middle of calls is no growth.
async fn at_rest(endpoint: &Process) -> Option<u32> {
    tokio::time::sleep(REST).await;
    resident(endpoint.id())
}

fn millis(duration: Duration) -> String {
    format!("{:.2} ms", duration.as_secs_f64() * 1_000.0)
}
