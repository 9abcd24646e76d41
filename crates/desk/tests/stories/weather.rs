//! A day in every weather that the simulator has: at its end the desk shows what Kapso has, all of it, and nothing twice.

use std::{collections::BTreeMap, time::Duration};

use desk::error::ErrorCode;
use serde_json::{Value, json};
use simulator::{Fault, Rule};

use crate::{
    walks::{truth, whole_thread},
    world::{CLINIC, Chat, SEND, SENDS, World},
};

const PEOPLE: [&str; 4] = ["+1 555 010 0123", "+1 555 010 0144", "+1 555 010 0166", "Mariana Souza"];

/// What can happen to any request.
fn anywhere() -> Vec<Fault> {
    vec![
        Fault::Status { code: 500, body: None },
        Fault::Status { code: 503, body: None },
        Fault::RateLimited { retry_after: 1 },
        Fault::TimeoutBefore,
        Fault::TimeoutAfter,
        Fault::ResetBefore,
        Fault::ResetAfter,
        Fault::StatusAfter { code: 502 },
        Fault::ResetInBody,
        Fault::TruncatedJson,
        Fault::Html { code: 502 },
        Fault::ExtraFields,
    ]
}

/// What can happen to a list.
fn to_lists() -> Vec<Fault> {
    vec![
        Fault::UnknownValues,
        Fault::MissingFields,
        Fault::Duplicates,
        Fault::Drift,
        Fault::EqualTimes,
        Fault::ClockSkew { seconds: 7200 },
        Fault::ClockSkew { seconds: -7200 },
    ]
}

/// What can happen to a send after it was accepted.
fn to_sends() -> Vec<Fault> {
    vec![Fault::FailedLater { code: 131_026 }, Fault::LateStatuses { seconds: 600 }, Fault::StatusesOutOfOrder]
}

fn let_it_storm(world: &World) {
    let rules = |route: &'static str, chance: f64, faults: Vec<Fault>| {
        faults.into_iter().map(move |fault| Rule {
            route: route.to_owned(),
            fault: Fault::Sometimes { chance, fault: Box::new(fault) },
            after: 0,
            times: None,
        })
    };
    rules(SENDS, 0.05, anywhere())
        .chain(rules(SENDS, 0.1, to_sends()))
        .chain(rules("GET */whatsapp/*", 0.01, anywhere()))
        .chain(rules("GET */whatsapp/*", 0.03, to_lists()))
        .for_each(|rule| world.control.fail(rule));
}

/// Ana answers, whatever the desk shows of it meanwhile.
async fn answers(world: &World, chat: &Chat, text: &str) {
    let input = json!({ "conversation_selector": { "conversation_id": chat.conversation }, "content": text });
    match world.ask(SEND, input).await {
        Ok(_) => {}
        Err(error) => assert_eq!(error.code, ErrorCode::WindowClosed, "{error}"),
    }
}

/// Waits until every send was answered or given up. Kapso's clock does not jump while something is on its way.
async fn until_nothing_leaves(world: &World, chat: &Chat) {
    for _ in 0..200 {
        tokio::time::sleep(Duration::from_millis(15)).await;
        if world.messages(chat).await.iter().all(|message| message["delivery"] != "sending") {
            return;
        }
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(5)).await;
        tokio::time::resume();
    }
    panic!("something is on its way for ever");
}

/// What of a message must be the same on the desk as at Kapso.
type Kept = (String, String, String, String);

fn at_kapso(message: &Value) -> (String, Kept) {
    let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    let seconds: i64 = text("/timestamp").parse().unwrap();
    let at = jiff::Timestamp::from_second(seconds).unwrap().to_string();
    let state = if text("/kapso/direction") == "outbound" { furthest(message) } else { "received" };
    (text("/id"), (text("/kapso/direction"), text("/text/body"), at, state.to_owned()))
}

