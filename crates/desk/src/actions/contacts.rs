//! Contacts by name, as a person turns their pages.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    action::{Action, Remembered},
    caller::Face,
    desk::Desk,
    error::Result,
    model::{Contact, Customer},
    question::Question,
    store::{Reader, contacts::BrowseCut},
};

/// List contacts by name, without a question. Case and accents do not matter to the order; those without a name come last.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BrowseContacts {
    /// Only contacts of this customer.
    #[serde(default)]
    #[schemars(length(min = 1, max = 100))]
    pub customer_id: Option<String>,
    /// Only contacts who wrote to this number: its config id.
    #[serde(default)]
    #[schemars(length(min = 1, max = 100))]
    pub whatsapp_config_id: Option<String>,
    /// Only contacts with notes, or without a name or phone number; all when absent.
    #[serde(default)]
    pub only: Option<ContactKind>,
    /// Contacts a page; 100 when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    #[schemars(length(min = 1, max = 30))]
    pub cursor: Option<String>,
}

/// Contacts that have something in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ContactKind {
    /// The team wrote something about them.
    WithNotes,
    /// Nobody knows what they are called.
    WithoutName,
    /// WhatsApp hides their number.
    WithoutPhone,
}

/// A page of contacts.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ContactBook {
    /// The contacts, by name.
    pub contacts: Vec<BookEntry>,
    /// Contacts that fit, over all pages.
    pub total_count: u64,
    /// Where the next page starts; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// When Kapso last confirmed this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

/// A contact, and where their newest conversation is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BookEntry {
    /// Who it is.
    pub contact: Contact,
    /// The thread in which anything last happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread_id: Option<String>,
    /// Kapso's conversation in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation_id: Option<String>,
    /// When that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_active_at: Option<Timestamp>,
}

impl Action for BrowseContacts {
    const NAME: &'static str = "desk_contacts";
    type Output = ContactBook;

    async fn run(self, desk: &Desk, _face: Face) -> Result<ContactBook> {
        let engine = desk.engine()?;
        let question = Question::of(Self::NAME, &(&self.customer_id, &self.whatsapp_config_id, self.only));
        let cursor = self.cursor.as_deref().map(|cursor| question.place(cursor)).transpose()?.map(str::to_owned);
        let phone_number_id = match self.whatsapp_config_id {
            Some(id) => Some(engine.number_of_config(id).await?),
            None => None,
        };
        let cut = BrowseCut {
            customer_id: self.customer_id,
            phone_number_id,
            with_notes: self.only == Some(ContactKind::WithNotes),
            without_name: self.only == Some(ContactKind::WithoutName),
            without_phone: self.only == Some(ContactKind::WithoutPhone),
        };
        let (now, limit) = (engine.now(), self.limit.unwrap_or(100));
        engine
            .read(move |store| {
                let found = store.browse_contacts(&cut, cursor.as_deref(), limit)?;
                let entries = found.contacts.into_iter().map(|(row, contact)| entry(store, row, contact, now));
                Ok(ContactBook {
                    contacts: entries.collect::<Result<_>>()?,
                    total_count: found.total,
                    next_cursor: found.next.map(|row| question.cursor(&row.to_string())),
                    as_of: store.as_of()?,
                })
            })
            .await
    }
}

fn entry(store: &Reader<'_>, row: i64, contact: Contact, now: Timestamp) -> Result<BookEntry> {
    let newest = match store.threads_of_contact(row)?.first() {
        Some(thread) => store.thread(*thread, now)?,
        None => None,
    };
    Ok(BookEntry {
        contact,
        thread_id: newest.as_ref().and_then(|thread| thread.thread_id.clone()),
        conversation_id: newest.as_ref().and_then(|thread| thread.conversation_id.clone()),
        last_active_at: newest.map(|thread| thread.last_active_at),
    })
}

/// Give a customer another name, at Kapso.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RenameCustomer {
    /// Which customer.
    #[schemars(length(min = 1, max = 100))]
    pub customer_id: String,
    /// Its name.
    #[schemars(length(min = 1, max = 256))]
    pub name: String,
}

/// A customer as it is now.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RenamedCustomer {
    /// The customer.
    pub customer: Customer,
}

impl Action for RenameCustomer {
    const NAME: &'static str = "desk_rename_customer";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = RenamedCustomer;

    async fn run(self, desk: &Desk, _face: Face) -> Result<RenamedCustomer> {
        Ok(RenamedCustomer { customer: desk.engine()?.rename_customer(&self.customer_id, self.name.trim()).await? })
    }
}
