//! Agents of this machine: found, connected, repaired and taken out.

mod looking;
mod words;

use connect::{Agent, Fault, Found, Reach, Wiring};

use super::Desk;
use crate::{
    error::{Error, ErrorCode, Result},
    events::Topic,
    home,
    model::{AgentList, Over},
};

impl Desk {
    /// Every agent that is known, and how it stands.
    pub async fn agents(&self) -> Result<AgentList> {
        let clients = match self.engine() {
            Ok(engine) => engine.clients().await?,
            Err(_) => Vec::new(),
        };
        let (desk, bridge) = (self.clone(), self.bridge_for("CLIENT"));
        let agents = blocking(move || Ok(desk.look(&clients))).await?;
        let address = || Reach::Address { url: self.endpoint().url.unwrap_or_default(), token: String::new() };
        Ok(AgentList { agents, snippet: connect::snippet(&bridge.unwrap_or_else(address)) })
    }

    /// Puts our entry into an agent's settings; `anew` also where another one has its name.
    pub async fn connect_agent(&self, id: &str, over: Option<Over>, anew: bool) -> Result<AgentList> {
        let (agent, wiring, engine) = (known(id)?, self.wiring()?, self.engine()?);
        let found = look(&wiring, agent).await?;
        let may = match &found {
            Found::NotInstalled => Err(Fault::NotInstalled(agent.name)),
            Found::Unusable(fault) => Err(fault.clone()),
            Found::Foreign if !anew => Err(Fault::Foreign(agent.file(wiring.machine()).unwrap_or_default())),
            _ => Ok(()),
        };
        may.map_err(|fault| words::of(&fault))?;
        let was_address = matches!(&found, Found::Ours { url: Some(_), .. });
        let over = over.or(was_address.then_some(Over::Address).filter(|_| anew));
        let known_before = engine.clients().await?.iter().any(|client| client.name == agent.name);
        let reach = self.reach(agent, over).await?;
        let written = blocking(move || Ok(if anew { wiring.repair(agent, &reach) } else { wiring.add(agent, &reach) })).await?;
        if let Err(fault) = written {
            if !known_before {
                self.forget_client(agent).await?;
            }
            return Err(words::of(&fault));
        }
        self.emit(Topic::Clients);
        self.agents().await
    }

    /// Takes our entry out of an agent's settings, and its token away.
    pub async fn disconnect_agent(&self, id: &str) -> Result<AgentList> {
        let (agent, wiring) = (known(id)?, self.wiring()?);
        blocking(move || Ok(wiring.remove(agent))).await?.map_err(|fault| words::of(&fault))?;
        self.forget_client(agent).await?;
        self.emit(Topic::Clients);
        self.agents().await
    }

    async fn forget_client(&self, agent: &Agent) -> Result<()> {
        let engine = self.engine()?;
        for client in engine.clients().await?.iter().filter(|client| client.name == agent.name) {
            engine.revoke_client(&client.client_id).await?;
        }
        Ok(())
    }

    /// The way for an agent, with a client of its own at the end of it.
    async fn reach(&self, agent: &Agent, over: Option<Over>) -> Result<Reach> {
        let engine = self.engine()?;
        let bridge = self.bridge_for(agent.id).filter(|_| over != Some(Over::Address));
        if let Some(bridge) = bridge {
            if !engine.clients().await?.iter().any(|client| client.name == agent.name) {
                engine.add_client(agent.name, None).await?;
            }
            return Ok(bridge);
        }
        if over == Some(Over::Bridge) {
            return Err(words::no_bridge());
        }
        if !agent.opens_addresses() {
            return Err(if over.is_none() { words::no_bridge() } else { words::of(&Fault::NoAddress(agent.name)) });
        }
        let url = self.endpoint().url.ok_or_else(words::no_endpoint)?;
        let (_, token) = engine.renew_client(agent.name).await?;
        Ok(Reach::Address { url, token })
    }

    /// `kdesk mcp` for a client; none where that program is not, or moves about.
    fn bridge_for(&self, id: &str) -> Option<Reach> {
        let command = looking::kdesk(self.inner.wiring.as_ref()?.machine())?;
        let mut arguments = vec!["mcp".to_owned(), "--client".to_owned(), id.to_owned()];
        let place = self.data_dir();
        if home::place(None).ok().as_deref() != Some(place) {
            arguments.extend(["--data-dir".to_owned(), place.to_str()?.to_owned()]);
        }
        Some(Reach::Bridge { command, arguments })
    }

    fn wiring(&self) -> Result<Wiring> {
        self.inner.wiring.clone().ok_or_else(|| {
            Error::new(ErrorCode::AgentSettings, "This user has no home directory, where agents keep their settings.", "Set HOME.")
        })
    }
}

async fn look(wiring: &Wiring, agent: &'static Agent) -> Result<Found> {
    let wiring = wiring.clone();
    blocking(move || Ok(wiring.look(agent))).await
}

fn known(id: &str) -> Result<&'static Agent> {
    connect::find(id).ok_or_else(|| {
        let ids: Vec<&str> = connect::AGENTS.iter().map(|agent| agent.id).collect();
        Error::new(ErrorCode::NotFound, "No agent of that name is known.", format!("These are: {}.", ids.join(", ")))
    })
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|cause| Error::internal("agents", cause))?
}
