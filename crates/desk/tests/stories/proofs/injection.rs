//! Whatever contacts write, and wherever they can: nothing of it leaves the marks, sends anything or makes anything be fetched.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use desk::{caller::Caller, gate::Reply};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::claim::Claim;
use crate::{
    contacts::{at_kapso, found},
    corpus::corpus,
    world::{CLINIC, Chat, World},
};

const INÉS: &str = "+15550100123";
/// What desk and business say themselves.
const OURS: [&str; 6] = ["opens", "closes", "meaning", "next", "remedy", "config_name"];

#[tokio::test]
async fn nothing_that_contacts_write_sends_fetches_or_closes_the_mark() {
    let corpus = corpus();
    let claim = Claim::begin(
        "injection",
        "hostile texts through every field that contacts fill, read by every tool that shows it",
        "at least 200 texts: 0 sends, 0 fetches, 0 marks closed",
    );
    let (address, fetched) = bait().await;
    let world = World::open().await;
    let agent = world.agent("Claude Code").await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    // Everyday runs take some of each disguise.
    let texts = claim.cases(24, corpus.len()).min(corpus.len());
    let hostile: Vec<String> = (0..texts).map(|n| format!("{} {address}{n}", corpus[n * 37 % corpus.len()])).collect();
    let mut read = Reading::default();
    rename(&world, &hostile).await;
    for (n, words) in hostile.iter().enumerate() {
        world.later(1);
        for message in fields(words) {
            world.control.receive_message(CLINIC, INÉS, &message).unwrap();
        }
        let last = world.control.receive(CLINIC, INÉS, &format!("{words} {n}")).unwrap();
        let is_here = async || world.messages(&chat).await.iter().any(|message| message["message_id"] == last);
        world.until("all of it is here", is_here).await;
        for (name, input) in looks(&chat, words) {
            read.look(&world, &agent, name, input).await;
        }
    }
    for query in ["a", "e", "i", "5"] {
        read.look(&world, &agent, "whatsapp_search_contacts", json!({ "query": query, "limit": 50 })).await;
    }
    for contact in people(&world).await.iter().take(texts) {
        read.look(&world, &agent, "whatsapp_get_contact_context", json!({ "identifier": contact })).await;
    }
    read.look(&world, &agent, "whatsapp_inbox", json!({ "limit": 50 })).await;
    let fetched =
        fetched.load(Ordering::Relaxed) + world.control.requests().iter().filter(|request| request.path.contains("media")).count();
    let (sent, waits) = (world.posts(), world.act("desk_approvals", json!({})).await.unwrap()["approvals"].as_array().unwrap().len());
    assert!(read.marked > texts * 12 && waits == 0, "{} texts were read", read.marked);
    let reached = format!(
        "{texts} texts, {} answers with {} texts between marks: {sent} sends, {fetched} fetches, {} marks closed",
        read.answers, read.marked, read.closed
    );
    claim.end(&reached, sent + fetched + read.closed == 0);
}

/// An address that somebody might fetch, and how often somebody did.
async fn bait() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, fetched) = (format!("http://{}/", listener.local_addr().unwrap()), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&fetched);
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    (address, fetched)
}

/// As many contacts as there are get a hostile name and hostile fields, at Kapso.
async fn rename(world: &World, hostile: &[String]) {
    for (contact, words) in people(world).await.iter().zip(hostile) {
        at_kapso(world, contact, json!({ "display_name": words, "metadata": { words: words } })).await;
    }
    world.later(61);
    world.until("a name has come", async || !found(world, json!({ "query": "http" })).await.is_empty()).await;
}

/// Kapso's ids of contacts, as many as are found.
async fn people(world: &World) -> BTreeSet<String> {
    let mut people = BTreeSet::new();
    for query in ["a", "e", "j", "l", "m", "s", "h", "1", "3", "5"] {
        people
            .extend(found(world, json!({ "query": query })).await.iter().map(|contact| contact["contact_id"].as_str().unwrap().to_owned()));
    }
    people
}

