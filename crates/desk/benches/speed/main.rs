//! How fast the desk reads and writes: `cargo xtask bench`. The figures are ratios and limits of one run on one machine.

mod figures;
mod filled;
mod talk;

use std::{
    error::Error,
    time::{Duration, Instant},
};

use desk::{
    caller::{Caller, Face},
    desk::Desk,
    gate,
};
use figures::Figures;
use filled::Filled;
use serde_json::{Value, json};

/// Contacts and messages of the two desks that are compared.
const SMALL: (u32, u32) = (1_000, 10_000);
const LARGE: (u32, u32) = (100_000, 1_000_000);
/// Calls of each kind that are timed.
const CALLS: u32 = 2_000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let small = Filled::new(SMALL).await?;
    let large = Filled::new(LARGE).await?;
    println!("{} messages written: {:.0} messages/s (limit: over 20,000)", LARGE.1, large.written_per_second);
    println!("\n{:<38}{:>12}{:>12}{:>12}{:>10}", "through the gate", "p50", "p99", "p50 small", "ratio");
    for (name, operation, input) in reads(&large.desk).await? {
        let before = timed(&small.desk, operation, reads_input(&small.desk, operation, &input).await?).await?;
        let figures = timed(&large.desk, operation, input).await?;
        let ratio = figures.p50().as_secs_f64() / before.p50().as_secs_f64();
        println!("{name:<38}{:>12?}{:>12?}{:>12?}{ratio:>10.2}", figures.p50(), figures.p99(), before.p50());
    }
    println!("(limits: p50 under 0.3 ms, ratio under 1.5)");
    small.desk.stop().await;
    large.desk.stop().await;
    Ok(())
}

/// What is asked: its name in the table, the operation, its input.
async fn reads(desk: &Desk) -> Result<Vec<(&'static str, &'static str, Value)>, Box<dyn Error>> {
    let context = json!({ "conversation_id": somebody(desk).await? });
    let configs = ask(desk, "whatsapp_configs_overview", json!({ "response_format": "detailed" })).await?;
    let config = configs.pointer("/configs/0/whatsapp_config_id").cloned().ok_or("there is no number")?;
    Ok(vec![
        ("inbox, 20 conversations", "whatsapp_inbox", json!({})),
        ("inbox of one number, unread only", "whatsapp_inbox", json!({ "filter": "unread", "whatsapp_config_id": config })),
        ("conversation context, 20 messages", "whatsapp_get_conversation_context", context),
        ("numbers", "whatsapp_configs_overview", json!({})),
    ])
}

/// The same question to another desk, whose conversations have other ids.
async fn reads_input(desk: &Desk, operation: &str, input: &Value) -> Result<Value, Box<dyn Error>> {
    Ok(match operation {
        "whatsapp_get_conversation_context" => json!({ "conversation_id": somebody(desk).await? }),
        _ => input.clone(),
    })
}

async fn somebody(desk: &Desk) -> Result<Value, Box<dyn Error>> {
    let page = ask(desk, "whatsapp_inbox", json!({ "response_format": "detailed", "page": 3 })).await?;
    Ok(page.pointer("/conversations/0/conversation_id").cloned().ok_or("the third page has no conversation")?)
}

async fn timed(desk: &Desk, operation: &str, input: Value) -> Result<Figures, Box<dyn Error>> {
    for _ in 0..50 {
        ask(desk, operation, input.clone()).await?;
    }
    let mut taken: Vec<Duration> = Vec::new();
    for _ in 0..CALLS {
        let start = Instant::now();
        ask(desk, operation, input.clone()).await?;
        taken.push(start.elapsed());
    }
    Ok(Figures::of(taken))
}

async fn ask(desk: &Desk, operation: &str, input: Value) -> Result<Value, Box<dyn Error>> {
    match gate::call(desk, &Caller::Person(Face::Terminal), operation, input).await? {
        gate::Reply::Done(answer) | gate::Reply::Pending(answer) => Ok(answer),
    }
}
