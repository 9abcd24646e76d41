//! Who asks.

use serde::Serialize;

/// Who asks for an operation. It decides what needs a person's say, and stands in the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// A person, at this face.
    Person(Face),
    /// An agent that came with a token of this desk.
    Agent(Client),
}

/// Where a person sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// The app's window.
    Window,
    /// A terminal.
    Terminal,
}

/// A program that a person gave a token to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// This desk's id of it.
    pub id: i64,
    /// The name that the person gave it.
    pub name: String,
}

impl Caller {
    /// The name that the audit and the thread show.
    pub fn name(&self) -> &str {
        match self {
            Self::Person(Face::Window) => "window",
            Self::Person(Face::Terminal) => "terminal",
            Self::Agent(client) => &client.name,
        }
    }

    /// The agent, if it is one.
    pub fn agent(&self) -> Option<&Client> {
        match self {
            Self::Person(_) => None,
            Self::Agent(client) => Some(client),
        }
    }
}
