//! Contacts: who writes to the project's numbers.

use serde_json::{Map, Value, json};

use crate::{
    Client, Result,
    call::{Call, PLATFORM},
    wire::{Contact, List, One, Page},
};

impl Client {
    /// One page of contacts, newest first (`GET /whatsapp/contacts`).
    pub async fn contacts(&self, after: Option<&str>, limit: u32) -> Result<Page<Contact>> {
        let call = Call::get(PLATFORM, vec!["whatsapp", "contacts"]).with("after", after).with("limit", Some(limit));
        Ok(self.json::<List>(call).await?.page())
    }

    /// One contact, by id, digits or business-scoped user id (`GET /whatsapp/contacts/{identifier}`).
    pub async fn contact(&self, identifier: &str) -> Result<Contact> {
        Ok(self.json::<One<Contact>>(Call::get(PLATFORM, vec!["whatsapp", "contacts", identifier])).await?.data)
    }

    /// Changes the given fields of a contact (`PATCH /whatsapp/contacts/{identifier}`): `display_name`, `profile_name`,
    /// `customer_id`, `metadata`. Whether `metadata` is merged or replaced is not documented: send all of it.
    pub async fn update_contact(&self, identifier: &str, fields: Map<String, Value>) -> Result<Contact> {
        let call = Call::patch(PLATFORM, vec!["whatsapp", "contacts", identifier], json!({ "contact": fields }));
        Ok(self.json::<One<Contact>>(call).await?.data)
    }
}
