//! The upstream's words, read tolerantly: a field that is missing, null or new never spoils an answer.

mod content;
mod conversation;
mod message;
mod page;
mod tolerant;

pub use content::{Card, Choice, Content, MediaPart, OrderLine};
pub use conversation::{Conversation, ConversationExtras, PhoneNumber};
pub use message::{MediaLookup, Message, MessageExtras, Sent, SentMessage, Status, StatusError};
pub use page::Page;
pub(crate) use page::{List, One};
