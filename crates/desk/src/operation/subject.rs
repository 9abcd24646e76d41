//! What a call is about, and with whose say it is done.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::{
    approvals::{Approved, Digest},
    caller::Caller,
    engine,
    error::{Error, ErrorCode, Result},
    once::Once,
    outbox::{Content, LocalFile},
    selector::Addressee,
};

/// What an operation is about: for rules, for what a person reads, and for what exactly is let go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// The thread that it touches.
    pub thread_id: Option<i64>,
    /// Meta's id of the number that it is done on.
    pub phone_number_id: Option<String>,
    /// What a person should read before deciding.
    pub summary: String,
    /// Exactly what would leave, for a send.
    pub seal: Option<Seal>,
    /// The newest message that the author has seen, by WhatsApp's id.
    pub expects: Option<String>,
}

impl Subject {
    /// Something in no thread.
    pub fn of(summary: String) -> Self {
        Self { summary, ..Self::default() }
    }

    /// A message to somebody.
    pub fn of_send(to: &Addressee, content: &Content, summary: String) -> Self {
        Self {
            thread_id: to.thread_id(),
            phone_number_id: Some(to.phone_number_id().to_owned()),
            summary,
            seal: Some(engine::seal(to, content)),
            expects: None,
        }
    }

    /// The same, by somebody who has seen up to this message.
    pub fn expecting(mut self, message_id: Option<String>) -> Self {
        self.expects = message_id;
        self
    }
}

/// A digest of exactly what would leave, to whom and from which number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seal(Digest);

impl Seal {
    /// The seal over what would leave.
    pub fn over(exactly: &Value) -> Self {
        Self(Sha256::digest(exactly.to_string().as_bytes()).into())
    }

    /// Its bytes.
    pub fn bytes(&self) -> &Digest {
        &self.0
    }
}

/// Who does it, and with whose say.
#[derive(Debug, Clone)]
pub struct Act {
    /// Who asked.
    pub caller: Caller,
    /// The approval that let it through, for an agent's send.
    pub approved: Option<Approved>,
    /// What tells this wish to send from another one; an approval is its own.
    pub once: Option<Once>,
    /// What was let go; nothing else leaves. None for a person's own message.
    pub seal: Option<Seal>,
    /// The contact's newest message when it was let go: if they write more before it leaves, it does not.
    pub heard: Option<i64>,
    /// The file that leaves in the place of the address that was asked: a person looked at it.
    pub file: Option<LocalFile>,
}

impl Act {
    /// Refuses what is not what was let go.
    pub fn must_be(&self, seal: &Seal) -> Result<()> {
        match &self.caller {
            Caller::Person(_) if self.seal.is_none() => Ok(()),
            _ if self.seal.as_ref() == Some(seal) => Ok(()),
            _ => Err(changed()),
        }
    }
}

/// What was let go is no longer what would be sent.
pub(crate) fn changed() -> Error {
    Error::new(
        ErrorCode::Outdated,
        "What would be sent has changed since it was asked: the number, the contact, the template or the file. Nothing was sent.",
        "Look at the conversation, and let it be asked again.",
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::caller::{Client, Face};

    #[test]
    fn an_agent_sends_exactly_what_was_let_go_or_nothing() {
        let (seal, other) = (Seal::over(&json!({ "body": "It is ready" })), Seal::over(&json!({ "body": "It is ready." })));
        let agent = Caller::Agent(Client { id: 1, name: "Claude Code".to_owned() });
        let act = |caller: &Caller, seal| Act { caller: caller.clone(), approved: None, once: None, seal, heard: None, file: None };
        assert!(act(&agent, Some(seal)).must_be(&seal).is_ok());
        for let_go in [Some(other), None] {
            assert_eq!(act(&agent, let_go).must_be(&seal).unwrap_err().code, ErrorCode::Outdated);
        }
        assert!(act(&Caller::Person(Face::Window), None).must_be(&seal).is_ok());
    }
}
