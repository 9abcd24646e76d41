//! The inbox: everybody once, in the right order, with the right numbers beside them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::world::{CLINIC, Chat, World};

#[tokio::test]
async fn every_count_is_the_number_of_rows_behind_it() {
    let world = World::open().await;
    let configs = world.ask("whatsapp_configs_overview", json!({ "response_format": "detailed" })).await.unwrap();
    let mut numbers: Vec<Option<Value>> = vec![None];
    numbers.extend(configs["configs"].as_array().unwrap().iter().map(|config| Some(config["whatsapp_config_id"].clone())));
    for number in numbers {
        let cut = |field: &str, value: &str| {
            let mut input = json!({});
            if let Some(number) = &number {
                input["whatsapp_config_id"] = number.clone();
            }
            if !field.is_empty() {
                input[field] = json!(value);
            }
            input
        };
        let counts = world.inbox(cut("", "")).await["counts"].clone();
        for (count, field, value) in [
            ("all", "", ""),
            ("unread", "filter", "unread"),
            ("needs_reply", "filter", "needs_reply"),
            ("expires_soon", "filter", "expires_soon"),
            ("ended", "status", "ended"),
        ] {
            let rows = world.rows(cut(field, value)).await;
            assert_eq!(counts[count], rows.len(), "{count} of {number:?}");
            let holds = |row: &Value| match count {
                "unread" => row["unread_count"].as_u64() > Some(0),
                "needs_reply" => row["needs_reply"] == true,
                "expires_soon" => row["window"]["open"] == true && row["window"]["minutes_left"].as_u64() <= Some(240),
                "ended" => row["status"] == "ended",
                _ => true,
            };
            assert!(rows.iter().all(holds), "{count} of {number:?}");
        }
        let every = world.rows(cut("", "")).await;
        assert_eq!(counts["unread"], every.iter().filter(|row| row["unread_count"].as_u64() > Some(0)).count());
        assert_eq!(counts["needs_reply"], every.iter().filter(|row| row["needs_reply"] == true).count());
    }
    for config in configs["configs"].as_array().unwrap() {
        let unread = world.rows(json!({ "whatsapp_config_id": config["whatsapp_config_id"], "filter": "unread" })).await.len();
        assert_eq!(config["unread_conversations"], unread, "{}", config["name"]);
    }
}

/// Every field with its text.
fn fields(value: &Value, name: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| fields(value, name, found)),
        Value::Array(values) => values.iter().for_each(|value| fields(value, name, found)),
        Value::String(text) => found.push((name.to_owned(), text.clone())),
        _ => {}
    }
}

fn names_something(field: &str) -> bool {
    field == "id" || field.ends_with("_id")
}

#[tokio::test]
async fn a_concise_answer_has_no_id_in_it() {
    let world = World::open().await;
    let everybody: Vec<Value> = world.rows(json!({})).await.iter().map(|row| row["conversation_id"].clone()).collect();
    let mut questions =
        vec![("whatsapp_inbox", json!({ "limit": 50 })), ("whatsapp_configs_overview", json!({})), ("project_info", json!({}))];
    for some in everybody.chunks(20) {
        questions.push(("whatsapp_get_conversation_context", json!({ "conversation_ids": some, "message_limit": 50 })));
    }
    let (mut detailed, mut concise) = (Vec::new(), Vec::new());
    for (name, mut input) in questions {
        for (format, found) in [("detailed", &mut detailed), ("concise", &mut concise)] {
            input["response_format"] = json!(format);
            fields(&world.ask(name, input.clone()).await.unwrap(), "", found);
        }
    }
    let ids: BTreeSet<&str> =
        detailed.iter().filter(|(field, id)| names_something(field) && id.len() > 8).map(|(_, id)| id.as_str()).collect();
    assert!(ids.len() > 100, "only {} ids are known", ids.len());
    for (field, text) in concise {
        assert!(!names_something(&field) && !ids.contains(text.as_str()), "{field}: {text}");
    }
}

#[tokio::test]
async fn whose_number_is_hidden_stands_there_by_name() {
    let world = World::open().await;
    let rows = world.rows(json!({})).await;
    let hidden = rows.iter().find(|row| row.get("phone_number").is_none() && row.get("contact_name").is_some()).unwrap();
    assert!(hidden["business_scoped_user_id"].is_string());
    let concise = world.ask("whatsapp_inbox", json!({ "limit": 50 })).await.unwrap();
    let shown = concise["conversations"].as_array().unwrap().iter().find(|row| row["contact_name"] == hidden["contact_name"]).unwrap();
    assert_eq!((shown.get("phone_number"), shown.get("business_scoped_user_id")), (None, None));
}

