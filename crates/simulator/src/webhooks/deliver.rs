//! The posting itself: signed, to this machine only, and again after 10, 40 and 90 seconds.

use std::{sync::Arc, time::Duration};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use tokio::sync::{mpsc::UnboundedReceiver, watch};

use crate::{
    clock::SECOND,
    life::{self, event::Event},
    loopback,
    proxy::sha256,
    refusal::Refusal,
    store::{
        deliveries::{self, Delivery},
        webhooks::{self, Webhook},
    },
    world::World,
};

/// Kapso waits this long for an answer.
const PATIENCE: Duration = Duration::from_secs(10);
const RETRIES: [i64; 3] = [10 * SECOND, 40 * SECOND, 90 * SECOND];

/// Posts what the agenda hands over, each beside the others, until the simulator stops.
pub(crate) async fn run(world: Arc<World>, mut due: UnboundedReceiver<i64>, mut stopped: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            row = due.recv() => match row {
                Some(row) => drop(tokio::spawn(attempt(Arc::clone(&world), row))),
                None => return,
            },
            _ = stopped.wait_for(|stopped| *stopped) => return,
        }
    }
}

async fn attempt(world: Arc<World>, row: i64) {
    if let Err(refusal) = post(&world, row).await {
        tracing::error!(body = %refusal.body, "a webhook could not be told");
    }
}

async fn post(world: &World, row: i64) -> Result<(), Refusal> {
    let found = world.act(|tx| {
        let Some(delivery) = deliveries::get(tx, row)? else { return Ok(None) };
        let webhook = delivery.webhook_id.as_deref().map(|id| webhooks::find(tx, id)).transpose()?.flatten();
        Ok(Some((delivery, webhook)))
    })?;
    let Some((delivery, webhook)) = found else { return Ok(()) };
    let answer = match webhook.filter(|webhook| webhook.active) {
        Some(webhook) => loopback::post(&webhook.url, headers(&delivery, &webhook), delivery.body.clone(), PATIENCE).await.ok(),
        None => None,
    };
    let now = world.clock.now();
    let retry = usize::try_from(delivery.attempts).ok().and_then(|attempt| RETRIES.get(attempt));
    let retry = retry.filter(|_| delivery.webhook_id.is_some() && loopback::is_near(&delivery.webhook_url));
    let delivered = answer.is_some_and(|status| (200..300).contains(&status));
    world.act(|tx| {
        let status = if delivered {
            "delivered"
        } else if retry.is_some() {
            "pending"
        } else {
            "failed"
        };
        deliveries::attempted(tx, row, answer, status, now)?;
        if let (false, Some(wait)) = (delivered, retry) {
            Event::Deliver { delivery: row }.put(tx, now.saturating_add(*wait))?;
        }
        Ok(())
    })?;
    // The clock may have been turned past the retry while this attempt was under way.
    life::live(world)
}

fn headers(delivery: &Delivery, webhook: &Webhook) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut add = |name: &str, value: &str| {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    };
    for (name, value) in webhook.settings.get("headers").and_then(Value::as_object).into_iter().flatten() {
        add(name, value.as_str().unwrap_or_default());
    }
    add("content-type", "application/json");
    if let Some(secret) = &webhook.secret_key {
        add("x-webhook-signature", &sign(secret, delivery.body.as_bytes()));
    }
    if webhook.kind == "meta" {
        add("x-idempotency-key", &sha256(delivery.body.as_bytes()));
        return headers;
    }
    add("x-webhook-event", &delivery.event);
    add("x-idempotency-key", &delivery.id);
    add("x-webhook-payload-version", "v2");
    if delivery.batch > 0 {
        add("x-webhook-batch", "true");
        add("x-batch-size", &delivery.batch.to_string());
    }
    headers
}

/// Lower-case hexadecimal HMAC-SHA256 of the raw bytes.
fn sign(secret: &str, body: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(body);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    /// The second test case of RFC 4231.
    #[test]
    fn the_signature_is_hmac_sha256_in_hexadecimal() {
        let signature = super::sign("Jefe", b"what do ya want for nothing?");
        assert_eq!(signature, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
