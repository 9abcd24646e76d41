//! Messages that Kapso knows.

mod marks;
mod page;
mod parts;
mod put;
mod span;

pub use marks::Place;
pub use page::{Older, ThreadPage};
pub use parts::{FoundIn, Parts};
pub(in crate::store) use put::first_id;
pub use span::{Span, ThreadSpan};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    store::threads::KnownAs,
    values::{Direction, MessageKind},
};

/// As many messages as are stored in one transaction while all of them are read for the first time: the pages of an index that
/// many of them fall into are written once.
pub const TOGETHER: usize = 20_000;

/// A message as Kapso shows it.
#[derive(Debug, Clone)]
pub struct SeenMessage {
    /// WhatsApp's id.
    pub wamid: String,
    /// The number that it is on.
    pub phone_number_id: Option<String>,
    /// Kapso's conversation.
    pub conversation_id: Option<String>,
    /// The contact.
    pub contact: KnownAs,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it.
    pub direction: Direction,
    /// Its kind.
    pub kind: MessageKind,
    /// What it says.
    pub text: Option<String>,
    /// Everything else that it holds.
    pub parts: Parts,
    /// The message that it answers.
    pub reply_to: Option<String>,
    /// `cloud_api`, `business_app` or `history_sync`.
    pub origin: Option<String>,
    /// Kapso's own summary of its state.
    pub status: Option<String>,
    /// Every status so far.
    pub statuses: Vec<SeenStatus>,
}

/// One status of a message: a fact that is never taken back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SeenStatus {
    /// `sent`, `delivered`, `read`, `failed`.
    pub status: String,
    /// When, in milliseconds; 0 when unknown.
    pub at: i64,
    /// WhatsApp's error code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<i64>,
    /// WhatsApp's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}
