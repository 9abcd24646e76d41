//! Finding what was said, in any language, by anybody, and whatever is typed.

use desk::error::ErrorCode;
use serde_json::{Value, json};

use crate::world::{CLINIC, Chat, World};

const INÉS: &str = "+1 555 010 0123";
const OMAR: &str = "+1 555 010 0144";

const SEARCH: &str = "whatsapp_search_messages";

async fn find(world: &World, mut input: Value) -> Value {
    input["response_format"] = json!("detailed");
    world.ask(SEARCH, input).await.unwrap()
}

/// The pieces of text that were found, hit by hit.
async fn found(world: &World, query: &str) -> Vec<String> {
    texts(&find(world, json!({ "query": query })).await)
}

fn texts(answer: &Value) -> Vec<String> {
    answer["hits"].as_array().unwrap().iter().map(|hit| hit["snippet"]["text"].as_str().unwrap().to_owned()).collect()
}

/// What is marked in a hit, by JavaScript's count.
fn marked(hit: &Value) -> Vec<String> {
    let units: Vec<u16> = hit["snippet"]["text"].as_str().unwrap().encode_utf16().collect();
    let at = |mark: &Value, edge: &str| usize::try_from(mark[edge].as_u64().unwrap()).unwrap();
    let marks = hit["snippet"]["marks"].as_array().unwrap().iter();
    marks.map(|mark| String::from_utf16(&units[at(mark, "start")..at(mark, "end")]).unwrap()).collect()
}

async fn refused(world: &World, input: Value) -> ErrorCode {
    let error = world.ask(SEARCH, input).await.unwrap_err();
    assert!(!error.message.contains("fts5") && !error.message.contains("syntax"), "{error}");
    error.code
}

#[tokio::test]
async fn everybody_is_found_in_their_own_language() {
    let world = World::open().await;
    for (query, said) in [
        ("manana", "mañana"),
        ("RAZON", "razón"),
        ("طلب", "الطلب"),
        ("الكرتون", "الكرتون"),
        ("5521", "5521"),
        ("木曜", "木曜"),
        ("先生", "先生"),
        ("दिवाली", "दिवाली"),
        ("डिब्बे चाहिए", "डिब्बे"),
        ("آپ کا شکریہ", "شکریہ"),
        ("gold ribbon", "ribbon"),
        ("💙", "💙"),
    ] {
        let answer = find(&world, json!({ "query": query })).await;
        let marks: Vec<String> = answer["hits"].as_array().unwrap().iter().flat_map(marked).collect();
        let seen = marks.iter().any(|mark| mark.to_lowercase().contains(said)) || query == "gold ribbon";
        assert!(seen, "{query}: {marks:?} in {:?}", texts(&answer));
    }
}

#[tokio::test]
async fn what_is_typed_is_found_while_it_is_typed() {
    let world = World::open().await;
    world.hears(INÉS, "The quick Zwetschgenkuchen is ready").await;
    for typed in ["zwe", "zwetsch", "Zwetschgenkuchen", "quick zwet", "zwetschgenkuchen quick", "\"quick zwetschgen"] {
        assert_eq!(found(&world, typed).await, ["The quick Zwetschgenkuchen is ready"], "{typed}");
    }
    for nobody in ["zwet quick", "\"quick zwetsch\"", "\"zwetschgenkuchen quick\"", "zwetschgenkuchenx"] {
        assert!(found(&world, nobody).await.is_empty(), "{nobody}");
    }
}

#[tokio::test]
async fn what_was_just_said_or_sent_is_found_at_once() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is the xylophone here?").await;
    world.sends(&chat, "The xylophone arrived").await;
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!(found(&world, "xylophone").await, ["The xylophone arrived", "Is the xylophone here?"], "the newest first");
    world.later(3600);
    world.until("ticks", async || world.newest(&chat).await["delivery"] != "accepted").await;
    assert_eq!(found(&world, "xylophone").await.len(), 2, "a message whose ticks changed is still there once");
}

