//! What an agent sends, beyond text: it is checked first, and then it waits for a person.

use serde_json::{Value, json};

use crate::running::{Era, Outcome, Running, answer};

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[tokio::test]
async fn an_agent_finds_a_template_and_what_it_fills_in_waits() -> Outcome {
    let running = Running::start().await?;
    let client = running.client(Era::Stateless).await?;
    let found = answer(&client.call("whatsapp_templates", json!({"search": "lembrete", "response_format": "detailed"})).await?)?;
    assert_eq!(text(&found, "/templates/0/name"), "lembrete_consulta", "{found}");
    let wants = found.pointer("/templates/0/values").and_then(Value::as_array).ok_or("it wants nothing")?;
    let parameters: Vec<Value> = wants
        .iter()
        .filter(|want| text(want, "/field") == "parameters")
        .map(|want| json!({"name": text(want, "/name"), "value": text(want, "/example")}))
        .collect();
    let configs = answer(&client.call("whatsapp_configs_overview", json!({"response_format": "detailed"})).await?)?;
    let configs = configs.get("configs").and_then(Value::as_array).ok_or("no numbers")?;
    let number = configs.iter().find(|config| config.get("name") == found.pointer("/templates/0/configs/0")).ok_or("no number")?;
    let mut send = json!({
        "conversation_selector": {"phone_number": "+55 11 5550-0999"}, "template_name": "lembrete_consulta",
        "whatsapp_config_id": text(number, "/whatsapp_config_id"), "parameters": parameters,
    });
    let waits = answer(&client.call("whatsapp_send_template", send.clone()).await?)?;
    assert_eq!(text(&waits, "/status"), "pending_approval", "{waits}");

    *send.pointer_mut("/parameters").ok_or("no parameters")? = json!([]);
    let refused = client.call("whatsapp_send_template", send).await?;
    assert_eq!(refused.is_error, Some(true));
    let refused = answer(&refused)?;
    assert_eq!(text(&refused, "/error/code"), "missing_field", "{refused}");
    assert!(text(&refused, "/error/remedy").contains("`parameters` 1 (such as Mariana)"), "{refused}");
    Ok(())
}

#[tokio::test]
async fn a_choice_and_an_address_wait_and_a_file_of_this_computer_is_refused() -> Outcome {
    let running = Running::start().await?;
    let client = running.client(Era::Sessions).await?;
    let inbox = answer(&client.call("whatsapp_inbox", json!({"response_format": "detailed", "limit": 50})).await?)?;
    let rows = inbox.get("conversations").and_then(Value::as_array).ok_or("no conversations")?;
    let open = rows.iter().find(|row| row.pointer("/window/open") == Some(&json!(true))).ok_or("no open window")?;
    let to = json!({"conversation_id": text(open, "/conversation_id")});

    let buttons = json!([{"reply": {"id": "yes", "title": "Yes"}}, {"type": "reply", "reply": {"id": "no", "title": "No"}}]);
    let choice = json!({"conversation_selector": to, "interactive_type": "button", "body_text": "Today?", "buttons": buttons});
    let waits = answer(&client.call("whatsapp_send_interactive", choice).await?)?;
    assert_eq!(text(&waits, "/status"), "pending_approval", "{waits}");
    let none = json!({"conversation_selector": to, "interactive_type": "list", "body_text": "Today?"});
    let refused = answer(&client.call("whatsapp_send_interactive", none).await?)?;
    assert_eq!(text(&refused, "/error/code"), "missing_field", "{refused}");

    let picture = json!({"conversation_selector": to, "message_type": "image", "file_url": "https://files.example/a.jpg"});
    let waits = answer(&client.call("whatsapp_send_media", picture).await?)?;
    assert_eq!(text(&waits, "/status"), "pending_approval", "{waits}");
    let file = client.call("whatsapp_send_media", json!({"conversation_selector": to, "file_path": "/etc/passwd"})).await?;
    assert_eq!(file.is_error, Some(true));
    assert_eq!(text(&answer(&file)?, "/error/code"), "not_allowed");
    Ok(())
}
