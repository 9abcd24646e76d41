//! The programs whose agents can connect: where each keeps its servers, and how ours is put there and taken out again.
//!
//! It knows files and command lines, and nothing of the desk: whoever calls it says what to write and shows what was found.

mod agents;
mod command_line;
mod document;
mod entry;
mod fault;
mod file;
mod link;
mod machine;
mod record;
mod wiring;

pub use agents::{AGENTS, Agent, find};
pub use entry::Reach;
pub use fault::Fault;
pub use link::snippet;
pub use machine::{Machine, Os};
pub use wiring::{Found, Wiring};

/// What our entry is called in every client.
pub const NAME: &str = "kapso";
