//! What is said twice is sent once.

use std::time::Duration;

use desk::{
    caller::{Caller, Face},
    gate::Reply,
};
use futures_util::future::join_all;
use serde_json::{Value, json};
use simulator::Fault;

use crate::{
    gate::to,
    office::Office,
    world::{ANA, Chat, SEND, SENDS, World},
};

const INÉS: &str = "+15550100123";

fn keyed(chat: &Chat, text: &str, key: &str) -> Value {
    let mut input = to(chat, text);
    input["idempotency_key"] = json!(key);
    input
}

fn said(reply: Reply) -> Value {
    match reply {
        Reply::Done(value) | Reply::Pending(value) => value,
    }
}

#[tokio::test]
async fn a_hundred_calls_with_one_key_are_one_message_and_one_answer() {
    let world = World::with_undo(5).await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let terminal = Caller::Person(Face::Terminal);
    let calls = (0..100).map(|_| world.ask_as(&terminal, SEND, keyed(&chat, "It is ready", "order 7")));
    let answers: Vec<Value> = join_all(calls).await.into_iter().map(|answer| said(answer.unwrap())).collect();
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    world.much_later(6).await;
    world.until_newest_is(&chat, "accepted").await;
    let again = said(world.ask_as(&terminal, SEND, keyed(&chat, "It is ready", "order 7")).await.unwrap());
    assert_eq!(again["message"]["delivery"], "accepted");
    world.much_later(60).await;
    assert_eq!((world.times_left("It is ready"), world.posts()), (1, 1));
}

#[tokio::test]
async fn a_hundred_requests_with_one_key_wait_as_one() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let agent = world.agent("Claude Code").await;
    let calls = (0..100).map(|_| world.ask_as(&agent, SEND, keyed(&chat, "It is ready", "order 7")));
    let answers: Vec<Value> = join_all(calls).await.into_iter().map(|answer| said(answer.unwrap())).collect();
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    let waiting = world.act("desk_approvals", json!({})).await.unwrap()["approvals"].as_array().unwrap().len();
    assert_eq!((waiting, world.posts()), (1, 0));
}

#[tokio::test]
async fn without_a_key_the_same_words_within_two_minutes_are_one_message_and_say_so() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let first = world.ask(SEND, to(&chat, "It is ready")).await.unwrap();
    assert!(first.get("deduplicated").is_none(), "{first}");
    world.until_newest_is(&chat, "accepted").await;
    world.later(119);
    // By the number this time: it is the same conversation.
    let by_phone = json!({ "conversation_selector": { "phone_number": INÉS }, "content": "It is ready" });
    assert_eq!(world.ask(SEND, by_phone).await.unwrap()["deduplicated"], true);
    assert_eq!(world.messages(&chat).await.len(), 2);
    world.ask(SEND, to(&chat, "It is ready now")).await.unwrap();
    world.until("other words leave", async || world.posts() == 2).await;
    world.later(2);
    assert!(world.ask(SEND, to(&chat, "It is ready")).await.unwrap().get("deduplicated").is_none());
    world.until("after two minutes it is another message", async || world.times_left("It is ready") == 2).await;
}

#[tokio::test]
async fn what_did_not_leave_can_be_said_again() {
    let world = World::with_undo(5).await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let taken_back = world.ask(SEND, to(&chat, "It is ready")).await.unwrap();
    world.act("desk_undo_send", json!({ "send_id": world.newest(&chat).await["send_id"] })).await.unwrap();
    world.control.fail_next(SENDS, Fault::Status { code: 400, body: None });
    world.ask(SEND, to(&chat, "It is ready")).await.unwrap();
    world.much_later(6).await;
    world.until_newest_is(&chat, "failed").await;
    world.ask(SEND, to(&chat, "It is ready")).await.unwrap();
    world.much_later(6).await;
    world.until("it left", async || world.times_left("It is ready") == 1).await;
    assert!(taken_back.get("deduplicated").is_none());
}

#[tokio::test]
async fn a_key_belongs_to_one_message_of_one_caller() {
    let world = World::open().await;
    let (chat, other) = (world.hears(INÉS, "Is it ready?").await, world.hears("+5511955500188", "E o meu?").await);
    let agent = world.agent("Claude Code").await;
    world.ask(SEND, keyed(&chat, "It is ready", "1")).await.unwrap();
    for different in [keyed(&chat, "It is not ready", "1"), keyed(&other, "It is ready", "1")] {
        let error = world.ask(SEND, different).await.unwrap_err();
        assert_eq!(error.code.as_str(), "idempotency_conflict");
    }
    assert!(matches!(world.ask_as(&agent, SEND, keyed(&other, "Está pronto", "1")).await.unwrap(), Reply::Pending(_)));
    world.until("one left", async || world.posts() == 1).await;
}

