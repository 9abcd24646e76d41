//! Pages of the inbox: by offset for a window that jumps, by cursor for a reader that walks.

use jiff::Timestamp;
use rusqlite::{ToSql, named_params};

use super::{COLUMNS, conversation};
use crate::{
    error::Result,
    model::{Conversation, Counts},
    service_window::{self, LENGTH, SOON},
    store::{Reader, cursor, fault},
    values::{ConversationStatus, InboxFilter},
};

/// Which part of the inbox.
#[derive(Debug, Clone)]
pub struct Cut {
    /// Only this number.
    pub phone_number_id: Option<String>,
    /// Without these numbers, unless one of them is asked for.
    pub hidden: Vec<String>,
    /// Only this status.
    pub status: Option<ConversationStatus>,
    /// Only what this filter lets through.
    pub filter: Option<InboxFilter>,
    /// What becomes of the threads that a person put aside.
    pub asleep: Asleep,
    /// The time at which windows are looked at.
    pub now: Timestamp,
}

/// What becomes of the threads that a person put aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asleep {
    /// They stand among the others, and count.
    Among,
    /// They are left out, and do not count.
    Apart,
    /// Nothing else is there.
    Alone,
}

/// Where a page starts.
#[derive(Debug, Clone)]
pub enum Page {
    /// After so many rows.
    Offset(u64),
    /// After the row that this cursor names.
    After(String),
}

/// A page and what lies around it.
#[derive(Debug, Clone)]
pub struct Found {
    /// The rows.
    pub rows: Vec<Conversation>,
    /// The cursor of the next page.
    pub next_cursor: Option<String>,
    /// Rows in the cut over all pages.
    pub total: u64,
    /// Rows under each filter, for the cut's number.
    pub counts: Counts,
    /// Threads that are put aside, on the cut's number.
    pub asleep: u64,
    /// Until when this is so as long as nothing is written: then a window moves, or a count by windows.
    pub stays_until: Timestamp,
}

/// `CROSS` keeps those that are put aside first: the other way round every thread is read.
const COUNTS_ASLEEP: &str =
    "SELECT count(*), coalesce(sum(unread_count > 0), 0), coalesce(sum(needs_reply), 0), coalesce(sum(status = 'ended'), 0),
       coalesce(sum(last_inbound_at > ?1 AND last_inbound_at <= ?2), 0)
     FROM snoozes CROSS JOIN threads ON threads.id = thread_id
     WHERE CASE WHEN ?3 IS NULL THEN phone_number_id NOT IN (SELECT value FROM json_each(?4)) ELSE phone_number_id = ?3 END";

