//! Every message that leaves: a pure state machine. The task that drives it takes what is due and notes what came of it.
//!
//! A message leaves at most once without a person's say. What certainly did not take effect is repeated; what may have
//! taken effect becomes `uncertain` and waits for a person.

mod content;
mod file;

pub use content::{Body, Content};
pub use file::{LocalFile, is_kept, kept_place, read_at_most, read_beginning, sha256};

use std::time::Duration;

use crate::{translate, values::Delivery};

/// What an attempt came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// Kapso took it.
    Accepted {
        /// WhatsApp's id of it.
        wamid: String,
        /// The digits that WhatsApp knows the contact by.
        wa_id: Option<String>,
    },
    /// It certainly had no effect, and can be repeated after this long.
    Again(Duration),
    /// It was refused, and would be again.
    Refused {
        /// WhatsApp's code.
        code: Option<i64>,
        /// Its words.
        words: String,
    },
    /// It may or may not have taken effect.
    Unknown(String),
}

/// The longest wait between two attempts of a message that cannot leave.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

impl Attempt {
    /// What the answer to attempt number `attempt` (from 1) means for the message.
    pub fn read(answer: Result<kapso::wire::Sent, kapso::Error>, attempt: u32) -> Self {
        let wait = wait(attempt);
        let error = match answer {
            Ok(sent) => {
                let wa_id = sent.contacts.into_iter().next().and_then(|contact| contact.wa_id);
                let Some(message) = sent.messages.into_iter().next() else {
                    return Self::Unknown("Kapso's answer named no message".to_owned());
                };
                return Self::Accepted { wamid: message.id, wa_id: wa_id.as_deref().and_then(translate::digits) };
            }
            Err(error) => error,
        };
        if error.may_have_taken_effect() {
            return Self::Unknown(error.to_string());
        }
        let Some(refusal) = error.refusal() else { return Self::Again(wait) };
        match (refusal.status, refusal.number()) {
            (429, _) => Self::Again(refusal.retry_after.unwrap_or(LONGEST_WAIT)),
            (409, _) => Self::Again(Duration::from_secs(1)),
            (_, Some(131_056)) => Self::Again(Duration::from_secs(4_u64.saturating_pow(attempt.min(4)))),
            (_, Some(130_429 | 4 | 80_007)) => Self::Again(refusal.retry_after.unwrap_or(wait)),
            (_, code) => {
                let words = refusal.details.clone().unwrap_or_else(|| refusal.message.clone());
                Self::Refused { code, words }
            }
        }
    }

    /// What a failed upload means for the message: it reached nobody, so nothing is uncertain.
    pub fn read_upload(error: &kapso::Error, attempt: u32) -> Self {
        match error.refusal() {
            Some(refusal) if refusal.status < 500 && refusal.status != 429 => {
                Self::Refused { code: refusal.number(), words: refusal.details.clone().unwrap_or_else(|| refusal.message.clone()) }
            }
            Some(refusal) => Self::Again(refusal.retry_after.unwrap_or_else(|| wait(attempt))),
            None => Self::Again(wait(attempt)),
        }
    }

    /// The state that follows.
    pub fn state(&self) -> Delivery {
        match self {
            Self::Accepted { .. } => Delivery::Accepted,
            Self::Again(_) => Delivery::Queued,
            Self::Refused { .. } => Delivery::Failed,
            Self::Unknown(_) => Delivery::Uncertain,
        }
    }
}

fn wait(attempt: u32) -> Duration {
    Duration::from_secs(2_u64.saturating_pow(attempt.min(6))).min(LONGEST_WAIT)
}

/// What a person can still do with a send in this state.
pub fn can(state: Delivery, wish: Wish) -> bool {
    match wish {
        Wish::Undo | Wish::Edit => matches!(state, Delivery::Held | Delivery::Queued),
        Wish::Retry => matches!(state, Delivery::Failed | Delivery::Uncertain | Delivery::Cancelled),
        Wish::Discard => matches!(state, Delivery::Failed | Delivery::Uncertain | Delivery::Cancelled),
    }
}

/// What a person wants of a send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Not to send it.
    Undo,
    /// To say something else.
    Edit,
    /// To send it again.
    Retry,
    /// To take it out of the thread.
    Discard,
}

/// What a send that was `sending` when the program ended is worth: nobody knows whether it left.
pub const AFTER_A_CRASH: Delivery = Delivery::Uncertain;

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, code: Option<i64>) -> Result<kapso::wire::Sent, kapso::Error> {
        Err(kapso::Error::Refused(Box::new(kapso::Refusal {
            status,
            code: code.map(kapso::Code::Number),
            message: "no".to_owned(),
            details: None,
            retry_after: (status == 429).then_some(Duration::from_secs(7)),
        })))
    }

    #[test]
    fn only_what_certainly_had_no_effect_is_repeated() {
        assert_eq!(Attempt::read(refused(429, None), 1), Attempt::Again(Duration::from_secs(7)));
        assert_eq!(Attempt::read(refused(409, None), 1).state(), Delivery::Queued);
        assert_eq!(Attempt::read(Err(kapso::Error::Connect("refused".to_owned())), 1).state(), Delivery::Queued);
        assert_eq!(Attempt::read(refused(503, None), 1).state(), Delivery::Uncertain);
        assert_eq!(Attempt::read(Err(kapso::Error::Timeout { limit: Duration::from_secs(30) }), 1).state(), Delivery::Uncertain);
        assert_eq!(Attempt::read(Err(kapso::Error::Broken("reset".to_owned())), 1).state(), Delivery::Uncertain);
        assert_eq!(Attempt::read(refused(422, Some(131_047)), 1).state(), Delivery::Failed);
    }

    #[test]
    fn nothing_that_may_have_left_can_be_undone() {
        for state in [Delivery::Sending, Delivery::Accepted, Delivery::Uncertain, Delivery::Sent] {
            assert!(!can(state, Wish::Undo));
        }
        assert!(can(Delivery::Held, Wish::Undo));
        assert!(!can(Delivery::Sending, Wish::Retry));
    }
}
