//! Calls that take their time: their progress, and their end when nobody waits any more.

use std::time::{Duration, Instant};

use rmcp::{
    ClientHandler, RoleClient,
    model::{CallToolRequest, CallToolRequestParams, ClientRequest, JsonObject, ProgressNotificationParam},
    service::{ClientServiceExt, NotificationContext, PeerRequestOptions},
    transport::{StreamableHttpClientTransport, streamable_http_client::StreamableHttpClientTransportConfig},
};
use serde_json::{Value, json};
use tokio::{sync::mpsc, time::timeout};

use crate::running::{Era, Outcome, Running, answer};

/// Hears how far a call has come.
struct Patient(mpsc::UnboundedSender<f64>);

impl ClientHandler for Patient {
    async fn on_progress(&self, progress: ProgressNotificationParam, _context: NotificationContext<RoleClient>) {
        let _ = self.0.send(progress.progress);
    }
}

/// A request that nobody decides.
async fn waiting(running: &Running) -> Outcome<JsonObject> {
    let client = running.client(Era::Stateless).await?;
    let inbox = answer(&client.call("whatsapp_inbox", json!({"response_format": "detailed", "limit": 50})).await?)?;
    let rows = inbox.get("conversations").and_then(Value::as_array).ok_or("no conversations")?;
    let open = rows.iter().find(|row| row.pointer("/window/open") == Some(&json!(true))).ok_or("no open window")?;
    let send = json!({"conversation_selector": {"conversation_id": open.get("conversation_id")}, "content": "Shall we?"});
    let waits = answer(&client.call("whatsapp_send_text_message", send).await?)?;
    let id = waits.get("request_id").ok_or("no request")?;
    Ok(serde_json::from_value(json!({"request_id": id, "wait_seconds": 20}))?)
}

#[tokio::test]
async fn a_long_call_says_that_it_goes_on_and_ends_when_it_is_cancelled() -> Outcome {
    let running = Running::start().await?;
    let long = waiting(&running).await?;
    for lifecycle in [Era::Sessions.lifecycle(), Era::Stateless.lifecycle()] {
        let mode = format!("{lifecycle:?}");
        let config = StreamableHttpClientTransportConfig::with_uri(running.serving.url()).auth_header(running.token.clone());
        let (heard, mut hears) = mpsc::unbounded_channel();
        let client = Patient(heard).serve_with_lifecycle(StreamableHttpClientTransport::from_config(config), lifecycle).await?;
        let asked = CallToolRequestParams::new("desk_request_status").with_arguments(long.clone());
        let start = Instant::now();
        let request = ClientRequest::CallToolRequest(CallToolRequest::new(asked));
        let handle = client.send_cancellable_request(request, PeerRequestOptions::no_options()).await?;
        let first = timeout(Duration::from_secs(15), hears.recv()).await?.ok_or("the client ended")?;
        let second = timeout(Duration::from_secs(15), hears.recv()).await?.ok_or("the client ended")?;
        assert!(second > first, "{mode}: {first}, then {second}");
        handle.cancel(Some("the person went on".to_owned())).await?;
        // Stopping waits for calls that are under way; this one is not any more.
        client.cancel().await?;
        assert!(start.elapsed() < Duration::from_secs(19), "{mode}: the test itself was too slow to tell");
    }
    let start = Instant::now();
    running.serving.stop().await;
    assert!(start.elapsed() < Duration::from_secs(4), "a call that nobody waits for was waited for: {:?}", start.elapsed());
    Ok(())
}
