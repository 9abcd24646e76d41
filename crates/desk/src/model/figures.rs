//! What agents did, counted.

use schemars::JsonSchema;
use serde::Serialize;

/// What was done, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Figures {
    /// Everything that was asked for.
    pub calls: u64,
    /// What was refused.
    pub refused: u64,
    /// Messages that a person approved, without those that were taken back.
    pub sent_approved: u64,
    /// Messages that a permission or an allowance let go, without those that were taken back.
    pub sent_allowed: u64,
    /// Requests that a person rejected.
    pub rejected: u64,
    /// Requests that nobody decided in time.
    pub expired: u64,
    /// Requests that wait now, whenever they were made.
    pub waiting: u64,
}

impl Figures {
    /// These and others together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            calls: self.calls.saturating_add(other.calls),
            refused: self.refused.saturating_add(other.refused),
            sent_approved: self.sent_approved.saturating_add(other.sent_approved),
            sent_allowed: self.sent_allowed.saturating_add(other.sent_allowed),
            rejected: self.rejected.saturating_add(other.rejected),
            expired: self.expired.saturating_add(other.expired),
            waiting: self.waiting.saturating_add(other.waiting),
        }
    }
}
