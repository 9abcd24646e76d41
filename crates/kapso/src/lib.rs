//! Kapso's HTTP API: the Platform API and the Meta proxy, which share an origin and a key.
//!
//! Every request goes through one place ([`Client`]): it adds the key, keeps to the exact origin, follows no redirect,
//! limits time, repeats reads but never a send, and reads both shapes of error.

mod call;
mod client;
mod contacts;
mod conversations;
mod customers;
mod error;
mod key;
mod limits;
mod links;
mod media;
mod messages;
mod numbers;
mod origin;
mod templates;
pub mod wire;

pub use client::Client;
pub use conversations::ConversationQuery;
pub use error::{Code, Error, Refusal, Result};
pub use key::{ApiKey, MalformedKey};
pub use limits::Limits;
pub use links::{LinkError, Links};
pub use media::{MediaFile, Upload};
pub use messages::{MessageQuery, OutboundMessage, Recipient};
pub use origin::{BadOrigin, Origin};
pub use wire::Page;
