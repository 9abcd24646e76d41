//! The guard against late answers: who has not seen the newest message sends nothing.

use desk::{caller::Caller, gate::Reply};
use serde_json::json;

use crate::{
    gate::to,
    world::{Chat, SEND, World},
};

const INÉS: &str = "+15550100123";

async fn read() -> (World, Chat, Caller) {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let agent = world.agent("Claude Code").await;
    world.act("desk_set_permission", json!({ "operation": SEND, "decision": "allow" })).await.unwrap();
    world.ask_as(&agent, "whatsapp_get_conversation_context", json!({ "conversation_id": chat.conversation })).await.unwrap();
    world.later(60);
    (world, chat, agent)
}

#[tokio::test]
async fn an_agent_that_missed_a_message_sends_nothing_and_gets_it() {
    let (world, chat, agent) = read().await;
    world.hears(INÉS, "Do not come, I am away").await;
    let stale = world.ask_as(&agent, SEND, to(&chat, "We are at your door")).await.unwrap_err();
    assert_eq!(stale.code.as_str(), "stale");
    let [new] = stale.new_messages.as_slice() else { panic!("{stale:?}") };
    assert!(new["text"].as_str().unwrap().contains("Do not come") && new["text"].as_str().unwrap().starts_with('⟦'), "{new:?}");
    assert_eq!(world.times_left("We are at your door"), 0);
    assert!(matches!(world.ask_as(&agent, SEND, to(&chat, "All right")).await.unwrap(), Reply::Done(_)), "now it has seen it");
    world.until("that left", async || world.times_left("All right") == 1).await;
}

#[tokio::test]
async fn whoever_says_what_they_have_seen_is_held_to_it() {
    let (world, chat, agent) = read().await;
    let seen = world.newest(&chat).await["message_id"].clone();
    world.hears(INÉS, "Do not come").await;
    let mut input = to(&chat, "We are at your door");
    input["expected_last_message_id"] = seen;
    assert_eq!(world.ask(SEND, input.clone()).await.unwrap_err().code.as_str(), "stale", "Ana too");
    assert_eq!(world.ask_as(&agent, SEND, input.clone()).await.unwrap_err().code.as_str(), "stale");
    input["expected_last_message_id"] = json!("wamid.nobody");
    assert_eq!(world.ask(SEND, input.clone()).await.unwrap_err().code.as_str(), "not_found");
    input["expected_last_message_id"] = world.newest(&chat).await["message_id"].clone();
    world.ask(SEND, input).await.unwrap();
}
