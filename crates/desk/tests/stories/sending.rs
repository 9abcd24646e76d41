//! What Ana writes: it leaves once, in order, or she is told.

use std::time::Duration;

use serde_json::{Value, json};
use simulator::{Fault, Latency, Rule};

use crate::world::{CLINIC, SEND, SENDS, World};

const INÉS: &str = "+15550100123";
const BRUNO: &str = "+15550100188";

fn refused(code: u16) -> Fault {
    Fault::Status { code, body: None }
}

#[tokio::test]
async fn a_message_goes_from_queued_to_read_before_anas_eyes() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.later(60);
    let queued = world.sends(&chat, "It is ready, Inés").await;
    assert!(["queued", "sending"].contains(&queued["delivery"].as_str().unwrap()), "{queued}");
    assert_eq!(queued["author"], json!({ "kind": "person" }));
    let row = world.row(INÉS).await.unwrap();
    assert_eq!((&row["last_message"]["text"], &row["last_message"]["direction"]), (&json!("It is ready, Inés"), &json!("outbound")));
    let newest = world.newest(&chat).await;
    assert_eq!((&newest["text"], &newest["send_id"]), (&json!("It is ready, Inés"), &queued["send_id"]));
    world.looks_at(&chat).await;
    let accepted = world.until_newest_is(&chat, "accepted").await;
    assert!(accepted["message_id"].as_str().unwrap().starts_with("wamid."));
    for (seconds, delivery) in [(1, "sent"), (4, "delivered"), (15, "read")] {
        world.later(seconds);
        let message = world.until_newest_is(&chat, delivery).await;
        assert_eq!((&message["message_id"], &message["send_id"]), (&accepted["message_id"], &queued["send_id"]));
        assert_eq!(world.row(INÉS).await.unwrap()["last_message"]["delivery"], delivery);
    }
    assert_eq!(world.messages(&chat).await.len(), 2, "one message, not one for each state");
    assert_eq!(world.times_left("It is ready, Inés"), 1);
}

#[tokio::test]
async fn ana_takes_a_message_back_and_it_never_leaves() {
    let world = World::with_undo(5).await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let held = world.sends(&chat, "No!").await;
    assert_eq!(held["delivery"], "held");
    assert_eq!(held["leaves_at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap().duration_since(world.control.now()).as_secs(), 5);
    world.later(4);
    let back = world.act("desk_undo_send", json!({ "send_id": held["send_id"] })).await.unwrap();
    assert_eq!((&back["message"]["delivery"], &back["message"]["text"]), (&json!("cancelled"), &json!("No!")), "its text is given back");
    assert_eq!(world.newest(&chat).await["text"], "Is it ready?");
    assert_eq!(world.row(INÉS).await.unwrap()["needs_reply"], true);
    world.sends(&chat, "Yes, it is ready").await;
    world.much_later(60).await;
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!((world.times_left("No!"), world.times_left("Yes, it is ready"), world.posts()), (0, 1, 1));
    let again = world.act("desk_undo_send", json!({ "send_id": held["send_id"] })).await.unwrap_err();
    assert_eq!(again.code.as_str(), "already_decided");
}

#[tokio::test]
async fn what_has_left_cannot_be_taken_back() {
    let world = World::with_undo(5).await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let held = world.sends(&chat, "It is ready").await;
    world.much_later(6).await;
    world.until_newest_is(&chat, "accepted").await;
    let late = world.act("desk_undo_send", json!({ "send_id": held["send_id"] })).await.unwrap_err();
    assert_eq!(late.code.as_str(), "already_decided");
    assert!(late.message.contains("sent already"), "{late}");
    assert_eq!((world.newest(&chat).await["delivery"].as_str(), world.times_left("It is ready")), (Some("accepted"), 1));
}

#[tokio::test]
async fn outside_the_24_hours_nothing_is_even_tried() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.later(24 * 3600 - 1);
    world.sends(&chat, "Just in time").await;
    world.until_newest_is(&chat, "accepted").await;
    world.later(1);
    let input = json!({ "conversation_selector": { "conversation_id": chat.conversation }, "content": "Too late" });
    let closed = world.ask(SEND, input).await.unwrap_err();
    assert_eq!(closed.code.as_str(), "window_closed");
    assert!(closed.message.contains("24 h ago") && closed.remedy.contains("template"), "{closed}");
    assert_eq!(world.newest(&chat).await["text"], "Just in time");
    assert_eq!(world.posts(), 1);
}

#[tokio::test]
async fn kapsos_refusal_is_shown_with_its_code_and_ana_can_try_again() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let closed = json!({ "error": { "message": "Cannot send non-template messages outside the 24-hour window.", "code": 131_047 } });
    world.control.fail_next(SENDS, Fault::Status { code: 422, body: Some(closed) });
    let sent = world.sends(&chat, "It is ready").await;
    let failed = world.until_newest_is(&chat, "failed").await;
    assert_eq!((&failed["failure"]["code"], failed.get("message_id")), (&json!(131_047), None));
    assert!(failed["failure"]["remedy"].as_str().unwrap().contains("template"), "{failed}");
    world.act("desk_retry_send", json!({ "send_id": sent["send_id"] })).await.unwrap();
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!((world.times_left("It is ready"), world.posts()), (1, 2));
}

