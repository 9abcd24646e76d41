//! The people who write to the business.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde_json::Value;

use super::json_column;

/// A person, known by a phone number, a business-scoped user id, or both.
pub(crate) struct Contact {
    pub(crate) row: i64,
    pub(crate) id: String,
    pub(crate) wa_id: Option<String>,
    pub(crate) bsuid: Option<String>,
    pub(crate) parent_bsuid: Option<String>,
    pub(crate) username: Option<String>,
    pub(crate) profile_name: Option<String>,
    pub(crate) display_name: Option<String>,
    pub(crate) customer_id: Option<String>,
    pub(crate) metadata: Value,
    pub(crate) character: Value,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

pub(crate) const COLUMNS: &str = "row, id, wa_id, bsuid, parent_bsuid, username, profile_name, display_name, customer_id, \
                                  metadata, character, created_at, updated_at";

impl Contact {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            row: row.get("row")?,
            id: row.get("id")?,
            wa_id: row.get("wa_id")?,
            bsuid: row.get("bsuid")?,
            parent_bsuid: row.get("parent_bsuid")?,
            username: row.get("username")?,
            profile_name: row.get("profile_name")?,
            display_name: row.get("display_name")?,
            customer_id: row.get("customer_id")?,
            metadata: json_column(row, "metadata")?,
            character: json_column(row, "character")?,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
        })
    }

    /// Writes a new contact; its `row` is ignored and the new one returned.
    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<i64> {
        let columns = COLUMNS.trim_start_matches("row, ");
        tx.prepare_cached(&format!("INSERT INTO contacts ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))?.insert(params![
            self.id,
            self.wa_id,
            self.bsuid,
            self.parent_bsuid,
            self.username,
            self.profile_name,
            self.display_name,
            self.customer_id,
            self.metadata.to_string(),
            self.character.to_string(),
            self.created_at,
            self.updated_at,
        ])
    }

    pub(crate) fn update(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(
            "UPDATE contacts SET wa_id = ?, profile_name = ?, display_name = ?, customer_id = ?, metadata = ?, character = ?, \
             updated_at = ? WHERE row = ?",
        )?
        .execute(params![
            self.wa_id,
            self.profile_name,
            self.display_name,
            self.customer_id,
            self.metadata.to_string(),
            self.character.to_string(),
            self.updated_at,
            self.row,
        ])?;
        Ok(())
    }

    /// A person of whom nothing but an address is known.
    pub(crate) fn stranger(id: String, wa_id: Option<String>, bsuid: Option<String>, now: i64) -> Self {
        Self {
            row: 0,
            id,
            wa_id,
            bsuid,
            parent_bsuid: None,
            username: None,
            profile_name: None,
            display_name: None,
            customer_id: None,
            metadata: Value::Object(serde_json::Map::new()),
            character: Value::Object(serde_json::Map::new()),
            created_at: now,
            updated_at: now,
        }
    }
}

/// Finds a contact by id, phone digits or business-scoped user id; a parent id names the newest of its contacts.
pub(crate) fn find(tx: &Transaction<'_>, identifier: &str) -> rusqlite::Result<Option<Contact>> {
    for column in ["id", "wa_id", "bsuid", "parent_bsuid"] {
        let wanted = if column == "wa_id" { digits(identifier) } else { identifier.to_owned() };
        let sql = format!("SELECT {COLUMNS} FROM contacts WHERE {column} = ? ORDER BY created_at DESC, row DESC LIMIT 1");
        let found = tx.prepare_cached(&sql)?.query_row([wanted], Contact::of).optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

pub(crate) fn get(tx: &Transaction<'_>, row: i64) -> rusqlite::Result<Option<Contact>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM contacts WHERE row = ?"))?.query_row([row], Contact::of).optional()
}

/// Removes a contact with all that was said.
pub(crate) fn erase(tx: &Transaction<'_>, contact: i64) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM media WHERE id IN (SELECT media_id FROM messages WHERE contact = ? AND direction = 'inbound')",
        "DELETE FROM messages WHERE contact = ?",
        "DELETE FROM assignments WHERE conversation IN (SELECT row FROM conversations WHERE contact = ?)",
        "DELETE FROM conversations WHERE contact = ?",
        "DELETE FROM marketing_preferences WHERE contact = ?",
        "DELETE FROM contacts WHERE row = ?",
    ] {
        tx.execute(sql, [contact])?;
    }
    Ok(())
}

/// The digits of a phone number, however it was written.
pub(crate) fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}
