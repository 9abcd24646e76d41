//! Conversations that Ana puts aside, and those that she makes unread again.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::{
    office::Office,
    world::{CLINIC, Chat, World},
};

const INÉS: &str = "+15550100123";
const OMAR: &str = "+15550100124";

async fn view(world: &World, view: &str) -> Value {
    world.act("desk_inbox", json!({ "view": view, "limit": 200 })).await.unwrap()
}

async fn all(world: &World) -> Value {
    world.act("desk_inbox", json!({ "limit": 200 })).await.unwrap()
}

fn has(page: &Value, chat: &Chat) -> bool {
    page["conversations"].as_array().unwrap().iter().any(|row| row["thread_id"] == chat.thread)
}

fn in_hours(world: &World, hours: i64) -> String {
    (world.control.now() + SignedDuration::from_hours(hours)).to_string()
}

async fn snoozes(world: &World, chat: &Chat, how: Value) -> Value {
    let mut input = how;
    input["thread_ids"] = json!([chat.thread]);
    world.act("desk_snooze", input).await.unwrap()
}

#[tokio::test]
async fn what_is_put_aside_until_a_time_stands_apart_and_comes_back_unread() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Tomorrow, please").await;
    world.act("desk_seen", json!({ "thread_id": chat.thread })).await.unwrap();
    let before = all(&world).await;
    let until = in_hours(&world, 3);
    assert_eq!(snoozes(&world, &chat, json!({ "until": until })).await["changed"], 1);

    let during = all(&world).await;
    assert!(!has(&during, &chat));
    let less = |field: &str| before["counts"][field].as_u64().unwrap() - during["counts"][field].as_u64().unwrap();
    assert_eq!((less("all"), less("needs_reply"), less("unread"), &during["snoozed"]), (1, 1, 0, &json!(1)));
    let apart = view(&world, "snoozed").await;
    assert_eq!((has(&apart, &chat), &apart["total_count"], &apart["snoozes"][0]["thread_id"]), (true, &json!(1), &json!(chat.thread)));
    let at = |text: &Value| text.as_str().unwrap().parse::<Timestamp>().unwrap();
    assert_eq!(at(&apart["snoozes"][0]["until"]), at(&during["next_wake_at"]), "the window knows when to look again");
    assert!(world.row(INÉS).await.is_some(), "agents' tools still find it");

    world.later(3 * 3600 - 1);
    assert!(!has(&all(&world).await, &chat));
    world.later(1);
    let after = view(&world, "unread").await;
    assert!(has(&after, &chat), "it came back unread");
    assert_eq!((&after["snoozed"], after.get("next_wake_at")), (&json!(0), None));
}

#[tokio::test]
async fn what_the_contact_writes_brings_it_back_and_a_reaction_does_not() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "I will think about it").await;
    snoozes(&world, &chat, json!({ "until_they_write": true })).await;
    world.later(60);
    world.sends(&chat, "Take your time").await;
    world.until_newest_is(&chat, "accepted").await;
    let asked = world.messages(&chat).await[0]["message_id"].clone();
    let reaction = json!({ "type": "reaction", "reaction": { "message_id": asked, "emoji": "👍" } });
    world.control.receive_message(CLINIC, INÉS, &reaction).unwrap();
    world.until("the reaction is heard", async || world.messages(&chat).await[0].get("reactions").is_some()).await;
    world.later(20 * 24 * 3600);
    assert!(!has(&all(&world).await, &chat), "neither a reaction nor time nor what Ana writes brings it back");
    world.hears(INÉS, "I take it").await;
    assert!(has(&all(&world).await, &chat));

    snoozes(&world, &chat, json!({ "until": in_hours(&world, 30) })).await;
    world.later(1);
    world.hears(INÉS, "One more thing").await;
    assert!(has(&all(&world).await, &chat), "nor does it wait for its time");
}

#[tokio::test]
async fn it_can_be_taken_back_and_lasts_through_a_restart() {
    let world = Office::new().await.opened().await;
    let (one, two) = (world.hears(INÉS, "one").await, world.hears(OMAR, "two").await);
    let both = json!([one.thread, two.thread]);
    world.act("desk_snooze", json!({ "thread_ids": both, "until_they_write": true })).await.unwrap();
    let world = world.quits().await.opened().await;
    let page = all(&world).await;
    assert_eq!((has(&page, &one), has(&page, &two), &page["snoozed"]), (false, false, &json!(2)));
    let back = world.act("desk_snooze", json!({ "thread_ids": both })).await.unwrap();
    assert_eq!(back, json!({ "snoozes": [], "changed": 2 }));
    let page = all(&world).await;
    assert!(has(&page, &one) && has(&page, &two));
}

