//! Texts that are sent often.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use super::{Reader, Writer, fault, threads::time};
use crate::{error::Result, model::QuickReply};

impl Reader<'_> {
    /// Every quick reply, by name.
    pub fn quick_replies(&self) -> Result<Vec<QuickReply>> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM quick_replies ORDER BY name COLLATE NOCASE").map_err(fault)?;
        statement.query_map([], quick_reply).and_then(Iterator::collect).map_err(fault)
    }

    /// One of them.
    pub fn quick_reply(&self, id: i64) -> Result<Option<QuickReply>> {
        let sql = "SELECT * FROM quick_replies WHERE id = ?1";
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([id], quick_reply).optional()).map_err(fault)
    }

    /// The quick reply that has this name, whatever its case.
    pub fn quick_reply_named(&self, name: &str) -> Result<Option<i64>> {
        let sql = "SELECT id FROM quick_replies WHERE name = ?1 COLLATE NOCASE";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_row([name], |row| row.get(0)).optional().map_err(fault)
    }
}

impl Writer<'_> {
    /// Adds a quick reply, or changes the one of this id. False when there is none of this id.
    pub fn keep_quick_reply(&self, id: Option<i64>, name: &str, text: &str, now: Timestamp) -> Result<bool> {
        let now = now.as_millisecond();
        let changed = match id {
            Some(id) => {
                self.run("UPDATE quick_replies SET name = ?2, text = ?3, changed_at = ?4 WHERE id = ?1", params![id, name, text, now])?
            }
            None => self.run("INSERT INTO quick_replies (name, text, changed_at) VALUES (?1, ?2, ?3)", params![name, text, now])?,
        };
        Ok(changed > 0)
    }

    /// Notes that a quick reply was used.
    pub fn quick_reply_used(&self, id: i64, now: Timestamp) -> Result<()> {
        self.run("UPDATE quick_replies SET used_at = ?2 WHERE id = ?1", [id, now.as_millisecond()])?;
        Ok(())
    }

    /// Takes a quick reply away. False when there is none of this id.
    pub fn remove_quick_reply(&self, id: i64) -> Result<bool> {
        Ok(self.run("DELETE FROM quick_replies WHERE id = ?1", [id])? > 0)
    }
}

fn quick_reply(row: &Row<'_>) -> rusqlite::Result<QuickReply> {
    let id: i64 = row.get("id")?;
    Ok(QuickReply {
        quick_reply_id: id.to_string(),
        name: row.get("name")?,
        text: row.get("text")?,
        changed_at: time(row.get("changed_at")?),
        used_at: row.get::<_, Option<i64>>("used_at")?.map(time),
    })
}
