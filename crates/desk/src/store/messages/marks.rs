//! Read marks on what contacts wrote.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use crate::{
    error::Result,
    store::{Reader, Writer, fault, fingerprint::fingerprint, threads::time},
    values::Direction,
};

/// Where a message stands in its thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// WhatsApp's id.
    pub wamid: String,
    /// The thread.
    pub thread_id: i64,
    /// The number that the thread is on.
    pub phone_number_id: String,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it.
    pub direction: Direction,
    /// Its place in this store, which follows the time.
    row: i64,
}

const COLUMNS: &str = "messages.id, wamid, thread_id, phone_number_id, at, direction FROM messages JOIN threads ON threads.id = thread_id";

impl Reader<'_> {
    /// Where a message stands.
    pub fn place_of_message(&self, wamid: &str) -> Result<Option<Place>> {
        let sql = format!("SELECT {COLUMNS} WHERE wamid_hash = ?2 AND wamid = ?1");
        self.connection
            .prepare_cached(&sql)
            .and_then(|mut statement| statement.query_row(params![wamid, fingerprint(wamid)], place).optional())
            .map_err(fault)
    }

    /// The newest message that a contact wrote until then; a reaction is none.
    pub fn newest_inbound(&self, thread_id: i64, until: Timestamp) -> Result<Option<Place>> {
        let sql = format!(
            "SELECT {COLUMNS} WHERE thread_id = ?1 AND outbound = 0 AND kind <> 'reaction' AND at <= ?2
             ORDER BY messages.id DESC LIMIT 1"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        statement.query_row([thread_id, until.as_millisecond()], place).optional().map_err(fault)
    }

    /// How many of a contact's messages up to this one have no read mark; a reaction is none.
    pub fn count_unread_until(&self, place: &Place) -> Result<u64> {
        let sql = "SELECT count(*) FROM messages WHERE thread_id = ?1 AND outbound = 0 AND kind <> 'reaction' AND id <= ?2 AND delivery <> 'read'";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_row([place.thread_id, place.row], |row| row.get(0)).map_err(fault)
    }
}

impl Writer<'_> {
    /// Puts a read mark on a contact's messages up to this one. It is a status of theirs, so that no later reading takes it back.
    pub fn mark_read_until(&self, place: &Place, now: Timestamp) -> Result<()> {
        let sql = "UPDATE messages SET delivery = 'read',
                     statuses = json_insert(coalesce(statuses, '[]'), '$[#]', json_object('status', 'read', 'at', ?3))
                   WHERE thread_id = ?1 AND outbound = 0 AND kind <> 'reaction' AND id <= ?2 AND delivery <> 'read'";
        self.run(sql, [place.thread_id, place.row, now.as_millisecond()])?;
        self.take_unread_mark(place.thread_id)?;
        self.refresh_thread(place.thread_id)
    }
}

fn place(row: &Row<'_>) -> rusqlite::Result<Place> {
    Ok(Place {
        row: row.get(0)?,
        wamid: row.get(1)?,
        thread_id: row.get(2)?,
        phone_number_id: row.get(3)?,
        at: time(row.get(4)?),
        direction: Direction::of(row.get_ref(5)?.as_str()?),
    })
}
