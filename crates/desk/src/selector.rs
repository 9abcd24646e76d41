//! Whom a message goes to: by conversation or by phone number, resolved in the store.

mod addressee;
mod dialled;
mod spelling;

pub use addressee::{Addressee, Stranger};
pub use dialled::{Dialled, country_code};
pub use spelling::other_spelling;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    caller::Caller,
    error::{Error, ErrorCode, Result},
    service_window,
};

/// A conversation by its id, or by the contact's phone number. Exactly one of the two.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct ConversationSelector {
    /// Kapso's id of a conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 100))]
    pub conversation_id: Option<String>,
    /// The contact's number with country code; spaces, `+` and dashes do not matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 5, max = 40))]
    pub phone_number: Option<String>,
}

/// Which of the two a selector names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selected {
    /// Kapso's conversation id.
    Conversation(String),
    /// The digits of a phone number.
    Phone(String),
}

impl ConversationSelector {
    /// The one that is given; both or none is an error.
    pub fn selected(&self) -> Result<Selected> {
        match (&self.conversation_id, &self.phone_number) {
            (Some(id), None) => Ok(Selected::Conversation(id.clone())),
            (None, Some(phone)) => {
                let Some(Dialled { digits, .. }) = Dialled::read(phone) else {
                    return Err(Error::new(
                        ErrorCode::InvalidValue,
                        "`phone_number` is no phone number: it has something in it that is no part of one. Nothing was done.",
                        "Give digits with the country code, such as +55 11 5550-0143, and nothing else.",
                    ));
                };
                if digits.len() < 5 || digits.len() > 15 {
                    return Err(Error::new(
                        ErrorCode::InvalidValue,
                        format!("`phone_number` has {} digits; a number with its country code has 5 to 15.", digits.len()),
                        "Give the whole number, such as +55 11 5550-0143.",
                    ));
                }
                Ok(Selected::Phone(digits))
            }
            (Some(_), Some(_)) => Err(Error::new(
                ErrorCode::Contradiction,
                "`conversation_selector` has both `conversation_id` and `phone_number`.",
                "Give one of them, so that it is clear who is meant.",
            )),
            (None, None) => {
                Err(Error::new(ErrorCode::MissingField, "`conversation_selector` is empty.", "Give `conversation_id` or `phone_number`."))
            }
        }
    }
}

/// A contact on one of our numbers, as a send needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The thread.
    pub thread_id: i64,
    /// Kapso's newest conversation of it.
    pub conversation_id: Option<String>,
    /// The number that it is sent from.
    pub phone_number_id: String,
    /// Kapso's id of that number's configuration.
    pub config_id: Option<String>,
    /// That number's name.
    pub config_name: String,
    /// That number as people write it.
    pub host_phone: Option<String>,
    /// The contact's digits.
    pub digits: Option<String>,
    /// WhatsApp's business-scoped id of the contact.
    pub business_scoped_user_id: Option<String>,
    /// The contact's name.
    pub name: Option<String>,
    /// When the contact last wrote.
    pub last_inbound_at: Option<Timestamp>,
    /// Whether the newest conversation was ended.
    pub ended: bool,
}

impl Recipient {
    /// The name, or the number, or the id: whatever a person would recognise first.
    pub fn display(&self) -> String {
        let phone = self.digits.as_ref().map(|digits| format!("+{digits}"));
        match (&self.name, phone) {
            (Some(name), Some(phone)) => format!("{name}, {phone}"),
            (Some(name), None) => format!("{name}, number hidden"),
            (None, Some(phone)) => phone,
            (None, None) => self.business_scoped_user_id.clone().unwrap_or_default(),
        }
    }

    /// Refuses an agent's free-form message where the conversation was ended: to take it up again is a decision of its own.
    pub fn must_be_active_for(&self, caller: &Caller) -> Result<()> {
        if !self.ended || caller.agent().is_none() {
            return Ok(());
        }
        Err(Error::new(
            ErrorCode::ConversationEnded,
            format!("The conversation with {} was ended. Nothing was sent.", self.display()),
            "Ask the person; `whatsapp_conversation_set_status` makes it active again.",
        ))
    }

    /// Refuses a free-form message when WhatsApp would.
    pub fn window_must_be_open(&self, now: Timestamp) -> Result<()> {
        if service_window::of(self.last_inbound_at, now).open {
            return Ok(());
        }
        let when = match self.last_inbound_at {
            Some(at) => format!("{} last wrote {} h ago", self.display(), now.duration_since(at).as_hours()),
            None => format!("{} never wrote", self.display()),
        };
        Err(Error::new(
            ErrorCode::WindowClosed,
            format!("The 24-hour window is closed: {when}. Nothing was sent."),
            "Until they write again, WhatsApp delivers only approved templates: send one with `whatsapp_send_template`.",
        ))
    }
}
