//! The upstream's words, read tolerantly: a field that is missing, null or new never spoils an answer.

mod contact;
mod content;
mod conversation;
mod extras;
mod message;
mod page;
mod template;
mod tolerant;

pub use contact::{Contact, Customer, SetupLink};
pub use content::{Card, Choice, Content, MediaPart, OrderLine};
pub use conversation::{Conversation, ConversationExtras, PhoneNumber};
pub use extras::{MessageExtras, Status, StatusError};
pub(crate) use message::Uploaded;
pub use message::{MediaLookup, Message, Sent, SentContact, SentMessage};
pub use page::Page;
pub(crate) use page::{List, One};
pub use template::Template;
