//! What can happen to a request.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Something that goes wrong with one request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// An answer of this status instead of the route's own, before it took effect.
    Status {
        /// The HTTP status.
        code: u16,
        /// The body; without one, the error body of the route's family.
        #[serde(default)]
        body: Option<Value>,
    },
    /// 429 with this `Retry-After`, before the request took effect.
    RateLimited {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// No answer at all, and no effect: the connection is held until the client gives up.
    TimeoutBefore,
    /// The request takes effect, but no answer comes: the connection is held until the client gives up.
    TimeoutAfter,
    /// The connection is closed before the request took effect.
    ResetBefore,
    /// The request takes effect, then the connection is closed without an answer.
    ResetAfter,
    /// The request takes effect, then an answer of this status is given instead of its own.
    StatusAfter {
        /// The HTTP status.
        code: u16,
    },
    /// The request takes effect, then its answer breaks off in the middle of the body.
    ResetInBody,
    /// A send is accepted and then fails with this code, as Meta reports it later in the message's statuses.
    FailedLater {
        /// Meta's error code, e.g. 131026.
        code: i64,
    },
}
