//! Files that were fetched, encrypted like everything here. What is old goes first when there is too much.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::{Reader, Writer, fault};
use crate::error::Result;

/// All files together stay below this.
pub const LARGEST_TOTAL: i64 = 500 * 1024 * 1024;

impl Reader<'_> {
    /// A file: its type and its bytes.
    pub fn media(&self, media_id: &str) -> Result<Option<(Option<String>, Vec<u8>)>> {
        let sql = "SELECT mime_type, bytes FROM media WHERE media_id = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_row([media_id], |row| Ok((row.get(0)?, row.get(1)?))).optional().map_err(fault)
    }
}

impl Writer<'_> {
    /// Keeps a file.
    pub fn put_media(&self, media_id: &str, mime_type: Option<&str>, bytes: &[u8], now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO media (media_id, mime_type, bytes, fetched_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
        self.run(sql, params![media_id, mime_type, bytes, now.as_millisecond()])?;
        let sql = "DELETE FROM media WHERE media_id IN (
                     SELECT media_id FROM (SELECT media_id, sum(length(bytes)) OVER (ORDER BY fetched_at DESC, media_id) AS total FROM media) WHERE total > ?1)";
        self.run(sql, [LARGEST_TOTAL])?;
        Ok(())
    }
}
