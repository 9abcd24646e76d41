//! What Ana typed and did not send.

use serde_json::{Value, json};

use crate::{office::Office, world::World};

const INÉS: &str = "+15550100123";

async fn keeps(world: &World, thread: &str, text: &str) -> Value {
    world.act("desk_keep_draft", json!({ "thread_id": thread, "text": text })).await.unwrap()
}

async fn kept(world: &World) -> Vec<Value> {
    world.act("desk_drafts", json!({})).await.unwrap()["drafts"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_draft_is_there_after_a_crash_with_what_it_answers_and_its_files() {
    let (world, runtime) = Office::new().await.doomed().await;
    let chat = world.hears(INÉS, "Can you send the offer?").await;
    let asked = world.newest(&chat).await["message_id"].clone();
    let (there, gone) = (world.home.path().join("offer.pdf"), world.home.path().join("gone.pdf"));
    std::fs::write(&there, b"%PDF-1.7").unwrap();
    let input = json!({
        "thread_id": chat.thread, "text": "Of course, here it i", "reply_to_message_id": asked, "files": [there, gone],
    });
    let answer = world.act("desk_keep_draft", input).await.unwrap();
    assert_eq!(answer["draft"]["text"], "Of course, here it i");

    let world = world.crashes(runtime).opened().await;
    let drafts = kept(&world).await;
    assert_eq!((drafts.len(), &drafts[0]), (1, &answer["draft"]), "whatever was answered is on the disk");
    let files = drafts[0]["files"].as_array().unwrap();
    assert_eq!((&files[0]["filename"], &files[0]["byte_size"]), (&json!("offer.pdf"), &json!(8)));
    assert_eq!((&files[1]["filename"], files[1].get("byte_size")), (&json!("gone.pdf"), None), "it says which file is gone");
    let thread = drafts[0]["thread_id"].clone();
    assert_eq!(world.act("desk_inbox", json!({})).await.unwrap()["drafts"], json!([thread]));
    let one = world.act("desk_drafts", json!({ "thread_id": thread })).await.unwrap();
    assert_eq!(one["drafts"], json!(drafts));
}

#[tokio::test]
async fn what_is_sent_leaves_the_draft_and_the_rest_stays() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let picture = world.home.path().join("frames.png");
    std::fs::write(&picture, include_bytes!("../../../../icons/32x32.png")).unwrap();
    let draft = json!({ "thread_id": chat.thread, "text": "It is ", "files": [picture] });
    world.act("desk_keep_draft", draft.clone()).await.unwrap();
    world.sends(&chat, "Something else").await;
    assert_eq!(kept(&world).await.len(), 1, "another text is not the draft");
    world.sends(&chat, "It is").await;
    let rest = kept(&world).await;
    assert_eq!((&rest[0]["text"], rest[0]["files"].as_array().unwrap().len()), (&json!(""), 1));
    world.act("desk_keep_draft", draft).await.unwrap();
    let media = json!({ "conversation_selector": { "conversation_id": chat.conversation }, "file_path": picture, "caption": "It is" });
    world.ask("whatsapp_send_media", media).await.unwrap();
    assert_eq!(kept(&world).await, [Value::Null; 0], "the file left with its text");
}

#[tokio::test]
async fn what_an_agent_sends_takes_nothing_out_of_a_draft() {
    let world = World::open().await;
    let agent = world.agent("Claude Code").await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    keeps(&world, &chat.thread, "It is").await;
    let send = json!({ "conversation_selector": { "conversation_id": chat.conversation }, "content": "It is" });
    world.ask_as(&agent, crate::world::SEND, send).await.unwrap();
    let request = world.act("desk_approvals", json!({})).await.unwrap()["approvals"][0]["request_id"].clone();
    world.act("desk_decide", json!({ "request_id": request, "approve": true })).await.unwrap();
    assert_eq!(kept(&world).await[0]["text"], "It is", "Ana may still be writing it");
}

#[tokio::test]
async fn an_empty_draft_is_none_and_what_makes_no_sense_changes_nothing() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    keeps(&world, &chat.thread, "It w").await;
    for (input, code, word) in [
        (json!({ "thread_id": "999999", "text": "?" }), "not_found", "no such conversation"),
        (json!({ "thread_id": "x", "text": "?" }), "not_found", "never gave"),
        (json!({ "thread_id": chat.thread, "text": "?", "files": ["offer.pdf"] }), "invalid_value", "whole"),
    ] {
        let error = world.act("desk_keep_draft", input.clone()).await.unwrap_err();
        assert_eq!((error.code.as_str().as_str(), error.message.contains(word)), (code, true), "{input}: {error}");
    }
    assert_eq!(kept(&world).await[0]["text"], "It w");
    let longest = "é".repeat(16_384);
    assert_eq!(keeps(&world, &chat.thread, &longest).await["draft"]["text"], longest, "nothing that was typed is cut");
    assert_eq!(keeps(&world, &chat.thread, " \n").await, json!({}));
    assert_eq!(kept(&world).await, [Value::Null; 0]);
}

#[tokio::test]
async fn a_template_that_was_filled_in_is_found_again_after_the_program_ended_until_it_is_let_go() {
    let world = Office::new().await.opened().await;
    let draft = |name: &str, text: &str| json!({ "draft": { "template": name, "language": "es", "phone_number": "+15550100123", "values": [{ "slot": "parameters:1:", "text": text }] } });
    world.act("desk_keep_template_draft", draft("acc cita", "mañana")).await.unwrap();
    world.act("desk_keep_template_draft", draft("acc pago", "20 €")).await.unwrap();
    let changed = world.act("desk_keep_template_draft", draft("acc cita", "el lunes")).await.unwrap();
    let world = world.quits().await.opened().await;
    let kept = world.act("desk_template_drafts", json!({})).await.unwrap();
    assert_eq!(kept, changed);
    let said = |at: usize| (kept["drafts"][at]["template"].clone(), kept["drafts"][at]["values"][0]["text"].clone());
    assert_eq!((said(0), said(1)), ((json!("acc cita"), json!("el lunes")), (json!("acc pago"), json!("20 €"))));

    let none = json!({ "draft": { "template": "acc cita", "language": "es", "values": [] } });
    let left = world.act("desk_keep_template_draft", none).await.unwrap();
    assert_eq!((left["drafts"].as_array().unwrap().len(), &left["drafts"][0]["template"]), (1, &json!("acc pago")));
}
