//! What people and agents read all day, through the gate, at two sizes of the store.

use std::{
    error::Error,
    time::{Duration, Instant},
};

use desk::{desk::Desk, operations};
use serde_json::{Value, json};

use crate::{ask, figures::Figures, table::Table};

/// Calls of each kind that are timed.
const CALLS: u32 = 2_000;

pub(crate) async fn measure(small: &Desk, large: &Desk, table: &mut Table) -> Result<(), Box<dyn Error>> {
    for (name, operation) in [
        ("inbox page of 20", "whatsapp_inbox"),
        ("conversation context, 20 messages", "whatsapp_get_conversation_context"),
        ("contact context", "whatsapp_get_contact_context"),
    ] {
        if operations::find(operation).is_none() {
            continue;
        }
        let before = timed(small, operation, input(small, operation).await?).await?;
        let after = timed(large, operation, input(large, operation).await?).await?;
        let (p50, grown) = (after.p50(), after.p50().as_secs_f64() / before.p50().as_secs_f64());
        table.must(&format!("{name}, p50"), "< 0.3 ms", format!("{p50:.1?}"), p50 < Duration::from_micros(300));
        table.must("  against a store of a hundredth", "<= 1.5 times", format!("{grown:.2}"), grown <= 1.5);
        table.beside("p99", format!("{:.1?}", after.p99()));
    }
    Ok(())
}

async fn input(desk: &Desk, operation: &str) -> Result<Value, Box<dyn Error>> {
    if operation == "whatsapp_inbox" {
        return Ok(json!({}));
    }
    let page = ask(desk, "whatsapp_inbox", json!({ "response_format": "detailed", "page": 3 })).await?;
    let row = page.pointer("/conversations/0").ok_or("the third page has no conversation")?;
    Ok(match operation {
        "whatsapp_get_conversation_context" => json!({ "conversation_id": row["conversation_id"] }),
        _ => json!({ "identifier": row["phone_number"] }),
    })
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
