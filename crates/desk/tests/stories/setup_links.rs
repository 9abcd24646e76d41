//! The links by which customers connect their own numbers.

use desk::{caller::Caller, error::Error, gate::Reply};
use serde_json::{Value, json};
use simulator::Fault;

use crate::{
    behind::{self, connects_a_number},
    office::files,
    secrets::{dump, opened},
    world::World,
};

const GENERATE: &str = "platform_generate_setup_link";
const LIST: &str = "platform_list_setup_links";
const REVOKE: &str = "platform_revoke_setup_link";
/// Waits for the customer to open its link.
const BAKERY: &str = "Panadería La Espiga";
/// Connected a number long ago.
const CLINIC: &str = "Clínica Vértice";
/// Let its only link expire.
const DENTIST: &str = "Dr. Adeyemi Dental";

async fn id(world: &World, name: &str) -> Value {
    let found = world.ask("platform_list_customers", json!({ "search": name, "response_format": "detailed" })).await.unwrap();
    found["customers"][0]["customer_id"].clone()
}

/// A customer's links, with every id and address.
async fn links(world: &World, customer: &Value) -> Vec<Value> {
    let input = json!({ "customer_id": customer, "response_format": "detailed" });
    world.ask(LIST, input).await.unwrap()["setup_links"].as_array().unwrap().clone()
}

/// What a customer is asked for, with the ids in the answer.
fn wish(customer: &Value) -> Value {
    json!({ "customer_id": customer, "response_format": "detailed" })
}

fn revoke(customer: &Value, link: &Value) -> Value {
    json!({ "customer_id": customer, "setup_link_id": link["setup_link_id"] })
}

/// How often the desk changed a link at Kapso.
fn changes(world: &World) -> usize {
    let on_links = |path: &str| path.contains("/setup_links");
    world.control.requests().iter().filter(|request| request.method != "GET" && on_links(&request.path)).count()
}

async fn asks(world: &World, agent: &Caller, operation: &str, input: Value) -> String {
    match world.ask_as(agent, operation, input).await.unwrap() {
        Reply::Pending(pending) => pending["request_id"].as_str().unwrap().to_owned(),
        Reply::Done(done) => panic!("nobody was asked: {done}"),
    }
}

async fn approves(world: &World, request_id: &str) -> Result<Value, Error> {
    world.act("desk_decide", json!({ "request_id": request_id, "approve": true })).await
}

#[tokio::test]
async fn a_customer_opens_the_new_link_and_its_number_appears() {
    let world = World::open().await;
    let bakery = id(&world, BAKERY).await;
    let before = links(&world, &bakery).await.remove(0);
    let wanted = json!({
        "customer_id": bakery, "language": "es", "allowed_connection_types": ["dedicated"], "provision_phone_number": true,
        "phone_number_country_isos": ["US"], "phone_number_area_code": "555", "success_redirect_url": "https://northquay.example/ok",
        "theme_config": { "primary_color": "#B45309" }, "response_format": "detailed",
    });
    let made = world.ask(GENERATE, wanted).await.unwrap();
    assert_eq!((&made["status"], &made["customer"]), (&json!("created"), &json!(BAKERY)));
    assert_eq!(made["revoked_link"]["setup_link_id"], before["setup_link_id"], "the one before, by name");
    assert_eq!((&made["revoked_link"]["status"], made["revoked_link"].get("url")), (&json!("revoked"), None));
    let link = &made["setup_link"];
    assert_eq!((&link["status"], &link["whatsapp_setup_status"]), (&json!("active"), &json!("pending")));
    assert_eq!(link["settings"]["theme_config"], json!({ "primary_color": "#B45309" }));
    let (_, there) = behind::platform(&world, "GET", &format!("/customers/{}/setup_links", bakery.as_str().unwrap()), &json!({})).await;
    assert_eq!((&there["data"][0]["id"], &there["data"][0]["language"]), (&link["setup_link_id"], &json!("es")));
    assert_eq!((&there["data"][0]["phone_number_area_code"], &there["data"][1]["status"]), (&json!("555"), &json!("revoked")));

    let next = links(&world, &bakery).await;
    assert_eq!((&next[0], &next[1]["status"], next[1].get("url")), (link, &json!("revoked"), None), "in the very next list");
    assert_eq!(connects_a_number(link["url"].as_str().unwrap()).await, 303);
    world.later(61);
    let used = world
        .until("the desk sees that it was used", async || {
            let customer = world.ask("platform_list_customers", json!({ "search": BAKERY })).await.unwrap()["customers"][0].clone();
            (customer["setup_link"] == "used" && customer["numbers"] == 2).then_some(customer)
        })
        .await
        .unwrap();
    assert_eq!(used["whatsapp_setup_status"], "completed");
    let numbers = world.ask("platform_list_customer_configs", json!({ "customer_id": bakery })).await.unwrap();
    let link = links(&world, &bakery).await.remove(0);
    let phones: Vec<&Value> = numbers["configs"].as_array().unwrap().iter().map(|config| &config["display_phone_number"]).collect();
    assert!(phones.contains(&&link["provisioned_phone_number"]), "{phones:?}");
    assert_eq!(link.get("url"), None, "a used address is of no use to anybody");
}

