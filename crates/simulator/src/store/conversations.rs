//! Conversations: one contact on one number, over a span that ends.

use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::{clock::DAY, dice::Dice};

/// A conversation with what its list shows of its contact and its last message.
pub(crate) struct Conversation {
    pub(crate) row: i64,
    pub(crate) id: String,
    pub(crate) number_id: String,
    pub(crate) config_id: Option<String>,
    pub(crate) wa_id: Option<String>,
    pub(crate) bsuid: Option<String>,
    pub(crate) parent_bsuid: Option<String>,
    pub(crate) username: Option<String>,
    pub(crate) contact_name: Option<String>,
    pub(crate) status: String,
    pub(crate) messages_count: i64,
    pub(crate) last_message_id: Option<String>,
    pub(crate) last_message_type: Option<String>,
    pub(crate) last_message_at: Option<i64>,
    pub(crate) last_message_text: Option<String>,
    pub(crate) last_inbound_at: Option<i64>,
    pub(crate) last_outbound_at: Option<i64>,
    pub(crate) last_active_at: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

pub(crate) const SELECT: &str = "SELECT v.*, n.internal_id AS config_id, c.wa_id, c.bsuid, c.parent_bsuid, c.username, \
     coalesce(c.display_name, c.profile_name) AS contact_name, m.id AS last_message_id, m.type AS last_message_type, \
     m.at AS last_message_at, m.content AS last_message_text \
     FROM conversations v JOIN contacts c ON c.row = v.contact LEFT JOIN numbers n ON n.id = v.number_id \
     LEFT JOIN messages m ON m.row = v.last_message";

impl Conversation {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            row: row.get("row")?,
            id: row.get("id")?,
            number_id: row.get("number_id")?,
            config_id: row.get("config_id")?,
            wa_id: row.get("wa_id")?,
            bsuid: row.get("bsuid")?,
            parent_bsuid: row.get("parent_bsuid")?,
            username: row.get("username")?,
            contact_name: row.get("contact_name")?,
            status: row.get("status")?,
            messages_count: row.get("messages_count")?,
            last_message_id: row.get("last_message_id")?,
            last_message_type: row.get("last_message_type")?,
            last_message_at: row.get("last_message_at")?,
            last_message_text: row.get("last_message_text")?,
            last_inbound_at: row.get("last_inbound_at")?,
            last_outbound_at: row.get("last_outbound_at")?,
            last_active_at: row.get("last_active_at")?,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
        })
    }
}

pub(crate) fn find(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<Conversation>> {
    tx.prepare_cached(&format!("{SELECT} WHERE v.id = ?"))?.query_row([id], Conversation::of).optional()
}

/// The conversation that a message at this time belongs to: the one that goes on, or a new one.
pub(crate) fn open(tx: &Transaction<'_>, dice: &Dice, number: &str, contact: i64, at: i64) -> rusqlite::Result<i64> {
    let going_on = tx
        .prepare_cached(
            "SELECT row FROM conversations WHERE contact = ? AND number_id = ? AND status = 'active' AND ends_at > ? \
             ORDER BY last_active_at DESC LIMIT 1",
        )?
        .query_row(params![contact, number, at], |row| row.get(0))
        .optional()?;
    if let Some(row) = going_on {
        return Ok(row);
    }
    end_overdue(tx, at)?;
    tx.prepare_cached(
        "INSERT INTO conversations (id, number_id, contact, status, ends_at, last_active_at, created_at, updated_at) \
         VALUES (?, ?, ?, 'active', ?, ?, ?, ?)",
    )?
    .insert(params![dice.uuid(), number, contact, at.saturating_add(DAY), at, at, at])
}

/// Ends what nobody touched for 24 hours.
pub(crate) fn end_overdue(tx: &Transaction<'_>, now: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE conversations SET status = 'ended', updated_at = ends_at WHERE status = 'active' AND ends_at <= ?")?
        .execute([now])?;
    Ok(())
}

/// Counts a message in and moves the conversation to the front.
pub(crate) fn touch(tx: &Transaction<'_>, row: i64, message: i64, inbound: bool, at: i64) -> rusqlite::Result<()> {
    let column = if inbound { "last_inbound_at" } else { "last_outbound_at" };
    tx.prepare_cached(&format!(
        "UPDATE conversations SET messages_count = messages_count + 1, last_message = ?2, {column} = ?3, last_active_at = ?3, \
         updated_at = ?3, ends_at = ?4 WHERE row = ?1"
    ))?
    .execute(params![row, message, at, at.saturating_add(DAY)])?;
    Ok(())
}

pub(crate) fn set_status(tx: &Transaction<'_>, row: i64, status: &str, now: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE conversations SET status = ?2, updated_at = ?3, ends_at = max(ends_at, ?4) WHERE row = ?1")?
        .execute(params![row, status, now, now.saturating_add(DAY)])?;
    Ok(())
}

/// When this person last wrote to this number, over all their conversations.
pub(crate) fn last_inbound(tx: &Transaction<'_>, number: &str, contact: i64) -> rusqlite::Result<Option<i64>> {
    tx.prepare_cached("SELECT max(last_inbound_at) FROM conversations WHERE contact = ? AND number_id = ?")?
        .query_row(params![contact, number], |row| row.get(0))
}

/// The number and the contact of the conversation that goes on and was silent for longest.
pub(crate) fn furthest_back(tx: &Transaction<'_>) -> rusqlite::Result<Option<(String, i64)>> {
    tx.prepare_cached("SELECT number_id, contact FROM conversations WHERE status = 'active' ORDER BY last_active_at, row LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}
