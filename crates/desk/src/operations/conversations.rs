//! Dealing with conversations: read marks and their status.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    brief::Brief,
    dates,
    engine::Engine,
    error::{Error, ErrorCode, Result},
    model::Conversation,
    operation::{Act, Effect, Operation},
    values::{ConversationStatus, ResponseFormat},
};

/// Mark what a contact wrote as read, up to a message or a time. The contact sees it.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkInboundRead {
    /// This inbound message and all before it, at most 30 days back. The contact sees blue ticks.
    #[serde(default)]
    #[schemars(length(min = 1, max = 300))]
    pub message_id: Option<String>,
    /// Instead: everything in this conversation up to `before`.
    #[serde(default)]
    #[schemars(length(min = 1, max = 100))]
    pub conversation_id: Option<String>,
    /// ISO 8601, date or time; a date includes its whole day (UTC).
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub before: Option<String>,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// What a read mark came to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReadMark {
    /// Messages that were unread until now; 0 when all had been marked before.
    pub marked: u64,
    /// When the newest of them was written.
    pub read_until: Timestamp,
    /// The newest of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
}

impl Brief for ReadMark {
    fn brief(&mut self) {
        self.message_id = None;
    }
}

impl Operation for MarkInboundRead {
    const NAME: &'static str = "whatsapp_mark_inbound_read";
    const TITLE: &'static str = "Mark read";
    const EFFECT: Effect = Effect::Write;
    type Output = ReadMark;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn run(self, engine: &Engine, _act: &Act) -> Result<ReadMark> {
        let marked = match (self.message_id, self.conversation_id, self.before) {
            (Some(message), None, None) => engine.mark_message_read(message).await?,
            (None, Some(conversation), Some(before)) => engine.mark_read_until(conversation, dates::until("before", &before)?).await?,
            (Some(_), _, _) => {
                return Err(Error::new(
                    ErrorCode::Contradiction,
                    "`message_id` excludes `conversation_id` and `before`. Nothing was marked.",
                    "Give the one or the other two.",
                ));
            }
            (None, conversation, _) => {
                let missing = if conversation.is_some() { "`before` is missing" } else { "`message_id` or `conversation_id` is missing" };
                return Err(Error::new(
                    ErrorCode::MissingField,
                    format!("{missing}. Nothing was marked."),
                    "Give `message_id`, or `conversation_id` with `before`.",
                ));
            }
        };
        Ok(ReadMark { marked: marked.count, read_until: marked.place.at, message_id: Some(marked.place.wamid) })
    }
}

/// End a conversation, or make it active again. The contact sees nothing of it.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConversationSetStatus {
    /// Which one: an id from a detailed `whatsapp_inbox`.
    #[schemars(length(min = 1, max = 100))]
    pub conversation_id: String,
    /// `active` or `ended`.
    pub status: ConversationStatus,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// A conversation after its status was set.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StatusReceipt {
    /// Whether the status was changed; false when it was so before.
    pub changed: bool,
    /// The conversation as it stands now.
    pub conversation: Conversation,
}

impl Brief for StatusReceipt {
    fn brief(&mut self) {
        self.conversation.brief();
    }
}

impl Operation for ConversationSetStatus {
    const NAME: &'static str = "whatsapp_conversation_set_status";
    const TITLE: &'static str = "Set status";
    const EFFECT: Effect = Effect::Write;
    type Output = StatusReceipt;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn run(self, engine: &Engine, _act: &Act) -> Result<StatusReceipt> {
        let (conversation, changed) = engine.set_conversation_status(self.conversation_id, self.status).await?;
        Ok(StatusReceipt { changed, conversation })
    }
}