impl Reader<'_> {
    /// A page of the inbox, newest first; `expires_soon` runs from the window that closes first.
    pub fn inbox(&self, cut: &Cut, page: &Page, limit: u32) -> Result<Found> {
        let soonest_first = cut.filter == Some(InboxFilter::ExpiresSoon);
        let (key, order, past) = if soonest_first {
            (9_usize, "last_inbound_at, threads.id", "(last_inbound_at, threads.id) > (:key, :id)")
        } else {
            (8_usize, "last_active_at DESC, threads.id DESC", "(last_active_at, threads.id) < (:key, :id)")
        };
        let (offset, after) = match page {
            Page::Offset(offset) => (*offset, None),
            Page::After(cursor) => (0, Some(cursor::read(cursor)?)),
        };
        let mut wheres = conditions(cut);
        if after.is_some() {
            wheres.push(past);
        }
        let wheres = if wheres.is_empty() { "1".to_owned() } else { wheres.join(" AND ") };
        let sql = format!("SELECT {COLUMNS} WHERE {wheres} ORDER BY {order} LIMIT :limit OFFSET :offset");
        let (opens, soon) = edges(cut.now);
        let (at, id) = after.unwrap_or_default();
        let more = u64::from(limit).saturating_add(1);
        let mut parameters: Vec<(&str, &dyn ToSql)> = named_params! { ":limit": more, ":offset": offset }.to_vec();
        if after.is_some() {
            parameters.extend_from_slice(named_params! { ":key": at, ":id": id });
        }
        let numbers = Numbers::of(cut);
        parameters.extend(numbers.parameter());
        if soonest_first {
            parameters.extend_from_slice(named_params! { ":opens": opens, ":soon": soon });
        }
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok((conversation(row, cut.now)?, row.get::<_, Option<i64>>(key)?.unwrap_or_default(), row.get::<_, i64>(0)?))
        };
        let mut rows: Vec<(Conversation, i64, i64)> =
            statement.query_map(parameters.as_slice(), read).and_then(Iterator::collect).map_err(fault)?;
        let goes_on = u64::try_from(rows.len()).unwrap_or(0) > u64::from(limit);
        rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next_cursor = rows.last().filter(|_| goes_on).map(|(_, at, id)| cursor::of(*at, *id));
        let asleep = if cut.asleep == Asleep::Among { Counts::default() } else { self.counts_asleep(cut)? };
        let counts = if cut.asleep == Asleep::Among { self.counts(cut)? } else { without(self.counts(cut)?, &asleep) };
        let total = self.total(cut, &counts, &asleep)?;
        let rows: Vec<Conversation> = rows.into_iter().map(|(row, _, _)| row).collect();
        let stays_until = rows.iter().map(|row| service_window::moves_at(&row.window)).chain(self.edges_move_at(cut.now)?).flatten().min();
        Ok(Found {
            rows,
            next_cursor,
            total,
            counts,
            asleep: asleep.all,
            // Without a window there is nothing that moves.
            stays_until: stays_until.unwrap_or(Timestamp::MAX),
        })
    }

    /// When the next thread anywhere comes under the time left that counts as soon, and when the next window closes.
    fn edges_move_at(&self, now: Timestamp) -> Result<[Option<Timestamp>; 2]> {
        let (opens, soon) = edges(now);
        let sql = "SELECT min(last_inbound_at) FROM threads WHERE last_inbound_at > ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let mut next = |after: i64| statement.query_row([after], |row| row.get::<_, Option<i64>>(0)).map_err(fault);
        let (closes, enters) = (next(opens)?, next(soon)?);
        // The same distance as from `now` to the edge.
        let at = |last: i64, edge: i64| Timestamp::from_millisecond(now.as_millisecond().saturating_add(last.saturating_sub(edge))).ok();
        Ok([closes.and_then(|last| at(last, opens)), enters.and_then(|last| at(last, soon))])
    }

    fn counts(&self, cut: &Cut) -> Result<Counts> {
        let sql = "SELECT coalesce(sum(threads), 0), coalesce(sum(unread), 0), coalesce(sum(needs_reply), 0), coalesce(sum(ended), 0)
                   FROM counters WHERE CASE WHEN ?1 IS NULL THEN phone_number_id NOT IN (SELECT value FROM json_each(?2)) ELSE phone_number_id = ?1 END";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Counts { all: row.get(0)?, unread: row.get(1)?, needs_reply: row.get(2)?, ended: row.get(3)?, expires_soon: 0 })
        };
        let mut counts = statement.query_row(rusqlite::params![cut.phone_number_id, hidden(cut)], read).map_err(fault)?;
        let (opens, soon) = edges(cut.now);
        let mut parameters = named_params! { ":opens": opens, ":soon": soon }.to_vec();
        let mut sql = "SELECT count(*) FROM threads WHERE last_inbound_at > :opens AND last_inbound_at <= :soon".to_owned();
        let numbers = Numbers::of(cut);
        if let Some(condition) = numbers.condition() {
            sql.push_str(" AND "); // only then it takes more than the index
            sql.push_str(condition);
        }
        parameters.extend(numbers.parameter());
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        counts.expires_soon = statement.query_row(parameters.as_slice(), |row| row.get(0)).map_err(fault)?;
        Ok(counts)
    }

    /// The same of the threads that are put aside; they are few.
    fn counts_asleep(&self, cut: &Cut) -> Result<Counts> {
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Counts { all: row.get(0)?, unread: row.get(1)?, needs_reply: row.get(2)?, ended: row.get(3)?, expires_soon: row.get(4)? })
        };
        let (opens, soon) = edges(cut.now);
        let mut statement = self.connection.prepare_cached(COUNTS_ASLEEP).map_err(fault)?;
        statement.query_row(rusqlite::params![opens, soon, cut.phone_number_id, hidden(cut)], read).map_err(fault)
    }

    /// One facet is counted already; two together are counted now.
    fn total(&self, cut: &Cut, counts: &Counts, asleep: &Counts) -> Result<u64> {
        match (cut.status, cut.filter) {
            (None, None) if cut.asleep == Asleep::Alone => Ok(asleep.all),
            (None, None) => Ok(counts.all),
            (None, Some(InboxFilter::Unread)) => Ok(counts.unread),
            (None, Some(InboxFilter::NeedsReply)) => Ok(counts.needs_reply),
            (None, Some(InboxFilter::ExpiresSoon)) => Ok(counts.expires_soon),
            (Some(ConversationStatus::Ended), None) => Ok(counts.ended),
            (Some(ConversationStatus::Active), None) => Ok(counts.all.saturating_sub(counts.ended)),
            (Some(_), Some(_)) => {
                let sql = format!("SELECT count(*) FROM threads WHERE {}", conditions(cut).join(" AND "));
                let (opens, soon) = edges(cut.now);
                let numbers = Numbers::of(cut);
                let mut parameters: Vec<(&str, &dyn ToSql)> = numbers.parameter().into_iter().collect();
                if cut.filter == Some(InboxFilter::ExpiresSoon) {
                    parameters.extend_from_slice(named_params! { ":opens": opens, ":soon": soon });
                }
                self.connection
                    .prepare_cached(&sql)
                    .and_then(|mut statement| statement.query_row(parameters.as_slice(), |row| row.get(0)))
                    .map_err(fault)
            }
        }
    }
}