#[tokio::test]
async fn captions_file_names_transcripts_templates_and_choices_are_found() {
    let world = World::open().await;
    let of = async |query: &str| {
        let answer = find(&world, json!({ "query": query })).await;
        let hits = answer["hits"].as_array().unwrap().clone();
        hits.iter().map(|hit| (hit["kind"].as_str().unwrap().to_owned(), hit["found_in"].as_str().unwrap().to_owned())).collect::<Vec<_>>()
    };
    let is = |kind: &str, part: &str| (kind.to_owned(), part.to_owned());
    assert!(of("سكري القصيم").await.contains(&is("image", "text")), "a caption");
    assert!(of("أحد يتواصل").await.contains(&is("audio", "transcript")), "a transcript");
    assert!(of("\"SA 118 204\"").await.contains(&is("template", "text")), "a filled template");
    assert!(of("SUKKARI-1KG").await.iter().any(|(kind, _)| kind == "order"), "a product");
    assert!(of("laudo").await.contains(&is("document", "filename")), "a file's name");
}

#[tokio::test]
async fn each_filter_lets_through_what_it_says() {
    let world = World::open().await;
    let first = world.hears(INÉS, "aardvark one").await;
    world.later(7200);
    let second = world.hears(OMAR, "aardvark two").await;
    world.sends(&second, "aardvark three").await;
    world.until_newest_is(&second, "accepted").await;
    let with = async |field: &str, value: Value| {
        let mut found = texts(&find(&world, json!({ "query": "aardvark", field: value })).await);
        found.sort();
        found
    };
    let row = world.row("+15550100123").await.unwrap();
    assert_eq!(with("conversation_id", json!(first.conversation)).await, ["aardvark one"]);
    assert_eq!(with("direction", json!("outbound")).await, ["aardvark three"]);
    assert_eq!(with("direction", json!("inbound")).await, ["aardvark one", "aardvark two"]);
    assert_eq!(with("kind", json!("text")).await.len(), 3);
    assert!(with("kind", json!("image")).await.is_empty());
    assert_eq!(with("whatsapp_config_id", row["whatsapp_config_id"].clone()).await.len(), 3);
    let configs = world.ask("whatsapp_configs_overview", json!({ "response_format": "detailed" })).await.unwrap();
    let other = configs["configs"].as_array().unwrap().iter().find(|config| config["phone_number_id"] != CLINIC).unwrap();
    assert!(with("whatsapp_config_id", other["whatsapp_config_id"].clone()).await.is_empty());
    let two = world.messages(&second).await.iter().find(|message| message["text"] == "aardvark two").unwrap()["at"].clone();
    assert_eq!(with("since", two.clone()).await, ["aardvark three", "aardvark two"]);
    assert_eq!(with("until", two).await, ["aardvark one"], "the moment itself is not part of it");
    assert!(with("since", json!("2999-01-01")).await.is_empty());
}

