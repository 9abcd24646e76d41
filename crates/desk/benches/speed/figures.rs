//! What a series of times comes to.

use std::time::Duration;

/// A series of times, sorted.
pub(crate) struct Figures(Vec<Duration>);

impl Figures {
    pub(crate) fn of(mut taken: Vec<Duration>) -> Self {
        taken.sort_unstable();
        Self(taken)
    }

    pub(crate) fn p50(&self) -> Duration {
        self.at(50)
    }

    pub(crate) fn p99(&self) -> Duration {
        self.at(99)
    }

    /// What so many of a hundred took at most.
    pub(crate) fn at(&self, percent: usize) -> Duration {
        let place = self.0.len().saturating_sub(1) * percent / 100;
        self.0.get(place).copied().unwrap_or_default()
    }
}