#[tokio::test]
async fn a_failed_message_can_be_put_away() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.control.fail_next(SENDS, refused(400));
    let sent = world.sends(&chat, "It is ready").await;
    world.until_newest_is(&chat, "failed").await;
    let away = world.act("desk_discard_send", json!({ "send_id": sent["send_id"] })).await.unwrap();
    assert_eq!(away["message"]["text"], "It is ready", "for the composer");
    assert_eq!(world.newest(&chat).await["text"], "Is it ready?");
    assert_eq!(world.row(INÉS).await.unwrap()["last_message"]["text"], "Is it ready?");
}

#[tokio::test]
async fn what_surely_had_no_effect_is_tried_until_it_leaves_once() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let busy = json!({ "error": "Another message is already in-flight for this conversation. Please retry shortly." });
    let paired = json!({ "error": { "message": "(#131056) Pair rate limit hit", "code": 131_056 } });
    for fault in [
        Fault::Status { code: 409, body: Some(busy) },
        Fault::RateLimited { retry_after: 1 },
        Fault::Status { code: 400, body: Some(paired) },
    ] {
        world.control.fail_next(SENDS, fault);
    }
    world.sends(&chat, "It is ready").await;
    for attempt in 1..=3 {
        world.until("it was refused", async || world.posts() == attempt).await;
        let waiting = world.until_newest_is(&chat, "queued").await;
        assert_eq!(waiting.get("failure"), None, "Ana need not know");
        world.much_later(120).await;
    }
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!((world.times_left("It is ready"), world.posts()), (1, 4));
}

#[tokio::test]
async fn without_a_network_a_message_waits_and_leaves_when_it_is_back() {
    let (world, mut cable) = World::on_a_cable().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    cable.pull().await;
    let sent = world.sends(&chat, "It is ready").await;
    world.until("the desk notices", async || world.phase().await == "offline").await;
    let waiting = world.until_newest_is(&chat, "queued").await;
    assert_eq!(waiting["send_id"], sent["send_id"]);
    assert_eq!(world.newest(&chat).await["text"], "It is ready", "the chat can still be read");
    let waiting = async || world.act("desk_state", json!({})).await.unwrap()["project"]["waiting_sends"].clone();
    assert_eq!((world.posts(), waiting().await), (0, json!(1)));
    cable.plug().await;
    world.much_later(120).await;
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!((world.times_left("It is ready"), world.posts(), waiting().await), (1, 1, json!(0)));
}

