//! What the client promises, told against a server that answers by a script.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a story that does not go as told fails by panicking")]

mod errors;
mod files;
mod keys;
mod links;
mod lists;
mod redirects;
mod repeats;
mod tolerance;
mod upstream;
