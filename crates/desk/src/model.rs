//! What answers are made of. Every face shows these same shapes; ids stand only in detailed answers.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::values::{AuthorKind, ConversationStatus, Delivery, Direction, MessageKind};

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

/// A picture, film, sound, file or sticker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Media {
    /// Meta's media id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_id: Option<String>,
    /// Its type, such as `image/jpeg`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// The file's name, as the sender gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// Its size in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte_size: Option<u64>,
    /// What is said in a voice message, where Kapso transcribed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcript: Option<String>,
    /// Whether a sound was recorded as a voice message.
    pub voice: bool,
    /// Whether a sticker moves.
    pub animated: bool,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Location {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A contact card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContactCard {
    /// The name on it.
    pub name: String,
    /// The numbers on it, as written there.
    pub phones: Vec<String>,
}

/// Buttons, a list or a link; or the contact's choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Interactive {
    /// WhatsApp's kind: `button`, `list`, `cta_url`, `button_reply`, `list_reply`, `nfm_reply` and others.
    pub kind: String,
    /// The line above the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// The line below the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// What can be chosen, or what was chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// The label of the button that opens a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub button: Option<String>,
    /// Where a link leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The fields of a filled form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FormField>,
}

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Choice {
    /// The sender's id of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its title.
    pub title: String,
    /// The line below the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The section of a list that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
}

/// One field of a filled form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormField {
    /// Its name.
    pub name: String,
    /// What was filled in.
    pub value: String,
}

/// A template as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TemplateUse {
    /// Its name.
    pub name: String,
    /// Its language, such as `pt_BR`.
    pub language: String,
    /// The values that were filled in, in order.
    pub values: Vec<String>,
}

/// One position of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OrderItem {
    /// The shop's id of the product.
    pub product: String,
    /// How many.
    pub quantity: u32,
    /// The price of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_price: Option<f64>,
    /// The currency, such as `USD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

/// An emoji put on another message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReactionTo {
    /// The message that it stands on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// The emoji; empty when it was taken away.
    pub emoji: String,
}

/// An emoji that stands on a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reaction {
    /// Whose it is.
    pub direction: Direction,
    /// The emoji.
    pub emoji: String,
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

/// One of the project's WhatsApp numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Config {
    /// Kapso's id of the configuration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whatsapp_config_id: Option<String>,
    /// Meta's id of the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number_id: Option<String>,
    /// Meta's id of the business account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_account_id: Option<String>,
    /// The customer that it was onboarded for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// Its name in Kapso.
    pub name: String,
    /// The number as people write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_phone_number: Option<String>,
    /// The business name that WhatsApp verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_name: Option<String>,
    /// Meta's status; `CONNECTED` is the one that works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Meta's quality rating: `GREEN`, `YELLOW`, `RED` or `UNKNOWN`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality_rating: Option<String>,
    /// How many contacts it may open conversations with in a day, such as `TIER_1K`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messaging_limit: Option<String>,
    /// Whether the number also lives in the phone app.
    pub is_coexistence: bool,
    /// Conversations with unread messages on it.
    pub unread_conversations: u32,
}
