//! What a person allows decides what a client is shown, and what contacts wrote comes between marks.

use std::time::Duration;

use desk::{caller::Face, gate};
use rmcp::{
    ClientHandler, RoleClient,
    model::{ServerNotification, SubscriptionFilter},
    service::{ClientLifecycleMode, ClientServiceExt, NotificationContext},
    transport::{StreamableHttpClientTransport, streamable_http_client::StreamableHttpClientTransportConfig},
};
use serde_json::{Value, json};
use tokio::{sync::mpsc, time::timeout};

use crate::running::{Era, Outcome, Running, marked_answer};

const SEND: &str = "whatsapp_send_text_message";

async fn set(running: &Running, decision: Value) -> Outcome {
    let rule = json!({"operation": SEND, "decision": decision});
    gate::act(&running.desk, Face::Window, "desk_set_permission", rule).await?;
    Ok(())
}

#[tokio::test]
async fn a_tool_that_is_off_is_neither_listed_nor_done() -> Outcome {
    let running = Running::start().await?;
    for era in Era::BOTH {
        let client = running.client(era).await?;
        // A client may keep its list for some minutes; a new one asks.
        let listed =
            async || -> Outcome<bool> { Ok(running.client(era).await?.0.list_all_tools().await?.iter().any(|tool| tool.name == SEND)) };
        set(&running, json!("off")).await?;
        assert!(!listed().await?, "{era:?}");
        let send = json!({"conversation_selector": {"phone_number": "+55 11 5550-0188"}, "content": "Hello"});
        let refused = marked_answer(&client.call(SEND, send).await?)?;
        assert_eq!(refused.pointer("/error/code"), Some(&json!("not_allowed")), "{era:?}: {refused}");
        set(&running, json!("ask")).await?;
        assert!(listed().await?, "{era:?}");
    }
    Ok(())
}

/// A client that hears that its tools changed.
struct Listening(mpsc::UnboundedSender<()>);

impl ClientHandler for Listening {
    async fn on_tool_list_changed(&self, _context: NotificationContext<RoleClient>) {
        let _ = self.0.send(());
    }
}

#[tokio::test]
async fn a_session_is_told_that_its_tools_changed() -> Outcome {
    let running = Running::start().await?;
    let config = StreamableHttpClientTransportConfig::with_uri(running.serving.url()).auth_header(running.token.clone());
    let (heard, mut hears) = mpsc::unbounded_channel();
    let transport = StreamableHttpClientTransport::from_config(config);
    let client = Listening(heard).serve_with_lifecycle(transport, ClientLifecycleMode::Initialize).await?;
    client.list_all_tools().await?;
    // Its stream for news may be open only a moment later.
    for attempt in 0..100 {
        set(&running, if attempt % 2 == 0 { json!("off") } else { json!("ask") }).await?;
        if timeout(Duration::from_millis(100), hears.recv()).await.is_ok() {
            return Ok(());
        }
    }
    Err("it was never told".into())
}

#[tokio::test]
async fn a_subscription_is_told_that_its_lists_changed() -> Outcome {
    let running = Running::start().await?;
    let client = running.client(Era::Stateless).await?;
    let wanted = SubscriptionFilter::builder().tools_list_changed().resources_list_changed().prompts_list_changed().build();
    let mut subscription = client.0.listen(wanted.clone()).await?;
    assert_eq!(subscription.acknowledged(), &wanted);
    set(&running, json!("off")).await?;
    let mut lists = Vec::new();
    while lists.len() < 3 {
        let told = timeout(Duration::from_secs(20), subscription.next()).await??.ok_or("the subscription ended")?;
        lists.push(match told {
            ServerNotification::ToolListChangedNotification(_) => "tools",
            ServerNotification::ResourceListChangedNotification(_) => "resources",
            ServerNotification::PromptListChangedNotification(_) => "prompts",
            other => return Err(format!("it was told {other:?}").into()),
        });
    }
    assert_eq!(lists, ["tools", "resources", "prompts"]);
    Ok(())
}

#[tokio::test]
async fn what_contacts_wrote_stands_between_new_marks_in_both_forms() -> Outcome {
    let running = Running::start().await?;
    for era in Era::BOTH {
        let client = running.client(era).await?;
        let mut marks = Vec::new();
        for _ in 0..2 {
            let found = marked_answer(&client.call("whatsapp_search_conversations", json!({"query": "mariana"})).await?)?;
            let mark = found.pointer("/untrusted/opens").and_then(Value::as_str).ok_or("no marks")?.to_owned();
            let name = found.pointer("/hits/0/conversation/contact_name").and_then(Value::as_str).unwrap_or_default();
            assert_eq!(name, format!("{mark}Mariana Souza{}", mark.replace('⟦', "⟦/")), "{era:?}");
            marks.push(mark);
        }
        assert_ne!(marks.first(), marks.last(), "{era:?}: a mark can be known before");
    }
    Ok(())
}
