//! Keeping the store like Kapso: what is new first, what was missed by and by, and never at people's expense.

use serde_json::json;
use simulator::{Fault, Latency, Rule};

use crate::{office::Office, walks::truth, world::World};

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
