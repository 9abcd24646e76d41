//! What tests with real parts stand on: programs that end with them, and a session bus of their own.

mod bus;
mod process;

pub(crate) use bus::Bus;
pub(crate) use process::Process;

/// Why a test could not go on.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;
