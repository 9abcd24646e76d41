//! The people who work in the project.

use rusqlite::{OptionalExtension, Transaction, params};

/// A member of the project.
pub(crate) struct User {
    pub(crate) user_id: String,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) role: String,
}

impl User {
    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached("INSERT INTO users (user_id, email, name, role) VALUES (?, ?, ?, ?)")?.execute(params![
            self.user_id,
            self.email,
            self.name,
            self.role
        ])?;
        Ok(())
    }
}

pub(crate) fn exists(tx: &Transaction<'_>, user_id: &str) -> rusqlite::Result<bool> {
    tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM users WHERE user_id = ?)")?.query_row([user_id], |row| row.get(0))
}

/// What a member is called.
pub(crate) fn name(tx: &Transaction<'_>, user_id: &str) -> rusqlite::Result<Option<String>> {
    tx.prepare_cached("SELECT name FROM users WHERE user_id = ?")?.query_row([user_id], |row| row.get(0)).optional()
}
