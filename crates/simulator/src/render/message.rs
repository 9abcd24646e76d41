//! Messages in the forms of both families.

use serde_json::{Map, Value, json};

use super::{extend, fields::Fields};
use crate::{
    clock::unix_seconds,
    store::messages::{Attachment, Message},
};

/// The Platform's form, always with `kapso`.
pub(crate) fn platform(message: &Message, origin: &str) -> Value {
    let mut object = wire(message);
    let mut kapso = common(message, origin);
    kapso.insert("processing_status".to_owned(), json!("processed"));
    kapso.insert("origin".to_owned(), json!(message.origin));
    kapso.insert("phone_number".to_owned(), json!(message.wa_id));
    kapso.insert("phone_number_id".to_owned(), json!(message.number_id));
    if message.statuses.as_array().is_some_and(|statuses| !statuses.is_empty()) {
        kapso.insert("statuses".to_owned(), message.statuses.clone());
    }
    object.insert("kapso".to_owned(), Value::Object(kapso));
    Value::Object(object)
}

/// The proxy's form: Meta's shape, with those extras that `fields` asks for.
pub(crate) fn proxy(message: &Message, origin: &str, fields: &Fields) -> Value {
    let mut object = wire(message);
    let mut kapso = common(message, origin);
    kapso.remove("transcript");
    let processing = if message.status == "pending" { "processing" } else { "completed" };
    kapso.insert("processing_status".to_owned(), json!(processing));
    kapso.insert("phone_number".to_owned(), json!(message.wa_id.as_ref().map(|digits| format!("+{digits}"))));
    fields.choose(&mut object, kapso);
    Value::Object(object)
}

/// What Meta itself would show.
fn wire(message: &Message) -> Map<String, Value> {
    let mut object = Map::new();
    extend(&mut object, json!({ "id": message.id, "timestamp": unix_seconds(message.at), "type": message.kind }));
    let person = message.wa_id.as_deref();
    let (from, to) = if message.inbound { (person, None) } else { (message.number_digits.as_deref(), person) };
    extend(&mut object, json!({ "from": from, "to": to }));
    let side = if message.inbound { "from" } else { "to" };
    if let Some(bsuid) = &message.bsuid {
        object.insert(format!("{side}_user_id"), json!(bsuid));
    }
    if let Some(parent) = &message.parent_bsuid {
        object.insert(format!("{side}_parent_user_id"), json!(parent));
    }
    if let Some(username) = &message.username {
        object.insert("username".to_owned(), json!(username));
    }
    extend(&mut object, message.body.clone());
    object
}

fn common(message: &Message, origin: &str) -> Map<String, Value> {
    let mut kapso = Map::new();
    extend(&mut kapso, message.extras.clone());
    extend(
        &mut kapso,
        json!({
            "direction": if message.inbound { "inbound" } else { "outbound" },
            "status": message.status,
            "has_media": message.has_media,
            "whatsapp_conversation_id": message.conversation_id,
            "contact_name": message.contact_name,
            "content": message.content,
        }),
    );
    // The file of an outbound message shows up a little later than the message itself.
    if let Some(media) = message.media.as_ref().filter(|_| message.inbound || message.status != "pending") {
        let url = format!("{origin}/media/{}", media.handle);
        kapso.insert("content".to_owned(), json!(content(message, media, &url)));
        kapso.insert("media_url".to_owned(), json!(url));
        kapso.insert(
            "media_data".to_owned(),
            json!({ "url": url, "filename": name(media), "content_type": media.mime_type, "byte_size": media.size }),
        );
    }
    kapso
}

/// The synthetic text that Kapso gives a message with a file.
fn content(message: &Message, media: &Attachment, url: &str) -> String {
    let mut noun = message.kind.clone();
    if let Some(first) = noun.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let size = format!("{} KB", media.size.saturating_add(1023) / 1024);
    let attached = format!("({}) [Size: {size} | Type: {}] URL: {url}", name(media), media.mime_type);
    let transcript = message.extras.pointer("/transcript/text").and_then(Value::as_str);
    let mut text = match &message.content {
        Some(caption) => format!("{caption} {noun} attached {attached}"),
        None => format!("[{noun} attached] {attached}"),
    };
    if let Some(transcript) = transcript {
        text.push_str("\nTranscript: ");
        text.push_str(transcript);
    }
    text
}

fn name(media: &Attachment) -> String {
    media.filename.clone().unwrap_or_else(|| {
        let ending = media.mime_type.rsplit('/').next().unwrap_or("bin");
        format!("file.{}", ending.split(';').next().unwrap_or("bin"))
    })
}
