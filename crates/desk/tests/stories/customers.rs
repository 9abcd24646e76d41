//! The project's customers.

use desk::gate::Reply;
use serde_json::{Value, json};
use simulator::{Fault, Rule};

use crate::{behind, world::World};

const LIST: &str = "platform_list_customers";
const CREATE: &str = "platform_create_customer";
const CONFIGS: &str = "platform_list_customer_configs";

/// Customers, with every id.
async fn list(world: &World, mut input: Value) -> Vec<Value> {
    input["response_format"] = json!("detailed");
    world.ask(LIST, input).await.unwrap()["customers"].as_array().unwrap().clone()
}

fn names(customers: &[Value]) -> Vec<&str> {
    customers.iter().map(|customer| customer["name"].as_str().unwrap()).collect()
}

/// How often the desk asked Kapso to add a customer.
fn creations(world: &World) -> usize {
    world.control.requests().iter().filter(|request| request.method == "POST" && request.path.ends_with("/customers")).count()
}

async fn named(world: &World, name: &str) -> Value {
    list(world, json!({ "limit": 100 })).await.into_iter().find(|customer| customer["name"] == name).unwrap()
}

#[tokio::test]
async fn ana_sees_every_customer_newest_first_and_how_far_each_got() {
    let world = World::open().await;
    for _ in 0..3 {
        world.later(61);
        let due = world.control.requests().len();
        world.until("a round of links is read", async || world.control.requests().len() > due + 3).await;
    }
    let read = async || list(&world, json!({})).await.iter().all(|customer| customer["setup_link"] != "unknown");
    world.until("every customer's links are read", read).await;
    let customers = list(&world, json!({})).await;
    assert_eq!(
        names(&customers),
        [
            "Panadería La Espiga",
            "Dr. Adeyemi Dental",
            "Bloom & Birch",
            "متجر النخيل",
            "Óptica Miramar",
            "Fletes del Norte",
            "Clínica Vértice"
        ]
    );
    let stands = |name: &str| {
        let customer = customers.iter().find(|customer| customer["name"] == name).unwrap();
        (customer["setup_link"].clone(), customer["whatsapp_setup_status"].clone(), customer["numbers"].clone())
    };
    assert_eq!(stands("Panadería La Espiga"), (json!("active"), json!("pending"), json!(1)));
    assert_eq!(stands("متجر النخيل"), (json!("active"), json!("processing"), json!(1)));
    assert_eq!(stands("Dr. Adeyemi Dental"), (json!("expired"), json!("pending"), json!(0)));
    assert_eq!(stands("Clínica Vértice"), (json!("used"), json!("completed"), json!(1)));
    let brief = world.ask(LIST, json!({})).await.unwrap();
    assert_eq!((brief["customers"][0].get("customer_id"), &brief["customers"][1]["external_customer_id"]), (None, &json!("crm-124")));
    assert_eq!((&brief["total_count"], brief["as_of"].is_string()), (&json!(7), true));
}

#[tokio::test]
async fn a_customer_is_found_by_beginnings_of_words_whatever_the_accents_and_by_day() {
    let world = World::open().await;
    for (search, found) in [
        ("vertice", vec!["Clínica Vértice"]),
        ("CLÍN vért", vec!["Clínica Vértice"]),
        ("crm-10", vec!["Óptica Miramar", "Fletes del Norte", "Clínica Vértice"]),
        ("118", vec!["Bloom & Birch"]),
        ("bloom & birch", vec!["Bloom & Birch"]),
        ("النخيل", vec!["متجر النخيل"]),
        ("vertice OR bloom", vec![]),
        ("\"; NEAR(*", vec![]),
        ("  ", vec!["Panadería La Espiga"]),
    ] {
        let customers = list(&world, json!({ "search": search, "limit": found.len().max(1) })).await;
        assert_eq!(names(&customers), found, "{search:?}");
    }
    let day = |ago: i64| world.control.now().checked_sub(jiff::SignedDuration::from_hours(24 * ago)).unwrap().to_string();
    let between = list(&world, json!({ "created_since": day(100), "created_until": day(41) })).await;
    assert_eq!(names(&between), ["Bloom & Birch", "متجر النخيل"]);

    let (mut all, mut input) = (Vec::new(), json!({ "limit": 3 }));
    loop {
        let page = world.ask(LIST, input.clone()).await.unwrap();
        assert_eq!(page["total_count"], 7);
        all.extend(page["customers"].as_array().unwrap().clone());
        let Some(cursor) = page.get("next_cursor") else { break };
        input["cursor"] = cursor.clone();
    }
    assert_eq!((all.len(), names(&all)), (7, names(&list(&world, json!({})).await)));
}