#[tokio::test]
async fn what_may_have_left_is_never_repeated_without_ana() {
    for fault in [refused(503), Fault::ResetBefore] {
        let world = World::open().await;
        let chat = world.hears(INÉS, "Is it ready?").await;
        world.control.fail_next(SENDS, fault.clone());
        let sent = world.sends(&chat, "It is ready").await;
        let shown = world.until("nobody knows", async || world.uncertain(&chat).await).await.unwrap();
        assert!(shown["failure"]["remedy"].as_str().unwrap().contains("before you send it again"), "{shown}");
        // What follows in the same chat shows that the uncertain one had its chance.
        for _ in 0..3 {
            world.later(600);
            world.sends(&chat, "Inés?").await;
            world.until("the next one left", async || world.messages(&chat).await.last().unwrap()["delivery"] == "accepted").await;
        }
        assert_eq!((world.times_left("It is ready"), world.posts()), (0, 4), "{fault:?}");
        world.act("desk_retry_send", json!({ "send_id": sent["send_id"] })).await.unwrap();
        world.until("it left", async || world.uncertain(&chat).await.is_none() && world.posts() == 5).await;
        world.until_newest_is(&chat, "accepted").await;
        assert_eq!(world.times_left("It is ready"), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn what_left_in_silence_is_found_in_the_thread() {
    for fault in [Fault::StatusAfter { code: 500 }, Fault::ResetAfter, Fault::ResetInBody] {
        let world = World::open().await;
        let chat = world.hears(INÉS, "Is it ready?").await;
        world.later(60);
        for _ in 0..2 {
            // The same words twice are two messages, and each finds its own.
            world.control.fail_next(SENDS, fault.clone());
            world.sends(&chat, "It is ready").await;
            world.until_newest_is(&chat, "accepted").await;
        }
        let messages = world.messages(&chat).await;
        assert_eq!(messages.len(), 3, "{fault:?}: {messages:?}");
        assert_ne!(messages[1]["message_id"], messages[2]["message_id"]);
        assert_ne!(messages[1]["send_id"], messages[2]["send_id"]);
        assert_eq!((world.times_left("It is ready"), world.posts()), (2, 2), "{fault:?}");
    }
}

#[tokio::test]
async fn a_message_of_another_send_is_no_proof() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.sends(&chat, "It is ready").await;
    world.until_newest_is(&chat, "accepted").await;
    world.later(30);
    world.control.fail_next(SENDS, Fault::ResetBefore);
    let lost = world.sends(&chat, "It is ready").await;
    world.until("nobody knows", async || world.uncertain(&chat).await).await.unwrap();
    world.sends(&chat, "It is ready").await;
    world.until("the third left", async || world.times_left("It is ready") == 2).await;
    world.much_later(10).await;
    world.until("the thread was read again", async || world.messages(&chat).await.len() == 4).await;
    assert_eq!(world.uncertain(&chat).await.unwrap()["send_id"], lost["send_id"]);
}

#[tokio::test]
async fn silence_after_a_send_is_not_taken_for_a_no() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.control.fail_next(SENDS, Fault::TimeoutAfter);
    world.sends(&chat, "It is ready").await;
    world.until("it is on its way", async || world.times_left("It is ready") == 1).await;
    assert_eq!(world.row(INÉS).await.unwrap()["last_message"]["delivery"], "sending");
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(31)).await;
    tokio::time::resume();
    world.until_newest_is(&chat, "accepted").await;
    world.later(3600);
    world.sends(&chat, "Inés?").await;
    world.until("the next one left", async || world.times_left("Inés?") == 1).await;
    assert_eq!((world.times_left("It is ready"), world.posts()), (1, 2));
}

#[tokio::test]
async fn five_messages_to_inés_arrive_in_the_order_in_which_they_were_written() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    for (after, fault) in [(0, refused(409)), (2, Fault::RateLimited { retry_after: 1 }), (3, refused(409))] {
        world.control.fail(Rule { route: SENDS.to_owned(), fault, after, times: Some(1) });
    }
    let words = ["one", "two", "three", "four", "five"];
    for word in words {
        world.sends(&chat, word).await;
    }
    let all_left = async || {
        world.much_later(5).await;
        world
            .messages(&chat)
            .await
            .iter()
            .filter(|message| !["received", "queued", "sending"].contains(&message["delivery"].as_str().unwrap()))
            .count()
            == 5
    };
    world.until("all have left", all_left).await;
    let left: Vec<Value> = world
        .control
        .sends()
        .unwrap()
        .iter()
        .map(|sent| serde_json::from_str::<Value>(&sent.raw).unwrap()["text"]["body"].clone())
        .collect();
    assert_eq!(left, words);
    let shown: Vec<Value> = world.messages(&chat).await.iter().skip(1).map(|message| message["text"].clone()).collect();
    assert_eq!(shown, words);
    assert!(words.iter().all(|word| world.times_left(word) == 1));
}

