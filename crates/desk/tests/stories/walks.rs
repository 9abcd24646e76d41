//! Reading everything, page by page: each row and each message once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use simulator::{DEMO_KEY, Fault, Rule};

use crate::world::{CLINIC, World};

/// Everything that a list of the simulator's own API has, asked without the desk's client.
pub(crate) async fn truth(world: &World, list: &str) -> Vec<Value> {
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
pub(crate) async fn whole_thread(world: &World, conversation: &Value, limit: u32) -> Vec<Value> {
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
async fn a_list_that_leads_back_to_itself_is_left_after_one_turn() {
    let circle = json!({ "data": [], "paging": { "cursors": { "after": "Yg==" }, "next": "Yg==" } });
    let rule = |route: &str| Rule {
        route: route.to_owned(),
        fault: Fault::Status { code: 200, body: Some(circle.clone()) },
        after: 0,
        times: Some(400),
    };
    let world = World::opening(vec![rule("GET */messages"), rule("GET */conversations")]).await;
    world.until("the reading ends", async || world.phase().await == "following").await;
}
