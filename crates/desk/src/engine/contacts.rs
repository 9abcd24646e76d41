//! Contacts: finding the one that is meant, and changing what the team knows about them.

use jiff::Timestamp;
use kapso::wire;
use serde_json::{Map, Value};

use super::Engine;
use crate::{
    error::{Error, ErrorCode, Result},
    events::Topic,
    model::{Contact, Message},
    operations::contacts::{ContactContext, ContactSummary},
    selector::Dialled,
    store::{Reader, contacts::ContactRow, threads::KnownAs},
    translate, upstream,
};

/// Messages in a contact's context.
const RECENT: u32 = 20;

/// What may be changed about a contact; what is absent stays.
#[derive(Debug, Clone, Default)]
pub struct ContactChange {
    /// The team's name for them; empty takes it away.
    pub display_name: Option<String>,
    /// The customer that they belong to; empty takes it away.
    pub customer_id: Option<String>,
    /// Keys to set; null takes a key away. Never the key of our notes.
    pub metadata: Map<String, Value>,
}

impl Engine {
    /// The contact that Kapso's id, a phone number or a business-scoped user id names; several that fit are an error which
    /// names them. Who is not on this desk yet is read from Kapso.
    pub async fn contact_named(&self, identifier: &str) -> Result<ContactRow> {
        let named = Named::read(identifier)?;
        let asked = named.clone();
        match self.read(move |store| named.row(store)).await? {
            Some(row) => Ok(row),
            None => self.fetch_contact(asked.at_kapso()).await,
        }
    }

    /// What the desk knows about the contact that is named as in [`Self::contact_named`].
    pub async fn contact_context(&self, identifier: &str, with_messages: bool) -> Result<ContactContext> {
        let (named, now) = (Named::read(identifier)?, self.now());
        let asked = named.clone();
        let here = move |store: &Reader<'_>| named.row(store)?.map(|row| context(store, row, with_messages, now)).transpose();
        if let Some(context) = self.read(here).await? {
            return Ok(context);
        }
        let row = self.fetch_contact(asked.at_kapso()).await?;
        self.read(move |store| context(store, row, with_messages, now)).await
    }

    /// Changes a contact at Kapso and here; gives it as it is then, and whether anything had to be changed.
    pub async fn update_contact(&self, row: ContactRow, change: ContactChange) -> Result<(Contact, bool)> {
        let changed = {
            let _alone = self.contact_writes.lock().await;
            let id = self.read(move |store| store.contact(row)).await?.and_then(|contact| contact.contact_id).ok_or_else(no_contact)?;
            let unchanged = |error: kapso::Error| upstream::explain_unrepeated(&error, "Ask again; to set it twice does no harm.");
            let there = self.contact_at_kapso(&id).await.map_err(unchanged)?;
            let fields = change.against(&there)?;
            let changed = !fields.is_empty();
            let now = if changed { self.change_at_kapso(&id, fields).await.map_err(unchanged)? } else { there };
            self.take_contact(now).await?;
            changed
        };
        self.contact_changed(row).await?;
        let contact = self.read(move |store| store.contact(row)).await?.ok_or_else(no_contact)?;
        Ok((contact, changed))
    }

    async fn fetch_contact(&self, identifier: &str) -> Result<ContactRow> {
        let there = match self.kapso().contact(identifier).await {
            Ok(there) => there,
            Err(error) if error.refusal().is_some_and(|refusal| refusal.status == 404) => return Err(no_contact()),
            Err(error) => return Err(upstream::explain(&error)),
        };
        let row = self.take_contact(there).await?;
        self.contact_changed(row).await?;
        Ok(row)
    }

    /// A contact before something is written to it, asked for once more when the answer does not say what its metadata is.
    pub(super) async fn contact_at_kapso(&self, id: &str) -> kapso::Result<wire::Contact> {
        match self.kapso().contact(id).await? {
            wire::Contact { metadata: None, .. } => self.kapso().contact(id).await,
            there => Ok(there),
        }
    }

    /// Changes a contact; its metadata is what was written when the answer does not say.
    pub(super) async fn change_at_kapso(&self, id: &str, fields: Map<String, Value>) -> kapso::Result<wire::Contact> {
        let written = fields.get("metadata").and_then(Value::as_object).cloned();
        let now = self.kapso().update_contact(id, fields).await?;
        Ok(wire::Contact { metadata: now.metadata.or(written), ..now })
    }

    /// Stores a contact as Kapso has just shown it.
    pub(super) async fn take_contact(&self, there: wire::Contact) -> Result<ContactRow> {
        let seen = translate::contact(there).ok_or_else(no_contact)?;
        self.write(move |store| {
            store.put_contact(&seen)?;
            store.contact_row(&seen.id)?.ok_or_else(no_contact)
        })
        .await
    }

    /// Tells everybody who shows the contact.
    pub(super) async fn contact_changed(&self, row: ContactRow) -> Result<()> {
        for thread in self.read(move |store| store.threads_of_contact(row)).await? {
            self.emit(Topic::Thread, Some(thread));
        }
        self.emit(Topic::Inbox, None);
        Ok(())
    }
}

