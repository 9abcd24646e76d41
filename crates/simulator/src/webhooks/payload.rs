//! What is told, in version 2 of the payloads: a bare object, the event's name is only in the header.

use serde_json::{Map, Value, json};

use crate::{
    clock::{iso, unix_seconds},
    render,
    store::{conversations::Conversation, messages::Message, webhooks::Webhook},
    world::{PROJECT, World},
};

/// A message and its conversation; `status` is the last part of the event's name.
pub(crate) fn message(world: &World, message: &Message, conversation: &Conversation, status: &str, new: bool) -> Value {
    let mut shown = render::message::platform(message, &world.origin);
    if let Some(kapso) = shown.get_mut("kapso").and_then(Value::as_object_mut) {
        kapso.insert("status".to_owned(), json!(status));
        kapso.insert("processing_status".to_owned(), json!(if message.inbound { "pending" } else { "completed" }));
    }
    json!({
        "message": shown,
        "conversation": of(conversation),
        "is_new_conversation": new,
        "phone_number_id": message.number_id,
    })
}

/// A conversation that began or ended.
pub(crate) fn conversation(conversation: &Conversation) -> Value {
    json!({ "conversation": of(conversation), "phone_number_id": conversation.number_id })
}

/// A conversation in which nobody said anything since a message.
pub(crate) fn silence(conversation: &Conversation, last: &Message, minutes: Option<i64>) -> Value {
    json!({
        "conversation": of(conversation),
        "phone_number_id": conversation.number_id,
        "since_message": {
            "id": last.id,
            "whatsapp_message_id": last.id,
            "direction": if last.inbound { "inbound" } else { "outbound" },
            "created_at": iso(last.at),
        },
        "inactivity": { "minutes": minutes },
    })
}

/// A number that came or went.
pub(crate) fn number(id: &str, customer: Option<&str>) -> Value {
    json!({ "phone_number_id": id, "project": { "id": PROJECT }, "customer": customer.map(|id| json!({ "id": id })) })
}

/// The raw form of Meta, for webhooks of kind `meta`.
pub(crate) fn meta(account: &str, message: &Message, status: &str) -> Value {
    let mut value = Map::new();
    value.insert("messaging_product".to_owned(), json!("whatsapp"));
    value.insert("metadata".to_owned(), json!({ "display_phone_number": message.number_digits, "phone_number_id": message.number_id }));
    if message.inbound {
        value.insert("contacts".to_owned(), json!([{ "profile": { "name": message.contact_name }, "wa_id": message.wa_id }]));
        let mut wire = json!({ "id": message.id, "from": message.wa_id, "timestamp": unix_seconds(message.at), "type": message.kind });
        if let (Some(wire), Some(body)) = (wire.as_object_mut(), message.body.as_object()) {
            wire.extend(body.clone());
        }
        value.insert("messages".to_owned(), json!([wire]));
    } else {
        let event = message.statuses.as_array().into_iter().flatten().rfind(|event| event.get("status") == Some(&json!(status)));
        value.insert("statuses".to_owned(), json!([event]));
    }
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": account, "changes": [{ "field": "messages", "value": value }] }] })
}

/// A sample of an event, marked as one.
pub(crate) fn sample(world: &World, webhook: &Webhook, event: &str) -> Value {
    let now = world.clock.now();
    let (id, number) = (format!("wamid.TEST_{}", world.dice.meta_id()), webhook.number_id.as_deref());
    let outbound = !event.ends_with("received");
    json!({
        "test": true,
        "message": {
            "id": id, "timestamp": unix_seconds(now), "type": "text", "text": { "body": "This is a test." },
            "kapso": {
                "direction": if outbound { "outbound" } else { "inbound" }, "status": event.rsplit('.').next(),
                "processing_status": "completed", "origin": "cloud_api", "has_media": false, "content": "This is a test.",
            },
        },
        "conversation": { "id": world.dice.uuid(), "phone_number": "+15555550100", "status": "active", "phone_number_id": number },
        "is_new_conversation": false,
        "phone_number_id": number,
    })
}

/// The conversation as payloads show it: with a plus before its phone number.
fn of(conversation: &Conversation) -> Value {
    let mut shown = render::conversation::platform(conversation);
    if let (Some(object), Some(digits)) = (shown.as_object_mut(), &conversation.wa_id) {
        object.insert("phone_number".to_owned(), json!(format!("+{digits}")));
    }
    shown
}
