//! What agents do: in figures since a time, and in the sessions that are live.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    action::{Action, Remembered},
    caller::Face,
    dates,
    desk::Desk,
    error::Result,
    model::Figures,
    sessions::LiveSession,
    store::audit::ClientDay,
};

/// Count what agents did since a time, client by client.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Today {
    /// Since then: ISO 8601; the beginning of the person's day.
    #[schemars(length(max = 40))]
    pub since: String,
}

/// What agents did.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TodayFigures {
    /// Since then.
    pub since: Timestamp,
    /// All clients together.
    pub total: Figures,
    /// Each client that did anything or for which anything waits.
    pub clients: Vec<ClientFigures>,
}

/// What one client did.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ClientFigures {
    /// This desk's id of it.
    pub client_id: String,
    /// Its name.
    pub client: String,
    /// What it did.
    pub figures: Figures,
    /// When it last asked for something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_call_at: Option<Timestamp>,
}

impl Action for Today {
    const NAME: &'static str = "desk_today";
    type Output = TodayFigures;

    async fn run(self, desk: &Desk, _face: Face) -> Result<TodayFigures> {
        let since = dates::since("since", &self.since)?;
        let engine = desk.engine()?;
        engine.expire_requests(engine.now()).await?;
        let days = engine.read(move |store| store.clients_since(since)).await?;
        let clients: Vec<ClientFigures> = days.into_iter().map(ClientFigures::of).collect();
        let total = clients.iter().fold(Figures::default(), |total, client| total.and(client.figures));
        Ok(TodayFigures { since, total, clients })
    }
}

impl ClientFigures {
    fn of((id, day): (i64, ClientDay)) -> Self {
        let ClientDay { name, figures, last_call_at } = day;
        Self { client_id: id.to_string(), client: name, figures, last_call_at }
    }
}

/// List the agents' sessions that are live: those that asked for something within the last hour and have not ended.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sessions {}

/// The sessions that are live.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SessionList {
    /// The sessions, the one that asked last first.
    pub sessions: Vec<LiveSession>,
}

impl Action for Sessions {
    const NAME: &'static str = "desk_sessions";
    type Output = SessionList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<SessionList> {
        Ok(SessionList { sessions: desk.live_sessions().await? })
    }
}

/// End an agent's session. Its stream closes, and what it asks in that session from then on is answered as the protocol says (404). The
/// agent may open another one; to keep it out, take its client's token away.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndSession {
    /// Which one, out of the list of sessions.
    #[schemars(length(max = 20))]
    pub session_id: String,
}

impl Action for EndSession {
    const NAME: &'static str = "desk_end_session";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = SessionList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<SessionList> {
        desk.disconnect_session(&self.session_id).await?;
        Ok(SessionList { sessions: desk.live_sessions().await? })
    }
}
