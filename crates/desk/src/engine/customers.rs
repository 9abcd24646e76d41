//! Customers: found here, added at Kapso.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::Engine;
use crate::{
    error::{Error, ErrorCode, Result},
    events::Topic,
    model::Customer,
    store::{
        customers::{CustomerCut, FoundCustomers},
        settings::Setting,
    },
    sync, translate, upstream,
};

/// Customers that were confirmed within this are not asked for again.
const FRESH: SignedDuration = SignedDuration::from_secs(60);
/// An answer waits for Kapso at most this long.
const PATIENCE: Duration = Duration::from_secs(3);

impl Engine {
    /// A page of customers, newest first, and when Kapso confirmed them.
    pub async fn customers(&self, cut: CustomerCut, cursor: Option<String>, limit: u32) -> Result<(FoundCustomers, Option<Timestamp>)> {
        let fresh = self.refresh_customers(FRESH).await;
        let found = self.read(move |store| store.customers(&cut, cursor.as_deref(), limit)).await?;
        match (self.customers_as_of().await?, fresh) {
            (None, Err(never_read)) if found.total == 0 => Err(never_read),
            (as_of, _) => Ok((found, as_of)),
        }
    }

    /// A customer; one that this desk does not know yet is looked for at Kapso first.
    pub async fn customer(&self, id: &str) -> Result<Customer> {
        if let Some(known) = self.known_customer(id).await? {
            return Ok(known);
        }
        // Without Kapso it stays unknown.
        let _ = self.refresh_customers(SignedDuration::ZERO).await;
        self.known_customer(id).await?.ok_or_else(|| {
            Error::new(
                ErrorCode::NotFound,
                "No customer of this project has that id. Nothing was done.",
                "Take `customer_id` from a detailed `platform_list_customers`.",
            )
        })
    }

    /// Refuses an external id that a customer on this desk has.
    pub async fn external_id_must_be_free(&self, external_customer_id: &str) -> Result<()> {
        let (id, now) = (external_customer_id.to_owned(), self.now());
        match self.read(move |store| store.customer_of_external_id(&id, now)).await? {
            Some(holder) => Err(taken(external_customer_id, &holder.name)),
            None => Ok(()),
        }
    }

    /// Adds a customer at Kapso; it stands in the store when this returns.
    pub async fn create_customer(&self, name: &str, external_customer_id: Option<&str>) -> Result<Customer> {
        let created = match self.kapso().create_customer(name, external_customer_id).await {
            Ok(created) => translate::customer(created).ok_or_else(unreadable)?,
            Err(error) => return Err(self.why_not_created(&error, external_customer_id).await),
        };
        let (id, now) = (created.id.clone(), self.now());
        self.write(move |store| store.put_customer(&created, now)).await?;
        self.emit(Topic::Customers, None);
        self.known_customer(&id).await?.ok_or_else(|| Error::internal("customers", "the new customer is not there"))
    }

    /// Gives a customer another name at Kapso; it stands in the store when this returns.
    pub async fn rename_customer(&self, id: &str, name: &str) -> Result<Customer> {
        if name.is_empty() {
            return Err(Error::new(ErrorCode::InvalidValue, "`name` is empty. Nothing was changed.", "Give a name."));
        }
        let known = self.customer(id).await?;
        let renamed = match self.kapso().rename_customer(id, name).await {
            Ok(renamed) => translate::customer(renamed).ok_or_else(|| Error::internal("customers", "the renamed customer has no id"))?,
            Err(error) if error.refusal().is_some_and(|refusal| refusal.status == 404) => {
                let gone = id.to_owned();
                self.write(move |store| store.forget_customer(&gone)).await?;
                self.emit(Topic::Customers, None);
                return Err(Error::new(
                    ErrorCode::NotFound,
                    format!("Kapso has no customer {} any more. Nothing was changed.", known.name),
                    "Look at the list again.",
                ));
            }
            Err(error) => {
                return Err(upstream::explain_unrepeated(
                    &error,
                    "Look at the customer before you rename it again: it may have the new name.",
                ));
            }
        };
        let now = self.now();
        self.write(move |store| store.put_customer(&renamed, now)).await?;
        self.emit(Topic::Customers, None);
        self.known_customer(id).await?.ok_or_else(|| Error::internal("customers", "the renamed customer is not there"))
    }

    async fn why_not_created(&self, error: &kapso::Error, external_customer_id: Option<&str>) -> Error {
        let refused = error.refusal().is_some_and(|refusal| matches!(refusal.status, 400 | 409 | 422));
        if let Some(id) = external_customer_id.filter(|_| refused)
            && let Ok(Some(holder)) = self.kapso().customer_of_external_id(id).await
        {
            return taken(id, &holder.name);
        }
        if error.may_have_taken_effect() {
            // It is listed when it was created; if that fails as well, the next round reads it.
            let _ = self.refresh_customers(SignedDuration::ZERO).await;
        }
        upstream::explain_unrepeated(error, "Look for it in `platform_list_customers` before you ask again: it may be there.")
    }

    async fn refresh_customers(&self, max_age: SignedDuration) -> Result<()> {
        let now = self.now();
        if self.customers_as_of().await?.is_some_and(|at| now.duration_since(at) < max_age) {
            return Ok(());
        }
        match tokio::time::timeout(PATIENCE, sync::customers::refresh(self)).await {
            Ok(refreshed) => refreshed,
            Err(_) => Err(upstream::explain(&kapso::Error::Timeout { limit: PATIENCE })),
        }
    }

    async fn customers_as_of(&self) -> Result<Option<Timestamp>> {
        let millis = self.read(|store| store.millis(Setting::CustomersAsOf)).await?;
        Ok(millis.and_then(|millis| Timestamp::from_millisecond(millis).ok()))
    }

    async fn known_customer(&self, id: &str) -> Result<Option<Customer>> {
        let (id, now) = (id.to_owned(), self.now());
        self.read(move |store| store.customer(&id, now)).await
    }
}

fn taken(external_customer_id: &str, holder: &str) -> Error {
    Error::new(
        ErrorCode::Duplicate,
        format!("The external id `{external_customer_id}` is {holder}'s already. Nothing was created."),
        "Use that customer (`platform_list_customers`), or give another `external_customer_id`.",
    )
}

fn unreadable() -> Error {
    let why = kapso::Error::Unreadable("the new customer has no id".to_owned());
    upstream::explain_unrepeated(&why, "Look for it in `platform_list_customers` before you ask again.")
}
