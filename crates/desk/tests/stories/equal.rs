//! How the desk differs from Kapso, in everything that both have.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::{
    behind::platform,
    walks::{truth, whole_thread},
    world::World,
};

const NOTES: &str = "kapso_desk_notes";

/// What of a message must be the same on the desk as at Kapso.
type Kept = (String, String, String, String);

fn at_kapso(message: &Value) -> (String, Kept) {
    let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    let seconds: i64 = text("/timestamp").parse().unwrap();
    let at = jiff::Timestamp::from_second(seconds).unwrap().to_string();
    let state = if text("/kapso/direction") == "outbound" { furthest(message) } else { "received" };
    (text("/id"), (text("/kapso/direction"), text("/text/body"), at, state.to_owned()))
}

/// Statuses come in any order; the furthest is where a message got to.
fn furthest(message: &Value) -> &'static str {
    let said = message["kapso"]["statuses"].as_array().into_iter().flatten().map(|status| &status["status"]);
    let said: Vec<&Value> = said.chain([&message["kapso"]["status"]]).collect();
    ["read", "delivered", "failed", "sent"].into_iter().find(|state| said.iter().any(|said| *said == state)).unwrap_or("accepted")
}

fn on_the_desk(message: &Value) -> (String, Kept) {
    let text = |field: &str| message[field].as_str().unwrap_or_default().to_owned();
    let body = if message["kind"] == "text" { text("text") } else { String::new() };
    (text("message_id"), (text("direction"), body, text("at"), text("delivery")))
}

/// Everything that the desk shows, thread by thread.
pub(crate) async fn shown(world: &World) -> Vec<Value> {
    let mut messages = Vec::new();
    for row in world.rows(json!({})).await {
        messages.extend(whole_thread(world, &row["conversation_id"], 50).await);
    }
    messages
}

/// How the desk differs from Kapso.
pub(crate) async fn differences(world: &World) -> Vec<String> {
    let mut found = of_messages(world).await;
    found.extend(of_conversations(world).await);
    found.extend(of_contacts(world).await);
    found.extend(of_customers(world).await);
    found.extend(of_numbers(world).await);
    found
}

/// Where two maps differ, in words.
fn compared<T: PartialEq + std::fmt::Debug>(what: &str, kapso: &BTreeMap<String, T>, desk: &BTreeMap<String, T>) -> Vec<String> {
    let ids: BTreeSet<&String> = kapso.keys().chain(desk.keys()).collect();
    let differs = |id: &&String| kapso.get(*id) != desk.get(*id);
    ids.into_iter().filter(differs).map(|id| format!("{what} {id} is {:?} at Kapso and {:?} here", kapso.get(id), desk.get(id))).collect()
}

async fn of_messages(world: &World) -> Vec<String> {
    let there = truth(world, "messages").await;
    let kapso: BTreeMap<String, Kept> = there.iter().map(at_kapso).collect();
    let shown = shown(world).await;
    let (left, waiting): (Vec<&Value>, Vec<&Value>) = shown.iter().partition(|message| message["message_id"].is_string());
    let desk: BTreeMap<String, Kept> = left.iter().map(|message| on_the_desk(message)).collect();
    let mut found = compared("message", &kapso, &desk);
    if desk.len() != left.len() {
        found.push(format!("{} messages are shown twice", left.len() - desk.len()));
    }
    for message in waiting {
        let text = message["text"].as_str().unwrap_or_default();
        if world.times_left(text) > 0 {
            let sends = world.control.sends().unwrap();
            let left = sends.iter().find(|sent| sent.raw.contains(text)).map(|sent| sent.first_at.as_str());
            found.push(format!("{text} left at {left:?}, and is shown as {} of {}", message["delivery"], message["at"]));
        }
    }
    let stands: BTreeMap<String, Value> =
        left.iter().filter_map(|message| Some((message["message_id"].as_str()?.to_owned(), message.get("reactions")?.clone()))).collect();
    found.extend(compared("the reactions to", &reactions(&there, &desk), &stands));
    found
}

