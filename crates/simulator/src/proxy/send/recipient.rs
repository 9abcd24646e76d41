//! Whom a message is for.

use rusqlite::Transaction;
use serde_json::{Map, Value};

use super::wa_id;
use crate::{
    refusal::{Family, Refusal},
    store::{
        contacts::{self, Contact, digits},
        numbers::Number,
    },
};

/// The person a message is for, known or not.
pub(crate) struct Recipient {
    /// What the sender wrote.
    pub(crate) input: String,
    /// What their turn is named by: the digits, or the business-scoped id of whom has none.
    pub(crate) address: String,
    pub(crate) wa_id: Option<String>,
    pub(crate) bsuid: Option<String>,
}

impl Recipient {
    /// Reads `to` or, without it, `recipient`.
    pub(crate) fn of(tx: &Transaction<'_>, number: &Number, body: &Map<String, Value>) -> Result<Self, Refusal> {
        if body.get("recipient_type").is_some_and(|kind| kind == "group") {
            return Err(Refusal::not_played(Family::Proxy, "messages to groups"));
        }
        match (text(body, "to")?, text(body, "recipient")?) {
            (Some(to), _) => Self::by_phone(tx, number, to),
            (None, Some(bsuid)) => Self::by_bsuid(tx, bsuid),
            (None, None) => Err(Refusal::parameter(131_008, "to or recipient is required")),
        }
    }

    fn by_phone(tx: &Transaction<'_>, number: &Number, to: &str) -> Result<Self, Refusal> {
        let digits = wa_id::of(tx, digits(to))?;
        if !(7..=15).contains(&digits.len()) || to.chars().any(char::is_alphabetic) {
            return Err(Refusal::parameter(131_009, "to is not a phone number"));
        }
        if digits == number.digits {
            return Err(Refusal::parameter(131_021, "to is the sender's own number"));
        }
        let bsuid = contacts::find(tx, &digits)?.and_then(|contact| contact.bsuid);
        Ok(Self { input: to.to_owned(), address: digits.clone(), wa_id: Some(digits), bsuid })
    }

    fn by_bsuid(tx: &Transaction<'_>, bsuid: &str) -> Result<Self, Refusal> {
        let contact = contacts::find(tx, bsuid)?
            .filter(|contact| contact.bsuid.as_deref() == Some(bsuid) || contact.parent_bsuid.as_deref() == Some(bsuid))
            .ok_or_else(|| Refusal::parameter(131_009, "recipient is not a known business-scoped user id"))?;
        let address = contact.wa_id.clone().or_else(|| contact.bsuid.clone()).unwrap_or_default();
        Ok(Self { input: bsuid.to_owned(), address, wa_id: contact.wa_id, bsuid: contact.bsuid })
    }

    /// The contact, if this person ever wrote or was created.
    pub(crate) fn contact(&self, tx: &Transaction<'_>) -> Result<Option<Contact>, Refusal> {
        Ok(contacts::find(tx, &self.address)?)
    }
}

fn text<'a>(body: &'a Map<String, Value>, name: &str) -> Result<Option<&'a str>, Refusal> {
    match body.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if !text.is_empty() => Ok(Some(text)),
        Some(_) => Err(Refusal::parameter(131_009, format!("{name} must be a non-empty string"))),
    }
}
