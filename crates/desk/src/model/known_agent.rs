//! The programs on this machine whose agents can connect.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ClientRow;
use crate::error::Error;

/// The agents that are known.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AgentList {
    /// Every one of them, in a fixed order.
    pub agents: Vec<KnownAgent>,
    /// What any other client takes, as text to copy; without a token.
    pub snippet: String,
}

/// An agent that is known.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KnownAgent {
    /// Its id, such as `claude-code`.
    pub agent: String,
    /// Its name, such as "Claude Code".
    pub name: String,
    /// How it stands.
    pub state: AgentState,
    /// How it gets here, or would.
    pub over: Over,
    /// Whether it can open an address; otherwise it only starts programs.
    pub opens_addresses: bool,
    /// The file with its settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What is wrong and what to do, for `needs_repair`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Error>,
    /// Its client in the open project; when it last listed tools stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<ClientRow>,
    /// A link that adds our entry in the agent's own window; without a token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// How an agent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum AgentState {
    /// There is no trace of it on this machine.
    NotInstalled,
    /// It is here, and could be connected.
    Found,
    /// Our entry stands in its settings; it has not come since this desk was started.
    Added,
    /// It has come and asked which tools there are.
    Connected,
    /// It cannot connect as it is.
    NeedsRepair,
}

/// How an agent gets to the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Over {
    /// It starts `kdesk mcp`: no token stands in its settings.
    Bridge,
    /// It opens the endpoint's address; its token stands in its settings.
    Address,
}
