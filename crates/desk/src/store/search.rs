//! Full-text search over messages.

mod beginning;
mod conversations;
mod index;
mod merging;
mod messages;

pub use conversations::{ConversationCut, FoundConversation, Spot};
pub(in crate::store) use index::Indexed;
pub use messages::{Found, Hit, Order, Place, Wanted};
