//! The people who are there from the start.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::Value;

use crate::stage::Stage;

#[tokio::test]
async fn there_are_forty_people_and_more_over_at_least_four_numbers() {
    let stage = Stage::by_hand().await;
    let numbers = stage.platform("/whatsapp/phone_numbers").await.body["data"].as_array().unwrap().len();
    let contacts = stage.all("/whatsapp/contacts").await;
    let nobody = |one: &&Value| one["wa_id"].is_null() && one.get("profile_name").is_none() && one["display_name"].is_null();
    assert!(numbers >= 4 && contacts.len() >= 40, "{numbers} numbers, {} people", contacts.len());
    assert!(contacts.iter().filter(|one| one["wa_id"].is_null()).count() >= 3, "some have only a business-scoped id");
    assert!(contacts.iter().any(|one| nobody(&one)), "one has neither a number nor a name");
    assert!(contacts.iter().any(|one| one["profile_name"].as_str().unwrap_or_default().chars().count() > 60));
}

#[tokio::test]
async fn every_kind_of_message_is_there_in_both_directions_where_there_are_two() {
    let stage = Stage::by_hand().await;
    let mut kinds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for message in stage.all("/whatsapp/messages").await {
        let (kind, direction) = (message["type"].as_str().unwrap(), message["kapso"]["direction"].as_str().unwrap());
        assert!(!message[kind].is_null(), "a message has the member that its type names: {message}");
        kinds.entry(direction.to_owned()).or_default().insert(kind.to_owned());
        if let Some(sub) = message[kind]["type"].as_str() {
            kinds.entry(direction.to_owned()).or_default().insert(format!("{kind}/{sub}"));
        }
    }
    let has = |direction: &str, wanted: &[&str]| {
        for kind in wanted {
            assert!(kinds[direction].contains(*kind), "no {direction} {kind}");
        }
    };
    has("inbound", &["text", "image", "video", "audio", "document", "sticker", "location", "contacts", "button", "reaction", "order"]);
    has("inbound", &["interactive/button_reply", "interactive/list_reply", "interactive/nfm_reply", "unsupported", "system"]);
    has("outbound", &["text", "image", "document", "template", "location", "contacts", "reaction"]);
    has("outbound", &["interactive/list", "interactive/button", "interactive/cta_url", "interactive/location_request_message"]);
}

#[tokio::test]
async fn some_windows_are_open_some_are_closing_and_some_are_closed() {
    let stage = Stage::by_hand().await;
    let now = stage.control().now();
    let mut hours: BTreeMap<String, f64> = BTreeMap::new();
    for one in stage.all("/whatsapp/conversations").await {
        let Some(last) = one["kapso"]["last_inbound_at"].as_str() else { continue };
        let left = 24.0 - now.duration_since(last.parse::<Timestamp>().unwrap()).as_secs_f64() / 3600.0;
        let who = format!("{} {} {}", one["phone_number_id"], one["phone_number"], one["business_scoped_user_id"]);
        let best = hours.entry(who).or_insert(left);
        *best = best.max(left);
    }
    let count = |low: f64, high: f64| hours.values().filter(|left| (low..high).contains(*left)).count();
    assert!(count(4.0, 24.1) >= 10, "open: {}", count(4.0, 24.1));
    assert!(count(2.0, 4.0) >= 3, "under four hours: {}", count(2.0, 4.0));
    assert!(count(0.0, 2.0) >= 2, "under two hours: {}", count(0.0, 2.0));
    assert!(count(f64::MIN, 0.0) >= 8, "closed: {}", count(f64::MIN, 0.0));
}