#[tokio::test]
async fn the_view_of_what_expires_soon_begins_with_the_least_time_left() {
    let world = World::open().await;
    let first = world.hears(INÉS, "first").await;
    world.later(1800);
    let second = world.hears(OMAR, "second").await;
    world.later(21 * 3600);
    let page = view(&world, "expires_soon").await;
    let left = |row: &Value| row["window"]["minutes_left"].as_u64().unwrap();
    let minutes: Vec<u64> = page["conversations"].as_array().unwrap().iter().map(left).collect();
    assert!(minutes.is_sorted() && minutes.iter().all(|left| *left <= 240), "{minutes:?}");
    let place = |chat: &Chat| page["conversations"].as_array().unwrap().iter().position(|row| row["thread_id"] == chat.thread);
    assert!(place(&first).is_some() && place(&first) < place(&second));
    assert_eq!(page["total_count"], page["counts"]["expires_soon"]);
    snoozes(&world, &first, json!({ "until_they_write": true })).await;
    let less = view(&world, "expires_soon").await;
    assert_eq!(less["total_count"].as_u64().unwrap() + 1, page["total_count"].as_u64().unwrap());
}

#[tokio::test]
async fn what_ana_marks_unread_stays_so_until_she_looks_or_answers() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let unread = async || world.row(INÉS).await.unwrap()["unread_count"].clone();
    let mark = async || world.act("desk_mark_unread", json!({ "thread_ids": [chat.thread] })).await.unwrap()["changed"].clone();
    assert_eq!(mark().await, 0, "it is unread already");
    world.act("desk_seen", json!({ "thread_id": chat.thread })).await.unwrap();
    assert_eq!(unread().await, 0);
    assert_eq!((mark().await, unread().await), (json!(1), json!(1)));
    let counted = all(&world).await["counts"]["unread"].clone();
    world.later(61);
    world.act("desk_refresh", json!({})).await.unwrap();
    world.hears(OMAR, "Another one").await;
    let end = json!({ "conversation_id": chat.conversation, "status": "ended" });
    world.ask("whatsapp_conversation_set_status", end).await.unwrap();
    assert_eq!(unread().await, 1, "nothing that happens to the conversation takes it back");
    assert_eq!(all(&world).await["counts"]["unread"].as_u64(), counted.as_u64().map(|count| count + 1));
    world.act("desk_seen", json!({ "thread_id": chat.thread })).await.unwrap();
    assert_eq!(unread().await, 0);
    mark().await;
    world.sends(&chat, "It is").await;
    assert_eq!(unread().await, 0, "who answers has looked");
}

#[tokio::test]
async fn what_makes_no_sense_changes_nothing() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Hello").await;
    let thread = &chat.thread;
    for (input, code, word) in [
        (json!({ "thread_ids": [thread], "until": "tomorrow" }), "invalid_value", "no time"),
        (json!({ "thread_ids": [thread], "until": "2020-01-01T00:00:00Z" }), "invalid_value", "passed"),
        (json!({ "thread_ids": [thread], "until": in_hours(&world, 400 * 24) }), "invalid_value", "year"),
        (json!({ "thread_ids": [thread], "until": in_hours(&world, 1), "until_they_write": true }), "contradiction", "exclude"),
        (json!({ "thread_ids": [thread, "999999"], "until_they_write": true }), "not_found", "no such conversation"),
        (json!({ "thread_ids": [thread, "x"], "until_they_write": true }), "not_found", "never gave"),
    ] {
        let error = world.act("desk_snooze", input.clone()).await.unwrap_err();
        assert_eq!((error.code.as_str().as_str(), error.message.contains(word)), (code, true), "{input}: {error}");
    }
    assert!(world.act("desk_mark_unread", json!({ "thread_ids": ["999999"] })).await.is_err());
    assert_eq!((has(&all(&world).await, &chat), &all(&world).await["snoozed"]), (true, &json!(0)), "all of them or none");
}
