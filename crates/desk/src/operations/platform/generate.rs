//! Making a setup link.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SetupLinkReceipt;
use crate::{
    caller::Caller,
    engine::Engine,
    error::Result,
    model::{Customer, SetupLink, SetupSettings},
    operation::{Act, Effect, Operation, Subject},
    setup,
    values::{BillingMode, ConnectionType, ResponseFormat, SetupLanguage},
};

/// Make a link by which a customer connects a WhatsApp number; the active one stops working. An agent's waits for approval;
/// takes languages, redirects, colours and number options too.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GenerateSetupLink {
    /// The customer, from a detailed `platform_list_customers`. The link works for 30 days; its address is in a detailed
    /// `platform_list_setup_links`.
    #[schemars(length(min = 1, max = 100))]
    pub customer_id: String,
    /// The page's language.
    #[serde(default)]
    pub language: Option<SetupLanguage>,
    /// `coexistence` with the phone app, `dedicated`, or both (default).
    #[serde(default)]
    #[schemars(length(min = 1, max = 2))]
    pub allowed_connection_types: Option<Vec<ConnectionType>>,
    /// Whether Kapso provides the number.
    #[serde(default)]
    pub provision_phone_number: Option<bool>,
    /// Countries of a provided number, such as US.
    #[serde(default)]
    #[schemars(length(min = 1, max = 50), inner(length(min = 1, max = 10)))]
    pub phone_number_country_isos: Option<Vec<String>>,
    /// Area code of a provided number.
    #[serde(default)]
    #[schemars(length(min = 1, max = 10))]
    pub phone_number_area_code: Option<String>,
    /// Connects this number again, instead of a new one.
    #[serde(default)]
    #[schemars(length(min = 5, max = 40))]
    pub reconnect_phone_number: Option<String>,
    /// Who pays Meta; cannot be changed later.
    #[serde(default)]
    pub meta_billing_mode: Option<BillingMode>,
    /// Web page for the customer afterwards.
    #[serde(default)]
    #[schemars(length(min = 1, max = 2000))]
    pub success_redirect_url: Option<String>,
    /// Web page for the customer when it failed.
    #[serde(default)]
    #[schemars(length(min = 1, max = 2000))]
    pub failure_redirect_url: Option<String>,
    /// Origins of pages that may embed the setup.
    #[serde(default)]
    #[schemars(length(min = 1, max = 20), inner(length(min = 1, max = 300)))]
    pub allowed_origins: Option<Vec<String>>,
    /// Colours as #rrggbb: primary_color, background_color, text_color and others.
    #[serde(default)]
    pub theme_config: Option<BTreeMap<String, String>>,
    /// `concise` (default) or `detailed`, which has the address.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

impl Operation for GenerateSetupLink {
    const NAME: &'static str = "platform_generate_setup_link";
    const TITLE: &'static str = "Make setup link";
    /// It takes the active link away from a customer who may be using it.
    const EFFECT: Effect = Effect::Delete;
    const QUOTES: bool = false; // the business's own
    type Output = SetupLinkReceipt;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn about(&self, engine: &Engine, _caller: &Caller) -> Result<Subject> {
        let settings = self.settings();
        setup::check(&settings)?;
        let (customer, active) = engine.active_setup_link(&self.customer_id).await?;
        Ok(Subject::of(summary(&customer, active.as_ref(), &settings)))
    }

    async fn run(self, engine: &Engine, act: &Act) -> Result<SetupLinkReceipt> {
        let settings = self.settings();
        let (customer, active) = engine.active_setup_link(&self.customer_id).await?;
        engine.must_be_as_shown(act, &summary(&customer, active.as_ref(), &settings)).await?;
        let link = engine.create_setup_link(&self.customer_id, &settings).await?;
        let revoked = active.map(|link| SetupLink { status: "revoked".to_owned(), url: None, ..link });
        Ok(SetupLinkReceipt::done("created", &customer, link, revoked))
    }
}

impl GenerateSetupLink {
    fn settings(&self) -> SetupSettings {
        let wish = self.clone();
        SetupSettings {
            language: wish.language.map(|language| language.as_str().to_owned()),
            allowed_connection_types: wish.allowed_connection_types.into_iter().flatten().map(|kind| kind.as_str().to_owned()).collect(),
            provision_phone_number: wish.provision_phone_number,
            phone_number_country_isos: wish.phone_number_country_isos.unwrap_or_default(),
            phone_number_area_code: wish.phone_number_area_code,
            reconnect_phone_number: wish.reconnect_phone_number,
            meta_billing_mode: wish.meta_billing_mode.map(|mode| mode.as_str().to_owned()),
            success_redirect_url: wish.success_redirect_url,
            failure_redirect_url: wish.failure_redirect_url,
            allowed_origins: wish.allowed_origins.unwrap_or_default(),
            theme_config: wish.theme_config,
        }
    }
}

/// Exactly what would happen, for the person who decides.
fn summary(customer: &Customer, active: Option<&SetupLink>, settings: &SetupSettings) -> String {
    let mut lines = vec![format!("A new setup link for {}.", named(customer))];
    lines.push(match active {
        Some(link) => format!(
            "Their active link of {} stops working{}.",
            link.created_at,
            if link.whatsapp_setup_status.as_deref() == Some("processing") { ", although they have begun to use it" } else { "" }
        ),
        None => "They have no active link that it would replace.".to_owned(),
    });
    if let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(settings) {
        lines.extend(fields.iter().map(|(field, value)| format!("{field}: {value}")));
    }
    lines.join("\n")
}

pub(super) fn named(customer: &Customer) -> String {
    match &customer.external_customer_id {
        Some(external) => format!("{} ({external})", customer.name),
        None => customer.name.clone(),
    }
}
