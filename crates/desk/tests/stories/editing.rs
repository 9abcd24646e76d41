//! Second thoughts about what has not left.

use serde_json::{Value, json};

use crate::world::World;

const INÉS: &str = "+15550100123";

#[tokio::test]
async fn ana_edits_a_message_before_it_leaves_and_has_the_whole_time_again() {
    let world = World::with_undo(5).await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let held = world.sends(&chat, "It is redy").await;
    world.later(4);
    let edit = |text: &str| json!({ "send_id": held["send_id"], "text": text });
    let text = "It is ready\u{200d}, Inés \n ";
    let edited = world.act("desk_edit_send", edit(text)).await.unwrap()["message"].clone();
    assert_eq!((&edited["text"], &edited["delivery"], &edited["send_id"]), (&json!(text), &json!("held"), &held["send_id"]));
    assert_eq!(edited["leaves_at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap().duration_since(world.control.now()).as_secs(), 5);
    for (bad, code) in [("", "invalid_value"), ("x".repeat(4097).as_str(), "invalid_value")] {
        assert_eq!(world.act("desk_edit_send", edit(bad)).await.unwrap_err().code.as_str(), code);
    }
    world.much_later(6).await;
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!((world.times_left("It is redy"), world.times_left(text), world.posts()), (0, 1, 1));
    assert_eq!(world.act("desk_edit_send", edit("Too late")).await.unwrap_err().code.as_str(), "already_decided");
    assert_eq!(world.newest(&chat).await["text"], text);
}

#[tokio::test]
async fn a_caption_can_be_edited_and_what_is_more_than_a_text_cannot() {
    let world = World::with_undo(5).await;
    let chat = world.hears(INÉS, "Can you show me?").await;
    let link = "https://files.example/a.jpg";
    let to = json!({ "conversation_id": chat.conversation });
    let picture = json!({ "conversation_selector": to, "message_type": "image", "file_url": link, "caption": "Rosis" });
    let held = world.ask("whatsapp_send_media", picture).await.unwrap();
    let buttons = json!({ "conversation_selector": to, "interactive_type": "button", "body_text": "Today?", "buttons": [{ "type": "reply", "reply": { "id": "y", "title": "Yes" } }] });
    world.ask("whatsapp_send_interactive", buttons).await.unwrap();
    let ids: Vec<Value> = world.messages(&chat).await.iter().skip(1).map(|message| message["send_id"].clone()).collect();
    let edit = async |id: &Value, text: &str| world.act("desk_edit_send", json!({ "send_id": id, "text": text })).await;
    assert_eq!(edit(&ids[0], &"x".repeat(1025)).await.unwrap_err().code.as_str(), "invalid_value");
    assert_eq!(edit(&ids[1], "Tomorrow?").await.unwrap_err().code.as_str(), "invalid_value");
    assert_eq!(edit(&ids[0], "Roses").await.unwrap()["message"]["text"], "Roses", "{held}");
    world.much_later(6).await;
    world.until("both left", async || world.posts() == 2).await;
    let sent: Value = serde_json::from_str(&world.control.sends().unwrap()[0].raw).unwrap();
    assert_eq!(sent["image"], json!({ "link": link, "caption": "Roses" }));
}
