//! Contacts by name, page by page; and what else has a name: customers and projects.

use rusqlite::Connection;
use serde_json::{Value, json};
use simulator::Fault;

use crate::{office::Office, world::World};

async fn book(world: &World, input: Value) -> Value {
    world.act("desk_contacts", input).await.unwrap()
}

/// Every page, and how many there are said to be.
async fn whole(world: &World, mut input: Value) -> (Vec<Value>, u64) {
    let (mut all, mut page) = (Vec::new(), book(world, input.clone()).await);
    let total = page["total_count"].as_u64().unwrap();
    loop {
        all.extend(page["contacts"].as_array().unwrap().iter().cloned());
        let Some(cursor) = page.get("next_cursor") else { return (all, total) };
        input["cursor"] = cursor.clone();
        page = book(world, input.clone()).await;
    }
}

fn names(entries: &[Value]) -> Vec<String> {
    entries.iter().filter_map(|entry| entry["contact"]["name"].as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn everybody_stands_once_and_by_name_however_it_is_written() {
    let world = World::open().await;
    let (all, total) = whole(&world, json!({ "limit": 7 })).await;
    assert_eq!(u64::try_from(all.len()).unwrap(), total);
    let mut ids: Vec<&Value> = all.iter().map(|entry| &entry["contact"]["contact_id"]).collect();
    ids.sort_by_key(|id| id.to_string());
    ids.dedup();
    assert_eq!(ids.len(), all.len(), "nobody stands there twice");
    let plain = |name: &str| {
        let accents = [
            ('á', 'a'),
            ('é', 'e'),
            ('í', 'i'),
            ('ó', 'o'),
            ('ú', 'u'),
            ('ñ', 'n'),
            ('ç', 'c'),
            ('ã', 'a'),
            ('ê', 'e'),
            ('â', 'a'),
            ('ü', 'u'),
        ];
        name.to_lowercase()
            .chars()
            .map(|c| accents.iter().find(|(with, _)| *with == c).map_or(c, |(_, without)| *without))
            .collect::<String>()
    };
    let latin: Vec<String> = names(&all).iter().map(|name| plain(name)).filter(|name| name.is_ascii()).collect();
    assert!(latin.len() > 10 && latin.is_sorted(), "{latin:?}");
    let is_called = |entry: &Value| entry["contact"]["name"].as_str().is_some_and(|name| name.chars().any(char::is_alphanumeric));
    let named = all.iter().filter(|entry| is_called(entry)).count();
    assert!(named < all.len() && all[..named].iter().all(is_called), "those without a name that can be seen come last");

    let with_thread = all.iter().find(|entry| entry.get("thread_id").is_some()).unwrap();
    let opened = world.act("desk_thread", json!({ "thread_id": with_thread["thread_id"] })).await.unwrap();
    assert_eq!(opened["conversation"]["conversation_id"], with_thread["conversation_id"]);
    assert_eq!(opened["conversation"]["last_active_at"], with_thread["last_active_at"]);
}

#[tokio::test]
async fn who_gets_another_name_stands_where_it_belongs() {
    let world = World::open().await;
    let (all, _) = whole(&world, json!({})).await;
    let last = all.iter().rfind(|entry| entry["contact"].get("name").is_some()).unwrap();
    let rename = json!({ "identifier": last["contact"]["contact_id"], "display_name": "Águeda Abad" });
    world.ask("whatsapp_contact_update", rename).await.unwrap();
    let (renamed, _) = whole(&world, json!({})).await;
    let at = renamed.iter().position(|entry| entry["contact"]["contact_id"] == last["contact"]["contact_id"]).unwrap();
    assert!(at < 3, "Águeda Abad is the {at}th of {:?}", names(&renamed));
    assert_eq!(renamed.len(), all.len());
}

#[tokio::test]
async fn filters_show_exactly_who_fits() {
    let world = World::open().await;
    let (all, total) = whole(&world, json!({})).await;
    let who = all[0]["contact"]["contact_id"].clone();
    world.ask("whatsapp_contact_add_note", json!({ "identifier": who, "note": "Pays in cash" })).await.unwrap();
    let (noted, count) = whole(&world, json!({ "only": "with_notes" })).await;
    assert!(noted.iter().any(|entry| entry["contact"]["contact_id"] == who) && count < total, "{noted:?}");
    assert_eq!(u64::try_from(noted.len()).unwrap(), count);
    for (only, field) in [("without_name", "name"), ("without_phone", "phone_number")] {
        let (found, _) = whole(&world, json!({ "only": only })).await;
        assert_eq!(found.len(), all.iter().filter(|entry| entry["contact"].get(field).is_none()).count(), "{only}");
    }
    if let Some(customer) = all.iter().find_map(|entry| entry["contact"].get("customer_id")) {
        let (found, _) = whole(&world, json!({ "customer_id": customer })).await;
        assert!(!found.is_empty() && found.iter().all(|entry| entry["contact"]["customer_id"] == *customer));
    }
    let configs = world.ask("whatsapp_configs_overview", json!({ "response_format": "detailed" })).await.unwrap();
    let mut on_numbers = 0;
    for config in configs["configs"].as_array().unwrap() {
        let (found, _) = whole(&world, json!({ "whatsapp_config_id": config["whatsapp_config_id"] })).await;
        on_numbers += found.len();
        let rows = world.rows(json!({ "whatsapp_config_id": config["whatsapp_config_id"] })).await;
        assert!(found.len() <= rows.len(), "{}", config["name"]);
    }
    assert!(on_numbers >= all.iter().filter(|entry| entry.get("thread_id").is_some()).count());
    for cursor in ["nobody", "999999999999"] {
        assert_eq!(world.act("desk_contacts", json!({ "cursor": cursor })).await.unwrap_err().code.as_str(), "invalid_value");
    }
}

#[tokio::test]
async fn a_store_of_the_first_version_is_brought_up_to_this_one() {
    let world = Office::new().await.opened().await;
    let before = names(&whole(&world, json!({})).await.0);
    let (id, office) = (world.project_id(), world.quits().await);
    let store: Connection = office.open_store(&id);
    store
        .execute_batch(
            "DROP INDEX contacts_by_name; ALTER TABLE contacts DROP COLUMN sort_name; DROP INDEX audit_requests; DROP INDEX audit_agents;
             DROP TABLE kept_files; ALTER TABLE approvals DROP COLUMN file; PRAGMA user_version = 1;",
        )
        .unwrap();
    drop(store);
    let world = office.opened().await;
    let mut after = names(&whole(&world, json!({})).await.0);
    let mut sorted = before.clone();
    after.sort();
    sorted.sort();
    assert_eq!(after, sorted, "everybody is still there");
}

#[tokio::test]
async fn a_customer_gets_another_name_at_kapso_or_keeps_the_old_one() {
    let world = World::open().await;
    let list =
        async || world.ask("platform_list_customers", json!({ "response_format": "detailed" })).await.unwrap()["customers"][0].clone();
    let customer = list().await;
    let rename = |name: &str| json!({ "customer_id": customer["customer_id"], "name": name });
    let renamed = world.act("desk_rename_customer", rename("  Talleres Ñandú ")).await.unwrap()["customer"].clone();
    assert_eq!((&renamed["name"], &renamed["customer_id"]), (&json!("Talleres Ñandú"), &customer["customer_id"]));
    assert_eq!(renamed["external_customer_id"], customer["external_customer_id"]);
    assert_eq!(list().await["name"], "Talleres Ñandú");
    world.control.fail_next("PATCH */customers/*", Fault::Status { code: 503, body: None });
    let refused = world.act("desk_rename_customer", rename("Nobody")).await.unwrap_err();
    assert_eq!(refused.code.as_str(), "upstream_down", "{refused}");
    assert_eq!(list().await["name"], "Talleres Ñandú");
    assert_eq!(world.act("desk_rename_customer", rename("   ")).await.unwrap_err().code.as_str(), "invalid_value");
    let nobody = json!({ "customer_id": "nobody", "name": "Somebody" });
    assert_eq!(world.act("desk_rename_customer", nobody).await.unwrap_err().code.as_str(), "not_found");
}

#[tokio::test]
async fn a_project_keeps_its_name_and_colour_and_when_it_was_used() {
    let world = Office::new().await.opened().await;
    let id = world.project_id();
    let change = json!({ "project_id": id, "name": " Northquay ", "colour": 4 });
    let changed = world.act("desk_change_project", change).await.unwrap();
    let facts = |project: &Value| (project["name"].clone(), project["colour"].clone());
    assert_eq!(facts(&changed["project"]["project"]), (json!("Northquay"), json!(4)));
    assert_eq!(facts(&changed["projects"][0]), (json!("Northquay"), json!(4)));
    let first_used = changed["projects"][0]["last_used_at"].clone();
    assert_eq!(
        world.act("desk_change_project", json!({ "project_id": id, "name": " " })).await.unwrap_err().code.as_str(),
        "invalid_value"
    );
    let world = {
        world.later(3600);
        world.quits().await.opened().await
    };
    let state = world.act("desk_state", json!({})).await.unwrap();
    assert_eq!(facts(&state["project"]["project"]), (json!("Northquay"), json!(4)));
    assert!(state["projects"][0]["last_used_at"].as_str() > first_used.as_str(), "{state}");
    let unknown = world.act("desk_change_project", json!({ "project_id": "nobody", "colour": 2 })).await.unwrap_err();
    assert_eq!(unknown.code.as_str(), "not_found");
}

#[tokio::test]
async fn a_number_that_is_not_on_the_desk_is_in_no_list_of_it_and_agents_keep_theirs() {
    let world = Office::new().await.opened().await;
    let all = world.act("desk_inbox", json!({ "limit": 200 })).await.unwrap();
    let rows = |page: &Value| page["conversations"].as_array().unwrap().clone();
    let hidden = rows(&all)[0]["phone_number_id"].as_str().unwrap().to_owned();
    let many = |count: usize| u64::try_from(count).unwrap();
    let on_it = many(rows(&all).iter().filter(|row| row["phone_number_id"] == hidden.as_str()).count());
    let change = |numbers: Value| json!({ "project_id": world.project_id(), "hidden_numbers": numbers });

    let changed = world.act("desk_change_project", change(json!([hidden]))).await.unwrap();
    assert_eq!(changed["project"]["project"]["hidden_numbers"], json!([hidden]));
    let world = world.quits().await.opened().await;
    let left = world.act("desk_inbox", json!({ "limit": 200 })).await.unwrap();
    assert!(rows(&left).iter().all(|row| row["phone_number_id"] != hidden.as_str()), "{left}");
    assert_eq!(left["total_count"].as_u64(), all["total_count"].as_u64().map(|total| total - on_it));
    assert_eq!(left["counts"]["all"], left["total_count"]);
    for view in ["unread", "needs_reply", "expires_soon", "ended"] {
        let page = world.act("desk_inbox", json!({ "limit": 200, "view": view })).await.unwrap();
        let shown = rows(&page);
        assert!(shown.iter().all(|row| row["phone_number_id"] != hidden.as_str()), "{view}");
        let counted = (page["total_count"].as_u64().unwrap(), page["counts"][view].as_u64().unwrap());
        assert_eq!(counted, (many(shown.len()), many(shown.len())), "{view}");
    }
    let agents = world.inbox(json!({ "limit": 50 })).await;
    assert_eq!(agents["total_count"], all["total_count"], "what agents may read is said by their permissions");

    world.act("desk_change_project", json!({ "project_id": world.project_id(), "hidden_numbers": [] })).await.unwrap();
    let back = world.act("desk_inbox", json!({ "limit": 200 })).await.unwrap();
    assert_eq!(back["total_count"], all["total_count"]);
}
