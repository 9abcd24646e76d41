//! A chat: every kind of message with all that it holds, quotes, reactions, failures.

use serde_json::{Value, json};

use crate::world::{CLINIC, Chat, World};

const INÉS: &str = "+15550100123";

/// Inés sends this to the clinic; the message as the desk shows it.
async fn arrives(world: &World, chat: &Chat, message: Value) -> Value {
    world.later(1);
    let wamid = world.control.receive_message(CLINIC, INÉS, &message).unwrap();
    shown(world, chat, &wamid).await
}

async fn shown(world: &World, chat: &Chat, wamid: &str) -> Value {
    world.until("the message is there", async || find(world, chat, wamid).await).await.unwrap()
}

async fn find(world: &World, chat: &Chat, wamid: &str) -> Option<Value> {
    world.messages(chat).await.into_iter().find(|message| message["message_id"] == wamid)
}

/// Another program with the project's key sends this to Inés.
async fn another_program_sends(world: &World, chat: &Chat, mut message: Value) -> Value {
    world.later(1);
    message["messaging_product"] = json!("whatsapp");
    message["to"] = json!(INÉS);
    let url = format!("{}/meta/whatsapp/v24.0/{CLINIC}/messages", world.simulator.origin());
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = http.post(url).header("X-API-Key", simulator::DEMO_KEY).json(&message).send().await.unwrap();
    let answer: Value = answer.json().await.unwrap();
    shown(world, chat, answer["messages"][0]["id"].as_str().unwrap_or_else(|| panic!("{answer}"))).await
}

async fn with_inés() -> (World, Chat) {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Hello").await;
    (world, chat)
}

#[tokio::test]
async fn a_text_is_its_body() {
    let (world, chat) = with_inés().await;
    let text = arrives(&world, &chat, json!({ "type": "text", "text": { "body": "Is it ready?" } })).await;
    assert_eq!(
        (&text["kind"], &text["text"], &text["direction"], &text["delivery"]),
        (&json!("text"), &json!("Is it ready?"), &json!("inbound"), &json!("received"))
    );
    assert_eq!(text.get("author"), None, "Inés needs no author");
}

#[tokio::test]
async fn a_picture_and_a_film_come_with_their_captions_and_not_with_kapsos_words() {
    let (world, chat) = with_inés().await;
    let extras = json!({
        "content": "the box Image attached (box.jpg) [Size: 200 KB | Type: image/jpeg] URL: https://api.kapso.ai/media/x1",
        "media_data": { "url": "https://api.kapso.ai/media/x1", "filename": "box.jpg", "content_type": "image/jpeg", "byte_size": 204_800 },
    });
    let image =
        arrives(&world, &chat, json!({ "type": "image", "image": { "id": "900000000000031", "caption": "the box" }, "kapso": extras }))
            .await;
    assert_eq!((&image["kind"], &image["text"]), (&json!("image"), &json!("the box")));
    let media = json!({ "media_id": "900000000000031", "mime_type": "image/jpeg", "filename": "box.jpg", "byte_size": 204_800, "voice": false, "animated": false });
    assert_eq!(image["media"], media);
    let video = arrives(&world, &chat, json!({ "type": "video", "video": { "id": "900000000000033" } })).await;
    assert_eq!((&video["kind"], &video["media"]["media_id"], video.get("text")), (&json!("video"), &json!("900000000000033"), None));
}

#[tokio::test]
async fn a_voice_message_comes_with_what_is_said_in_it() {
    let (world, chat) = with_inés().await;
    let audio =
        json!({ "type": "audio", "audio": { "id": "900000000000032", "voice": true }, "kapso": { "transcript": { "text": "call me" } } });
    let voice = arrives(&world, &chat, audio).await;
    assert_eq!(
        (&voice["kind"], &voice["media"]["voice"], &voice["media"]["transcript"]),
        (&json!("audio"), &json!(true), &json!("call me"))
    );
}

#[tokio::test]
async fn a_file_comes_with_its_name() {
    let (world, chat) = with_inés().await;
    let file =
        json!({ "type": "document", "document": { "id": "900000000000034", "filename": "invoice-118.pdf", "caption": "Invoice 118" } });
    let document = arrives(&world, &chat, file).await;
    assert_eq!(
        (&document["kind"], &document["media"]["filename"], &document["text"]),
        (&json!("document"), &json!("invoice-118.pdf"), &json!("Invoice 118"))
    );
}

#[tokio::test]
async fn a_sticker_says_whether_it_moves() {
    let (world, chat) = with_inés().await;
    let sticker = arrives(
        &world,
        &chat,
        json!({ "type": "sticker", "sticker": { "id": "900000000000035", "mime_type": "image/webp", "animated": true } }),
    )
    .await;
    assert_eq!(
        (&sticker["kind"], &sticker["media"]["animated"], &sticker["media"]["mime_type"]),
        (&json!("sticker"), &json!(true), &json!("image/webp"))
    );
}

