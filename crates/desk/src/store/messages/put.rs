//! Storing messages: each once, in the order of time, with the words that search finds them by.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    rc::Rc,
};

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use super::{SeenMessage, SeenStatus};
use crate::{
    delivery,
    error::Result,
    store::{
        Reader, Writer, fault,
        fingerprint::fingerprint,
        search::Indexed,
        settings::Setting,
        threads::{Added, KnownAs},
    },
    values::{Direction, MessageKind},
};

/// Ids of one second; more messages than that move into the next.
const PER_SECOND: i64 = 1 << 16;

/// The first id that a message of this time or later can have.
pub(in crate::store) fn first_id(at: Timestamp) -> i64 {
    let second = at.as_millisecond().saturating_add(999).div_euclid(1000);
    second.saturating_mul(PER_SECOND)
}

/// Where a message belongs, and up to when its thread's summary can no longer be changed by an older one.
#[derive(Clone)]
struct Home {
    thread_id: i64,
    phone_number_id: Rc<str>,
    answered_at: i64,
    last_inbound_at: i64,
    /// Whether a list showed its conversation; else its thread may have just been put together of two.
    is_listed: bool,
}

/// What came for a thread.
#[derive(Default)]
struct News {
    /// Messages that were not here.
    added: Added,
    /// Whether one of those can change the summary.
    tells: bool,
    /// Whether anything else changed, so that the summary is made anew.
    more: bool,
}

/// A message as it is stored.
struct Known {
    id: i64,
    thread_id: i64,
    at: i64,
    text: Option<String>,
    parts: Option<String>,
    statuses: Option<String>,
    direction: Direction,
    kind: MessageKind,
}

impl Reader<'_> {
    /// Whether a message is here.
    pub fn has_message(&self, wamid: &str) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM messages WHERE wamid_hash = ?2 AND wamid = ?1)";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row(params![wamid, fingerprint(wamid)], |row| row.get(0)))
            .map_err(fault)
    }
}

