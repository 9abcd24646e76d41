//! Keeping threads true: who is who, what came last, what is unread.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params, types::Value};

use crate::{
    error::Result,
    store::{Writer, fault},
    values::ConversationStatus,
};

/// How a contact is known. At least one of the two should be there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownAs {
    /// WhatsApp's business-scoped id.
    pub user: Option<String>,
    /// The digits of the phone number.
    pub digits: Option<String>,
}

/// A conversation as Kapso shows it.
#[derive(Debug, Clone)]
pub struct SeenConversation {
    /// Kapso's id.
    pub id: String,
    /// The number that it is on.
    pub phone_number_id: String,
    /// The contact.
    pub contact: KnownAs,
    /// The contact's name.
    pub contact_name: Option<String>,
    /// Active or ended.
    pub status: ConversationStatus,
    /// When it began.
    pub created_at: Option<Timestamp>,
    /// When anything last happened.
    pub last_active_at: Timestamp,
    /// When the contact last wrote.
    pub last_inbound_at: Option<Timestamp>,
    /// When the business last wrote.
    pub last_outbound_at: Option<Timestamp>,
}

/// Columns of a thread's summary.
const SUMMARY: usize = 13;
/// Those columns in the order of `refresh.sql`, by the indexes that they stand in: what has not changed is not written.
const PARTS: [(usize, &str); 4] = [
    (
        8,
        "UPDATE OR FAIL threads SET conversation_id = ?2, last_outbound_at = ?3, preview_direction = ?4, preview_kind = ?5, preview_text = ?6,
           preview_at = ?7, preview_delivery = ?8, answered_at = ?9 WHERE id = ?1",
    ),
    (2, "UPDATE OR FAIL threads SET status = ?2, last_active_at = ?3 WHERE id = ?1"),
    (1, "UPDATE OR FAIL threads SET last_inbound_at = ?2 WHERE id = ?1"),
    (2, "UPDATE OR FAIL threads SET unread_count = ?2, needs_reply = ?3 WHERE id = ?1"),
];

