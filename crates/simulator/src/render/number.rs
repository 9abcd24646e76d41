//! Phone numbers, as Kapso and as Meta describe them.

use serde_json::{Map, Value, json};

use super::extend;
use crate::{
    clock::iso,
    store::{display_names::NameRequest, numbers::Number},
};

/// The Platform's form.
pub(crate) fn platform(number: &Number) -> Value {
    let mut object = Map::new();
    extend(
        &mut object,
        json!({
            "id": number.id,
            "internal_id": number.internal_id,
            "phone_number_id": number.id,
            "name": number.name,
            "business_account_id": number.business_account_id,
            "customer_id": number.customer_id,
            "display_phone_number_normalized": number.digits,
            "status": number.status,
            "webhook_verified_at": iso(number.created_at),
            "created_at": iso(number.created_at),
            "updated_at": iso(number.updated_at),
        }),
    );
    extend(&mut object, number.facts.clone());
    Value::Object(object)
}

/// Meta's form, under the proxy.
pub(crate) fn proxy(number: &Number) -> Value {
    let fact = |name: &str| number.facts.get(name).cloned().unwrap_or(Value::Null);
    let mode = if number.is_sandbox() { "SANDBOX" } else { "LIVE" };
    json!({
        "id": number.id,
        "verified_name": fact("verified_name"),
        "display_phone_number": fact("display_phone_number"),
        "quality_rating": fact("quality_rating"),
        "code_verification_status": fact("code_verification_status"),
        "is_official_business_account": fact("is_official_business_account"),
        "name_status": fact("name_status"),
        "platform_type": "CLOUD_API",
        "throughput": { "level": fact("throughput_tier") },
        "account_mode": mode,
        "messaging_limit_tier": fact("whatsapp_business_manager_messaging_limit"),
    })
}

/// A request to show another name.
pub(crate) fn name_request(request: &NameRequest) -> Value {
    let reviewed = request.reviewed_at.map(iso);
    json!({
        "id": request.id,
        "phone_number_id": request.number_id,
        "requested_display_name": request.requested,
        "previous_display_name": request.previous,
        "status": request.status,
        "submitted_at": iso(request.submitted_at),
        "reviewed_at": reviewed,
        "applied_at": reviewed,
        "meta_error_code": null,
        "meta_error_subcode": null,
        "meta_error_type": null,
        "meta_error_message": null,
    })
}