impl Writer<'_> {
    /// Stores messages, newest first as Kapso lists them, and brings their threads up to date: [`super::TOGETHER`] of them at once cost
    /// less than by the hundred. Gives the threads in which anything changed. A message that cannot be placed is
    /// left out.
    pub fn put_messages(&self, newest_first: &[SeenMessage]) -> Result<BTreeSet<i64>> {
        let mut oldest_first: Vec<&SeenMessage> = newest_first.iter().rev().collect();
        oldest_first.sort_by_key(|message| message.at);
        let mut threads: BTreeMap<i64, News> = BTreeMap::new();
        let kept_since = self.millis(Setting::KeptSince)?.unwrap_or(i64::MIN);
        let mut homes = HashMap::new();
        for seen in oldest_first {
            let Some(home) = self.home(seen, &mut homes)? else { continue };
            match self.known(&seen.wamid)? {
                Some(known) => {
                    if self.update_message(seen, &home, &known)? {
                        threads.entry(home.thread_id).or_default().more = true;
                    }
                }
                None if seen.at.as_millisecond() < kept_since => {}
                None => self.add_message(seen, &home, threads.entry(home.thread_id).or_default())?,
            }
        }
        self.wake_heard()?;
        for thread in self.threads_with_uncertain()? {
            if let Some(news) = threads.get_mut(&thread) {
                news.more |= self.reconcile(thread)?;
            }
        }
        for (thread, news) in &threads {
            match news {
                News { more: true, .. } => self.refresh_thread(*thread)?,
                News { tells: true, added, .. } => self.refresh_added(*thread, added)?,
                News { tells: false, .. } => {}
            }
        }
        Ok(threads.into_keys().collect())
    }

    /// Puts a send that was accepted into its thread, under WhatsApp's id and with whole seconds.
    pub(in crate::store) fn put_accepted(&self, send_id: i64, wamid: &str, now: Timestamp) -> Result<()> {
        if let Some(known) = self.known(wamid)? {
            let sql = "UPDATE messages SET reply_to = coalesce(reply_to, (SELECT reply_to FROM outbox WHERE id = ?2)) WHERE id = ?1";
            return self.run(sql, [known.id, send_id]).map(|_| ());
        }
        let sql = "INSERT INTO messages (id, wamid, wamid_hash, thread_id, conversation_id, at, direction, kind, text, parts, reply_to, origin, delivery)
                   SELECT ?4, ?2, ?5, thread_id, conversation_id, ?3, 'outbound', kind, text, parts, reply_to, 'cloud_api', 'accepted' FROM outbox WHERE id = ?1";
        let at = now.as_second().saturating_mul(1000);
        let id = self.free_id(at)?;
        self.run(sql, params![send_id, wamid, at, id, fingerprint(wamid)])?;
        self.index_stored(id)
    }

    /// Notes that Kapso's list has been followed from its newest message down to what was known before.
    pub fn note_followed(&self, now: Timestamp) -> Result<()> {
        let sql = "SELECT coalesce(max(id), 0) FROM messages";
        let newest: i64 =
            self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([], |row| row.get(0))).map_err(fault)?;
        let newest = newest.div_euclid(PER_SECOND).saturating_mul(1000).min(now.as_millisecond());
        self.set(Setting::FollowedTo, &newest.to_string())
    }

    /// Looks up each conversation once; `homes` are those so far. One that no list showed may make two threads one.
    fn home<'m>(&self, seen: &'m SeenMessage, homes: &mut HashMap<&'m str, Home>) -> Result<Option<Home>> {
        if let Some(conversation) = &seen.conversation_id {
            if let Some(home) = homes.get(conversation.as_str()) {
                return Ok(Some(home.clone()));
            }
            let sql = "SELECT threads.id, phone_number_id, answered_at, coalesce(last_inbound_at, 0) FROM conversations JOIN threads ON threads.id = thread_id
                       WHERE conversations.id = ?1";
            let read = |row: &Row<'_>| {
                let (answered_at, last_inbound_at) = (row.get(2)?, row.get(3)?);
                Ok(Home { thread_id: row.get(0)?, phone_number_id: row.get(1)?, answered_at, last_inbound_at, is_listed: true })
            };
            let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
            if let Some(home) = statement.query_row([conversation], read).optional().map_err(fault)? {
                homes.insert(conversation, home.clone());
                return Ok(Some(home));
            }
        }
        let Some(number) = &seen.phone_number_id else { return Ok(None) };
        if seen.contact == KnownAs::default() {
            return Ok(None);
        }
        homes.clear();
        let thread_id = self.thread_for(number, &seen.contact, seen.at)?;
        if let Some(conversation) = &seen.conversation_id {
            self.put_unlisted_conversation(conversation, thread_id, seen.at)?;
        }
        Ok(Some(Home { thread_id, phone_number_id: number.as_str().into(), answered_at: 0, last_inbound_at: 0, is_listed: false }))
    }

    fn known(&self, wamid: &str) -> Result<Option<Known>> {
        let sql = "SELECT id, thread_id, at, text, parts, statuses, direction, kind FROM messages WHERE wamid_hash = ?2 AND wamid = ?1";
        let read = |row: &Row<'_>| {
            let (id, thread_id, at) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (direction, kind) = (Direction::of(row.get_ref(6)?.as_str()?), MessageKind::of(row.get_ref(7)?.as_str()?));
            Ok(Known { id, thread_id, at, text: row.get(3)?, parts: row.get(4)?, statuses: row.get(5)?, direction, kind })
        };
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_row(params![wamid, fingerprint(wamid)], read).optional().map_err(fault)
    }

    fn add_message(&self, seen: &SeenMessage, home: &Home, news: &mut News) -> Result<()> {
        let (state, statuses) = state(seen, &[]);
        let at = seen.at.as_millisecond();
        let id = self.free_id(at)?;
        let sql = "INSERT INTO messages (id, wamid, wamid_hash, thread_id, conversation_id, at, direction, kind, text, parts, reply_to, reacts_to, origin, delivery, statuses, failure_code, failure)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";
        let row = params![
            id,
            seen.wamid,
            fingerprint(&seen.wamid),
            home.thread_id,
            seen.conversation_id,
            at,
            seen.direction.as_str(),
            seen.kind.as_str(),
            seen.text,
            seen.parts.to_json(),
            seen.reply_to,
            seen.parts.reaction.as_ref().and_then(|reaction| reaction.message_id.as_ref()),
            seen.origin,
            state.delivery.as_str(),
            statuses,
            state.code,
            state.words,
        ];
        self.run(sql, row)?;
        news.added.add(id, at, seen.direction, seen.kind, state.delivery);
        news.tells |= home.tells_of(seen);
        news.more |= !home.is_listed;
        self.index(&Indexed {
            id,
            thread_id: home.thread_id,
            phone_number_id: &home.phone_number_id,
            direction: seen.direction,
            kind: seen.kind,
            text: seen.text.as_deref(),
            parts: &seen.parts,
        })
    }

    /// Brings a stored message up to what Kapso shows now; says whether that changed anything.
    fn update_message(&self, seen: &SeenMessage, home: &Home, known: &Known) -> Result<bool> {
        let before: Vec<SeenStatus> = known.statuses.as_ref().and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
        let (state, statuses) = state(seen, &before);
        let at = seen.at.as_millisecond();
        let id = if at == known.at { known.id } else { self.free_id(at)? };
        // What a message is does not change; where an answer did not say it, the next one does.
        let kind = if seen.kind == MessageKind::Unsupported { known.kind } else { seen.kind };
        let (text, parts) = (seen.text.as_ref().or(known.text.as_ref()), seen.parts.to_json().or_else(|| known.parts.clone()));
        let sql = "UPDATE messages SET id = ?2, thread_id = ?3, conversation_id = coalesce(?4, conversation_id), at = ?5, text = ?6, parts = ?7,
                     reply_to = coalesce(reply_to, ?8), origin = coalesce(origin, ?9), delivery = ?10, statuses = ?11, failure_code = ?12, failure = ?13,
                     direction = ?14, kind = ?15, reacts_to = coalesce(?16, reacts_to)
                   WHERE id = ?1 AND (id <> ?2 OR thread_id <> ?3 OR conversation_id IS NOT coalesce(?4, conversation_id) OR text IS NOT ?6 OR parts IS NOT ?7
                     OR delivery <> ?10 OR statuses IS NOT ?11 OR direction <> ?14 OR kind <> ?15)";
        let row = params![
            known.id,
            id,
            home.thread_id,
            seen.conversation_id,
            at,
            text,
            parts,
            seen.reply_to,
            seen.origin,
            state.delivery.as_str(),
            statuses,
            state.code,
            state.words,
            seen.direction.as_str(),
            kind.as_str(),
            seen.parts.reaction.as_ref().and_then(|reaction| reaction.message_id.as_ref()),
        ];
        let changed = self.run(sql, row)? > 0;
        let same_words = id == known.id
            && seen.direction == known.direction
            && kind == known.kind
            && home.thread_id == known.thread_id
            && text == known.text.as_ref()
            && parts == known.parts;
        if changed && !same_words {
            self.unindex(known.id)?;
            self.index_stored(id)?;
        }
        Ok(changed)
    }

    /// The next free id of a time.
    fn free_id(&self, at: i64) -> Result<i64> {
        let sql = "SELECT coalesce(max(id) + 1, ?1) FROM messages WHERE id BETWEEN ?1 AND ?2";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let mut first = at.div_euclid(1000).saturating_mul(PER_SECOND);
        loop {
            let next = first.saturating_add(PER_SECOND);
            let free: i64 = statement.query_row([first, next.saturating_sub(1)], |row| row.get(0)).map_err(fault)?;
            if free < next {
                return Ok(free);
            }
            first = next;
        }
    }
}

impl Home {
    /// Whether a message that was not here can change its thread's summary. What is older than the last answer is read and
    /// answered, and what is older than the contact's last message moves no window.
    fn tells_of(&self, seen: &SeenMessage) -> bool {
        let at = seen.at.as_millisecond();
        at >= self.answered_at || (seen.direction == Direction::Inbound && at >= self.last_inbound_at)
    }
}

fn state(seen: &SeenMessage, before: &[SeenStatus]) -> (delivery::State, Option<String>) {
    if before.is_empty() && seen.statuses.is_empty() {
        return (delivery::fold(seen.direction, seen.status.as_deref(), &[]), None);
    }
    let statuses = delivery::union(before, &seen.statuses);
    let state = delivery::fold(seen.direction, seen.status.as_deref(), &statuses);
    (state, serde_json::to_string(&statuses).ok())
}
