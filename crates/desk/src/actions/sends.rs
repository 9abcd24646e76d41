//! The open thread and the messages that leave it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    action::{Action, Remembered},
    caller::Face,
    desk::Desk,
    error::Result,
    model::Message,
};

/// Nothing more to say than that it was done.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Done {
    /// Always true; a failure is an error.
    pub done: bool,
}

/// Say what the person looks at, so that it is refreshed first.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Watch {
    /// The open thread; none when absent.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub thread_id: Option<String>,
    /// Whether the window can be seen.
    pub visible: bool,
}

impl Action for Watch {
    const NAME: &'static str = "desk_watch";
    type Output = Done;

    async fn run(self, desk: &Desk, _face: Face) -> Result<Done> {
        desk.engine()?.watch(self.thread_id.as_deref(), self.visible)?;
        Ok(Done { done: true })
    }
}

/// Take a thread's unread mark away on this desk. WhatsApp is not told.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// Which thread.
    #[schemars(length(max = 20))]
    pub thread_id: String,
}

impl Action for Seen {
    const NAME: &'static str = "desk_seen";
    type Output = Done;

    async fn run(self, desk: &Desk, _face: Face) -> Result<Done> {
        desk.engine()?.seen(&self.thread_id).await?;
        Ok(Done { done: true })
    }
}

/// Read what changed at Kapso now, instead of when its turn comes.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {}

impl Action for Refresh {
    const NAME: &'static str = "desk_refresh";
    type Output = Done;

    async fn run(self, desk: &Desk, _face: Face) -> Result<Done> {
        desk.engine()?.refresh();
        Ok(Done { done: true })
    }
}

/// A send, and how it stands now.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SendState {
    /// The message as the thread shows it.
    pub message: Message,
}

/// Take back a message that has not left yet.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoSend {
    /// Which send.
    #[schemars(length(max = 20))]
    pub send_id: String,
}

impl Action for UndoSend {
    const NAME: &'static str = "desk_undo_send";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = SendState;

    async fn run(self, desk: &Desk, _face: Face) -> Result<SendState> {
        Ok(SendState { message: desk.engine()?.undo_send(&self.send_id).await? })
    }
}

/// Change the text or caption of a message that has not left yet. The time to take it back begins again.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditSend {
    /// Which send.
    #[schemars(length(max = 20))]
    pub send_id: String,
    /// The text in place of the one that it had: at most 4096 characters, a caption 1024.
    #[schemars(length(min = 1, max = 4096))]
    pub text: String,
}

impl Action for EditSend {
    const NAME: &'static str = "desk_edit_send";
    const REMEMBERED: Remembered = Remembered::Shape;
    type Output = SendState;

    async fn run(self, desk: &Desk, _face: Face) -> Result<SendState> {
        Ok(SendState { message: desk.engine()?.edit_send(&self.send_id, self.text).await? })
    }
}

/// Send a failed or uncertain message once more, as it is. Only a person can say so.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RetrySend {
    /// Which send.
    #[schemars(length(max = 20))]
    pub send_id: String,
}

impl Action for RetrySend {
    const NAME: &'static str = "desk_retry_send";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = SendState;

    async fn run(self, desk: &Desk, _face: Face) -> Result<SendState> {
        Ok(SendState { message: desk.engine()?.retry_send(&self.send_id).await? })
    }
}

/// Take a failed, cancelled or uncertain message out of the thread; the answer holds its text for the composer.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DiscardSend {
    /// Which send.
    #[schemars(length(max = 20))]
    pub send_id: String,
}

impl Action for DiscardSend {
    const NAME: &'static str = "desk_discard_send";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = SendState;

    async fn run(self, desk: &Desk, _face: Face) -> Result<SendState> {
        Ok(SendState { message: desk.engine()?.discard_send(&self.send_id).await? })
    }
}