/// What stands on each message: the newest reaction of each side, unless it was taken back.
fn reactions(newest_first: &[Value], known: &BTreeMap<String, Kept>) -> BTreeMap<String, Value> {
    let mut newest: BTreeMap<(String, String), Value> = BTreeMap::new();
    for message in newest_first.iter().filter(|message| message["type"] == "reaction") {
        let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        let side = (text("/reaction/message_id"), text("/kapso/direction"));
        newest.entry(side).or_insert_with(|| message["reaction"]["emoji"].clone());
    }
    let mut stands: BTreeMap<String, Value> = BTreeMap::new();
    for ((target, direction), emoji) in newest {
        if known.contains_key(&target) && emoji.as_str().is_some_and(|emoji| !emoji.is_empty()) {
            let all = stands.entry(target).or_insert_with(|| json!([]));
            all.as_array_mut().unwrap().push(json!({ "direction": direction, "emoji": emoji }));
        }
    }
    stands
}

async fn of_conversations(world: &World) -> Vec<String> {
    let there = truth(world, "conversations").await;
    let kapso: BTreeMap<String, Value> = there.iter().map(|row| (row["id"].as_str().unwrap().to_owned(), row["status"].clone())).collect();
    let messages = truth(world, "messages").await;
    let read: BTreeSet<&str> =
        messages.iter().filter(|message| furthest(message) == "read").filter_map(|message| message["id"].as_str()).collect();
    let mut found = Vec::new();
    for row in world.rows(json!({})).await {
        let id = row["conversation_id"].as_str().unwrap();
        if kapso.get(id) != Some(&row["status"]) {
            found.push(format!("conversation {id} is {:?} at Kapso and {} here", kapso.get(id), row["status"]));
        }
        let thread = whole_thread(world, &row["conversation_id"], 50).await;
        let said = |message: &&Value| message["kind"] != "reaction";
        let answered = thread.iter().rposition(|message| message["direction"] == "outbound" && message["delivery"] != "failed");
        let after = thread.iter().skip(answered.map_or(0, |place| place + 1));
        let unread =
            |message: &&Value| message["direction"] == "inbound" && message["message_id"].as_str().is_some_and(|id| !read.contains(id));
        let unread = after.filter(said).filter(unread).count();
        if row["unread_count"] != unread {
            found.push(format!("{} has {unread} unread messages, and says {}", row["contact_name"], row["unread_count"]));
        }
        let last = thread.last().map(|message| (&message["at"], &message["delivery"]));
        if last != Some((&row["last_message"]["at"], &row["last_message"]["delivery"])) {
            found.push(format!("the newest of {id} is {last:?}, and the inbox says {}", row["last_message"]));
        }
    }
    for id in kapso.keys() {
        let input = json!({ "conversation_id": id, "message_limit": 1 });
        if world.ask("whatsapp_get_conversation_context", input).await.is_err() {
            found.push(format!("conversation {id} is not here"));
        }
    }
    found
}

async fn of_contacts(world: &World) -> Vec<String> {
    let (mut kapso, mut desk) = (BTreeMap::new(), BTreeMap::new());
    for there in truth(world, "contacts").await {
        let id = there["id"].as_str().unwrap().to_owned();
        let mut metadata = there["metadata"].clone();
        let notes = metadata.as_object_mut().and_then(|fields| fields.shift_remove(NOTES)).unwrap_or_else(|| json!([]));
        let texts = |notes: &Value| notes.as_array().unwrap().iter().map(|note| note["text"].to_string()).collect::<Vec<_>>();
        let name = ["display_name", "profile_name", "username"].iter().find_map(|field| there[field].as_str());
        let phone = there["wa_id"].as_str().map(|digits| format!("+{digits}"));
        let mut notes = texts(&notes);
        notes.sort();
        let input = json!({ "identifier": id, "include_recent_messages": false, "response_format": "detailed" });
        match world.ask("whatsapp_get_contact_context", input).await {
            Ok(here) => {
                let contact = &here["contact"];
                let mut shared = texts(&here["notes"]);
                shared.sort();
                let waits = here["notes"].as_array().unwrap().iter().any(|note| note["state"] != "shared");
                let kept = contact.get("metadata").cloned().unwrap_or_else(|| json!({}));
                let text = |field: &str| contact[field].as_str().map(str::to_owned);
                let row = (text("name"), text("phone_number"), contact["customer_id"].clone(), kept.to_string(), shared, waits);
                desk.insert(id.clone(), row);
            }
            Err(error) => assert_eq!(error.code.as_str(), "not_found", "{error}"),
        }
        kapso.insert(id, (name.map(str::to_owned), phone, there["customer_id"].clone(), metadata.to_string(), notes, false));
    }
    compared("contact", &kapso, &desk)
}

