//! What contacts write is data: no text of theirs leaves the marks, sends anything or makes anything be fetched.

use desk::{gate::Reply, quoting};
use serde_json::{Value, json};

use crate::{
    corpus::{WISHES, corpus},
    world::World,
};

/// An answer in which somebody's words stand in every field that can hold them.
fn everywhere(words: &str) -> Value {
    json!({
        "conversations": [{
            "conversation": { "thread_id": "1", "contact_name": words, "last_message": { "text": words } },
            "messages": [{
                "message_id": "wamid.1", "kind": "text", "text": words,
                "media": { "filename": words, "transcript": words, "mime_type": words },
                "location": { "name": words, "address": words },
                "contacts": [{ "name": words, "phones": [words] }],
                "interactive": { "kind": "button", "header": words, "footer": words, "options": [{ "id": words, "title": words, "description": words }],
                                 "url": words, "fields": [{ "name": words, "value": words }] },
                "order": [{ "product": words }], "reaction": { "emoji": words }, "reply_to": { "text": words },
                "failure": { "message": words }, "author": { "kind": "agent", "name": words },
            }],
        }],
        "contact": { "profile_name": words, "username": words, "metadata": { words: words } },
    })
}

#[test]
fn no_words_in_any_field_close_the_mark_or_hide_in_it() {
    let corpus = corpus();
    assert!(corpus.len() >= 200, "{}", corpus.len());
    for words in corpus {
        let mut answer = everywhere(&words);
        assert!(quoting::mark(&mut answer, "5f3a9c01"));
        let marks = answer.as_object_mut().unwrap().remove("untrusted").unwrap();
        let texts = texts(&answer);
        for text in &texts {
            let unseen = |c: char| {
                c.is_control() && !matches!(c, '\n' | '\t')
                    || matches!(u32::from(c), 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xe0000..=0xe007f | 0x3164)
            };
            assert!(!text.contains(unseen), "{text:?}");
            let inside =
                text.strip_prefix(marks["opens"].as_str().unwrap()).and_then(|text| text.strip_suffix(marks["closes"].as_str().unwrap()));
            if let Some(inside) = inside {
                assert!(!inside.contains(['⟦', '⟧']), "{text:?}");
            } else {
                assert!(
                    ["1", "wamid.1", "text", "button", "agent"].contains(&text.as_str()) || !text.contains(' '),
                    "not marked: {text:?}"
                );
            }
        }
        assert!(texts.len() >= 24, "every field was looked at: {}", texts.len());
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[tokio::test]
async fn an_agent_that_reads_them_sends_nothing_and_nothing_is_fetched() {
    let world = World::open().await;
    let agent = world.agent("Claude Code").await;
    for wish in WISHES {
        world.control.receive(crate::world::CLINIC, "+15550100123", wish).unwrap();
        world.later(1);
    }
    let chat = world.hears("+15550100123", "the last of them").await;
    let foreign = |path: &str| path.contains("evil") || path.contains("steal");
    let read = json!({ "conversation_id": chat.conversation, "message_limit": 50 });
    let Reply::Done(answer) = world.ask_as(&agent, "whatsapp_get_conversation_context", read).await.unwrap() else { panic!("not read") };
    let (opens, closes) = (answer["untrusted"]["opens"].as_str().unwrap(), answer["untrusted"]["closes"].as_str().unwrap());
    let messages = answer["conversations"][0]["messages"].as_array().unwrap();
    assert!(messages.len() > WISHES.len());
    for text in messages.iter().map(|message| message["text"].as_str().unwrap()) {
        assert!(text.starts_with(opens) && text.ends_with(closes) && text.matches('⟦').count() == 2, "{text}");
    }
    assert_eq!(world.posts(), 0);
    assert!(world.control.requests().iter().all(|request| !foreign(&request.path)));
}
