//! Messages of both directions.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde_json::Value;

use super::{conversations, json_column};
use crate::dice::Dice;

/// A message with what its answers show of its contact, its number, its conversation and its media.
pub(crate) struct Message {
    pub(crate) row: i64,
    pub(crate) id: String,
    pub(crate) number_id: String,
    pub(crate) number_digits: Option<String>,
    pub(crate) contact: i64,
    pub(crate) conversation_id: String,
    pub(crate) inbound: bool,
    pub(crate) kind: String,
    pub(crate) status: String,
    pub(crate) origin: String,
    pub(crate) has_media: bool,
    pub(crate) body: Value,
    pub(crate) content: Option<String>,
    pub(crate) extras: Value,
    pub(crate) statuses: Value,
    pub(crate) at: i64,
    pub(crate) wa_id: Option<String>,
    pub(crate) bsuid: Option<String>,
    pub(crate) parent_bsuid: Option<String>,
    pub(crate) username: Option<String>,
    pub(crate) contact_name: Option<String>,
    pub(crate) media: Option<Attachment>,
}

/// What a message shows of its file.
pub(crate) struct Attachment {
    pub(crate) handle: String,
    pub(crate) filename: Option<String>,
    pub(crate) mime_type: String,
    pub(crate) size: i64,
}

pub(crate) const SELECT: &str = "SELECT m.*, n.digits AS number_digits, v.id AS conversation_id, c.wa_id, c.bsuid, \
     c.parent_bsuid, c.username, coalesce(c.display_name, c.profile_name) AS contact_name, f.handle, f.filename, f.mime_type, \
     length(f.bytes) AS size FROM messages m CROSS JOIN contacts c ON c.row = m.contact \
     CROSS JOIN conversations v ON v.row = m.conversation LEFT JOIN numbers n ON n.id = m.number_id \
     LEFT JOIN media f ON f.id = m.media_id";

impl Message {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let handle: Option<String> = row.get("handle")?;
        let media = handle
            .map(|handle| {
                let (filename, mime_type, size) = (row.get("filename")?, row.get("mime_type")?, row.get("size")?);
                Ok::<_, rusqlite::Error>(Attachment { handle, filename, mime_type, size })
            })
            .transpose()?;
        Ok(Self {
            row: row.get("row")?,
            id: row.get("id")?,
            number_id: row.get("number_id")?,
            number_digits: row.get("number_digits")?,
            contact: row.get("contact")?,
            conversation_id: row.get("conversation_id")?,
            inbound: row.get::<_, String>("direction")? == "inbound",
            kind: row.get("type")?,
            status: row.get("status")?,
            origin: row.get("origin")?,
            has_media: row.get("has_media")?,
            body: json_column(row, "body")?,
            content: row.get("content")?,
            extras: json_column(row, "extras")?,
            statuses: json_column(row, "statuses")?,
            at: row.get("at")?,
            wa_id: row.get("wa_id")?,
            bsuid: row.get("bsuid")?,
            parent_bsuid: row.get("parent_bsuid")?,
            username: row.get("username")?,
            contact_name: row.get("contact_name")?,
            media,
        })
    }
}

/// A message about to be written.
pub(crate) struct NewMessage {
    pub(crate) id: String,
    pub(crate) number_id: String,
    pub(crate) contact: i64,
    pub(crate) inbound: bool,
    pub(crate) kind: String,
    pub(crate) status: String,
    pub(crate) origin: String,
    pub(crate) has_media: bool,
    pub(crate) media_id: Option<String>,
    pub(crate) body: Value,
    pub(crate) content: Option<String>,
    pub(crate) extras: Value,
    pub(crate) at: i64,
}

/// Writes a message into the conversation it belongs to and returns its row.
pub(crate) fn record(tx: &Transaction<'_>, dice: &Dice, new: &NewMessage) -> rusqlite::Result<i64> {
    let conversation = conversations::open(tx, dice, &new.number_id, new.contact, new.at)?;
    let message = tx
        .prepare_cached(
            "INSERT INTO messages (id, number_id, contact, conversation, direction, type, status, origin, has_media, media_id, \
             body, content, extras, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .insert(params![
            new.id,
            new.number_id,
            new.contact,
            conversation,
            if new.inbound { "inbound" } else { "outbound" },
            new.kind,
            new.status,
            new.origin,
            new.has_media,
            new.media_id,
            new.body.to_string(),
            new.content,
            new.extras.to_string(),
            new.at,
        ])?;
    conversations::touch(tx, conversation, message, new.inbound, new.at)?;
    Ok(message)
}

pub(crate) fn find(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<Message>> {
    tx.prepare_cached(&format!("{SELECT} WHERE m.id = ?"))?.query_row([id], Message::of).optional()
}

pub(crate) fn get(tx: &Transaction<'_>, row: i64) -> rusqlite::Result<Option<Message>> {
    tx.prepare_cached(&format!("{SELECT} WHERE m.row = ?"))?.query_row([row], Message::of).optional()
}

/// Appends one status object to a message and makes it the present one.
pub(crate) fn add_status(tx: &Transaction<'_>, row: i64, status: &str, event: &Value) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE messages SET status = ?2, statuses = json_insert(statuses, '$[#]', json(?3)) WHERE row = ?1")?
        .execute(params![row, status, event.to_string()])?;
    Ok(())
}

/// Marks an inbound message as read, and with it everything that came before it in the same chat.
pub(crate) fn mark_read(tx: &Transaction<'_>, message: &Message) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE messages SET status = 'read' WHERE contact = ? AND number_id = ? AND direction = 'inbound' AND status <> 'read' \
         AND (at, row) <= (?, ?)",
    )?
    .execute(params![message.contact, message.number_id, message.at, message.row])?;
    Ok(())
}

/// Whether the business wrote again in the same chat after a message.
pub(crate) fn said_more(tx: &Transaction<'_>, message: &Message) -> rusqlite::Result<bool> {
    tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM messages WHERE contact = ? AND number_id = ? AND direction = 'outbound' AND row > ?)")?
        .query_row(params![message.contact, message.number_id, message.row], |row| row.get(0))
}

/// When the newest message was written, if there is one.
pub(crate) fn newest(tx: &Transaction<'_>) -> rusqlite::Result<Option<i64>> {
    tx.query_row("SELECT max(at) FROM messages", [], |row| row.get(0))
}
