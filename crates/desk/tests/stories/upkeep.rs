//! What keeps the copy up to date, at the right pace, and everybody's words apart (docs/sync.md).

use std::time::Duration;

use serde_json::{Value, json};
use simulator::{Fault, Latency};

use crate::{
    behind::platform,
    contacts::{at_kapso, found},
    following::crowded,
    guards::{answers_once, quiet, row_of, texts},
    walks::truth,
    world::{CLINIC, World},
};

const INÉS: &str = "+15550100123";
const BRUNO: &str = "+15550100144";
const MESSAGES: &str = "GET */whatsapp/messages";
const CONVERSATIONS: &str = "GET */whatsapp/conversations";

/// How often the list of conversations was asked for.
fn looks(world: &World) -> usize {
    world.control.requests().iter().filter(|request| request.method == "GET" && request.path.ends_with("/whatsapp/conversations")).count()
}

#[tokio::test]
async fn changes_that_move_nobody_to_the_front_are_found_by_looking_again() {
    let world = crowded(1_000_000, 2_000).await;
    world.until("everything is read", async || world.phase().await == "following").await;
    let contact = truth(&world, "contacts").await.pop().unwrap();
    let known = truth(&world, "conversations").await;
    let conversation = known.iter().rev().find(|row| row["status"] == "active").unwrap()["id"].as_str().unwrap().to_owned();
    at_kapso(&world, contact["id"].as_str().unwrap(), json!({ "display_name": "Zelia Quintanilha" })).await;
    let change = json!({ "whatsapp_conversation": { "status": "ended" } });
    let (status, body) = platform(&world, "PATCH", &format!("/whatsapp/conversations/{conversation}"), &change).await;
    assert_eq!(status, 200, "{body}");
    world
        .until("both are known", async || {
            world.later(61);
            let input = json!({ "conversation_id": conversation, "message_limit": 1 });
            let row = world.ask("whatsapp_get_conversation_context", input).await.unwrap()["conversations"][0].clone();
            let is_ended = row["conversation"]["status"] == "ended" || row["status"] == "ended";
            is_ended && !found(&world, json!({ "query": "zelia quintanilha" })).await.is_empty()
        })
        .await;
}

#[tokio::test]
async fn customers_of_every_page_are_renamed_and_forgotten_as_at_kapso() {
    let world = World::open().await;
    let mut ids = Vec::new();
    for number in 0..120 {
        let (status, body) = platform(&world, "POST", "/customers", &json!({ "customer": { "name": format!("Branch {number}") } })).await;
        assert_eq!(status, 201, "{body}");
        ids.push(body["data"]["id"].as_str().unwrap().to_owned());
    }
    let listed = async |name: &str| {
        let page = world.ask("platform_list_customers", json!({ "search": name })).await.unwrap();
        page["total_count"].as_u64().unwrap()
    };
    world.later(61);
    world.until("all are known", async || listed("branch").await == 120).await;
    let (status, body) = platform(&world, "DELETE", &format!("/customers/{}", ids[1]), &Value::Null).await;
    assert_eq!(status, 204, "{body}");
    world.later(3601);
    world.until("the one that is gone is forgotten", async || listed("branch").await == 119).await;
    platform(&world, "PATCH", &format!("/customers/{}", ids[0]), &json!({ "customer": { "name": "Elsewhere" } })).await;
    world.later(24 * 3600);
    world.until("the new name is known", async || listed("elsewhere").await == 1).await;
}

/// How often the desk looks within so many seconds of everybody's clock, without being asked to.
async fn looks_within(world: &World, seconds: u64) -> usize {
    quiet(world).await;
    let before = looks(world);
    for _ in 0..seconds {
        world.much_later(1).await;
        quiet_for_a_moment(world).await;
    }
    looks(world) - before
}

