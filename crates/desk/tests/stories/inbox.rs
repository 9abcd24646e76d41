//! The inbox: everybody once, in the right order, with the right numbers beside them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use simulator::{DEMO_KEY, Fault, Rule};

use crate::world::{CLINIC, Chat, World};

/// Everything that a list of the simulator's own API has, asked without the desk's client.
async fn truth(world: &World, list: &str) -> Vec<Value> {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let (mut rows, mut after) = (Vec::new(), None::<String>);
    loop {
        let request = http.get(format!("{}/platform/v1/whatsapp/{list}", world.simulator.origin())).header("X-API-Key", DEMO_KEY);
        let request = request.query(&[("limit", "100")]).query(&after.map(|after| [("after", after)]));
        let page: Value = request.send().await.unwrap().json().await.unwrap();
        rows.extend(page["data"].as_array().unwrap().iter().cloned());
        match page["paging"]["next"].as_str() {
            Some(next) => after = Some(next.to_owned()),
            None => return rows,
        }
    }
}

/// A thread to its very beginning, by its cursors.
async fn whole_thread(world: &World, conversation: &Value, limit: u32) -> Vec<Value> {
    let (mut messages, mut cursor) = (Vec::new(), None::<Value>);
    loop {
        let mut input = json!({ "conversation_id": conversation, "message_limit": limit });
        if let Some(cursor) = &cursor {
            input["cursor"] = cursor.clone();
        }
        let thread = world.ask("whatsapp_get_conversation_context", input).await.unwrap()["conversations"][0].clone();
        messages.splice(0..0, thread["messages"].as_array().unwrap().iter().cloned());
        match thread.get("older_cursor") {
            Some(older) => cursor = Some(older.clone()),
            None => return messages,
        }
    }
}