#[tokio::test]
async fn the_chats_have_a_past_failures_references_and_things_unread() {
    let stage = Stage::by_hand().await;
    let messages = stage.all("/whatsapp/messages").await;
    let codes: BTreeSet<i64> = messages
        .iter()
        .flat_map(|one| one["kapso"]["statuses"].as_array().cloned().unwrap_or_default())
        .filter_map(|status| status["errors"][0]["code"].as_i64())
        .collect();
    assert!(codes.is_superset(&BTreeSet::from([131_026, 131_047, 131_049])), "{codes:?}");
    let ids: BTreeSet<&str> = messages.iter().map(|one| one["id"].as_str().unwrap()).collect();
    let references: Vec<&str> =
        messages.iter().filter_map(|one| one["context"]["id"].as_str().or(one["reaction"]["message_id"].as_str())).collect();
    assert!(references.len() > 20 && references.iter().all(|id| ids.contains(id)));
    let unread = messages.iter().filter(|one| one["kapso"]["direction"] == "inbound" && one["kapso"]["status"] == "delivered").count();
    assert!(unread > 10, "{unread}");
    assert!(messages.iter().any(|one| one["kapso"]["transcript"]["text"].is_string()));
    assert!(messages.iter().any(|one| one["kapso"]["flow_response"]["porciones"] == "20"));
    let now = stage.control().now().as_second();
    assert!(messages.iter().all(|one| one["timestamp"].as_str().unwrap().parse::<i64>().unwrap() <= now), "nobody wrote in the future");

    let mut chats: BTreeMap<String, usize> = BTreeMap::new();
    for one in &messages {
        *chats.entry(one["kapso"]["phone_number"].to_string()).or_default() += 1;
    }
    assert!(chats.iter().any(|(who, length)| who != "null" && *length >= 60), "one chat is long: {chats:?}");
}

#[tokio::test]
async fn the_files_that_people_sent_can_be_opened() {
    let stage = Stage::by_hand().await;
    let mut types = BTreeSet::new();
    for message in stage.all("/whatsapp/messages?has_media=true").await {
        let expected = message["kapso"]["media_data"]["content_type"].as_str().unwrap().to_owned();
        let response = stage.http.get(message["kapso"]["media_url"].as_str().unwrap()).send().await.unwrap();
        assert_eq!((response.status().as_u16(), response.headers()["content-type"].to_str().unwrap()), (200, expected.as_str()));
        let bytes = response.bytes().await.unwrap();
        assert_eq!(Some(i64::try_from(bytes.len()).unwrap()), message["kapso"]["media_data"]["byte_size"].as_i64());
        types.insert(expected);
    }
    assert_eq!(types.len(), 6, "JPEG, PNG, WebP, OGG, MP4, PDF: {types:?}");
}

#[tokio::test]
async fn another_seed_tells_the_same_stories_under_other_names() {
    let stage = Stage::by_hand().await;
    let other = Stage::with(simulator::Options { seed: 8, life: simulator::Life::ByHand, ..Default::default() }).await;
    let (one, two) = (stage.all("/whatsapp/messages").await, other.all("/whatsapp/messages").await);
    assert_eq!(one.len(), two.len());
    assert_ne!(one[0]["id"], two[0]["id"]);
}

#[tokio::test]
async fn the_inbox_is_that_of_a_team_at_work() {
    let stage = Stage::by_hand().await;
    let mut people: BTreeMap<String, String> = BTreeMap::new();
    for one in stage.all("/whatsapp/conversations").await {
        let person = format!("{} {} {}", one["phone_number_id"], one["phone_number"], one["business_scoped_user_id"]);
        people.insert(one["id"].to_string(), person);
    }
    // Newest first, so that the first message that is met of a person is the last one.
    let mut last: BTreeMap<&String, Value> = BTreeMap::new();
    for message in stage.all("/whatsapp/messages").await.into_iter().filter(|one| one["type"] != "reaction") {
        last.entry(&people[&message["kapso"]["whatsapp_conversation_id"].to_string()]).or_insert(message);
    }
    let waiting: Vec<&Value> = last.values().filter(|one| one["kapso"]["direction"] == "inbound").collect();
    let unread = waiting.iter().filter(|one| one["kapso"]["status"] != "read").count();
    assert!((9..=12).contains(&unread), "{unread} chats are unread");
    assert!((14..=18).contains(&waiting.len()), "{} chats wait for an answer", waiting.len());
}
