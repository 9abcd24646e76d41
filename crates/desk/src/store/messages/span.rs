//! A part of a thread anywhere in it, with the ways on in both directions.

use rusqlite::params;

use super::page::{beside, message};
use crate::{
    error::{Error, ErrorCode, Result},
    model::Message,
    store::{Reader, fault},
};

/// Where a part of a thread lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// It ends with the newest message.
    Newest,
    /// It ends before this message.
    Before(i64),
    /// It begins after this message.
    After(i64),
    /// This message stands in its middle.
    Around(i64),
}

/// A part of a thread, oldest first.
#[derive(Debug, Clone)]
pub struct ThreadSpan {
    /// The messages.
    pub messages: Vec<Message>,
    /// Where older ones are.
    pub older: Option<Span>,
    /// Where newer ones are.
    pub newer: Option<Span>,
}

impl Span {
    /// Reads a cursor that this desk gave.
    pub fn parse(cursor: &str) -> Result<Self> {
        let parsed = cursor.split_once('.').and_then(|(way, id)| match (way, id.parse()) {
            ("before", Ok(id)) => Some(Self::Before(id)),
            ("after", Ok(id)) => Some(Self::After(id)),
            _ => None,
        });
        parsed.ok_or_else(|| {
            Error::new(
                ErrorCode::InvalidValue,
                "`cursor` is not one that this desk gave.",
                "Take `older_cursor` or `newer_cursor` of the answer before, or leave it out for the newest.",
            )
        })
    }

    /// The cursor of a way on.
    pub fn cursor(self) -> Option<String> {
        match self {
            Self::Before(id) => Some(format!("before.{id}")),
            Self::After(id) => Some(format!("after.{id}")),
            Self::Newest | Self::Around(_) => None,
        }
    }
}

/// Messages of one side, oldest first, and whether there are more beyond them.
#[derive(Default)]
struct Side {
    messages: Vec<(i64, Message)>,
    goes_on: bool,
}

impl Reader<'_> {
    /// Up to `limit` messages of a thread; where they reach its end, together with the sends that have not been accepted.
    pub fn thread_span(&self, thread_id: i64, span: Span, limit: u32) -> Result<ThreadSpan> {
        let half = limit / 2;
        let (before, after) = match span {
            Span::Newest => (self.older(thread_id, i64::MAX, limit)?, Side::default()),
            Span::Before(id) => (self.older(thread_id, id, limit)?, Side::default()),
            Span::After(id) => (Side::default(), self.newer(thread_id, id, limit)?),
            Span::Around(id) => {
                (self.older(thread_id, id, half)?, self.newer(thread_id, id.saturating_sub(1), limit.saturating_sub(half))?)
            }
        };
        let reaches_the_end = !after.goes_on && !matches!(span, Span::Before(_));
        let rows: Vec<(i64, Message)> = before.messages.into_iter().chain(after.messages).collect();
        let older = rows.first().filter(|_| before.goes_on).map(|(id, _)| Span::Before(*id));
        let newer = rows.last().filter(|_| after.goes_on).map(|(id, _)| Span::After(*id));
        let mut messages: Vec<Message> = rows.into_iter().map(|(_, message)| message).collect();
        if reaches_the_end {
            self.add_sends(thread_id, &mut messages)?;
        }
        self.add_reactions(thread_id, &mut messages)?;
        self.add_quotes(&mut messages)?;
        Ok(ThreadSpan { messages, older, newer })
    }

    fn older(&self, thread_id: i64, id: i64, limit: u32) -> Result<Side> {
        let mut side = self.side(&beside("<", "DESC"), thread_id, id, limit)?;
        side.messages.reverse();
        Ok(side)
    }

    fn newer(&self, thread_id: i64, id: i64, limit: u32) -> Result<Side> {
        self.side(&beside(">", "ASC"), thread_id, id, limit)
    }

    fn side(&self, sql: &str, thread_id: i64, id: i64, limit: u32) -> Result<Side> {
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let rows = statement.query_map(params![thread_id, id, u64::from(limit).saturating_add(1)], |row| Ok((row.get(0)?, message(row)?)));
        let mut messages: Vec<(i64, Message)> = rows.and_then(Iterator::collect).map_err(fault)?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let goes_on = messages.len() > limit;
        messages.truncate(limit);
        Ok(Side { messages, goes_on })
    }
}
