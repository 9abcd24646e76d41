//! What is kept on this machine, and letting go of what is old.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::Engine;
use crate::{
    error::{Error, ErrorCode, Result},
    events::Topic,
    outbox::is_kept,
    store::{
        purging::{Staying, Walk},
        sizes::Sizes,
    },
};

/// What is younger stays: guards against late answers, and windows, look at it.
const YOUNGEST: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What was let go, or would be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gone {
    /// Files of messages.
    pub media_files: u64,
    /// Their bytes.
    pub media_byte_size: u64,
    /// Messages.
    pub messages: u64,
}

/// What is to be let go.
#[derive(Debug, Clone, Copy)]
pub struct Old {
    /// Files that were fetched before then.
    pub media_before: Option<Timestamp>,
    /// Messages that were written before then.
    pub messages_before: Option<Timestamp>,
    /// Nothing is let go; it is only counted.
    pub only_count: bool,
}

impl Engine {
    /// What the open project keeps.
    pub async fn sizes(&self) -> Result<Sizes> {
        self.read(|store| store.sizes()).await
    }

    /// The bytes of a file that the desk keeps itself; none for any other place.
    pub(crate) async fn kept_file(&self, place: &str) -> Result<Option<Vec<u8>>> {
        if !is_kept(place) {
            return Ok(None);
        }
        let place = place.to_owned();
        self.read(move |store| store.kept_file(&place)).await
    }

    /// Lets go of what is old, a part at a time, and gives the disk back what it took.
    pub async fn purge(&self, old: Old) -> Result<Gone> {
        let youngest = self.now().checked_sub(YOUNGEST).unwrap_or_default();
        if old.messages_before.is_some_and(|before| before > youngest) {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                "`messages_before` is less than 7 days ago. Nothing was let go.",
                "Messages of the last 7 days stay; give an earlier day.",
            ));
        }
        let mut gone = Gone::default();
        if let Some(before) = old.media_before {
            (gone.media_files, gone.media_byte_size) = self.read(move |store| store.old_media(before)).await?;
            if !old.only_count {
                self.write(move |store| store.purge_media(before)).await?;
            }
        }
        if let Some(before) = old.messages_before {
            gone.messages = self.purge_messages(before, old.only_count).await?;
        }
        if !old.only_count && gone != Gone::default() {
            self.shrink().await;
            self.emit(Topic::Inbox, None);
            self.emit(Topic::State, None);
        }
        Ok(gone)
    }

    async fn purge_messages(&self, before: Timestamp, only_count: bool) -> Result<u64> {
        if !only_count {
            self.write(move |store| store.keep_messages_since(before)).await?;
        }
        let staying: Arc<Staying> = Arc::new(self.read(|store| store.staying()).await?);
        let (mut gone, mut walk) = (0_u64, Walk::begin());
        loop {
            let (known, from) = (Arc::clone(&staying), walk);
            let Some((ids, on)) = self.read(move |store| store.old_messages(&known, before, from)).await? else { return Ok(gone) };
            gone = gone.saturating_add(u64::try_from(ids.len()).unwrap_or(u64::MAX));
            walk = on;
            if !only_count {
                self.write(move |store| store.purge_messages(&ids)).await?;
            }
        }
    }

    /// What is gone is gone, even when the disk has no room to write the file anew.
    async fn shrink(&self) {
        let store = Arc::clone(&self.store);
        match self.tasks.spawn_blocking(move || store.shrink()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(code = %error.code.as_str(), "the store was not made smaller"),
            Err(cause) => tracing::warn!(%cause, "the store was not made smaller"),
        }
    }
}
