//! Agents' requests that wait for a person: bound to a digest of exactly what was asked, single use, expiring.

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::{
    error::{Error, ErrorCode},
    operation::Seal,
    outbox::LocalFile,
};

/// How long a request waits.
pub const LIFETIME: SignedDuration = SignedDuration::from_mins(15);

/// SHA-256 of an operation and its input.
pub type Digest = [u8; 32];

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ApprovalState {
    /// A person has not decided.
    Waiting,
    /// A person let it go.
    Approved,
    /// A person refused it.
    Rejected,
    /// Nobody decided in time.
    Expired,
}

impl ApprovalState {
    /// The stored word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Expired => "expired",
        }
    }

    /// The state that a stored word names.
    pub fn of(word: &str) -> Self {
        match word {
            "waiting" => Self::Waiting,
            "approved" => Self::Approved,
            "rejected" => Self::Rejected,
            _ => Self::Expired,
        }
    }
}

/// A person's say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// The request that was approved.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// The input that was let go instead, as JSON, when the person edited it.
    pub edited: Option<String>,
}

/// What is said to whoever decides a request a second time.
pub fn decided_before() -> Error {
    Error::new(ErrorCode::AlreadyDecided, "The request was decided before. Nothing more was done.", "Look at the history of requests.")
}

/// The digest of what was asked, byte for byte, of what exactly would leave, and of the file at its address once a person looked at it.
pub fn sealed_digest(operation: &str, input: &str, seal: Option<&Seal>, file: Option<&LocalFile>) -> Digest {
    let mut hash = Sha256::new();
    hash.update(digest(operation, input));
    hash.update(seal.map(|seal| seal.bytes().as_slice()).unwrap_or_default());
    for part in file.into_iter().flat_map(|file| [&file.sha256, &file.mime_type, &file.filename, &file.path]) {
        hash.update([0]);
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

/// The digest of what was asked, byte for byte.
pub fn digest(operation: &str, input: &str) -> Digest {
    let mut hash = Sha256::new();
    hash.update(operation.as_bytes());
    hash.update([0]);
    hash.update(input.as_bytes());
    hash.finalize().into()
}