#[tokio::test]
async fn bruno_does_not_wait_for_inés() {
    let world = World::open().await;
    let (inés, bruno) = (world.hears(INÉS, "Is it ready?").await, world.hears(BRUNO, "And mine?").await);
    world.control.fail_next(SENDS, Fault::TimeoutBefore);
    world.sends(&inés, "Yours is ready").await;
    world.until_newest_is(&inés, "sending").await;
    world.sends(&inés, "Come by").await;
    world.sends(&bruno, "Yours too").await;
    world.until_newest_is(&bruno, "accepted").await;
    let deliveries: Vec<Value> = world.messages(&inés).await.iter().map(|message| message["delivery"].clone()).collect();
    assert_eq!(deliveries, ["received", "sending", "queued"], "hers wait for each other");
    assert_eq!(world.posts(), 2);
}

#[tokio::test]
async fn a_send_that_is_under_way_cannot_be_taken_back() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.control.set_latency(SENDS, Latency { least: 300, most: 300 });
    let sent = world.sends(&chat, "It is ready").await;
    world.until_newest_is(&chat, "sending").await;
    let late = world.act("desk_undo_send", json!({ "send_id": sent["send_id"] })).await.unwrap_err();
    assert!(late.message.contains("is leaving right now"), "{late}");
    world.until_newest_is(&chat, "accepted").await;
}

#[tokio::test]
async fn whose_number_is_hidden_is_reached_all_the_same() {
    let world = World::open().await;
    let hidden = world.rows(json!({ "whatsapp_config_id": world.row("Mariana Souza").await.unwrap()["whatsapp_config_id"] })).await;
    let hidden = hidden.into_iter().find(|row| row.get("phone_number").is_none()).unwrap();
    let bsuid = hidden["business_scoped_user_id"].as_str().unwrap();
    let chat = world.hears(bsuid, "Olá?").await;
    world.sends(&chat, "Olá!").await;
    world.until_newest_is(&chat, "accepted").await;
    let sent = world.control.sends().unwrap().remove(0);
    let body: Value = serde_json::from_str(&sent.raw).unwrap();
    assert_eq!((&body["recipient"], body.get("to"), sent.phone_number_id.as_str()), (&json!(bsuid), None, CLINIC));
}

#[tokio::test]
async fn a_text_of_4096_characters_leaves_whole_and_one_more_is_refused() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Tell me everything").await;
    let long = "e\u{301}🎉漢\u{202e}".chars().cycle().take(4096).collect::<String>();
    world.sends(&chat, &long).await;
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!(world.times_left(&long), 1, "not a character is changed");
    let input = json!({ "conversation_selector": { "conversation_id": chat.conversation }, "content": format!("{long}x") });
    let refused = world.ask(SEND, input).await.unwrap_err();
    assert_eq!(refused.code.as_str(), "invalid_value");
    assert!(refused.message.contains("4096"), "{refused}");
    assert_eq!(world.posts(), 1);
}

#[tokio::test]
async fn a_phone_number_names_whom_it_reaches_however_it_is_written() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    for phone in ["+1 (555) 010-0123", "15550100123"] {
        let receipt = world.ask(SEND, json!({ "conversation_selector": { "phone_number": phone }, "content": phone })).await.unwrap();
        assert_eq!(receipt["status"], "queued");
        world.until_newest_is(&chat, "accepted").await;
        assert_eq!(world.times_left(phone), 1);
    }
}
