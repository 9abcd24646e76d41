//! A thread as a person reads it: from its end, or around a message that was found, with ways on in both directions.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::id;
use crate::{
    action::Action,
    caller::Face,
    desk::Desk,
    engine::no_thread,
    error::{Error, ErrorCode, Result},
    model::{Conversation, Message, PastConversation},
    question::Question,
    store::{Reader, messages::Span},
};

/// Read a part of a thread: its newest messages, those around one, or those that a cursor leads to.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadThread {
    /// Which thread; this or `conversation_id`.
    #[serde(default)]
    #[schemars(length(min = 1, max = 20))]
    pub thread_id: Option<String>,
    /// The thread of one of Kapso's conversations.
    #[serde(default)]
    #[schemars(length(min = 1, max = 100))]
    pub conversation_id: Option<String>,
    /// The message that stands in the middle; the newest ones when absent.
    #[serde(default)]
    #[schemars(length(min = 1, max = 300))]
    pub around_message_id: Option<String>,
    /// `older_cursor` or `newer_cursor` of an answer: the messages that way.
    #[serde(default)]
    #[schemars(length(min = 1, max = 60))]
    pub cursor: Option<String>,
    /// Messages a page; 50 when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// A part of a thread.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ThreadPart {
    /// Who and where.
    pub conversation: Conversation,
    /// The messages, oldest first. Where they reach the newest, what has not left yet stands last.
    pub messages: Vec<Message>,
    /// Where older ones are; absent when they begin with the oldest on this desk, and where newer ones were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub older_cursor: Option<String>,
    /// Where newer ones are; absent when they end with the newest, and where older ones were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newer_cursor: Option<String>,
    /// When Kapso last confirmed this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

impl Action for ReadThread {
    const NAME: &'static str = "desk_thread";
    type Output = ThreadPart;

    async fn run(self, desk: &Desk, _face: Face) -> Result<ThreadPart> {
        if self.around_message_id.is_some() && self.cursor.is_some() {
            return Err(exclude("around_message_id", "cursor"));
        }
        let engine = desk.engine()?;
        let (now, limit) = (engine.now(), self.limit.unwrap_or(50));
        engine
            .read(move |store| {
                let thread = self.thread(store)?;
                let conversation = store.thread(thread, now)?.ok_or_else(no_thread)?;
                let question = Question::of(Self::NAME, &thread);
                let span = match (&self.around_message_id, &self.cursor) {
                    (Some(wamid), _) => Span::Around(message_of(store, thread, wamid)?),
                    (None, Some(cursor)) => Span::parse(question.place(cursor)?)?,
                    (None, None) => Span::Newest,
                };
                let found = store.thread_span(thread, span, limit)?;
                let cursor = |span: Option<Span>| span.and_then(Span::cursor).map(|place| question.cursor(&place));
                let (older_cursor, newer_cursor) = (cursor(found.older), cursor(found.newer));
                Ok(ThreadPart { conversation, messages: found.messages, older_cursor, newer_cursor, as_of: store.as_of()? })
            })
            .await
    }
}

impl ReadThread {
    fn thread(&self, store: &Reader<'_>) -> Result<i64> {
        match (&self.thread_id, &self.conversation_id) {
            (Some(thread), None) => id(thread),
            (None, Some(conversation)) => store.thread_of_conversation(conversation)?.ok_or_else(no_thread),
            (Some(_), Some(_)) => Err(exclude("thread_id", "conversation_id")),
            (None, None) => Err(Error::new(
                ErrorCode::MissingField,
                "Neither `thread_id` nor `conversation_id` is given.",
                "Take one of them from the inbox or from what was found.",
            )),
        }
    }
}

fn message_of(store: &Reader<'_>, thread: i64, wamid: &str) -> Result<i64> {
    match store.row_of_message(wamid)? {
        Some((found, id)) if found == thread => Ok(id),
        _ => Err(Error::new(
            ErrorCode::NotFound,
            "That message is not in this conversation on this desk.",
            "Open the conversation at its end.",
        )),
    }
}

fn exclude(one: &str, other: &str) -> Error {
    Error::new(ErrorCode::Contradiction, format!("`{one}` and `{other}` exclude each other."), "Give one of them.")
}

/// List Kapso's conversations with a thread's contact, on every number, newest first.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PastConversations {
    /// Which thread.
    #[schemars(length(min = 1, max = 20))]
    pub thread_id: String,
}

/// Kapso's conversations with a contact.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PastConversationList {
    /// The conversations, at most 500.
    pub conversations: Vec<PastConversation>,
    /// When Kapso last confirmed this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

impl Action for PastConversations {
    const NAME: &'static str = "desk_past_conversations";
    type Output = PastConversationList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<PastConversationList> {
        let (engine, thread) = (desk.engine()?, id(&self.thread_id)?);
        let now = engine.now();
        engine
            .read(move |store| {
                store.thread(thread, now)?.ok_or_else(no_thread)?;
                Ok(PastConversationList { conversations: store.past_conversations(thread)?, as_of: store.as_of()? })
            })
            .await
    }
}
