//! `kdesk` as a person or a script at a terminal meets it.

#[cfg(unix)]
mod agent;
#[cfg(unix)]
mod approving;
#[cfg(unix)]
mod bridging;
mod calling;
#[cfg(unix)]
mod connecting;
mod contacts;
mod customers;
#[cfg(unix)]
mod examining;
mod failing;
#[expect(dead_code, reason = "what only agents are refused is told of at the endpoint")]
#[path = "../../../desk/tests/stories/faults.rs"]
mod faults;
mod flags;
mod kdesk;
mod messaging;
#[cfg(unix)]
mod person;
mod refusals;
mod serving;
