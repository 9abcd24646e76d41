//! What a message says: as it is sent, and as a thread shows it.

use kapso::OutboundMessage;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::LocalFile;
use crate::{store::messages::Parts, values::MessageKind};

/// What a message says. What a thread shows of it stands there before the first byte leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// Its kind.
    pub kind: MessageKind,
    /// What the thread shows: the text, the caption, the filled template.
    pub text: Option<String>,
    /// What the thread shows besides.
    pub parts: Parts,
    /// What is sent.
    pub body: Body,
    /// The file that is uploaded first; its media id becomes the body's `id`.
    pub file: Option<LocalFile>,
}

/// What is sent, exactly; stored before the first byte leaves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// WhatsApp's type.
    pub kind: String,
    /// What stands under the type's name.
    pub content: Value,
    /// The message that it answers.
    pub reply_to: Option<String>,
}

impl Content {
    /// A message of this kind; `content` is what stands under the type's name, in Cloud API's shape.
    pub fn new(kind: MessageKind, content: Value, text: Option<String>, parts: Parts) -> Self {
        Self { kind, text, parts, body: Body { kind: kind.as_str().to_owned(), content, reply_to: None }, file: None }
    }

    /// Plain text, at most 4096 characters.
    pub fn text(body: String) -> Self {
        Self::new(MessageKind::Text, json!({ "body": body }), Some(body), Parts::default())
    }

    /// The same as an answer to a message.
    pub fn answering(mut self, message_id: Option<String>) -> Self {
        self.body.reply_to = message_id;
        self
    }

    /// The same with this file in the place of the address that it names; its `id` is put in when it was uploaded.
    pub fn with_file(mut self, file: &LocalFile) -> Self {
        let is_document = self.kind == MessageKind::Document || self.body.content.pointer("/components/0/parameters/0/document").is_some();
        if let Some(sent) = self.body.file().and_then(Value::as_object_mut) {
            sent.shift_remove("link");
            if is_document && !sent.contains_key("filename") {
                sent.insert("filename".to_owned(), json!(file.filename));
            }
        }
        if let Some(media) = &mut self.parts.media {
            (media.mime_type, media.byte_size) = (Some(file.mime_type.clone()), Some(file.byte_size));
            media.filename = Some(file.filename.clone()).filter(|_| is_document);
        }
        self.file = Some(file.clone());
        self
    }
}

impl Body {
    /// The body with the file that was uploaded for it.
    #[must_use]
    pub fn carrying(mut self, media_id: &str) -> Self {
        if let Some(file) = self.file().and_then(Value::as_object_mut) {
            file.insert("id".to_owned(), json!(media_id));
        }
        self
    }

    /// What says which file it carries.
    fn file(&mut self) -> Option<&mut Value> {
        if self.kind == "template" { header_file(&mut self.content) } else { Some(&mut self.content) }
    }

    /// The same with another text or caption; none where what is said is more than that.
    #[must_use]
    pub fn saying(mut self, text: &str) -> Option<Self> {
        let field = match self.kind.as_str() {
            "text" => "body",
            "image" | "video" | "document" => "caption",
            _ => return None,
        };
        self.content.as_object_mut()?.insert(field.to_owned(), json!(text));
        Some(self)
    }

    /// The request's content, tagged so that WhatsApp's webhooks name this send.
    pub fn outbound(&self, send_id: i64) -> OutboundMessage {
        OutboundMessage {
            kind: self.kind.clone(),
            content: self.content.clone(),
            reply_to: self.reply_to.clone(),
            callback: Some(format!("kapso-desk-{send_id}")),
        }
    }
}

/// The header's file: the first parameter of a template's first component.
fn header_file(template: &mut Value) -> Option<&mut Value> {
    let parameter = template.pointer_mut("/components/0/parameters/0")?;
    let kind = parameter.get("type")?.as_str()?.to_owned();
    parameter.get_mut(kind)
}
