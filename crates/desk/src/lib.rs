//! Everything that Kapso Desk can do. It knows no window, no MCP and no terminal: faces turn their medium into
//! *(who asks, a name, some JSON)* and enter [`gate::call`].

pub mod action;
pub mod actions;
pub mod approvals;
pub mod audit;
pub mod brief;
pub mod caller;
pub mod clients;
pub mod clock;
pub mod contract;
pub mod delivery;
pub mod desk;
pub mod endpoint;
pub mod engine;
pub mod error;
pub mod events;
pub mod failure;
pub mod gate;
pub mod home;
pub mod input;
pub mod model;
pub mod operation;
pub mod operations;
pub mod outbox;
pub mod owner;
pub mod policy;
pub mod projects;
pub mod secrets;
pub mod selector;
mod sender;
pub mod service_window;
pub mod store;
mod sync;
pub mod translate;
pub mod upstream;
pub mod values;
