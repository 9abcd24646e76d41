//! Contacts: who they are, and how they are found.

use serde_json::{Value, json};
use simulator::DEMO_KEY;

use crate::{
    walks::truth,
    world::{ANA, World},
};

pub(crate) const SEARCH: &str = "whatsapp_search_contacts";
const UPDATE: &str = "whatsapp_contact_update";

/// A colleague changes a contact at Kapso; the contact as Kapso has it then.
pub(crate) async fn at_kapso(world: &World, contact: &str, change: Value) -> Value {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let address = format!("{}/platform/v1/whatsapp/contacts/{contact}", world.simulator.origin());
    let request = if change.is_null() { http.get(address) } else { http.patch(address).json(&json!({ "contact": change })) };
    let answer: Value = request.header("X-API-Key", DEMO_KEY).send().await.unwrap().json().await.unwrap();
    answer["data"].clone()
}

/// Every contact that fits, with every id.
pub(crate) async fn found(world: &World, mut input: Value) -> Vec<Value> {
    input["response_format"] = json!("detailed");
    input["limit"] = json!(50);
    world.ask(SEARCH, input).await.unwrap()["contacts"].as_array().unwrap().clone()
}

async fn names(world: &World, query: &str) -> Vec<String> {
    found(world, json!({ "query": query })).await.iter().map(|contact| contact["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn ana_finds_people_however_she_writes_them() {
    let world = World::open().await;
    for (query, name) in [
        ("mariana", "Mariana Souza"),
        ("SOUZA mar", "Mariana Souza"),
        ("lucia fernandez", "Lucía Fernández-Cabrera de la Torre y Villanueva"),
        ("cabrera", "Lucía Fernández-Cabrera de la Torre y Villanueva"),
        ("dona cida", "Dona Cida"),
        ("aparecida", "Dona Cida"),
        ("田中", "田中ゆき"),
        ("ゆき", "田中ゆき"),
        ("القحطاني", "د. نورة القحطاني"),
        ("राहुल शर्मा", "राहुल शर्मा"),
        ("thi.almeida", "Thiago Almeida"),
        ("+55 11 5550-0188", "Mariana Souza"),
        ("5550-0188", "Mariana Souza"),
        ("0188", "Mariana Souza"),
    ] {
        let names = names(&world, query).await;
        assert!(names.contains(&name.to_owned()), "{query}: {names:?}");
    }
    assert_eq!(names(&world, "mariana xylophone").await, [""; 0], "every word has to fit");
    assert_eq!(names(&world, "ariana").await, [""; 0], "a word is found by its start");
    assert_eq!(names(&world, "\" OR name:*").await, [""; 0], "what looks like syntax is only words");
}

#[tokio::test]
async fn a_name_is_found_in_whatever_letters_it_is_written() {
    let world = World::open().await;
    let mariana = found(&world, json!({ "query": "mariana souza" })).await[0]["contact_id"].clone();
    let kept = json!({ "e-mail": "Lukasz.K@exämple.com", "crm": { "tags": ["VIP-gold", 2019] } });
    for (name, queries) in [
        ("Łukasz Straßmann", ["lukasz", "ŁUKASZ strassmann", "straß", "STRASSM łuk"].as_slice()),
        ("Müller-Sørensen, Þóra", &["sorensen", "MULLER", "müller-sør", "thora"]),
        ("İnci ILGIN", &["inci", "ılgın", "ilgin"]),
        ("نُورَة القحطاني", &["نورة", "نوره", "قحطاني", "القحط"]),
        ("김민수", &["김", "민수", "김민"]),
        ("ｶﾞｿﾘﾝ商会", &["ガソリン", "商会", "商"]),
        ("ＡＢＣ１２ ltd", &["abc12", "ABC"]),
        ("Παπαδόπουλος Ёлкин", &["παπαδοπουλος", "елкин"]),
        ("Ana", &["lukasz.k@example.com", "LUKASZ.K@EXAMPLE", "vip-gold", "gold", "2019", "ana gold"]),
    ] {
        world.ask(UPDATE, json!({ "identifier": mariana, "display_name": name, "metadata": kept })).await.unwrap();
        for query in queries {
            let found = found(&world, json!({ "query": query })).await;
            assert!(found.iter().any(|contact| contact["contact_id"] == mariana), "{name} by {query}: {found:?}");
            let conversations = world.ask("whatsapp_search_conversations", json!({ "query": query, "limit": 50 })).await.unwrap();
            let is_hers = |hit: &Value| hit["conversation"]["phone_number"] == "+551155500188" && hit.get("said").is_none();
            assert!(conversations["hits"].as_array().unwrap().iter().any(is_hers), "{name}'s conversation by {query}");
        }
    }
    assert_eq!(names(&world, "lukasz strassmann").await, [""; 0], "a name that was taken away finds nobody");
}

#[tokio::test]
async fn a_number_is_found_however_it_is_dialled() {
    let world = World::open().await;
    for query in [
        "+551155500188",
        "+55 11 5550\u{2011}0188",
        "\u{202a}+55 (11) 5550.0188\u{202c}",
        "0055 11 55500188",
        "+55 (0)11 5550 0188",
        "+55 011 5550 0188",
        "011 5550-0188",
        "(011) 5550",
        "５５５０ ０１８８",
        "٥٥١١٥٥٥٠٠١٨٨",
        "11 5550 0188",
        "0188",
        "souza 5550-0188",
    ] {
        let names = names(&world, query).await;
        assert!(names.contains(&"Mariana Souza".to_owned()), "{query}: {names:?}");
    }
    for query in ["+11 5550 0188", "00 11 5550 0188", "+55 11 5550 0188 9", "5550-0188 lukasz"] {
        assert_eq!(names(&world, query).await, [""; 0], "{query}");
    }
}

#[tokio::test]
async fn every_contact_of_kapso_is_found() {
    let world = World::open().await;
    let everybody = truth(&world, "contacts").await;
    assert!(everybody.len() > 40);
    for contact in everybody {
        let known_as = contact["wa_id"].as_str().or(contact["profile_name"].as_str()).unwrap_or_default();
        if !known_as.chars().any(char::is_alphanumeric) {
            continue; // a name that cannot be seen cannot be looked for
        }
        let found = found(&world, json!({ "query": known_as })).await;
        assert_eq!(found.iter().filter(|found| found["contact_id"] == contact["id"]).count(), 1, "{known_as}");
    }
}

#[tokio::test]
async fn the_team_s_name_for_somebody_shows_everywhere() {
    let world = World::open().await;
    let mariana = found(&world, json!({ "query": "mariana souza" })).await[0].clone();
    let id = mariana["contact_id"].as_str().unwrap();
    at_kapso(&world, id, json!({ "display_name": "Mari (VIP)" })).await;
    world.later(61);
    let row = world.until("the inbox has the new name", async || world.row("Mari (VIP)").await).await.unwrap();
    assert_eq!(row["phone_number"], mariana["phone_number"]);
    let is_she = |found: &Value| found["contact_id"] == id;
    let by_it = async || found(&world, json!({ "query": "vip" })).await.into_iter().find(is_she);
    let found = world.until("she is found by it", by_it).await.unwrap();
    assert_eq!((&found["name"], &found["profile_name"]), (&json!("Mari (VIP)"), &json!("Mariana Souza")));
    assert_eq!(names(&world, "souza").await, ["Mari (VIP)"], "her own name still finds her");
}

#[tokio::test]
async fn a_newcomer_is_a_contact_as_soon_as_they_are_heard() {
    let world = World::open().await;
    world.hears("+1 555 010 0123", "Is it ready?").await;
    world.until("Inés is a contact", async || !found(&world, json!({ "query": "5550100123" })).await.is_empty()).await;
}

#[tokio::test]
async fn contacts_are_narrowed_by_customer_and_by_day() {
    let world = World::open().await;
    let everybody = found(&world, json!({ "query": "5" })).await;
    let customer = everybody.iter().find_map(|contact| contact["customer_id"].as_str()).unwrap();
    let of_customer: Vec<&Value> = everybody.iter().filter(|contact| contact["customer_id"] == customer).collect();
    assert!(of_customer.len() < everybody.len());
    assert_eq!(found(&world, json!({ "query": "5", "customer_id": customer })).await.iter().collect::<Vec<_>>(), of_customer);
    assert!(found(&world, json!({ "query": "5", "customer_id": "nobody" })).await.is_empty());

    let days: Vec<&str> = everybody.iter().map(|contact| contact["created_at"].as_str().unwrap()).collect();
    assert!(days.is_sorted_by(|newer, older| newer >= older), "newest first");
    let (from, to) = (days[days.len() / 2], days[1]);
    let between: Vec<&Value> = everybody.iter().filter(|contact| (from..to).contains(&contact["created_at"].as_str().unwrap())).collect();
    let cut = json!({ "query": "5", "created_since": from, "created_until": to });
    assert_eq!(found(&world, cut).await.iter().collect::<Vec<_>>(), between);
    let day = &days[0][..10];
    let of_the_day = days.iter().filter(|at| at.starts_with(day)).count();
    let cut = json!({ "query": "5", "created_since": day, "created_until": day });
    assert_eq!(found(&world, cut).await.len(), of_the_day, "a day is the whole day");
}

#[tokio::test]
async fn a_walk_meets_every_contact_once() {
    let world = World::open().await;
    let all: Vec<Value> = found(&world, json!({ "query": "5" })).await.iter().map(|contact| contact["contact_id"].clone()).collect();
    let (mut walked, mut input) = (Vec::new(), json!({ "query": "5", "limit": 3, "response_format": "detailed" }));
    loop {
        let page = world.ask(SEARCH, input.clone()).await.unwrap();
        assert!(page["contacts"].as_array().unwrap().len() <= 3);
        walked.extend(page["contacts"].as_array().unwrap().iter().map(|contact| contact["contact_id"].clone()));
        let Some(cursor) = page.get("next_cursor") else { break };
        input["cursor"] = cursor.clone();
    }
    assert_eq!(walked, all);
}

#[tokio::test]
async fn a_search_that_makes_no_sense_says_why() {
    let world = World::open().await;
    for (input, code, word) in [
        (json!({}), "missing_field", "`query`"),
        (json!({ "query": "" }), "invalid_value", "`query`"),
        (json!({ "query": "🎉 !!" }), "invalid_value", "no letter"),
        (json!({ "query": "x".repeat(201) }), "invalid_value", "200"),
        (json!({ "query": "ana", "limit": 51 }), "invalid_value", "50"),
        (json!({ "query": "ana", "created_since": "yesterday" }), "invalid_value", "`created_since`"),
        (json!({ "query": "ana", "created_until": "2026-02-30" }), "invalid_value", "`created_until`"),
        (json!({ "query": "ana", "created_since": "2026-03-02", "created_until": "2026-03-01" }), "contradiction", "`created_since`"),
        (json!({ "query": "ana", "cursor": "x" }), "invalid_value", "`cursor`"),
        (json!({ "query": "ana", "sort": "name" }), "unknown_field", "`sort`"),
    ] {
        let Err(error) = world.ask_as(&ANA, SEARCH, input.clone()).await else { panic!("{input} was answered") };
        assert_eq!((error.code.as_str().as_str(), error.message.contains(word)), (code, true), "{input}: {error}");
    }
}
