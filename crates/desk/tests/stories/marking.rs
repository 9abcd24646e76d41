//! Dealing with conversations: read marks and their status.

use serde_json::{Value, json};
use simulator::{DEMO_KEY, Fault, Rule};

use crate::world::{ANA, CLINIC, SEND, World};

const READ: &str = "whatsapp_mark_inbound_read";
const STATUS: &str = "whatsapp_conversation_set_status";
const INÉS: &str = "+15550100123";

async fn unread(world: &World) -> Value {
    world.row(INÉS).await.unwrap()["unread_count"].clone()
}

/// How often a read mark left.
fn read_marks(world: &World) -> usize {
    world.control.requests().iter().filter(|request| request.method == "POST" && request.path.ends_with("/messages")).count()
}

#[tokio::test]
async fn what_came_before_a_time_is_read_here_and_at_kapso() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "one").await;
    world.later(60);
    world.hears(INÉS, "two").await;
    world.later(60);
    let between = world.control.now();
    world.later(60);
    world.hears(INÉS, "three").await;
    assert_eq!(unread(&world).await, 3);
    let input = json!({ "conversation_id": chat.conversation, "before": between.to_string(), "response_format": "detailed" });
    let answer = world.ask(READ, input.clone()).await.unwrap();
    let messages = world.messages(&chat).await;
    assert_eq!((&answer["marked"], &answer["message_id"]), (&json!(2), &messages[1]["message_id"]));
    assert_eq!(unread(&world).await, 1, "in the very next answer");
    assert_eq!(world.ask(READ, input).await.unwrap()["marked"], 0, "so it was already");
    assert_eq!(read_marks(&world), 1, "one mark covers what came before, and is not repeated");

    world.later(61);
    world.hears(INÉS, "four").await;
    assert_eq!(unread(&world).await, 2, "no later reading takes the marks back");
    let last = world.newest(&chat).await["message_id"].clone();
    let answer = world.ask(READ, json!({ "message_id": last })).await.unwrap();
    assert_eq!((answer["marked"].clone(), answer.get("message_id"), unread(&world).await), (json!(2), None, json!(0)));
}

#[tokio::test]
async fn a_list_from_before_a_read_mark_does_not_take_it_back() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "one").await;
    let address = format!("{}/platform/v1/whatsapp/messages?limit=1", world.simulator.origin());
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let before: Value = http.get(address).header("X-API-Key", DEMO_KEY).send().await.unwrap().json().await.unwrap();
    let one = before["data"][0].clone();
    assert_eq!(one["text"]["body"], "one");
    world.ask(READ, json!({ "message_id": one["id"] })).await.unwrap();
    // Kapso made this page before the mark; somebody new on it shows that it was read.
    let mut other = one.clone();
    other["id"] = json!("wamid.other");
    let page = json!({ "data": [other, one], "paging": { "cursors": {}, "next": null } });
    let fault = Fault::Status { code: 200, body: Some(page) };
    world.control.fail(Rule { route: "GET */whatsapp/messages".to_owned(), fault, after: 0, times: Some(1) });
    world.later(61);
    world.until("the page is read", async || world.messages(&chat).await.len() == 2).await;
    assert_eq!(unread(&world).await, 1, "only what came with the page");
}

#[tokio::test]
async fn a_read_mark_that_makes_no_sense_is_refused_before_it_leaves() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.later(1);
    world.sends(&chat, "It is").await;
    let sent = world.until_newest_is(&chat, "accepted").await["message_id"].clone();
    let asked = world.messages(&chat).await[0]["message_id"].clone();
    let posts = read_marks(&world);
    let id = &chat.conversation;
    world.later(31 * 24 * 3600);
    for (input, code, word) in [
        (json!({}), "missing_field", "`message_id`"),
        (json!({ "conversation_id": id }), "missing_field", "`before`"),
        (json!({ "before": "2026-03-02" }), "missing_field", "`conversation_id`"),
        (json!({ "message_id": asked, "conversation_id": id, "before": "2026-03-02" }), "contradiction", "`message_id`"),
        (json!({ "message_id": asked, "before": "2026-03-02" }), "contradiction", "`before`"),
        (json!({ "message_id": "wamid.unknown" }), "not_found", "no such message"),
        (json!({ "message_id": sent }), "invalid_value", "sent by us"),
        (json!({ "message_id": asked }), "invalid_value", "30 days"),
        (json!({ "conversation_id": id, "before": "soon" }), "invalid_value", "`before`"),
        (json!({ "conversation_id": id, "before": "2020-01-01" }), "not_found", "wrote nothing"),
        (json!({ "conversation_id": "unknown", "before": "2026-01-01" }), "not_found", "no such conversation"),
    ] {
        let Err(error) = world.ask_as(&ANA, READ, input.clone()).await else { panic!("{input} was answered") };
        assert_eq!((error.code.as_str().as_str(), error.message.contains(word)), (code, true), "{input}: {error}");
    }
    assert_eq!(read_marks(&world), posts, "nothing left");
}

