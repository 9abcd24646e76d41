//! Quitting, crashing, sleeping and starting again: nothing is lost, nothing leaves twice.

use std::time::Duration;

use serde_json::{Value, json};
use simulator::{Fault, Latency};

use crate::{
    gate::to,
    office::Office,
    world::{SEND, SENDS, World},
};

const INÉS: &str = "+15550100123";

#[tokio::test]
async fn a_crash_in_the_middle_of_a_send_is_settled_by_what_kapso_shows() {
    let (world, runtime) = Office::new().await.doomed().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.later(60);
    world.control.fail_next(SENDS, Fault::TimeoutAfter);
    let sent = world.sends(&chat, "It is ready").await;
    world.until("it is on its way", async || world.times_left("It is ready") == 1).await;
    let world = world.crashes(runtime).opened().await;
    let shown = world.until_newest_is(&chat, "accepted").await;
    assert_eq!((&shown["send_id"], &shown["text"]), (&sent["send_id"], &json!("It is ready")));
    assert_eq!(world.messages(&chat).await.len(), 2, "the question and one answer");
    assert_eq!(world.row(INÉS).await.unwrap()["last_message"]["delivery"], "accepted");
    assert_eq!((world.times_left("It is ready"), world.posts()), (1, 1));
}

#[tokio::test]
async fn a_crash_before_the_effect_leaves_the_question_to_ana() {
    let (world, runtime) = Office::new().await.doomed().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.later(60);
    world.control.fail_next(SENDS, Fault::TimeoutBefore);
    let sent = world.sends(&chat, "It is ready").await;
    world.until("Kapso was asked", async || world.posts() == 1).await;
    let world = world.crashes(runtime).opened().await;
    let shown = world.uncertain(&chat).await.unwrap();
    assert_eq!((&shown["send_id"], &shown["text"]), (&sent["send_id"], &json!("It is ready")));
    assert!(shown["failure"]["message"].as_str().unwrap().contains("ended while this was leaving"), "{shown}");
    world.much_later(600).await;
    world.sends(&chat, "Inés?").await;
    world.until("the next one left", async || world.times_left("Inés?") == 1).await;
    assert_eq!((world.times_left("It is ready"), world.posts()), (0, 2), "it was not repeated");
    world.act("desk_retry_send", json!({ "send_id": sent["send_id"] })).await.unwrap();
    world.until("it left once more", async || world.times_left("It is ready") == 1).await;
}

#[tokio::test]
async fn a_crash_before_the_effect_is_shown_in_the_inbox_too() {
    let (world, runtime) = Office::new().await.doomed().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.later(60);
    world.control.fail_next(SENDS, Fault::TimeoutBefore);
    world.sends(&chat, "It is ready").await;
    world.until_newest_is(&chat, "sending").await;
    let world = world.crashes(runtime).opened().await;
    let row = world.row(INÉS).await.unwrap();
    assert_eq!((&row["last_message"]["text"], &row["last_message"]["delivery"]), (&json!("It is ready"), &json!("uncertain")));
    assert_eq!(world.times_left("It is ready"), 0);
}

#[tokio::test]
async fn quitting_waits_for_what_is_leaving() {
    let world = Office::new().await.opened().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.control.set_latency(SENDS, Latency { least: 300, most: 300 });
    world.sends(&chat, "It is ready").await;
    world.until_newest_is(&chat, "sending").await;
    let world = world.quits().await.opened().await;
    assert_eq!(world.newest(&chat).await["delivery"], "accepted");
    assert_eq!((world.times_left("It is ready"), world.posts()), (1, 1));
}

#[tokio::test]
async fn what_waits_to_leave_leaves_after_a_restart() {
    let world = Office::new().await.opened().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.control.fail_next(SENDS, Fault::RateLimited { retry_after: 3600 });
    for words in ["It is ready", "Come by"] {
        world.sends(&chat, words).await;
    }
    world.until("Kapso said to wait", async || world.posts() == 1).await;
    world.until_newest_is(&chat, "queued").await;
    let world = world.quits().await.opened().await;
    let deliveries: Vec<Value> = world.messages(&chat).await.iter().map(|message| message["delivery"].clone()).collect();
    assert_eq!(deliveries, ["received", "queued", "queued"]);
    world.much_later(3601).await;
    world.until_newest_is(&chat, "accepted").await;
    let left: Vec<String> = world.control.sends().unwrap().iter().map(|sent| sent.raw.clone()).collect();
    assert!(left.len() == 2 && left[0].contains("It is ready") && left[1].contains("Come by"), "{left:?}");
}

#[tokio::test]
async fn requests_tokens_and_what_was_seen_outlive_a_restart() {
    let world = Office::new().await.opened().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.act("desk_seen", json!({ "thread_id": chat.thread })).await.unwrap();
    let added = world.act("desk_add_client", json!({ "name": "Claude Code" })).await.unwrap();
    let token = added["token"].as_str().unwrap();
    let agent = world.desk.client_of(token).await.unwrap();
    world.ask_as(&agent, SEND, to(&chat, "It is ready")).await.unwrap();
    let world = world.quits().await.opened().await;
    assert_eq!(world.desk.client_of(token).await, Some(agent));
    let row = world.row(INÉS).await.unwrap();
    assert_eq!((&row["thread_id"], &row["unread_count"], &row["waiting_approvals"]), (&json!(chat.thread), &json!(0), &json!(1)));
    let waiting = world.act("desk_approvals", json!({})).await.unwrap()["approvals"][0].clone();
    world.act("desk_decide", json!({ "request_id": waiting["request_id"], "approve": true })).await.unwrap();
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!((world.times_left("It is ready"), world.posts()), (1, 1));
}

#[tokio::test]
async fn what_may_have_left_in_the_second_of_the_question_stands_after_it_in_the_inbox_too() {
    let world = World::open().await;
    let begun = u64::from(world.control.now().subsec_nanosecond().unsigned_abs());
    world.control.advance(Duration::from_nanos(1_000_000_000 - begun)).unwrap();
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.control.fail_next(SENDS, Fault::ResetBefore);
    world.sends(&chat, "It is ready").await;
    world.until("nobody knows", async || world.uncertain(&chat).await).await.unwrap();
    let last = world.row(INÉS).await.unwrap()["last_message"].clone();
    assert_eq!((&last["text"], &last["delivery"]), (&json!("It is ready"), &json!("uncertain")));
    assert_eq!(world.newest(&chat).await["delivery"], "uncertain");
}

#[tokio::test]
async fn what_left_after_the_computer_had_slept_is_found_too() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.control.set_latency(SENDS, Latency { least: 2000, most: 2000 });
    world.control.fail_next(SENDS, Fault::ResetAfter);
    let sent = world.sends(&chat, "It is ready").await;
    world.until("it is on its way", async || world.posts() == 1).await;
    world.later(7200);
    // Her question and one answer, which is the one that was sent.
    let is_found = |all: &[Value]| matches!(all, [_, one] if one["delivery"] == "accepted" && one["send_id"] == sent["send_id"]);
    world.until("it is found", async || is_found(&world.messages(&chat).await)).await;
    assert_eq!((world.times_left("It is ready"), world.posts()), (1, 1));
}
