//! The page a customer opens from a setup link: one button connects an invented number.

mod html;

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use serde_json::{Value, json};

use crate::{
    dice::Dice,
    refusal::Refusal,
    store::{
        customers,
        numbers::Number,
        setup_links::{self, SetupLink},
    },
    world::World,
};

pub(crate) fn routes() -> Router<Arc<World>> {
    Router::new().route("/whatsapp/setup/{token}", get(show).post(connect))
}

async fn show(State(world): State<Arc<World>>, Path(token): Path<String>) -> Result<Response, Refusal> {
    let Some((link, customer)) = find(&world, &token)? else { return Ok(gone()) };
    Ok(Html(html::page(&customer, &link)).into_response())
}

/// Connects a number, marks the link used, and sends the customer to where its creator wanted them.
async fn connect(State(world): State<Arc<World>>, Path(token): Path<String>) -> Result<Response, Refusal> {
    let Some((mut link, customer)) = find(&world, &token)? else { return Ok(gone()) };
    if link.status != "active" {
        return Ok((StatusCode::CONFLICT, Html(html::page(&customer, &link))).into_response());
    }
    let number = invented(&world.dice, &customer, &link.customer_id, world.clock.now());
    link.status = "used".to_owned();
    link.setup_status = "completed".to_owned();
    link.setup_error = None;
    link.provisioned = link.settings.get("provision_phone_number").and_then(Value::as_bool).filter(|wanted| *wanted).map(|_| {
        json!({
            "id": world.dice.uuid(),
            "phone_number": number.digits,
            "status": "active",
            "country_iso": "US",
            "country_dial_code": "1",
            "area_code": "555",
            "display_number": number.facts.get("display_phone_number"),
        })
    });
    world.act(|tx| {
        number.insert(tx)?;
        Ok(link.update(tx)?)
    })?;
    Ok(match link.settings.get("success_redirect_url").and_then(Value::as_str) {
        Some(address) => Redirect::to(&after_success(address, &link, &number)).into_response(),
        None => Html(html::page(&customer, &link)).into_response(),
    })
}

fn find(world: &World, token: &str) -> Result<Option<(SetupLink, String)>, Refusal> {
    world.act(|tx| {
        setup_links::expire_overdue(tx, world.clock.now())?;
        let Some(link) = setup_links::by_token(tx, token)? else { return Ok(None) };
        let customer = customers::find(tx, &link.customer_id)?;
        Ok(customer.map(|customer| (link, customer.name)))
    })
}

fn gone() -> Response {
    (StatusCode::NOT_FOUND, Html(html::unknown())).into_response()
}

/// An invented number in the fictional range.
pub(crate) fn invented(dice: &Dice, name: &str, customer_id: &str, now: i64) -> Number {
    let (exchange, line) = (dice.between(200, 999), dice.between(100, 199));
    let id = dice.meta_id();
    Number {
        internal_id: dice.uuid(),
        business_account_id: dice.meta_id(),
        customer_id: Some(customer_id.to_owned()),
        name: name.to_owned(),
        digits: format!("1{exchange}5550{line}"),
        status: "CONNECTED".to_owned(),
        facts: json!({
            "kind": "production",
            "is_coexistence": false,
            "inbound_processing_enabled": true,
            "calls_enabled": false,
            "display_name": name,
            "display_phone_number": format!("+1 {exchange}-555-0{line}"),
            "verified_name": name,
            "quality_rating": "UNKNOWN",
            "code_verification_status": "VERIFIED",
            "name_status": "APPROVED",
            "throughput_tier": "STANDARD",
            "whatsapp_business_manager_messaging_limit": "TIER_250",
            "is_official_business_account": false,
            "is_pin_enabled": false,
        }),
        health: json!({
            "status": "healthy",
            "error": null,
            "checks": { "phone_number_access": { "passed": true, "details": { "verified_name": name, "status": "CONNECTED" } } },
        }),
        created_at: now,
        updated_at: now,
        id,
    }
}

/// The address to go back to, with what the vendor adds to it.
fn after_success(address: &str, link: &SetupLink, number: &Number) -> String {
    let sign = if address.contains('?') { '&' } else { '?' };
    format!(
        "{address}{sign}setup_link_id={}&status=completed&phone_number_id={}&business_account_id={}&display_phone_number=%2B{}",
        link.id, number.id, number.business_account_id, number.digits
    )
}
