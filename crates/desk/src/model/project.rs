//! Projects, and how the copy of one on this desk stands.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// A Kapso project on this machine. Its key is in the keychain and never comes back out to a face.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Project {
    /// This desk's id of it.
    pub id: String,
    /// Its name here.
    pub name: String,
    /// Its colour, 1 to 6.
    pub colour: u8,
    /// The key's last four characters; empty for the demo.
    pub key_ends_in: String,
    /// Whether it is the invented demo workspace.
    pub demo: bool,
    /// Whether its key is used for this run only and stored nowhere.
    #[serde(default)]
    pub session_only: bool,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it was last opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<Timestamp>,
    /// Numbers that a person left off this desk, by Meta's ids: their conversations are in no list, search or notification of the window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden_numbers: Vec<String>,
}

/// How the copy on this desk stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SyncState {
    /// Where it stands.
    pub phase: SyncPhase,
    /// Why it stands still, for `offline`, `refused` and `slowed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Error>,
    /// How far the first reading is, while it is not over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<FillProgress>,
    /// When Kapso is asked again, where it stands still.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_at: Option<Timestamp>,
}

impl SyncState {
    /// One that stands there for no reason that has to be told.
    pub(crate) fn at(phase: SyncPhase) -> Self {
        Self { phase, problem: None, progress: None, retry_at: None }
    }
}

/// How far the first reading is. Kapso counts none of these lists, so how many there are is known at the end of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FillProgress {
    /// Conversations read so far.
    pub conversations: u64,
    /// Whether those are all.
    pub conversations_done: bool,
    /// Contacts read so far.
    pub contacts: u64,
    /// Whether those are all.
    pub contacts_done: bool,
    /// Messages read so far.
    pub messages: u64,
    /// Whether those are all.
    pub messages_done: bool,
    /// When the oldest of those messages was written: they are read from the newest backwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messages_back_to: Option<Timestamp>,
    /// When the oldest conversation began, once all of them are read: no message is older.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messages_begin_at: Option<Timestamp>,
}

/// Where the copy on this desk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum SyncPhase {
    /// The first reading is under way; newest conversations come first.
    Filling,
    /// Everything was read; changes are followed.
    Following,
    /// Kapso asked to slow down.
    Slowed,
    /// Kapso cannot be reached or does not answer.
    Offline,
    /// Kapso refused the key.
    Refused,
}