/// A message for every field that a contact can fill.
fn fields(words: &str) -> Vec<Value> {
    let filename =
        json!({ "media_data": { "url": "https://api.kapso.ai/media/x", "filename": words, "content_type": "image/jpeg", "byte_size": 1 } });
    let form = json!({ "flow_token": "t", words: words }).to_string();
    let card = json!({ "name": { "formatted_name": words, "first_name": words }, "phones": [{ "phone": words, "wa_id": words }] });
    let chosen = |kind: &str, rest: Value| json!({ "type": "interactive", "interactive": { "type": kind, kind: rest } });
    vec![
        json!({ "type": "text", "text": { "body": words } }),
        json!({ "type": "image", "image": { "id": "1", "mime_type": words, "caption": words }, "kapso": filename }),
        json!({ "type": "document", "document": { "id": "2", "mime_type": "application/pdf", "filename": words, "caption": words } }),
        json!({ "type": "audio", "audio": { "id": "3", "mime_type": "audio/ogg" }, "kapso": { "transcript": { "text": words } } }),
        json!({ "type": "location", "location": { "latitude": 1.5, "longitude": 2.5, "name": words, "address": words } }),
        json!({ "type": "contacts", "contacts": [card] }),
        chosen("button_reply", json!({ "id": words, "title": words })),
        chosen("list_reply", json!({ "id": words, "title": words, "description": words })),
        chosen("nfm_reply", json!({ "name": words, "body": words, "response_json": form })),
        json!({ "type": "button", "button": { "text": words, "payload": words } }),
        json!({ "type": "order", "order": { "catalog_id": words, "product_items": [{ "product_retailer_id": words, "quantity": 1, "item_price": 1, "currency": words }] } }),
        json!({ "type": "reaction", "reaction": { "message_id": "wamid.none", "emoji": words } }),
        json!({ "type": "text", "text": { "body": words }, "context": { "id": words, "from": words } }),
    ]
}

/// The tools that show what a contact wrote.
fn looks(chat: &Chat, words: &str) -> Vec<(&'static str, Value)> {
    let word: String =
        words.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.len()).unwrap_or("all").chars().take(20).collect();
    let mut looks = Vec::new();
    for format in ["concise", "detailed"] {
        looks.push(("whatsapp_inbox", json!({ "limit": 2, "response_format": format })));
        looks.push((
            "whatsapp_get_conversation_context",
            json!({ "conversation_id": chat.conversation, "message_limit": 15, "response_format": format }),
        ));
        looks.push(("whatsapp_search_messages", json!({ "query": word, "limit": 5, "response_format": format })));
        looks.push((
            "whatsapp_search_conversations",
            json!({ "query": word, "include_messages": true, "limit": 3, "response_format": format }),
        ));
        looks.push(("whatsapp_get_contact_context", json!({ "identifier": INÉS, "response_format": format })));
    }
    looks
}

#[derive(Default)]
struct Reading {
    answers: usize,
    marked: usize,
    closed: usize,
}

impl Reading {
    /// An agent looks, and every text of the answer is looked at.
    async fn look(&mut self, world: &World, agent: &Caller, name: &str, input: Value) {
        let answer = match world.ask_as(agent, name, input.clone()).await {
            Ok(Reply::Done(answer)) => answer,
            Ok(Reply::Pending(answer)) => panic!("{name} waits: {answer}"),
            Err(error) => panic!("{name} {input}: {error}"),
        };
        self.answers += 1;
        let marks = answer.get("untrusted").cloned().unwrap_or_default();
        let (opens, closes) = (marks["opens"].as_str().unwrap_or("?").to_owned(), marks["closes"].as_str().unwrap_or("?").to_owned());
        let mut texts = Vec::new();
        collect(&answer, "", &mut texts);
        for (field, text) in texts.iter().filter(|(field, _)| !OURS.contains(&field.as_str())) {
            let inside = text.strip_prefix(&opens).and_then(|text| text.strip_suffix(&closes));
            let is_safe = match inside {
                Some(inside) => !inside.contains(['⟦', '⟧']) && !inside.contains(unseen),
                None => is_machines(text),
            };
            if !is_safe {
                println!("{name}: {field} holds {text:?}");
            }
            self.marked += usize::from(inside.is_some());
            self.closed += usize::from(!is_safe);
        }
    }
}

/// Every text with the name of its field, and the names of fields themselves where somebody else may have chosen them.
fn collect(value: &Value, field: &str, texts: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => texts.push((field.to_owned(), text.clone())),
        Value::Array(items) => items.iter().for_each(|item| collect(item, field, texts)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            assert!(!name.contains(['⟦', '⟧']) && !name.contains(unseen), "a field is called {name:?}");
            collect(value, name, texts);
        }),
        _ => {}
    }
}

fn unseen(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(u32::from(c), 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xe0000..=0xe007f | 0x3164)
}

/// An id, a time, a number or one word of ours: nothing with an address or a sentence in it.
fn is_machines(text: &str) -> bool {
    let is_phone = text.chars().all(|c| c.is_ascii_digit() || "+-() ".contains(c));
    is_phone || (!text.contains("127.0.0.1") && text.chars().all(|c| c.is_ascii_alphanumeric() || "._:+/=-".contains(c)))
}
