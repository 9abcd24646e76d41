//! Threads that begin with our message.

use jiff::Timestamp;

use super::KnownAs;
use crate::{
    error::{Error, Result},
    selector::{Recipient, Stranger},
    store::Writer,
};

impl Writer<'_> {
    /// The thread for somebody new, as a send needs it.
    pub fn start_thread(&self, stranger: &Stranger) -> Result<Recipient> {
        let number = stranger.config.phone_number_id.as_deref().ok_or_else(|| Error::internal("outbox", "a number without an id"))?;
        let thread = self.thread_for(number, &KnownAs { user: None, digits: Some(stranger.digits.clone()) }, Timestamp::UNIX_EPOCH)?;
        self.recipient(thread)?.ok_or_else(|| Error::internal("outbox", "the new thread is not there"))
    }
}