#[tokio::test]
async fn a_conversation_ends_and_goes_on() {
    let world = World::open().await;
    let agent = world.agent("Claude Code").await;
    let chat = world.hears(INÉS, "Thanks, that is all").await;
    let input = |status: &str| json!({ "conversation_id": chat.conversation, "status": status });
    let before = world.inbox(json!({})).await["counts"]["ended"].as_u64().unwrap();
    let answer = world.ask(STATUS, input("ended")).await.unwrap();
    assert_eq!((&answer["changed"], &answer["conversation"]["status"]), (&json!(true), &json!("ended")));
    let inbox = world.inbox(json!({ "status": "ended", "limit": 50 })).await;
    assert_eq!(inbox["counts"]["ended"], before + 1, "in the very next answer");
    assert!(inbox["conversations"].as_array().unwrap().iter().any(|row| row["thread_id"] == chat.thread));
    assert_eq!(world.ask(STATUS, input("ended")).await.unwrap()["changed"], false, "it says that it had ended");
    let answer = world.ask_as(&agent, STATUS, input("active")).await;
    assert!(matches!(&answer, Ok(desk::gate::Reply::Done(done)) if done["conversation"]["status"] == "active"), "{answer:?}");
}

#[tokio::test]
async fn an_agent_does_not_write_where_somebody_ended_the_conversation() {
    let world = World::open().await;
    let agent = world.agent("Claude Code").await;
    let chat = world.hears(INÉS, "Thanks, that is all").await;
    let here = json!({ "conversation_id": chat.conversation });
    let send = json!({ "conversation_selector": here, "content": "One more thing" });
    let picture = json!({ "conversation_selector": here, "message_type": "image", "file_url": "https://optica.example/frames.jpg" });
    let question = json!({
        "conversation_selector": here, "interactive_type": "button", "body_text": "One more thing?",
        "buttons": [{ "type": "reply", "reply": { "id": "yes", "title": "Yes" } }],
    });
    let messages = [(SEND, send.clone()), ("whatsapp_send_media", picture), ("whatsapp_send_interactive", question)];
    let status = |status: &str| json!({ "conversation_id": chat.conversation, "status": status });
    world.ask(STATUS, status("ended")).await.unwrap();
    for (name, message) in messages {
        let error = world.ask_as(&agent, name, message).await.unwrap_err();
        assert_eq!(error.code.as_str(), "conversation_ended", "{name}: {error}");
        assert!(error.message.contains("Nothing was sent") && error.remedy.contains(STATUS), "{name}: {error}");
    }
    assert_eq!(world.act("desk_approvals", json!({})).await.unwrap()["approvals"], json!([]), "nobody is asked");
    world.ask(STATUS, status("active")).await.unwrap();
    assert!(matches!(world.ask_as(&agent, SEND, send).await, Ok(desk::gate::Reply::Pending(_))));
    world.ask(STATUS, status("ended")).await.unwrap();
    world.sends(&chat, "Ana may: she sees that it was ended").await;
}

#[tokio::test]
async fn a_status_that_makes_no_sense_is_refused() {
    let (world, mut cable) = World::on_a_cable().await;
    let old = world.hears_on(CLINIC, INÉS, "Hello").await;
    world.later(25 * 3600);
    let new = world.hears_on(CLINIC, INÉS, "Me again").await;
    assert_ne!(old.conversation, new.conversation);
    for (input, code, word) in [
        (json!({ "conversation_id": new.conversation }), "missing_field", "`status`"),
        (json!({ "conversation_id": new.conversation, "status": "closed" }), "invalid_value", "`status`"),
        (json!({ "conversation_id": "unknown", "status": "ended" }), "not_found", "no such conversation"),
        (json!({ "conversation_id": old.conversation, "status": "active" }), "invalid_value", new.conversation.as_str()),
    ] {
        let Err(error) = world.ask_as(&ANA, STATUS, input.clone()).await else { panic!("{input} was answered") };
        let text = format!("{} {}", error.message, error.remedy);
        assert_eq!((error.code.as_str().as_str(), text.contains(word)), (code, true), "{input}: {error}");
    }
    cable.pull().await;
    let error = world.ask_as(&ANA, STATUS, json!({ "conversation_id": new.conversation, "status": "ended" })).await.unwrap_err();
    assert_eq!((error.code.as_str().as_str(), error.message.contains("Nothing was changed")), ("offline", true), "{error}");
    assert!(error.remedy.contains("not tried again by itself"), "{error}");
    assert_eq!(world.row(INÉS).await.unwrap()["status"], "active");
}
