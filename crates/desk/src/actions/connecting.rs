//! The programs on this machine whose agents can connect, and our entry in their settings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    action::{Action, Remembered},
    actions::projects::DeskState,
    caller::Face,
    desk::Desk,
    error::{Error, Result},
    model::ClientRow,
};

/// List the agents that can be connected, and how each of them stands.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agents {}

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

impl Action for Agents {
    const NAME: &'static str = "desk_agents";
    type Output = AgentList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<AgentList> {
        desk.agents().await
    }
}

/// Start or stop the endpoint that agents connect to, also for the next start of the app. When it cannot start, `endpoint.problem` of the answer
/// says why, and which program has its port.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchEndpoint {
    /// True to start it, also anew on another port.
    pub on: bool,
    /// The port; as it was when absent. Agents that were connected to another one need repair.
    #[serde(default)]
    #[schemars(range(min = 1024, max = 65535))]
    pub port: Option<u16>,
}

impl Action for SwitchEndpoint {
    const NAME: &'static str = "desk_switch_endpoint";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = DeskState;

    async fn run(self, desk: &Desk, _face: Face) -> Result<DeskState> {
        desk.switch_endpoint(self.on, self.port).await
    }
}

/// Put our entry into an agent's settings and give it a token of its own. The rest of its settings stays as it is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConnectAgent {
    /// Which agent, such as `claude-code`.
    #[schemars(length(max = 60))]
    pub agent: String,
    /// How it should get here; the way without a token in its settings where there is one.
    #[serde(default)]
    pub over: Option<Over>,
}

impl Action for ConnectAgent {
    const NAME: &'static str = "desk_connect_agent";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = AgentList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<AgentList> {
        desk.connect_agent(&self.agent, self.over, false).await
    }
}

/// Write an agent's entry anew, whatever stands under our name in its settings.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RepairAgent {
    /// Which agent.
    #[schemars(length(max = 60))]
    pub agent: String,
}

impl Action for RepairAgent {
    const NAME: &'static str = "desk_repair_agent";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = AgentList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<AgentList> {
        desk.connect_agent(&self.agent, None, true).await
    }
}

/// Take our entry out of an agent's settings, byte for byte when nobody changed them since, and its token away.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisconnectAgent {
    /// Which agent.
    #[schemars(length(max = 60))]
    pub agent: String,
}

impl Action for DisconnectAgent {
    const NAME: &'static str = "desk_disconnect_agent";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = AgentList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<AgentList> {
        desk.disconnect_agent(&self.agent).await
    }
}