#[tokio::test]
async fn everything_that_kapso_has_stands_on_the_desk_once() {
    let world = World::open().await;
    let conversations = truth(&world, "conversations").await;
    let contact =
        |one: &Value| (one["phone_number_id"].to_string(), one["business_scoped_user_id"].to_string(), one["phone_number"].to_string());
    let contacts: BTreeSet<_> = conversations.iter().map(contact).collect();
    let rows = world.rows(json!({})).await;
    assert_eq!(rows.len(), contacts.len(), "one row a contact and number");
    let mut newest: BTreeMap<_, &Value> = BTreeMap::new();
    for one in &conversations {
        let known = newest.entry(contact(one)).or_insert(one);
        if one["last_active_at"].as_str() > known["last_active_at"].as_str() {
            *known = one;
        }
    }
    let ids = |all: &mut dyn Iterator<Item = &Value>| all.map(|id| id.as_str().unwrap().to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(
        ids(&mut rows.iter().map(|row| &row["conversation_id"])),
        ids(&mut newest.values().map(|one| &one["id"])),
        "each row stands for the contact's newest conversation"
    );
    for one in &conversations {
        assert!(!whole_thread(&world, &one["id"], 50).await.is_empty(), "each conversation leads to its thread");
    }
    let mut messages = Vec::new();
    for row in &rows {
        messages.extend(whole_thread(&world, &row["conversation_id"], 50).await);
    }
    let shown = ids(&mut messages.iter().map(|message| &message["message_id"]));
    assert_eq!(shown.len(), messages.len(), "no message twice");
    assert_eq!(shown, ids(&mut truth(&world, "messages").await.iter().map(|message| &message["id"])));
    let project = world.ask("project_info", json!({})).await.unwrap();
    assert_eq!((&project["conversations"], &project["messages"]), (&json!(rows.len()), &json!(messages.len())));
}

#[tokio::test]
async fn a_long_chat_is_read_back_to_its_beginning_without_gap_or_overlap() {
    let world = World::open().await;
    let inés = world.hears("+1 555 010 0123", "word 0").await;
    world.later(1);
    for word in 1..=25 {
        world.control.receive(CLINIC, "+1 555 010 0123", &format!("word {word}")).unwrap();
    }
    world.later(1);
    world.control.receive(CLINIC, "+1 555 010 0123", "that is all").unwrap();
    world.until("all is heard", async || world.newest(&inés).await["text"] == "that is all").await;
    let words: Vec<Value> =
        whole_thread(&world, &json!(inés.conversation), 4).await.iter().map(|message| message["text"].clone()).collect();
    let mut told: Vec<String> = (0..=25).map(|word| format!("word {word}")).collect();
    told.push("that is all".to_owned());
    assert_eq!(words, told, "in the order in which it was written, however fast");
}

#[tokio::test]
async fn a_walk_meets_every_row_once_by_page_and_by_cursor() {
    let world = World::open().await;
    let cuts = [
        json!({}),
        json!({ "filter": "unread" }),
        json!({ "filter": "needs_reply" }),
        json!({ "filter": "expires_soon" }),
        json!({ "status": "ended" }),
        json!({ "status": "active" }),
        json!({ "status": "active", "filter": "needs_reply" }),
    ];
    for cut in cuts {
        let all: Vec<String> = world.rows(cut.clone()).await.iter().map(|row| row["thread_id"].to_string()).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{cut}");
        let (mut by_page, mut by_cursor) = (Vec::new(), Vec::new());
        let mut input = cut.clone();
        input["limit"] = json!(3);
        for page in 1.. {
            input["page"] = json!(page);
            let found = world.inbox(input.clone()).await;
            assert_eq!(found["total_count"], all.len(), "{cut}");
            by_page.extend(found["conversations"].as_array().unwrap().iter().map(|row| row["thread_id"].to_string()));
            if found.get("next_cursor").is_none() {
                break;
            }
        }
        input.as_object_mut().unwrap().remove("page");
        loop {
            let found = world.inbox(input.clone()).await;
            by_cursor.extend(found["conversations"].as_array().unwrap().iter().map(|row| row["thread_id"].to_string()));
            let Some(cursor) = found.get("next_cursor") else { break };
            input["cursor"] = cursor.clone();
        }
        assert_eq!((&by_page, &by_cursor), (&all, &all), "{cut}");
    }
}

#[tokio::test]
async fn a_walk_by_cursor_shows_nobody_twice_while_people_write() {
    let world = World::open().await;
    let first = world.inbox(json!({ "limit": 2 })).await;
    let before: BTreeSet<String> = world.rows(json!({})).await.iter().map(|row| row["thread_id"].to_string()).collect();
    world.later(1);
    world.hears("+1 555 010 0123", "I came in between").await;
    let mut seen: Vec<String> = Vec::new();
    let mut page = first;
    loop {
        seen.extend(page["conversations"].as_array().unwrap().iter().map(|row| row["thread_id"].to_string()));
        let Some(cursor) = page.get("next_cursor") else { break };
        page = world.inbox(json!({ "limit": 2, "cursor": cursor })).await;
    }
    assert_eq!(seen.len(), before.len());
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), before, "whoever was there at the start is met once");
}

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
async fn a_list_that_leads_back_to_itself_is_left_after_one_turn() {
    let world = World::opening(0).await;
    let circle = json!({ "data": [], "paging": { "cursors": { "after": "Yg==" }, "next": "Yg==" } });
    let rule = |route: &str| Rule {
        route: route.to_owned(),
        fault: Fault::Status { code: 200, body: Some(circle.clone()) },
        after: 0,
        times: Some(400),
    };
    world.control.fail(rule("GET */messages"));
    world.control.fail(rule("GET */conversations"));
    world.until("the reading ends", async || world.phase().await == "following").await;
}

#[tokio::test]
async fn ana_finds_the_chat_of_a_newcomer_by_what_they_wrote() {
    let world = World::open().await;
    let chat = world.hears("+1 555 010 0123", "  Ünïcødé 🎉\nand a second line ").await;
    assert_eq!(world.newest(&chat).await["text"], "  Ünïcødé 🎉\nand a second line ", "not a character is changed");
    let Chat { conversation, .. } = Chat::of(&world.row("+15550100123").await.unwrap());
    assert_eq!(conversation, chat.conversation);
}
