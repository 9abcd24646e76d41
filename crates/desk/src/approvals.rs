//! Agents' requests that wait for a person.
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ApprovalState {
    /// A person has not decided.
    Waiting,
    /// A person let it go.
    Approved,
    /// A person refused it.
    Rejected,
    /// Nobody decided in time.
    Expired,
}
/// A person's say.
#[derive(Debug, Clone)]
pub struct Approved {
    pub id: i64,
    pub at: Timestamp,
}
