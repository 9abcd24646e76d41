//! What a person put aside on this desk.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What was typed for a contact and not sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Draft {
    /// The thread that it is for.
    pub thread_id: String,
    /// What was typed.
    pub text: String,
    /// The message that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to_message_id: Option<String>,
    /// The files beside it.
    pub files: Vec<DraftFile>,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

/// A file of this computer beside a draft; the draft holds its place, not its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DraftFile {
    /// Where it is.
    pub path: String,
    /// Its name.
    pub filename: String,
    /// Its size in bytes now; absent when it is no longer there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte_size: Option<u64>,
}

/// A thread that is put aside for now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SnoozedThread {
    /// Which thread.
    pub thread_id: String,
    /// When it comes back, unread, if the contact does not write before; when the contact writes, when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// A text that is sent often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuickReply {
    /// This desk's id of it.
    pub quick_reply_id: String,
    /// What it is found by.
    pub name: String,
    /// The text, with `{name}`, `{first_name}`, `{phone}` and `{number}` where something is filled in.
    pub text: String,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// When it was last used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
}

/// A template that was filled in and not sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateDraft {
    /// Which template: its business account and its name.
    #[schemars(length(min = 1, max = 700))]
    pub template: String,
    /// In which language.
    #[schemars(length(min = 1, max = 20))]
    pub language: String,
    /// What is filled in.
    #[schemars(length(max = 100))]
    pub values: Vec<DraftValue>,
    /// Whom it is for: the thread, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 20))]
    pub thread_id: Option<String>,
    /// Whom it is for: the phone number of somebody without a thread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40))]
    pub phone_number: Option<String>,
}

/// What stands in one place of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftValue {
    /// Which place.
    #[schemars(length(min = 1, max = 200))]
    pub slot: String,
    /// What is typed there.
    #[schemars(length(max = 4096))]
    pub text: String,
}