#[tokio::test]
async fn an_agents_link_waits_for_a_person_who_reads_what_it_takes_away() {
    let world = World::open().await;
    let agent = world.agent("Claude Code").await;
    let bakery = id(&world, BAKERY).await;
    let before = links(&world, &bakery).await.remove(0);
    let request = asks(&world, &agent, GENERATE, json!({ "customer_id": bakery, "language": "pt" })).await;
    let summary = world.act("desk_approvals", json!({})).await.unwrap()["approvals"][0]["summary"].as_str().unwrap().to_owned();
    for part in [BAKERY, before["created_at"].as_str().unwrap(), "stops working", "language: \"pt\""] {
        assert!(summary.contains(part), "{part}: {summary}");
    }
    assert_eq!((changes(&world), links(&world, &bakery).await.len()), (0, 2), "nothing was done yet");
    let decided = approves(&world, &request).await.unwrap();
    assert_eq!(decided["outcome"]["status"], "created");
    let input = json!({ "customer_id": bakery, "status": "active", "response_format": "detailed" });
    let Reply::Done(read) = world.ask_as(&agent, LIST, input).await.unwrap() else { panic!("reading waits") };
    let link = &read["setup_links"][0];
    assert_eq!((&link["settings"]["language"], link["url"].is_string()), (&json!("pt"), true));
    let Reply::Done(brief) = world.ask_as(&agent, LIST, json!({ "customer_id": bakery })).await.unwrap() else { panic!("reading waits") };
    assert!(!brief.to_string().contains("/whatsapp/setup/"), "{brief}");
}

#[tokio::test]
async fn what_a_person_approved_must_still_be_so() {
    let world = World::open().await;
    let agent = world.agent("Claude Code").await;
    let bakery = id(&world, BAKERY).await;
    let first = asks(&world, &agent, GENERATE, json!({ "customer_id": bakery, "language": "es" })).await;
    world.later(1);
    let second = asks(&world, &agent, GENERATE, json!({ "customer_id": bakery, "language": "pt" })).await;
    world.later(1);
    approves(&world, &first).await.unwrap();
    let outdated = approves(&world, &second).await.unwrap_err();
    assert_eq!(outdated.code.as_str(), "outdated", "it would have revoked a link that nobody had seen");
    assert_eq!(changes(&world), 1);
    assert_eq!(links(&world, &bakery).await[0]["settings"]["language"], "es");
}

