//! How much a client may send without a person, however much its rules allow.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A client's limits. Beyond them everything asks a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Messages within a minute, 0 to 600.
    #[schemars(range(min = 0, max = 600))]
    pub sends_per_minute: u32,
    /// Contacts within 24 hours that it had never written to, 0 to 10,000.
    #[schemars(range(min = 0, max = 10_000))]
    pub new_recipients_per_day: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { sends_per_minute: 20, new_recipients_per_day: 20 }
    }
}

impl Limits {
    /// Whether one more message is within them: `sent` left within a minute, `begun` contacts were written to for the first
    /// time within a day, and this one `begins` with another.
    pub fn allow(self, sent: u32, begun: u32, begins: bool) -> bool {
        sent < self.sends_per_minute && (!begins || begun < self.new_recipients_per_day)
    }
}
