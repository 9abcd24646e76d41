//! Choices that Ana offers: buttons, lists and links.

use desk::gate::Reply;
use serde_json::{Value, json};

use crate::world::{Chat, World};

const SEND: &str = "whatsapp_send_interactive";
const INÉS: &str = "+15550100123";

fn offer(chat: &Chat, rest: Value) -> Value {
    let mut input = json!({ "conversation_selector": { "conversation_id": chat.conversation }, "body_text": "When shall we bring it?" });
    input.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    input
}

fn button(id: &str, title: &str) -> Value {
    json!({ "type": "reply", "reply": { "id": id, "title": title } })
}

fn rows(from: usize, to: usize) -> Vec<Value> {
    (from..to).map(|row| json!({ "id": format!("row-{row}"), "title": format!("Slot {row}") })).collect()
}

/// What left last, as WhatsApp was given it.
async fn left(world: &World, count: usize) -> Value {
    world.until("it left", async || world.control.sends().unwrap().len() == count).await;
    serde_json::from_str::<Value>(&world.control.sends().unwrap().pop().unwrap().raw).unwrap()["interactive"].clone()
}

#[tokio::test]
async fn buttons_lists_and_links_leave_as_whatsapp_takes_them_and_stand_in_the_thread_at_once() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Can you deliver?").await;
    world.later(60);
    let buttons =
        json!({ "interactive_type": "button", "footer_text": "Depot", "buttons": [button("today", "Today"), button("later", "Later")] });
    let receipt = world.ask(SEND, offer(&chat, buttons)).await.unwrap();
    assert_eq!((&receipt["message"]["kind"], &receipt["message"]["text"]), (&json!("interactive"), &json!("When shall we bring it?")));
    let shown = &world.newest(&chat).await["interactive"];
    assert_eq!((&shown["kind"], &shown["footer"]), (&json!("button"), &json!("Depot")));
    assert_eq!(shown["options"], json!([{ "id": "today", "title": "Today" }, { "id": "later", "title": "Later" }]));
    let sent = left(&world, 1).await;
    let expected = json!({ "type": "button", "body": { "text": "When shall we bring it?" }, "footer": { "text": "Depot" },
        "action": { "buttons": [button("today", "Today"), button("later", "Later")] } });
    assert_eq!(sent, expected);

    let list = json!({ "interactive_type": "list", "header_text": "Slots", "button_text": "See slots", "sections": [
        { "title": "This week", "rows": rows(0, 6) }, { "title": "Next week", "rows": [{ "id": "mon", "title": "Monday", "description": "09:00" }] }] });
    world.ask(SEND, offer(&chat, list.clone())).await.unwrap();
    let sent = left(&world, 2).await;
    assert_eq!((&sent["action"]["sections"], &sent["action"]["button"]), (&list["sections"], &json!("See slots")));
    assert_eq!(sent["header"], json!({ "type": "text", "text": "Slots" }));
    let before = world.until_newest_is(&chat, "accepted").await["interactive"].clone();
    assert_eq!(before["options"][6], json!({ "id": "mon", "title": "Monday", "description": "09:00", "section": "Next week" }));

    let link = json!({ "interactive_type": "cta_url", "button_text": "Choose", "url": "https://bloomandbirch.example/slots" });
    world.ask(SEND, offer(&chat, link)).await.unwrap();
    let action = json!({ "name": "cta_url", "parameters": { "display_text": "Choose", "url": "https://bloomandbirch.example/slots" } });
    assert_eq!(left(&world, 3).await["action"], action);
}

#[tokio::test]
async fn what_kapso_lists_later_is_what_stood_in_the_thread_at_once() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Can you deliver?").await;
    world.later(60);
    let link = json!({ "interactive_type": "cta_url", "header_text": "Slots", "button_text": "Choose", "url": "https://bloomandbirch.example/slots" });
    world.ask(SEND, offer(&chat, link)).await.unwrap();
    let echo = world.newest(&chat).await["interactive"].clone();
    world.until_newest_is(&chat, "accepted").await;
    world.looks_at(&chat).await;
    world.later(30);
    let listed = world.until_newest_is(&chat, "read").await;
    assert_eq!(listed["interactive"], echo);
}

