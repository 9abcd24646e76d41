//! Everything that Kapso Desk can do. It knows no window, no MCP and no terminal: faces turn their medium into
//! *(who asks, a name, some JSON)* and enter [`gate::call`].

pub mod action;
pub mod actions;
pub mod approvals;
pub mod brief;
pub mod caller;
pub mod contract;
pub mod desk;
pub mod endpoint;
pub mod engine;
pub mod error;
pub mod events;
pub mod gate;
pub mod input;
pub mod model;
pub mod operation;
pub mod operations;
pub mod outbox;
pub mod secrets;
pub mod selector;
pub mod service_window;
pub mod store;
pub mod values;