impl Writer<'_> {
    /// Stores a conversation; gives its thread when that changed anything.
    pub fn put_conversation(&self, seen: &SeenConversation) -> Result<Option<i64>> {
        let thread_id = self.thread_for(&seen.phone_number_id, &seen.contact, seen.last_active_at)?;
        let active = seen.last_active_at.as_millisecond();
        let sql = "INSERT INTO conversations (id, thread_id, status, created_at, last_active_at) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (id) DO UPDATE SET thread_id = excluded.thread_id, status = excluded.status, last_active_at = excluded.last_active_at
                   WHERE thread_id <> excluded.thread_id OR status <> excluded.status OR last_active_at <> excluded.last_active_at";
        let created = seen.created_at.map(Timestamp::as_millisecond);
        let changed = self.run(sql, params![seen.id, thread_id, seen.status.as_str(), created, active])?;
        let sql = "UPDATE threads SET contact_name = coalesce(?2, contact_name), last_inbound_at = max(coalesce(last_inbound_at, ?3), coalesce(?3, last_inbound_at)),
                     last_outbound_at = max(coalesce(last_outbound_at, ?4), coalesce(?4, last_outbound_at))
                   WHERE id = ?1 AND (contact_name IS NOT coalesce(?2, contact_name)
                     OR coalesce(?3, 0) > coalesce(last_inbound_at, 0) OR coalesce(?4, 0) > coalesce(last_outbound_at, 0))";
        let (inbound, outbound) =
            (seen.last_inbound_at.map(Timestamp::as_millisecond), seen.last_outbound_at.map(Timestamp::as_millisecond));
        let renamed = self.run(sql, params![thread_id, seen.contact_name, inbound, outbound])?;
        Ok((changed > 0 || renamed > 0).then_some(thread_id))
    }

    /// Stores a conversation that is known only by a message of it, until a list shows it.
    pub(in crate::store) fn put_unlisted_conversation(&self, id: &str, thread_id: i64, at: Timestamp) -> Result<()> {
        let sql = "INSERT INTO conversations (id, thread_id, status, last_active_at) VALUES (?1, ?2, 'active', ?3) ON CONFLICT DO NOTHING";
        self.run(sql, params![id, thread_id, at.as_millisecond()])?;
        Ok(())
    }

    /// The thread of a contact on a number, as they were known at that time; made if there is none, and two that turn out to be
    /// one person become one.
    pub fn thread_for(&self, phone_number_id: &str, contact: &KnownAs, at: Timestamp) -> Result<i64> {
        let by_user = match &contact.user {
            Some(user) => {
                self.find("SELECT id FROM threads WHERE phone_number_id = ?1 AND business_scoped_user_id = ?2", phone_number_id, user)?
            }
            None => None,
        };
        let wa_id = contact.digits.as_deref().map(|digits| self.wa_id(digits)).transpose()?.flatten();
        let digits = match (wa_id.or_else(|| contact.digits.clone()), &contact.user) {
            (Some(digits), Some(user)) if self.is_anothers(phone_number_id, &digits, user, at)? => None,
            (digits, _) => digits,
        };
        let contact = &KnownAs { user: contact.user.clone(), digits };
        let by_digits = match &contact.digits {
            Some(digits) => self.of_digits(phone_number_id, digits)?,
            None => None,
        };
        let id = match (by_user, by_digits) {
            (Some(user), Some(digits)) if user != digits => {
                self.merge(digits, user)?;
                user
            }
            (Some(id), _) | (None, Some(id)) => id,
            (None, None) => {
                // FAIL: what fails takes the whole transaction back, not this statement, which would cost the search index a segment.
                self.run(
                    "INSERT OR FAIL INTO threads (phone_number_id, business_scoped_user_id, digits) VALUES (?1, ?2, ?3)",
                    params![phone_number_id, contact.user, contact.digits],
                )?;
                return Ok(self.connection.last_insert_rowid());
            }
        };
        let sql = "UPDATE threads SET business_scoped_user_id = coalesce(business_scoped_user_id, ?2), digits = coalesce(?3, digits)
                   WHERE id = ?1 AND (business_scoped_user_id IS NOT coalesce(business_scoped_user_id, ?2) OR digits IS NOT coalesce(?3, digits))";
        self.run(sql, params![id, contact.user, contact.digits])?;
        Ok(id)
    }

    /// Brings a thread's summary up to what its conversations, messages and sends say.
    pub fn refresh_thread(&self, thread_id: i64) -> Result<()> {
        let mut statement = self.connection.prepare_cached(include_str!("refresh.sql")).map_err(fault)?;
        let read = statement.query_row([thread_id], |row| Ok((summary(row, 0)?, summary(row, SUMMARY)?)));
        let Some((now, before)) = read.optional().map_err(fault)? else { return Ok(()) };
        self.put_summary(thread_id, &now, &before)
    }

    /// Stores what is not in a summary yet.
    pub(super) fn put_summary(&self, thread_id: i64, mut now: &[Value], mut before: &[Value]) -> Result<()> {
        for (count, sql) in PARTS {
            let (part, rest) = now.split_at(count.min(now.len()));
            let (old, older) = before.split_at(count.min(before.len()));
            (now, before) = (rest, older);
            if part != old {
                let id = Value::Integer(thread_id);
                self.run(sql, rusqlite::params_from_iter(std::iter::once(&id).chain(part)))?;
            }
        }
        Ok(())
    }

    /// Notes that a person looked at everything in a thread. True when there was anything unread.
    pub fn see_thread(&self, thread_id: i64) -> Result<bool> {
        let sql = "UPDATE threads SET seen_at = max(seen_at, coalesce(last_inbound_at, 0), coalesce(preview_at, 0)), unread_count = 0, marked_unread = 0 WHERE id = ?1 AND unread_count > 0";
        Ok(self.run(sql, [thread_id])? > 0)
    }

    /// Notes that a person wants to come back to a thread. True when it was not unread.
    pub fn mark_unread(&self, thread_id: i64) -> Result<bool> {
        let sql = "UPDATE threads SET marked_unread = 1, unread_count = max(unread_count, 1) WHERE id = ?1 AND unread_count = 0";
        Ok(self.run(sql, [thread_id])? > 0)
    }

    /// Takes away what a person marked by hand; what the contact wrote stays unread. True when there was a mark.
    pub fn take_unread_mark(&self, thread_id: i64) -> Result<bool> {
        let marked = self.run("UPDATE threads SET marked_unread = 0 WHERE id = ?1 AND marked_unread = 1", [thread_id])? > 0;
        if marked {
            self.refresh_thread(thread_id)?;
        }
        Ok(marked)
    }

    /// Everything of `from` becomes part of `into`: both were the same contact.
    fn merge(&self, from: i64, into: i64) -> Result<()> {
        for sql in [
            "UPDATE conversations SET thread_id = ?2 WHERE thread_id = ?1",
            "UPDATE messages SET thread_id = ?2 WHERE thread_id = ?1",
            "UPDATE outbox SET thread_id = ?2 WHERE thread_id = ?1",
            "UPDATE approvals SET thread_id = ?2 WHERE thread_id = ?1",
            "INSERT INTO drafts SELECT ?2, text, reply_to, files, changed_at FROM drafts WHERE thread_id = ?1
               ON CONFLICT DO UPDATE SET text = trim(drafts.text || char(10) || excluded.text, char(10)), changed_at = excluded.changed_at",
            "UPDATE OR IGNORE snoozes SET thread_id = ?2 WHERE thread_id = ?1",
            "UPDATE threads SET
               contact_name = coalesce(threads.contact_name, other.contact_name),
               seen_at = max(threads.seen_at, other.seen_at),
               answered_at = 0,
               marked_unread = max(threads.marked_unread, other.marked_unread),
               last_inbound_at = max(coalesce(threads.last_inbound_at, 0), coalesce(other.last_inbound_at, 0)),
               last_outbound_at = max(coalesce(threads.last_outbound_at, 0), coalesce(other.last_outbound_at, 0))
             FROM threads AS other WHERE threads.id = ?2 AND other.id = ?1",
        ] {
            self.run(sql, [from, into])?;
        }
        self.index_thread(into)?;
        self.run("DELETE FROM threads WHERE id = ?1", [from])?;
        Ok(())
    }

    /// Gives a thread the digits by which WhatsApp knows its contact; the one that has them already takes it in. Gives the thread.
    pub fn rename_thread(&self, thread_id: i64, phone_number_id: &str, digits: &str) -> Result<i64> {
        match self.of_digits(phone_number_id, digits)? {
            Some(other) if other != thread_id => {
                self.merge(thread_id, other)?;
                Ok(other)
            }
            _ => {
                self.run("UPDATE threads SET digits = ?2 WHERE id = ?1", params![thread_id, digits])?;
                Ok(thread_id)
            }
        }
    }

    /// Whether these digits lead to somebody whom WhatsApp knows by another id. Numbers change hands: whoever was active last has
    /// it, and the thread of the one before keeps its id alone.
    fn is_anothers(&self, phone_number_id: &str, digits: &str, user: &str, at: Timestamp) -> Result<bool> {
        let sql = "SELECT id, last_active_at FROM threads WHERE phone_number_id = ?1 AND digits = ?2 AND business_scoped_user_id <> ?3";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
        let Some((other, active)) = statement.query_row([phone_number_id, digits, user], read).optional().map_err(fault)? else {
            return Ok(false);
        };
        if at.as_millisecond() <= active {
            return Ok(true);
        }
        self.run("UPDATE threads SET digits = NULL WHERE id = ?1", [other])?;
        Ok(false)
    }

    fn of_digits(&self, phone_number_id: &str, digits: &str) -> Result<Option<i64>> {
        self.find("SELECT id FROM threads WHERE phone_number_id = ?1 AND digits = ?2", phone_number_id, digits)
    }

    fn find(&self, sql: &str, phone_number_id: &str, person: &str) -> Result<Option<i64>> {
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_row([phone_number_id, person], |row| row.get(0)).optional().map_err(fault)
    }

    /// Runs a changing statement; gives the number of rows that it changed.
    pub(in crate::store) fn run(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<usize> {
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute(parameters)).map_err(fault)
    }
}

/// The columns of a summary, from one on.
pub(super) fn summary(row: &Row<'_>, first: usize) -> rusqlite::Result<Vec<Value>> {
    (first..first.saturating_add(SUMMARY)).map(|column| row.get(column)).collect()
}
