//! A person writes to the business.

use rusqlite::Transaction;
use serde_json::{Value, json};

use super::script::Line;
use crate::{
    dice::Dice,
    store::{
        blocked_users,
        messages::{self, NewMessage},
    },
};

/// Records what a person says to a number and returns the message's id, or nothing when the number blocked them.
pub(crate) fn arrive(
    tx: &Transaction<'_>,
    dice: &Dice,
    (number, contact): (&str, i64),
    line: Line,
    to: Option<&str>,
    at: i64,
) -> rusqlite::Result<Option<String>> {
    if blocked_users::has(tx, number, contact)? {
        return Ok(None);
    }
    let id = dice.wamid();
    let has_media = line.has_media();
    let mut body = line.body;
    if let (Some(Value::Object(reaction)), Some(to)) = (body.get_mut("reaction"), to) {
        reaction.entry("message_id").or_insert_with(|| json!(to));
    }
    let message = NewMessage {
        id: id.clone(),
        number_id: number.to_owned(),
        contact,
        inbound: true,
        kind: line.kind,
        status: "delivered".to_owned(),
        origin: "cloud_api".to_owned(),
        has_media,
        media_id: line.media_id,
        body,
        content: line.content,
        extras: line.extras,
        at,
    };
    messages::record(tx, dice, &message)?;
    Ok(Some(id))
}
