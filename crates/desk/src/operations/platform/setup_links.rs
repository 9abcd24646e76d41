//! Setup links that there are.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::generate::named;
use crate::{
    brief::Brief,
    caller::Caller,
    engine::{Engine, LinkCut},
    error::Result,
    model::{Customer, SetupLink},
    operation::{Act, Effect, Operation, Subject},
    question::Question,
    values::{ResponseFormat, SetupLinkStatus},
};

/// List a customer's setup links, newest first. `detailed` has an active one's address, a secret for that customer only.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListSetupLinks {
    /// The customer, from a detailed `platform_list_customers`.
    #[schemars(length(min = 1, max = 100))]
    pub customer_id: String,
    /// Only links of this status.
    #[serde(default)]
    pub status: Option<SetupLinkStatus>,
    /// Links a page; 20 when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub cursor: Option<String>,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// A page of a customer's setup links.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SetupLinksPage {
    /// The links, newest first.
    pub setup_links: Vec<SetupLink>,
    /// Where the next page starts; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// When Kapso last confirmed this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

impl Brief for SetupLinksPage {
    fn brief(&mut self) {
        self.setup_links.brief();
    }
}

impl Operation for ListSetupLinks {
    const NAME: &'static str = "platform_list_setup_links";
    const TITLE: &'static str = "Setup links";
    const EFFECT: Effect = Effect::Read;
    const QUOTES: bool = false; // the business's own
    const LIST: Option<&'static str> = Some("setup_links");
    type Output = SetupLinksPage;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn run(self, engine: &Engine, _act: &Act) -> Result<SetupLinksPage> {
        let status = self.status.map(SetupLinkStatus::as_str);
        let question = Question::of(Self::NAME, &(&self.customer_id, status));
        let cursor = self.cursor.as_deref().map(|cursor| question.place(cursor)).transpose()?.map(str::to_owned);
        let cut = LinkCut { customer_id: self.customer_id, status, cursor };
        let (found, as_of) = engine.setup_links(cut, self.limit.unwrap_or(20)).await?;
        let next_cursor = found.next_cursor.map(|place| question.cursor(&place));
        Ok(SetupLinksPage { setup_links: found.links, next_cursor, as_of })
    }
}

/// Revoke a customer's active setup link. An agent's waits for approval.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeSetupLink {
    /// The customer, from a detailed `platform_list_customers`.
    #[schemars(length(min = 1, max = 100))]
    pub customer_id: String,
    /// The link, from a detailed `platform_list_setup_links`.
    #[schemars(length(min = 1, max = 100))]
    pub setup_link_id: String,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// What became of a setup link. `pending_approval` means that nothing was done yet.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SetupLinkReceipt {
    /// `created`, `revoked`, or `pending_approval` when a person decides first.
    pub status: String,
    /// The customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// The link that was created or revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setup_link: Option<SetupLink>,
    /// The link that the new one revoked, if one was active.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_link: Option<SetupLink>,
    /// The approval that a person decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// When the approval expires.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// What happens next.
    pub next: String,
}

impl SetupLinkReceipt {
    pub(super) fn done(status: &str, customer: &Customer, link: SetupLink, revoked_link: Option<SetupLink>) -> Self {
        let next = match (status, &revoked_link) {
            ("created", Some(_)) => {
                "The customer's link before this one does not work any more: give them this one's address, which is in a detailed answer."
            }
            ("created", None) => "Give the customer its address, which is in a detailed answer.",
            _ => "The address does not work any more.",
        };
        Self {
            status: status.to_owned(),
            customer: Some(customer.name.clone()),
            setup_link: Some(link),
            revoked_link,
            request_id: None,
            expires_at: None,
            next: next.to_owned(),
        }
    }
}

impl Brief for SetupLinkReceipt {
    fn brief(&mut self) {
        self.setup_link.iter_mut().chain(&mut self.revoked_link).for_each(Brief::brief);
    }
}

impl Operation for RevokeSetupLink {
    const NAME: &'static str = "platform_revoke_setup_link";
    const TITLE: &'static str = "Revoke setup link";
    const EFFECT: Effect = Effect::Delete;
    const QUOTES: bool = false; // the business's own
    type Output = SetupLinkReceipt;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn about(&self, engine: &Engine, _caller: &Caller) -> Result<Subject> {
        let (customer, link) = engine.revocable_setup_link(&self.customer_id, &self.setup_link_id).await?;
        let begun = link.whatsapp_setup_status.as_deref() == Some("processing");
        let summary = format!(
            "The setup link of {} for {} stops working{}.",
            link.created_at,
            named(&customer),
            if begun { ", although they have begun to use it" } else { "" }
        );
        Ok(Subject::of(summary))
    }

    async fn run(self, engine: &Engine, _act: &Act) -> Result<SetupLinkReceipt> {
        let (customer, _) = engine.revocable_setup_link(&self.customer_id, &self.setup_link_id).await?;
        let link = engine.revoke_setup_link(&self.customer_id, &self.setup_link_id).await?;
        Ok(SetupLinkReceipt::done("revoked", &customer, link, None))
    }
}