/// Waits until what the desk has just begun is over.
async fn quiet_for_a_moment(world: &World) {
    let mut before = usize::MAX;
    while before != world.control.requests().len() {
        before = world.control.requests().len();
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}

#[tokio::test]
async fn the_desk_looks_often_while_something_happens_and_rarely_when_it_is_hidden() {
    let world = World::open().await;
    quiet(&world).await;
    world.later(120);
    let idle = looks_within(&world, 60).await;
    assert!((3..=8).contains(&idle), "{idle} looks in a minute in which nothing happens");
    world.hears(INÉS, "Hello").await;
    let lively = looks_within(&world, 20).await;
    // Eight are due, two in a talk that is over; a busy machine comes late to some.
    assert!(lively >= 4, "{lively} looks in 20 seconds of talk");
    world.act("desk_watch", json!({ "visible": false })).await.unwrap();
    quiet(&world).await;
    world.later(120);
    let hidden = looks_within(&world, 60).await;
    assert!((1..=3).contains(&hidden), "{hidden} looks in a minute in which nobody looks");
}

#[tokio::test]
async fn whoever_opens_a_thread_has_it_read_at_once() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Hello").await;
    world.act("desk_watch", json!({ "visible": false })).await.unwrap();
    quiet(&world).await;
    world.act("desk_watch", json!({ "thread_id": chat.thread, "visible": true })).await.unwrap();
    let of_thread = |request: &simulator::Request| request.query.contains(&chat.conversation);
    for _ in 0..200 {
        if world.control.requests().iter().any(of_thread) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("4 seconds passed, and the open thread was not read: without being rung, a hidden desk sleeps for half a minute");
}

#[tokio::test]
async fn a_desk_that_was_told_to_wait_asks_for_nothing_until_then() {
    let world = World::open().await;
    quiet(&world).await;
    world.control.fail_next(CONVERSATIONS, Fault::RateLimited { retry_after: 600 });
    world.until("Kapso said to wait", async || world.phase().await == "slowed").await;
    let before = world.control.requests().len();
    world.control.receive(CLINIC, INÉS, "Hello").unwrap();
    for _ in 0..20 {
        world.act("desk_refresh", json!({})).await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(world.control.requests().len(), before, "however often somebody presses the key");
    world.much_later(601).await;
    world.until("she is heard", async || world.row(INÉS).await.is_some()).await;
}

#[tokio::test]
async fn whatever_is_written_to_one_contact_at_once_is_all_kept() {
    let world = World::open().await;
    let mariana = found(&world, json!({ "query": "mariana souza" })).await[0]["contact_id"].as_str().unwrap().to_owned();
    world.control.set_latency("* */contacts/*", Latency { least: 20, most: 60 });
    let set = |key: &str| json!({ "identifier": mariana, "metadata": { key: 1 } });
    let update = "whatsapp_contact_update";
    let note = world.ask("whatsapp_contact_add_note", json!({ "identifier": mariana, "note": "Prefers mornings" }));
    let (one, two, three, note) =
        tokio::join!(world.ask(update, set("one")), world.ask(update, set("two")), world.ask(update, set("three")), note);
    assert!(one.is_ok() && two.is_ok() && three.is_ok() && note.is_ok(), "{one:?} {two:?} {three:?} {note:?}");
    let there = at_kapso(&world, &mariana, Value::Null).await["metadata"].clone();
    for key in ["one", "two", "three"] {
        assert_eq!(there[key], 1, "{there}");
    }
    assert_eq!(there["kapso_desk_notes"][0]["text"], "Prefers mornings");
}

#[tokio::test]
async fn a_number_that_somebody_else_has_now_does_not_join_their_chats() {
    let world = World::open().await;
    let chat = world.hears(BRUNO, "It is me").await;
    let (mut conversation, mut message) = (row_of(&world, "conversations", "It is me").await, row_of(&world, "messages", "It is me").await);
    let (old_conversation, old_message) = (conversation.clone(), message.clone());
    // WhatsApp tells who it is: first Bruno; later, by the same number, whoever has it now.
    let as_user = |row: &mut Value, user: &str| {
        row["business_scoped_user_id"] = json!(user);
        row["kapso"]["business_scoped_user_id"] = json!(user);
    };
    as_user(&mut conversation, "US.1");
    as_user(&mut message, "US.1");
    quiet(&world).await;
    world.later(61);
    conversation["last_active_at"] = json!(world.control.now().to_string());
    answers_once(&world, CONVERSATIONS, vec![conversation]);
    answers_once(&world, MESSAGES, vec![message]);
    world.until("Bruno's id is known", async || world.row("US.1").await.is_some()).await;
    quiet(&world).await;
    world.later(3600);
    let (mut conversation, mut message) = (old_conversation, old_message);
    as_user(&mut conversation, "US.2");
    as_user(&mut message, "US.2");
    conversation["id"] = json!("c0ffee00-0000-4000-8000-000000000002");
    conversation["kapso"]["contact_name"] = json!("Zelia");
    conversation["last_active_at"] = json!(world.control.now().to_string());
    message["id"] = json!("wamid.of-zelia");
    message["text"]["body"] = json!("Wrong number?");
    message["timestamp"] = json!(world.control.now().as_second().to_string());
    message["kapso"]["whatsapp_conversation_id"] = conversation["id"].clone();
    answers_once(&world, CONVERSATIONS, vec![conversation]);
    answers_once(&world, MESSAGES, vec![message]);
    world.until("somebody else is heard", async || world.row("US.2").await.is_some()).await;
    world.until("what they wrote is heard", async || texts(&world, "US.2").await == ["Wrong number?"]).await;
    assert_eq!(texts(&world, "US.1").await, ["It is me"], "nobody reads on in another one's chat");
    let (before, now) = (world.row("US.1").await.unwrap(), world.row("US.2").await.unwrap());
    assert_eq!((&before["thread_id"], &now["phone_number"]), (&json!(chat.thread), &json!(BRUNO)));
    assert_eq!(before.get("phone_number"), None, "the number leads to whom it belongs to now");
}