#[tokio::test]
async fn an_agent_that_asks_again_is_told_how_its_request_stands() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let agent = world.agent("Claude Code").await;
    let first = said(world.ask_as(&agent, SEND, to(&chat, "It is ready")).await.unwrap());
    world.later(600);
    let again = said(world.ask_as(&agent, SEND, to(&chat, "It is ready")).await.unwrap());
    assert_eq!((&again["request_id"], &again["deduplicated"]), (&first["request_id"], &json!(true)), "it still waits");
    let kept = said(world.ask_as(&agent, SEND, keyed(&chat, "Come by", "a")).await.unwrap());
    let refused = said(world.ask_as(&agent, SEND, keyed(&chat, "Come now", "b")).await.unwrap());
    for (request, approve) in [(&first, true), (&kept, true), (&refused, false)] {
        let decision = json!({ "request_id": request["request_id"], "approve": approve, "reason": "too early" });
        world.act("desk_decide", decision).await.unwrap();
    }
    for (input, status) in [(keyed(&chat, "Come by", "a"), "approved"), (keyed(&chat, "Come now", "b"), "rejected")] {
        let told = said(world.ask_as(&agent, SEND, input).await.unwrap());
        assert_eq!(told["status"], status, "{told}");
        assert!(status == "approved" || told["next"].as_str().unwrap().contains("too early"), "{told}");
    }
    world.until("two left", async || world.posts() == 2).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!((world.times_left("It is ready"), world.times_left("Come by"), world.posts()), (1, 1, 2));
}

#[tokio::test]
async fn a_key_outlives_a_restart() {
    let world = Office::new().await.opened().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.ask_as(&ANA, SEND, keyed(&chat, "It is ready", "order 7")).await.unwrap();
    world.until_newest_is(&chat, "accepted").await;
    let world = world.quits().await.opened().await;
    world.later(25 * 3600);
    let again = world.ask(SEND, keyed(&chat, "It is ready", "order 7")).await.unwrap();
    assert_eq!(
        (&again["status"], &again["message"]["delivery"]),
        (&json!("queued"), &json!("accepted")),
        "though nothing could be sent now"
    );
    assert_eq!(world.ask(SEND, keyed(&chat, "It is ready", "order 8")).await.unwrap_err().code.as_str(), "window_closed");
    world.much_later(10).await;
    assert_eq!((world.times_left("It is ready"), world.posts()), (1, 1));
}

#[tokio::test]
async fn a_repeated_call_is_answered_though_the_contact_wrote_since_or_the_window_closed() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let agent = world.agent("Claude Code").await;
    let asked = said(world.ask_as(&agent, SEND, keyed(&chat, "It is ready", "a")).await.unwrap());
    world.act("desk_decide", json!({ "request_id": asked["request_id"], "approve": true })).await.unwrap();
    world.until_newest_is(&chat, "accepted").await;
    world.act("desk_set_permission", json!({ "operation": SEND, "decision": "allow" })).await.unwrap();
    world.ask_as(&agent, "whatsapp_get_conversation_context", json!({ "conversation_id": chat.conversation })).await.unwrap();
    world.ask_as(&agent, SEND, keyed(&chat, "Come by", "b")).await.unwrap();
    world.until("it left", async || world.posts() == 2).await;
    world.later(60);
    world.hears(INÉS, "When?").await;
    for hours in [0, 25] {
        world.later(hours * 3600);
        let approved = said(world.ask_as(&agent, SEND, keyed(&chat, "It is ready", "a")).await.unwrap());
        assert_eq!((&approved["status"], &approved["request_id"]), (&json!("approved"), &asked["request_id"]), "{approved}");
        let allowed = said(world.ask_as(&agent, SEND, keyed(&chat, "Come by", "b")).await.unwrap());
        assert_eq!(allowed["status"], "queued", "{allowed}");
        let other = world.ask_as(&agent, SEND, keyed(&chat, "Come now", "b")).await.unwrap_err();
        assert!(["idempotency_conflict", "window_closed"].contains(&other.code.as_str().as_str()), "{other}");
    }
    world.act("desk_set_permission", json!({ "operation": SEND, "decision": "off" })).await.unwrap();
    let off = world.ask_as(&agent, SEND, keyed(&chat, "It is ready", "a")).await.unwrap_err();
    assert_eq!((off.code.as_str(), world.posts()), ("not_allowed".to_owned(), 2));
}

#[test]
fn every_operation_that_customers_see_takes_a_key() {
    for entry in desk::operations::OPERATIONS.iter().filter(|entry| entry.effect() == desk::operation::Effect::Send) {
        assert!(entry.input().schema()["properties"].get(desk::once::FIELD).is_some(), "{}", entry.name());
    }
}
