//! Conversations by whom they are with and by what was said in them.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, ToSql, named_params};

use super::{
    Hit,
    index::{of_number, of_thread},
    messages::among_words,
};
use crate::{
    error::{Error, ErrorCode, Result},
    model::Conversation,
    search::Query,
    store::{
        Reader, fault,
        threads::{COLUMNS, conversation},
    },
    values::ConversationStatus,
};

/// Which conversations.
#[derive(Debug, Clone)]
pub struct ConversationCut {
    /// What was typed; everything fits when nothing was.
    pub typed: Option<String>,
    /// Only this status.
    pub status: Option<ConversationStatus>,
    /// Only on this number.
    pub phone_number_id: Option<String>,
    /// Only last active from then on.
    pub since: Option<Timestamp>,
    /// Only last active before.
    pub until: Option<Timestamp>,
    /// The time at which windows are looked at.
    pub now: Timestamp,
}

/// A conversation that was found, and the message in which, unless its contact fits.
pub type FoundConversation = (Conversation, Option<Hit>);

/// Where a page starts: those whose contact fits come first, then those in which it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Before a thread that was last active then.
    Contact(i64, i64),
    /// Before a message.
    Said(i64),
}

/// The most messages that are looked at for one page. Beyond, the page is given as it is, with a cursor.
const LOOKED_AT: usize = 2_000;

impl Spot {
    /// The spot as a cursor.
    pub fn cursor(self) -> String {
        match self {
            Self::Contact(at, id) => format!("contact.{at}.{id}"),
            Self::Said(id) => format!("said.{id}"),
        }
    }

    /// Reads a cursor that this desk gave.
    pub fn parse(cursor: &str) -> Result<Self> {
        let mut parts = cursor.split('.');
        let kind = parts.next();
        let numbers: Option<Vec<i64>> = parts.map(|part| part.parse().ok()).collect();
        match (kind, numbers.as_deref()) {
            (Some("contact"), Some([at, id])) => Ok(Self::Contact(*at, *id)),
            (Some("said"), Some([id])) => Ok(Self::Said(*id)),
            _ => Err(Error::new(
                ErrorCode::InvalidValue,
                "`cursor` is not one that this desk gave.",
                "Take `next_cursor` of the answer before, or leave it out for the first page.",
            )),
        }
    }
}

