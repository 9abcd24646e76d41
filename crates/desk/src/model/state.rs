//! How the desk stands.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Project, SyncState};
use crate::{endpoint::Endpoint, error::Error};

/// How the desk stands.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DeskState {
    /// The version of this program.
    pub version: String,
    /// The operating system: `linux`, `macos` or `windows`.
    pub platform: String,
    /// The project that is open, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectState>,
    /// Every project that has a key on this machine.
    pub projects: Vec<Project>,
    /// Why no key can be read or stored, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keychain_problem: Option<Error>,
    /// Why the project that was used last did not open, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening_problem: Option<Error>,
    /// The endpoint that agents connect to.
    pub endpoint: Endpoint,
    /// Seconds for which a send can be taken back.
    pub undo_seconds: u32,
}

/// The open project.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProjectState {
    /// Which one.
    pub project: Project,
    /// How the copy on this desk stands.
    pub sync: SyncState,
    /// When Kapso last confirmed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
    /// Agents' requests that wait for a person.
    pub waiting_approvals: u32,
    /// Messages whose time to leave has come and that could not leave yet.
    pub waiting_sends: u32,
}

/// A key that works.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WorkingKey {
    /// How many numbers Kapso lists for it.
    pub numbers: u64,
    /// How long Kapso took to answer.
    pub millis: u64,
}
