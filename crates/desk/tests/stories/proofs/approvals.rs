//! What was approved is what leaves: nothing else does, whatever becomes of the request on the disk.

use std::time::{Duration, Instant};

use desk::gate::Reply;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use simulator::Latency;

use super::claim::Claim;
use crate::{
    gate::to,
    secrets::opened,
    world::{Chat, SEND, World},
};

#[tokio::test]
async fn no_mutated_proposal_leaves_under_an_old_approval() {
    let claim = Claim::begin("mutations", "mutated proposals under an old approval", "10,000 mutations: 0 sent");
    let world = World::open().await;
    let (chat, other) = (world.hears("+15550100123", "Is it ready?").await, world.hears("+15550100124", "And mine?").await);
    let agent = world.agent("Claude Code").await;
    let mut dice = StdRng::seed_from_u64(claim.seed);
    let store = opened(world.home.path());
    let mut requests = Vec::new();
    for (operation, input) in proposals(&chat) {
        let Reply::Pending(pending) = world.ask_as(&agent, operation, input.clone()).await.unwrap() else { panic!("nobody was asked") };
        requests.push((pending["request_id"].as_str().unwrap().to_owned(), operation, input));
    }
    let (cases, mut refused) = (claim.cases(150, 10_000), 0);
    for case in 0..cases {
        let (request, operation, input) = &requests[case % requests.len()];
        let (name, said) = mutated(&mut dice, operation, input, &other);
        keep(&store, request, &name, &said);
        let decided = world.act("desk_decide", json!({ "request_id": request, "approve": true })).await;
        refused += usize::from(decided.is_err());
        keep(&store, request, operation, &input.to_string());
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let sent = world.posts();
    // The approvals were good all the time: what was asked leaves.
    for (request, ..) in &requests {
        world.act("desk_decide", json!({ "request_id": request, "approve": true })).await.unwrap();
    }
    world.until("what was asked left", async || world.posts() == requests.len()).await;
    claim.end(&format!("{cases} mutations: {refused} refused, {sent} sent"), refused == cases && sent == 0);
}

fn proposals(chat: &Chat) -> Vec<(&'static str, Value)> {
    let to_them = json!({ "conversation_id": chat.conversation });
    let picture = json!({ "conversation_selector": to_them, "message_type": "document", "file_url": "https://files.example/offer-118.pdf",
        "caption": "Your offer: 120 dollars", "filename": "offer.pdf" });
    let buttons = json!({ "conversation_selector": to_them, "interactive_type": "button", "body_text": "Shall we come at five?", "footer_text": "Depot",
        "buttons": [{ "type": "reply", "reply": { "id": "yes", "title": "Yes" } }, { "type": "reply", "reply": { "id": "no", "title": "No" } }] });
    vec![(SEND, to(chat, "It is ready, and it costs 120")), ("whatsapp_send_media", picture), ("whatsapp_send_interactive", buttons)]
}

fn keep(store: &Connection, request: &str, operation: &str, input: &str) {
    let id: i64 = request.parse().unwrap();
    store.execute("UPDATE approvals SET operation = ?2, input = ?3 WHERE id = ?1", params![id, operation, input]).unwrap();
}

/// Another proposal than the one that was approved: one thing about it is different.
fn mutated(dice: &mut StdRng, operation: &str, input: &Value, other: &Chat) -> (String, String) {
    let mut said = input.clone();
    let operation = operation.to_owned();
    match dice.random_range(0..10) {
        0 => said["conversation_selector"] = json!({ "conversation_id": other.conversation }),
        1 => said["conversation_selector"] = json!({ "phone_number": "+15550100124" }),
        2 => said["reply_to_message_id"] = json!(format!("wamid.{}", dice.random_range(0..1_000_000))),
        3 => said["idempotency_key"] = json!(dice.random_range(0..1_000_000).to_string()),
        4 if operation == SEND => return ("whatsapp_send_interactive".to_owned(), said.to_string()),
        _ => {
            let mut texts = Vec::new();
            places(&said, String::new(), &mut texts);
            texts.retain(|place| !place.contains("selector"));
            let text = said.pointer_mut(&texts[dice.random_range(0..texts.len())]).unwrap();
            *text = json!(altered(dice, text.as_str().unwrap()));
        }
    }
    (operation, said.to_string())
}

fn places(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at),
        Value::Array(items) => items.iter().enumerate().for_each(|(n, item)| places(item, format!("{at}/{n}"), found)),
        Value::Object(fields) => fields.iter().for_each(|(name, field)| places(field, format!("{at}/{name}"), found)),
        _ => {}
    }
}

/// Never the same text.
fn altered(dice: &mut StdRng, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = dice.random_range(0..letters.len());
    match dice.random_range(0..6) {
        0 => letters.insert(at, '\u{200b}'),
        1 => letters.insert(at, '\u{202e}'),
        2 => letters.push(' '),
        3 => drop(letters.remove(at)),
        4 => letters[at] = char::from_u32(0x0400 + dice.random_range(0..0xff)).unwrap(),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}

#[tokio::test]
async fn a_call_that_has_to_wait_is_answered_at_once() {
    let claim =
        Claim::begin("pending", "the answer that a call waits for a person", "1,000 calls, each within 300 ms, however slow Kapso is");
    let world = World::open().await;
    let chat = world.hears("+15550100123", "Is it ready?").await;
    let agent = world.agent("Claude Code").await;
    world.control.set_latency("*", Latency { least: 5_000, most: 5_000 });
    let (cases, mut took) = (claim.cases(20, 1_000), Vec::new());
    for case in 0..cases {
        let asked = Instant::now();
        let reply = world.ask_as(&agent, SEND, to(&chat, &format!("message {case}"))).await.unwrap();
        took.push(asked.elapsed());
        assert!(matches!(reply, Reply::Pending(_)), "{reply:?}");
    }
    took.sort_unstable();
    let (middle, slowest) = (took[cases / 2], took[cases - 1]);
    // An everyday test is no measurement: its machine does other things too.
    let holds = slowest <= Duration::from_millis(300) || std::env::var("PROVE").is_err();
    claim.end(&format!("{cases} calls: {} ms in the middle, {} ms at most", middle.as_millis(), slowest.as_millis()), holds);
}