#[tokio::test]
async fn what_does_not_fit_together_is_said_and_nothing_leaves() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Can you deliver?").await;
    let section = |title: Option<&str>, rows: Vec<Value>| match title {
        Some(title) => json!({ "title": title, "rows": rows }),
        None => json!({ "rows": rows }),
    };
    let list = |sections: Vec<Value>| json!({ "interactive_type": "list", "button_text": "See", "sections": sections });
    let buttons = |buttons: Vec<Value>| json!({ "interactive_type": "button", "buttons": buttons });
    let cases = [
        (buttons(vec![]), "missing_field", "`buttons` is missing"),
        (buttons((0..4).map(|each| button(&each.to_string(), &each.to_string())).collect()), "invalid_value", "`buttons` has too many"),
        (buttons(vec![button("a", "Yes"), button("a", "No")]), "invalid_value", "the id a"),
        (buttons(vec![button("a", "Yes"), button("b", "Yes")]), "invalid_value", "the title Yes"),
        (buttons(vec![button("a", "One and twenty letters")]), "invalid_value", "at most 20"),
        (json!({ "interactive_type": "button", "buttons": [button("a", "Yes")], "url": "https://a.example" }), "contradiction", "`url`"),
        (list(vec![]), "missing_field", "`sections` is missing"),
        (list(vec![section(Some("A"), rows(0, 6)), section(Some("B"), rows(6, 11))]), "invalid_value", "11 rows in all"),
        (list(vec![section(None, rows(0, 1)), section(Some("B"), rows(1, 2))]), "missing_field", "every section"),
        (list(vec![section(Some("A"), rows(0, 1)), section(Some("B"), rows(0, 1))]), "invalid_value", "the id row-0"),
        (json!({ "interactive_type": "list", "sections": [section(None, rows(0, 1))] }), "missing_field", "`button_text`"),
        (json!({ "interactive_type": "cta_url", "button_text": "Go" }), "missing_field", "`url` is missing"),
        (
            json!({ "interactive_type": "cta_url", "button_text": "Go", "url": "javascript:alert(1)" }),
            "invalid_value",
            "`url` must begin with https",
        ),
        (
            json!({ "interactive_type": "button", "buttons": [button("a", "Yes")], "header_text": "*Now*" }),
            "invalid_value",
            "`header_text`",
        ),
        (json!({ "interactive_type": "carousel" }), "invalid_value", "interactive_type"),
    ];
    for (rest, code, words) in cases {
        let error = world.ask(SEND, offer(&chat, rest.clone())).await.unwrap_err();
        assert_eq!((error.code.as_str(), error.message.contains(words)), (code.to_owned(), true), "{rest}: {error}");
    }
    assert_eq!(world.posts(), 0);
    world.later(24 * 3600);
    let late = world.ask(SEND, offer(&chat, buttons(vec![button("a", "Yes")]))).await.unwrap_err();
    assert_eq!(late.code.as_str(), "window_closed");
}

#[tokio::test]
async fn a_choice_of_an_agent_waits_and_a_person_reads_all_of_it() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Can you deliver?").await;
    let agent = world.agent("Claude Code").await;
    let list =
        json!({ "interactive_type": "list", "button_text": "See slots", "footer_text": "Depot", "sections": [{ "rows": rows(0, 2) }] });
    let Reply::Pending(pending) = world.ask_as(&agent, SEND, offer(&chat, list)).await.unwrap() else { panic!("nobody was asked") };
    let waiting = world.act("desk_approvals", json!({})).await.unwrap()["approvals"][0].clone();
    assert_eq!(waiting["summary"], "When shall we bring it?\nDepot\n[See slots]:\n[Slot 0]\n[Slot 1]");
    assert_eq!(world.posts(), 0);
    world.act("desk_decide", json!({ "request_id": pending["request_id"], "approve": true })).await.unwrap();
    assert_eq!(left(&world, 1).await["action"]["sections"][0]["rows"], json!(rows(0, 2)));
}
