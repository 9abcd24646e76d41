//! Messages by what they say.

use jiff::Timestamp;
use rusqlite::{Row, ToSql, named_params};

use super::index::{of_direction, of_kind, of_number, of_thread};
use crate::{
    error::{Error, ErrorCode, Result},
    search::{Phrase, Query},
    store::{
        Reader, fault,
        messages::{Parts, first_id},
        threads::time,
    },
    values::{Direction, MessageKind},
};

/// What is looked for, and where.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The words.
    pub query: Query,
    /// Only in this thread.
    pub thread_id: Option<i64>,
    /// Only on this number.
    pub phone_number_id: Option<String>,
    /// Only from this side.
    pub direction: Option<Direction>,
    /// Only of this kind.
    pub kind: Option<MessageKind>,
    /// Only from this time on.
    pub since: Option<Timestamp>,
    /// Only before this time.
    pub until: Option<Timestamp>,
}

/// In which order hits come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By rank (BM25), then newest first.
    Ranked,
    /// Newest first: a word that is in more than `COMMON` messages tells nothing about rank.
    Newest,
}

/// Where a page starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// After so many ranked hits.
    Ranked(u64),
    /// Before this message.
    Newest(i64),
}

/// A page of hits.
#[derive(Debug, Clone)]
pub struct Found {
    /// The hits.
    pub hits: Vec<Hit>,
    /// Their order.
    pub order: Order,
    /// Where the next page starts.
    pub next: Option<Place>,
}

/// A message that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The message's id in the store.
    pub id: i64,
    /// Its thread.
    pub thread_id: i64,
    /// WhatsApp's id.
    pub wamid: String,
    /// Kapso's conversation.
    pub conversation_id: Option<String>,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it.
    pub direction: Direction,
    /// Its kind.
    pub kind: MessageKind,
    /// What it says.
    pub text: Option<String>,
    /// Everything else that it holds.
    pub parts: Parts,
    /// The contact's name.
    pub contact_name: Option<String>,
    /// The contact's digits.
    pub digits: Option<String>,
    /// The number's name.
    pub config_name: String,
}

/// A word in more messages than this is common.
const COMMON: u32 = 200;

impl Place {
    /// Reads a cursor that this desk gave.
    pub fn parse(cursor: &str) -> Result<Self> {
        let parsed = match cursor.split_once('.') {
            Some(("ranked", skip)) => skip.parse().ok().map(Self::Ranked),
            Some(("newest", id)) => id.parse().ok().map(Self::Newest),
            _ => None,
        };
        parsed.ok_or_else(|| {
            Error::new(
                ErrorCode::InvalidValue,
                "`cursor` is not one that this desk gave.",
                "Take `next_cursor` of the answer before, or leave it out to start again.",
            )
        })
    }

    /// The cursor as answers carry it.
    pub fn cursor(self) -> String {
        match self {
            Self::Ranked(skip) => format!("ranked.{skip}"),
            Self::Newest(id) => format!("newest.{id}"),
        }
    }
}

