//! Files that are kept here, encrypted, until they have left.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::{Reader, Writer, fault};
use crate::error::Result;

impl Reader<'_> {
    /// The bytes of a kept file.
    pub fn kept_file(&self, place: &str) -> Result<Option<Vec<u8>>> {
        let mut statement = self.connection.prepare_cached("SELECT bytes FROM kept_files WHERE place = ?1").map_err(fault)?;
        statement.query_row([place], |row| row.get(0)).optional().map_err(fault)
    }
}

/// What still needs a kept file: a message that has not left, and a request that waits.
const NEEDED: &str =
    "SELECT json_extract(file, '$.path') FROM outbox WHERE file IS NOT NULL AND wamid IS NULL AND hidden = 0 AND state <> 'cancelled'
   UNION SELECT json_extract(file, '$.path') FROM approvals WHERE file IS NOT NULL AND state = 'waiting'";

impl Writer<'_> {
    /// Keeps a file.
    pub fn keep_file(&self, place: &str, bytes: &[u8], now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO kept_files (place, bytes, kept_at) VALUES (?1, ?2, ?3)";
        self.run(sql, params![place, bytes, now.as_millisecond()]).map(drop)
    }

    /// Lets go of the kept files that nothing needs any more.
    pub fn let_go_of_files(&self) -> Result<()> {
        self.run(&format!("DELETE FROM kept_files WHERE place NOT IN ({NEEDED})"), []).map(drop)
    }
}
