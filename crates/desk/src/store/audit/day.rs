//! What agents did since a time, client by client.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::Row;

use crate::{
    error::Result,
    model::Figures,
    store::{Reader, fault, threads::time},
};

/// What one client did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientDay {
    /// Its name.
    pub name: String,
    /// What it did.
    pub figures: Figures,
    /// When it last asked for something.
    pub last_call_at: Option<Timestamp>,
}

impl Reader<'_> {
    /// What each client did since then, by its id. A message counts when it was let go, unless it was taken back.
    pub fn clients_since(&self, since: Timestamp) -> Result<BTreeMap<i64, ClientDay>> {
        let mut days: BTreeMap<i64, ClientDay> = BTreeMap::new();
        let calls = "SELECT client_id, count(*), sum(decision = 'refused'), max(at) FROM audit WHERE client_id IS NOT NULL AND at >= ?1 GROUP BY client_id";
        for (client, [calls, refused, last]) in self.counted(calls, since)? {
            let day = days.entry(client).or_default();
            (day.figures.calls, day.figures.refused) = (positive(calls), positive(refused));
            day.last_call_at = Some(time(last));
        }
        let sent = "SELECT client_id, sum(approval_id IS NOT NULL), sum(approval_id IS NULL), 0 FROM outbox
                    WHERE client_id IS NOT NULL AND created_at >= ?1 AND state <> 'cancelled' GROUP BY client_id";
        for (client, [approved, allowed, _]) in self.counted(sent, since)? {
            let figures = &mut days.entry(client).or_default().figures;
            (figures.sent_approved, figures.sent_allowed) = (positive(approved), positive(allowed));
        }
        let requests = "SELECT client_id, sum(state = 'rejected'), sum(state = 'expired'), sum(state = 'waiting') FROM approvals
                        WHERE state = 'waiting' OR decided_at >= ?1 GROUP BY client_id";
        for (client, [rejected, expired, waiting]) in self.counted(requests, since)? {
            let figures = &mut days.entry(client).or_default().figures;
            (figures.rejected, figures.expired, figures.waiting) = (positive(rejected), positive(expired), positive(waiting));
        }
        let mut statement = self.connection.prepare_cached("SELECT name FROM clients WHERE id = ?1").map_err(fault)?;
        for (client, day) in &mut days {
            day.name = statement.query_row([client], |row| row.get(0)).map_err(fault)?;
        }
        Ok(days)
    }

    fn counted(&self, sql: &str, since: Timestamp) -> Result<Vec<(i64, [i64; 3])>> {
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |row: &Row<'_>| Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?]));
        statement.query_map([since.as_millisecond()], read).and_then(Iterator::collect).map_err(fault)
    }
}

fn positive(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
