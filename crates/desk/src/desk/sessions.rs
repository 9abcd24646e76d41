//! Who is connected: what the endpoint notes of agents' sessions.

use super::Desk;
use crate::{
    caller::Caller,
    endpoint::SessionEnd,
    error::{Error, ErrorCode, Result},
    events::Topic,
    sessions::{LiveSession, Origin},
};

/// What a program says of itself is shown up to this length.
const LONGEST: usize = 60;

impl Desk {
    /// Notes that an agent asked for something, and what its request says of the program.
    pub fn note_session(&self, caller: &Caller, origin: Origin) {
        let (Ok(engine), Some(client)) = (self.engine(), caller.agent()) else { return };
        let short = |text: Option<String>| text.map(|text| text.chars().filter(|c| !c.is_control()).take(LONGEST).collect());
        let origin = Origin {
            session: origin.session,
            program: short(origin.program),
            program_version: short(origin.program_version),
            protocol_version: short(origin.protocol_version),
        };
        if self.inner.sessions.note(&engine.project().id, client.id, origin, engine.now()) {
            engine.emit(Topic::Clients, None);
        }
    }

    /// Notes that an agent ended its session.
    pub fn end_session(&self, session: &str) {
        self.inner.sessions.end(session);
        self.emit(Topic::Clients);
    }

    /// Takes the way in which the endpoint ends sessions.
    pub fn set_session_end(&self, end: SessionEnd) {
        if let Ok(mut now) = self.inner.session_end.lock() {
            *now = Some(end);
        }
    }

    /// Ends one that is live, as its client could by itself.
    pub(crate) async fn disconnect_session(&self, session_id: &str) -> Result<()> {
        let session = self.inner.sessions.find(&self.engine()?.project().id, session_id).ok_or_else(no_session)?;
        let session = session.ok_or_else(keeps_none)?;
        let end = self.inner.session_end.lock().ok().and_then(|end| end.clone());
        end.ok_or_else(no_session)?.of(session.clone()).await;
        self.end_session(&session);
        Ok(())
    }

    /// The sessions that are live.
    pub(crate) async fn live_sessions(&self) -> Result<Vec<LiveSession>> {
        let engine = self.engine()?;
        engine.expire_requests(engine.now()).await?;
        let (clients, waiting) = engine.read(|store| Ok((store.clients()?, store.waiting_by_client()?))).await?;
        let describe = |id: i64| {
            let client = clients.iter().find(|client| client.client_id == id.to_string())?;
            Some((client.name.clone(), waiting.get(&id).copied().unwrap_or(0)))
        };
        Ok(self.inner.sessions.live(&engine.project().id, engine.now(), describe))
    }
}

fn no_session() -> Error {
    Error::new(ErrorCode::NotFound, "This session is not live any more.", "Look at the sessions again.")
}

fn keeps_none() -> Error {
    Error::new(
        ErrorCode::NotAllowed,
        "This program keeps no session that could be ended: each of its requests stands by itself. Nothing was changed.",
        "Take its client's token away, or set what it may do.",
    )
}