/// Which numbers a cut is about, as a condition and what it is put with.
enum Numbers {
    All,
    One(String),
    Without(String),
}

impl Numbers {
    fn of(cut: &Cut) -> Self {
        match &cut.phone_number_id {
            Some(number) => Self::One(number.clone()),
            None if cut.hidden.is_empty() => Self::All,
            None => Self::Without(hidden(cut)),
        }
    }

    fn condition(&self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::One(_) => Some("threads.phone_number_id = :number"),
            Self::Without(_) => Some("threads.phone_number_id NOT IN (SELECT value FROM json_each(:number))"),
        }
    }

    fn parameter(&self) -> Option<(&'static str, &dyn ToSql)> {
        match self {
            Self::All => None,
            Self::One(number) | Self::Without(number) => Some((":number", number)),
        }
    }
}

/// The numbers that are not shown, as SQLite reads a list.
fn hidden(cut: &Cut) -> String {
    serde_json::Value::from(cut.hidden.clone()).to_string()
}

fn conditions(cut: &Cut) -> Vec<&'static str> {
    let number = Numbers::of(cut).condition();
    let status = cut.status.map(|status| match status {
        ConversationStatus::Active => "threads.status = 'active'",
        ConversationStatus::Ended => "threads.status = 'ended'",
    });
    let filter = cut.filter.map(|filter| match filter {
        InboxFilter::Unread => "unread_count > 0",
        InboxFilter::NeedsReply => "needs_reply = 1",
        InboxFilter::ExpiresSoon => "last_inbound_at > :opens AND last_inbound_at <= :soon",
    });
    let asleep = match cut.asleep {
        Asleep::Among => None,
        Asleep::Apart => Some("threads.id NOT IN (SELECT thread_id FROM snoozes)"),
        Asleep::Alone => Some("threads.id IN (SELECT thread_id FROM snoozes)"),
    };
    [number, status, filter, asleep].into_iter().flatten().collect()
}

fn without(counts: Counts, asleep: &Counts) -> Counts {
    Counts {
        all: counts.all.saturating_sub(asleep.all),
        unread: counts.unread.saturating_sub(asleep.unread),
        needs_reply: counts.needs_reply.saturating_sub(asleep.needs_reply),
        expires_soon: counts.expires_soon.saturating_sub(asleep.expires_soon),
        ended: counts.ended.saturating_sub(asleep.ended),
    }
}

/// A window that is open and closes soon: the contact last wrote after the first time and not after the second.
fn edges(now: Timestamp) -> (i64, i64) {
    let now = now.as_millisecond();
    let length = i64::try_from(LENGTH.as_millis()).unwrap_or(i64::MAX);
    let soon = i64::try_from(SOON.as_millis()).unwrap_or(0);
    (now.saturating_sub(length), now.saturating_sub(length).saturating_add(soon))
}

#[cfg(test)]
mod tests {
    use super::COUNTS_ASLEEP;
    use crate::{
        secrets::StoreKey,
        store::{Store, fault},
    };

    #[test]
    fn what_is_put_aside_is_counted_without_reading_every_thread() -> crate::error::Result<()> {
        let folder = tempfile::tempdir().map_err(|cause| crate::error::Error::internal("test", cause))?;
        let store = Store::open(&folder.path().join("store.sqlite"), &StoreKey::random())?;
        let plan: Vec<String> = store.read(|store| {
            let mut statement = store.connection.prepare(&format!("EXPLAIN QUERY PLAN {COUNTS_ASLEEP}")).map_err(fault)?;
            statement.query_map([0, 0, 0, 0], |row| row.get("detail")).and_then(Iterator::collect).map_err(fault)
        })?;
        assert!(plan.iter().any(|step| step == "SCAN snoozes"), "{plan:?}");
        assert!(!plan.iter().any(|step| step.starts_with("SCAN threads")), "{plan:?}");
        Ok(())
    }
}
