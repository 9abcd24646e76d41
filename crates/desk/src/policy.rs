//! The second step of the gate: who may do what.

use crate::{caller::Caller, operation::Effect};

/// What a rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Do it.
    Allow,
    /// A person decides first.
    Ask,
}

/// A person at the desk may do everything. An agent reads and writes what only the team sees;
/// what a customer sees and what takes something away waits for a person.
pub fn decide(caller: &Caller, effect: Effect) -> Decision {
    match (caller, effect) {
        (Caller::Person(_), _) | (Caller::Agent(_), Effect::Read | Effect::Write) => Decision::Allow,
        (Caller::Agent(_), Effect::Send | Effect::Delete) => Decision::Ask,
    }
}
