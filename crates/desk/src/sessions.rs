//! The agents' sessions, as they show themselves by what they ask. In memory only: a restart begins anew.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

/// A session that is silent for this long is not live any more.
const LIVE: SignedDuration = SignedDuration::from_hours(1);
/// More of them are not remembered; those that are silent for longest go first.
const MOST: usize = 500;

/// One session of an agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LiveSession {
    /// This desk's name for it, to end it by. The protocol's own is never shown.
    pub session_id: String,
    /// The client whose token it carries.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// The program, as it names itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub program_version: Option<String>,
    /// Whether the protocol has sessions, or the program is told by what it asks.
    pub era: Era,
    /// The protocol's version, such as `2025-06-18`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol_version: Option<String>,
    /// When it was first seen.
    pub connected_at: Timestamp,
    /// When it last asked for something.
    pub last_call_at: Timestamp,
    /// What it asked for, in all.
    pub calls: u64,
    /// Requests of its client that wait for a person.
    pub waiting_approvals: u64,
}

/// The two eras of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Era {
    /// It opened a session (until 2025-11-25).
    Sessions,
    /// Each request stands by itself (from 2026-07-28).
    Stateless,
}

/// What an agent's request says of the program that made it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The session that it is in.
    pub session: Option<String>,
    /// The program, as it names itself.
    pub program: Option<String>,
    /// Its version.
    pub program_version: Option<String>,
    /// The protocol's version.
    pub protocol_version: Option<String>,
}

/// What tells one session from another: the project, the client, and the session or the program.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Whose {
    project: String,
    client_id: i64,
    session: Option<String>,
    program: Option<String>,
}

/// The sessions of this run.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<HashMap<Whose, Seen>>);

struct Seen {
    id: u64,
    origin: Origin,
    first: Timestamp,
    last: Timestamp,
    calls: u64,
}

impl Sessions {
    /// Notes that something was asked; true when the session is new.
    pub(crate) fn note(&self, project: &str, client_id: i64, origin: Origin, now: Timestamp) -> bool {
        let program = origin.program.clone().filter(|_| origin.session.is_none());
        let whose = Whose { project: project.to_owned(), client_id, session: origin.session.clone(), program };
        let mut all = self.all();
        let seen =
            all.entry(whose).or_insert_with(|| Seen { id: rand::random(), origin: Origin::default(), first: now, last: now, calls: 0 });
        (seen.origin, seen.last, seen.calls) = (origin, now, seen.calls.saturating_add(1));
        let is_new = seen.calls == 1;
        if all.len() > MOST
            && let Some(oldest) = all.iter().min_by_key(|(_, seen)| seen.last).map(|(whose, _)| whose.clone())
        {
            all.remove(&oldest);
        }
        is_new
    }

    /// The protocol's id of a session of this project; none within for a program that keeps no session.
    pub(crate) fn find(&self, project: &str, session_id: &str) -> Option<Option<String>> {
        let all = self.all();
        let mut found = all.iter().filter(|(whose, seen)| whose.project == project && name(seen) == session_id);
        found.next().map(|(whose, _)| whose.session.clone())
    }

    /// Notes that a session has ended.
    pub(crate) fn end(&self, session: &str) {
        self.all().retain(|whose, _| whose.session.as_deref() != Some(session));
    }

    /// Those of a project that are live, the one that asked last first; `describe` gives a client's name and what waits, or nothing for one
    /// that has no token any more.
    pub(crate) fn live(&self, project: &str, now: Timestamp, describe: impl Fn(i64) -> Option<(String, u64)>) -> Vec<LiveSession> {
        let all = self.all();
        let live = all.iter().filter(|(whose, seen)| whose.project == project && now.duration_since(seen.last) < LIVE);
        let mut shown: Vec<LiveSession> = live
            .filter_map(|(whose, seen)| describe(whose.client_id).map(|(client, waiting)| shown(whose, seen, client, waiting)))
            .collect();
        shown.sort_by(|one, other| other.last_call_at.cmp(&one.last_call_at).then_with(|| one.client_id.cmp(&other.client_id)));
        shown
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Whose, Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn shown(whose: &Whose, seen: &Seen, client: String, waiting_approvals: u64) -> LiveSession {
    LiveSession {
        session_id: name(seen),
        client_id: whose.client_id.to_string(),
        client,
        program: seen.origin.program.clone(),
        program_version: seen.origin.program_version.clone(),
        era: if whose.session.is_some() { Era::Sessions } else { Era::Stateless },
        protocol_version: seen.origin.protocol_version.clone(),
        connected_at: seen.first,
        last_call_at: seen.last,
        calls: seen.calls,
        waiting_approvals,
    }
}

fn name(seen: &Seen) -> String {
    format!("{:016x}", seen.id)
}
