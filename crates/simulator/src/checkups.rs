//! Health checks of numbers: remembered for three minutes, and limited in number.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::http::{HeaderMap, HeaderValue};
use serde_json::{Value, json};

use crate::clock::{MINUTE, iso};

const PER_SECOND: usize = 5;
const PER_MINUTE: usize = 60;

/// The checks of the last minutes.
#[derive(Default)]
pub(crate) struct Checkups {
    remembered: Mutex<HashMap<String, (i64, Value)>>,
    asked: Mutex<VecDeque<(Instant, i64)>>,
}

/// What the health rate headers of one answer say.
pub(crate) struct Allowance {
    second: Option<usize>,
    minute: Option<usize>,
}

impl Checkups {
    /// Counts one request. The second is the wall's, so that a clock that stands does not lock a client out.
    pub(crate) fn count(&self, now: i64) -> Allowance {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let this_minute = now.div_euclid(MINUTE);
        asked.retain(|(_, at)| at.div_euclid(MINUTE) == this_minute);
        asked.push_back((Instant::now(), now));
        let recent = asked.iter().filter(|(at, _)| at.elapsed() < Duration::from_secs(1)).count();
        Allowance { second: PER_SECOND.checked_sub(recent), minute: PER_MINUTE.checked_sub(asked.len()) }
    }

    /// The remembered check of a number, or a fresh one.
    pub(crate) fn check(&self, number: &str, now: i64, look: impl FnOnce() -> Value) -> Value {
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, value)) = remembered.get(number).filter(|(at, _)| now.saturating_sub(*at) < 3 * MINUTE) {
            return value.clone();
        }
        let mut value = look();
        if let Some(object) = value.as_object_mut() {
            object.insert("timestamp".to_owned(), json!(iso(now)));
        }
        remembered.insert(number.to_owned(), (now, value.clone()));
        value
    }
}

impl Allowance {
    pub(crate) fn is_exceeded(&self) -> bool {
        self.second.is_none() || self.minute.is_none()
    }

    /// Seconds until it is worth asking again.
    pub(crate) fn wait(&self) -> u32 {
        if self.minute.is_none() { 60 } else { 1 }
    }

    pub(crate) fn announce(&self, headers: &mut HeaderMap) {
        headers.insert("x-health-ratelimit-second-limit", HeaderValue::from(PER_SECOND));
        headers.insert("x-health-ratelimit-second-remaining", HeaderValue::from(self.second.unwrap_or(0)));
        headers.insert("x-health-ratelimit-minute-limit", HeaderValue::from(PER_MINUTE));
        headers.insert("x-health-ratelimit-minute-remaining", HeaderValue::from(self.minute.unwrap_or(0)));
    }
}
