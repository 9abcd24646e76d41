//! Setup links: listed here, made and revoked at Kapso.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::Engine;
use crate::{
    error::{Error, ErrorCode, Result},
    events::Topic,
    model::{Customer, SetupLink, SetupSettings},
    operation::Act,
    store::setup_links::FoundLinks,
    sync, translate, upstream,
};

/// A list does not ask again for what was read within this.
const FRESH: SignedDuration = SignedDuration::from_secs(10);
/// Nor does a change, which is looked at twice: before it is asked, and before it is made.
const JUST_READ: SignedDuration = SignedDuration::from_secs(2);
/// A list waits for Kapso at most this long.
const PATIENCE: Duration = Duration::from_secs(3);

/// Which of a customer's links.
#[derive(Debug, Clone)]
pub struct LinkCut {
    /// Whose.
    pub customer_id: String,
    /// Only those of this status.
    pub status: Option<&'static str>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

impl Engine {
    /// A page of a customer's links, newest first, and when Kapso confirmed them.
    pub async fn setup_links(&self, cut: LinkCut, limit: u32) -> Result<(FoundLinks, Option<Timestamp>)> {
        self.customer(&cut.customer_id).await?;
        let fresh = match tokio::time::timeout(PATIENCE, self.refresh_setup_links(&cut.customer_id, FRESH)).await {
            Ok(fresh) => fresh,
            Err(_) => Err(upstream::explain(&kapso::Error::Timeout { limit: PATIENCE })),
        };
        let now = self.now();
        let (found, as_of) = self
            .read(move |store| {
                let LinkCut { customer_id, status, cursor } = cut;
                let found = store.setup_links(&customer_id, status, cursor.as_deref(), limit, now)?;
                Ok((found, store.setup_links_as_of(&customer_id)?))
            })
            .await?;
        match (as_of, fresh) {
            (None, Err(never_read)) if found.links.is_empty() => Err(never_read),
            (as_of, _) => Ok((found, as_of)),
        }
    }

    /// A customer and its active link, as Kapso has them now: what is decided about them must not be decided on old news.
    pub async fn active_setup_link(&self, customer_id: &str) -> Result<(Customer, Option<SetupLink>)> {
        let customer = self.customer(customer_id).await?;
        self.refresh_setup_links(customer_id, JUST_READ).await?;
        let (id, now) = (customer_id.to_owned(), self.now());
        let active = self.read(move |store| store.setup_links(&id, Some("active"), None, 1, now)).await?;
        Ok((customer, active.links.into_iter().next()))
    }

    /// A customer and one of its links, which must be active.
    pub async fn revocable_setup_link(&self, customer_id: &str, link_id: &str) -> Result<(Customer, SetupLink)> {
        let customer = self.customer(customer_id).await?;
        self.refresh_setup_links(customer_id, JUST_READ).await?;
        let (of, id, now) = (customer_id.to_owned(), link_id.to_owned(), self.now());
        let link = self.read(move |store| store.setup_link(&of, &id, now)).await?.ok_or_else(|| unknown(&customer))?;
        must_be_active(&customer, &link)?;
        Ok((customer, link))
    }

    /// Makes a link. Kapso revokes the active one by that; both stand in the store when this returns.
    pub async fn create_setup_link(&self, customer_id: &str, settings: &SetupSettings) -> Result<SetupLink> {
        let look = "Look at `platform_list_setup_links` before you ask again: it may be there, and the one before revoked.";
        let _turn = self.setup_links_turn.lock().await;
        let created = self.kapso().create_setup_link(customer_id, fields(settings)).await;
        let link = created.map_err(|error| upstream::explain_unrepeated(&error, look))?;
        let link = translate::setup_link(link)
            .ok_or_else(|| upstream::explain_unrepeated(&kapso::Error::Unreadable("the new link has no id".to_owned()), look))?;
        let (of, stored) = (customer_id.to_owned(), link.clone());
        self.write(move |store| {
            store.revoke_active_setup_links(&of)?;
            store.put_setup_link(&of, &stored)
        })
        .await?;
        self.emit(Topic::Customers, None);
        Ok(link)
    }

    /// Revokes a link; it stands so in the store when this returns.
    pub async fn revoke_setup_link(&self, customer_id: &str, link_id: &str) -> Result<SetupLink> {
        let look = "Look at `platform_list_setup_links`: it says whether the link still works.";
        let _turn = self.setup_links_turn.lock().await;
        let revoked = self.kapso().revoke_setup_link(customer_id, link_id).await;
        let link = revoked.map_err(|error| upstream::explain_unrepeated(&error, look))?;
        let link = translate::setup_link(link)
            .ok_or_else(|| upstream::explain_unrepeated(&kapso::Error::Unreadable("the link has no id".to_owned()), look))?;
        let (of, stored) = (customer_id.to_owned(), link.clone());
        self.write(move |store| store.put_setup_link(&of, &stored)).await?;
        self.emit(Topic::Customers, None);
        Ok(link)
    }

    /// Refuses an approved act when what its person read is no longer so.
    pub async fn must_be_as_shown(&self, act: &Act, summary: &str) -> Result<()> {
        let Some(id) = act.approved.as_ref().map(|approved| approved.id) else { return Ok(()) };
        let request = self.read(move |store| store.request(id)).await?;
        if request.is_some_and(|request| request.summary == summary) {
            return Ok(());
        }
        Err(Error::new(
            ErrorCode::Outdated,
            "The customer's setup links have changed since this was asked. Nothing was done.",
            "Look at `platform_list_setup_links`; if it is still wanted, let the agent ask again.",
        ))
    }

    async fn refresh_setup_links(&self, customer_id: &str, max_age: SignedDuration) -> Result<()> {
        let (of, now) = (customer_id.to_owned(), self.now());
        let read_at = self.read(move |store| store.setup_links_as_of(&of)).await?;
        if read_at.is_some_and(|at| now.duration_since(at) < max_age) {
            return Ok(());
        }
        sync::setup_links::of_customer(self, customer_id).await
    }
}

/// The settings as Kapso takes them.
fn fields(settings: &SetupSettings) -> Map<String, Value> {
    match serde_json::to_value(settings) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

fn unknown(customer: &Customer) -> Error {
    Error::new(
        ErrorCode::NotFound,
        format!("{} has no setup link with that id. Nothing was done.", customer.name),
        "Take `setup_link_id` from a detailed `platform_list_setup_links` of that customer.",
    )
}

fn must_be_active(customer: &Customer, link: &SetupLink) -> Result<()> {
    let name = &customer.name;
    let refused = |code, why: String, remedy: &str| Err(Error::new(code, why, remedy));
    match link.status.as_str() {
        "active" => Ok(()),
        "used" => refused(
            ErrorCode::AlreadyUsed,
            format!("{name} used this link: the number is connected. There is nothing left to revoke."),
            "See the number with `platform_list_customer_configs`.",
        ),
        "expired" => refused(
            ErrorCode::Expired,
            format!("This link of {name} has expired. There is nothing left to revoke."),
            "Make another with `platform_generate_setup_link` if the customer still needs one.",
        ),
        _ => refused(
            ErrorCode::AlreadyDecided,
            format!("This link of {name} was revoked before. Nothing was done."),
            "Make another with `platform_generate_setup_link` if the customer still needs one.",
        ),
    }
}
