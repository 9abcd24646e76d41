//! Digits that were dialled, and the digits by which WhatsApp knows whom they reached.

use rusqlite::{OptionalExtension, params};

use super::{Reader, Writer, fault};
use crate::{error::Result, selector::other_spelling};

impl Reader<'_> {
    /// The digits by which these may be stored, in the order in which they are looked for.
    pub fn spellings(&self, digits: &str) -> Result<Vec<String>> {
        Ok([Some(digits.to_owned()), self.wa_id(digits)?, other_spelling(digits)].into_iter().flatten().collect())
    }

    /// What WhatsApp called whom these digits reached; none when it called them the same, or never did.
    pub fn wa_id(&self, dialled: &str) -> Result<Option<String>> {
        let sql = "SELECT digits FROM wa_ids WHERE dialled = ?1";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row([dialled], |row| row.get(0)).optional())
            .map_err(fault)
    }
}

impl Writer<'_> {
    /// Notes what WhatsApp calls whom these digits reach.
    pub fn put_wa_id(&self, dialled: &str, digits: &str) -> Result<()> {
        self.run("INSERT OR REPLACE INTO wa_ids (dialled, digits) VALUES (?1, ?2)", params![dialled, digits])?;
        Ok(())
    }
}
