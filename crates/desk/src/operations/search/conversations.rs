//! Finding conversations by whom they are with and by what was said in them.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    brief::Brief,
    dates,
    engine::Engine,
    error::Result,
    model::{Conversation, Message},
    operation::{
        Act, Effect, Operation,
        room::{FRAME, ROOM, fitting, taken_by},
    },
    search::Snippet,
    values::{ConversationStatus, ResponseFormat},
};

/// Find conversations by their contact, then by what was said, newest first.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchConversations {
    /// Words, or any part of a phone number: first those whose contact has them, then those in which they were said. All that fit the
    /// filters when absent.
    #[serde(default)]
    #[schemars(length(min = 1, max = 200))]
    pub query: Option<String>,
    /// Only `active` or only `ended`.
    #[serde(default)]
    pub status: Option<ConversationStatus>,
    /// Only this number: its config id.
    #[serde(default)]
    #[schemars(length(min = 1, max = 100))]
    pub whatsapp_config_id: Option<String>,
    /// Only last active then or later: ISO 8601, date or time.
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub since: Option<String>,
    /// Only last active before; a date includes its whole day (UTC).
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub until: Option<String>,
    /// Adds the newest messages of each, at most 10.
    #[serde(default)]
    pub include_messages: bool,
    /// Conversations a page; 20 when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 50))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before, with the same question.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub cursor: Option<String>,
    /// `concise`, or `detailed` (default with `include_messages`).
    #[serde(default)]
    pub response_format: Option<ResponseFormat>,
}

/// Conversations that were found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConversationsFound {
    /// The conversations, in this order.
    pub hits: Vec<ConversationHit>,
    /// Where the next page starts; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// When Kapso last confirmed this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

/// A conversation that was found.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ConversationHit {
    /// Who and where.
    pub conversation: Conversation,
    /// The newest message in which the words stand; absent when they name the contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<Said>,
    /// Its newest messages, oldest first, where they were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Message>,
}

/// What was said.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Said {
    /// When it was written.
    pub at: Timestamp,
    /// The words in their message.
    pub snippet: Snippet,
    /// WhatsApp's id of the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
}

impl Brief for ConversationsFound {
    fn brief(&mut self) {
        self.hits.brief();
    }
}

impl Brief for ConversationHit {
    fn brief(&mut self) {
        self.conversation.brief();
        self.messages.brief();
        if let Some(said) = &mut self.said {
            said.message_id = None;
        }
    }
}

impl Operation for SearchConversations {
    const NAME: &'static str = "whatsapp_search_conversations";
    const TITLE: &'static str = "Search conversations";
    const EFFECT: Effect = Effect::Read;
    const LIST: Option<&'static str> = Some("hits");
    type Output = ConversationsFound;

    fn format(&self) -> ResponseFormat {
        let default = if self.include_messages { ResponseFormat::Detailed } else { ResponseFormat::Concise };
        self.response_format.unwrap_or(default)
    }

    async fn run(self, engine: &Engine, act: &Act) -> Result<ConversationsFound> {
        let active = dates::span(("since", self.since.as_deref()), ("until", self.until.as_deref()))?;
        let format = self.format();
        let mut found = engine.search_conversations(self, active).await?;
        if act.caller.agent().is_some() {
            found.hits.iter_mut().for_each(|hit| hit.shorten(format));
        }
        Ok(found)
    }
}

impl ConversationHit {
    /// Leaves off the oldest messages that have no place even where nothing else is found.
    fn shorten(&mut self, format: ResponseFormat) {
        let messages = std::mem::take(&mut self.messages);
        let place = ROOM.saturating_sub(FRAME).saturating_sub(taken_by(self, format));
        let fit = fitting(messages.iter().rev().map(|message| taken_by(message, format)), place);
        let older = messages.len().saturating_sub(fit.max(1));
        self.messages = messages.into_iter().skip(older).collect();
    }
}