#[tokio::test]
async fn a_hit_comes_with_what_was_said_around_it() {
    let world = World::open().await;
    world.hears(INÉS, "one").await;
    for text in ["two", "three wombat", "four", "five"] {
        world.later(60);
        world.hears(INÉS, text).await;
    }
    let around = async |count: u32| {
        let answer = find(&world, json!({ "query": "wombat", "per_hit_context": count })).await;
        let texts = |side: &str| -> Vec<String> {
            let side = answer["hits"][0].get(side).and_then(Value::as_array).cloned().unwrap_or_default();
            side.iter().map(|message| message["text"].as_str().unwrap_or_default().to_owned()).collect()
        };
        (texts("before"), texts("after"))
    };
    assert_eq!(around(0).await, (vec![], vec![]));
    assert_eq!(around(1).await, (vec!["two".to_owned()], vec!["four".to_owned()]));
    let (before, after) = around(5).await;
    assert_eq!(before[before.len() - 2..], ["one", "two"]);
    assert_eq!(after, ["four", "five"]);
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_overlap() {
    let world = World::open().await;
    let everything = {
        let mut texts = Vec::new();
        for number in 0..7 {
            world.hears(INÉS, &format!("quokka {number}")).await;
            texts.push(format!("quokka {number}"));
            world.later(60);
        }
        texts
    };
    let (mut all, mut input) = (Vec::new(), json!({ "query": "quokka", "limit": 3 }));
    loop {
        let page = find(&world, input.clone()).await;
        all.extend(texts(&page));
        match page.get("next_cursor") {
            Some(cursor) => input["cursor"] = cursor.clone(),
            None => break,
        }
    }
    all.reverse();
    assert_eq!(all, everything);
}

#[tokio::test]
async fn whatever_is_typed_is_no_error_and_finds_what_it_says() {
    let world = World::open().await;
    world.hears(INÉS, "NEAR the gate: 50% off* (\"today\") AND tomorrow — o'clock").await;
    for typed in [
        "NEAR(",
        "near gate",
        "50% off*",
        "\"today\") AND",
        "o'clock",
        "\"o'clock\"",
        "AND tomorrow",
        "gate: -off",
        "^near",
        "words:near OR near",
    ] {
        let hits = found(&world, typed).await;
        let expected = !typed.contains("words:");
        assert_eq!(hits.iter().any(|text| text.starts_with("NEAR the gate")), expected, "{typed}: {hits:?}");
    }
    for typed in ["\"", "*", "\"\"", "()", "NOT", "a NOT", "{}", "col:", "\\", "'; DROP TABLE messages; --", "🏳️‍🌈", "%", "_"] {
        let answer = world.ask(SEARCH, json!({ "query": typed })).await;
        assert!(answer.is_ok(), "{typed:?}: {answer:?}");
    }
    for long in ["word ".repeat(100), "木".repeat(500), "\"".repeat(500), "a\"".repeat(250)] {
        assert!(world.ask(SEARCH, json!({ "query": long })).await.is_ok());
    }
}

#[tokio::test]
async fn a_question_that_makes_no_sense_is_told_so() {
    let world = World::open().await;
    for (input, code) in [
        (json!({}), ErrorCode::MissingField),
        (json!({ "query": "" }), ErrorCode::InvalidValue),
        (json!({ "query": "x".repeat(10_000) }), ErrorCode::InvalidValue),
        (json!({ "query": 7 }), ErrorCode::WrongType),
        (json!({ "query": "x", "per_hit_context": 6 }), ErrorCode::InvalidValue),
        (json!({ "query": "x", "limit": 51 }), ErrorCode::InvalidValue),
        (json!({ "query": "x", "since": "yesterday" }), ErrorCode::InvalidValue),
        (json!({ "query": "x", "since": "2026-02-01", "until": "2026-01-01" }), ErrorCode::Contradiction),
        (json!({ "query": "x", "conversation_id": "nobody" }), ErrorCode::NotFound),
        (json!({ "query": "x", "whatsapp_config_id": "nothing" }), ErrorCode::NotFound),
        (json!({ "query": "x", "cursor": "newest.x" }), ErrorCode::InvalidValue),
        (json!({ "query": "x", "sender": "me" }), ErrorCode::UnknownField),
    ] {
        assert_eq!(refused(&world, input.clone()).await, code, "{input}");
    }
}

#[tokio::test]
async fn an_agent_searches_without_asking_and_gets_ids_only_when_it_wants_them() {
    let world = World::open().await;
    let agent = world.agent("Claude").await;
    world.hears(INÉS, "platypus").await;
    let ask = async |input: Value| match world.ask_as(&agent, SEARCH, input).await.unwrap() {
        desk::gate::Reply::Done(answer) | desk::gate::Reply::Pending(answer) => answer,
    };
    let concise = ask(json!({ "query": "platypus" })).await;
    assert!(concise["hits"][0].get("message_id").is_none() && concise["hits"][0].get("conversation_id").is_none(), "{concise}");
    let detailed = ask(json!({ "query": "platypus", "response_format": "detailed" })).await;
    let chat = Chat::of(&detailed["hits"][0]);
    assert!(world.messages(&chat).await.iter().any(|message| message["message_id"] == detailed["hits"][0]["message_id"]));
}
