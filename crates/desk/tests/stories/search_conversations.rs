//! Finding conversations: by whom they are with, then by what was said in them.

use desk::error::ErrorCode;
use serde_json::{Value, json};

use crate::world::{CLINIC, World};

const SEARCH: &str = "whatsapp_search_conversations";
const INÉS: &str = "+1 555 010 0123";
const OMAR: &str = "+1 555 010 0144";

async fn find(world: &World, input: Value) -> Vec<Value> {
    let mut input = input;
    input["response_format"] = json!("detailed");
    world.ask(SEARCH, input).await.unwrap()["hits"].as_array().unwrap().clone()
}

/// Whom each hit is with, by name or number, and what was said.
fn who(hits: &[Value]) -> Vec<(String, Option<String>)> {
    let name = |with: &Value| with["contact_name"].as_str().or(with["phone_number"].as_str()).unwrap_or_default().to_owned();
    let said = |hit: &Value| hit.pointer("/said/snippet/text").and_then(Value::as_str).map(str::to_owned);
    hits.iter().map(|hit| (name(&hit["conversation"]), said(hit))).collect()
}

fn is(name: &str, said: &str) -> (String, Option<String>) {
    (name.to_owned(), Some(said.to_owned()))
}

/// Every page, one conversation at a time.
async fn walk(world: &World, mut input: Value) -> Vec<Value> {
    let mut all = Vec::new();
    input["limit"] = json!(1);
    input["response_format"] = json!("detailed");
    loop {
        let page = world.ask(SEARCH, input.clone()).await.unwrap();
        all.extend(page["hits"].as_array().unwrap().iter().cloned());
        match page.get("next_cursor") {
            Some(cursor) => input["cursor"] = cursor.clone(),
            None => return all,
        }
    }
}

#[tokio::test]
async fn a_conversation_is_found_by_whom_it_is_with() {
    let world = World::open().await;
    for (query, name) in
        [("mariana", "Mariana Souza"), ("souza mar", "Mariana Souza"), ("5550-0188", "Mariana Souza"), ("田中", "田中ゆき")]
    {
        let hits = find(&world, json!({ "query": query })).await;
        assert_eq!(who(&hits[..1]), [(name.to_owned(), None)], "{query}");
    }
    assert!(find(&world, json!({ "query": "ariana souza" })).await.is_empty(), "a name is found by the starts of its words");
}

#[tokio::test]
async fn whom_it_is_with_comes_first_and_what_was_said_after_it_newest_first() {
    let world = World::open().await;
    world.hears(INÉS, "Does Zwetschgenmann work today?").await;
    world.later(60);
    world.hears("Mariana Souza", "I saw Zwetschgenmann").await;
    world.later(60);
    world.hears(OMAR, "zwetschgenmann told me").await;
    world.later(60);
    world.hears(INÉS, "Is Zwetschgenmann there now?").await;
    let newest_first = [
        is("+15550100123", "Is Zwetschgenmann there now?"),
        is("+15550100144", "zwetschgenmann told me"),
        is("Mariana Souza", "I saw Zwetschgenmann"),
    ];
    assert_eq!(who(&find(&world, json!({ "query": "zwetschgenmann" })).await), newest_first, "each conversation once");
    assert_eq!(who(&walk(&world, json!({ "query": "zwetschgenmann" })).await), newest_first);

    world.hears(OMAR, "Mariana Zwetschgenmann?").await;
    let found = who(&find(&world, json!({ "query": "mariana" })).await);
    assert_eq!(found[0], ("Mariana Souza".to_owned(), None), "{found:?}");
    assert!(found.contains(&is("+15550100144", "Mariana Zwetschgenmann?")), "{found:?}");
    assert_eq!(found.iter().filter(|(name, _)| name == "Mariana Souza").count(), 1, "{found:?}");
    assert_eq!(who(&walk(&world, json!({ "query": "mariana" })).await), found);
}

