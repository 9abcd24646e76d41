//! How each agent stands: what is in its settings, against what would lead here.

use std::path::Path;

use connect::{AGENTS, Agent, Found, Machine};

use super::words;
use crate::{
    desk::Desk,
    error::Error,
    model::{AgentState, ClientRow, KnownAgent, Over},
};

impl Desk {
    /// Looks into every agent's settings. Blocks.
    pub(super) fn look(&self, clients: &[ClientRow]) -> Vec<KnownAgent> {
        AGENTS.iter().map(|agent| self.look_at(agent, clients.iter().find(|client| client.name == agent.name))).collect()
    }

    fn look_at(&self, agent: &Agent, client: Option<&ClientRow>) -> KnownAgent {
        let wiring = self.inner.wiring.as_ref();
        let found = wiring.map_or(Found::NotInstalled, |wiring| wiring.look(agent));
        let bridge = self.bridge_for(agent.id);
        let (state, problem) = match &found {
            Found::NotInstalled => (AgentState::NotInstalled, None),
            Found::Free => (AgentState::Found, None),
            Found::Edited => needs_repair(words::edited(agent)),
            Found::Foreign => needs_repair(words::foreign(agent)),
            Found::Unusable(fault) => needs_repair(words::of(fault)),
            Found::Ours { url, command } => match self.fault_of(agent, url.as_deref(), command.as_deref(), client) {
                Some(problem) => needs_repair(problem),
                None if client.is_some_and(|client| client.listed_at.is_some()) => (AgentState::Connected, None),
                None => (AgentState::Added, None),
            },
        };
        let over = match &found {
            Found::Ours { url: Some(_), .. } => Over::Address,
            Found::Ours { .. } => Over::Bridge,
            _ if bridge.is_some() || !agent.opens_addresses() => Over::Bridge,
            _ => Over::Address,
        };
        KnownAgent {
            agent: agent.id.to_owned(),
            name: agent.name.to_owned(),
            state,
            over,
            opens_addresses: agent.opens_addresses(),
            file: wiring.and_then(|wiring| agent.file(wiring.machine())).map(|file| file.display().to_string()),
            problem,
            client: client.cloned(),
            link: bridge.and_then(|bridge| agent.link(&bridge)),
        }
    }

    fn fault_of(&self, agent: &Agent, url: Option<&str>, command: Option<&str>, client: Option<&ClientRow>) -> Option<Error> {
        let endpoint = self.endpoint().url;
        match (url, endpoint.as_deref(), command) {
            (Some(written), Some(now), _) if written != now => return Some(words::elsewhere(written, now)),
            (None, _, Some(command)) if !Path::new(command).is_file() => return Some(words::moved(command)),
            _ => {}
        }
        (self.engine().is_ok() && client.is_none()).then(|| words::unknown_here(agent))
    }
}

fn needs_repair(problem: Error) -> (AgentState, Option<Error>) {
    (AgentState::NeedsRepair, Some(problem))
}

/// Our program for the terminal: this one, the one beside it, or the one on the path. One that lies in a place of this run
/// only, such as an AppImage's, is of no use in a file.
pub(super) fn kdesk(machine: &Machine) -> Option<String> {
    let here = std::env::current_exe().ok().filter(|path| !is_passing(path));
    let name = format!("kdesk{}", std::env::consts::EXE_SUFFIX);
    let beside = here.and_then(|path| path.parent().map(|folder| folder.join(&name))).filter(|path| path.is_file());
    beside.or_else(|| machine.program("kdesk"))?.to_str().map(str::to_owned)
}

fn is_passing(path: &Path) -> bool {
    std::env::var_os("APPIMAGE").is_some() || path.components().any(|part| part.as_os_str() == "AppTranslocation")
}
