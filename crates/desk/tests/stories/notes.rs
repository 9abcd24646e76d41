//! What the team knows about a contact: the context, notes and changes.

use serde_json::{Value, json};
use simulator::{Fault, Rule};

use crate::{
    contacts::{at_kapso, found},
    office::Office,
    world::{ANA, CLINIC, World},
};

const CONTEXT: &str = "whatsapp_get_contact_context";
const NOTE: &str = "whatsapp_contact_add_note";
const UPDATE: &str = "whatsapp_contact_update";
const MARIANA: &str = "+55 11 5550-0188";
const KEY: &str = "kapso_desk_notes";

/// What the desk knows about somebody, with every id.
async fn context(world: &World, identifier: &str) -> Value {
    world.ask(CONTEXT, json!({ "identifier": identifier, "response_format": "detailed" })).await.unwrap()
}

async fn notes(world: &World, identifier: &str) -> Vec<(String, String)> {
    let text = |note: &Value, field: &str| note[field].as_str().unwrap().to_owned();
    context(world, identifier).await["notes"].as_array().unwrap().iter().map(|note| (text(note, "text"), text(note, "state"))).collect()
}

fn said(text: &str, state: &str) -> (String, String) {
    (text.to_owned(), state.to_owned())
}

/// The texts under our key at Kapso.
async fn shared(world: &World, contact: &str) -> Vec<String> {
    let there = at_kapso(world, contact, Value::Null).await;
    there["metadata"][KEY].as_array().into_iter().flatten().map(|note| note["text"].as_str().unwrap_or("odd").to_owned()).collect()
}

#[tokio::test]
async fn ana_sees_all_that_is_known_about_somebody() {
    let world = World::open().await;
    let chat = world.hears(MARIANA, "One more question").await;
    let by_phone = context(&world, MARIANA).await;
    let contact = &by_phone["contact"];
    assert_eq!((&contact["name"], &contact["phone_number"]), (&json!("Mariana Souza"), &json!("+551155500188")));
    assert_eq!(by_phone["conversations"][0]["thread_id"], chat.thread);
    let ids = |messages: &[Value]| messages.iter().map(|message| message["message_id"].clone()).collect::<Vec<_>>();
    let (recent, all) = (by_phone["recent_messages"].as_array().unwrap(), world.messages(&chat).await);
    assert_eq!(recent.last().unwrap()["text"], "One more question");
    assert_eq!(ids(recent), ids(&all[all.len().saturating_sub(20)..]));
    let summary = &by_phone["summary"];
    assert_eq!((&summary["conversations"], &summary["needs_reply"], &summary["notes"]), (&json!(1), &json!(true), &json!(0)));
    assert_eq!(summary["messages"], all.len());
    assert_eq!(context(&world, contact["contact_id"].as_str().unwrap()).await["contact"], *contact, "her id leads to her too");

    let brief = world.ask(CONTEXT, json!({ "identifier": MARIANA, "include_recent_messages": false })).await.unwrap();
    assert!(brief.get("recent_messages").is_none());
    assert!(!brief.to_string().contains(contact["contact_id"].as_str().unwrap()), "a concise answer has no id");
}

