//! What was asked, by whom, how it was decided and what came of it.

use jiff::Timestamp;
use rusqlite::params;

use super::{Reader, Writer, fault, threads::time};
use crate::error::Result;

/// One call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When it was asked.
    pub at: Timestamp,
    /// Who asked: a face or an agent's name.
    pub caller: String,
    /// The agent's id.
    pub client_id: Option<i64>,
    /// The operation.
    pub operation: String,
    /// SHA-256 of the operation and its input; the text itself is not kept.
    pub digest: [u8; 32],
    /// `allowed`, `asked` or `refused`; of a request: `approved`, `rejected` or `refused`.
    pub decision: String,
    /// `ok`, or the code of the error.
    pub outcome: String,
    /// How long it took.
    pub millis: u64,
}

impl Writer<'_> {
    /// Adds a call.
    pub fn add_audit(&self, entry: &AuditEntry) -> Result<()> {
        let sql = "INSERT INTO audit (at, caller, client_id, operation, digest, decision, outcome, millis) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let millis = i64::try_from(entry.millis).unwrap_or(i64::MAX);
        self.run(
            sql,
            params![
                entry.at.as_millisecond(),
                entry.caller,
                entry.client_id,
                entry.operation,
                entry.digest,
                entry.decision,
                entry.outcome,
                millis
            ],
        )?;
        Ok(())
    }
}

impl Reader<'_> {
    /// The newest calls, newest first.
    pub fn audit(&self, limit: u32) -> Result<Vec<AuditEntry>> {
        let sql = "SELECT at, caller, client_id, operation, digest, decision, outcome, millis FROM audit ORDER BY id DESC LIMIT ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let rows = statement.query_map([limit], |row| {
            Ok(AuditEntry {
                at: time(row.get(0)?),
                caller: row.get(1)?,
                client_id: row.get(2)?,
                operation: row.get(3)?,
                digest: row.get(4)?,
                decision: row.get(5)?,
                outcome: row.get(6)?,
                millis: row.get(7)?,
            })
        });
        rows.and_then(Iterator::collect).map_err(fault)
    }
}
