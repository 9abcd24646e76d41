//! The kinds of message and their limits.

use rusqlite::Transaction;
use serde_json::{Map, Value};

use super::{super::media as files, interactive, part::Part};
use crate::{
    refusal::Refusal,
    store::{contacts::Contact, media, messages},
};

const KINDS: [&str; 11] =
    ["text", "image", "video", "audio", "document", "sticker", "location", "contacts", "interactive", "template", "reaction"];

/// Checks a body by itself and returns its kind.
pub(crate) fn check(body: &Map<String, Value>) -> Result<&'static str, Refusal> {
    let whole = Part::new(String::new(), body);
    whole.optional_text("biz_opaque_callback_data", 512)?;
    let named = whole.text("type", 256)?;
    let kind = KINDS
        .into_iter()
        .find(|kind| *kind == named)
        .ok_or_else(|| Refusal::parameter(131_009, format!("type must be one of {}", KINDS.join(", "))))?;
    match kind {
        "text" => Part::of(body, kind)?.text("body", 4096).map(drop),
        "image" | "video" | "document" | "audio" | "sticker" => check_media(kind, &Part::of(body, kind)?),
        "location" => check_location(&Part::of(body, kind)?),
        "contacts" => whole.objects(kind, 1, 257)?.iter().try_for_each(|card| card.object("name")?.text("formatted_name", 200).map(drop)),
        "interactive" => interactive::check(&Part::of(body, kind)?),
        "reaction" => check_reaction(&Part::of(body, kind)?),
        _ => check_template(&Part::of(body, kind)?),
    }?;
    Ok(kind)
}

pub(crate) fn check_media(kind: &str, part: &Part<'_>) -> Result<(), Refusal> {
    if !part.has("id") && !part.has("link") {
        return Err(part.missing("id"));
    }
    let link = part.optional_text("link", 2048)?;
    if link.is_some_and(|link| !link.starts_with("https://") && !link.starts_with("http://")) {
        return Err(part.wrong("link", "must be an http or https address"));
    }
    part.optional_text("id", 256)?;
    part.optional_text("filename", 240)?;
    match part.optional_text("caption", 1024)? {
        Some(_) if ["audio", "sticker"].contains(&kind) => Err(part.wrong("caption", "is not possible here")),
        _ => Ok(()),
    }
}

fn check_location(part: &Part<'_>) -> Result<(), Refusal> {
    part.number("latitude", -90.0, 90.0)?;
    part.number("longitude", -180.0, 180.0)?;
    part.optional_text("name", 1000)?;
    part.optional_text("address", 1000).map(drop)
}

/// An empty emoji takes the reaction back.
fn check_reaction(part: &Part<'_>) -> Result<(), Refusal> {
    part.text("message_id", 512)?;
    part.optional_text("emoji", 32)?.map(drop).ok_or_else(|| part.missing("emoji"))
}

fn check_template(part: &Part<'_>) -> Result<(), Refusal> {
    part.text("name", 512)?;
    part.object("language")?.text("code", 16)?;
    if part.has("components") {
        for component in part.objects("components", 0, 20)? {
            component.one_of("type", &["header", "body", "button", "HEADER", "BODY", "BUTTON"])?;
        }
    }
    Ok(())
}

/// The file that a message names by id, which must exist and fit the kind.
pub(crate) fn media(tx: &Transaction<'_>, number: &str, kind: &str, part: &Value) -> Result<Option<String>, Refusal> {
    if !["image", "video", "audio", "document", "sticker"].contains(&kind) {
        return Ok(None);
    }
    let Some(id) = part.get("id").and_then(Value::as_str) else { return Ok(None) };
    let file = media::find(tx, id)?.filter(|file| file.number_id == number).ok_or_else(|| files::unknown(&format!("{kind}.id"), id))?;
    if !files::kinds::fits(kind, &file.mime_type) {
        return Err(Refusal::parameter(131_053, format!("{kind}.id names a file of type {}", file.mime_type)));
    }
    if part.get("voice") == Some(&Value::Bool(true)) && !file.mime_type.starts_with("audio/ogg") {
        return Err(Refusal::parameter(131_053, "audio.voice needs OGG with the OPUS codec"));
    }
    Ok(Some(file.id))
}

/// The messages that a reply and a reaction refer to must be of the same chat.
pub(crate) fn check_references(tx: &Transaction<'_>, contact: &Contact, body: &Map<String, Value>) -> Result<(), Refusal> {
    for (part, path) in [("context", "context.message_id"), ("reaction", "reaction.message_id")] {
        let Some(part) = body.get(part) else { continue };
        let id =
            part.get("message_id").and_then(Value::as_str).ok_or_else(|| Refusal::parameter(131_008, format!("{path} is required")))?;
        if messages::find(tx, id)?.is_none_or(|message| message.contact != contact.row) {
            return Err(Refusal::parameter(131_009, format!("{path} does not name a message of this chat")));
        }
    }
    Ok(())
}
