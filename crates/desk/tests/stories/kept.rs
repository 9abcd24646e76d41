//! What many agents ask again and again is built once: nobody is shown what is over, and everybody passes the same rules.

use desk::{caller::Caller, gate::Reply};
use serde_json::{Value, json};

use crate::{
    gate::to,
    world::{Chat, SEND, World},
};

const INÉS: &str = "+15550100123";
const OMAR: &str = "+15550100124";

async fn read(world: &World, agent: &Caller) -> Value {
    match world.ask_as(agent, "whatsapp_inbox", json!({ "response_format": "detailed" })).await.unwrap() {
        Reply::Done(answer) => answer,
        Reply::Pending(waits) => panic!("a look has to wait: {waits}"),
    }
}

fn row(answer: &Value, chat: &Chat) -> Option<Value> {
    answer["conversations"].as_array().unwrap().iter().find(|row| row["thread_id"] == *chat.thread).cloned()
}

#[tokio::test]
async fn what_was_written_is_in_the_very_next_answer() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let (reads, asks) = (world.agent("Reader").await, world.agent("Asker").await);
    for round in 1..=10 {
        let before = row(&read(&world, &reads).await, &chat).unwrap();
        assert_eq!(before["waiting_approvals"], round - 1);
        assert!(matches!(world.ask_as(&asks, SEND, to(&chat, &format!("Soon {round}"))).await.unwrap(), Reply::Pending(_)));
        assert_eq!(row(&read(&world, &reads).await, &chat).unwrap()["waiting_approvals"], round, "it waits, and is not counted");
    }
    world.later(2);
    world.hears(INÉS, "Hello?").await;
    let text = row(&read(&world, &reads).await, &chat).unwrap()["last_message"]["text"].as_str().unwrap().to_owned();
    assert!(text.contains("Hello?"), "{text}");
}

#[tokio::test]
async fn what_only_time_changes_is_told_anew_when_it_changes() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let agent = world.agent("Reader").await;
    let left = async || row(&read(&world, &agent).await, &chat).unwrap()["window"]["minutes_left"].as_u64().unwrap();
    let soon = async || read(&world, &agent).await["counts"]["expires_soon"].as_u64().unwrap();
    let before = left().await;
    world.later(61);
    assert!(left().await < before, "a minute has passed");
    let others = soon().await;
    world.later(20 * 60 * 60);
    let now = world.inbox(json!({})).await;
    assert_eq!(soon().await, now["counts"]["expires_soon"].as_u64().unwrap(), "there were {others}");
    assert!(left().await <= 4 * 60);
    world.later(4 * 60 * 60);
    let closed = row(&read(&world, &agent).await, &chat).unwrap();
    assert_eq!((&closed["window"]["open"], &closed["window"]["minutes_left"]), (&json!(false), &json!(0)));
}

#[tokio::test]
async fn each_agent_has_marks_a_taint_and_a_line_of_the_audit_of_its_own() {
    let world = World::open().await;
    let (inés, omar) = (world.hears(INÉS, "Is it ready?").await, world.hears(OMAR, "And mine?").await);
    let agents = [world.agent("One").await, world.agent("Two").await];
    world.act("desk_set_permission", json!({ "operation": SEND, "decision": "allow" })).await.unwrap();
    let mut marks = Vec::new();
    for agent in &agents {
        for _ in 0..5 {
            let answer = read(&world, agent).await;
            let opens = answer["untrusted"]["opens"].as_str().unwrap().to_owned();
            let name = row(&answer, &inés).unwrap()["last_message"]["text"].as_str().unwrap().to_owned();
            assert!(name.starts_with(&opens), "{name} is not within {opens}");
            assert!(!marks.contains(&opens), "{opens} was used before");
            marks.push(opens);
        }
        let sent = world.ask_as(agent, SEND, to(&omar, "It is")).await.unwrap();
        assert!(matches!(sent, Reply::Pending(_)), "it has read what others wrote, so a person decides");
    }
    let lines = async || {
        let audit = world.act("desk_audit", json!({ "operation": "whatsapp_inbox", "limit": 100 })).await.unwrap();
        let of = |name: &str| audit["calls"].as_array().unwrap().iter().filter(|line| line["caller"] == name).count();
        (of("One"), of("Two")) == (5, 5)
    };
    world.until("each look is a line", async || lines().await).await;
}

#[tokio::test]
async fn what_is_taken_from_one_agent_is_gone_from_its_next_answer_only() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let (one, two) = (world.agent("One").await, world.agent("Two").await);
    assert!(row(&read(&world, &one).await, &chat).is_some());
    let id = one.agent().unwrap().id.to_string();
    world.act("desk_set_permission", json!({ "client_id": id, "thread_id": chat.thread, "decision": "off" })).await.unwrap();
    assert_eq!(row(&read(&world, &one).await, &chat), None);
    assert!(row(&read(&world, &two).await, &chat).is_some());
    world.act("desk_set_permission", json!({ "client_id": id, "operation": "whatsapp_inbox", "decision": "off" })).await.unwrap();
    let refused = world.ask_as(&one, "whatsapp_inbox", json!({ "response_format": "detailed" })).await.unwrap_err();
    assert_eq!(refused.code.as_str(), "not_allowed");
}
