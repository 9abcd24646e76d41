//! How fast the desk reads, writes, searches and follows, beside what it must reach: `cargo xtask bench`.
//!
//! Names of measures (`fill`, `reads`, `search`, `idle`) as arguments take only those.

mod figures;
mod filled;
mod following;
mod process;
mod project;
mod reads;
mod search;
mod table;
mod talk;

use std::error::Error;

use desk::{
    caller::{Caller, Face},
    desk::Desk,
    gate,
};
use filled::Filled;
use serde_json::Value;
use table::Table;

/// Contacts and messages of the two desks that are compared.
const SMALL: (u32, u32) = (1_000, 10_000);
const LARGE: (u32, u32) = (100_000, 1_000_000);
/// The most memory that filling a store may take, in bytes.
const MEMORY: u64 = 150_000_000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let wanted = |measure: &str| named.is_empty() || named.iter().any(|name| name == measure);
    let mut table = Table::default();
    let large = Filled::new(LARGE).await?;
    if wanted("fill") {
        let per_second = f64::from(LARGE.1) / large.writing.as_secs_f64();
        table.must("messages written", "> 20,000/s", format!("{per_second:.0}/s"), per_second > 20_000.0);
        table.beside("afterwards, the search index made one segment", format!("{:.1?}", large.merging));
        match large.peak_memory {
            Some(peak) => table.must("memory meanwhile", "< 150 MB", format!("{} MB", peak / 1_000_000), peak < MEMORY),
            None => table.unmeasured("memory meanwhile", "< 150 MB"),
        }
        following::first_fill(&mut table).await?;
    }
    if wanted("reads") {
        let small = Filled::new(SMALL).await?;
        reads::measure(&small.desk, &large.desk, &mut table).await?;
        small.desk.stop().await;
    }
    if wanted("search") {
        search::measure(&large, LARGE.1, &mut table).await?;
    }
    if wanted("idle") {
        following::idle(&large, &mut table).await?;
    }
    large.desk.stop().await;
    println!("\n{} contacts, {} messages, encrypted", LARGE.0, LARGE.1);
    table.print();
    Ok(())
}

/// What an operation answers to a person.
pub(crate) async fn ask(desk: &Desk, operation: &str, input: Value) -> Result<Value, Box<dyn Error>> {
    match gate::call(desk, &Caller::Person(Face::Terminal), operation, input).await? {
        gate::Reply::Done(answer) | gate::Reply::Pending(answer) => Ok(answer),
    }
}
