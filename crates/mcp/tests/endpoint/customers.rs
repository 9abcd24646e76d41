//! Customers and their setup links, as an agent meets them.

use serde_json::{Value, json};

use crate::running::{Era, Outcome, Running, answer};

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[tokio::test]
async fn an_agent_adds_a_customer_and_what_it_would_take_away_waits() -> Outcome {
    let running = Running::start().await?;
    let client = running.client(Era::Stateless).await?;
    let new = json!({"name": "Depot Ltd", "external_customer_id": "crm-900", "response_format": "detailed"});
    let created = answer(&client.call("platform_create_customer", new.clone()).await?)?;
    let customer = text(&created, "/customer/customer_id");
    let listed = answer(&client.call("platform_list_customers", json!({"search": "depot"})).await?)?;
    assert_eq!(text(&listed, "/customers/0/external_customer_id"), "crm-900", "{listed}");
    assert_eq!(listed.pointer("/customers/0/customer_id"), None, "{listed}");
    let configs = answer(&client.call("platform_list_customer_configs", json!({"customer_id": customer})).await?)?;
    assert_eq!(configs.pointer("/configs"), Some(&json!([])), "{configs}");

    let waits = answer(&client.call("platform_generate_setup_link", json!({"customer_id": customer, "language": "en"})).await?)?;
    assert_eq!(text(&waits, "/status"), "pending_approval", "{waits}");
    assert!(text(&waits, "/next").contains("Nothing was done"), "{waits}");
    let links = answer(&client.call("platform_list_setup_links", json!({"customer_id": customer})).await?)?;
    assert_eq!(links.pointer("/setup_links"), Some(&json!([])), "{links}");

    let again = client.call("platform_create_customer", new).await?;
    let unknown = client.call("platform_revoke_setup_link", json!({"customer_id": customer, "setup_link_id": "nothing"})).await?;
    for (refused, code) in [(again, "duplicate"), (unknown, "not_found")] {
        assert_eq!(refused.is_error, Some(true));
        assert_eq!(text(&answer(&refused)?, "/error/code"), code);
    }
    Ok(())
}
