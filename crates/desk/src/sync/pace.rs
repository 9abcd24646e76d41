//! How often to look: often while somebody watches and the plan allows it, rarely otherwise.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::{
    engine::Engine,
    error::{Error, ErrorCode},
};

/// When what was last looked at, and how long nothing worked.
#[derive(Debug, Default)]
pub(super) struct Pace {
    numbers_at: Option<Timestamp>,
    messages_at: Option<Timestamp>,
    templates_at: Option<Timestamp>,
    contacts_at: Option<Timestamp>,
    customers_at: Option<Timestamp>,
    setup_links_at: Option<Timestamp>,
    failures: u32,
}

const NUMBERS_EVERY: SignedDuration = SignedDuration::from_mins(5);
const TEMPLATES_EVERY: SignedDuration = SignedDuration::from_mins(10);
/// Ticks of messages outside the open thread come with the newest messages, this often.
const MESSAGES_EVERY: SignedDuration = SignedDuration::from_secs(30);
/// Two pages of contacts, this often: a hundred contacts a minute are looked at again.
const CONTACTS_EVERY: SignedDuration = SignedDuration::from_mins(1);
const CUSTOMERS_EVERY: SignedDuration = SignedDuration::from_mins(5);
const SETUP_LINKS_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// A plan with at least this many requests a minute is looked at every two seconds.
const GENEROUS: u32 = 500;

impl Pace {
    pub(super) fn numbers_are_due(&mut self, now: Timestamp) -> bool {
        due(&mut self.numbers_at, now, NUMBERS_EVERY)
    }

    pub(super) fn messages_are_due(&mut self, now: Timestamp) -> bool {
        due(&mut self.messages_at, now, MESSAGES_EVERY)
    }

    pub(super) fn templates_are_due(&mut self, now: Timestamp) -> bool {
        due(&mut self.templates_at, now, TEMPLATES_EVERY)
    }

    pub(super) fn contacts_are_due(&mut self, now: Timestamp) -> bool {
        due(&mut self.contacts_at, now, CONTACTS_EVERY)
    }

    pub(super) fn customers_are_due(&mut self, now: Timestamp) -> bool {
        due(&mut self.customers_at, now, CUSTOMERS_EVERY)
    }

    pub(super) fn setup_links_are_due(&mut self, now: Timestamp) -> bool {
        due(&mut self.setup_links_at, now, SETUP_LINKS_EVERY)
    }

    /// A round is two or three requests: at most 18 a minute on the smallest plan, of its 100.
    pub(super) fn after_success(&mut self, engine: &Engine) -> Duration {
        self.failures = 0;
        let generous = engine.requests_per_minute().is_some_and(|limit| limit >= GENEROUS);
        Duration::from_secs(match (engine.watched().visible, generous) {
            (true, true) => 2,
            (true, false) => 8,
            (false, _) => 30,
        })
    }

    /// What was due may not have been read, so all of it is due again.
    pub(super) fn after_failure(&mut self, error: &Error) -> Duration {
        *self = Self { failures: self.failures.saturating_add(1), ..Self::default() };
        let backoff = Duration::from_secs(2_u64.saturating_pow(self.failures.min(5)));
        match error.code {
            ErrorCode::RateLimited => Duration::from_secs(error.retry_after_seconds.unwrap_or(60)),
            ErrorCode::KeyRefused => Duration::from_secs(60),
            _ => backoff.min(Duration::from_secs(30)),
        }
    }
}

fn due(last: &mut Option<Timestamp>, now: Timestamp, every: SignedDuration) -> bool {
    let due = last.is_none_or(|last| now.duration_since(last) >= every);
    if due {
        *last = Some(now);
    }
    due
}
