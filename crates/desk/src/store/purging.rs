//! Letting go of what is old on this machine. Kapso keeps what it has.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::params;

use super::{Reader, Store, Writer, fault, messages::first_id, settings::Setting};
use crate::error::{Error, Result};

/// Messages that are let go in one transaction, so that nobody who sends waits long.
pub const AT_ONCE: u32 = 5_000;
/// The file is written anew when at least one of so many of its pages is free.
const FREE_PAGES: i64 = 10;

/// What stays, however old it is.
#[derive(Debug, Default)]
pub struct Staying {
    threads: HashSet<i64>,
    messages: HashSet<i64>,
}

/// Where a walk through old messages stands.
#[derive(Debug, Clone, Copy)]
pub struct Walk(i64);

impl Walk {
    /// At the oldest message.
    pub fn begin() -> Self {
        Self(i64::MIN)
    }
}

impl Reader<'_> {
    /// How many files were fetched before then, and their bytes.
    pub fn old_media(&self, before: Timestamp) -> Result<(u64, u64)> {
        let sql = "SELECT count(*), coalesce(sum(length(bytes)), 0) FROM media WHERE fetched_at < ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_row([before.as_millisecond()], |row| Ok((row.get(0)?, row.get(1)?))).map_err(fault)
    }

    /// Conversations in which something waits, and the newest messages of all others in both directions: what the inbox shows, and
    /// what guards against late answers.
    pub fn staying(&self) -> Result<Staying> {
        let ids = |sql: &str| -> Result<HashSet<i64>> {
            let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
            statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(fault)
        };
        let threads = ids(
            "SELECT id FROM threads WHERE unread_count > 0 UNION SELECT thread_id FROM approvals WHERE state = 'waiting' AND thread_id IS NOT NULL
             UNION SELECT thread_id FROM outbox WHERE state IN ('held', 'queued', 'sending', 'uncertain')",
        )?;
        Ok(Staying { threads, messages: ids("SELECT max(id) FROM messages GROUP BY thread_id, outbound")? })
    }

    /// The next messages that were written before then and do not stay, and where the walk goes on; nothing at its end.
    pub fn old_messages(&self, staying: &Staying, before: Timestamp, walk: Walk) -> Result<Option<(Vec<i64>, Walk)>> {
        let sql = "SELECT id, thread_id FROM messages WHERE id > ?1 AND id < ?2 ORDER BY id LIMIT ?3";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let rows = statement.query_map(params![walk.0, first_id(before), AT_ONCE], |row| Ok((row.get(0)?, row.get(1)?)));
        let rows: Vec<(i64, i64)> = rows.and_then(Iterator::collect).map_err(fault)?;
        let Some((last, _)) = rows.last().copied() else { return Ok(None) };
        let goes = |(id, thread): &(i64, i64)| !staying.messages.contains(id) && !staying.threads.contains(thread);
        Ok(Some((rows.iter().filter(|row| goes(row)).map(|(id, _)| *id).collect(), Walk(last))))
    }
}

impl Writer<'_> {
    /// Lets go of the files that were fetched before then.
    pub fn purge_media(&self, before: Timestamp) -> Result<()> {
        self.run("DELETE FROM media WHERE fetched_at < ?1", [before.as_millisecond()]).map(drop)
    }

    /// From now on, messages from before then are not stored again when Kapso lists them.
    pub fn keep_messages_since(&self, since: Timestamp) -> Result<()> {
        let known = self.millis(Setting::KeptSince)?.unwrap_or(i64::MIN);
        self.set(Setting::KeptSince, &known.max(since.as_millisecond()).to_string())
    }

    /// Lets go of these messages, and of the words that search finds them by.
    pub fn purge_messages(&self, ids: &[i64]) -> Result<()> {
        for id in ids {
            self.unindex(*id)?;
            self.run("DELETE FROM messages WHERE id = ?1", [id])?;
        }
        Ok(())
    }
}

impl Store {
    /// Gives the disk back what is free in the file, when that is worth writing it anew. Blocks, also whoever writes.
    pub fn shrink(&self) -> Result<()> {
        let connection = self.writer.lock().map_err(|_| Error::internal("store", "an earlier write panicked"))?;
        let number = |pragma: &str| connection.query_row(pragma, [], |row| row.get::<_, i64>(0)).map_err(fault);
        let (free, all) = (number("PRAGMA freelist_count")?, number("PRAGMA page_count")?);
        if free.saturating_mul(FREE_PAGES) < all {
            return Ok(());
        }
        connection.execute_batch("VACUUM").map_err(fault)?;
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(fault)
    }
}
