//! Who of the project looks after which conversation.

use rusqlite::{OptionalExtension, Row, Transaction, params};

/// An assignment of a conversation to a member.
pub(crate) struct Assignment {
    pub(crate) id: String,
    pub(crate) user_id: String,
    pub(crate) notes: Option<String>,
    pub(crate) active: bool,
    pub(crate) created_at: i64,
}

pub(crate) const COLUMNS: &str = "id, user_id, notes, active, created_at";

impl Assignment {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            user_id: row.get("user_id")?,
            notes: row.get("notes")?,
            active: row.get("active")?,
            created_at: row.get("created_at")?,
        })
    }

    pub(crate) fn insert(&self, tx: &Transaction<'_>, conversation: i64) -> rusqlite::Result<()> {
        tx.prepare_cached("INSERT INTO assignments (id, conversation, user_id, notes, active, created_at) VALUES (?, ?, ?, ?, ?, ?)")?
            .execute(params![self.id, conversation, self.user_id, self.notes, self.active, self.created_at])?;
        Ok(())
    }

    pub(crate) fn update(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached("UPDATE assignments SET user_id = ?, notes = ?, active = ? WHERE id = ?")?.execute(params![
            self.user_id,
            self.notes,
            self.active,
            self.id
        ])?;
        Ok(())
    }
}

pub(crate) fn find(tx: &Transaction<'_>, conversation: i64, id: &str) -> rusqlite::Result<Option<Assignment>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM assignments WHERE conversation = ? AND id = ?"))?
        .query_row(params![conversation, id], Assignment::of)
        .optional()
}

pub(crate) fn has_active(tx: &Transaction<'_>, conversation: i64) -> rusqlite::Result<bool> {
    tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM assignments WHERE conversation = ? AND active)")?
        .query_row([conversation], |row| row.get(0))
}
