//! Stories told to a simulator over real HTTP.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a story that does not go as told fails by panicking")]

mod arriving;
mod cast;
mod contract;
mod customers;
mod documents;
mod junk;
mod kinds;
mod life;
mod reading;
mod sending;
mod stage;
