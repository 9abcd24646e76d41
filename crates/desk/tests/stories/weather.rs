//! A day in every weather that the simulator has: at its end the desk shows what Kapso has, all of it, and nothing twice.

use std::time::Duration;

use desk::error::ErrorCode;
use serde_json::json;
use simulator::{Fault, Options, Rule};

use crate::{
    behind::platform_in_weather,
    equal::{differences, shown},
    world::{CLINIC, Chat, SEND, SENDS, World, simulator_of},
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
        .chain(rules("* */contacts/*", 0.02, anywhere()))
        .chain(rules("* */conversations/*", 0.02, anywhere()))
        .chain(rules("* */customers*", 0.02, anywhere()))
        .chain(rules("GET */message_templates", 0.05, anywhere()))
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

/// What else happens in an hour: here, at another desk, and among the contacts. What the weather lets through counts.
async fn goes_about(world: &World, hour: usize, person: &str, chat: &Chat, question: &str) {
    let reaction =
        json!({ "type": "reaction", "reaction": { "message_id": question, "emoji": if hour.is_multiple_of(3) { "" } else { "🙏" } } });
    world.control.receive_message(CLINIC, person, &reaction).unwrap();
    let here = json!({ "conversation_id": chat.conversation });
    let identifier = world.ask("whatsapp_get_conversation_context", here).await.unwrap()["conversations"][0]["conversation"].clone();
    let identifier = ["phone_number", "business_scoped_user_id"].iter().find_map(|field| identifier[field].as_str());
    let whom = identifier.unwrap_or(person).to_owned();
    match hour % 6 {
        0 => drop(world.ask("whatsapp_contact_add_note", json!({ "identifier": whom, "note": format!("Note of hour {hour}") })).await),
        1 => drop(
            world
                .ask(
                    "whatsapp_contact_update",
                    json!({ "identifier": whom, "display_name": format!("Guest {hour}"), "metadata": { "hour": hour } }),
                )
                .await,
        ),
        2 => drop(world.ask("whatsapp_conversation_set_status", json!({ "conversation_id": chat.conversation, "status": "ended" })).await),
        3 => drop(world.ask("platform_create_customer", json!({ "name": format!("Branch {hour}") })).await),
        4 => {
            let until = world.control.now().to_string();
            drop(world.ask("whatsapp_mark_inbound_read", json!({ "conversation_id": chat.conversation, "before": until })).await);
        }
        _ => {
            let branch = json!({ "customer": { "name": format!("Elsewhere {hour}") } });
            let Some((_, customer)) = platform_in_weather(world, "POST", "/customers", &branch).await else { return };
            if let Some(id) = customer["data"]["id"].as_str() {
                let wish = json!({ "setup_link": {} });
                platform_in_weather(world, "POST", &format!("/customers/{id}/setup_links"), &wish).await;
            }
        }
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

#[tokio::test]
async fn after_a_day_in_every_weather_the_desk_shows_what_kapso_has() {
    a_day(7).await;
}

#[tokio::test]
#[ignore = "a day of one's own, by hand: WEATHER_SEED=1 and so on"]
async fn after_any_day_the_desk_shows_what_kapso_has() {
    a_day(std::env::var("WEATHER_SEED").unwrap().parse().unwrap()).await;
}

/// A day whose weather is drawn from a seed.
async fn a_day(seed: u64) {
    let world = World::opening_at(simulator_of(Options { seed, ..Options::default() }).await).await;
    world.until("everything is read", async || world.phase().await == "following").await;
    let mut chats = Vec::new();
    for person in PEOPLE {
        chats.push(world.hears(person, &format!("Good morning from {person}")).await);
        world.later(1);
    }
    let_it_storm(&world);
    let mut said = Vec::new();
    for hour in 0..24_usize {
        for (number, person) in PEOPLE.iter().enumerate() {
            let question = world.control.receive(CLINIC, person, &format!("Question {number} of hour {hour}")).unwrap();
            let answer = format!("Answer {number} of hour {hour}");
            answers(&world, &chats[number], &answer).await;
            said.push(answer);
            world.act("desk_refresh", json!({})).await.unwrap();
            until_nothing_leaves(&world, &chats[number]).await;
            if hour % PEOPLE.len() == number {
                goes_about(&world, hour, person, &chats[number], &question).await;
            }
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
