//! Webhooks and their deliveries in the Platform's form.

use serde_json::{Map, Value, json};

use super::extend;
use crate::{
    clock::iso,
    store::{deliveries::Delivery, webhooks::Webhook},
    world::PROJECT,
};

/// A webhook with its settings.
pub(crate) fn platform(webhook: &Webhook) -> Value {
    let mut object = Map::new();
    extend(
        &mut object,
        json!({
            "id": webhook.id,
            "url": webhook.url,
            "kind": webhook.kind,
            "events": webhook.events,
            "active": webhook.active,
            "created_at": iso(webhook.created_at),
            "updated_at": iso(webhook.updated_at),
            "project_id": PROJECT,
            "phone_number_id": webhook.number_id,
            "secret_key": webhook.secret_key,
            "inactivity_minutes": webhook.inactivity_minutes,
        }),
    );
    extend(&mut object, webhook.settings.clone());
    Value::Object(object)
}

/// One line of the delivery log.
pub(crate) fn delivery(delivery: &Delivery) -> Value {
    let last = delivery.last_attempt_at.map(iso);
    let when = |status: &str| last.clone().filter(|_| delivery.status == status);
    json!({
        "id": delivery.id,
        "event": delivery.event,
        "status": delivery.status,
        "response_status": delivery.response_status,
        "delivered_at": when("delivered"),
        "failed_at": when("failed"),
        "last_attempt_at": last,
        "attempt_count": delivery.attempts,
        "created_at": iso(delivery.created_at),
        "webhook_id": delivery.webhook_id,
        "webhook_url": delivery.webhook_url,
        "whatsapp_config_id": delivery.config_id,
        "phone_number_id": delivery.number_id,
        "conversation_phone_number": delivery.phone,
    })
}
