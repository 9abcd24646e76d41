//! The endpoint as programs meet it: over TCP, with the demo workspace behind it.

mod address;
mod answers;
mod contacts;
mod customers;
mod lifetime;
mod messaging;
mod permissions;
mod prompts;
mod raw;
mod resources;
mod running;
mod tools;
mod waiting;
