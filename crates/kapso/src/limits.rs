//! What Kapso's answers say about its rate limit.

use std::sync::atomic::{AtomicU32, Ordering};

use reqwest::header::HeaderMap;

/// The plan's limit and what is left of this minute, from `X-RateLimit-Limit` and `X-RateLimit-Remaining`.
#[derive(Debug)]
pub struct Limits {
    limit: AtomicU32,
    remaining: AtomicU32,
}

const UNKNOWN: u32 = u32::MAX;

impl Default for Limits {
    fn default() -> Self {
        Self { limit: AtomicU32::new(UNKNOWN), remaining: AtomicU32::new(UNKNOWN) }
    }
}

impl Limits {
    /// Requests a minute that the plan allows; none before the first answer.
    pub fn per_minute(&self) -> Option<u32> {
        known(self.limit.load(Ordering::Relaxed))
    }

    /// Requests left in this minute, as of the newest answer.
    pub fn remaining(&self) -> Option<u32> {
        known(self.remaining.load(Ordering::Relaxed))
    }

    pub(crate) fn note(&self, headers: &HeaderMap) {
        let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse::<u32>().ok();
        if let Some(limit) = number("x-ratelimit-limit") {
            self.limit.store(limit, Ordering::Relaxed);
        }
        if let Some(remaining) = number("x-ratelimit-remaining") {
            self.remaining.store(remaining, Ordering::Relaxed);
        }
    }
}

fn known(value: u32) -> Option<u32> {
    (value != UNKNOWN).then_some(value)
}