impl Reader<'_> {
    /// Up to `limit` conversations, and where the next page starts.
    pub fn search_conversations(
        &self,
        cut: &ConversationCut,
        start: Option<Spot>,
        limit: usize,
    ) -> Result<(Vec<FoundConversation>, Option<Spot>)> {
        let (mut found, before) = match start {
            Some(Spot::Said(before)) => (Vec::new(), before),
            Some(Spot::Contact(at, id)) => (self.conversations_of_contacts(cut, (at, id), limit)?, i64::MAX),
            None => (self.conversations_of_contacts(cut, (i64::MAX, i64::MAX), limit)?, i64::MAX),
        };
        if found.len() > limit {
            found.truncate(limit);
            let next = found.last().map(|(at, id, _)| Spot::Contact(*at, *id));
            return Ok((found.into_iter().map(|(_, _, row)| (row, None)).collect(), next));
        }
        let mut rows: Vec<FoundConversation> = found.into_iter().map(|(_, _, row)| (row, None)).collect();
        let next = match cut.typed.as_deref().map(Query::parse).filter(|query| !query.phrases.is_empty()) {
            Some(query) => self.add_said(cut, &query, before, limit, &mut rows)?,
            None => None,
        };
        Ok((rows, next))
    }

    /// Those whose contact fits, one more than the limit.
    fn conversations_of_contacts(
        &self,
        cut: &ConversationCut,
        (at, id): (i64, i64),
        limit: usize,
    ) -> Result<Vec<(i64, i64, Conversation)>> {
        let Some(words) = self.contact_words(cut)? else { return Ok(Vec::new()) };
        let named = if words.is_some() { "threads.id IN (SELECT thread FROM named)" } else { "1" };
        let sql = format!(
            "WITH named AS (SELECT threads.id AS thread FROM contact_words JOIN contacts ON contacts.row = contact_words.rowid
               JOIN threads ON threads.business_scoped_user_id = contacts.business_scoped_user_id OR threads.digits = contacts.digits
               WHERE contact_words MATCH :words AND (SELECT contact FROM contact_of_thread WHERE thread_id = threads.id) = contacts.row)
             SELECT {COLUMNS} WHERE {named} AND {FILTERS} AND (last_active_at, threads.id) < (:at, :id)
             ORDER BY last_active_at DESC, threads.id DESC LIMIT :limit"
        );
        let more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let mut parameters = named_params! { ":at": at, ":id": id, ":limit": more }.to_vec();
        let filters = Filters::of(cut);
        parameters.extend_from_slice(&filters.parameters());
        if words.is_some() {
            parameters.push((":words", &words));
        }
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(8)?, row.get(0)?, conversation(row, cut.now)?));
        statement.query_map(parameters.as_slice(), read).and_then(Iterator::collect).map_err(fault)
    }

    /// Adds those in which it was said, by their newest such message; gives where the next page starts.
    fn add_said(
        &self,
        cut: &ConversationCut,
        query: &Query,
        before: i64,
        limit: usize,
        rows: &mut Vec<FoundConversation>,
    ) -> Result<Option<Spot>> {
        let mut expression = among_words(&query.expression());
        if let Some(number) = &cut.phone_number_id {
            expression.push_str(&format!(" AND cut : \"{}\"", of_number(number)));
        }
        let sql = "SELECT rowid FROM messages_search WHERE messages_search MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let mut ids = statement.query(rusqlite::params![expression, before]).map_err(fault)?;
        let (mut met, mut last, mut looked_at) = (BTreeSet::new(), None, 0_usize);
        while let Some(row) = ids.next().map_err(fault)? {
            let id: i64 = row.get(0).map_err(fault)?;
            looked_at = looked_at.saturating_add(1);
            if looked_at > LOOKED_AT {
                return Ok(Some(Spot::Said(id.saturating_add(1))));
            }
            let thread = self.thread_of_message(id)?;
            if !met.insert(thread) || self.was_listed(thread, cut, query, before)? {
                continue;
            }
            let Some(row) = self.conversation_that_fits(thread, cut)? else { continue };
            if rows.len() >= limit {
                return Ok(Some(Spot::Said(last.unwrap_or(before))));
            }
            rows.push((row, Some(self.hit(id)?)));
            last = Some(id);
        }
        Ok(None)
    }

    /// Whether an earlier page had a thread: because its contact fits, or because of a newer message.
    fn was_listed(&self, thread: i64, cut: &ConversationCut, query: &Query, before: i64) -> Result<bool> {
        if let Some(Some(words)) = self.contact_words(cut)? {
            let sql = "SELECT EXISTS (SELECT 1 FROM contact_words WHERE contact_words MATCH ?1
                         AND rowid = (SELECT contact FROM contact_of_thread WHERE thread_id = ?2))";
            if self.exists(sql, &[&words, &thread])? {
                return Ok(true);
            }
        }
        if before == i64::MAX {
            return Ok(false);
        }
        let expression = format!("{} AND cut : \"{}\"", among_words(&query.expression()), of_thread(thread));
        let sql = "SELECT EXISTS (SELECT 1 FROM messages_search WHERE messages_search MATCH ?1 AND rowid >= ?2)";
        self.exists(sql, &[&expression, &before])
    }

    fn conversation_that_fits(&self, thread: i64, cut: &ConversationCut) -> Result<Option<Conversation>> {
        let sql = format!("SELECT {COLUMNS} WHERE threads.id = :thread AND {FILTERS}");
        let filters = Filters::of(cut);
        let mut parameters = filters.parameters().to_vec();
        parameters.push((":thread", &thread));
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        statement.query_row(parameters.as_slice(), |row| conversation(row, cut.now)).optional().map_err(fault)
    }

    fn thread_of_message(&self, id: i64) -> Result<i64> {
        let mut statement = self.connection.prepare_cached("SELECT thread_id FROM messages WHERE id = ?1").map_err(fault)?;
        statement.query_row([id], |row| row.get(0)).map_err(fault)
    }

    /// What the index of contacts is asked: nothing in particular when nothing was typed; not at all when no word was.
    fn contact_words(&self, cut: &ConversationCut) -> Result<Option<Option<String>>> {
        let Some(typed) = &cut.typed else { return Ok(Some(None)) };
        let words = self.naming(typed)?;
        Ok((!words.is_empty()).then_some(Some(words)))
    }

    fn exists(&self, sql: &str, parameters: &[&dyn ToSql]) -> Result<bool> {
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row(parameters, |row| row.get(0))).map_err(fault)
    }
}

const FILTERS: &str = "(:status IS NULL OR threads.status = :status) AND (:number IS NULL OR threads.phone_number_id = :number)
    AND (:since IS NULL OR last_active_at >= :since) AND (:until IS NULL OR last_active_at < :until)";

struct Filters<'c> {
    status: Option<&'static str>,
    number: Option<&'c str>,
    since: Option<i64>,
    until: Option<i64>,
}

impl<'c> Filters<'c> {
    fn of(cut: &'c ConversationCut) -> Self {
        Self {
            status: cut.status.map(ConversationStatus::as_str),
            number: cut.phone_number_id.as_deref(),
            since: cut.since.map(Timestamp::as_millisecond),
            until: cut.until.map(Timestamp::as_millisecond),
        }
    }

    fn parameters(&self) -> [(&'static str, &dyn ToSql); 4] {
        [(":status", &self.status), (":number", &self.number), (":since", &self.since), (":until", &self.until)]
    }
}
