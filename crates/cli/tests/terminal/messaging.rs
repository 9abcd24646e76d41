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
