//! How much a project keeps on this machine, and how it is encrypted.

use jiff::Timestamp;
use rusqlite::OptionalExtension;

use super::{Reader, fault, threads::time};
use crate::error::Result;

/// What a store holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sizes {
    /// Files of messages that were fetched or sent.
    pub media_files: u64,
    /// Their bytes.
    pub media_byte_size: u64,
    /// Messages.
    pub messages: u64,
    /// When the oldest of them was written.
    pub oldest_message_at: Option<Timestamp>,
    /// The version of SQLCipher, as it names itself.
    pub library: String,
    /// What each page is signed with, as SQLCipher names it.
    pub signature: String,
}

impl Reader<'_> {
    /// What this store holds.
    pub fn sizes(&self) -> Result<Sizes> {
        let one = |sql: &str| self.connection.prepare_cached(sql).map_err(fault);
        let (media_files, media_byte_size) = one("SELECT count(*), coalesce(sum(length(bytes)), 0) FROM media")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(fault)?;
        let messages = one("SELECT count(*) FROM messages")?.query_row([], |row| row.get(0)).map_err(fault)?;
        let oldest: Option<i64> =
            one("SELECT at FROM messages ORDER BY id LIMIT 1")?.query_row([], |row| row.get(0)).optional().map_err(fault)?;
        let text = |pragma: &str| self.connection.query_row(pragma, [], |row| row.get::<_, String>(0)).optional().map_err(fault);
        Ok(Sizes {
            media_files,
            media_byte_size,
            messages,
            oldest_message_at: oldest.map(time),
            library: text("PRAGMA cipher_version")?.unwrap_or_default(),
            signature: text("PRAGMA cipher_hmac_algorithm")?.unwrap_or_default(),
        })
    }
}
