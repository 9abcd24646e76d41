//! What is kept on this machine: how much, how it is encrypted, and letting go of what is old without losing any of it.

use serde_json::{Value, json};

use crate::{
    media::somebodys,
    office::Office,
    world::{CLINIC, World},
};

const INÉS: &str = "+15550100123";
const DAY: u64 = 24 * 3600;

async fn storage(world: &World) -> Value {
    world.act("desk_storage", json!({})).await.unwrap()
}

async fn messages_here(world: &World) -> u64 {
    storage(world).await["projects"][0]["messages"].as_u64().unwrap()
}

/// A day that many days ago, by everybody's clock.
fn days_ago(world: &World, days: i64) -> String {
    world.control.now().checked_sub(jiff::SignedDuration::from_hours(days * 24)).unwrap().to_string()
}

#[tokio::test]
async fn it_says_what_is_kept_and_how_it_is_encrypted() {
    let world = World::open().await;
    let kept = storage(&world).await;
    let demo = &kept["projects"][0];
    assert_eq!((&demo["project_id"], &demo["open"], &demo["demo"]), (&json!("demo"), &json!(true), &json!(true)));
    let on_disk = std::fs::metadata(world.home.path().join("desk/demo/store.sqlite")).unwrap().len();
    assert!(demo["byte_size"].as_u64().unwrap() >= on_disk && on_disk > 0);
    assert_eq!(kept["total_byte_size"], demo["byte_size"]);
    assert!(demo["messages"].as_u64() > Some(20) && demo["oldest_message_at"].as_str() < Some(world.control.now().to_string().as_str()));
    assert_eq!((&kept["encryption"]["cipher"], &kept["encryption"]["key_is_in"]), (&json!("AES-256-CBC, HMAC-SHA256"), &json!("program")));
    assert!(kept["encryption"]["library"].as_str().unwrap().starts_with("SQLCipher 4."), "{kept}");

    let office = Office::new().await.opened().await;
    let own = storage(&office).await;
    assert_eq!((&own["encryption"]["key_is_in"], own["projects"].as_array().unwrap().len()), (&json!("keychain"), 1));
    let nothing_open = office.act("desk_remove_project", json!({ "project_id": office.project_id() })).await.unwrap();
    assert_eq!(nothing_open.get("project"), None);
    let empty = storage(&office).await;
    assert_eq!((&empty["projects"], empty.get("encryption")), (&json!([]), None));
}

#[tokio::test]
async fn old_messages_are_let_go_and_do_not_come_back() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "A pomegranate from long ago").await;
    world.act("desk_seen", json!({ "thread_id": chat.thread })).await.unwrap();
    world.later(40 * DAY);
    let chat_now = world.hears(INÉS, "And one of today").await;
    assert_eq!(chat.thread, chat_now.thread);
    let waits = world.control.receive(CLINIC, "+15550100124", "Nobody has read me").unwrap();
    world.until("he is heard", async || world.row("+15550100124").await.is_some()).await;
    world.later(20 * DAY);
    let óscar = world.hears("+15550100124", "Still nobody").await;
    world.act("desk_seen", json!({ "thread_id": chat.thread })).await.unwrap();
    let before = messages_here(&world).await;
    let inbox = world.rows(json!({})).await;
    let old = json!({ "messages_before": days_ago(&world, 15) });

    let mut count = old.clone();
    count["preview"] = json!(true);
    let counted = world.act("desk_purge", count).await.unwrap();
    assert_eq!((messages_here(&world).await, &counted["preview"]), (before, &json!(true)), "counting lets nothing go");
    let gone = world.act("desk_purge", old).await.unwrap();
    assert!(gone["messages"].as_u64() > Some(20), "{gone}");
    assert_eq!(gone["messages"], counted["messages"]);
    assert_eq!(messages_here(&world).await, before - gone["messages"].as_u64().unwrap());
    assert!(gone["byte_size_after"].as_u64() < gone["byte_size_before"].as_u64(), "{gone}");

    let texts =
        |messages: Vec<Value>| messages.iter().filter_map(|message| message["text"].as_str().map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(texts(world.messages(&chat).await), ["And one of today"]);
    let found = world.ask("whatsapp_search_messages", json!({ "query": "pomegranate" })).await.unwrap();
    assert_eq!(found["hits"], json!([]), "search finds what is gone");
    assert!(world.messages(&óscar).await.iter().any(|message| message["message_id"] == waits), "where something waits, all of it stays");
    let names = |rows: &[Value]| rows.iter().map(|row| (row["thread_id"].clone(), row["last_message"].clone())).collect::<Vec<_>>();
    assert_eq!(names(&world.rows(json!({})).await), names(&inbox), "everybody stands in the inbox as before");

    // Whoever looks at the thread has Kapso's newest messages read again, and the old ones among them.
    world.looks_at(&chat).await;
    let again = world.hears(INÉS, "A third one").await;
    world.sends(&again, "An answer").await;
    world.until_newest_is(&again, "accepted").await;
    for _ in 0..5 {
        world.act("desk_refresh", json!({})).await.unwrap();
        world.later(60);
        world.hears("+15550100125", "Somebody else").await;
    }
    assert!(!texts(world.messages(&chat).await).iter().any(|text| text.contains("pomegranate")), "it came back");
    let at_kapso = world.control.requests().into_iter().filter(|request| request.method == "DELETE").count();
    assert_eq!(at_kapso, 0, "Kapso keeps what it has");
}

#[tokio::test]
async fn files_are_let_go_and_fetched_again() {
    let world = World::open().await;
    let message = somebodys(&world, "image").await;
    let wamid = message["message_id"].as_str().unwrap();
    let file = world.desk.media(wamid).await.unwrap();
    let files = async || storage(&world).await["projects"][0].clone();
    let size = u64::try_from(file.bytes.len()).unwrap();
    assert_eq!((&files().await["media_files"], &files().await["media_byte_size"]), (&json!(1), &json!(size)));
    world.later(2 * DAY);
    let too_early = world.act("desk_purge", json!({ "media_before": days_ago(&world, 3) })).await.unwrap();
    assert_eq!(too_early["media_files"], 0);
    let gone = world.act("desk_purge", json!({ "media_before": days_ago(&world, 1) })).await.unwrap();
    assert_eq!((&gone["media_files"], &gone["media_byte_size"], &gone["messages"]), (&json!(1), &json!(size), &json!(0)));
    assert_eq!(files().await["media_files"], 0);
    assert_eq!(world.desk.media(wamid).await.unwrap().bytes, file.bytes, "it is fetched again");
}

#[tokio::test]
async fn nothing_is_let_go_by_a_slip() {
    let world = World::open().await;
    let before = messages_here(&world).await;
    for (input, code) in [
        (json!({}), "missing_field"),
        (json!({ "preview": true }), "missing_field"),
        (json!({ "messages_before": days_ago(&world, 6) }), "invalid_value"),
        (json!({ "messages_before": "yesterday" }), "invalid_value"),
        (json!({ "media_before": days_ago(&world, -1), "messages_before": days_ago(&world, 0) }), "invalid_value"),
    ] {
        assert_eq!(world.act("desk_purge", input.clone()).await.unwrap_err().code.as_str(), code, "{input}");
    }
    assert_eq!(messages_here(&world).await, before);
}

#[tokio::test]
async fn the_figures_of_the_last_proofs_are_shown() {
    let world = World::open().await;
    let shown = world.act("desk_proofs", json!({})).await.unwrap();
    let kept: Value = serde_json::from_str(include_str!("../../../../docs/proofs.json")).unwrap();
    assert_eq!(shown["proofs"], kept["proofs"]);
}
