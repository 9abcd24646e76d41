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
#[expect(dead_code, reason = "the run by properties asks for the rest")]
mod differences;
#[expect(dead_code, reason = "the run by properties asks for the rest")]
mod documents;
mod hooks;
mod junk;
mod kinds;
mod life;
mod reading;
mod sending;
mod stage;
mod weather;
