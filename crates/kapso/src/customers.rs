//! Customers, and the links by which they connect their own numbers.

use serde_json::{Map, Value, json};

use crate::{
    Client, Result,
    call::{Call, PLATFORM},
    wire::{Customer, List, One, Page, SetupLink},
};

impl Client {
    /// One page of customers, newest first, `page` from 1 (`GET /customers`).
    pub async fn customers(&self, page: u32, per_page: u32) -> Result<Page<Customer>> {
        let call = Call::get(PLATFORM, vec!["customers"]).with("page", Some(page)).with("per_page", Some(per_page));
        Ok(self.json::<List>(call).await?.page())
    }

    /// The customer that has this external id (`GET /customers?external_customer_id=`).
    pub async fn customer_of_external_id(&self, external_customer_id: &str) -> Result<Option<Customer>> {
        let call =
            Call::get(PLATFORM, vec!["customers"]).with("external_customer_id", Some(external_customer_id)).with("per_page", Some(1));
        let found = self.json::<List>(call).await?.page::<Customer>().items.into_iter().next();
        Ok(found.filter(|customer| customer.external_customer_id.as_deref() == Some(external_customer_id)))
    }

    /// Creates a customer (`POST /customers`).
    pub async fn create_customer(&self, name: &str, external_customer_id: Option<&str>) -> Result<Customer> {
        let mut fields = Map::from_iter([("name".to_owned(), json!(name))]);
        if let Some(id) = external_customer_id {
            fields.insert("external_customer_id".to_owned(), json!(id));
        }
        Ok(self.json::<One<Customer>>(Call::post(PLATFORM, vec!["customers"], json!({ "customer": fields }))).await?.data)
    }

    /// Gives a customer another name (`PATCH /customers/{id}`).
    pub async fn rename_customer(&self, customer_id: &str, name: &str) -> Result<Customer> {
        let body = json!({ "customer": { "name": name } });
        Ok(self.json::<One<Customer>>(Call::patch(PLATFORM, vec!["customers", customer_id], body)).await?.data)
    }

    /// One page of a customer's setup links, newest first, `page` from 1 (`GET /customers/{id}/setup_links`).
    pub async fn setup_links(&self, customer_id: &str, page: u32, per_page: u32) -> Result<Page<SetupLink>> {
        let call =
            Call::get(PLATFORM, vec!["customers", customer_id, "setup_links"]).with("page", Some(page)).with("per_page", Some(per_page));
        Ok(self.json::<List>(call).await?.page())
    }

    /// Creates a setup link; the customer's active one is revoked by it (`POST /customers/{id}/setup_links`).
    pub async fn create_setup_link(&self, customer_id: &str, fields: Map<String, Value>) -> Result<SetupLink> {
        let call = Call::post(PLATFORM, vec!["customers", customer_id, "setup_links"], json!({ "setup_link": fields }));
        Ok(self.json::<One<SetupLink>>(call).await?.data)
    }

    /// Revokes a setup link (`PATCH /customers/{id}/setup_links/{link}`).
    pub async fn revoke_setup_link(&self, customer_id: &str, link_id: &str) -> Result<SetupLink> {
        let body = json!({ "setup_link": { "status": "revoked" } });
        Ok(self.json::<One<SetupLink>>(Call::patch(PLATFORM, vec!["customers", customer_id, "setup_links", link_id], body)).await?.data)
    }
}