#[tokio::test]
async fn a_new_customer_is_in_the_very_next_list_and_at_kapso() {
    let world = World::open().await;
    let input = json!({ "name": "  Depot Ltd ", "external_customer_id": " crm-900 ", "response_format": "detailed" });
    let created = world.ask(CREATE, input).await.unwrap()["customer"].clone();
    assert_eq!((&created["name"], &created["external_customer_id"]), (&json!("Depot Ltd"), &json!("crm-900")));
    let first = list(&world, json!({ "limit": 1 })).await.remove(0);
    assert_eq!(first["customer_id"], created["customer_id"]);
    let (_, there) = behind::platform(&world, "GET", "/customers?external_customer_id=crm-900", &json!({})).await;
    assert_eq!((&there["data"][0]["id"], &there["data"][0]["name"]), (&created["customer_id"], &json!("Depot Ltd")));

    let agent = world.agent("Claude Code").await;
    let Reply::Done(done) = world.ask_as(&agent, CREATE, json!({ "name": "Second Depot" })).await.unwrap() else { panic!("it waits") };
    assert_eq!((&done["customer"]["name"], done["customer"].get("customer_id")), (&json!("Second Depot"), None));
    assert_eq!(names(&list(&world, json!({ "limit": 1 })).await), ["Second Depot"]);
}

#[tokio::test]
async fn an_external_id_that_somebody_has_is_refused_by_name_known_here_or_only_there() {
    let world = World::open().await;
    let again = world.ask(CREATE, json!({ "name": "Vértice II", "external_customer_id": "crm-101" })).await.unwrap_err();
    assert_eq!((again.code.as_str().as_str(), again.message.contains("Clínica Vértice")), ("duplicate", true), "{again}");
    assert_eq!(creations(&world), 0, "it was known before anything left");
    let other = json!({ "customer": { "name": "Added elsewhere", "external_customer_id": "crm-777" } });
    assert_eq!(behind::platform(&world, "POST", "/customers", &other).await.0, 201);
    let again = world.ask(CREATE, json!({ "name": "Mine", "external_customer_id": "crm-777" })).await.unwrap_err();
    assert_eq!((again.code.as_str().as_str(), again.message.contains("Added elsewhere")), ("duplicate", true), "{again}");
    let (_, all) = behind::platform(&world, "GET", "/customers", &json!({})).await;
    assert_eq!(all["meta"]["total_count"], 8);
}

#[tokio::test]
async fn when_kapsos_answer_is_lost_ana_is_told_to_look_and_the_customer_is_there() {
    let world = World::open().await;
    world.control.fail_next("POST */customers", Fault::ResetAfter);
    let lost = world.ask(CREATE, json!({ "name": "Depot Ltd" })).await.unwrap_err();
    assert!(lost.message.contains("is not known") && lost.remedy.contains("platform_list_customers"), "{lost}");
    assert_eq!(names(&list(&world, json!({ "limit": 1 })).await), ["Depot Ltd"]);
    assert_eq!(creations(&world), 1, "it was not tried again by itself");
    world.control.fail_next("POST */customers", Fault::RateLimited { retry_after: 7 });
    let slow = world.ask(CREATE, json!({ "name": "Another" })).await.unwrap_err();
    assert_eq!((slow.code.as_str().as_str(), slow.message.contains("Nothing was changed")), ("rate_limited", true), "{slow}");
}

#[tokio::test]
async fn without_a_network_customers_are_listed_as_they_were_and_none_is_added() {
    let (world, mut cable) = World::on_a_cable().await;
    let before = world.ask(LIST, json!({})).await.unwrap();
    cable.pull().await;
    world.later(3600);
    let offline = world.ask(LIST, json!({})).await.unwrap();
    assert_eq!((&offline["customers"], &offline["as_of"]), (&before["customers"], &before["as_of"]));
    let refused = world.ask(CREATE, json!({ "name": "Depot Ltd" })).await.unwrap_err();
    assert_eq!((refused.code.as_str().as_str(), refused.message.contains("Nothing was changed")), ("offline", true), "{refused}");
    cable.plug().await;
    assert_eq!(world.ask(LIST, json!({})).await.unwrap()["total_count"], 7);
}

