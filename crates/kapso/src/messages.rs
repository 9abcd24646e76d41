//! Messages: reading them on the Platform API, sending them through the Meta proxy.

use serde_json::{Map, Value, json};

use crate::{
    Client, Result,
    call::{Call, PLATFORM, PROXY},
    wire::{List, Message, Page, Sent},
};

/// Which messages.
#[derive(Debug, Clone, Default)]
pub struct MessageQuery {
    /// Only those of one conversation.
    pub conversation_id: Option<String>,
    /// Where the page starts: `next` of the page before.
    pub after: Option<String>,
    /// How many, 1 to 100.
    pub limit: Option<u32>,
}

/// Whom a message goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// A phone number's digits with country code (`to`).
    Phone(String),
    /// A business-scoped user id, for contacts whose number is hidden (`recipient`).
    BusinessScopedUser(String),
}

/// A message to send: its type and what stands under that type's name, in Cloud API's shape.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboundMessage {
    /// Such as `text`.
    pub kind: String,
    /// Such as `{"body": "…"}`.
    pub content: Value,
    /// The message that it answers.
    pub reply_to: Option<String>,
    /// Echoed in WhatsApp's status webhooks; at most 512 characters.
    pub callback: Option<String>,
}

impl Client {
    /// One page of messages over all numbers, newest first (`GET /whatsapp/messages`).
    pub async fn messages(&self, query: &MessageQuery) -> Result<Page<Message>> {
        let call = Call::get(PLATFORM, vec!["whatsapp", "messages"])
            .with("conversation_id", query.conversation_id.as_ref())
            .with("after", query.after.as_ref())
            .with("limit", query.limit);
        Ok(self.json::<List>(call).await?.page())
    }

    /// Sends a message, once (`POST /{phone_number_id}/messages`). There is no idempotency key: on an error that
    /// [may have taken effect](crate::Error::may_have_taken_effect) the thread says whether it left.
    pub async fn send(&self, phone_number_id: &str, to: &Recipient, message: &OutboundMessage) -> Result<Sent> {
        let mut body = Map::new();
        body.insert("messaging_product".to_owned(), json!("whatsapp"));
        body.insert("recipient_type".to_owned(), json!("individual"));
        match to {
            Recipient::Phone(digits) => body.insert("to".to_owned(), json!(digits)),
            Recipient::BusinessScopedUser(id) => body.insert("recipient".to_owned(), json!(id)),
        };
        body.insert("type".to_owned(), json!(message.kind));
        body.insert(message.kind.clone(), message.content.clone());
        if let Some(id) = &message.reply_to {
            body.insert("context".to_owned(), json!({ "message_id": id }));
        }
        if let Some(callback) = &message.callback {
            body.insert("biz_opaque_callback_data".to_owned(), json!(callback));
        }
        self.json(Call::post(PROXY, vec![phone_number_id, "messages"], Value::Object(body))).await
    }

    /// Marks an inbound message read, and with it everything before it (`POST /{phone_number_id}/messages`). At most 30 days old.
    pub async fn mark_read(&self, phone_number_id: &str, message_id: &str) -> Result<()> {
        let body = json!({ "messaging_product": "whatsapp", "status": "read", "message_id": message_id });
        self.json::<Value>(Call::post(PROXY, vec![phone_number_id, "messages"], body)).await.map(|_| ())
    }
}