#[tokio::test]
async fn only_an_active_link_is_revoked_and_everything_else_says_why_not() {
    let world = World::open().await;
    let bakery = id(&world, BAKERY).await;
    let active = links(&world, &bakery).await.remove(0);
    let mut input = revoke(&bakery, &active);
    input["response_format"] = json!("detailed");
    let revoked = world.ask(REVOKE, input).await.unwrap();
    assert_eq!(revoked["setup_link"].get("url"), None, "it is of no use any more");
    assert_eq!((&revoked["status"], &revoked["setup_link"]["status"]), (&json!("revoked"), &json!("revoked")));
    assert_eq!(connects_a_number(active["url"].as_str().unwrap()).await, 409, "the page says so, too");
    assert_eq!((changes(&world), &links(&world, &bakery).await[0]["status"]), (1, &json!("revoked")));

    let (clinic, dentist) = (id(&world, CLINIC).await, id(&world, DENTIST).await);
    let (used, expired) = (links(&world, &clinic).await.remove(0), links(&world, &dentist).await.remove(0));
    let unknown = json!({ "setup_link_id": "990e0000-0000-4000-8000-000000000004" });
    for (customer, link, code) in [
        (&bakery, &active, "already_decided"),
        (&clinic, &used, "already_used"),
        (&dentist, &expired, "expired"),
        (&bakery, &unknown, "not_found"),
        (&bakery, &used, "not_found"),
        (&json!("nobody"), &used, "not_found"),
    ] {
        let refused = world.ask(REVOKE, revoke(customer, link)).await.unwrap_err();
        assert_eq!((refused.code.as_str().as_str(), refused.remedy.is_empty()), (code, false), "{refused}");
    }
    let agent = world.agent("Claude Code").await;
    let nonsense = world.ask_as(&agent, REVOKE, revoke(&clinic, &used)).await.unwrap_err();
    assert_eq!(nonsense.code.as_str(), "already_used", "nobody is asked about it");
    assert_eq!(changes(&world), 1);
}

#[tokio::test]
async fn a_link_that_a_customer_used_a_moment_ago_is_not_revoked_on_old_news() {
    let world = World::open().await;
    let bakery = id(&world, BAKERY).await;
    let active = links(&world, &bakery).await.remove(0);
    let agent = world.agent("Claude Code").await;
    let request = asks(&world, &agent, REVOKE, revoke(&bakery, &active)).await;
    assert_eq!(connects_a_number(active["url"].as_str().unwrap()).await, 303);
    world.later(3);
    assert_eq!(approves(&world, &request).await.unwrap_err().code.as_str(), "already_used");
    assert_eq!(changes(&world), 0);
}

#[tokio::test]
async fn when_kapsos_answer_is_lost_the_next_list_tells_what_came_of_it() {
    let world = World::open().await;
    let bakery = id(&world, BAKERY).await;
    world.control.fail_next("POST */setup_links", Fault::StatusAfter { code: 502 });
    let lost = world.ask(GENERATE, wish(&bakery)).await.unwrap_err();
    assert!(lost.message.contains("is not known") && lost.remedy.contains("platform_list_setup_links"), "{lost}");
    world.later(11);
    let links = links(&world, &bakery).await;
    assert_eq!((changes(&world), links.len(), &links[1]["status"]), (1, 3, &json!("revoked")), "made once, not tried again");
}

#[tokio::test]
async fn without_a_network_links_are_listed_as_they_were_and_expire_in_their_time() {
    let (world, mut cable) = World::on_a_cable().await;
    let (bakery, clinic) = (id(&world, BAKERY).await, id(&world, CLINIC).await);
    assert!(links(&world, &bakery).await[0]["url"].is_string());
    cable.pull().await;
    world.later(60);
    assert_eq!(links(&world, &bakery).await[0]["status"], "active");
    for refused in [world.ask(GENERATE, wish(&bakery)).await, world.ask(REVOKE, revoke(&bakery, &links(&world, &bakery).await[0])).await] {
        assert_eq!(refused.unwrap_err().code.as_str(), "offline");
    }
    world.later(28 * 24 * 3600);
    let old = links(&world, &bakery).await.remove(0);
    assert_eq!((&old["status"], old.get("url")), (&json!("expired"), None));
    let listed = world.ask("platform_list_customers", json!({ "search": BAKERY })).await.unwrap();
    assert_eq!(listed["customers"][0]["setup_link"], "expired");
    let input = json!({ "customer_id": bakery, "status": "expired" });
    assert_eq!(world.ask(LIST, input).await.unwrap()["setup_links"].as_array().unwrap().len(), 1);
    cable.plug().await;
    assert_eq!(links(&world, &clinic).await.len(), 2);
}