#[tokio::test]
async fn a_plan_without_customers_keeps_nothing_else_from_being_read() {
    let world = World::open().await;
    let refused = |route: &str| {
        let fault = Fault::Status { code: 403, body: Some(json!({ "error": "Not on this plan" })) };
        world.control.fail(Rule { route: route.to_owned(), fault, after: 0, times: None });
    };
    refused("GET */customers");
    refused("GET */setup_links");
    world.later(301);
    let refused = |ending: &str| world.control.requests().iter().any(|request| request.status == 403 && request.path.ends_with(ending));
    world.until("both were asked for", async || refused("/customers") && refused("/setup_links")).await;
    world.hears("+15550100123", "Is it ready?").await;
    assert_eq!(world.phase().await, "following");
    assert_eq!(list(&world, json!({})).await.len(), 7, "as they were");
}

#[tokio::test]
async fn what_changes_at_kapso_changes_here() {
    let world = World::open().await;
    let (gone, kept) = (named(&world, "Dr. Adeyemi Dental").await, named(&world, "Bloom & Birch").await);
    let path = |customer: &Value| format!("/customers/{}", customer["customer_id"].as_str().unwrap());
    assert_eq!(behind::platform(&world, "DELETE", &path(&gone), &json!({})).await.0, 204);
    world.later(3601);
    world.until("it is gone here as well", async || list(&world, json!({ "search": "adeyemi" })).await.is_empty()).await;
    let renamed = json!({ "customer": { "name": "Bloom, Birch & Daughters" } });
    assert_eq!(behind::platform(&world, "PATCH", &path(&kept), &renamed).await.0, 200);
    world.later(61);
    let found = world.until("it has its new name", async || list(&world, json!({ "search": "daughters" })).await.pop()).await.unwrap();
    assert_eq!(found["customer_id"], kept["customer_id"]);
    assert!(list(&world, json!({ "search": "bloom" })).await.len() == 1 && list(&world, json!({})).await.len() == 6);
}

#[tokio::test]
async fn the_numbers_of_a_customer_are_its_own() {
    let world = World::open().await;
    let customer = named(&world, "Clínica Vértice").await;
    let found = world.ask(CONFIGS, json!({ "customer_id": customer["customer_id"], "response_format": "detailed" })).await.unwrap();
    assert_eq!((&found["customer"]["name"], found["configs"].as_array().unwrap().len()), (&json!("Clínica Vértice"), 1));
    assert_eq!(found["configs"][0]["phone_number_id"], crate::world::CLINIC);
    let none = named(&world, "Dr. Adeyemi Dental").await;
    let found = world.ask(CONFIGS, json!({ "customer_id": none["customer_id"] })).await.unwrap();
    assert_eq!((&found["configs"], found["customer"].get("customer_id")), (&json!([]), None));
}

#[tokio::test]
async fn bad_input_is_refused_before_anything_leaves() {
    let world = World::open().await;
    for (operation, input, code, names) in [
        (CREATE, json!({}), "missing_field", "`name`"),
        (CREATE, json!({ "name": "" }), "invalid_value", "`name`"),
        (CREATE, json!({ "name": " \t " }), "invalid_value", "`name`"),
        (CREATE, json!({ "name": "x".repeat(257) }), "invalid_value", "256"),
        (CREATE, json!({ "name": 7 }), "wrong_type", "`name`"),
        (CREATE, json!({ "name": "Depot", "external_customer_id": " " }), "invalid_value", "`external_customer_id`"),
        (CREATE, json!({ "name": "Depot", "phone": "1" }), "unknown_field", "`phone`"),
        (LIST, json!({ "created_since": "yesterday" }), "invalid_value", "`created_since`"),
        (LIST, json!({ "created_since": "2026-03-05", "created_until": "2026-03-01" }), "contradiction", "`created_until`"),
        (LIST, json!({ "limit": 101 }), "invalid_value", "`limit`"),
        (LIST, json!({ "cursor": "next" }), "invalid_value", "`cursor`"),
        (CONFIGS, json!({ "customer_id": "../customers" }), "not_found", "customer"),
        (CONFIGS, json!({}), "missing_field", "`customer_id`"),
    ] {
        let refused = world.ask(operation, input.clone()).await.unwrap_err();
        assert_eq!(refused.code.as_str(), code, "{input}: {refused}");
        assert!(refused.message.contains(names) && !refused.remedy.is_empty(), "{input}: {refused}");
    }
    assert_eq!(creations(&world), 0);
}
