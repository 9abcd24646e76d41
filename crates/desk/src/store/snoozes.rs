//! Threads that are put aside until a time, or until the contact writes.

use jiff::Timestamp;
use rusqlite::{Row, params};

use super::{Reader, Writer, fault, threads::time};
use crate::error::Result;

/// A thread that is put aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snooze {
    /// The thread.
    pub thread_id: i64,
    /// Until when, if the contact does not write before; until the contact writes when absent.
    pub until: Option<Timestamp>,
}

impl Reader<'_> {
    /// Every thread that is put aside.
    pub fn snoozes(&self) -> Result<Vec<Snooze>> {
        let mut statement = self.connection.prepare_cached("SELECT thread_id, until FROM snoozes").map_err(fault)?;
        let read = |row: &Row<'_>| Ok(Snooze { thread_id: row.get(0)?, until: row.get::<_, Option<i64>>(1)?.map(time) });
        statement.query_map([], read).and_then(Iterator::collect).map_err(fault)
    }

    /// When the next thread comes back by itself.
    pub fn next_wake_at(&self) -> Result<Option<Timestamp>> {
        let sql = "SELECT min(until) FROM snoozes WHERE until IS NOT NULL";
        let at: Option<i64> =
            self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([], |row| row.get(0))).map_err(fault)?;
        Ok(at.map(time))
    }
}

impl Writer<'_> {
    /// Puts a thread aside, or sets another time. False when there is no such thread.
    pub fn snooze(&self, snooze: &Snooze) -> Result<bool> {
        let sql = "INSERT OR REPLACE INTO snoozes (thread_id, until, heard)
                   SELECT id, ?2, coalesce((SELECT max(id) FROM messages WHERE thread_id = threads.id AND outbound = 0), 0)
                   FROM threads WHERE id = ?1";
        Ok(self.run(sql, params![snooze.thread_id, snooze.until.map(Timestamp::as_millisecond)])? > 0)
    }

    /// Brings a thread back. False when it was not put aside.
    pub fn wake(&self, thread_id: i64) -> Result<bool> {
        Ok(self.run("DELETE FROM snoozes WHERE thread_id = ?1", [thread_id])? > 0)
    }

    /// Brings the threads back whose contact wrote meanwhile; a reaction is nothing written. No trigger does it, message by
    /// message: before a statement that could be taken back alone, the search index writes down what it gathers.
    pub(in crate::store) fn wake_heard(&self) -> Result<()> {
        let sql = "DELETE FROM snoozes WHERE EXISTS
                     (SELECT 1 FROM messages WHERE thread_id = snoozes.thread_id AND outbound = 0 AND kind <> 'reaction' AND id > heard)";
        self.run(sql, []).map(drop)
    }

    /// Brings the threads back whose time has come, unread so that they are seen; says how many.
    pub fn wake_due(&self, now: Timestamp) -> Result<usize> {
        let sql = "DELETE FROM snoozes WHERE until <= ?1 RETURNING thread_id";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let threads: Vec<i64> = statement.query_map([now.as_millisecond()], |row| row.get(0)).and_then(Iterator::collect).map_err(fault)?;
        threads.iter().try_for_each(|thread| self.mark_unread(*thread).map(drop))?;
        Ok(threads.len())
    }
}
