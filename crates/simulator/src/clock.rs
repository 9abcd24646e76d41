//! The time of a simulated world, in milliseconds of the Unix epoch.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

use crate::Life;

pub(crate) const SECOND: i64 = 1000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// A clock that runs with the wall, or stands until it is turned.
pub(crate) struct Clock {
    life: Life,
    /// By hand: the time itself. Running: what is added to the wall's time.
    hand: AtomicI64,
}

impl Clock {
    /// A clock that starts at the wall's time, so that the world is always fresh.
    pub(crate) fn new(life: Life) -> Self {
        let hand = match life {
            Life::Running => 0,
            Life::ByHand => wall(),
        };
        Self { life, hand: AtomicI64::new(hand) }
    }

    pub(crate) fn now(&self) -> i64 {
        let hand = self.hand.load(Ordering::SeqCst);
        match self.life {
            Life::Running => wall().saturating_add(hand),
            Life::ByHand => hand,
        }
    }

    pub(crate) fn turn(&self, milliseconds: i64) {
        self.hand.fetch_add(milliseconds, Ordering::SeqCst);
    }

    pub(crate) fn stands(&self) -> bool {
        self.life == Life::ByHand
    }
}

fn wall() -> i64 {
    Timestamp::now().as_millisecond()
}

/// The published form of a point in time: ISO 8601 in UTC.
pub(crate) fn iso(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

/// Unix seconds as a string, as messages and statuses carry them.
pub(crate) fn unix_seconds(milliseconds: i64) -> String {
    milliseconds.div_euclid(SECOND).to_string()
}

/// The form of the `Date` header.
pub(crate) fn http_date(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
