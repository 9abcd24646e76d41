//! The small words that operations and answers are made of.

mod setup_link;

pub use setup_link::{BillingMode, ConnectionType, SetupLanguage, SetupLinkStatus};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much an answer says: `concise` for reading, `detailed` adds every stable id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ResponseFormat {
    /// Display fields only.
    #[default]
    Concise,
    /// Display fields and every id that another call may need.
    Detailed,
}

/// Kapso's status of a conversation; says nothing about the reply window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ConversationStatus {
    /// Somebody still has to deal with it.
    Active,
    /// Closed by a person, an agent or 24 hours of silence.
    Ended,
}

impl ConversationStatus {
    /// The word that Kapso uses for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Ended => "ended",
        }
    }
}

/// Which conversations the inbox shows, beyond their status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum InboxFilter {
    /// The contact wrote and nobody has looked yet.
    Unread,
    /// The contact wrote last.
    NeedsReply,
    /// The reply window is open and closes within 4 hours, soonest first.
    ExpiresSoon,
}

/// Who a message comes from: `inbound` from the contact, `outbound` from the business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Direction {
    /// Written by the contact.
    Inbound,
    /// Sent by the business.
    Outbound,
}

impl Direction {
    /// The direction that a stored word names.
    pub fn of(word: &str) -> Self {
        if word == "outbound" { Self::Outbound } else { Self::Inbound }
    }

    /// The word that Kapso uses for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
        }
    }
}

/// WhatsApp's kind of message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum MessageKind {
    /// Plain text.
    Text,
    /// A picture.
    Image,
    /// A film.
    Video,
    /// Sound, most often a voice message.
    Audio,
    /// A file.
    Document,
    /// A sticker.
    Sticker,
    /// A place.
    Location,
    /// One or more contact cards.
    Contacts,
    /// Buttons, a list or a link, or what the contact chose from them.
    Interactive,
    /// The contact pressed a template's quick-reply button.
    Button,
    /// An approved template.
    Template,
    /// An emoji on another message.
    Reaction,
    /// Products ordered from a catalogue.
    Order,
    /// WhatsApp's own notice, such as a changed number.
    System,
    /// A kind that this version does not know.
    Unsupported,
}

/// Where a message stands on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Delivery {
    /// It came from the contact.
    Received,
    /// It waits for the undo window to pass; nothing has left.
    Held,
    /// It waits for its turn to leave.
    Queued,
    /// It is leaving now.
    Sending,
    /// Kapso took it; WhatsApp has not said more yet.
    Accepted,
    /// WhatsApp sent it.
    Sent,
    /// It is on the contact's phone.
    Delivered,
    /// The contact read it.
    Read,
    /// It was not delivered; `failure` says why.
    Failed,
    /// A person took it back before it left.
    Cancelled,
    /// It may or may not have left; it is never repeated without a person's say.
    Uncertain,
}

/// Who wrote an outbound message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum AuthorKind {
    /// A person at this desk.
    Person,
    /// An agent, let go by a person.
    Agent,
    /// The WhatsApp Business app on a phone.
    PhoneApp,
    /// Another program with the project's key, or a workflow.
    Api,
}

impl AuthorKind {
    /// The author that a stored word names; unknown words are other programs.
    pub fn of(word: &str) -> Self {
        match word {
            "person" => Self::Person,
            "agent" => Self::Agent,
            "phone_app" => Self::PhoneApp,
            _ => Self::Api,
        }
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Agent => "agent",
            Self::PhoneApp => "phone_app",
            Self::Api => "api",
        }
    }
}

/// Whether the team can see a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum NoteState {
    /// It is only on this desk and goes to Kapso by itself.
    Queued,
    /// Kapso has it.
    Shared,
    /// Kapso refused it; it stays on this desk.
    Refused,
}

impl NoteState {
    /// The state that a stored word names.
    pub fn of(word: &str) -> Self {
        match word {
            "shared" => Self::Shared,
            "refused" => Self::Refused,
            _ => Self::Queued,
        }
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Shared => "shared",
            Self::Refused => "refused",
        }
    }
}

/// Kinds and the words that Kapso and the store use for them.
const KINDS: &[(MessageKind, &str)] = &[
    (MessageKind::Text, "text"),
    (MessageKind::Image, "image"),
    (MessageKind::Video, "video"),
    (MessageKind::Audio, "audio"),
    (MessageKind::Document, "document"),
    (MessageKind::Sticker, "sticker"),
    (MessageKind::Location, "location"),
    (MessageKind::Contacts, "contacts"),
    (MessageKind::Interactive, "interactive"),
    (MessageKind::Button, "button"),
    (MessageKind::Template, "template"),
    (MessageKind::Reaction, "reaction"),
    (MessageKind::Order, "order"),
    (MessageKind::System, "system"),
    (MessageKind::Unsupported, "unsupported"),
];

impl MessageKind {
    /// The kind that a word names; unknown words are [`MessageKind::Unsupported`].
    pub fn of(word: &str) -> Self {
        KINDS.iter().find(|(_, known)| *known == word).map_or(Self::Unsupported, |(kind, _)| *kind)
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or("unsupported", |(_, word)| *word)
    }
}

/// Deliveries and the words that the store uses for them.
const DELIVERIES: &[(Delivery, &str)] = &[
    (Delivery::Received, "received"),
    (Delivery::Held, "held"),
    (Delivery::Queued, "queued"),
    (Delivery::Sending, "sending"),
    (Delivery::Accepted, "accepted"),
    (Delivery::Sent, "sent"),
    (Delivery::Delivered, "delivered"),
    (Delivery::Read, "read"),
    (Delivery::Failed, "failed"),
    (Delivery::Cancelled, "cancelled"),
    (Delivery::Uncertain, "uncertain"),
];

impl Delivery {
    /// The delivery that a stored word names; an unknown one is [`Delivery::Uncertain`].
    pub fn of(word: &str) -> Self {
        DELIVERIES.iter().find(|(_, known)| *known == word).map_or(Self::Uncertain, |(delivery, _)| *delivery)
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        DELIVERIES.iter().find(|(delivery, _)| *delivery == self).map_or("uncertain", |(_, word)| *word)
    }
}
