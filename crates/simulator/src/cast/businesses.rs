//! Numbers and templates of a business.

use rusqlite::{OptionalExtension, Transaction};
use serde_json::json;

use super::{Flaw, form::Business, time::milliseconds};
use crate::{
    dice::Dice,
    store::{contacts::digits, numbers::Number, templates::Template},
};

/// Writes the number and its templates.
pub(super) fn settle(tx: &Transaction<'_>, dice: &Dice, now: i64, business: &Business) -> Result<Number, Flaw> {
    let created_at = now.saturating_sub(milliseconds(&business.connected)?);
    let number = Number {
        id: business.phone_number_id.clone(),
        internal_id: dice.uuid(),
        business_account_id: business.business_account_id.clone(),
        customer_id: customer(tx, business)?,
        name: business.name.clone(),
        digits: digits(&business.phone),
        status: business.status.clone(),
        facts: json!({
            "kind": business.kind,
            "is_coexistence": business.coexistence,
            "inbound_processing_enabled": true,
            "calls_enabled": false,
            "display_name": business.name,
            "display_phone_number": business.phone,
            "verified_name": business.name,
            "quality_rating": business.quality,
            "code_verification_status": "VERIFIED",
            "name_status": "APPROVED",
            "throughput_tier": "STANDARD",
            "whatsapp_business_manager_messaging_limit": business.messaging_limit,
            "is_official_business_account": false,
            "is_pin_enabled": true,
        }),
        health: business.health.clone().unwrap_or_else(|| healthy(business)),
        created_at,
        updated_at: created_at,
    };
    number.insert(tx)?;
    for template in &business.templates {
        let template = Template {
            row: 0,
            id: dice.meta_id(),
            business_account_id: business.business_account_id.clone(),
            name: template.name.clone(),
            language: template.language.clone(),
            status: template.status.clone(),
            category: template.category.clone(),
            parameter_format: template.parameter_format.clone(),
            components: template.components.clone(),
            created_at,
        };
        template.insert(tx)?;
    }
    Ok(number)
}

fn customer(tx: &Transaction<'_>, business: &Business) -> Result<Option<String>, Flaw> {
    let Some(name) = &business.customer else { return Ok(None) };
    let id = tx.query_row("SELECT id FROM customers WHERE name = ?", [name], |row| row.get(0)).optional()?;
    id.map(Some).ok_or_else(|| Flaw::Content(format!("{}: no customer is named {name}", business.name)))
}

fn healthy(business: &Business) -> serde_json::Value {
    json!({
        "status": "healthy",
        "error": null,
        "checks": {
            "phone_number_access": {
                "passed": true,
                "details": { "verified_name": business.name, "quality_rating": business.quality, "status": business.status },
            },
            "messaging_health": { "overall_status": "AVAILABLE", "details": {} },
            "webhook_verified": { "passed": true },
            "webhook_subscription": { "passed": true },
        },
    })
}
