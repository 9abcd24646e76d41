//! Numbers that have two spellings: Ana dials one, WhatsApp knows the person by the other.

use serde_json::{Value, json};

use crate::world::{CLINIC, Chat, World};

const TEMPLATE: &str = "whatsapp_send_template";
const TEXT: &str = "whatsapp_send_text_message";
/// As it is dialled in Brazil, and as WhatsApp knows it.
const WITH_NINE: &str = "+55 31 98765-4321";
const WITHOUT: &str = "+553187654321";

/// A reminder to this number, from the clinic.
async fn reminds(world: &World, phone: &str) -> Value {
    let configs = world.ask("whatsapp_configs_overview", json!({ "response_format": "detailed" })).await.unwrap();
    let clinic = configs["configs"].as_array().unwrap().iter().find(|config| config["phone_number_id"] == CLINIC).unwrap().clone();
    let input = json!({
        "conversation_selector": { "phone_number": phone }, "whatsapp_config_id": clinic["whatsapp_config_id"],
        "template_name": "lembrete_consulta", "response_format": "detailed",
        "parameters": [{ "value": "Lara" }, { "value": "a Dra. Paula" }, { "value": "sexta" }, { "value": "09:00" }],
    });
    world.ask(TEMPLATE, input).await.unwrap()
}

/// The clinic's rows of whom either spelling reaches.
async fn rows(world: &World) -> Vec<Value> {
    let rows = world.rows(json!({})).await;
    rows.into_iter().filter(|row| row["phone_number"].as_str().is_some_and(|phone| phone.ends_with("87654321"))).collect()
}

/// Every `to` that left, in order.
fn dialled(world: &World) -> Vec<String> {
    let to = |raw: &str| serde_json::from_str::<Value>(raw).unwrap()["to"].as_str().unwrap().to_owned();
    world.control.sends().unwrap().iter().map(|sent| to(&sent.raw)).collect()
}

#[tokio::test]
async fn a_thread_that_begins_with_one_spelling_goes_on_with_the_other() {
    let world = World::open().await;
    reminds(&world, WITH_NINE).await;
    let row = world
        .until("WhatsApp said by which digits it knows her", async || {
            rows(&world).await.pop().filter(|row| row["phone_number"] == WITHOUT && row.get("conversation_id").is_some())
        })
        .await
        .unwrap();
    reminds(&world, WITH_NINE).await;
    world.until("the second one left", async || dialled(&world).len() == 2).await;
    assert_eq!(dialled(&world), ["5531987654321", "553187654321"], "the second time it is known");
    let chat = world.hears(WITHOUT, "Pode confirmar!").await;
    assert_eq!((rows(&world).await.len(), Some(chat.thread.as_str())), (1, row["thread_id"].as_str()));
    assert_eq!(world.messages(&chat).await.len(), 3, "both reminders and her answer");
}

#[tokio::test]
async fn somebody_who_wrote_is_found_by_either_spelling() {
    let world = World::open().await;
    let chat = world.hears(WITHOUT, "Oi!").await;
    for (phone, text) in [(WITH_NINE, "Olá, Lara!"), (WITHOUT, "Tudo bem?")] {
        let input = json!({ "conversation_selector": { "phone_number": phone }, "content": text });
        world.ask(TEXT, input).await.unwrap();
        world.until(&format!("{text} left"), async || world.times_left(text) == 1).await;
    }
    assert_eq!(dialled(&world), ["553187654321", "553187654321"]);
    assert_eq!((rows(&world).await.len(), world.messages(&chat).await.len()), (1, 3));
}

#[tokio::test]
async fn a_thread_of_the_wrong_spelling_joins_the_one_that_there_is() {
    let world = World::with_undo(5).await;
    reminds(&world, WITH_NINE).await;
    let chat = world.hears(WITHOUT, "Oi!").await;
    assert_eq!(rows(&world).await.len(), 2, "nobody knows yet that both are Lara");
    world.later(6);
    world.until("the desk knows", async || rows(&world).await.len() == 1).await;
    let row = rows(&world).await.remove(0);
    assert_eq!((row["phone_number"].as_str(), row["thread_id"].as_str()), (Some(WITHOUT), Some(chat.thread.as_str())));
    let messages = world.messages(&Chat::of(&row)).await;
    let kinds: Vec<&Value> = messages.iter().map(|message| &message["kind"]).collect();
    assert_eq!(kinds, ["text", "template"]);
}
