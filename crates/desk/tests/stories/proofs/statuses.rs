//! However WhatsApp's statuses come, and however often, a message looks the same in the end.

use std::collections::{BTreeMap, BTreeSet};

use desk::{
    secrets::StoreKey,
    store::{Store, messages::SeenMessage},
    translate,
};
use kapso::wire;
use serde_json::{Value, json};

use super::claim::Claim;

const WORDS: [&str; 4] = ["sent", "delivered", "read", "failed"];
/// The claim's own length.
const LONGEST: usize = 6;
/// What an everyday run tries: all up to length 4.
const FEW: usize = 340;

#[test]
fn every_order_of_statuses_ends_in_one_view() {
    let claim = Claim::begin(
        "statuses",
        "all orders and repetitions of sent, delivered, read and failed up to length 6",
        "5,460 sequences of 15 sets: one final view each",
    );
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(&home.path().join("store.sqlite"), &StoreKey::of_the_demo()).unwrap();
    let all = sequences(LONGEST);
    let sequences = &all[..claim.cases(FEW, all.len()).min(all.len())];
    for (number, sequence) in sequences.iter().enumerate() {
        arrive(&store, number, sequence);
    }
    let mut views: BTreeMap<BTreeSet<&str>, BTreeSet<String>> = BTreeMap::new();
    for (number, sequence) in sequences.iter().enumerate() {
        views.entry(sequence.iter().copied().collect()).or_default().insert(view(&store, number));
    }
    let single = views.values().filter(|seen| seen.len() == 1).count();
    let reached = format!("{} sequences of {} sets: {single} with one final view", sequences.len(), views.len());
    claim.end(&reached, single == views.len());
}

/// All sequences of one to `length` words.
fn sequences(length: usize) -> Vec<Vec<&'static str>> {
    let mut all: Vec<Vec<&str>> = Vec::new();
    let mut last: Vec<Vec<&str>> = vec![Vec::new()];
    for _ in 0..length {
        last = last.iter().flat_map(|before| WORDS.map(|word| [before.as_slice(), &[word]].concat())).collect();
        all.extend(last.iter().cloned());
    }
    all
}

/// Message number `number`, to a contact of its own, is read once for every status, each time with that status alone.
fn arrive(store: &Store, number: usize, sequence: &[&str]) {
    store
        .write_copy(|writer| {
            for (place, word) in sequence.iter().enumerate() {
                writer.put_messages(&[seen(number, word, place)])?;
            }
            Ok(())
        })
        .unwrap();
}

fn seen(number: usize, word: &str, place: usize) -> SeenMessage {
    let errors = if word == "failed" { json!([{ "code": 131_026, "title": "Message undeliverable" }]) } else { json!([]) };
    let message: wire::Message = serde_json::from_value(json!({
        "id": wamid(number),
        "timestamp": "1790000000",
        "type": "text",
        "text": { "body": "It is ready" },
        "to": digits(number),
        "kapso": {
            "direction": "outbound",
            "status": word,
            "phone_number": digits(number),
            "phone_number_id": "106500000000017",
            "statuses": [{ "status": word, "timestamp": (1_790_000_001 + place).to_string(), "errors": errors }],
        },
    }))
    .unwrap();
    translate::message(&message).unwrap()
}

/// What the thread and the inbox show of it.
fn view(store: &Store, number: usize) -> String {
    let (thread, shown) = store
        .read(|reader| {
            let thread = reader.recipients_of_digits(&digits(number))?.remove(0).thread_id;
            let row = reader.thread(thread, jiff::Timestamp::UNIX_EPOCH)?.unwrap();
            Ok((reader.thread_page(thread, None, 50)?.messages, row.last_message))
        })
        .unwrap();
    let messages: Vec<Value> = thread.iter().map(|message| json!([message.delivery, message.failure])).collect();
    json!([messages, shown.map(|preview| preview.delivery)]).to_string()
}

fn wamid(number: usize) -> String {
    format!("wamid.{number}")
}

fn digits(number: usize) -> String {
    format!("{}", 15_550_000_000_usize + number)
}