impl Reader<'_> {
    /// Up to `limit` messages in which every phrase of the query stands. Nothing is asked for without a phrase.
    pub fn search_messages(&self, wanted: &Wanted, start: Option<Place>, limit: u32) -> Result<Found> {
        if wanted.query.phrases.is_empty() {
            return Ok(Found { hits: Vec::new(), order: Order::Newest, next: None });
        }
        let (start, mut ids) = match start {
            Some(Place::Ranked(skip)) => (Place::Ranked(skip), self.ranked(wanted, skip, limit)?),
            Some(Place::Newest(before)) => (Place::Newest(before), self.newest(wanted, before, limit)?),
            None => self.first_page(wanted, limit)?,
        };
        let order = if matches!(start, Place::Ranked(_)) { Order::Ranked } else { Order::Newest };
        let page = usize::try_from(limit).unwrap_or(usize::MAX);
        let goes_on = ids.len() > page;
        ids.truncate(page);
        let next = ids.last().filter(|_| goes_on).map(|last| match start {
            Place::Ranked(skip) => Place::Ranked(skip.saturating_add(u64::from(limit))),
            Place::Newest(_) => Place::Newest(*last),
        });
        Ok(Found { hits: ids.into_iter().map(|id| self.hit(id)).collect::<Result<_>>()?, order, next })
    }

    /// Ranked, or newest first where a word is common. The beginning of a word costs as much as all its messages each time that
    /// it is asked for, so it is counted last, and by what is shown anyway where nothing else is asked.
    fn first_page(&self, wanted: &Wanted, limit: u32) -> Result<(Place, Vec<i64>)> {
        let newest = Place::Newest(i64::MAX);
        let (begun, whole): (Vec<&Phrase>, Vec<&Phrase>) = wanted.query.phrases.iter().partition(|phrase| phrase.prefix);
        for phrase in whole {
            if self.is_common(phrase)? {
                return Ok((newest, self.newest(wanted, i64::MAX, limit)?));
            }
        }
        if wanted.query.phrases.len() == 1 && is_everywhere(wanted) {
            let page = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
            if let Some(ids) = self.newest_by_beginning(&wanted.query, range(wanted, i64::MAX), page)?
                && self.has_many_messages()?
            {
                return Ok((newest, ids));
            }
            let ids = self.newest_in_index(wanted, i64::MAX, COMMON.max(limit))?;
            if ids.len() > usize::try_from(COMMON).unwrap_or(usize::MAX) {
                return Ok((newest, ids.into_iter().take(page).collect()));
            }
        } else {
            for phrase in begun {
                if self.is_common(phrase)? {
                    return Ok((newest, self.newest(wanted, i64::MAX, limit)?));
                }
            }
        }
        Ok((Place::Ranked(0), self.ranked(wanted, 0, limit)?))
    }

    /// Counted no further than it matters.
    fn is_common(&self, phrase: &Phrase) -> Result<bool> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM messages_search WHERE messages_search MATCH ?1 LIMIT ?2)";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let up_to = rusqlite::params![among_words(&phrase.expression()), COMMON.saturating_add(1)];
        let count: u32 = statement.query_row(up_to, |row| row.get(0)).map_err(fault)?;
        Ok(count > COMMON)
    }

    /// All that is found is looked at, which is little: the rarest word decides. Ranks that differ by less than a point are
    /// the same, so that of messages that fit alike the newest comes first.
    fn ranked(&self, wanted: &Wanted, skip: u64, limit: u32) -> Result<Vec<i64>> {
        let (first, last) = range(wanted, i64::MAX);
        let sql = "SELECT search.rowid FROM messages_search AS search
                   WHERE messages_search MATCH :words AND search.rowid BETWEEN :first AND :last
                   ORDER BY round(bm25(messages_search)), search.rowid DESC LIMIT :limit OFFSET :skip";
        let sql_cut = "SELECT search.rowid FROM messages_search AS search JOIN messages ON messages.id = search.rowid
                   WHERE messages_search MATCH :words AND search.rowid BETWEEN :first AND :last
                   AND (:thread IS NULL OR thread_id = :thread) AND (:direction IS NULL OR direction = :direction) AND (:kind IS NULL OR kind = :kind)
                   AND (:number IS NULL OR EXISTS (SELECT 1 FROM threads WHERE threads.id = thread_id AND phone_number_id = :number))
                   ORDER BY round(bm25(messages_search)), search.rowid DESC LIMIT :limit OFFSET :skip";
        let (words, limit) = (among_words(&wanted.query.expression()), u64::from(limit).saturating_add(1));
        let (direction, kind) = (wanted.direction.map(Direction::as_str), wanted.kind.map(MessageKind::as_str));
        let everywhere = named_params! { ":words": words, ":first": first, ":last": last, ":limit": limit, ":skip": skip };
        let cut = named_params! { ":thread": wanted.thread_id, ":direction": direction, ":kind": kind, ":number": wanted.phone_number_id };
        if cuts(wanted).is_empty() { self.ids(sql, everywhere) } else { self.ids(sql_cut, &[everywhere, cut].concat()) }
    }

    fn newest(&self, wanted: &Wanted, before: i64, limit: u32) -> Result<Vec<i64>> {
        let more = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
        if cuts(wanted).is_empty()
            && let Some(ids) = self.newest_by_beginning(&wanted.query, range(wanted, before), more)?
        {
            return Ok(ids);
        }
        self.newest_in_index(wanted, before, limit)
    }

    fn newest_in_index(&self, wanted: &Wanted, before: i64, limit: u32) -> Result<Vec<i64>> {
        let (first, last) = range(wanted, before);
        let (mut expression, cuts) = (among_words(&wanted.query.expression()), cuts(wanted));
        if !cuts.is_empty() {
            expression.push_str(&format!(" AND cut : ({})", cuts.join(" AND ")));
        }
        let sql = "SELECT rowid FROM messages_search WHERE messages_search MATCH :words AND rowid BETWEEN :first AND :last ORDER BY rowid DESC LIMIT :limit";
        let limit = u64::from(limit).saturating_add(1);
        self.ids(sql, named_params! { ":words": expression, ":first": first, ":last": last, ":limit": limit })
    }

    fn ids(&self, sql: &str, parameters: &[(&str, &dyn ToSql)]) -> Result<Vec<i64>> {
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_map(parameters, |row| row.get(0)).and_then(Iterator::collect).map_err(fault)
    }

    pub(super) fn hit(&self, id: i64) -> Result<Hit> {
        let sql = "SELECT messages.id, thread_id, wamid, coalesce(messages.conversation_id, threads.conversation_id), at, direction, kind, text, parts,
                     contact_name, digits, coalesce(numbers.name, phone_number_id)
                   FROM messages JOIN threads ON threads.id = thread_id LEFT JOIN numbers USING (phone_number_id) WHERE messages.id = ?1";
        let read = |row: &Row<'_>| {
            Ok(Hit {
                id: row.get(0)?,
                thread_id: row.get(1)?,
                wamid: row.get(2)?,
                conversation_id: row.get(3)?,
                at: time(row.get(4)?),
                direction: Direction::of(row.get_ref(5)?.as_str()?),
                kind: MessageKind::of(row.get_ref(6)?.as_str()?),
                text: row.get(7)?,
                parts: Parts::of_json(row.get(8)?),
                contact_name: row.get(9)?,
                digits: row.get(10)?,
                config_name: row.get(11)?,
            })
        };
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([id], read)).map_err(fault)
    }
}

/// The expression, asked of what was said and not of the filters.
pub(super) fn among_words(expression: &str) -> String {
    format!("{{words bare}} : ({expression})")
}

/// Whether nothing but the words is asked for.
fn is_everywhere(wanted: &Wanted) -> bool {
    wanted.since.is_none() && wanted.until.is_none() && cuts(wanted).is_empty()
}

/// The ids that lie in the wanted time, before a place.
fn range(wanted: &Wanted, before: i64) -> (i64, i64) {
    let first = wanted.since.map_or(i64::MIN, first_id);
    let last = wanted.until.map_or(i64::MAX, first_id).min(before);
    (first, last.saturating_sub(1))
}

/// The filters as words of the index.
fn cuts(wanted: &Wanted) -> Vec<String> {
    let all = [
        wanted.thread_id.map(of_thread),
        wanted.phone_number_id.as_deref().map(of_number),
        wanted.direction.map(of_direction),
        wanted.kind.map(of_kind),
    ];
    all.into_iter().flatten().map(|cut| format!("\"{cut}\"")).collect()
}
