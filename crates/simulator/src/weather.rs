//! What goes wrong on request: faults and delays by route.

mod fault;
mod pattern;

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

pub use fault::Fault;
use pattern::Pattern;
use serde::{Deserialize, Serialize};

use crate::dice::Dice;

/// A fault that strikes the next requests of a route.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rule {
    /// The method and path it strikes, `*` standing for any run of characters, e.g. `POST */messages`.
    pub route: String,
    /// What happens to them.
    pub fault: Fault,
    /// How many requests of the route pass before it strikes.
    #[serde(default)]
    pub after: u32,
    /// How many it strikes; without a number all, until the weather is cleared.
    #[serde(default)]
    pub times: Option<u32>,
}

/// How long a route takes: each answer waits a time drawn between the two bounds, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Latency {
    /// The shortest wait in milliseconds.
    pub least: u64,
    /// The longest wait in milliseconds.
    pub most: u64,
}

/// The rules in force, in the order in which they were made; the first that matches strikes.
#[derive(Default)]
pub(crate) struct Weather {
    rules: Mutex<Vec<Rule>>,
    latencies: Mutex<Vec<(String, Latency)>>,
}

impl Weather {
    pub(crate) fn add(&self, rule: Rule) {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).push(rule);
    }

    /// The newest latency of a route wins.
    pub(crate) fn set_latency(&self, route: &str, latency: Latency) {
        self.latencies.lock().unwrap_or_else(PoisonError::into_inner).insert(0, (route.to_owned(), latency));
    }

    pub(crate) fn clear(&self) {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.latencies.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The fault that strikes this request, used up if it was counted.
    pub(crate) fn strike(&self, method: &str, path: &str) -> Option<Fault> {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        let rule = rules.iter_mut().filter(|rule| rule.times != Some(0)).find(|rule| Pattern::new(&rule.route).matches(method, path))?;
        if let Some(left) = rule.after.checked_sub(1) {
            rule.after = left;
            return None;
        }
        if let Some(times) = &mut rule.times {
            *times = times.saturating_sub(1);
        }
        let fault = rule.fault.clone();
        rules.retain(|rule| rule.times != Some(0));
        Some(fault)
    }

    pub(crate) fn delay(&self, method: &str, path: &str, dice: &Dice) -> Option<Duration> {
        let latencies = self.latencies.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, latency) = latencies.iter().find(|(route, _)| Pattern::new(route).matches(method, path))?;
        let (least, most) = (i64::try_from(latency.least).ok()?, i64::try_from(latency.most).ok()?);
        u64::try_from(dice.between(least, most)).ok().map(Duration::from_millis)
    }
}