#[tokio::test]
async fn a_setup_that_makes_no_sense_is_refused_before_anything_leaves() {
    let world = World::open().await;
    let bakery = id(&world, BAKERY).await;
    for (field, value, code, names) in [
        ("language", json!("fr"), "invalid_value", "language"),
        ("allowed_connection_types", json!([]), "invalid_value", "allowed_connection_types"),
        ("allowed_connection_types", json!(["shared"]), "invalid_value", "allowed_connection_types"),
        ("phone_number_area_code", json!("415"), "contradiction", "phone_number_area_code"),
        ("phone_number_country_isos", json!(["US"]), "contradiction", "phone_number_country_isos"),
        ("success_redirect_url", json!("javascript:alert(1)"), "invalid_value", "success_redirect_url"),
        ("failure_redirect_url", json!("northquay.example/no"), "invalid_value", "failure_redirect_url"),
        ("failure_redirect_url", json!("https://ana:secret@northquay.example/"), "invalid_value", "failure_redirect_url"),
        ("allowed_origins", json!(["https://northquay.example/page"]), "invalid_value", "allowed_origins"),
        ("theme_config", json!({ "primary_color": "blue" }), "invalid_value", "theme_config.primary_color"),
        ("theme_config", json!({ "primary_color": "#12345é" }), "invalid_value", "theme_config.primary_color"),
        ("theme_config", json!({ "logo": "#123456" }), "unknown_field", "logo"),
        ("meta_billing_mode", json!("nobody"), "invalid_value", "meta_billing_mode"),
        ("expires_at", json!("2030-01-01"), "unknown_field", "expires_at"),
        ("customer_id", json!("nobody"), "not_found", "customer"),
    ] {
        let mut input = wish(&bakery);
        input[field] = value.clone();
        let refused = world.ask(GENERATE, input).await.unwrap_err();
        assert_eq!(refused.code.as_str(), code, "{field} {value}: {refused}");
        assert!(refused.message.contains(names) && !refused.remedy.is_empty(), "{field} {value}: {refused}");
    }
    for both in [json!({ "provision_phone_number": true }), json!({ "allowed_connection_types": ["dedicated"] })] {
        let mut input = wish(&bakery);
        input["reconnect_phone_number"] = json!("+1 555 555 0164");
        input.as_object_mut().unwrap().extend(both.as_object().unwrap().clone());
        assert_eq!(world.ask(GENERATE, input).await.unwrap_err().code.as_str(), "contradiction");
    }
    let cursor = json!({ "customer_id": bakery, "cursor": "x" });
    assert_eq!(world.ask(LIST, cursor).await.unwrap_err().code.as_str(), "invalid_value");
    assert_eq!((changes(&world), links(&world, &bakery).await[0]["status"].as_str()), (0, Some("active")));
}

#[tokio::test]
async fn an_address_stands_in_answers_and_in_the_encrypted_store_only_while_it_works() {
    let world = World::open().await;
    let bakery = id(&world, BAKERY).await;
    let made = world.ask(GENERATE, wish(&bakery)).await.unwrap();
    let token = made["setup_link"]["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let refused = world.ask(REVOKE, json!({ "customer_id": bakery, "setup_link_id": token })).await.unwrap_err();
    assert!(!refused.to_string().contains(&token));
    world.desk.stop().await;
    let store = opened(world.home.path());
    let told = |table: &str| dump(&store, table).contains(&token);
    assert_eq!((told("setup_links"), told("audit"), told("approvals"), told("settings")), (true, false, false, false));
    let addresses = dump(&store, "setup_links").matches("/whatsapp/setup/").count();
    let active: usize = store.query_row("SELECT count(*) FROM setup_links WHERE status = 'active'", [], |row| row.get(0)).unwrap();
    assert_eq!(addresses, active, "no address is kept that does not work");
    let told = |(_, bytes): &(_, Vec<u8>)| bytes.windows(token.len()).any(|part| part == token.as_bytes());
    assert!(!files(&world.home.path().join("desk")).iter().any(told));
}