/// Statuses come in any order; the furthest is where a message got to.
fn furthest(message: &Value) -> &'static str {
    let said = message["kapso"]["statuses"].as_array().into_iter().flatten().map(|status| &status["status"]);
    let said: Vec<&Value> = said.chain([&message["kapso"]["status"]]).collect();
    ["read", "delivered", "failed", "sent"].into_iter().find(|state| said.iter().any(|said| *said == state)).unwrap_or("accepted")
}

fn on_the_desk(message: &Value) -> (String, Kept) {
    let text = |field: &str| message[field].as_str().unwrap_or_default().to_owned();
    let body = if message["kind"] == "text" { text("text") } else { String::new() };
    (text("message_id"), (text("direction"), body, text("at"), text("delivery")))
}

/// Everything that the desk shows, thread by thread.
async fn shown(world: &World) -> Vec<Value> {
    let mut messages = Vec::new();
    for row in world.rows(json!({})).await {
        messages.extend(whole_thread(world, &row["conversation_id"], 50).await);
    }
    messages
}

/// How the desk differs from Kapso.
async fn differences(world: &World) -> Vec<String> {
    let kapso: BTreeMap<String, Kept> = truth(world, "messages").await.iter().map(at_kapso).collect();
    let shown = shown(world).await;
    let (left, waiting): (Vec<&Value>, Vec<&Value>) = shown.iter().partition(|message| message["message_id"].is_string());
    let desk: BTreeMap<String, Kept> = left.iter().map(|message| on_the_desk(message)).collect();
    let mut found = Vec::new();
    if desk.len() != left.len() {
        found.push(format!("{} messages are shown twice", left.len() - desk.len()));
    }
    found.extend(kapso.iter().filter(|(id, kept)| desk.get(*id) != Some(kept)).map(|(id, kept)| format!("{kept:?} is {:?}", desk.get(id))));
    found.extend(desk.iter().filter(|(id, _)| !kapso.contains_key(*id)).map(|(_, kept)| format!("{kept:?} is not at Kapso")));
    for message in waiting {
        let text = message["text"].as_str().unwrap_or_default();
        if world.times_left(text) > 0 {
            found.push(format!("{text} left, and is shown as {}", message["delivery"]));
        }
    }
    found
}

#[tokio::test]
async fn after_a_day_in_every_weather_the_desk_shows_what_kapso_has() {
    let world = World::open().await;
    let mut chats = Vec::new();
    for person in PEOPLE {
        chats.push(world.hears(person, &format!("Good morning from {person}")).await);
        world.later(1);
    }
    let_it_storm(&world);
    let mut said = Vec::new();
    for hour in 0..24_usize {
        for (number, person) in PEOPLE.iter().enumerate() {
            world.control.receive(CLINIC, person, &format!("Question {number} of hour {hour}")).unwrap();
            let answer = format!("Answer {number} of hour {hour}");
            answers(&world, &chats[number], &answer).await;
            said.push(answer);
            world.act("desk_refresh", json!({})).await.unwrap();
            until_nothing_leaves(&world, &chats[number]).await;
            world.much_later(900).await;
        }
    }
    world.control.clear_weather();
    world
        .until("what left is settled and everything was looked at again", async || {
            world.much_later(61).await;
            let mut rows = shown(&world).await;
            rows.retain(|message| ["held", "queued", "sending"].iter().any(|state| message["delivery"] == *state));
            rows.is_empty()
        })
        .await;
    let mut left = Vec::new();
    for _ in 0..60 {
        for _ in 0..4 {
            world.later(61);
            world.act("desk_refresh", json!({})).await.unwrap();
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        left = differences(&world).await;
        if left.is_empty() {
            break;
        }
    }
    assert!(left.is_empty(), "{} differences: {:#?}", left.len(), &left[..left.len().min(8)]);
    for answer in said {
        assert!(world.times_left(&answer) <= 1, "{answer} left {} times", world.times_left(&answer));
    }
}
