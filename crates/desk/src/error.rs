//! What can go wrong, in words for a person or an agent.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The result of everything that can fail here.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure: what happened, what to do, and a code to branch on. Holds no key, token or signed link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Error {
    /// What faces branch on.
    pub code: ErrorCode,
    /// What happened and what was kept.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// Seconds to wait before it can work, when the other side said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u64>,
    /// The other side's own code, such as WhatsApp's 131047 or HTTP's 503.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upstream_code: Option<String>,
    /// What the contact wrote meanwhile, oldest first, for `stale`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub new_messages: Vec<Map<String, Value>>,
}

/// The kinds of failure that a face treats differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ErrorCode {
    /// No operation has that name.
    UnknownOperation,
    /// The input has a field that the operation does not know.
    UnknownField,
    /// A required field is missing.
    MissingField,
    /// A field has the wrong type.
    WrongType,
    /// A field's value is outside its limits.
    InvalidValue,
    /// Two fields exclude each other.
    Contradiction,
    /// Nothing in this project has that id or number.
    NotFound,
    /// Several people or numbers fit; the message names them.
    Ambiguous,
    /// This caller may not do that.
    NotAllowed,
    /// It was decided, cancelled, revoked or sent before.
    AlreadyDecided,
    /// The setup link was used: its number is connected.
    AlreadyUsed,
    /// Another one has that external id.
    Duplicate,
    /// The same `idempotency_key` came with something else before.
    IdempotencyConflict,
    /// What a person decided on has changed since.
    Outdated,
    /// Its time is over: nobody decided, or nobody used the link.
    Expired,
    /// The contact wrote since; `new_messages` says what.
    Stale,
    /// The 24-hour window is closed; only a template would be taken.
    WindowClosed,
    /// Somebody ended the conversation; an agent does not take it up again by writing.
    ConversationEnded,
    /// The text cannot be a Kapso key: empty, or with spaces or line breaks in it.
    KeyMalformed,
    /// Kapso answered 401 to the key.
    KeyRefused,
    /// No project is open.
    NoProject,
    /// No Kapso Desk runs on the data directory.
    NotRunning,
    /// The network or Kapso's host cannot be reached.
    Offline,
    /// The connection is not safe: certificate or TLS failed.
    TlsFailed,
    /// Kapso did not answer in time.
    UpstreamTimeout,
    /// Kapso asked to slow down.
    RateLimited,
    /// Another message to this contact is just leaving.
    UpstreamBusy,
    /// Kapso answered with a fault of its own (5xx).
    UpstreamDown,
    /// Kapso or WhatsApp refused the request as it was.
    UpstreamRefused,
    /// Kapso's answer could not be understood.
    UpstreamUnreadable,
    /// The project's plan or balance does not allow it.
    PaymentRequired,
    /// The file at an address cannot be fetched, or must not be.
    LinkUnreachable,
    /// No keychain answers on this machine.
    KeychainUnavailable,
    /// The keychain is locked.
    KeychainLocked,
    /// The port is taken by another program.
    PortTaken,
    /// An agent's own settings cannot be read or changed safely.
    AgentSettings,
    /// The data directory cannot be written.
    DataDirectoryUnwritable,
    /// Another Kapso Desk owns the data directory.
    DataDirectoryInUse,
    /// The database was written by a newer version.
    StoreNewer,
    /// The database does not decrypt with the key in the keychain.
    StoreUndecryptable,
    /// The database cannot be written now: disk full, read-only or locked.
    StoreUnwritable,
    /// The audit is not what was written down.
    AuditBroken,
    /// A fault of this program; the message says which part.
    Internal,
}

impl ErrorCode {
    /// The code as faces show it, such as `window_closed`.
    pub fn as_str(self) -> String {
        serde_json::to_value(self).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }
}

impl Error {
    /// A failure with its words.
    pub fn new(code: ErrorCode, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            remedy: remedy.into(),
            retry_after_seconds: None,
            upstream_code: None,
            new_messages: Vec::new(),
        }
    }

    /// The same in a face's own terms, where it calls what stands between backticks something else.
    pub fn in_terms(self, term: impl Fn(&str) -> Option<String>) -> Self {
        Self { message: named(&self.message, &term), remedy: named(&self.remedy, &term), ..self }
    }

    /// A fault of this program in `part`.
    pub fn internal(part: &str, cause: impl fmt::Display) -> Self {
        Self::new(
            ErrorCode::Internal,
            format!("Something in Kapso Desk failed ({part}: {cause}). Nothing was sent."),
            "Try again; if it stays, report it with this text.",
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} ({})", self.message, self.remedy, self.code.as_str())
    }
}

impl std::error::Error for Error {}

fn named(words: &str, term: impl Fn(&str) -> Option<String>) -> String {
    let mut said = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, (name, after))) = rest.split_once('`').and_then(|(before, behind)| Some((before, behind.split_once('`')?))) {
        said.push_str(before);
        said.push_str(&term(name).unwrap_or_else(|| format!("`{name}`")));
        rest = after;
    }
    said + rest
}

#[cfg(test)]
mod tests {
    use super::{Error, ErrorCode};

    #[test]
    fn a_face_says_its_own_names_and_leaves_the_others() {
        let error = Error::new(ErrorCode::NotFound, "No `a` or `b`", "Take `a` from `whatsapp_inbox`, or ` alone.");
        let said = error.in_terms(|name| (name == "whatsapp_inbox").then(|| "the inbox".to_owned()));
        assert_eq!((said.message.as_str(), said.remedy.as_str()), ("No `a` or `b`", "Take `a` from the inbox, or ` alone."));
    }
}
