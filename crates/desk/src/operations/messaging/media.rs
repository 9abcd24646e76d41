//! Sending a file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SendReceipt;
use crate::{
    caller::Caller,
    engine::Engine,
    error::Result,
    media::{MediaMessage, MediaType, for_people_only},
    operation::{Act, Effect, Operation, Subject},
    outbox::Content,
    selector::{Addressee, ConversationSelector},
    values::ResponseFormat,
};

/// Send a file to a contact whose 24-hour reply window is open. An agent's waits for approval.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendMedia {
    /// Whom to write to: `conversation_id` or `phone_number`.
    pub conversation_selector: ConversationSelector,
    /// Its kind; needed with `file_url`.
    #[serde(default)]
    pub message_type: Option<MediaType>,
    /// https address that WhatsApp fetches: image 5 MB, video and audio 16 MB, document 100 MB, sticker 100 KB.
    #[serde(default)]
    #[schemars(length(min = 1, max = 2048))]
    pub file_url: Option<String>,
    /// A file of this computer, from the root; for people only.
    #[serde(default)]
    #[schemars(length(min = 1, max = 4096))]
    pub file_path: Option<String>,
    /// The text below an image, video or document, at most 1024 characters.
    #[serde(default)]
    #[schemars(length(min = 1, max = 1024))]
    pub caption: Option<String>,
    /// A document's name, as the contact sees it.
    #[serde(default)]
    #[schemars(length(min = 1, max = 240))]
    pub filename: Option<String>,
    /// Show audio as a voice message; OGG with Opus only.
    #[serde(default)]
    pub voice: bool,
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

impl Operation for SendMedia {
    const NAME: &'static str = "whatsapp_send_media";
    const TITLE: &'static str = "Send file";
    const EFFECT: Effect = Effect::Send;
    type Output = SendReceipt;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn about(&self, engine: &Engine, caller: &Caller) -> Result<Subject> {
        let (to, content) = self.checked(engine, caller).await?;
        Ok(Subject::of_send(&to, &content, self.message().preview()).expecting(self.expected_last_message_id.clone()))
    }

    async fn run(self, engine: &Engine, act: &Act) -> Result<SendReceipt> {
        let (to, content) = self.checked(engine, &act.caller).await?;
        let (recipient, message) = engine.send_sealed(to, content, act).await?;
        Ok(SendReceipt::queued(&recipient, message))
    }
}

impl SendMedia {
    async fn checked(&self, engine: &Engine, caller: &Caller) -> Result<(Addressee, Content)> {
        if self.file_path.is_some() {
            for_people_only(caller)?;
        }
        let recipient = engine.recipient(&self.conversation_selector, self.whatsapp_config_id.as_deref()).await?;
        recipient.window_must_be_open(engine.now())?;
        recipient.must_be_active_for(caller)?;
        engine.must_answer_here(&recipient, self.reply_to_message_id.as_deref()).await?;
        let kept = engine.kept_file(self.file_path.as_deref().unwrap_or_default()).await?;
        let content = self.message().content(kept).await?.answering(self.reply_to_message_id.clone());
        Ok((Addressee::Known(recipient), content))
    }

    /// What it says, before it was looked at.
    pub(crate) fn message(&self) -> MediaMessage {
        MediaMessage {
            kind: self.message_type,
            url: self.file_url.clone(),
            path: self.file_path.clone(),
            caption: self.caption.clone(),
            filename: self.filename.clone(),
            voice: self.voice,
        }
    }
}
