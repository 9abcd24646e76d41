//! Messages as a thread shows them.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::{ContactCard, Interactive, Location, Media, OrderItem, ReactionTo, TemplateUse};
use crate::values::{AuthorKind, Delivery, Direction, MessageKind};

/// One message of a thread.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Message {
    /// WhatsApp's message id (wamid); absent until Kapso accepted the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// This desk's id of the send, for messages that were sent from here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_id: Option<String>,
    /// Kapso's conversation that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation_id: Option<String>,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it.
    pub direction: Direction,
    /// Its kind.
    pub kind: MessageKind,
    /// What it says: the body, the caption, the title of what was chosen, the filled template.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The picture, film, sound, file or sticker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<Media>,
    /// The place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// The contact cards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactCard>,
    /// Buttons, a list or a link that were offered, or the choice that the contact made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interactive: Option<Interactive>,
    /// The template that was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<TemplateUse>,
    /// The products that were ordered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<OrderItem>,
    /// The emoji and what it stands on, for a reaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reaction: Option<ReactionTo>,
    /// Where it stands on its way.
    pub delivery: Delivery,
    /// Why it was not delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// The message that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<Quote>,
    /// Emoji that stand on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reactions: Vec<Reaction>,
    /// Who wrote an outbound message and who let it go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// When a held message leaves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leaves_at: Option<Timestamp>,
}

/// Why a message was not delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Failure {
    /// WhatsApp's error code, such as 131047.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<i64>,
    /// What WhatsApp says about it.
    pub message: String,
    /// What can be done.
    pub remedy: String,
    /// Whether sending it again can help.
    pub retry: bool,
    /// The contact wrote before it left, so it did not leave. Sending it again sends it all the same.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stale: bool,
}

/// Who wrote an outbound message and who let it go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Author {
    /// A person, an agent, the phone app or another program.
    pub kind: AuthorKind,
    /// The agent's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// When a person approved it, for an agent's message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_at: Option<Timestamp>,
}

/// The message that another one answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quote {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// Who wrote it; absent when the message is not in the store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Its kind; absent when the message is not in the store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<MessageKind>,
    /// What it says, at most 160 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// An emoji that stands on a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reaction {
    /// Whose it is.
    pub direction: Direction,
    /// The emoji.
    pub emoji: String,
}
