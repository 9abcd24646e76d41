//! The second step of the gate: who may do what. Pure; the rules stand in the store, and only a person sets them.

mod limits;

pub use limits::Limits;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operation::Effect;

/// What is said to an agent that asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Decision {
    /// Do it.
    Allow,
    /// A person decides first.
    Ask,
    /// No; a tool that is off everywhere is not even listed.
    Off,
}

impl Decision {
    /// What holds where no rule says anything: what a customer sees and what takes something away waits for a person.
    pub fn of(effect: Effect) -> Self {
        match effect {
            Effect::Read | Effect::Write => Self::Allow,
            Effect::Send | Effect::Delete => Self::Ask,
        }
    }

    /// The stored word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Ask => "ask",
            Self::Off => "off",
        }
    }

    /// The decision that a stored word names; a word that nobody knows allows nothing.
    pub fn of_word(word: &str) -> Self {
        match word {
            "allow" => Self::Allow,
            "ask" => Self::Ask,
            _ => Self::Off,
        }
    }
}

/// What a rule holds for. What it does not name it holds for wholly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// One agent's client.
    pub client_id: Option<i64>,
    /// One operation, by its name.
    pub operation: Option<String>,
    /// One of the project's numbers, by Meta's id.
    pub phone_number_id: Option<String>,
    /// One thread.
    pub thread_id: Option<i64>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// This desk's id of it.
    pub id: i64,
    /// What it holds for.
    pub scope: Scope,
    /// What it says.
    pub decision: Decision,
    /// When it ends, for an allowance.
    pub until: Option<Timestamp>,
}

/// Where something happens: a number, and a thread on it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// Meta's id of the number.
    pub phone_number_id: Option<String>,
    /// The thread.
    pub thread_id: Option<i64>,
}

/// What the rules say about an operation of this effect, asked by a client at a place.
///
/// A narrower rule goes before a wider one that holds for everything the narrower one does. Of rules that only overlap,
/// the stricter one counts. Without a rule, the effect decides.
pub fn decide(rules: &[Rule], client_id: i64, operation: &str, effect: Effect, place: &Place, now: Timestamp) -> Decision {
    let fits = |rule: &&Rule| {
        let scope = &rule.scope;
        rule.until.is_none_or(|until| now < until)
            && scope.client_id.is_none_or(|id| id == client_id)
            && scope.operation.as_ref().is_none_or(|name| name == operation)
            && scope.phone_number_id.as_ref().is_none_or(|id| place.phone_number_id.as_ref() == Some(id))
            && scope.thread_id.is_none_or(|id| place.thread_id == Some(id))
    };
    let fitting: Vec<&Rule> = rules.iter().filter(fits).collect();
    let counts = |rule: &&&Rule| !fitting.iter().any(|other| other.scope.is_narrower_than(&rule.scope));
    fitting.iter().filter(counts).map(|rule| rule.decision).max().unwrap_or(Decision::of(effect))
}

/// Whether a client is shown an operation: it is not off, or somewhere it is not.
pub fn is_listed(rules: &[Rule], client_id: i64, operation: &str, effect: Effect, now: Timestamp) -> bool {
    let opens = |rule: &Rule| {
        rule.decision != Decision::Off
            && rule.until.is_none_or(|until| now < until)
            && rule.scope.client_id.is_none_or(|id| id == client_id)
            && rule.scope.operation.as_ref().is_none_or(|name| name == operation)
            && (rule.scope.phone_number_id.is_some() || rule.scope.thread_id.is_some())
    };
    decide(rules, client_id, operation, effect, &Place::default(), now) != Decision::Off || rules.iter().any(opens)
}

impl Scope {
    /// Whether it names everything that `other` names and more. All rules that are compared fit the same call.
    fn is_narrower_than(&self, other: &Self) -> bool {
        let (mine, others) = (self.named(), other.named());
        mine != others && mine.iter().zip(others).all(|(mine, other)| *mine || !other)
    }

    fn named(&self) -> [bool; 4] {
        [self.client_id.is_some(), self.operation.is_some(), self.phone_number_id.is_some(), self.thread_id.is_some()]
    }
}

#[cfg(test)]
mod tests;
