//! What is wrong with an agent's settings, and what to do.

use connect::{Agent, Fault};

use crate::error::{Error, ErrorCode};

pub(super) fn of(fault: &Fault) -> Error {
    let what = format!("{}. It was left as it is.", upper(&fault.to_string()));
    match fault {
        Fault::Unknown | Fault::NotInstalled(_) => Error::new(ErrorCode::NotFound, what, "Install it, start it once, and try again."),
        Fault::NoAddress(_) => Error::new(ErrorCode::Contradiction, what, "Connect it over the bridge."),
        Fault::Broken { .. } => settings(what, "Put the file right, in the agent or in an editor, and try again."),
        Fault::Foreign(_) => settings(what, "Rename that entry, or repair the agent to replace it."),
        Fault::Raced(_) => settings(what, "Try again."),
        Fault::Inaccessible { .. } => settings(what, "Make the file writable, and try again."),
    }
}

pub(super) fn edited(agent: &Agent) -> Error {
    settings(format!("Somebody changed our entry in the settings of {}.", agent.name), REPAIR)
}

pub(super) fn foreign(agent: &Agent) -> Error {
    settings(format!("{} has an entry called `kapso` that was not written from here.", agent.name), REPAIR)
}

pub(super) fn elsewhere(written: &str, now: &str) -> Error {
    settings(format!("Its settings lead to {written}, but the endpoint is {now}."), REPAIR)
}

pub(super) fn moved(command: &str) -> Error {
    settings(format!("Its settings start {command}, which is not there any more."), REPAIR)
}

pub(super) fn unknown_here(agent: &Agent) -> Error {
    settings(format!("{} has no access to the project that is open.", agent.name), "Repair it to give it access to this project.")
}

pub(super) fn no_bridge() -> Error {
    let remedy = "Install kdesk beside the app or on the path, or let the agent open the address.";
    Error::new(ErrorCode::NotFound, "The program `kdesk`, which the agent would start, was not found.", remedy)
}

pub(super) fn no_endpoint() -> Error {
    Error::new(ErrorCode::NotRunning, "The endpoint is not up, so there is no address to write.", "Start it, and try again.")
}

const REPAIR: &str = "Repair it to write the entry anew.";

fn settings(message: String, remedy: &str) -> Error {
    Error::new(ErrorCode::AgentSettings, message, remedy)
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
