//! Sending a choice.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SendReceipt;
use crate::{
    caller::Caller,
    engine::Engine,
    error::Result,
    interactive::{InteractiveType, Offer, ReplyButton, Section},
    operation::{Act, Effect, Operation, Subject},
    outbox::Content,
    selector::{Addressee, ConversationSelector},
    values::ResponseFormat,
};

/// Send reply buttons, a list or a link button to a contact whose 24-hour reply window is open. An agent's waits for approval.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendInteractive {
    /// Whom to write to: `conversation_id` or `phone_number`.
    pub conversation_selector: ConversationSelector,
    /// `button`, `list` or `cta_url`.
    pub interactive_type: InteractiveType,
    /// The text, at most 1024 characters.
    #[schemars(length(min = 1, max = 1024))]
    pub body_text: String,
    /// A line above it, at most 60 characters.
    #[serde(default)]
    #[schemars(length(min = 1, max = 60))]
    pub header_text: Option<String>,
    /// A line below it, at most 60 characters.
    #[serde(default)]
    #[schemars(length(min = 1, max = 60))]
    pub footer_text: Option<String>,
    /// For `button`: 1 to 3.
    #[serde(default)]
    #[schemars(length(max = 3))]
    pub buttons: Vec<ReplyButton>,
    /// For `list` and `cta_url`: the button's label, at most 20 characters.
    #[serde(default)]
    #[schemars(length(min = 1, max = 20))]
    pub button_text: Option<String>,
    /// For `list`: 1 to 10, with at most 10 rows in all.
    #[serde(default)]
    #[schemars(length(max = 10))]
    pub sections: Vec<Section>,
    /// For `cta_url`: the https address that opens.
    #[serde(default)]
    #[schemars(length(min = 1, max = 2048))]
    pub url: Option<String>,
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

impl Operation for SendInteractive {
    const NAME: &'static str = "whatsapp_send_interactive";
    const TITLE: &'static str = "Send choice";
    const EFFECT: Effect = Effect::Send;
    type Output = SendReceipt;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn about(&self, engine: &Engine, caller: &Caller) -> Result<Subject> {
        let (to, content) = self.checked(engine).await?;
        to.must_be_active_for(caller)?;
        Ok(Subject::of_send(&to, &content, self.offer().preview()).expecting(self.expected_last_message_id.clone()))
    }

    async fn run(self, engine: &Engine, act: &Act) -> Result<SendReceipt> {
        let (to, content) = self.checked(engine).await?;
        let (recipient, message) = engine.send_sealed(to, content, act).await?;
        Ok(SendReceipt::queued(&recipient, message))
    }
}

impl SendInteractive {
    async fn checked(&self, engine: &Engine) -> Result<(Addressee, Content)> {
        self.offer().check()?;
        let recipient = engine.recipient(&self.conversation_selector, self.whatsapp_config_id.as_deref()).await?;
        recipient.window_must_be_open(engine.now())?;
        engine.must_answer_here(&recipient, self.reply_to_message_id.as_deref()).await?;
        let content = self.offer().content().answering(self.reply_to_message_id.clone());
        Ok((Addressee::Known(recipient), content))
    }

    fn offer(&self) -> Offer<'_> {
        Offer {
            kind: self.interactive_type,
            body: &self.body_text,
            header: self.header_text.as_deref(),
            footer: self.footer_text.as_deref(),
            buttons: &self.buttons,
            button_text: self.button_text.as_deref(),
            sections: &self.sections,
            url: self.url.as_deref(),
        }
    }
}
