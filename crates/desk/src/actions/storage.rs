//! What is kept on this machine: how much, how it is encrypted, and letting go of what is old.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    action::{Action, Remembered},
    caller::Face,
    dates,
    desk::Desk,
    engine::Old,
    error::{Error, ErrorCode, Result},
    model::Storage,
};

/// Show how much is kept on this machine, project by project, and how it is encrypted.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowStorage {}

impl Action for ShowStorage {
    const NAME: &'static str = "desk_storage";
    type Output = Storage;

    async fn run(self, desk: &Desk, _face: Face) -> Result<Storage> {
        desk.storage().await
    }
}

/// Let go of what is old in the open project's copy on this machine, or count it first. Nothing at Kapso changes: its messages stay there,
/// and what is let go is not read again. Conversations, the newest messages of each, contacts, notes, drafts and conversations in which
/// anything waits stay here too.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Purge {
    /// Files of messages that were fetched before then: ISO 8601, date or time. They are fetched again when somebody looks at them.
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub media_before: Option<String>,
    /// Messages that were written before then, at least 7 days ago.
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub messages_before: Option<String>,
    /// True to count only.
    #[serde(default)]
    pub preview: bool,
}

/// What was let go, or would be.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Purged {
    /// Whether it was only counted.
    pub preview: bool,
    /// Files of messages.
    pub media_files: u64,
    /// Their bytes.
    pub media_byte_size: u64,
    /// Messages.
    pub messages: u64,
    /// The store's bytes on the disk before.
    pub byte_size_before: u64,
    /// The store's bytes on the disk now.
    pub byte_size_after: u64,
}

impl Action for Purge {
    const NAME: &'static str = "desk_purge";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = Purged;

    async fn run(self, desk: &Desk, _face: Face) -> Result<Purged> {
        let old = Old {
            media_before: self.media_before.as_deref().map(|before| dates::since("media_before", before)).transpose()?,
            messages_before: self.messages_before.as_deref().map(|before| dates::since("messages_before", before)).transpose()?,
            only_count: self.preview,
        };
        if old.media_before.is_none() && old.messages_before.is_none() {
            return Err(Error::new(
                ErrorCode::MissingField,
                "Neither `media_before` nor `messages_before` is given. Nothing was let go.",
                "Give one of them, or both.",
            ));
        }
        let engine = desk.engine()?;
        let byte_size_before = desk.store_byte_size(&engine.project().id);
        let gone = engine.purge(old).await?;
        Ok(Purged {
            preview: self.preview,
            media_files: gone.media_files,
            media_byte_size: gone.media_byte_size,
            messages: gone.messages,
            byte_size_before,
            byte_size_after: desk.store_byte_size(&engine.project().id),
        })
    }
}