#[tokio::test]
async fn the_window_counts_down_from_the_contacts_last_word() {
    let world = World::open().await;
    let inés = "+15550100123";
    world.hears(inés, "Is it ready?").await;
    let window = async || world.row(inés).await.unwrap()["window"].clone();
    world.until("Kapso says to the millisecond when she wrote", async || window().await["minutes_left"] == 24 * 60).await;
    assert_eq!(window().await["open"], true);
    world.later(90);
    assert_eq!(window().await["minutes_left"], 24 * 60 - 2, "begun minutes do not count");
    world.later(19 * 3600);
    assert!(world.rows(json!({ "filter": "expires_soon" })).await.iter().all(|row| row["phone_number"] != inés));
    world.later(3600);
    assert!(world.rows(json!({ "filter": "expires_soon" })).await.iter().any(|row| row["phone_number"] == inés));
    world.later(4 * 3600 - 90 - 1);
    assert_eq!((window().await["open"].clone(), window().await["minutes_left"].clone()), (json!(true), json!(0)));
    world.later(1);
    assert_eq!(window().await["open"], false);
    assert!(world.rows(json!({ "filter": "expires_soon" })).await.iter().all(|row| row["phone_number"] != inés));
}

#[tokio::test]
async fn whoever_has_the_least_time_left_comes_first() {
    let world = World::open().await;
    for (phone, text) in [("+15550100123", "first"), ("+15550100124", "second"), ("+15550100125", "third")] {
        world.hears(phone, text).await;
        world.later(600);
    }
    world.later(20 * 3600);
    let soon = world.rows(json!({ "filter": "expires_soon" })).await;
    let left: Vec<u64> = soon.iter().map(|row| row["window"]["minutes_left"].as_u64().unwrap()).collect();
    assert!(left.is_sorted() && left.len() >= 3, "{left:?}");
    let ours: Vec<&str> =
        soon.iter().filter_map(|row| row["phone_number"].as_str()).filter(|phone| phone.starts_with("+1555010012")).collect();
    assert_eq!(ours, ["+15550100123", "+15550100124", "+15550100125"]);
}

#[tokio::test]
async fn a_chat_is_unread_until_somebody_looks_or_answers() {
    let world = World::open().await;
    let inés = "+15550100123";
    let unread = async || world.row(inés).await.unwrap()["unread_count"].clone();
    let before = world.inbox(json!({})).await["counts"]["unread"].as_u64().unwrap();
    let chat = world.hears(inés, "Is it ready?").await;
    assert_eq!(unread().await, 1);
    world.later(60);
    world.hears(inés, "Hello?").await;
    assert_eq!(unread().await, 2);
    assert_eq!(world.inbox(json!({})).await["counts"]["unread"], before + 1, "one more chat");
    world.act("desk_seen", json!({ "thread_id": chat.thread })).await.unwrap();
    assert_eq!(unread().await, 0);
    assert_eq!(world.row(inés).await.unwrap()["needs_reply"], true, "looking is no answer");
    world.later(60);
    world.hears(inés, "I need it today").await;
    assert_eq!(unread().await, 1, "what was looked at stays looked at");
    world.later(60);
    world.sends(&chat, "It is ready, Inés").await;
    let row = world.row(inés).await.unwrap();
    assert_eq!((&row["unread_count"], &row["needs_reply"]), (&json!(0), &json!(false)), "before it has even left");
    world.until_newest_is(&chat, "accepted").await;
    world.later(60);
    world.hears(inés, "Great!").await;
    let row = world.row(inés).await.unwrap();
    assert_eq!((&row["unread_count"], &row["needs_reply"]), (&json!(1), &json!(true)));
}

#[tokio::test]
async fn a_word_in_the_very_second_of_our_answer_is_not_lost() {
    let world = World::open().await;
    let inés = "+15550100123";
    let chat = world.hears(inés, "Is it ready?").await;
    world.later(1);
    world.sends(&chat, "It is ready, Inés").await;
    world.until_newest_is(&chat, "accepted").await;
    world.control.receive(CLINIC, inés, "And in blue?").unwrap();
    let row = world.until("she is unread", async || world.row(inés).await.filter(|row| row["unread_count"] == 1)).await.unwrap();
    assert_eq!((&row["needs_reply"], &row["last_message"]["text"]), (&json!(true), &json!("And in blue?")));
}

#[tokio::test]
async fn an_old_friend_who_comes_back_is_still_one_thread() {
    let world = World::open().await;
    let inés = "+15550100123";
    let before = world.hears(inés, "Is it ready?").await;
    let count = world.rows(json!({})).await.len();
    world.later(25 * 3600);
    let after = world.hears(inés, "I am back").await;
    assert_ne!(before.conversation, after.conversation, "Kapso opened a new conversation");
    assert_eq!(before.thread, after.thread);
    assert_eq!(world.rows(json!({})).await.len(), count);
    for chat in [before, after] {
        let texts: Vec<Value> = world.messages(&chat).await.iter().map(|message| message["text"].clone()).collect();
        assert_eq!(texts, ["Is it ready?", "I am back"], "both ids lead to the whole thread");
    }
}

#[tokio::test]
async fn ana_finds_the_chat_of_a_newcomer_by_what_they_wrote() {
    let world = World::open().await;
    let chat = world.hears("+1 555 010 0123", "  Ünïcødé 🎉\nand a second line ").await;
    assert_eq!(world.newest(&chat).await["text"], "  Ünïcødé 🎉\nand a second line ", "not a character is changed");
    let Chat { conversation, .. } = Chat::of(&world.row("+15550100123").await.unwrap());
    assert_eq!(conversation, chat.conversation);
}
