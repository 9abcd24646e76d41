//! What the simulated WhatsApp does with messages, whoever asks.

pub(crate) mod codes;
pub(crate) mod content;
pub(crate) mod inbound;
pub(crate) mod script;
pub(crate) mod service_window;
pub(crate) mod statuses;
