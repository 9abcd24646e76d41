//! Settling sends of which nobody knows whether they left, by what Kapso's list shows of the thread.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Row, params};

use super::super::{Reader, Writer, fault, fingerprint::fingerprint};
use crate::error::Result;

/// How much earlier than it left here a message may stand in Kapso's list: clocks differ, and WhatsApp counts whole seconds.
const EARLIEST_MS: i64 = 60_000;
/// How much later than it was given up here (`leaves_at` of what is settled) it may stand there: what timed out may have waited at
/// Kapso. A computer that slept while it left gave it up long after `left_at`.
const LATEST_MS: i64 = 15 * 60_000;

impl Writer<'_> {
    /// Gives each uncertain send of a thread, oldest first, the first message of the list that says the same, left at the same
    /// time and belongs to no other send. Says whether one was settled.
    pub fn reconcile(&self, thread_id: i64) -> Result<bool> {
        let mut settled = false;
        for send in self.uncertain(thread_id)? {
            if let Some(wamid) = self.unclaimed(send)? {
                let sql = "UPDATE outbox SET state = 'accepted', wamid = ?2, failure = NULL, failure_code = NULL WHERE id = ?1";
                self.run(sql, params![send, wamid])?;
                let sql = "UPDATE messages SET reply_to = coalesce(reply_to, (SELECT reply_to FROM outbox WHERE id = ?2))
                           WHERE wamid_hash = ?3 AND wamid = ?1";
                self.run(sql, params![wamid, send, fingerprint(&wamid)])?;
                settled = true;
            }
        }
        Ok(settled)
    }

    /// None while another one is leaving: what the list shows may be that one's, whose answer has not come.
    fn uncertain(&self, thread_id: i64) -> Result<Vec<i64>> {
        let sql = "SELECT id FROM outbox WHERE thread_id = ?1 AND state = 'uncertain'
                   AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.thread_id = ?1 AND other.state = 'sending') ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_map([thread_id], |row: &Row<'_>| row.get(0)).and_then(Iterator::collect).map_err(fault)
    }

    /// A file is known by its id. Where one side names none, a caption may do; without one, anybody's picture would look like ours.
    fn unclaimed(&self, send: i64) -> Result<Option<String>> {
        let sql = "SELECT messages.wamid FROM outbox JOIN messages ON messages.thread_id = outbox.thread_id
                   WHERE outbox.id = ?1 AND messages.outbound = 1 AND messages.kind = outbox.kind AND messages.text IS outbox.text
                     AND messages.parts ->> '$.template.name' IS outbox.parts ->> '$.template.name'
                     AND (messages.parts ->> '$.media.media_id' = outbox.media_id
                          OR outbox.kind NOT IN ('image', 'video', 'audio', 'document', 'sticker')
                          OR (outbox.text IS NOT NULL AND (outbox.media_id IS NULL OR messages.parts ->> '$.media.media_id' IS NULL)))
                     AND messages.at BETWEEN outbox.left_at - ?2 AND max(outbox.left_at, outbox.leaves_at) + ?3
                     AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.wamid = messages.wamid)
                   ORDER BY messages.id LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_row(params![send, EARLIEST_MS, LATEST_MS], |row| row.get(0)).optional().map_err(fault)
    }
}

impl Reader<'_> {
    /// The threads that have such a send: few, and found in an index of their own, however many messages a page brings.
    pub fn threads_with_uncertain(&self) -> Result<BTreeSet<i64>> {
        let sql = "SELECT DISTINCT thread_id FROM outbox WHERE state = 'uncertain'";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_map([], |row: &Row<'_>| row.get(0)).and_then(Iterator::collect).map_err(fault)
    }

    /// Whether a thread has a send of which nobody knows whether it left.
    pub fn has_uncertain(&self, thread_id: i64) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM outbox WHERE thread_id = ?1 AND state = 'uncertain')";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_row([thread_id], |row| row.get(0)).map_err(fault)
    }
}
