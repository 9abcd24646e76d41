//! What waits for a person: edited, allowed for an hour, looked at by the agent, and never anything else than what was shown.

use desk::{caller::Caller, gate::Reply};
use serde_json::{Value, json};

use crate::{
    gate::to,
    office::Office,
    secrets::opened,
    world::{Chat, SEND, World},
};

const INÉS: &str = "+15550100123";
const STATUS: &str = "desk_request_status";

async fn asked() -> (World, Chat, Caller, String) {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let agent = world.agent("Claude Code").await;
    let request = asks(&world, &agent, to(&chat, "It is ready")).await;
    (world, chat, agent, request)
}

async fn asks(world: &World, agent: &Caller, input: Value) -> String {
    match world.ask_as(agent, SEND, input).await.unwrap() {
        Reply::Pending(pending) => pending["request_id"].as_str().unwrap().to_owned(),
        Reply::Done(done) => panic!("nobody was asked: {done}"),
    }
}

async fn status(world: &World, agent: &Caller, request: &str) -> Value {
    match world.ask_as(agent, STATUS, json!({ "request_id": request })).await.unwrap() {
        Reply::Done(status) => status,
        Reply::Pending(pending) => panic!("a look has to wait: {pending}"),
    }
}

#[tokio::test]
async fn what_ana_edits_is_what_leaves_and_the_agent_is_told() {
    let (world, chat, agent, request) = asked().await;
    let decide = json!({ "request_id": request, "approve": true, "edited_input": to(&chat, "It is ready, Inés") });
    let decided = world.act("desk_decide", decide).await.unwrap();
    assert_eq!(decided["approval"]["input"], to(&chat, "It is ready"), "what was asked stays on record");
    world.until("it left", async || world.times_left("It is ready, Inés") == 1).await;
    assert_eq!((world.times_left("It is ready"), world.posts()), (0, 1));
    let told = status(&world, &agent, &request).await;
    assert_eq!((&told["status"], &told["edited_input"]), (&json!("approved"), &to(&chat, "It is ready, Inés")));
}

#[tokio::test]
async fn an_edit_changes_what_is_said_never_to_whom() {
    let (world, _, _, request) = asked().await;
    let other = world.hears("+15550100124", "And mine?").await;
    let decide = json!({ "request_id": request, "approve": true, "edited_input": to(&other, "It is ready") });
    assert_eq!(world.act("desk_decide", decide).await.unwrap_err().code.as_str(), "contradiction");
    assert_eq!(world.posts(), 0);
    world.act("desk_decide", json!({ "request_id": request, "approve": true })).await.unwrap();
}

#[tokio::test]
async fn an_hours_allowance_is_for_this_client_this_conversation_and_this_kind() {
    let (world, chat, agent, request) = asked().await;
    let other = world.hears("+15550100124", "And mine?").await;
    world.act("desk_decide", json!({ "request_id": request, "approve": true, "allow_hour": true })).await.unwrap();
    let sent = async |agent: &Caller, chat: &Chat| matches!(world.ask_as(agent, SEND, to(chat, "more")).await.unwrap(), Reply::Done(_));
    assert!(sent(&agent, &chat).await);
    assert!(!sent(&agent, &other).await && !sent(&world.agent("Cursor").await, &chat).await);
    let listed = world.act("desk_permissions", json!({})).await.unwrap();
    assert_eq!(listed["allowances"][0]["conversation"]["thread_id"], chat.thread);
    world.later(3600);
    assert!(!sent(&agent, &chat).await, "the hour is over");
}

#[tokio::test]
async fn an_allowance_ends_when_the_desk_is_quit() {
    let world = Office::new().await.opened().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let agent = world.agent("Claude Code").await;
    let request = asks(&world, &agent, to(&chat, "It is ready")).await;
    world.act("desk_decide", json!({ "request_id": request, "approve": true, "allow_hour": true })).await.unwrap();
    let world = world.quits().await.opened().await;
    asks(&world, &agent, to(&chat, "more")).await;
}

#[tokio::test]
async fn an_agent_looks_what_became_of_its_request_and_of_no_other() {
    let (world, _, agent, request) = asked().await;
    let told = status(&world, &agent, &request).await;
    assert_eq!(told["status"], "waiting", "{told}");
    let other = world.agent("Cursor").await;
    let refused = world.ask_as(&other, STATUS, json!({ "request_id": request })).await.unwrap_err();
    assert_eq!(refused.code.as_str(), "not_found");
    let waits = {
        let (desk, agent, request) = (world.desk.clone(), agent.clone(), request.clone());
        tokio::spawn(async move { desk::gate::call(&desk, &agent, STATUS, json!({ "request_id": request, "wait_seconds": 20 })).await })
    };
    world.act("desk_decide", json!({ "request_id": request, "approve": false, "reason": "wrong facts" })).await.unwrap();
    let Reply::Done(told) = waits.await.unwrap().unwrap() else { panic!("a look has to wait") };
    assert_eq!((&told["status"], &told["reason"]), (&json!("rejected"), &json!("wrong facts")), "it waited for the decision");
}

#[tokio::test]
async fn a_request_shows_what_the_contact_wrote_since() {
    let (world, _, _, request) = asked().await;
    world.later(60);
    world.hears(INÉS, "Forget it").await;
    let waiting = world.act("desk_approvals", json!({})).await.unwrap();
    assert_eq!((&waiting["approvals"][0]["request_id"], &waiting["approvals"][0]["new_messages"]), (&json!(request), &json!(1)));
}

#[tokio::test]
async fn a_say_whose_message_cannot_be_kept_is_no_say() {
    let (world, chat, agent, request) = asked().await;
    let store = opened(world.home.path());
    store.execute_batch("CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'the end'); END").unwrap();
    let decide = json!({ "request_id": request, "approve": true });
    world.act("desk_decide", decide.clone()).await.unwrap_err();
    assert_eq!(status(&world, &agent, &request).await["status"], "waiting", "nobody is told that it was let go");
    store.execute_batch("DROP TRIGGER full").unwrap();
    world.act("desk_decide", decide).await.unwrap();
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!((world.times_left("It is ready"), world.posts()), (1, 1));
}
