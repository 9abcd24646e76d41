//! Contacts and the team's notes about them.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::values::{AuthorKind, NoteState};

/// Somebody who writes to the project's numbers.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Contact {
    /// Kapso's id of the contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_id: Option<String>,
    /// The name to use: the team's name for them, or else their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What they call themselves on WhatsApp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile_name: Option<String>,
    /// Their user name on WhatsApp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Their number in E.164; absent when WhatsApp hides it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// WhatsApp's business-scoped id of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_scoped_user_id: Option<String>,
    /// The customer that they belong to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// What programs keep about them, notes aside; only where one contact is asked for.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub metadata: Map<String, Value>,
    /// When they were added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
}

/// A note of the team about a contact; the contact never sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Note {
    /// The note's id, the same on every desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note_id: Option<String>,
    /// When it was written.
    pub at: Timestamp,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub author: AuthorKind,
    /// The agent's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author_name: Option<String>,
    /// Whether the rest of the team can see it yet.
    pub state: NoteState,
}