#[tokio::test]
async fn whose_number_is_hidden_is_found_by_their_id() {
    let world = World::open().await;
    let thiago = context(&world, "BR.13491208655302741918").await;
    assert_eq!(thiago["contact"]["name"], "Thiago Almeida");
    assert!(!thiago["conversations"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn who_is_not_on_the_desk_yet_is_read_from_kapso() {
    let world = World::open().await;
    world.act("desk_watch", json!({ "visible": false })).await.unwrap();
    world.control.receive(CLINIC, "+15550100123", "Hello").unwrap();
    let there = at_kapso(&world, "15550100123", Value::Null).await;
    assert_eq!(context(&world, "+1 555 010 0123").await["contact"]["contact_id"], there["id"]);
}

#[tokio::test]
async fn a_number_that_several_people_have_says_which() {
    let world = World::open().await;
    let mariana = found(&world, json!({ "query": "mariana souza" })).await[0]["contact_id"].clone();
    // Two of Kapso's contacts under one number: one by its number, one by the id that WhatsApp gave later.
    let route = "GET */whatsapp/contacts".to_owned();
    let twin = json!({ "id": "twin", "wa_id": "551155500188", "profile_name": "Zelia", "business_scoped_user_id": "BR.1", "created_at": "2026-01-01T00:00:00Z" });
    let body = json!({ "data": [twin], "paging": { "cursors": {}, "next": null } });
    world.control.fail(Rule { route, fault: Fault::Status { code: 200, body: Some(body) }, after: 0, times: Some(1) });
    world.later(61);
    world.until("the twin is here", async || !found(&world, json!({ "query": "zelia" })).await.is_empty()).await;
    let error = world.ask_as(&ANA, CONTEXT, json!({ "identifier": MARIANA })).await.unwrap_err();
    assert_eq!(error.code.as_str(), "ambiguous");
    for word in ["Mariana Souza", mariana.as_str().unwrap(), "Zelia", "twin"] {
        assert!(error.message.contains(word), "{error}");
    }
    assert_eq!(context(&world, mariana.as_str().unwrap()).await["contact"]["name"], "Mariana Souza");
}

#[tokio::test]
async fn a_note_stands_beside_what_others_keep_and_is_found() {
    let world = World::open().await;
    let agent = world.agent("Claude Code").await;
    let lucía = found(&world, json!({ "query": "lucia fernandez" })).await[0]["contact_id"].as_str().unwrap().to_owned();
    let before = at_kapso(&world, &lucía, Value::Null).await["metadata"].clone();
    assert_eq!(before["graduacion"], "2026-02");
    let answer = world.ask(NOTE, json!({ "identifier": lucía, "note": "  Prefers mornings " })).await.unwrap();
    assert_eq!((&answer["note"]["text"], &answer["note"]["state"]), (&json!("Prefers mornings"), &json!("shared")));
    world.later(60);
    let by_agent = world.ask_as(&agent, NOTE, json!({ "identifier": "+34 600 555 028", "note": "Asked for blue frames" })).await;
    assert!(matches!(by_agent, Ok(desk::gate::Reply::Done(_))), "a note needs nobody's say: {by_agent:?}");

    let there = at_kapso(&world, &lucía, Value::Null).await["metadata"].clone();
    assert_eq!(there["graduacion"], "2026-02", "other keys are not touched");
    assert_eq!(shared(&world, &lucía).await, ["Prefers mornings", "Asked for blue frames"]);
    let context = context(&world, &lucía).await;
    assert_eq!(context["contact"]["metadata"], before, "notes are not shown twice");
    let authors: Vec<_> = context["notes"].as_array().unwrap().iter().map(|note| (&note["author"], note.get("author_name"))).collect();
    assert_eq!(authors, [(&json!("agent"), Some(&json!("Claude Code"))), (&json!("person"), None)], "newest first");
    assert_eq!(found(&world, json!({ "query": "blue frames" })).await[0]["contact_id"], lucía);
}

#[tokio::test]
async fn a_note_written_offline_waits_and_goes_there_once() {
    let (world, mut cable) = World::on_a_cable().await;
    let mariana = found(&world, json!({ "query": "mariana souza" })).await[0]["contact_id"].as_str().unwrap().to_owned();
    cable.pull().await;
    for text in ["Call her", "after six"] {
        let answer = world.ask(NOTE, json!({ "identifier": MARIANA, "note": text })).await.unwrap();
        assert_eq!(answer["note"]["state"], "queued");
        assert!(answer["next"].as_str().unwrap().contains("by itself"));
        world.later(1);
    }
    assert_eq!(notes(&world, MARIANA).await, [said("after six", "queued"), said("Call her", "queued")], "it is in the very next answer");
    assert_eq!(found(&world, json!({ "query": "after six" })).await.len(), 1, "and is found");
    // Meanwhile a colleague writes too.
    at_kapso(&world, &mariana, json!({ "metadata": { "tags": ["vip"] } })).await;
    cable.plug().await;
    world.until("the notes are shared", async || notes(&world, MARIANA).await.iter().all(|(_, state)| state == "shared")).await;
    assert_eq!(shared(&world, &mariana).await, ["Call her", "after six"]);
    assert_eq!(at_kapso(&world, &mariana, Value::Null).await["metadata"]["tags"], json!(["vip"]));
}

#[tokio::test]
async fn a_note_that_waits_lives_through_a_restart() {
    let world = Office::new().await.opened().await;
    let mariana = found(&world, json!({ "query": "mariana souza" })).await[0]["contact_id"].as_str().unwrap().to_owned();
    let down = Rule { route: "* */contacts/*".to_owned(), fault: Fault::Status { code: 503, body: None }, after: 0, times: None };
    world.control.fail(down);
    let answer = world.ask(NOTE, json!({ "identifier": MARIANA, "note": "Call her after six" })).await.unwrap();
    assert_eq!(answer["note"]["state"], "queued");
    let world = world.quits().await.opened().await;
    assert_eq!(notes(&world, MARIANA).await, [said("Call her after six", "queued")]);
    world.control.clear_weather();
    world.until("it is shared", async || notes(&world, MARIANA).await == [said("Call her after six", "shared")]).await;
    assert_eq!(shared(&world, &mariana).await, ["Call her after six"]);
}

#[tokio::test]
async fn a_note_whose_answer_was_lost_is_there_once() {
    let world = World::open().await;
    let mariana = found(&world, json!({ "query": "mariana souza" })).await[0]["contact_id"].as_str().unwrap().to_owned();
    world.control.fail_next("PATCH */contacts/*", Fault::ResetAfter);
    world.ask(NOTE, json!({ "identifier": MARIANA, "note": "Prefers mornings" })).await.unwrap();
    world.until("it is shared", async || notes(&world, MARIANA).await == [said("Prefers mornings", "shared")]).await;
    assert_eq!(shared(&world, &mariana).await, ["Prefers mornings"]);
}

#[tokio::test]
async fn what_others_keep_stays_as_it_was() {
    let world = World::open().await;
    let mariana = found(&world, json!({ "query": "mariana souza" })).await[0]["contact_id"].as_str().unwrap().to_owned();
    let theirs = json!({
        "zeta": { "b": [1, -2.5, 1e300, 0.1, 0.857_142_857_142_857_1, 9_007_199_254_740_993_u64, u64::MAX, i64::MIN], "a": null },
        "alpha": "\u{0}\"<b>\u{202e}ça 📎\n",
        "kapso_desk": { "kapso_desk_notes": "not under our key" },
        "": [[], {}, "", false],
    });
    at_kapso(&world, &mariana, json!({ "metadata": theirs })).await;
    world.ask(NOTE, json!({ "identifier": MARIANA, "note": "ours" })).await.unwrap();
    world.until("it is shared", async || shared(&world, &mariana).await == ["ours"]).await;
    world.ask(UPDATE, json!({ "identifier": MARIANA, "display_name": "Mari", "metadata": { "ours": 1 } })).await.unwrap();
    world.ask(UPDATE, json!({ "identifier": MARIANA, "metadata": { "ours": null } })).await.unwrap();
    let mut there = at_kapso(&world, &mariana, Value::Null).await["metadata"].clone();
    assert!(there.as_object_mut().unwrap().shift_remove(KEY).is_some());
    assert_eq!(there.to_string(), theirs.to_string(), "to the letter, and in the same order");
    assert_eq!(context(&world, MARIANA).await["contact"]["metadata"], theirs);
}

#[tokio::test]
async fn two_desks_that_write_at_once_lose_nothing() {
    let world = World::open().await;
    let mariana = found(&world, json!({ "query": "mariana souza" })).await[0]["contact_id"].as_str().unwrap().to_owned();
    world.ask(NOTE, json!({ "identifier": MARIANA, "note": "ours" })).await.unwrap();
    // The other desk had read before we wrote; what it writes as a whole lacks our note.
    let theirs = json!({ "id": "f0", "at": "2026-03-02T14:25:00Z", "text": "theirs", "author": "person" });
    at_kapso(&world, &mariana, json!({ "metadata": { (KEY): [theirs, "not ours to judge"] } })).await;
    world.later(61);
    world.until("both are there", async || shared(&world, &mariana).await == ["theirs", "odd", "ours"]).await;
    world
        .until("both are shared here too", async || {
            let mut here = notes(&world, MARIANA).await;
            here.sort();
            here == [said("ours", "shared"), said("theirs", "shared")]
        })
        .await;
}

#[tokio::test]
async fn a_list_from_before_a_change_does_not_take_it_back() {
    let world = World::open().await;
    let before = at_kapso(&world, "551155500188", Value::Null).await;
    world.later(1);
    world.ask(UPDATE, json!({ "identifier": MARIANA, "display_name": "Mari" })).await.unwrap();
    // Kapso made this page before the change, and gives it to both who read; somebody new on it shows that it was read.
    let somebody = json!({ "id": "somebody", "profile_name": "Zelia", "created_at": "2026-01-01T00:00:00Z" });
    let body = json!({ "data": [before, somebody], "paging": { "cursors": {}, "next": null } });
    let fault = Fault::Status { code: 200, body: Some(body) };
    world.control.fail(Rule { route: "GET */whatsapp/contacts".to_owned(), fault, after: 0, times: Some(2) });
    world.later(61);
    world.until("the page is read", async || !found(&world, json!({ "query": "zelia" })).await.is_empty()).await;
    assert_eq!(context(&world, MARIANA).await["contact"]["name"], "Mari");
}

#[tokio::test]
async fn notes_written_at_once_all_stay() {
    let world = World::open().await;
    let agent = world.agent("Claude Code").await;
    let mariana = found(&world, json!({ "query": "mariana souza" })).await[0]["contact_id"].as_str().unwrap().to_owned();
    let note = |text: &'static str| json!({ "identifier": MARIANA, "note": text });
    let (one, two, three) =
        tokio::join!(world.ask(NOTE, note("one")), world.ask_as(&agent, NOTE, note("two")), world.ask(NOTE, note("three")),);
    assert!(one.is_ok() && two.is_ok() && three.is_ok(), "{one:?} {two:?} {three:?}");
    let mut there =
        world.until("all three are shared", async || Some(shared(&world, &mariana).await).filter(|there| there.len() == 3)).await.unwrap();
    there.sort();
    assert_eq!(there, ["one", "three", "two"]);
}

#[tokio::test]
async fn a_note_that_kapso_refuses_is_kept_on_this_desk() {
    let world = World::open().await;
    let refusal = json!({ "error": "Contact is locked" });
    let fault = Fault::Status { code: 422, body: Some(refusal) };
    world.control.fail(Rule { route: "PATCH */contacts/*".to_owned(), fault, after: 0, times: None });
    let answer = world.ask(NOTE, json!({ "identifier": MARIANA, "note": "Allergic to nickel" })).await.unwrap();
    assert_eq!(answer["note"]["state"], "refused", "{answer}");
    assert!(answer["next"].as_str().unwrap().contains("this desk only"), "{answer}");
    world.later(61);
    world.hears(MARIANA, "Hello").await;
    assert_eq!(notes(&world, MARIANA).await, [said("Allergic to nickel", "refused")], "no reading takes it away");
    let patches = world.control.requests().iter().filter(|request| request.method == "PATCH").count();
    assert_eq!(patches, 1, "what was refused is not asked for again and again");
}

#[tokio::test]
async fn a_contact_is_changed_where_it_was_meant_and_nowhere_else() {
    let world = World::open().await;
    let lucía = found(&world, json!({ "query": "lucia fernandez" })).await[0]["contact_id"].as_str().unwrap().to_owned();
    world.ask(NOTE, json!({ "identifier": lucía, "note": "stays" })).await.unwrap();
    let change = json!({ "identifier": lucía, "display_name": "Lucía F.", "metadata": { "tier": { "level": 2 } } });
    let answer = world.ask(UPDATE, change.clone()).await.unwrap();
    assert_eq!((&answer["changed"], &answer["contact"]["name"]), (&json!(true), &json!("Lucía F.")));
    assert_eq!(answer["contact"]["metadata"], json!({ "graduacion": "2026-02", "tier": { "level": 2 } }));
    assert_eq!(shared(&world, &lucía).await, ["stays"]);
    let row = world.rows(json!({})).await.into_iter().find(|row| row["phone_number"] == "+34600555028").unwrap();
    assert_eq!(row["contact_name"], "Lucía F.", "the inbox has it in the very next answer");
    assert_eq!(world.ask(UPDATE, change).await.unwrap()["changed"], false, "so it was already");

    let back = json!({ "identifier": lucía, "display_name": "", "metadata": { "tier": null } });
    let answer = world.ask(UPDATE, back).await.unwrap();
    assert_eq!(answer["contact"]["metadata"], json!({ "graduacion": "2026-02" }));
    assert!(answer["contact"]["name"].as_str().unwrap().starts_with("Lucía Fernández"));
    assert_eq!(at_kapso(&world, &lucía, Value::Null).await["display_name"], Value::Null, "taken away, not empty");
}

#[tokio::test]
async fn a_change_that_cannot_be_made_changes_nothing() {
    let (world, mut cable) = World::on_a_cable().await;
    let before = context(&world, MARIANA).await["contact"].clone();
    for (name, input, code, word) in [
        (UPDATE, json!({ "identifier": MARIANA }), "missing_field", "display_name"),
        (UPDATE, json!({ "identifier": MARIANA, "metadata": { (KEY): [] } }), "invalid_value", "notes"),
        (UPDATE, json!({ "identifier": MARIANA, "metadata": "vip" }), "wrong_type", "`metadata`"),
        (UPDATE, json!({ "identifier": MARIANA, "metadata": { "all": "x".repeat(16_384) } }), "invalid_value", "16384"),
        (UPDATE, json!({ "identifier": MARIANA, "display_name": "x".repeat(201) }), "invalid_value", "200"),
        (UPDATE, json!({ "identifier": MARIANA, "customer_id": "nobody" }), "upstream_refused", "Nothing was changed"),
        (UPDATE, json!({ "identifier": "+1 555 010 9999", "display_name": "x" }), "not_found", "No contact"),
        (NOTE, json!({ "identifier": MARIANA, "note": " \n" }), "invalid_value", "white space"),
        (NOTE, json!({ "identifier": MARIANA, "note": "x".repeat(2001) }), "invalid_value", "2000"),
        (NOTE, json!({ "identifier": "nobody", "note": "x" }), "not_found", "No contact"),
        (NOTE, json!({ "note": "x" }), "missing_field", "`identifier`"),
        (CONTEXT, json!({ "identifier": "nobody" }), "not_found", "No contact"),
        (CONTEXT, json!({}), "missing_field", "`identifier`"),
        (CONTEXT, json!({ "identifier": MARIANA, "include_recent_messages": "yes" }), "wrong_type", "`include_recent_messages`"),
    ] {
        let Err(error) = world.ask_as(&ANA, name, input.clone()).await else { panic!("{name} {input} was answered") };
        let text = format!("{} {}", error.message, error.remedy);
        assert_eq!((error.code.as_str().as_str(), text.contains(word)), (code, true), "{name} {input}: {error}");
    }
    cable.pull().await;
    let error = world.ask_as(&ANA, UPDATE, json!({ "identifier": MARIANA, "display_name": "M" })).await.unwrap_err();
    assert_eq!((error.code.as_str().as_str(), error.message.contains("Nothing was changed")), ("offline", true), "{error}");
    assert_eq!(context(&world, MARIANA).await["contact"], before);
}
