//! The programs on this machine whose agents can connect, and our entry in their settings.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    action::{Action, Remembered},
    caller::Face,
    desk::Desk,
    error::Result,
    model::{AgentList, DeskState, Over},
};

/// List the agents that can be connected, and how each of them stands.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agents {}

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