#[tokio::test]
async fn each_filter_lets_through_what_it_says() {
    let world = World::open().await;
    world.hears(INÉS, "aardvark one").await;
    let everything = world.rows(json!({})).await;
    let active_at = |row: &Value| row["last_active_at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let day = active_at(&everything[everything.len() / 2]);
    let of = |hits: Vec<Value>| -> Vec<Value> { hits.into_iter().map(|hit| hit["conversation"]["thread_id"].clone()).collect() };
    let expected = |fits: &dyn Fn(&Value) -> bool| -> Vec<Value> {
        everything.iter().filter(|row| fits(row)).map(|row| row["thread_id"].clone()).collect()
    };
    assert_eq!(of(walk(&world, json!({})).await), expected(&|_| true), "without words, all of them");
    assert_eq!(of(walk(&world, json!({ "status": "ended" })).await), expected(&|row| row["status"] == "ended"));
    let config = world.row("+15550100123").await.unwrap()["whatsapp_config_id"].clone();
    assert_eq!(of(walk(&world, json!({ "whatsapp_config_id": config })).await), expected(&|row| row["phone_number_id"] == CLINIC));
    let earlier = |row: &Value| active_at(row) < day;
    assert_eq!(of(walk(&world, json!({ "until": day.to_string() })).await), expected(&earlier));
    assert_eq!(of(walk(&world, json!({ "since": day.to_string() })).await), expected(&|row| !earlier(row)));

    for (cut, count) in [
        (json!({ "status": "active" }), 1),
        (json!({ "status": "ended" }), 0),
        (json!({ "whatsapp_config_id": config }), 1),
        (json!({ "since": day.to_string() }), 1),
        (json!({ "until": day.to_string() }), 0),
    ] {
        let mut input = cut.clone();
        input["query"] = json!("aardvark");
        assert_eq!(find(&world, input).await.len(), count, "{cut}");
    }
}

#[tokio::test]
async fn its_messages_come_along_when_they_are_asked_for_and_then_in_detail() {
    let world = World::open().await;
    for number in 0..12 {
        world.hears(INÉS, &format!("wombat {number}")).await;
        world.later(60);
    }
    let ask = async |input: Value| world.ask(SEARCH, input).await.unwrap()["hits"][0].clone();
    let without = ask(json!({ "query": "wombat" })).await;
    assert!(without.get("messages").is_none() && without["conversation"].get("thread_id").is_none(), "{without}");
    let with = ask(json!({ "query": "wombat", "include_messages": true })).await;
    assert!(with["conversation"]["thread_id"].is_string() && with["said"]["message_id"].is_string(), "{with}");
    let texts: Vec<&str> = with["messages"].as_array().unwrap().iter().map(|message| message["text"].as_str().unwrap()).collect();
    assert_eq!(texts, (2..12).map(|number| format!("wombat {number}")).collect::<Vec<_>>(), "the newest ten, oldest first");
    let concise = ask(json!({ "query": "wombat", "include_messages": true, "response_format": "concise" })).await;
    assert!(concise["messages"][0].get("message_id").is_none() && concise["said"].get("message_id").is_none(), "{concise}");
}

#[tokio::test]
async fn a_search_that_makes_no_sense_is_told_so() {
    let world = World::open().await;
    for (input, code) in [
        (json!({ "query": "" }), ErrorCode::InvalidValue),
        (json!({ "query": "x".repeat(201) }), ErrorCode::InvalidValue),
        (json!({ "query": ["x"] }), ErrorCode::WrongType),
        (json!({ "query": "x", "status": "open" }), ErrorCode::InvalidValue),
        (json!({ "query": "x", "include_messages": "yes" }), ErrorCode::WrongType),
        (json!({ "query": "x", "since": "yesterday" }), ErrorCode::InvalidValue),
        (json!({ "query": "x", "since": "2026-02-01", "until": "2026-01-01" }), ErrorCode::Contradiction),
        (json!({ "query": "x", "whatsapp_config_id": "nothing" }), ErrorCode::NotFound),
        (json!({ "query": "x", "limit": 0 }), ErrorCode::InvalidValue),
        (json!({ "query": "x", "cursor": "said.x" }), ErrorCode::InvalidValue),
        (json!({ "query": "x", "page": 2 }), ErrorCode::UnknownField),
    ] {
        assert_eq!(world.ask(SEARCH, input.clone()).await.unwrap_err().code, code, "{input}");
    }
    for typed in ["\"", "*", "()", "🎉", "NOT", "a OR", "'; DROP TABLE threads; --"] {
        assert!(world.ask(SEARCH, json!({ "query": typed })).await.is_ok(), "{typed}");
    }
}
