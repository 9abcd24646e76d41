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
    /// The request takes effect, and its answer is cut off inside the JSON, with a length that fits what is left.
    TruncatedJson,
    /// The request takes effect, and a page of HTML is answered, as proxies do.
    Html {
        /// The HTTP status.
        code: u16,
    },
    /// The answer has enumerated values and message types that nobody has heard of.
    UnknownValues,
    /// The answer lacks about a third of its members, but none that names a thing or a page.
    MissingFields,
    /// The answer lacks these members, wherever they stand in it.
    Without {
        /// Their names.
        members: Vec<String>,
    },
    /// Every object of the answer has a member more than documented.
    ExtraFields,
    /// Each later page of a list begins with the row that the page before ended with.
    Duplicates,
    /// Before each later page of a list, somebody writes in the conversation that is furthest back, which moves to the front.
    Drift,
    /// All rows of a page have the times of the first.
    EqualTimes,
    /// The `Date` header and all times of the answer are off by so much.
    ClockSkew {
        /// Seconds ahead, or behind when negative.
        seconds: i64,
    },
    /// The statuses of a send come later than usual.
    LateStatuses {
        /// By how many seconds.
        seconds: i64,
    },
    /// Another fault, but only by chance; what it spares is left to the next rule.
    Sometimes {
        /// How likely it strikes, from 0 to 1.
        chance: f64,
        /// What happens then.
        fault: Box<Fault>,
    },
    /// The statuses of a send come in the wrong order: read, then delivered, then sent.
    StatusesOutOfOrder,
}
