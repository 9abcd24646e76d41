//! Changing what the team knows about a contact. The contact sees none of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    brief::Brief,
    engine::{ContactChange, Engine},
    error::{Error, ErrorCode, Result},
    model::{Contact, Note},
    notes,
    operation::{Act, Effect, Operation},
    values::{NoteState, ResponseFormat},
};

/// Bytes of JSON that one call may set; Kapso states no limit.
const LARGEST_METADATA: usize = 16 * 1024;

/// Add a note about a contact, by id or phone number. The contact never sees it.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactAddNote {
    /// A contact id, a phone number with country code, or a business-scoped user id.
    #[schemars(length(min = 1, max = 200))]
    pub identifier: String,
    /// The note, at most 2000 characters. Offline it is kept here and shared later.
    #[schemars(length(min = 1, max = 2000))]
    pub note: String,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// A note that was written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NoteReceipt {
    /// The note; `queued` while only this desk has it, `shared` once the team can see it.
    pub note: Note,
    /// What happens next.
    pub next: String,
}

impl Brief for NoteReceipt {
    fn brief(&mut self) {
        self.note.brief();
    }
}

impl Operation for ContactAddNote {
    const NAME: &'static str = "whatsapp_contact_add_note";
    const TITLE: &'static str = "Add note";
    const EFFECT: Effect = Effect::Write;
    type Output = NoteReceipt;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn run(self, engine: &Engine, act: &Act) -> Result<NoteReceipt> {
        let text = self.note.trim().to_owned();
        if text.is_empty() {
            return Err(Error::new(ErrorCode::InvalidValue, "`note` is only white space. Nothing was noted.", "Write what is to be kept."));
        }
        let contact = engine.contact_named(&self.identifier).await?;
        let note = engine.add_note(contact, text, act).await?;
        let next = match note.state {
            NoteState::Shared => "The team sees it in the contact.",
            NoteState::Queued => "Kapso did not take it yet; it is kept here and goes there by itself. Do not add it again.",
            NoteState::Refused => "Kapso refused it for this contact; it is kept on this desk only. Do not add it again.",
        };
        Ok(NoteReceipt { note, next: next.to_owned() })
    }
}

/// Change what the team keeps about a contact, by id or phone number. What is left out stays.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactUpdate {
    /// A contact id, a phone number with country code, or a business-scoped user id.
    #[schemars(length(min = 1, max = 200))]
    pub identifier: String,
    /// The team's name for them; an empty text takes it away.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub display_name: Option<String>,
    /// The customer they belong to; an empty text takes it away.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub customer_id: Option<String>,
    /// Keys to set, at most 16 KB; null takes one away, others stay.
    #[serde(default)]
    pub metadata: Option<Map<String, Value>>,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// A contact after a change.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ContactReceipt {
    /// Whether anything was changed; false when it was so before.
    pub changed: bool,
    /// The contact as Kapso has it now.
    pub contact: Contact,
}

impl Brief for ContactReceipt {
    fn brief(&mut self) {
        self.contact.brief();
    }
}

impl Operation for ContactUpdate {
    const NAME: &'static str = "whatsapp_contact_update";
    const TITLE: &'static str = "Change contact";
    const EFFECT: Effect = Effect::Write;
    type Output = ContactReceipt;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn run(self, engine: &Engine, _act: &Act) -> Result<ContactReceipt> {
        let metadata = self.metadata.unwrap_or_default();
        if self.display_name.is_none() && self.customer_id.is_none() && metadata.is_empty() {
            return Err(Error::new(
                ErrorCode::MissingField,
                "Nothing to change is given. Nothing was changed.",
                "Give `display_name`, `customer_id` or `metadata`.",
            ));
        }
        let size = Value::Object(metadata.clone()).to_string().len();
        if size > LARGEST_METADATA {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                format!("`metadata` has {size} bytes; at most {LARGEST_METADATA} are taken. Nothing was changed."),
                "Keep large things elsewhere, and an address here.",
            ));
        }
        if metadata.contains_key(notes::KEY) {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                format!("`metadata.{}` holds the team's notes. Nothing was changed.", notes::KEY),
                "Add a note with `whatsapp_contact_add_note`.",
            ));
        }
        if self.display_name.as_ref().is_some_and(|name| !name.is_empty() && name.trim().is_empty()) {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                "`display_name` is only white space. Nothing was changed.",
                "Give a name, or an empty text to take it away.",
            ));
        }
        let display_name = self.display_name.map(|name| name.trim().to_owned());
        let change = ContactChange { display_name, customer_id: self.customer_id, metadata };
        let contact = engine.contact_named(&self.identifier).await?;
        let (contact, changed) = engine.update_contact(contact, change).await?;
        Ok(ContactReceipt { changed, contact })
    }
}