#[tokio::test]
async fn a_place_is_where_it_is() {
    let (world, chat) = with_inés().await;
    let depot = json!({ "latitude": -33.44, "longitude": -70.65, "name": "Depot", "address": "Calle Inventada 12" });
    let place = arrives(&world, &chat, json!({ "type": "location", "location": depot })).await;
    assert_eq!((&place["kind"], &place["location"], &place["text"]), (&json!("location"), &depot, &json!("Depot")));
}

#[tokio::test]
async fn contact_cards_have_names_and_numbers() {
    let (world, chat) = with_inés().await;
    let cards = json!([
        { "name": { "formatted_name": "Bruno Sala", "first_name": "Bruno" }, "phones": [{ "phone": "+1 555 010 0188", "wa_id": "15550100188" }] },
        { "name": { "first_name": "Carla" } },
    ]);
    let message = arrives(&world, &chat, json!({ "type": "contacts", "contacts": cards })).await;
    let shown = json!([{ "name": "Bruno Sala", "phones": ["+1 555 010 0188"] }, { "name": "Carla", "phones": [] }]);
    assert_eq!((&message["kind"], &message["contacts"]), (&json!("contacts"), &shown));
}

#[tokio::test]
async fn what_inés_chose_is_what_she_said() {
    let (world, chat) = with_inés().await;
    let yes = json!({ "type": "button_reply", "button_reply": { "id": "yes", "title": "Yes" } });
    let button = arrives(&world, &chat, json!({ "type": "interactive", "interactive": yes })).await;
    assert_eq!((&button["kind"], &button["text"]), (&json!("interactive"), &json!("Yes")));
    assert_eq!(button["interactive"], json!({ "kind": "button_reply", "options": [{ "id": "yes", "title": "Yes" }] }));
    let friday = json!({ "type": "list_reply", "list_reply": { "id": "slot-2", "title": "Friday", "description": "10:00" } });
    let list = arrives(&world, &chat, json!({ "type": "interactive", "interactive": friday })).await;
    assert_eq!((&list["text"], &list["interactive"]["options"][0]["description"]), (&json!("Friday"), &json!("10:00")));
    let form = json!({ "type": "nfm_reply", "nfm_reply": { "name": "flow", "body": "Sent", "response_json": "{\"flow_token\":\"t1\",\"size\":\"M\",\"pieces\":2}" } });
    let filled = arrives(&world, &chat, json!({ "type": "interactive", "interactive": form })).await;
    assert_eq!(filled["text"], "Sent");
    assert_eq!(filled["interactive"]["fields"], json!([{ "name": "size", "value": "M" }, { "name": "pieces", "value": "2" }]));
    let track = arrives(&world, &chat, json!({ "type": "button", "button": { "text": "Track it", "payload": "TRACK" } })).await;
    assert_eq!((&track["kind"], &track["text"]), (&json!("button"), &json!("Track it")));
}

#[tokio::test]
async fn an_order_has_its_lines() {
    let (world, chat) = with_inés().await;
    let items = json!([{ "product_retailer_id": "SKU-9", "quantity": 2, "item_price": 12.5, "currency": "USD" }, { "product_retailer_id": "SKU-1", "quantity": 1 }]);
    let order = json!({ "type": "order", "order": { "catalog_id": "770000000000001", "product_items": items }, "kapso": { "order_text": "2 x SKU-9" } });
    let order = arrives(&world, &chat, order).await;
    assert_eq!((&order["kind"], &order["text"]), (&json!("order"), &json!("2 x SKU-9")));
    let lines =
        json!([{ "product": "SKU-9", "quantity": 2, "item_price": 12.5, "currency": "USD" }, { "product": "SKU-1", "quantity": 1 }]);
    assert_eq!(order["order"], lines);
}

#[tokio::test]
async fn a_notice_of_whatsapp_and_a_kind_of_tomorrow_are_shown_in_words() {
    let (world, chat) = with_inés().await;
    let words = json!({ "content": "Inés changed her number" });
    let notice = arrives(&world, &chat, json!({ "type": "system", "system": { "body": "changed" }, "kapso": words })).await;
    assert_eq!(notice["kind"], "system");
    let hologram = arrives(&world, &chat, json!({ "type": "hologram", "hologram": { "depth": 3 } })).await;
    assert_eq!((&hologram["kind"], &hologram["direction"]), (&json!("unsupported"), &json!("inbound")));
}

