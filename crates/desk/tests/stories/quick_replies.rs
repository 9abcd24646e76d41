//! Texts that Ana sends often.

use serde_json::{Value, json};

use crate::{office::Office, world::World};

const INÉS: &str = "+15550100123";

async fn keeps(world: &World, name: &str, text: &str) -> Value {
    world.act("desk_keep_quick_reply", json!({ "name": name, "text": text })).await.unwrap()
}

fn names(list: &Value) -> Vec<&str> {
    list["quick_replies"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn they_are_listed_by_name_changed_and_removed_and_stay() {
    let world = Office::new().await.opened().await;
    keeps(&world, "thanks", "Thank you!").await;
    let list = keeps(&world, " Address ", "We are at 12 Harbour Street.\n").await;
    assert_eq!((names(&list), &list["quick_replies"][0]["text"]), (vec!["Address", "thanks"], &json!("We are at 12 Harbour Street.")));
    let address = list["quick_replies"][0]["quick_reply_id"].clone();
    let change = json!({ "quick_reply_id": address, "name": "Where", "text": "At the harbour." });
    let list = world.act("desk_keep_quick_reply", change).await.unwrap();
    assert_eq!(names(&list), ["thanks", "Where"]);
    let world = world.quits().await.opened().await;
    assert_eq!(names(&world.act("desk_quick_replies", json!({})).await.unwrap()), ["thanks", "Where"]);
    let list = world.act("desk_remove_quick_reply", json!({ "quick_reply_id": address })).await.unwrap();
    assert_eq!(names(&list), ["thanks"]);
    let error = world.act("desk_remove_quick_reply", json!({ "quick_reply_id": address })).await.unwrap_err();
    assert_eq!(error.code.as_str(), "not_found");
}

#[tokio::test]
async fn what_stands_in_braces_is_filled_in_and_what_is_not_known_is_named() {
    let world = World::open().await;
    let ana = world.rows(json!({})).await.into_iter().find(|row| row["contact_name"].as_str().is_some_and(|name| name.contains(' ')));
    let row = ana.unwrap();
    let text = "Hi {first_name} ({name}), this is {number}. {first_name}, call us at {phone}? {} {NAME} {not closed";
    let list = keeps(&world, "hello", text).await;
    let id = list["quick_replies"][0]["quick_reply_id"].clone();
    let filled = world.act("desk_fill_quick_reply", json!({ "quick_reply_id": id, "thread_id": row["thread_id"] })).await.unwrap();
    let name = row["contact_name"].as_str().unwrap();
    let first = name.split_whitespace().next().unwrap();
    let said = filled["text"].as_str().unwrap();
    assert!(said.starts_with(&format!("Hi {first} ({name}), this is +")), "{said}");
    assert!(said.ends_with("{} {NAME} {not closed"), "{said}");
    assert_eq!(filled["missing"].as_array().unwrap().len(), usize::from(row.get("phone_number").is_none()), "{filled}");
    let used = world.act("desk_quick_replies", json!({})).await.unwrap();
    assert!(used["quick_replies"][0].get("used_at").is_some());

    let nameless = world.hears(INÉS, "{name} {phone}").await;
    let row = world.row(INÉS).await.unwrap();
    let filled = world.act("desk_fill_quick_reply", json!({ "quick_reply_id": id, "thread_id": nameless.thread })).await.unwrap();
    let missing: Vec<&str> = filled["missing"].as_array().unwrap().iter().map(|place| place.as_str().unwrap()).collect();
    let expected: &[&str] = if row.get("contact_name").is_some() { &[] } else { &["first_name", "name"] };
    assert_eq!(missing, expected, "{row}");
    assert_eq!(filled["text"].as_str().unwrap().contains("{first_name}"), missing.contains(&"first_name"), "{filled}");
}

#[tokio::test]
async fn what_nobody_could_fill_in_or_find_is_refused() {
    let world = World::open().await;
    keeps(&world, "thanks", "Thank you!").await;
    for (input, code, word) in [
        (json!({ "name": "price", "text": "It is {price}" }), "invalid_value", "{price}"),
        (json!({ "name": "THANKS", "text": "Thanks!" }), "duplicate", "THANKS"),
        (json!({ "name": " ", "text": "Thanks!" }), "invalid_value", "empty"),
        (json!({ "name": "x", "text": " \n" }), "invalid_value", "empty"),
        (json!({ "quick_reply_id": "999", "name": "x", "text": "y" }), "not_found", "no such"),
    ] {
        let error = world.act("desk_keep_quick_reply", input.clone()).await.unwrap_err();
        assert_eq!((error.code.as_str().as_str(), error.message.contains(word)), (code, true), "{input}: {error}");
    }
    assert_eq!(names(&world.act("desk_quick_replies", json!({})).await.unwrap()), ["thanks"]);
    let fill = json!({ "quick_reply_id": "1", "thread_id": "999999" });
    assert_eq!(world.act("desk_fill_quick_reply", fill).await.unwrap_err().code.as_str(), "not_found");
    for number in 1..500 {
        keeps(&world, &format!("reply {number}"), "x").await;
    }
    let error = world.act("desk_keep_quick_reply", json!({ "name": "one more", "text": "x" })).await.unwrap_err();
    assert!(error.message.contains("500"), "{error}");
}
