//! A contact's metadata that Kapso leaves out of its answers: what is not said is neither forgotten nor written over.

use serde_json::{Value, json};
use simulator::{Fault, Rule};

use crate::{
    contacts::{at_kapso, found},
    world::World,
};

const CONTEXT: &str = "whatsapp_get_contact_context";
const NOTE: &str = "whatsapp_contact_add_note";
const UPDATE: &str = "whatsapp_contact_update";
const MARIANA: &str = "+55 11 5550-0188";

/// The desk where programs of others keep something about Mariana, and her id.
async fn kept_by_others() -> (World, String) {
    let world = World::open().await;
    let mariana = found(&world, json!({ "query": "mariana souza" })).await[0]["contact_id"].as_str().unwrap().to_owned();
    at_kapso(&world, &mariana, json!({ "metadata": { "crm": 7, "tags": ["vip"] } })).await;
    (world, mariana)
}

/// Answers on a route lack a contact's metadata, so many times.
fn leave_out(world: &World, route: &str, times: Option<u32>) {
    let fault = Fault::Without { members: vec!["metadata".to_owned()] };
    world.control.fail(Rule { route: route.to_owned(), fault, after: 0, times });
}

/// Mariana's metadata at Kapso but for our notes, and the texts of those.
async fn there(world: &World, mariana: &str) -> (Value, Vec<String>) {
    let mut metadata = at_kapso(world, mariana, Value::Null).await["metadata"].clone();
    let notes = metadata.as_object_mut().unwrap().shift_remove("kapso_desk_notes").unwrap_or_default();
    let texts = notes.as_array().into_iter().flatten().map(|note| note["text"].as_str().unwrap().to_owned());
    (metadata, texts.collect())
}

/// What the desk knows: her metadata, and the states of her notes.
async fn here(world: &World) -> (Value, Vec<Value>) {
    let context = world.ask(CONTEXT, json!({ "identifier": MARIANA })).await.unwrap();
    let states = context["notes"].as_array().unwrap().iter().map(|note| note["state"].clone());
    (context["contact"]["metadata"].clone(), states.collect())
}

#[tokio::test]
async fn a_note_waits_until_kapso_says_what_it_stands_beside() {
    let (world, mariana) = kept_by_others().await;
    leave_out(&world, "GET */contacts/*", None);
    let answer = world.ask(NOTE, json!({ "identifier": MARIANA, "note": "Call her" })).await.unwrap();
    assert_eq!(answer["note"]["state"], "queued");
    let written = |world: &World| world.control.requests().iter().filter(|request| request.method == "PATCH").count();
    assert_eq!(written(&world), 1, "the only write is that of the others");
    world.control.clear_weather();
    world.later(61);
    world.until("it is shared", async || here(&world).await.1 == ["shared"]).await;
    assert_eq!(there(&world, &mariana).await, (json!({ "crm": 7, "tags": ["vip"] }), vec!["Call her".to_owned()]));
}

#[tokio::test]
async fn a_change_that_could_erase_what_others_keep_is_not_made() {
    let (world, mariana) = kept_by_others().await;
    leave_out(&world, "GET */contacts/*", None);
    let error = world.ask(UPDATE, json!({ "identifier": MARIANA, "metadata": { "ours": 1 } })).await.unwrap_err();
    assert_eq!(error.code.as_str(), "upstream_unreadable");
    assert!(error.message.contains("Nothing was changed") && error.remedy.contains("`display_name`"), "{error}");
    let named = world.ask(UPDATE, json!({ "identifier": MARIANA, "display_name": "Mari" })).await.unwrap();
    assert_eq!(named["contact"]["name"], "Mari", "a name has nothing to do with it");
    world.control.clear_weather();
    assert_eq!(there(&world, &mariana).await.0, json!({ "crm": 7, "tags": ["vip"] }));
}

#[tokio::test]
async fn what_one_answer_leaves_out_is_asked_for_once_more() {
    let (world, mariana) = kept_by_others().await;
    leave_out(&world, "GET */contacts/*", Some(1));
    leave_out(&world, "PATCH */contacts/*", None);
    world.ask(UPDATE, json!({ "identifier": MARIANA, "metadata": { "ours": 1 } })).await.unwrap();
    let both = json!({ "crm": 7, "tags": ["vip"], "ours": 1 });
    assert_eq!(there(&world, &mariana).await.0, both);
    assert_eq!(here(&world).await.0, both, "what was written is in the very next answer");
    let answer = world.ask(NOTE, json!({ "identifier": MARIANA, "note": "Call her" })).await.unwrap();
    assert_eq!(answer["note"]["state"], "shared");
}

#[tokio::test]
async fn a_list_that_does_not_say_takes_nothing_away() {
    let (world, mariana) = kept_by_others().await;
    world.ask(NOTE, json!({ "identifier": MARIANA, "note": "Call her" })).await.unwrap();
    let known = here(&world).await;
    assert_eq!(known, (json!({ "crm": 7, "tags": ["vip"] }), vec![json!("shared")]));
    leave_out(&world, "GET */contacts", None);
    at_kapso(&world, &mariana, json!({ "display_name": "Mari" })).await;
    world.later(61);
    world.until("she has her name", async || named(&world).await == "Mari").await;
    assert_eq!(here(&world).await, known);
}

async fn named(world: &World) -> Value {
    world.ask(CONTEXT, json!({ "identifier": MARIANA })).await.unwrap()["contact"]["name"].clone()
}
