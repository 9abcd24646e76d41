//! Stories told to a simulator over real HTTP.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a story that does not go as told fails by panicking"
)]

mod arriving;
mod cast;
mod changing;
mod contract;
mod crowd;
mod customers;
mod documents;
mod hooks;
mod junk;
mod kinds;
mod life;
mod reading;
mod sending;
mod stage;
mod weather;
