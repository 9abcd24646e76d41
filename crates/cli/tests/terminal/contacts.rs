//! Contacts and conversations at a terminal.

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::kdesk::{Outcome, Running, kdesk, run};

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[test]
fn somebody_is_found_noted_renamed_read_and_closed() -> Outcome {
    let home = tempdir()?;
    let serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
    let call = |name: &str, input: Value| run(&mut kdesk(home.path(), &["call", name, &input.to_string()]));
    let found = call("whatsapp_search_contacts", json!({"query": "mariana", "response_format": "detailed"}))?.answer()?;
    let contact = text(&found, "/contacts/0/contact_id");
    let note = call("whatsapp_contact_add_note", json!({"identifier": contact, "note": "Written at a terminal"}))?.answer()?;
    assert_eq!((text(&note, "/note/state"), text(&note, "/note/author")), ("shared", "person"), "{note}");
    call("whatsapp_contact_update", json!({"identifier": contact, "display_name": "Mari"}))?.answer()?;
    let known = call("whatsapp_get_contact_context", json!({"identifier": contact, "response_format": "detailed"}))?.answer()?;
    assert_eq!((text(&known, "/contact/name"), text(&known, "/notes/0/text")), ("Mari", "Written at a terminal"), "{known}");
    let conversation = text(&known, "/conversations/0/conversation_id");
    let before = text(&known, "/summary/last_inbound_at");
    let read = call("whatsapp_mark_inbound_read", json!({"conversation_id": conversation, "before": before}))?.answer()?;
    assert!(read.get("marked").and_then(Value::as_u64).is_some(), "{read}");
    let ended = call("whatsapp_conversation_set_status", json!({"conversation_id": conversation, "status": "ended"}))?.answer()?;
    assert_eq!(text(&ended, "/conversation/status"), "ended", "{ended}");

    for (name, input) in [
        ("whatsapp_search_contacts", json!({"query": "a", "created_since": "soon"})),
        ("whatsapp_contact_update", json!({"identifier": contact})),
        ("whatsapp_mark_inbound_read", json!({"conversation_id": conversation})),
        ("whatsapp_conversation_set_status", json!({"conversation_id": conversation, "status": "gone"})),
    ] {
        let refused = call(name, input)?;
        assert_eq!((refused.code, refused.out.as_str()), (Some(2), ""), "{name}: {refused:?}");
    }
    drop(serving);
    Ok(())
}
