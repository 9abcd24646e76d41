//! A thread opened anywhere in it: around a message that was found, from there in both directions, and where an earlier
//! conversation began.

use serde_json::{Value, json};

use crate::world::{CLINIC, Chat, World};

const INÉS: &str = "+15550100123";

/// Inés writes so many messages, a minute apart.
async fn a_long_talk(world: &World, messages: usize) -> (Chat, Vec<String>) {
    let mut ids = Vec::new();
    for number in 1..messages {
        ids.push(world.control.receive(CLINIC, INÉS, &format!("Line {number}")).unwrap());
        world.later(60);
    }
    let chat = world.hears(INÉS, "The last line").await;
    ids.push(world.newest(&chat).await["message_id"].as_str().unwrap().to_owned());
    (chat, ids)
}

async fn part(world: &World, input: Value) -> Value {
    world.act("desk_thread", input).await.unwrap()
}

fn ids(part: &Value) -> Vec<String> {
    let messages = part["messages"].as_array().unwrap().iter();
    messages.map(|message| message["message_id"].as_str().unwrap_or("not accepted").to_owned()).collect()
}

#[tokio::test]
async fn a_thread_opens_around_a_message_and_goes_on_both_ways_without_a_gap() {
    let world = World::open().await;
    let (chat, written) = a_long_talk(&world, 24).await;
    for middle in [0, 1, 11, 22, 23] {
        let found = &written[middle];
        let first = part(&world, json!({ "thread_id": chat.thread, "around_message_id": found, "limit": 6 })).await;
        let mut all = ids(&first);
        assert!(all.contains(found) && all.len() <= 6, "{middle}: {all:?}");
        let (mut older, mut newer) = (first.get("older_cursor").cloned(), first.get("newer_cursor").cloned());
        while let Some(cursor) = older {
            let page = part(&world, json!({ "thread_id": chat.thread, "cursor": cursor, "limit": 5 })).await;
            assert_eq!(page.get("newer_cursor"), None, "a page of older ones leads on to older ones");
            all.splice(0..0, ids(&page));
            older = page.get("older_cursor").cloned();
        }
        while let Some(cursor) = newer {
            let page = part(&world, json!({ "conversation_id": chat.conversation, "cursor": cursor, "limit": 5 })).await;
            assert_eq!(page.get("older_cursor"), None, "a page of newer ones leads on to newer ones");
            all.extend(ids(&page));
            newer = page.get("newer_cursor").cloned();
        }
        assert_eq!(all, written, "from the {middle}th on");
    }
}

#[tokio::test]
async fn what_waits_to_leave_stands_at_the_end_and_nowhere_else() {
    let world = World::with_undo(10).await;
    let (chat, written) = a_long_talk(&world, 9).await;
    world.sends(&chat, "On its way").await;
    let newest = part(&world, json!({ "thread_id": chat.thread, "limit": 3 })).await;
    assert_eq!(newest["messages"].as_array().unwrap().last().unwrap()["text"], "On its way");
    let around = |wamid: &String| json!({ "thread_id": chat.thread, "around_message_id": wamid, "limit": 4 });
    let middle = part(&world, around(&written[4])).await;
    assert!(!ids(&middle).contains(&"not accepted".to_owned()), "what waits stands among old messages");
    let cursor = middle["newer_cursor"].clone();
    let end = part(&world, json!({ "thread_id": chat.thread, "cursor": cursor, "limit": 50 })).await;
    assert_eq!(end["messages"].as_array().unwrap().last().unwrap()["text"], "On its way");
    let older = json!({ "thread_id": chat.thread, "cursor": middle["older_cursor"], "limit": 50 });
    assert!(!ids(&part(&world, older).await).contains(&"not accepted".to_owned()), "what waits stands before old messages");
}

#[tokio::test]
async fn a_message_of_somebody_else_opens_nothing() {
    let world = World::open().await;
    let inés = world.hears(INÉS, "Hello").await;
    let óscar = world.hears("+15550100124", "Good day").await;
    let his = world.newest(&óscar).await["message_id"].clone();
    for wrong in [json!(his), json!("wamid.nobody")] {
        let refused = world.act("desk_thread", json!({ "thread_id": inés.thread, "around_message_id": wrong })).await.unwrap_err();
        assert_eq!(refused.code.as_str(), "not_found");
    }
    for (input, code) in [
        (json!({}), "missing_field"),
        (json!({ "thread_id": inés.thread, "conversation_id": inés.conversation }), "contradiction"),
        (json!({ "thread_id": inés.thread, "around_message_id": his, "cursor": "before.1" }), "contradiction"),
        (json!({ "thread_id": inés.thread, "cursor": "1" }), "invalid_value"),
        (json!({ "thread_id": "999999999" }), "not_found"),
        (json!({ "conversation_id": "nobody" }), "not_found"),
    ] {
        assert_eq!(world.act("desk_thread", input.clone()).await.unwrap_err().code.as_str(), code, "{input}");
    }
}

#[tokio::test]
async fn earlier_conversations_are_listed_and_open_where_they_began() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "The first time").await;
    let began = world.newest(&chat).await["message_id"].clone();
    let end = json!({ "conversation_id": chat.conversation, "status": "ended" });
    world.ask("whatsapp_conversation_set_status", end).await.unwrap();
    world.later(3 * 24 * 3600);
    let again = world.hears(INÉS, "The second time").await;
    assert_eq!((&again.thread, again.conversation == chat.conversation), (&chat.thread, false), "Kapso opened a new conversation");
    let past = async || world.act("desk_past_conversations", json!({ "thread_id": chat.thread })).await.unwrap()["conversations"].clone();
    let listed = world
        .until("the first one is known to have ended", async || Some(past().await).filter(|past| past[1]["status"] == "ended"))
        .await
        .unwrap();
    assert_eq!(listed.as_array().unwrap().len(), 2, "{listed}");
    let facts = |row: &Value| (row["conversation_id"].clone(), row["status"].clone(), row["messages"].clone(), row["current"].clone());
    assert_eq!(facts(&listed[0]), (json!(again.conversation), json!("active"), json!(1), json!(true)));
    assert_eq!(facts(&listed[1]), (json!(chat.conversation), json!("ended"), json!(1), json!(false)));
    assert_eq!((&listed[1]["first_message_id"], &listed[1]["config_name"]), (&began, &world.row(INÉS).await.unwrap()["config_name"]));
    assert!(listed[1]["last_active_at"].as_str() < listed[0]["last_active_at"].as_str());
    let opened = part(&world, json!({ "thread_id": chat.thread, "around_message_id": began })).await;
    assert_eq!(opened["messages"][0]["text"], "The first time");
    assert_eq!(world.act("desk_past_conversations", json!({ "thread_id": "999999999" })).await.unwrap_err().code.as_str(), "not_found");
}
