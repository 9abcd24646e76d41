//! The rate limit: requests per fixed minute, counted per key.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use crate::clock::MINUTE;

/// Who a request is counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Caller {
    /// The project's key.
    Key,
    /// Everybody without a valid key, who all come from this machine.
    Nobody,
}

/// The requests of the present minute.
pub(crate) struct Rate {
    limit: u32,
    counts: Mutex<HashMap<Caller, (i64, u32)>>,
}

/// What the rate headers of one answer say.
pub(crate) struct Allowance {
    pub(crate) limit: u32,
    pub(crate) remaining: u32,
    pub(crate) exceeded: bool,
}

impl Rate {
    pub(crate) fn new(limit: u32) -> Self {
        Self { limit, counts: Mutex::new(HashMap::new()) }
    }

    /// Counts one request at a time in milliseconds.
    pub(crate) fn count(&self, caller: Caller, now: i64) -> Allowance {
        let minute = now.div_euclid(MINUTE);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = counts.entry(caller).or_insert((minute, 0));
        if entry.0 != minute {
            *entry = (minute, 0);
        }
        entry.1 = entry.1.saturating_add(1);
        Allowance { limit: self.limit, remaining: self.limit.saturating_sub(entry.1), exceeded: entry.1 > self.limit }
    }
}
