//! Finding and reading contacts.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    brief::Brief,
    dates,
    engine::Engine,
    error::{Error, ErrorCode, Result},
    model::Contact,
    operation::{Act, Effect, Operation},
    store::contacts::ContactCut,
    values::ResponseFormat,
};

/// Find contacts by name, note or phone number, newest first; case, accents and punctuation do not matter.
/// `detailed` adds the ids other calls take.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchContacts {
    /// The start of each word, in any order, or any part of a phone number.
    #[schemars(length(min = 1, max = 200))]
    pub query: String,
    /// Only contacts of this customer.
    #[serde(default)]
    #[schemars(length(min = 1, max = 100))]
    pub customer_id: Option<String>,
    /// Only contacts added then or later: ISO 8601, date or time.
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub created_since: Option<String>,
    /// Only contacts added before; a date includes its whole day (UTC).
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub created_until: Option<String>,
    /// Contacts a page; 20 when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 50))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub cursor: Option<String>,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// A page of contacts.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ContactPage {
    /// The contacts, newest first.
    pub contacts: Vec<Contact>,
    /// Where the next page starts; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// When Kapso last confirmed this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

impl Brief for ContactPage {
    fn brief(&mut self) {
        self.contacts.brief();
    }
}

impl Operation for SearchContacts {
    const NAME: &'static str = "whatsapp_search_contacts";
    const TITLE: &'static str = "Search contacts";
    const EFFECT: Effect = Effect::Read;
    type Output = ContactPage;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn run(self, engine: &Engine, _act: &Act) -> Result<ContactPage> {
        if !self.query.chars().any(char::is_alphanumeric) {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                "`query` has no letter and no digit, so nothing can be looked for.",
                "Give a part of a name or of a phone number.",
            ));
        }
        let (since, until) =
            dates::span(("created_since", self.created_since.as_deref()), ("created_until", self.created_until.as_deref()))?;
        let cut = ContactCut { query: self.query, customer_id: self.customer_id, since, until, cursor: self.cursor };
        let limit = self.limit.unwrap_or(20);
        let found = engine.read(move |store| store.find_contacts(&cut, limit)).await?;
        Ok(ContactPage { contacts: found.contacts, next_cursor: found.next_cursor, as_of: engine.as_of().await? })
    }
}
