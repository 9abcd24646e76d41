//! Where a message stands: an append-only set of statuses, folded by a function that their order cannot change.

use crate::{
    store::messages::SeenStatus,
    values::{Delivery, Direction},
};

/// What a set of statuses comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Where it stands. An inbound message is `read` or `received`, as Kapso knows it.
    pub delivery: Delivery,
    /// WhatsApp's error code, when it failed.
    pub code: Option<i64>,
    /// WhatsApp's words, when it failed.
    pub words: Option<String>,
}

/// Both sets as one, in one order, without repetition.
pub fn union(known: &[SeenStatus], seen: &[SeenStatus]) -> Vec<SeenStatus> {
    let mut all: Vec<SeenStatus> = known.iter().chain(seen).cloned().collect();
    all.sort();
    all.dedup();
    all
}

/// Where a message stands. A contact who read or received it outweighs a `failed`: it did arrive, on one of their devices.
pub fn fold(direction: Direction, summary: Option<&str>, statuses: &[SeenStatus]) -> State {
    let said = |word: &str| summary == Some(word) || statuses.iter().any(|status| status.status == word);
    let plain = |delivery| State { delivery, code: None, words: None };
    if direction == Direction::Inbound {
        return plain(if said("read") { Delivery::Read } else { Delivery::Received });
    }
    if said("read") {
        plain(Delivery::Read)
    } else if said("delivered") {
        plain(Delivery::Delivered)
    } else if said("failed") {
        let reason = statuses.iter().filter(|status| status.status == "failed").max_by_key(|status| (status.code.is_some(), status.at));
        State {
            delivery: Delivery::Failed,
            code: reason.and_then(|reason| reason.code),
            words: reason.and_then(|reason| reason.words.clone()),
        }
    } else if said("sent") {
        plain(Delivery::Sent)
    } else {
        plain(Delivery::Accepted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_in_which_statuses_come_changes_nothing() {
        let status = |word: &str, at| SeenStatus { status: word.to_owned(), at, code: (word == "failed").then_some(131_026), words: None };
        let all = [status("sent", 1), status("delivered", 2), status("read", 3), status("failed", 4)];
        for first in &all {
            for second in &all {
                for third in &all {
                    let forth = union(&union(&[], std::slice::from_ref(first)), &[second.clone(), third.clone()]);
                    let back = union(&union(&[], &[third.clone(), third.clone()]), &[second.clone(), first.clone()]);
                    assert_eq!(fold(Direction::Outbound, None, &forth), fold(Direction::Outbound, None, &back));
                }
            }
        }
    }

    #[test]
    fn a_failure_is_seen_with_its_reason_unless_the_message_arrived() {
        let failed = SeenStatus { status: "failed".to_owned(), at: 9, code: Some(131_047), words: Some("closed".to_owned()) };
        let state = fold(Direction::Outbound, Some("failed"), std::slice::from_ref(&failed));
        assert_eq!((state.delivery, state.code), (Delivery::Failed, Some(131_047)));
        let arrived = SeenStatus { status: "delivered".to_owned(), at: 3, code: None, words: None };
        assert_eq!(fold(Direction::Outbound, None, &[failed, arrived]).delivery, Delivery::Delivered);
    }
}
