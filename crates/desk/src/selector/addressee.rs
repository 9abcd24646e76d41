//! Whom a template goes to: it may be the first message that somebody ever gets from us.

use super::Recipient;
use crate::{caller::Caller, error::Result, model::Config};

/// Somebody we know, or somebody new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addressee {
    /// There is a thread with them.
    Known(Recipient),
    /// There is none yet.
    New(Stranger),
}

/// Somebody who never wrote to the number, and whom nobody wrote to from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranger {
    /// Their digits, with the country code.
    pub digits: String,
    /// The number that they are written to from.
    pub config: Config,
}

impl Addressee {
    /// The thread, if there is one.
    pub fn thread_id(&self) -> Option<i64> {
        match self {
            Self::Known(recipient) => Some(recipient.thread_id),
            Self::New(_) => None,
        }
    }

    /// See [`Recipient::must_be_active_for`].
    pub fn must_be_active_for(&self, caller: &Caller) -> Result<()> {
        match self {
            Self::Known(recipient) => recipient.must_be_active_for(caller),
            Self::New(_) => Ok(()),
        }
    }

    /// The number that it is sent from.
    pub fn phone_number_id(&self) -> &str {
        match self {
            Self::Known(recipient) => &recipient.phone_number_id,
            Self::New(stranger) => stranger.config.phone_number_id.as_deref().unwrap_or_default(),
        }
    }

    /// Who it is and which number it is sent from, for a person who decides.
    pub fn display(&self) -> String {
        match self {
            Self::Known(recipient) => format!("{}, from {}", recipient.display(), recipient.config_name),
            Self::New(stranger) => format!("+{}, who never wrote, from {}", stranger.digits, stranger.config.name),
        }
    }
}
