//! Messages that customers see.

mod interactive;
mod media;
mod template;

pub use interactive::SendInteractive;
pub use media::SendMedia;
pub use template::SendTemplate;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    brief::Brief,
    caller::Caller,
    engine::{Engine, sending::Sent},
    error::{Error, ErrorCode, Result},
    model::Message,
    operation::{Act, Effect, Operation, Subject},
    outbox::Content,
    selector::{Addressee, ConversationSelector, Recipient},
    values::ResponseFormat,
};

/// Send a text to a contact whose 24-hour reply window is open. An agent's waits for approval.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendTextMessage {
    /// Whom to write to: `conversation_id` or `phone_number`.
    pub conversation_selector: ConversationSelector,
    /// The text, at most 4096 characters. A link's preview is left to WhatsApp.
    #[schemars(length(min = 1, max = 4096))]
    pub content: String,
    /// The number to send from, as a config id; needed when the contact wrote to several.
    #[serde(default)]
    #[schemars(length(min = 1, max = 100))]
    pub whatsapp_config_id: Option<String>,
    /// The message that this one answers.
    #[serde(default)]
    #[schemars(length(min = 1, max = 300))]
    pub reply_to_message_id: Option<String>,
    /// One key, one message: repeating the call is safe.
    #[serde(default)]
    #[schemars(length(min = 1, max = 200))]
    pub idempotency_key: Option<String>,
    /// The newest message that you have seen there: if the contact wrote since, nothing is sent and you get what they wrote.
    #[serde(default)]
    #[schemars(length(min = 1, max = 300))]
    pub expected_last_message_id: Option<String>,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// What became of a send. `pending_approval` and `rejected` mean that nothing was sent.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SendReceipt {
    /// `queued` when it is on its way, `pending_approval` when a person decides first.
    pub status: String,
    /// The message as the thread shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Message>,
    /// The contact it goes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The config that it is sent from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whatsapp_config_used: Option<String>,
    /// The number that it is sent from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host_phone: Option<String>,
    /// The approval that a person decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// When the approval expires.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<jiff::Timestamp>,
    /// The same was asked less than 2 minutes ago: this is that message, and no other was sent.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deduplicated: bool,
    /// What happens next.
    pub next: String,
}

impl SendReceipt {
    /// The receipt of a message that stands in the outbox.
    fn queued(to: &Recipient, sent: Sent) -> Self {
        Self {
            status: "queued".to_owned(),
            message: Some(sent.message),
            to: Some(to.display()),
            whatsapp_config_used: to.config_id.clone(),
            host_phone: to.host_phone.clone(),
            request_id: None,
            expires_at: None,
            deduplicated: sent.deduplicated,
            next: "It leaves when the undo window has passed; its state stands in the conversation.".to_owned(),
        }
    }
}

impl Brief for SendReceipt {
    fn brief(&mut self) {
        self.whatsapp_config_used = None;
        if let Some(message) = &mut self.message {
            message.brief();
        }
    }
}

impl Operation for SendTextMessage {
    const NAME: &'static str = "whatsapp_send_text_message";
    const TITLE: &'static str = "Send text";
    const EFFECT: Effect = Effect::Send;
    type Output = SendReceipt;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn about(&self, engine: &Engine, caller: &Caller) -> Result<Subject> {
        let (to, content) = self.prepared(engine).await?;
        to.must_be_active_for(caller)?;
        Ok(Subject::of_send(&to, &content, self.content.clone()).expecting(self.expected_last_message_id.clone()))
    }

    async fn run(self, engine: &Engine, act: &Act) -> Result<SendReceipt> {
        let (to, content) = self.prepared(engine).await?;
        let (recipient, message) = engine.send_sealed(to, content, act).await?;
        Ok(SendReceipt::queued(&recipient, message))
    }
}

impl SendTextMessage {
    async fn prepared(&self, engine: &Engine) -> Result<(Addressee, Content)> {
        if self.content.trim().is_empty() {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                "`content` is only white space. Nothing was sent.",
                "Write what is to be said.",
            ));
        }
        let recipient = engine.recipient(&self.conversation_selector, self.whatsapp_config_id.as_deref()).await?;
        recipient.window_must_be_open(engine.now())?;
        engine.must_answer_here(&recipient, self.reply_to_message_id.as_deref()).await?;
        Ok((Addressee::Known(recipient), Content::text(self.content.clone()).answering(self.reply_to_message_id.clone())))
    }
}
