//! What agents may do in this project, at hand for every call: the rules, the switch for all of them, their limits.

use std::sync::RwLock;

use jiff::{SignedDuration, Timestamp};

use super::{Engine, asking::number};
use crate::{
    caller::Client,
    error::{Error, ErrorCode, Result},
    events::Topic,
    operation::{Effect, Entry},
    policy::{self, Decision, Limits, Place, Rule, Scope},
    values::Delivery,
};

/// How long an allowance holds.
pub(super) const ALLOWANCE: SignedDuration = SignedDuration::from_hours(1);

/// What the store says about agents, in memory.
#[derive(Debug, Default)]
pub(super) struct Policy {
    now: RwLock<Now>,
}

#[derive(Debug, Default, Clone)]
struct Now {
    rules: Vec<Rule>,
    paused: bool,
}

impl Engine {
    /// Whether all agents are read-only. What cannot be told counts as yes.
    pub fn agents_paused(&self) -> bool {
        self.policy.now.read().map_or(true, |now| now.paused)
    }

    /// Whether a client is shown an operation.
    pub fn lists(&self, client: &Client, entry: &dyn Entry) -> bool {
        let Ok(policy) = self.policy.now.read() else { return false };
        policy::is_listed(&policy.rules, client.id, entry.name(), entry.effect(), self.now())
    }

    /// What the rules say: the strictest decision over every place that is touched.
    pub fn decision(&self, client: &Client, entry: &dyn Entry, places: &[Place]) -> Decision {
        let Ok(policy) = self.policy.now.read() else { return Decision::Off };
        if policy.paused && entry.effect() != Effect::Read {
            return Decision::Off;
        }
        let said = |place: &Place| policy::decide(&policy.rules, client.id, entry.name(), entry.effect(), place, self.now());
        if places.is_empty() {
            return said(&Place::default());
        }
        places.iter().map(said).max().unwrap_or(Decision::Off)
    }

    /// Whether anything at all is off for a client; where nothing is, nothing need be looked for. What cannot be told counts as yes.
    pub(crate) fn has_something_off(&self, client: &Client) -> bool {
        let is_off = |rule: &Rule| rule.decision == Decision::Off && rule.scope.client_id.is_none_or(|id| id == client.id);
        self.policy.now.read().map_or(true, |policy| policy.rules.iter().any(is_off))
    }

    /// Every rule and allowance that holds.
    pub fn rules(&self) -> Vec<Rule> {
        let now = self.now();
        let rules = self.policy.now.read().map(|policy| policy.rules.clone()).unwrap_or_default();
        rules.into_iter().filter(|rule| rule.until.is_none_or(|until| now < until)).collect()
    }

    /// Sets what a rule of this scope says, or takes it away.
    pub async fn set_rule(&self, scope: Scope, decision: Option<Decision>) -> Result<()> {
        let now = self.now();
        self.write(move |store| match decision {
            Some(decision) => store.set_rule(&scope, decision, None, now),
            None => store.clear_rule(&scope, false).map(drop),
        })
        .await?;
        self.load_policy().await
    }

    /// Lets a client do this here for an hour, unless the desk is quit before.
    pub(crate) async fn allow_for_an_hour(&self, scope: Scope) -> Result<()> {
        let now = self.now();
        let until = now.checked_add(ALLOWANCE).unwrap_or(now);
        self.write(move |store| store.set_rule(&scope, Decision::Allow, Some(until), now)).await?;
        self.load_policy().await
    }

    /// Takes one rule or allowance away.
    pub async fn remove_rule(&self, rule_id: &str) -> Result<()> {
        let id = number(rule_id)?;
        if !self.write(move |store| store.remove_rule(id)).await? {
            return Err(Error::new(ErrorCode::NotFound, "There is no such rule.", "Take an id from the list of permissions."));
        }
        self.load_policy().await
    }

    /// Sets a client's limits.
    pub async fn set_limits(&self, client_id: &str, limits: Limits) -> Result<()> {
        let id = number(client_id)?;
        if !self.write(move |store| store.set_limits(id, limits)).await? {
            return Err(Error::new(ErrorCode::NotFound, "There is no such client.", "Take an id from the list of clients."));
        }
        self.emit(Topic::Clients, None);
        Ok(())
    }

    /// Makes all agents read-only, or not any more. What they sent and what has not begun to leave is taken back.
    pub async fn pause_agents(&self, paused: bool) -> Result<()> {
        if paused {
            // Before anything else, so that nothing new begins.
            self.put_paused(true);
        }
        let _turn = self.agents_turn.lock().await;
        let now = self.now();
        let threads = self
            .write(move |store| {
                store.pause_agents(paused)?;
                let waiting = if paused { store.agents_waiting_sends()? } else { Vec::new() };
                let mut threads = Vec::new();
                for id in waiting {
                    store.wish_send(id, Delivery::Cancelled, now, false)?;
                    threads.extend(store.send(id)?.map(|(thread, _)| thread));
                }
                Ok(threads)
            })
            .await?;
        threads.into_iter().for_each(|thread| self.send_changed(thread));
        self.load_policy().await
    }

    /// Whether one more message of a client to this thread is within its limits.
    pub(crate) async fn is_within_limits(&self, client: &Client, thread_id: i64) -> Result<bool> {
        let (id, now) = (client.id, self.now());
        self.read(move |store| store.is_within_limits(id, thread_id, now)).await
    }

    /// Reads what the store says; allowances of an earlier run ended with it.
    pub(super) async fn begin_policy(&self) -> Result<()> {
        self.write(|store| store.end_allowances()).await?;
        self.load_policy().await
    }

    pub(super) async fn load_policy(&self) -> Result<()> {
        let (rules, paused) = self.read(|store| Ok((store.rules()?, store.agents_paused()?))).await?;
        if let Ok(mut now) = self.policy.now.write() {
            *now = Now { rules, paused };
        }
        self.emit(Topic::Permissions, None);
        Ok(())
    }

    fn put_paused(&self, paused: bool) {
        if let Ok(mut now) = self.policy.now.write() {
            now.paused = paused;
        }
    }
}

/// A client's permission is refused, in words for the agent.
pub(crate) fn off(paused: bool) -> Error {
    if paused {
        let remedy = "Reading goes on. Tell the person; only they can switch it on again, at the desk.";
        return Error::new(ErrorCode::NotAllowed, "All agents are read-only now: a person stopped them. Nothing was done.", remedy);
    }
    Error::new(
        ErrorCode::NotAllowed,
        "This is off for you here. Nothing was done.",
        "Do something else, or ask the person; only they can change it, at the desk.",
    )
}

/// The time before which reads are forgotten.
pub(super) fn forgotten(now: Timestamp) -> Timestamp {
    now.checked_sub(super::reading::REMEMBERED).unwrap_or(now)
}
