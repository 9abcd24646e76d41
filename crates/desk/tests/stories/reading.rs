//! Reading from Kapso when it does not go smoothly.

use serde_json::{Value, json};
use simulator::{Fault, Rule};

use crate::{
    walks::truth,
    world::{CLINIC, World},
};

const MESSAGES: &str = "GET */whatsapp/messages";

fn trouble(route: &str, after: u32, times: Option<u32>) -> Rule {
    Rule { route: route.to_owned(), fault: Fault::Status { code: 503, body: None }, after, times }
}

async fn messages(world: &World) -> u64 {
    world.ask("project_info", Value::Null).await.unwrap()["messages"].as_u64().unwrap()
}

/// A page was asked for as often as it is, and was not had.
fn broke_off(world: &World) -> bool {
    world.control.requests().iter().filter(|request| request.status == 503).count() == 3
}

#[tokio::test]
async fn what_came_while_the_reading_broke_off_is_not_lost() {
    let world = World::open().await;
    let before = messages(&world).await;
    world.later(1);
    // Three pages; the second one cannot be had, three times in a row.
    world.control.fail(trouble(MESSAGES, 1, Some(3)));
    for word in 0..250 {
        world.control.receive(CLINIC, "+15550100123", &format!("word {word}")).unwrap();
        world.later(3);
    }
    world.until("the reading breaks off", async || broke_off(&world)).await;
    world.until("everything is there", async || messages(&world).await == before + 250).await;
}

#[tokio::test]
async fn a_first_reading_that_broke_off_goes_on_where_it_was() {
    let world = World::opening(vec![trouble(MESSAGES, 2, Some(3))]).await;
    world.until("the reading breaks off", async || broke_off(&world)).await;
    world.until("everything is read", async || world.phase().await == "following").await;
    let asked: Vec<String> = world
        .control
        .requests()
        .iter()
        .filter(|request| request.path.ends_with("/messages") && request.status == 200)
        .map(|request| request.query.clone())
        .collect();
    let mut older: Vec<&String> = asked.iter().filter(|query| query.contains("after=")).collect();
    let all = older.len();
    older.sort();
    older.dedup();
    assert_eq!((older.len(), all), (all, truth(&world, "messages").await.len().div_ceil(100) - 1), "each page once: {asked:?}");
}

#[tokio::test]
async fn the_numbers_are_read_as_soon_as_they_can_be() {
    let world = World::opening(vec![trouble("GET */phone_numbers", 0, Some(3))]).await;
    world.until("everything is read", async || world.phase().await == "following").await;
    let configs = world.ask("whatsapp_configs_overview", json!({})).await.unwrap();
    assert!(!configs["configs"].as_array().unwrap().is_empty(), "although no time has passed");
}

#[tokio::test]
async fn offline_is_only_an_older_date() {
    let (world, mut cable) = World::on_a_cable().await;
    let page = world.inbox(json!({})).await;
    let as_of = page["as_of"].clone();
    cable.pull().await;
    world.until("the desk notices", async || world.phase().await == "offline").await;
    world.later(3600);
    for _ in 0..100 {
        world.act("desk_refresh", json!({})).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let offline = world.inbox(json!({})).await;
    assert_eq!((&offline["total_count"], &offline["as_of"]), (&page["total_count"], &as_of));
    let project = world.ask("project_info", Value::Null).await.unwrap();
    assert_eq!(project["sync"]["problem"]["code"], "offline");
    cable.plug().await;
    world.until("the date is new", async || world.inbox(json!({})).await["as_of"] != as_of).await;
    world.until("the desk follows", async || world.phase().await == "following").await;
}

#[tokio::test]
async fn each_trouble_of_reading_has_its_name() {
    let world = World::open().await;
    let refused = json!({ "error": "Invalid API key" });
    for (fault, phase, code) in [
        (Fault::Status { code: 401, body: Some(refused) }, "refused", "key_refused"),
        (Fault::RateLimited { retry_after: 1 }, "slowed", "rate_limited"),
        (Fault::Status { code: 503, body: None }, "offline", "upstream_down"),
        (Fault::ResetBefore, "offline", "upstream_timeout"),
        (Fault::Status { code: 200, body: Some(json!({ "message": "maintenance" })) }, "offline", "upstream_unreadable"),
        (Fault::Status { code: 302, body: None }, "offline", "upstream_unreadable"),
    ] {
        world.control.fail(Rule { route: "GET */conversations".to_owned(), fault: fault.clone(), after: 0, times: None });
        let sync = world
            .until(&format!("{fault:?} is shown"), async || {
                Some(world.ask("project_info", Value::Null).await.unwrap()["sync"].clone()).filter(|sync| sync["problem"]["code"] == code)
            })
            .await
            .unwrap();
        assert_eq!(sync["phase"], phase, "{fault:?}");
        assert!(sync["retry_at"].is_string(), "it says when Kapso is asked again: {sync}");
        world.control.clear_weather();
        world.until("it is over", async || world.phase().await == "following").await;
    }
}