#[tokio::test]
async fn what_another_program_offered_can_be_seen_whole() {
    let (world, chat) = with_inés().await;
    let rows = json!([{ "title": "Friday", "rows": [{ "id": "a", "title": "14:00", "description": "Dr Lins" }, { "id": "b", "title": "15:30" }] }]);
    let list = json!({ "type": "list", "header": { "type": "text", "text": "Free times" }, "body": { "text": "Pick one" }, "footer": { "text": "Clinic" }, "action": { "button": "Times", "sections": rows } });
    let list = another_program_sends(&world, &chat, json!({ "type": "interactive", "interactive": list })).await;
    assert_eq!((&list["text"], &list["direction"], &list["author"]["kind"]), (&json!("Pick one"), &json!("outbound"), &json!("api")));
    assert_eq!(
        list["interactive"],
        json!({
            "kind": "list", "header": "Free times", "footer": "Clinic", "button": "Times",
            "options": [{ "id": "a", "title": "14:00", "description": "Dr Lins", "section": "Friday" }, { "id": "b", "title": "15:30", "section": "Friday" }],
        })
    );
    let buttons = json!({ "type": "button", "body": { "text": "Sure?" }, "action": { "buttons": [{ "type": "reply", "reply": { "id": "y", "title": "Yes" } }] } });
    let buttons = another_program_sends(&world, &chat, json!({ "type": "interactive", "interactive": buttons })).await;
    assert_eq!(buttons["interactive"], json!({ "kind": "button", "options": [{ "id": "y", "title": "Yes" }] }));
    let link = json!({ "display_text": "Track", "url": "https://example.com/t/1" });
    let link = json!({ "type": "cta_url", "body": { "text": "On its way" }, "action": { "name": "cta_url", "parameters": link } });
    let link = another_program_sends(&world, &chat, json!({ "type": "interactive", "interactive": link })).await;
    assert_eq!(link["interactive"], json!({ "kind": "cta_url", "options": [{ "title": "Track" }], "url": "https://example.com/t/1" }));
}

#[tokio::test]
async fn a_template_is_shown_as_the_contact_reads_it() {
    let (world, chat) = with_inés().await;
    let values = ["Inés", "Dr Lins", "Friday", "10:30"];
    let parameters: Vec<Value> = values.iter().map(|value| json!({ "type": "text", "text": value })).collect();
    let components = json!([{ "type": "body", "parameters": parameters }]);
    let template = json!({ "name": "lembrete_consulta", "language": { "code": "pt_BR" }, "components": components });
    let template = another_program_sends(&world, &chat, json!({ "type": "template", "template": template })).await;
    assert_eq!(template["template"], json!({ "name": "lembrete_consulta", "language": "pt_BR", "values": values }));
    assert!(template["text"].as_str().unwrap().contains("Inés"), "{template}");
}

#[tokio::test]
async fn an_answer_quotes_what_it_answers() {
    let (world, chat) = with_inés().await;
    let question = arrives(&world, &chat, json!({ "type": "text", "text": { "body": "Is it ready?" } })).await;
    let reply = json!({ "conversation_selector": { "conversation_id": chat.conversation }, "content": "Tomorrow", "reply_to_message_id": question["message_id"], "response_format": "detailed" });
    world.later(1);
    let receipt = world.ask(crate::world::SEND, reply).await.unwrap();
    let quote = json!({ "message_id": question["message_id"], "direction": "inbound", "kind": "text", "text": "Is it ready?" });
    assert_eq!(world.newest(&chat).await["reply_to"], quote, "while it waits");
    assert_eq!(receipt["message"]["reply_to"]["message_id"], question["message_id"]);
    let sent = world.until_newest_is(&chat, "accepted").await;
    world.looks_at(&chat).await;
    world.later(5);
    world.until_newest_is(&chat, "delivered").await;
    assert_eq!(world.newest(&chat).await["reply_to"], quote, "lists do not give it back: the desk remembers");
    let thanks = json!({ "type": "text", "text": { "body": "Thanks" }, "context": { "id": sent["message_id"] } });
    let thanks = arrives(&world, &chat, thanks).await;
    assert_eq!((&thanks["reply_to"]["text"], &thanks["reply_to"]["direction"]), (&json!("Tomorrow"), &json!("outbound")));
    let lost =
        arrives(&world, &chat, json!({ "type": "text", "text": { "body": "And that?" }, "context": { "id": "wamid.BEFORE" } })).await;
    assert_eq!(lost["reply_to"], json!({ "message_id": "wamid.BEFORE" }), "what is not here is not made up");
}

