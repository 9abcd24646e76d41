//! From what a content file lets somebody say to a message.

use rusqlite::{OptionalExtension, Transaction};
use serde_json::{Map, Value, json};

use super::{Flaw, files};
use crate::{
    dice::Dice,
    domain::{content, script::Line},
    proxy::{placeholders, sha256},
    store::{media::Media, numbers::Number},
};

/// Makes a line of a text, or of an object with one member named like its type.
pub(super) fn line(tx: &Transaction<'_>, dice: &Dice, now: i64, number: &Number, said: &Value) -> Result<Line, Flaw> {
    let object = match said {
        Value::String(text) => return Ok(Line::text(text)),
        Value::Object(object) => object,
        _ => return Err(Flaw::Content(format!("{said} is neither a text nor an object"))),
    };
    let (kind, part) = object.iter().next().ok_or_else(|| Flaw::Content("an empty object says nothing".to_owned()))?;
    match kind.as_str() {
        "image" | "video" | "audio" | "document" | "sticker" => with_file(tx, dice, now, number, kind, part),
        "template" => template(tx, number, part),
        _ => {
            let body = json!({ kind: part });
            Ok(Line { kind: kind.clone(), content: content::of(kind, &body), extras: extras(kind, part), body, media_id: None })
        }
    }
}

/// Stores the named file of the cast and lets the message carry it.
fn with_file(tx: &Transaction<'_>, dice: &Dice, now: i64, number: &Number, kind: &str, part: &Value) -> Result<Line, Flaw> {
    let text = |name: &str| part.get(name).and_then(Value::as_str);
    let file = text("file").ok_or_else(|| Flaw::Content(format!("{kind} names no file")))?;
    let (bytes, mime_type) = files::find(file).ok_or_else(|| Flaw::Content(format!("there is no file {file}")))?;
    let filename = text("filename").unwrap_or(file);
    let media = Media {
        id: dice.meta_id(),
        number_id: number.id.clone(),
        mime_type: mime_type.to_owned(),
        filename: Some(filename.to_owned()),
        sha256: sha256(bytes),
        bytes: bytes.to_vec(),
        handle: dice.token(),
        created_at: now,
    };
    media.insert(tx)?;
    let mut wire = json!({ "id": media.id });
    let optional = [
        ("caption", text("caption").map(Value::from)),
        ("filename", (kind == "document").then(|| Value::from(filename))),
        ("mime_type", (kind == "sticker").then(|| Value::from(mime_type))),
        ("animated", (kind == "sticker").then(|| Value::from(false))),
        ("voice", (kind == "audio").then(|| Value::from(mime_type.starts_with("audio/ogg")))),
    ];
    if let Some(wire) = wire.as_object_mut() {
        wire.extend(optional.into_iter().filter_map(|(name, value)| value.map(|value| (name.to_owned(), value))));
    }
    let mut extras = Map::new();
    if let Some(caption) = text("caption") {
        extras.insert("message_type_data".to_owned(), json!({ "caption": caption }));
    }
    if let Some(transcript) = text("transcript") {
        extras.insert("transcript".to_owned(), json!({ "text": transcript }));
    }
    let body = json!({ kind: wire });
    let content = content::of(kind, &body);
    Ok(Line { kind: kind.to_owned(), body, media_id: Some(media.id), content, extras: Value::Object(extras) })
}

/// Makes a template message of a name, a language and the values of the body's placeholders.
fn template(tx: &Transaction<'_>, number: &Number, part: &Value) -> Result<Line, Flaw> {
    let text = |name: &str| part.get(name).and_then(Value::as_str).unwrap_or_default();
    let (name, language) = (text("name"), text("language"));
    let sql = "SELECT components FROM templates WHERE business_account_id = ? AND name = ? AND language = ?";
    let components: Option<String> = tx.query_row(sql, [&number.business_account_id, name, language], |row| row.get(0)).optional()?;
    let components: Value = components
        .and_then(|components| serde_json::from_str(&components).ok())
        .ok_or_else(|| Flaw::Content(format!("there is no template {name} in {language}")))?;
    let parts = components.as_array().into_iter().flatten();
    let body_part = parts.filter(|part| part.get("type") == Some(&json!("BODY"))).find_map(|part| part.get("text")).and_then(Value::as_str);
    let mut said = body_part.unwrap_or_default().to_owned();
    let mut parameters = Vec::new();
    let values: Vec<&str> = part.get("values").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    for (name, value) in placeholders(&said).iter().zip(values) {
        said = said.replace(&format!("{{{{{name}}}}}"), value);
        let mut parameter = json!({ "type": "text", "text": value });
        if name.parse::<u32>().is_err()
            && let Some(parameter) = parameter.as_object_mut()
        {
            parameter.insert("parameter_name".to_owned(), json!(name));
        }
        parameters.push(parameter);
    }
    let mut sent = Vec::new();
    if let Some(header) = part.get("header") {
        sent.push(json!({ "type": "header", "parameters": [header] }));
    }
    if !parameters.is_empty() {
        sent.push(json!({ "type": "body", "parameters": parameters }));
    }
    let body = json!({ "template": { "name": name, "language": { "code": language }, "components": sent } });
    Ok(Line { kind: "template".to_owned(), body, media_id: None, content: Some(said), extras: json!({}) })
}

/// What Kapso adds to orders and to answered flows.
fn extras(kind: &str, part: &Value) -> Value {
    if kind == "order" {
        let items = part.get("product_items").and_then(Value::as_array);
        return json!({ "order_text": items.map(|items| content::order(items)) });
    }
    let response = part.pointer("/nfm_reply/response_json").and_then(Value::as_str);
    let Some(Value::Object(mut answers)) = response.and_then(|text| serde_json::from_str(text).ok()) else {
        return json!({});
    };
    let token = answers.shift_remove("flow_token").unwrap_or_default();
    json!({ "flow_response": answers, "flow_token": token, "flow_name": part.pointer("/nfm_reply/name") })
}
