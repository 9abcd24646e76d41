//! Finding what was said, and where.

mod conversations;

pub use conversations::{ConversationHit, ConversationsFound, Said, SearchConversations};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    brief::Brief,
    dates,
    engine::Engine,
    error::Result,
    model::Message,
    operation::{Act, Effect, Operation},
    search::Snippet,
    store::messages::FoundIn,
    values::{Direction, MessageKind, ResponseFormat},
};

/// Search what was said, in texts, captions, file names, transcripts and templates. All words must occur; `"quotes"` keep words
/// together.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchMessages {
    /// The words, in any language; the last may be a beginning, accents and case do not matter.
    #[schemars(length(min = 1, max = 500))]
    pub query: String,
    /// Only the thread of this conversation.
    #[serde(default)]
    #[schemars(length(min = 1, max = 100))]
    pub conversation_id: Option<String>,
    /// Only this number: its config id.
    #[serde(default)]
    #[schemars(length(min = 1, max = 100))]
    pub whatsapp_config_id: Option<String>,
    /// Only `inbound` or only `outbound`.
    #[serde(default)]
    pub direction: Option<Direction>,
    /// Only this kind.
    #[serde(default)]
    pub kind: Option<MessageKind>,
    /// Only messages written then or later: ISO 8601, date or time.
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub since: Option<String>,
    /// Only messages written before; a date includes its whole day (UTC).
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub until: Option<String>,
    /// Messages shown before and after each hit; 0 when absent.
    #[serde(default)]
    #[schemars(range(min = 0, max = 5))]
    pub per_hit_context: Option<u32>,
    /// Hits a page; 20 when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 50))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before, with the same question.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub cursor: Option<String>,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// Messages that were found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MessagesFound {
    /// The messages, in this order.
    pub hits: Vec<MessageHit>,
    /// How they are ordered.
    pub order: HitOrder,
    /// Where the next page starts; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// When Kapso last confirmed this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

/// How hits are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum HitOrder {
    /// What fits best first, and of what fits alike the newest.
    Ranked,
    /// Newest first, because a word is in more than 200 messages.
    Newest,
}

/// A message that was found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MessageHit {
    /// The contact's name, where one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_name: Option<String>,
    /// The contact's number in E.164; absent when WhatsApp hides it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// The project's number that the contact writes to: its name.
    pub config_name: String,
    /// Who wrote it.
    pub direction: Direction,
    /// Its kind.
    pub kind: MessageKind,
    /// When it was written.
    pub at: Timestamp,
    /// The part of the message in which it was found.
    pub found_in: FoundIn,
    /// What was found.
    pub snippet: Snippet,
    /// WhatsApp's message id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// Kapso's conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation_id: Option<String>,
    /// This desk's id of the thread.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread_id: Option<String>,
    /// The messages before it in its thread, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Message>,
    /// The messages after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Message>,
}

impl Brief for MessageHit {
    fn brief(&mut self) {
        self.message_id = None;
        self.conversation_id = None;
        self.thread_id = None;
        self.before.brief();
        self.after.brief();
    }
}

impl Brief for MessagesFound {
    fn brief(&mut self) {
        self.hits.brief();
    }
}

impl Operation for SearchMessages {
    const NAME: &'static str = "whatsapp_search_messages";
    const TITLE: &'static str = "Search messages";
    const EFFECT: Effect = Effect::Read;
    const LIST: Option<&'static str> = Some("hits");
    type Output = MessagesFound;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn run(self, engine: &Engine, _act: &Act) -> Result<MessagesFound> {
        let (since, until) = dates::span(("since", self.since.as_deref()), ("until", self.until.as_deref()))?;
        engine.search_messages(self, since, until).await
    }
}
