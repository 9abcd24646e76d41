//! How often to look: often while something happens and somebody watches, rarely otherwise, and never so often that people
//! would have to wait.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::{
    engine::Engine,
    error::{Error, ErrorCode},
};

/// When what was last looked at, and how long nothing worked.
#[derive(Debug, Default)]
pub(super) struct Pace {
    stirred_at: Option<Timestamp>,
    numbers_at: Option<Timestamp>,
    messages_at: Option<Timestamp>,
    thread_at: Option<Timestamp>,
    templates_at: Option<Timestamp>,
    contacts_at: Option<Timestamp>,
    customers_at: Option<Timestamp>,
    setup_links_at: Option<Timestamp>,
    swept_at: Option<Timestamp>,
    failures: u32,
}

const NUMBERS_EVERY: SignedDuration = SignedDuration::from_mins(5);
const TEMPLATES_EVERY: SignedDuration = SignedDuration::from_mins(10);
/// Ticks of messages outside the open thread come with the newest messages, this often.
const MESSAGES_EVERY: SignedDuration = SignedDuration::from_secs(30);
/// The open thread, while nothing happens.
const THREAD_EVERY: SignedDuration = SignedDuration::from_secs(12);
/// Two pages of contacts, this often: a hundred of them are looked at again.
const CONTACTS_EVERY: SignedDuration = SignedDuration::from_mins(1);
const CUSTOMERS_EVERY: SignedDuration = SignedDuration::from_mins(5);
const SETUP_LINKS_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// A page of conversations and one of messages that were read already, this often.
const SWEEP_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// Things are lively for so long after something happened.
const LIVELY: SignedDuration = SignedDuration::from_mins(1);
/// A plan with at least this many requests a minute is looked at every two seconds.
const GENEROUS: u32 = 500;
/// Of a plan's requests, one in so many is people's.
const OF_PEOPLE: u32 = 5;
/// Lists that are read at the same time.
const AT_ONCE: u32 = 3;

impl Pace {
    pub(super) fn numbers_are_due(&mut self, now: Timestamp) -> bool {
        due(&mut self.numbers_at, now, NUMBERS_EVERY)
    }

    pub(super) fn messages_are_due(&mut self, now: Timestamp) -> bool {
        due(&mut self.messages_at, now, MESSAGES_EVERY)
    }

    pub(super) fn thread_is_due(&mut self, now: Timestamp) -> bool {
        let every = if self.is_lively(now) { SignedDuration::ZERO } else { THREAD_EVERY };
        due(&mut self.thread_at, now, every)
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

    pub(super) fn sweep_is_due(&mut self, now: Timestamp) -> bool {
        due(&mut self.swept_at, now, SWEEP_EVERY)
    }

    /// What the first reading read is not due at once.
    pub(super) fn has_read_everything(&mut self, now: Timestamp) {
        (self.contacts_at, self.swept_at) = (Some(now), Some(now));
    }

    /// Something happened, or somebody did something.
    pub(super) fn stir(&mut self, now: Timestamp) {
        self.stirred_at = Some(now);
        self.thread_at = None;
    }

    fn is_lively(&self, now: Timestamp) -> bool {
        self.stirred_at.is_some_and(|at| now.duration_since(at) < LIVELY)
    }

    /// How long until the next look. While nothing happens, a desk asks fewer than 20 times a minute.
    pub(super) fn after_success(&mut self, engine: &Engine) -> Duration {
        self.failures = 0;
        let generous = engine.requests_per_minute().is_some_and(|limit| limit >= GENEROUS);
        Duration::from_secs(match (engine.watched().visible, self.is_lively(engine.now()), generous) {
            (true, true, true) => 2,
            (true, true, false) => 8,
            (true, false, _) => 10,
            (false, _, _) => 30,
        })
    }

    /// What was due may not have been read, so all of it is due again.
    pub(super) fn after_failure(&mut self, error: &Error) -> Duration {
        let failures = self.failures.saturating_add(1);
        *self = Self { failures, ..Self::default() };
        let backoff = Duration::from_secs(2_u64.saturating_pow(failures.min(5)));
        match error.code {
            ErrorCode::RateLimited => Duration::from_secs(error.retry_after_seconds.unwrap_or(60)),
            ErrorCode::KeyRefused => Duration::from_secs(60),
            _ => backoff.min(Duration::from_secs(30)),
        }
    }
}

/// Whether more of this minute's requests are left than people's fifth of them.
pub(super) fn has_room(engine: &Engine) -> bool {
    let limits = engine.kapso().limits();
    match (limits.per_minute(), limits.remaining()) {
        (Some(limit), Some(remaining)) => remaining >= (limit / OF_PEOPLE).saturating_add(AT_ONCE),
        _ => true,
    }
}

fn due(last: &mut Option<Timestamp>, now: Timestamp, every: SignedDuration) -> bool {
    let due = last.is_none_or(|last| now.duration_since(last) >= every);
    if due {
        *last = Some(now);
    }
    due
}
