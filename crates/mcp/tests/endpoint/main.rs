//! The endpoint as programs meet it: over TCP, with the demo workspace behind it.

mod address;
mod answers;
mod contacts;
#[path = "../../../desk/tests/stories/corpus.rs"]
mod corpus;
mod cost;
mod customers;
#[path = "../../../desk/tests/stories/faults.rs"]
mod faults;
mod hostile;
mod injection;
mod lifetime;
mod messaging;
mod permissions;
mod prompts;
mod raw;
mod refusals;
mod resources;
mod running;
#[cfg(unix)]
mod socket;
mod tools;
mod waiting;
mod zed;
