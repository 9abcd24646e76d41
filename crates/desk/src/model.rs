//! What answers are made of. Every face shows these same shapes; ids stand only in detailed answers.

mod content;
mod conversation;
mod message;
mod number;

pub use content::{Choice, ContactCard, FormField, Interactive, Location, Media, OrderItem, ReactionTo, TemplateUse};
pub use conversation::{Conversation, Preview, ServiceWindow};
pub use message::{Author, Failure, Message, Quote, Reaction};
pub use number::Config;
