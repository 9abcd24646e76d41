//! Conversations: one contact on one number, over a span.

use jiff::Timestamp;
use serde_json::json;

use crate::{
    Client, Result,
    call::{Call, PLATFORM},
    wire::{Conversation, List, One, Page},
};

/// Which conversations.
#[derive(Debug, Clone, Default)]
pub struct ConversationQuery {
    /// Only those that were active since.
    pub last_active_after: Option<Timestamp>,
    /// Where the page starts: `next` of the page before.
    pub after: Option<String>,
    /// How many, 1 to 100.
    pub limit: Option<u32>,
}

impl Client {
    /// One page of conversations over all numbers, newest activity first (`GET /whatsapp/conversations`).
    pub async fn conversations(&self, query: &ConversationQuery) -> Result<Page<Conversation>> {
        let call = Call::get(PLATFORM, vec!["whatsapp", "conversations"])
            .with("last_active_after", query.last_active_after)
            .with("after", query.after.as_ref())
            .with("limit", query.limit);
        Ok(self.json::<List>(call).await?.page())
    }

    /// One conversation (`GET /whatsapp/conversations/{id}`).
    pub async fn conversation(&self, id: &str) -> Result<Conversation> {
        Ok(self.json::<One<Conversation>>(Call::get(PLATFORM, vec!["whatsapp", "conversations", id])).await?.data)
    }

    /// Ends a conversation or makes it active again (`PATCH /whatsapp/conversations/{id}`): `active` or `ended`.
    pub async fn set_conversation_status(&self, id: &str, status: &str) -> Result<Conversation> {
        let body = json!({ "whatsapp_conversation": { "status": status } });
        Ok(self.json::<One<Conversation>>(Call::patch(PLATFORM, vec!["whatsapp", "conversations", id], body)).await?.data)
    }
}
