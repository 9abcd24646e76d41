//! Conversations as a list shows them.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use crate::values::{ConversationStatus, Delivery, Direction, MessageKind};

/// One contact on one of the project's numbers: a row of the inbox.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Conversation {
    /// Kapso's id of the newest conversation with this contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation_id: Option<String>,
    /// This desk's id of the thread, which stays when Kapso opens a new conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread_id: Option<String>,
    /// The contact's name, where one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_name: Option<String>,
    /// The contact's number in E.164; absent when WhatsApp hides it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// WhatsApp's business-scoped id of the contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_scoped_user_id: Option<String>,
    /// The project's number that the contact writes to: its name.
    pub config_name: String,
    /// Kapso's id of that number's configuration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whatsapp_config_id: Option<String>,
    /// Meta's id of that number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number_id: Option<String>,
    /// Whether the conversation is active or ended.
    pub status: ConversationStatus,
    /// Messages of the contact that nobody has looked at.
    pub unread_count: u32,
    /// Whether the contact wrote last.
    pub needs_reply: bool,
    /// Agents' messages to this contact that wait for a person.
    pub waiting_approvals: u32,
    /// When anything last happened here.
    pub last_active_at: Timestamp,
    /// The newest message, shortened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_message: Option<Preview>,
    /// WhatsApp's 24-hour window for free-form replies.
    pub window: ServiceWindow,
}

/// The newest message of a conversation, as a list shows it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Preview {
    /// Who wrote it.
    pub direction: Direction,
    /// Its kind.
    pub kind: MessageKind,
    /// What it says, at most 160 characters.
    pub text: String,
    /// When it was written.
    pub at: Timestamp,
    /// Where it stands on its way.
    pub delivery: Delivery,
}

/// WhatsApp's 24-hour window: free-form messages are taken for 24 hours after the contact last wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ServiceWindow {
    /// Whether a free-form message would be taken now.
    pub open: bool,
    /// When the contact last wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_inbound_at: Option<Timestamp>,
    /// When it closes or closed; absent when the contact never wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<Timestamp>,
    /// Whole minutes left, rounded down; 0 when it is closed.
    pub minutes_left: u32,
}

/// How many conversations stand under each filter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// All of them.
    pub all: u64,
    /// With unread messages.
    pub unread: u64,
    /// Where the contact wrote last.
    pub needs_reply: u64,
    /// Whose window closes within 4 hours.
    pub expires_soon: u64,
    /// Ended ones.
    pub ended: u64,
}

/// One of Kapso's conversations with a contact. Kapso opens a new one when an ended one goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PastConversation {
    /// Kapso's id of it.
    pub conversation_id: String,
    /// The thread that its messages stand in.
    pub thread_id: String,
    /// The project's number that the contact wrote to: its name.
    pub config_name: String,
    /// Whether it is active or ended.
    pub status: ConversationStatus,
    /// When it began, where Kapso said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub began_at: Option<Timestamp>,
    /// When anything last happened in it.
    pub last_active_at: Timestamp,
    /// Messages of it on this desk.
    pub messages: u64,
    /// The oldest of them: a thread can be opened around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_message_id: Option<String>,
    /// Whether it is the newest one of its thread.
    pub current: bool,
}
