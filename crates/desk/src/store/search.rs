//! Full-text search over messages.

mod index;
mod messages;

pub(in crate::store) use index::Indexed;
pub use messages::{Found, Hit, Order, Place, Wanted};