#[tokio::test]
async fn a_reaction_stands_on_its_message_until_it_is_replaced_or_taken_away() {
    let (world, chat) = with_inés().await;
    world.later(1);
    world.sends(&chat, "It is ready").await;
    let ready = world.until_newest_is(&chat, "accepted").await["message_id"].clone();
    let wamid = ready.as_str().unwrap();
    let react = async |emoji: &str| {
        arrives(&world, &chat, json!({ "type": "reaction", "reaction": { "message_id": wamid, "emoji": emoji } })).await;
        find(&world, &chat, wamid).await.unwrap().get("reactions").cloned()
    };
    assert_eq!(react("👍").await, Some(json!([{ "direction": "inbound", "emoji": "👍" }])));
    assert_eq!(react("❤️").await, Some(json!([{ "direction": "inbound", "emoji": "❤️" }])), "one a person");
    assert_eq!(react("").await, None);
    world.later(1);
    assert_eq!(react("🎉").await, Some(json!([{ "direction": "inbound", "emoji": "🎉" }])));
    let mine = json!({ "type": "reaction", "reaction": { "message_id": arrives(&world, &chat, json!({ "type": "text", "text": { "body": "Great" } })).await["message_id"], "emoji": "🙏" } });
    let mine = another_program_sends(&world, &chat, mine).await;
    let great = find(&world, &chat, mine["reaction"]["message_id"].as_str().unwrap()).await.unwrap();
    assert_eq!(great["reactions"], json!([{ "direction": "outbound", "emoji": "🙏" }]));
}

#[tokio::test]
async fn a_reaction_is_no_unread_message() {
    let (world, chat) = with_inés().await;
    world.later(1);
    world.sends(&chat, "It is ready").await;
    let ready = world.until_newest_is(&chat, "accepted").await;
    arrives(&world, &chat, json!({ "type": "reaction", "reaction": { "message_id": ready["message_id"], "emoji": "👍" } })).await;
    assert_eq!(world.row(INÉS).await.unwrap()["unread_count"], 0);
}

#[tokio::test]
async fn a_message_that_did_not_arrive_says_why_and_what_to_do() {
    let (world, chat) = with_inés().await;
    world.looks_at(&chat).await;
    for (code, retry) in [(131_026, false), (131_047, false), (131_000, true)] {
        world.later(1);
        world.sends(&chat, "Are you there?").await;
        let sent = world.until_newest_is(&chat, "accepted").await;
        world.control.report(sent["message_id"].as_str().unwrap(), "failed", Some(code)).unwrap();
        let failed = world.until_newest_is(&chat, "failed").await;
        assert_eq!((&failed["failure"]["code"], &failed["failure"]["retry"]), (&json!(code), &json!(retry)));
        assert!(
            failed["failure"]["message"].as_str().unwrap().len() > 10 && failed["failure"]["remedy"].as_str().unwrap().len() > 10,
            "{failed}"
        );
        assert_eq!(world.row(INÉS).await.unwrap()["last_message"]["delivery"], "failed");
        assert_eq!(world.row(INÉS).await.unwrap()["needs_reply"], true, "nothing arrived");
    }
}

#[tokio::test]
async fn a_message_that_arrived_after_all_did_not_fail() {
    let (world, chat) = with_inés().await;
    world.looks_at(&chat).await;
    world.sends(&chat, "Are you there?").await;
    let wamid = world.until_newest_is(&chat, "accepted").await["message_id"].clone();
    world.control.report(wamid.as_str().unwrap(), "delivered", None).unwrap();
    world.control.report(wamid.as_str().unwrap(), "failed", Some(131_026)).unwrap();
    world.control.report(wamid.as_str().unwrap(), "sent", None).unwrap();
    let arrived = world.until_newest_is(&chat, "delivered").await;
    assert_eq!(arrived.get("failure"), None);
}

#[tokio::test]
async fn the_cast_has_every_kind_and_none_of_it_is_empty() {
    let world = World::open().await;
    let mut kinds = std::collections::BTreeMap::<String, usize>::new();
    for row in world.rows(json!({})).await {
        for message in world.messages(&Chat::of(&row)).await {
            let kind = message["kind"].as_str().unwrap();
            let part = match kind {
                "image" | "video" | "audio" | "document" | "sticker" => message["media"]["media_id"].is_string(),
                "location" => message["location"]["latitude"].is_f64(),
                "contacts" => message["contacts"][0]["name"].is_string(),
                "interactive" => message["interactive"]["kind"].is_string(),
                "template" => message["template"]["name"].is_string() && message["text"].is_string(),
                "reaction" => message["reaction"]["message_id"].is_string(),
                "order" => message["order"][0]["product"].is_string(),
                "system" | "unsupported" => true,
                _ => message["text"].is_string(),
            };
            assert!(part, "{message}");
            *kinds.entry(kind.to_owned()).or_default() += 1;
        }
    }
    for kind in [
        "text",
        "image",
        "video",
        "audio",
        "document",
        "sticker",
        "location",
        "contacts",
        "interactive",
        "button",
        "template",
        "reaction",
        "order",
    ] {
        assert!(kinds.contains_key(kind), "nobody sends a {kind}: {kinds:?}");
    }
}
