//! Kapso's conversations with one contact, on every number.

use std::collections::HashMap;

use rusqlite::Row;

use super::time;
use crate::{
    error::Result,
    model::PastConversation,
    store::{Reader, fault},
    values::ConversationStatus,
};

/// More of them are not listed.
pub const MOST_PAST: usize = 500;

impl Reader<'_> {
    /// The conversations of a thread's contact, newest first, at most [`MOST_PAST`].
    pub fn past_conversations(&self, thread_id: i64) -> Result<Vec<PastConversation>> {
        let threads = match self.contact_of_thread(thread_id)? {
            Some(contact) => self.threads_of_contact(contact)?,
            None => vec![thread_id],
        };
        let mut all = Vec::new();
        for thread in threads {
            all.extend(self.conversations_of(thread)?);
        }
        all.sort_by(|one, other| {
            other.last_active_at.cmp(&one.last_active_at).then_with(|| other.conversation_id.cmp(&one.conversation_id))
        });
        all.truncate(MOST_PAST);
        Ok(all)
    }

    fn conversations_of(&self, thread_id: i64) -> Result<Vec<PastConversation>> {
        let firsts = self.firsts(thread_id)?.into_iter();
        let mut counted: HashMap<String, (u64, Option<String>)> = firsts.map(|(id, count, first)| (id, (count, first))).collect();
        let sql = "SELECT conversations.id, threads.id, coalesce(numbers.name, threads.phone_number_id), conversations.status,
                     conversations.created_at, conversations.last_active_at, conversations.id IS threads.conversation_id
                   FROM conversations JOIN threads ON threads.id = conversations.thread_id LEFT JOIN numbers USING (phone_number_id)
                   WHERE conversations.thread_id = ?1 ORDER BY conversations.last_active_at DESC, conversations.id DESC LIMIT ?2";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let most = i64::try_from(MOST_PAST).unwrap_or(i64::MAX);
        let read = |row: &Row<'_>| {
            let conversation_id: String = row.get(0)?;
            let (messages, first_message_id) = counted.remove(&conversation_id).unwrap_or((0, None));
            let (thread, began_at): (i64, Option<i64>) = (row.get(1)?, row.get(4)?);
            let ended = row.get_ref(3)?.as_str()? == "ended";
            Ok(PastConversation {
                conversation_id,
                thread_id: thread.to_string(),
                config_name: row.get(2)?,
                status: if ended { ConversationStatus::Ended } else { ConversationStatus::Active },
                began_at: began_at.map(time),
                last_active_at: time(row.get(5)?),
                messages,
                first_message_id,
                current: row.get(6)?,
            })
        };
        statement.query_map([thread_id, most], read).and_then(Iterator::collect).map_err(fault)
    }

    /// How many messages each conversation of a thread has here, and the id of its oldest.
    fn firsts(&self, thread_id: i64) -> Result<Vec<(String, u64, Option<String>)>> {
        let sql = "SELECT counted.conversation_id, counted.n, messages.wamid FROM
                     (SELECT conversation_id, count(*) AS n, min(id) AS first FROM messages
                      WHERE thread_id = ?1 AND conversation_id IS NOT NULL GROUP BY conversation_id) AS counted
                   JOIN messages ON messages.id = counted.first";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_map([thread_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).and_then(Iterator::collect).map_err(fault)
    }
}
