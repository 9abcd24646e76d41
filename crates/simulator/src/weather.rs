//! What goes wrong on request: faults and delays by route.

mod distortion;
mod fault;
mod forecast;
mod pattern;
mod shape;

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use distortion::{Seen, distort};
pub use fault::Fault;
pub use forecast::Forecast;
use pattern::Pattern;
use serde::{Deserialize, Serialize};
use serde_json::Value;
pub use shape::{Latency, Shape, Slow};

use crate::dice::Dice;

/// A fault that strikes the next requests of a route.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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

/// The rules in force, in the order in which they were made, and a chance of its own that disturbs nobody's life.
pub(crate) struct Weather {
    rules: Mutex<Vec<Rule>>,
    latencies: Mutex<Vec<Slow>>,
    seen: Mutex<Seen>,
    dice: Dice,
}

impl Weather {
    pub(crate) fn new(forecast: Forecast, seed: u64) -> Self {
        Self {
            rules: Mutex::new(forecast.faults),
            latencies: Mutex::new(forecast.latencies),
            seen: Mutex::default(),
            dice: Dice::new(seed.wrapping_add(0x5EED)),
        }
    }

    pub(crate) fn add(&self, rule: Rule) {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).push(rule);
    }

    /// The newest latency of a route wins.
    pub(crate) fn slow(&self, slow: Slow) {
        self.latencies.lock().unwrap_or_else(PoisonError::into_inner).insert(0, slow);
    }

    pub(crate) fn clear(&self) {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.latencies.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The fault that strikes this request, used up if it was counted; a rule that lets it pass leaves it to the next.
    pub(crate) fn strike(&self, method: &str, path: &str) -> Option<Fault> {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        let matching = rules.iter_mut().filter(|rule| rule.times != Some(0) && Pattern::new(&rule.route).matches(method, path));
        let mut struck = None;
        for rule in matching {
            if let Some(left) = rule.after.checked_sub(1) {
                rule.after = left;
                continue;
            }
            struck = match &rule.fault {
                Fault::Sometimes { chance, fault } => self.dice.chance(*chance).then(|| fault.as_ref().clone()),
                fault => Some(fault.clone()),
            };
            if struck.is_some() {
                rule.times = rule.times.map(|times| times.saturating_sub(1));
                break;
            }
        }
        rules.retain(|rule| rule.times != Some(0));
        struck
    }

    pub(crate) fn delay(&self, method: &str, path: &str) -> Option<Duration> {
        let latencies = self.latencies.lock().unwrap_or_else(PoisonError::into_inner);
        let slow = latencies.iter().find(|slow| Pattern::new(&slow.route).matches(method, path))?;
        Some(slow.draw(&self.dice))
    }

    /// Makes of a good answer what the fault says; `is_later` when it is not the first page of a list.
    pub(crate) fn distort(&self, fault: &Fault, (path, is_later): (&str, bool), body: &mut Value) {
        if *fault == Fault::Duplicates {
            return self.seen.lock().unwrap_or_else(PoisonError::into_inner).repeat(path, is_later, body);
        }
        distort(fault, body, &self.dice);
    }
}
