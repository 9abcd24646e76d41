//! What each agent has read, for the guard against late answers and for the taint rule.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::{Reader, Writer, fault, fingerprint::fingerprint, threads::time};
use crate::error::Result;

/// How far an agent has read in a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgentRead {
    /// The agent's client.
    pub client_id: i64,
    /// The thread; 0 for text of contacts outside any thread.
    pub thread_id: i64,
    /// The newest of the contact's messages that it has seen, by this store's id; 0 for none.
    pub message_id: i64,
    /// When it last read.
    pub read_at: Timestamp,
}

impl Writer<'_> {
    /// Notes reads; nobody reads backwards.
    pub fn note_reads(&self, reads: &[AgentRead]) -> Result<()> {
        let sql = "INSERT INTO agent_reads (client_id, thread_id, message_id, read_at) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT DO UPDATE SET message_id = max(message_id, excluded.message_id), read_at = max(read_at, excluded.read_at)";
        for read in reads {
            self.run(sql, params![read.client_id, read.thread_id, read.message_id, read.read_at.as_millisecond()])?;
        }
        Ok(())
    }

    /// Forgets reads from before `then`.
    pub fn forget_reads(&self, then: Timestamp) -> Result<()> {
        self.run("DELETE FROM agent_reads WHERE read_at < ?1", [then.as_millisecond()])?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Every read that is remembered.
    pub fn agent_reads(&self) -> Result<Vec<AgentRead>> {
        let mut statement =
            self.connection.prepare_cached("SELECT client_id, thread_id, message_id, read_at FROM agent_reads").map_err(fault)?;
        let rows = statement.query_map([], |row| {
            Ok(AgentRead { client_id: row.get(0)?, thread_id: row.get(1)?, message_id: row.get(2)?, read_at: time(row.get(3)?) })
        });
        rows.and_then(Iterator::collect).map_err(fault)
    }

    /// The newest message that the contact of a thread wrote until `until`; 0 when there is none.
    pub fn newest_heard(&self, thread_id: i64, until: Option<Timestamp>) -> Result<i64> {
        let sql = "SELECT coalesce(max(id), 0) FROM messages WHERE thread_id = ?1 AND outbound = 0 AND (?2 IS NULL OR at <= ?2)";
        let until = until.map(Timestamp::as_millisecond);
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_row(params![thread_id, until], |row| row.get(0)).map_err(fault)
    }

    /// A message's thread and its id in this store.
    pub fn row_of_message(&self, wamid: &str) -> Result<Option<(i64, i64)>> {
        let sql = "SELECT thread_id, id FROM messages WHERE wamid_hash = ?2 AND wamid = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_row(params![wamid, fingerprint(wamid)], |row| Ok((row.get(0)?, row.get(1)?))).optional().map_err(fault)
    }

    /// WhatsApp's ids of what the contact of a thread wrote after a message, newest first, at most 50.
    pub fn heard_after(&self, thread_id: i64, message_id: i64) -> Result<Vec<String>> {
        let sql = "SELECT wamid FROM messages WHERE thread_id = ?1 AND outbound = 0 AND id > ?2 ORDER BY id DESC LIMIT 50";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_map([thread_id, message_id], |row| row.get(0)).and_then(Iterator::collect).map_err(fault)
    }
}
