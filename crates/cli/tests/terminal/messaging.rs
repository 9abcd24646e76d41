//! What a person sends from a terminal, beyond text.

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::kdesk::{Outcome, kdesk, run};

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[test]
fn a_template_is_found_and_sent_to_somebody_new() -> Outcome {
    let home = tempdir()?;
    let call = |operation: &str, input: Value| run(&mut kdesk(home.path(), &["call", operation, &input.to_string(), "--demo", "--yes"]));
    let found = call("whatsapp_templates", json!({"search": "entrega"}))?.answer()?;
    assert_eq!(text(&found, "/templates/0/name"), "entrega_realizada", "{found}");
    let configs = call("whatsapp_configs_overview", json!({"response_format": "detailed"}))?.answer()?;
    let configs = configs.get("configs").and_then(Value::as_array).ok_or("no numbers")?;
    let number = configs.iter().find(|config| config.get("name") == found.pointer("/templates/0/configs/0")).ok_or("no number")?;
    let send = json!({
        "conversation_selector": {"phone_number": "+52 81 5550 0999"}, "whatsapp_config_id": text(number, "/whatsapp_config_id"),
        "template_name": "entrega_realizada", "header": {"image_url": "https://fletes.example/a.jpg"},
        "parameters": [{"value": "MTY-0417"}, {"value": "Norma"}],
    });
    let sent = call("whatsapp_send_template", send)?.answer()?;
    assert_eq!(text(&sent, "/message/text"), "Su envío MTY-0417 fue entregado a Norma.", "{sent}");
    let refused =
        call("whatsapp_send_template", json!({"conversation_selector": {"phone_number": "+52 81 5550 0999"}, "template_name": "no"}))?;
    assert_eq!(refused.code, Some(2), "{refused:?}");
    Ok(())
}

#[test]
fn a_choice_and_a_file_of_this_computer_leave_from_a_terminal() -> Outcome {
    let home = tempdir()?;
    let call = |operation: &str, input: Value| run(&mut kdesk(home.path(), &["call", operation, &input.to_string(), "--demo", "--yes"]));
    let inbox = call("whatsapp_inbox", json!({"response_format": "detailed", "limit": 50}))?.answer()?;
    let rows = inbox.get("conversations").and_then(Value::as_array).ok_or("no conversations")?;
    let open = rows.iter().find(|row| row.pointer("/window/open") == Some(&json!(true))).ok_or("no open window")?;
    // A demo of the terminal ends with the call, so a name or a number outlives it and an id does not.
    let to = json!({"phone_number": text(open, "/phone_number")});

    let link = json!({"conversation_selector": to, "interactive_type": "cta_url", "body_text": "Look", "button_text": "Open", "url": "https://a.example"});
    let sent = call("whatsapp_send_interactive", link.clone())?.answer()?;
    assert_eq!(text(&sent, "/message/interactive/url"), "https://a.example", "{sent}");
    let mut wrong = link;
    *wrong.pointer_mut("/url").ok_or("no url")? = json!("javascript:alert(1)");
    assert_eq!(call("whatsapp_send_interactive", wrong)?.code, Some(2));

    let path = home.path().join("prices.csv");
    std::fs::write(&path, "rose;3\n")?;
    let sent = call("whatsapp_send_media", json!({"conversation_selector": to, "file_path": path, "caption": "Prices"}))?.answer()?;
    assert_eq!((text(&sent, "/message/kind"), text(&sent, "/message/media/filename")), ("document", "prices.csv"), "{sent}");
    std::fs::remove_file(&path)?;
    let gone = call("whatsapp_send_media", json!({"conversation_selector": to, "file_path": path}))?;
    assert!(gone.code.is_some_and(|code| code != 0) && gone.err.contains("no file to read"), "{gone:?}");
    Ok(())
}
