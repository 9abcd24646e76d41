//! Programs that may connect, and their tokens.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    action::{Action, Remembered},
    caller::Face,
    desk::Desk,
    error::Result,
    model::{ClientRow, NewClient},
};

/// List the agents' clients that have a token.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clients {}

/// The clients.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ClientList {
    /// The clients, newest first.
    pub clients: Vec<ClientRow>,
}

impl Action for Clients {
    const NAME: &'static str = "desk_clients";
    type Output = ClientList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<ClientList> {
        Ok(ClientList { clients: desk.engine()?.clients().await? })
    }
}

/// Give a client a token of its own. The token is shown once; only its hash is kept.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddClient {
    /// A name for it, such as "Claude Code".
    #[schemars(length(min = 1, max = 60))]
    pub name: String,
    /// Days after which the token stops working; never when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 3650))]
    pub expires_in_days: Option<u32>,
}

impl Action for AddClient {
    const NAME: &'static str = "desk_add_client";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = NewClient;

    async fn run(self, desk: &Desk, _face: Face) -> Result<NewClient> {
        desk.add_client_for(&self.name, self.expires_in_days).await
    }
}

/// Take a client's token away; its next call is refused.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeClient {
    /// Which client.
    #[schemars(length(max = 20))]
    pub client_id: String,
}

impl Action for RevokeClient {
    const NAME: &'static str = "desk_revoke_client";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = ClientList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<ClientList> {
        Ok(ClientList { clients: desk.engine()?.revoke_client(&self.client_id).await? })
    }
}
