//! Projects and their keys.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    action::{Action, Remembered},
    caller::Face,
    desk::Desk,
    error::Result,
    model::{DeskState, WorkingKey},
    secrets::Key,
};

/// How the desk stands: the open project, the others, the keychain, the agents' endpoint.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct State {}

impl Action for State {
    const NAME: &'static str = "desk_state";
    type Output = DeskState;

    async fn run(self, desk: &Desk, _face: Face) -> Result<DeskState> {
        desk.state().await
    }
}

/// Check a pasted key against Kapso, store it in the keychain, and open its project. A key that Kapso refuses is not stored.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConnectKey {
    /// The key, as Kapso shows it under Integrations, API keys.
    #[schemars(length(max = 4096))]
    pub key: Key,
    /// A name for the project; taken from its first number when absent.
    #[serde(default)]
    #[schemars(length(min = 1, max = 60))]
    pub name: Option<String>,
}

impl Action for ConnectKey {
    const NAME: &'static str = "desk_connect_key";
    type Output = DeskState;

    async fn run(self, desk: &Desk, _face: Face) -> Result<DeskState> {
        desk.connect_key(self.key, self.name).await
    }
}

/// Put a new key in the place of a project's key: it is added beside the old one, tested, put in its place, and the old one is gone. Whenever
/// the program ends meanwhile, the project opens with one of the two, and the next opening clears up.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplaceKey {
    /// Which project.
    #[schemars(length(max = 40))]
    pub project_id: String,
    /// The new key.
    #[schemars(length(max = 4096))]
    pub key: Key,
}

impl Action for ReplaceKey {
    const NAME: &'static str = "desk_replace_key";
    const REMEMBERED: Remembered = Remembered::Shape;
    type Output = DeskState;

    async fn run(self, desk: &Desk, _face: Face) -> Result<DeskState> {
        desk.replace_key(&self.project_id, self.key).await
    }
}

/// Test the key that is stored for a project, without showing it: whether Kapso takes it now.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TestKey {
    /// Which project.
    #[schemars(length(max = 40))]
    pub project_id: String,
}

impl Action for TestKey {
    const NAME: &'static str = "desk_test_key";
    type Output = WorkingKey;

    async fn run(self, desk: &Desk, _face: Face) -> Result<WorkingKey> {
        desk.test_key(&self.project_id).await
    }
}

/// Give a project another name or colour on this machine, or show other numbers of it. A number that is not shown is read like
/// the others; agents reach it as their permissions say, and what they ask to send there waits like everything else.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeProject {
    /// Which project.
    #[schemars(length(max = 40))]
    pub project_id: String,
    /// Its name here; as it is when absent.
    #[serde(default)]
    #[schemars(length(min = 1, max = 60))]
    pub name: Option<String>,
    /// Its colour; as it is when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 6))]
    pub colour: Option<u8>,
    /// Meta's ids of the numbers that are not shown, all of them; as it is when absent.
    #[serde(default)]
    #[schemars(length(max = 1000), inner(length(min = 1, max = 100)))]
    pub hidden_numbers: Option<Vec<String>>,
}

impl Action for ChangeProject {
    const NAME: &'static str = "desk_change_project";
    type Output = DeskState;

    async fn run(self, desk: &Desk, _face: Face) -> Result<DeskState> {
        desk.change_project(&self.project_id, self.name, self.colour, self.hidden_numbers).await
    }
}

/// Remove a project from this machine: its key from the keychain, and its local copy.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveProject {
    /// Which project.
    #[schemars(length(max = 40))]
    pub project_id: String,
}

impl Action for RemoveProject {
    const NAME: &'static str = "desk_remove_project";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = DeskState;

    async fn run(self, desk: &Desk, _face: Face) -> Result<DeskState> {
        desk.remove_project(&self.project_id).await
    }
}

/// Open the demo workspace: invented numbers and people, nothing is sent.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenDemo {
    /// Begin it afresh: everybody in it is as on the first day. Programs keep their tokens and what they may do.
    #[serde(default)]
    pub anew: bool,
}

impl Action for OpenDemo {
    const NAME: &'static str = "desk_open_demo";
    type Output = DeskState;

    async fn run(self, desk: &Desk, _face: Face) -> Result<DeskState> {
        desk.open_demo_as(self.anew).await
    }
}

/// Open another project of this machine.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenProject {
    /// Which project.
    #[schemars(length(max = 40))]
    pub project_id: String,
}

impl Action for OpenProject {
    const NAME: &'static str = "desk_open_project";
    type Output = DeskState;

    async fn run(self, desk: &Desk, _face: Face) -> Result<DeskState> {
        desk.open_project(&self.project_id).await
    }
}
