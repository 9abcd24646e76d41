//! Files that are kept here, encrypted, until they have left.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, params};

use super::{Reader, Writer, fault};
use crate::error::Result;

/// What was pasted and lies nowhere is kept for so long: the draft that it is for may be on its way.
const UNCLAIMED: SignedDuration = SignedDuration::from_hours(24);

/// What still needs a kept file: a message that has not left, a request that waits, and a draft.
const NEEDED: &str =
    "SELECT json_extract(file, '$.path') FROM outbox WHERE file IS NOT NULL AND wamid IS NULL AND hidden = 0 AND state <> 'cancelled'
   UNION SELECT json_extract(file, '$.path') FROM approvals WHERE file IS NOT NULL AND state = 'waiting'
   UNION SELECT value FROM drafts, json_each(drafts.files)";
/// What needed one. A message that was taken back may be written again, with its file.
const HAD: &str = "SELECT json_extract(file, '$.path') FROM outbox WHERE file IS NOT NULL AND (state <> 'cancelled' OR hidden = 1)
   UNION SELECT json_extract(file, '$.path') FROM approvals WHERE file IS NOT NULL";

impl Reader<'_> {
    /// The bytes of a kept file.
    pub fn kept_file(&self, place: &str) -> Result<Option<Vec<u8>>> {
        let mut statement = self.connection.prepare_cached("SELECT bytes FROM kept_files WHERE place = ?1").map_err(fault)?;
        statement.query_row([place], |row| row.get(0)).optional().map_err(fault)
    }

    /// How many there are.
    pub fn kept_size(&self, place: &str) -> Result<Option<u64>> {
        let mut statement = self.connection.prepare_cached("SELECT length(bytes) FROM kept_files WHERE place = ?1").map_err(fault)?;
        statement.query_row([place], |row| row.get(0)).optional().map_err(fault)
    }
}

impl Writer<'_> {
    /// Keeps a file, and lets go of what nobody claimed.
    pub fn keep_file(&self, place: &str, bytes: &[u8], now: Timestamp) -> Result<()> {
        let before = now.checked_sub(UNCLAIMED).unwrap_or_default().as_millisecond();
        self.run(&format!("DELETE FROM kept_files WHERE kept_at < ?1 AND place NOT IN ({NEEDED})"), [before])?;
        let sql = "INSERT INTO kept_files (place, bytes, kept_at) VALUES (?1, ?2, ?3)";
        self.run(sql, params![place, bytes, now.as_millisecond()]).map(drop)
    }

    /// Lets go of the kept files that were needed and are not any more.
    pub fn let_go_of_files(&self) -> Result<()> {
        self.run(&format!("DELETE FROM kept_files WHERE place NOT IN ({NEEDED}) AND place IN ({HAD})"), []).map(drop)
    }

    /// Lets go of a kept file that was taken out of a draft.
    pub fn let_go_of_file(&self, place: &str) -> Result<()> {
        self.run(&format!("DELETE FROM kept_files WHERE place = ?1 AND place NOT IN ({NEEDED})"), [place]).map(drop)
    }
}
