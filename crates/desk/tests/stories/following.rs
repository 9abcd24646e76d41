//! Keeping the store like Kapso: what is new first, what was missed by and by, and never at people's expense.

use serde_json::json;
use simulator::{Fault, Latency, Life, Options, Rule, Size};

use crate::{
    office::Office,
    walks::truth,
    world::{SEND, World},
};

const INÉS: &str = "+1 555 010 0123";
const MESSAGES: &str = "GET */whatsapp/messages";

/// How many of Kapso's messages the desk does not have.
async fn missing(world: &World) -> usize {
    let here = world.ask("project_info", json!({})).await.unwrap()["messages"].as_u64().unwrap();
    truth(world, "messages").await.len() - usize::try_from(here).unwrap()
}

/// What the list of messages was asked, as far as it answered.
fn asked(world: &World) -> Vec<String> {
    let requests = world.control.requests().into_iter();
    requests.filter(|request| request.path.ends_with("/whatsapp/messages") && request.status == 200).map(|request| request.query).collect()
}

#[tokio::test]
async fn what_is_missing_is_found_by_looking_again() {
    let world = Office::new().await.opened().await;
    let project = world.project_id();
    let office = world.quits().await;
    let store = office.open_store(&project);
    let lost = store.execute("DELETE FROM messages WHERE id IN (SELECT id FROM messages ORDER BY id LIMIT 250 OFFSET 20)", []).unwrap();
    assert_eq!(lost, 250, "far below what is looked at for news");
    drop(store);
    let world = office.opened().await;
    assert!(missing(&world).await >= 150, "as long as no time passes, no more than a page is looked at again");
    world
        .until("nothing is missing", async || {
            world.later(61);
            missing(&world).await == 0
        })
        .await;
}

#[tokio::test]
async fn a_look_at_what_is_new_is_one_page() {
    let world = World::open().await;
    world.hears(INÉS, "Is it ready?").await;
    world.later(1);
    let before = asked(&world).len();
    let chat = world.hears(INÉS, "Hello?").await;
    assert_eq!(world.messages(&chat).await.len(), 2);
    let news = asked(&world).split_off(before);
    assert!(news.iter().all(|query| !query.contains("after=")), "{news:?}");
}

#[tokio::test]
async fn what_is_new_shows_while_everything_else_is_still_being_read() {
    // From the second page on, the list of messages cannot be had.
    let closed = Rule { route: MESSAGES.to_owned(), fault: Fault::Status { code: 503, body: None }, after: 1, times: Some(60) };
    let world = World::opening(vec![closed]).await;
    let newest = async || world.rows(json!({})).await.first().cloned().unwrap_or_default();
    world.until("it is usable after the first page", async || newest().await["last_message"]["text"].is_string()).await;
    world.control.clear_weather();
    world.control.set_latency(MESSAGES, Latency { least: 40, most: 60 });
    world.hears(INÉS, "Am I heard?").await;
    world.until("everything is read", async || world.phase().await == "following").await;
    assert_eq!(missing(&world).await, 0);
}

/// A Kapso with this plan, in which there is more to read than it gives in a minute.
pub(crate) async fn crowded(plan_limit: u32, messages: u32) -> World {
    let size = Some(Size { contacts: 300, messages });
    let simulator = simulator::start(Options { life: Life::ByHand, plan_limit, size, ..Options::default() }).await.unwrap();
    simulator.control().let_people_answer(false);
    World::opening_at(simulator).await
}

#[tokio::test]
async fn a_fifth_of_every_minute_is_left_to_people() {
    let world = crowded(100, 10_000).await;
    world.act("desk_watch", json!({ "visible": false })).await.unwrap();
    let used = || world.control.requests().len();
    for _ in 0..1_000 {
        if used() >= 75 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert!((75..=85).contains(&used()), "{} of 100 requests were taken", used());
    assert_eq!(world.phase().await, "filling");
    let newest = world.rows(json!({})).await.remove(0);
    let open = world.inbox(json!({ "limit": 50 })).await["conversations"].as_array().unwrap().clone();
    let open = open.iter().find(|row| row["window"]["open"] == true).unwrap_or(&newest);
    let input = json!({ "conversation_selector": { "conversation_id": open["conversation_id"] }, "content": "At once" });
    world.ask(SEND, input).await.unwrap();
    world.leaves("At once").await;
    world.later(60);
    world.until("the next minute is used", async || used() > 120).await;
}

#[tokio::test]
async fn how_far_the_first_reading_is_can_be_seen() {
    let world = crowded(100, 10_000).await;
    world.act("desk_watch", json!({ "visible": false })).await.unwrap();
    let sync = async || world.ask("project_info", json!({})).await.unwrap()["sync"].clone();
    let is_far = |progress: &serde_json::Value| progress["conversations_done"] == true && progress["messages"].as_u64() >= Some(1_500);
    world.until("conversations are read", async || is_far(&sync().await["progress"])).await;
    let progress = world.act("desk_state", json!({})).await.unwrap()["project"]["sync"]["progress"].clone();
    assert!((1_500..10_000).contains(&progress["messages"].as_u64().unwrap()), "{progress}");
    assert!(progress["conversations"].as_u64() >= Some(300) && progress["contacts"].as_u64() >= Some(300), "{progress}");
    assert!(
        progress["conversations_done"] == true && progress["contacts_done"] == true && progress["messages_done"] == false,
        "{progress}"
    );
    let at = |field: &str| progress[field].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    assert!(at("messages_begin_at") < at("messages_back_to") && at("messages_back_to") < world.control.now(), "{progress}");
}

#[tokio::test]
async fn each_list_is_read_once_and_in_as_few_pages_as_there_are() {
    let world = crowded(1_000_000, 2_000).await;
    world.until("everything is read", async || world.phase().await == "following").await;
    assert!(world.ask("project_info", json!({})).await.unwrap()["sync"]["progress"].is_null(), "only while it is being read");
    for list in ["messages", "conversations", "contacts"] {
        let rows = truth(&world, list).await.len();
        let asked: Vec<String> = world.control.requests().iter().map(|request| format!("{}?{}", request.path, request.query)).collect();
        let older = asked.iter().filter(|request| request.contains(&format!("/whatsapp/{list}?")) && request.contains("after=e")).count();
        assert!(rows > 200, "{list}: {rows}");
        // The story itself walked the list once, too.
        assert!(older <= 2 * (rows.div_ceil(100) - 1) + 2, "{list}: {older} pages for {rows} rows");
    }
    assert_eq!(missing(&world).await, 0);
}
