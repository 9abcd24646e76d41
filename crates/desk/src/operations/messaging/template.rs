//! Sending a template.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::SendReceipt;
use crate::{
    caller::Caller,
    engine::Engine,
    error::{Error, ErrorCode, Result},
    media::{self, MediaType},
    model::TemplateUse,
    operation::{Act, Effect, Operation, Subject},
    outbox::Content,
    selector::{Addressee, ConversationSelector},
    store::messages::Parts,
    template::{ButtonValue, HeaderValue, Layout, ParameterValue, Values},
    values::{MessageKind, ResponseFormat},
};

/// Send an approved template, which may start a conversation and needs no open window. An agent's waits for approval.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendTemplate {
    /// Whom to write to: `conversation_id`, or a `phone_number`, also of somebody who never wrote.
    pub conversation_selector: ConversationSelector,
    /// The template's name, from `whatsapp_templates`.
    #[schemars(length(min = 1, max = 512))]
    pub template_name: String,
    /// Its language, such as `pt_BR`; needed when it has several.
    #[serde(default)]
    #[schemars(length(min = 1, max = 16))]
    pub language: Option<String>,
    /// The body's values.
    #[serde(default)]
    #[schemars(length(max = 50))]
    pub parameters: Vec<ParameterValue>,
    /// The header's value, if it wants one: one field of these.
    #[serde(default)]
    pub header: Option<HeaderValue>,
    /// Values of buttons that want one.
    #[serde(default)]
    #[schemars(length(max = 10))]
    pub buttons: Vec<ButtonValue>,
    /// The number to send from, as a config id; needed for somebody new when there are several.
    #[serde(default)]
    #[schemars(length(min = 1, max = 100))]
    pub whatsapp_config_id: Option<String>,
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

impl Operation for SendTemplate {
    const NAME: &'static str = "whatsapp_send_template";
    const TITLE: &'static str = "Send template";
    const EFFECT: Effect = Effect::Send;
    type Output = SendReceipt;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn about(&self, engine: &Engine, caller: &Caller) -> Result<Subject> {
        let prepared = self.prepared(engine, caller).await?;
        let subject = Subject::of_send(&prepared.to, &prepared.content, prepared.summary);
        Ok(subject.expecting(self.expected_last_message_id.clone()))
    }

    async fn run(self, engine: &Engine, act: &Act) -> Result<SendReceipt> {
        let prepared = self.prepared(engine, &act.caller).await?;
        let (recipient, message) = engine.send_sealed(prepared.to, prepared.content, act).await?;
        Ok(SendReceipt::queued(&recipient, message))
    }
}

/// A template that fits, and whom it goes to.
struct Prepared {
    to: Addressee,
    content: Content,
    summary: String,
}

impl SendTemplate {
    async fn prepared(&self, engine: &Engine, caller: &Caller) -> Result<Prepared> {
        let path = self.header.as_ref().and_then(|header| header.file_path.as_deref());
        if path.is_some() {
            media::for_people_only(caller)?;
        }
        let to = engine.addressee(&self.conversation_selector, self.whatsapp_config_id.as_deref()).await?;
        let template = engine.sendable_template(to.phone_number_id(), &self.template_name, self.language.as_deref()).await?;
        let layout = Layout::read(&template.components);
        let title = format!("{} ({})", template.name, template.language);
        if let Some(part) = &layout.unsupported {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                format!("The template {title} has {part}, which this desk cannot fill in. Nothing was sent."),
                "Use another template, or send it from Kapso.",
            ));
        }
        let values = Values { parameters: &self.parameters, header: self.header.as_ref(), buttons: &self.buttons };
        let filled = layout.fill(&title, values)?;
        let content = json!({ "name": template.name, "language": { "code": template.language }, "components": filled.components });
        let parts = Parts {
            template: Some(TemplateUse { name: template.name, language: template.language, values: filled.values }),
            ..Parts::default()
        };
        let mut content = Content::new(MessageKind::Template, content, Some(filled.text), parts);
        content.file = match (path, layout.header.and_then(|header| MediaType::of_header(header.kind))) {
            (Some(path), Some(kind)) => Some(media::header_file(kind, path, engine.kept_file(path).await?).await?),
            _ => None,
        };
        let warning = if self.header.as_ref().is_some_and(HeaderValue::is_an_address) { media::UNSEEN } else { "" };
        Ok(Prepared { summary: format!("Template {title} to {}:\n{}{warning}", to.display(), filled.preview), content, to })
    }
}