impl ContactChange {
    /// The fields that differ from what Kapso has; metadata whole, because Kapso may replace it.
    fn against(self, there: &wire::Contact) -> Result<Map<String, Value>> {
        let mut fields = Map::new();
        for (name, wanted, has) in
            [("display_name", self.display_name, &there.display_name), ("customer_id", self.customer_id, &there.customer_id)]
        {
            if let Some(wanted) = wanted.map(|wanted| Some(wanted).filter(|wanted| !wanted.is_empty()))
                && wanted != *has
            {
                fields.insert(name.to_owned(), wanted.map_or(Value::Null, Value::String));
            }
        }
        if self.metadata.is_empty() {
            return Ok(fields);
        }
        let before = there.metadata.as_ref().ok_or_else(untold)?;
        let mut metadata = before.clone();
        for (key, value) in self.metadata {
            match value {
                Value::Null => drop(metadata.shift_remove(&key)),
                value => drop(metadata.insert(key, value)),
            }
        }
        if metadata != *before {
            fields.insert("metadata".to_owned(), Value::Object(metadata));
        }
        Ok(fields)
    }
}

/// Who an identifier can mean.
#[derive(Clone)]
struct Named {
    /// As it was said: an id of Kapso's, or a business-scoped user id.
    id: String,
    known: KnownAs,
}

impl Named {
    fn read(identifier: &str) -> Result<Self> {
        let id = identifier.trim();
        if id.is_empty() {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                "`identifier` is only white space. Nothing was done.",
                "Give a contact id, a phone number with country code, or a business-scoped user id.",
            ));
        }
        Ok(Self { id: id.to_owned(), known: KnownAs { user: Some(id.to_owned()), digits: phone_digits(identifier) } })
    }

    fn row(&self, store: &Reader<'_>) -> Result<Option<ContactRow>> {
        if let Some(row) = store.contact_row(&self.id)? {
            return Ok(Some(row));
        }
        match store.contacts_known_as(&self.known)?.as_slice() {
            [] => Ok(None),
            [(row, _)] => Ok(Some(*row)),
            several => Err(ambiguous(several)),
        }
    }

    fn at_kapso(&self) -> &str {
        self.known.digits.as_deref().unwrap_or(&self.id)
    }
}

fn context(store: &Reader<'_>, row: ContactRow, with_messages: bool, now: Timestamp) -> Result<ContactContext> {
    let contact = store.contact(row)?.ok_or_else(no_contact)?;
    let notes = store.notes(row)?;
    let threads = store.threads_of_contact(row)?;
    let mut conversations = Vec::with_capacity(threads.len());
    let mut messages = 0_u64;
    for thread in &threads {
        conversations.extend(store.thread(*thread, now)?);
        messages = messages.saturating_add(store.count_messages(*thread)?);
    }
    let recent_messages = if with_messages { recent(store, &threads)? } else { Vec::new() };
    let summary = ContactSummary::of(&conversations, messages, notes.len());
    Ok(ContactContext { contact, summary, notes, older_cursor: None, conversations, recent_messages, as_of: store.as_of()? })
}

/// The newest messages over all of a contact's threads, oldest first.
fn recent(store: &Reader<'_>, threads: &[i64]) -> Result<Vec<Message>> {
    let mut messages = Vec::new();
    for thread in threads {
        messages.extend(store.thread_page(*thread, None, RECENT)?.messages);
    }
    messages.sort_by_key(|message| message.at);
    let surplus = messages.len().saturating_sub(usize::try_from(RECENT).unwrap_or(usize::MAX));
    Ok(messages.split_off(surplus))
}

/// The digits of what can only be a phone number.
fn phone_digits(identifier: &str) -> Option<String> {
    Dialled::read(identifier).map(|dialled| dialled.digits)
}

fn ambiguous(several: &[(ContactRow, Contact)]) -> Error {
    let who = several.iter().map(|(_, contact)| {
        let name = contact.name.as_deref().unwrap_or("without a name");
        format!("{name} (contact id {})", contact.contact_id.as_deref().unwrap_or_default())
    });
    Error::new(
        ErrorCode::Ambiguous,
        format!("Several contacts fit: {}. Nothing was done.", who.collect::<Vec<_>>().join("; ")),
        "Give the contact id of the one that is meant as `identifier`.",
    )
}

/// Metadata is written whole: what is not known would be lost.
pub(super) fn untold() -> Error {
    Error::new(
        ErrorCode::UpstreamUnreadable,
        "Kapso did not say what stands in the contact's metadata, so writing it could erase what others keep there. Nothing was changed.",
        "Ask again in a moment; `display_name` and `customer_id` can be changed without it.",
    )
}

fn no_contact() -> Error {
    Error::new(
        ErrorCode::NotFound,
        "No contact of this project has that id, phone number or user id. Nothing was done.",
        "Find them with `whatsapp_search_contacts`.",
    )
}
