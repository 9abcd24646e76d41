//! Broadcasts and their recipients in the Platform's form.

use serde_json::{Value, json};

use crate::{
    clock::{SECOND, iso},
    store::{
        broadcasts::Broadcast,
        recipients::{Counts, Recipient},
        templates::Template,
    },
};

/// A broadcast with how far it got.
pub(crate) fn platform(broadcast: &Broadcast, counts: &Counts, template: Option<&Template>) -> Value {
    // Thousandths are exact enough, and whole numbers need no conversion that could lose anything.
    let thousandths = counts.responded.saturating_mul(1000).checked_div(counts.sent).unwrap_or(0);
    let rate = f64::from(i32::try_from(thousandths).unwrap_or(i32::MAX)) / 1000.0;
    json!({
        "id": broadcast.id,
        "name": broadcast.name,
        "status": broadcast.status,
        "scheduled_at": broadcast.scheduled_at.map(iso),
        "started_at": broadcast.started_at.map(iso),
        "stopped_at": broadcast.stopped_at.map(iso),
        "completed_at": broadcast.completed_at.map(iso),
        "created_at": iso(broadcast.created_at),
        "updated_at": iso(broadcast.updated_at),
        "sent_count": counts.sent,
        "failed_count": counts.failed,
        "delivered_count": counts.delivered,
        "read_count": counts.read,
        "pending_count": counts.pending,
        "suppressed_count": counts.suppressed,
        "responded_count": counts.responded,
        "response_rate": rate,
        "total_recipients": counts.total,
        "phone_number_id": broadcast.number_id,
        "whatsapp_template": template.map(template_of),
    })
}

fn template_of(template: &Template) -> Value {
    json!({
        "id": template.id,
        "meta_template_id": template.id,
        "name": template.name,
        "language_code": template.language,
        "category": template.category,
        "status": template.status,
        "quality_score": null,
        "components": template.components,
    })
}

/// The short answer to sending, scheduling and cancelling.
pub(crate) fn state(broadcast: &Broadcast) -> Value {
    json!({
        "id": broadcast.id,
        "status": broadcast.status,
        "scheduled_at": broadcast.scheduled_at.map(iso),
        "started_at": broadcast.started_at.map(iso),
        "stopped_at": broadcast.stopped_at.map(iso),
        "completed_at": broadcast.completed_at.map(iso),
    })
}

/// Somebody a broadcast goes to.
pub(crate) fn recipient(recipient: &Recipient) -> Value {
    let event = |status: &str| {
        let mut all = recipient.statuses.as_array().into_iter().flatten();
        all.rfind(|event| event.get("status") == Some(&json!(status)))
    };
    let time = |status: &str| {
        let seconds: Option<i64> = event(status)?.get("timestamp")?.as_str()?.parse().ok();
        Some(iso(seconds?.saturating_mul(SECOND)))
    };
    let failure = event("failed").and_then(|event| event.pointer("/errors/0")).cloned();
    let settled = |status: &str| (recipient.status == status).then(|| iso(recipient.updated_at));
    let words = failure.as_ref().and_then(|error| error.get("title")).and_then(Value::as_str).map(str::to_owned);
    json!({
        "id": recipient.id,
        "phone_number": recipient.phone,
        "status": if failure.is_some() { "failed" } else { recipient.status.as_str() },
        "sent_at": settled("sent"),
        "failed_at": time("failed").or_else(|| settled("failed")),
        "error_message": recipient.error.clone().or(words),
        "delivered_at": time("delivered"),
        "read_at": time("read"),
        "responded_at": recipient.responded_at.map(iso),
        "created_at": iso(recipient.created_at),
        "updated_at": iso(recipient.updated_at),
        "template_components": recipient.components,
        "error_details": failure,
    })
}
