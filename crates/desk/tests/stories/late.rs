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

#[tokio::test]
async fn who_was_only_given_ids_has_seen_no_message() {
    let (world, chat, agent) = read().await;
    world.hears(INÉS, "Do not come").await;
    for (name, input) in [("whatsapp_inbox", json!({})), ("whatsapp_search_conversations", json!({ "query": "come" }))] {
        desk::gate::call_for_ids(&world.desk, &agent, name, input).await.unwrap();
    }
    let stale = world.ask_as(&agent, SEND, to(&chat, "We are at your door")).await.unwrap_err();
    assert_eq!(stale.code.as_str(), "stale", "ids were read as if they were messages");
    let near = world.hears("+15550100124", "And mine?").await;
    assert!(
        matches!(world.ask_as(&agent, SEND, to(&near, "Yours too")).await.unwrap(), Reply::Pending(_)),
        "it knows that somebody said it"
    );
}

async fn allowed_to_undo() -> (World, Chat, Caller) {
    let world = World::with_undo(5).await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let agent = world.agent("Claude Code").await;
    (world, chat, agent)
}

#[tokio::test]
async fn what_the_contact_wrote_within_the_undo_window_keeps_a_message_back_until_ana_sends_it_all_the_same() {
    let (world, chat, agent) = allowed_to_undo().await;
    let mut hers = to(&chat, "On our way, says Ana");
    hers["expected_last_message_id"] = world.newest(&chat).await["message_id"].clone();
    world.ask(SEND, hers).await.unwrap();
    let Reply::Pending(asked) = world.ask_as(&agent, SEND, to(&chat, "We are at your door")).await.unwrap() else { panic!("not asked") };
    world.act("desk_decide", json!({ "request_id": asked["request_id"], "approve": true })).await.unwrap();
    world.sends(&chat, "Whatever you say").await;
    world.later(2);
    world.hears(INÉS, "Do not come").await;
    world.much_later(60).await;
    world.until("what knows nothing of her leaves", async || world.times_left("Whatever you say") == 1).await;
    let kept = async || world.messages(&chat).await.into_iter().filter(|message| message["failure"]["stale"] == true).collect::<Vec<_>>();
    let messages = world.until("two are kept", async || Some(kept().await).filter(|kept| kept.len() == 2)).await.unwrap();
    assert!(messages.iter().all(|message| message["delivery"] == "failed" && message["failure"]["retry"] == true), "{messages:?}");
    let status = json!({ "request_id": asked["request_id"] });
    let Reply::Done(told) = world.ask_as(&agent, "desk_request_status", status).await.unwrap() else { panic!("a look has to wait") };
    assert!(told["delivery"] == "failed" && told["next"].as_str().unwrap().contains("The contact wrote before it left"), "{told}");
    assert_eq!(world.posts(), 1);
    let agents = messages.iter().find(|message| message["text"] == "We are at your door").unwrap();
    world.act("desk_retry_send", json!({ "send_id": agents["send_id"] })).await.unwrap();
    world.much_later(60).await;
    world.until("it left", async || world.times_left("We are at your door") == 1).await;
    assert_eq!((world.times_left("On our way, says Ana"), world.posts()), (0, 2));
}

#[tokio::test]
async fn ana_approves_only_what_she_has_seen_the_newest_words_of() {
    let (world, chat, agent) = allowed_to_undo().await;
    let Reply::Pending(asked) = world.ask_as(&agent, SEND, to(&chat, "We are at your door")).await.unwrap() else { panic!("not asked") };
    world.later(60);
    world.hears(INÉS, "Do not come").await;
    let decide = |seen: u32| json!({ "request_id": asked["request_id"], "approve": true, "new_messages": seen });
    let stale = world.act("desk_decide", decide(0)).await.unwrap_err();
    assert_eq!((stale.code.as_str(), &stale.new_messages[0]["text"]), ("stale".to_owned(), &json!("Do not come")));
    let waiting = world.act("desk_approvals", json!({})).await.unwrap();
    assert_eq!(waiting["approvals"][0]["new_messages"], 1, "it waits on, and says how much is new");
    world.act("desk_decide", decide(1)).await.unwrap();
    world.much_later(60).await;
    world.until("it left all the same", async || world.times_left("We are at your door") == 1).await;
}
