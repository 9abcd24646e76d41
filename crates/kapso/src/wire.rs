//! The upstream's words, read tolerantly: a field that is missing, null or new never spoils an answer.

mod contact;
mod content;
mod conversation;
mod message;
mod page;
mod template;
mod tolerant;

pub use contact::{Contact, Customer, SetupLink};
pub use content::{Card, Choice, Content, MediaPart, OrderLine};
pub use conversation::{Conversation, ConversationExtras, PhoneNumber};
pub(crate) use message::Uploaded;
pub use message::{MediaLookup, Message, MessageExtras, Sent, SentContact, SentMessage, Status, StatusError};
pub use page::Page;
pub(crate) use page::{List, One};
pub use template::Template;
