//! Stories about people, agents and the desk, told from outside against the simulator.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a story that does not go as told fails by panicking")]

mod bad_input;
mod bad_places;
mod behind;
mod cable;
mod contacts;
mod customers;
mod dialling;
mod files;
mod following;
mod gate;
mod headers;
mod inbox;
mod interactive;
mod marking;
mod media;
mod notes;
mod office;
mod once;
mod projects;
mod reading;
mod restarts;
mod search;
mod search_conversations;
mod secrets;
mod sending;
mod setup_links;
mod templates;
mod thread;
mod walks;
mod weather;
mod world;