/// All pages of a list of the platform.
async fn pages(world: &World, path: &str) -> Vec<Value> {
    let (mut rows, mut page) = (Vec::new(), 1);
    loop {
        let (status, body) = platform(world, "GET", &format!("{path}?per_page=100&page={page}"), &Value::Null).await;
        assert_eq!(status, 200, "{path}: {body}");
        rows.extend(body["data"].as_array().unwrap().iter().cloned());
        if body["meta"]["total_pages"].as_u64().unwrap_or(1) <= page {
            return rows;
        }
        page += 1;
    }
}

fn by_id(rows: &[Value], id: &str, fields: &[&str]) -> BTreeMap<String, Vec<Value>> {
    let kept = |row: &Value| fields.iter().map(|field| row[field].clone()).collect();
    rows.iter().map(|row| (row[id].as_str().unwrap().to_owned(), kept(row))).collect()
}

async fn of_customers(world: &World) -> Vec<String> {
    let there = pages(world, "/customers").await;
    let fields = ["name", "external_customer_id"];
    let list = json!({ "limit": 100, "response_format": "detailed" });
    let here = world.ask("platform_list_customers", list).await.unwrap()["customers"].as_array().unwrap().clone();
    let mut found = compared("customer", &by_id(&there, "id", &fields), &by_id(&here, "customer_id", &fields));
    for customer in &there {
        let links = pages(world, &format!("/customers/{}/setup_links", customer["id"].as_str().unwrap())).await;
        let input = json!({ "customer_id": customer["id"], "limit": 100, "response_format": "detailed" });
        let Ok(page) = world.ask("platform_list_setup_links", input).await else { continue };
        let here = page["setup_links"].as_array().unwrap();
        let fields = ["status", "whatsapp_setup_status", "url"];
        let there = by_id(&links, "id", &fields).into_iter().map(|(id, mut kept)| {
            if kept[0] != "active" {
                kept[2] = Value::Null;
            }
            (id, kept)
        });
        found.extend(compared("setup link", &there.collect(), &by_id(here, "setup_link_id", &fields)));
    }
    found
}

async fn of_numbers(world: &World) -> Vec<String> {
    let there = pages(world, "/whatsapp/phone_numbers").await;
    let input = json!({ "response_format": "detailed" });
    let here = world.ask("whatsapp_configs_overview", input).await.unwrap()["configs"].as_array().unwrap().clone();
    let fields = ["customer_id", "status", "display_phone_number"];
    let mut found = compared("number", &by_id(&there, "id", &fields), &by_id(&here, "phone_number_id", &fields));
    let (mut kapso, mut desk) = (BTreeMap::new(), BTreeMap::new());
    let accounts: BTreeSet<&str> = there.iter().filter_map(|number| number["business_account_id"].as_str()).collect();
    for account in accounts {
        let (status, body) = crate::behind::meta(world, &format!("/{account}/message_templates?limit=100")).await;
        if status == 200 {
            kapso.extend(body["data"].as_array().unwrap().iter().map(template));
        }
    }
    for page in 1.. {
        let input = json!({ "include_unapproved": true, "limit": 100, "page": page });
        let templates = world.ask("whatsapp_templates", input).await.unwrap()["templates"].as_array().unwrap().clone();
        desk.extend(templates.iter().map(template));
        if templates.len() < 100 {
            break;
        }
    }
    found.extend(compared("template", &kapso, &desk));
    found
}

fn template(template: &Value) -> (String, Value) {
    (format!("{} {}", template["name"], template["language"]), template["status"].clone())
}
