//! One key, one message, however many calls arrive at once.

use std::time::Duration;

use desk::{
    caller::{Caller, Face},
    gate::{self, Reply},
};
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::claim::Claim;
use crate::{
    gate::to,
    world::{SEND, World},
};

const CALLS: usize = 100;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_calls_at_once_with_one_key_are_one_post_and_one_answer() {
    let claim = Claim::begin("once", "100 concurrent calls with one idempotency key", "1 POST, 100 equal answers, every time");
    let world = World::with_undo(5).await;
    let chat = world.hears("+15550100123", "Is it ready?").await;
    let agent = world.agent("Claude Code").await;
    let client = agent.agent().unwrap().id.to_string();
    let limits = json!({ "sends_per_minute": 600, "new_recipients_per_day": 100 });
    world.act("desk_set_permission", json!({ "client_id": client, "operation": SEND, "decision": "allow" })).await.unwrap();
    world.act("desk_set_limits", json!({ "client_id": client, "limits": limits })).await.unwrap();
    let callers = [Caller::Person(Face::Terminal), Caller::Person(Face::Window), agent];
    let (rounds, mut equal) = (claim.cases(6, 100), 0);
    for round in 0..rounds {
        let mut input = to(&chat, &format!("message {round}"));
        input["idempotency_key"] = json!(format!("key {round}"));
        let calls = (0..CALLS).map(|_| {
            let (desk, caller, input) = (world.desk.clone(), callers[round % callers.len()].clone(), input.clone());
            tokio::spawn(async move { gate::call(&desk, &caller, SEND, input).await.unwrap() })
        });
        let answers: Vec<Value> = join_all(calls).await.into_iter().map(|answer| unmarked(answer.unwrap())).collect();
        equal += answers.iter().filter(|answer| **answer == answers[0]).count();
    }
    world.later(6);
    world.until("all have left", async || world.posts() >= rounds).await;
    world.until_newest_is(&chat, "accepted").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let reached = format!("{rounds} rounds: {} POSTs, {equal} equal answers", world.posts());
    claim.end(&reached, world.posts() == rounds && equal == rounds * CALLS);
}

/// An answer without the marks, which are new for each.
fn unmarked(reply: Reply) -> Value {
    let (Reply::Done(mut answer) | Reply::Pending(mut answer)) = reply;
    let Some(marks) = answer.as_object_mut().unwrap().remove("untrusted") else { return answer };
    let (opens, closes) = (marks["opens"].as_str().unwrap(), marks["closes"].as_str().unwrap());
    serde_json::from_str(&answer.to_string().replace(opens, "").replace(closes, "")).unwrap()
}
