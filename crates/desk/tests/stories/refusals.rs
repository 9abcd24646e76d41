//! Every fault that an operation can be given, tool by tool: each has its own code and words, and nothing leaves.

use std::collections::BTreeSet;

use desk::operations::OPERATIONS;
use serde_json::{Value, json};

use crate::world::{ANA, SEND, World};

const INÉS: &str = "+15550100123";
const BRUNO: &str = "+15550100144";

/// What is asked, the code of the refusal, and a word of it.
type Refusal = (&'static str, Value, &'static str, &'static str);

/// The ids that the faults are made of.
struct Ids {
    open: String,
    closed: String,
    message: String,
    elsewhere: String,
    customer: String,
    used_link: (String, String),
}

fn of_sends(ids: &Ids) -> Vec<Refusal> {
    let (here, shut) = (json!({ "conversation_id": ids.open }), json!({ "conversation_id": ids.closed }));
    let text = |selector: &Value, more: Value| merged(json!({ "conversation_selector": selector, "content": "Hi" }), more);
    let media = |selector: &Value, more: Value| merged(json!({ "conversation_selector": selector }), more);
    let picture = json!({ "message_type": "image", "file_url": "https://optica.example/a.jpg" });
    let choice = json!({ "interactive_type": "cta_url", "body_text": "Look", "button_text": "Open", "url": "https://optica.example" });
    let template = |more: Value| merged(json!({ "conversation_selector": here, "template_name": "lembrete_consulta" }), more);
    let mut all = vec![
        (SEND, text(&here, json!({ "content": " \n\t" })), "invalid_value", "white space"),
        (SEND, text(&here, json!({ "content": "a\u{0}b" })), "invalid_value", "`content`"),
        ("whatsapp_send_media", media(&here, json!({})), "missing_field", "file"),
        ("whatsapp_send_media", media(&here, merged(picture.clone(), json!({ "file_path": "/a.jpg" }))), "contradiction", "file"),
        ("whatsapp_send_media", media(&here, json!({ "file_path": "/no/such/file.jpg" })), "not_found", "file"),
        ("whatsapp_send_media", media(&here, json!({ "file_url": "https://optica.example/a.jpg" })), "missing_field", "`message_type`"),
        (
            "whatsapp_send_media",
            media(&here, merged(picture.clone(), json!({ "file_url": "http://optica.example/a" }))),
            "invalid_value",
            "https",
        ),
        ("whatsapp_send_interactive", media(&here, merged(choice.clone(), json!({ "body_text": "  " }))), "invalid_value", "`body_text`"),
        ("whatsapp_send_interactive", media(&here, merged(choice.clone(), json!({ "url": "no link" }))), "invalid_value", "`url`"),
        ("whatsapp_send_template", template(json!({ "parameters": [{ "value": "Lara" }] })), "missing_field", "4"),
        ("whatsapp_send_template", template(json!({ "template_name": "no_such" })), "not_found", "no_such"),
        ("whatsapp_send_template", template(json!({ "language": "xx" })), "not_found", "pt_BR"),
    ];
    let sends = [
        (SEND, json!({ "content": "Hi" })),
        ("whatsapp_send_media", picture),
        ("whatsapp_send_interactive", choice),
        ("whatsapp_send_template", json!({ "template_name": "lembrete_consulta" })),
    ];
    for (name, content) in sends {
        let to = |selector: Value| merged(content.clone(), json!({ "conversation_selector": selector }));
        all.extend([
            (name, to(json!({})), "missing_field", "`conversation_selector`"),
            (name, to(json!({ "conversation_id": ids.open, "phone_number": INÉS })), "contradiction", "`phone_number`"),
            (name, to(json!({ "conversation_id": "no-such" })), "not_found", "no such conversation"),
            (name, to(json!({ "phone_number": "+1 555 010 0123 ext 4" })), "invalid_value", "`phone_number`"),
            (name, to(json!({ "phone_number": "+1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6" })), "invalid_value", "`phone_number`"),
            (name, to(json!({ "phone_number": BRUNO })), "ambiguous", "Clínica Vértice"),
            (name, merged(to(here.clone()), json!({ "whatsapp_config_id": "no-such" })), "not_found", "config"),
        ]);
        if name != "whatsapp_send_template" {
            all.push((name, to(shut.clone()), "window_closed", "window is closed"));
            for message in ["wamid.no-such", &ids.elsewhere] {
                all.push((name, merged(to(here.clone()), json!({ "reply_to_message_id": message })), "not_found", "`reply_to_message_id`"));
            }
        }
    }
    all
}

fn of_the_rest(ids: &Ids) -> Vec<Refusal> {
    let (context, contact, note) = ("whatsapp_get_conversation_context", "whatsapp_get_contact_context", "whatsapp_contact_add_note");
    let (update, mark, status) = ("whatsapp_contact_update", "whatsapp_mark_inbound_read", "whatsapp_conversation_set_status");
    let (people, said, talks) = ("whatsapp_search_contacts", "whatsapp_search_messages", "whatsapp_search_conversations");
    let (link, links, revoke) = ("platform_generate_setup_link", "platform_list_setup_links", "platform_revoke_setup_link");
    let used = json!({ "customer_id": ids.used_link.0, "setup_link_id": ids.used_link.1 });
    let mut all = vec![
        ("whatsapp_templates", json!({ "whatsapp_config_id": "no-such" }), "not_found", "config"),
        ("whatsapp_templates", json!({ "limit": 0 }), "invalid_value", "`limit`"),
        ("whatsapp_inbox", json!({ "whatsapp_config_id": "no-such" }), "not_found", "config"),
        ("whatsapp_inbox", json!({ "limit": 0 }), "invalid_value", "`limit`"),
        ("whatsapp_inbox", json!({ "page": 0 }), "invalid_value", "`page`"),
        ("whatsapp_inbox", json!({ "page": 1, "cursor": "1.1" }), "contradiction", "`cursor`"),
        ("whatsapp_inbox", json!({ "cursor": "said.1" }), "invalid_value", "`cursor`"),
        (context, json!({}), "missing_field", "`conversation_id`"),
        (context, json!({ "conversation_id": ids.open, "conversation_ids": [ids.open] }), "contradiction", "`conversation_id`"),
        (context, json!({ "conversation_ids": [] }), "missing_field", "`conversation_ids`"),
        (context, json!({ "conversation_ids": vec!["c"; 21] }), "invalid_value", "20"),
        (context, json!({ "conversation_id": "no-such" }), "not_found", "no such conversation"),
        (context, json!({ "conversation_id": ids.open, "cursor": "said.1" }), "invalid_value", "`cursor`"),
        (contact, json!({ "identifier": "nobody" }), "not_found", "No contact"),
        (contact, json!({ "identifier": " " }), "invalid_value", "`identifier`"),
        (note, json!({ "identifier": "nobody", "note": "x" }), "not_found", "No contact"),
        (note, json!({ "identifier": INÉS, "note": " \n " }), "invalid_value", "white space"),
        (note, json!({ "identifier": INÉS, "note": "a\u{0}" }), "invalid_value", "`note`"),
        (update, json!({ "identifier": "nobody", "display_name": "x" }), "not_found", "No contact"),
        (update, json!({ "identifier": INÉS }), "missing_field", "`display_name`"),
        (update, json!({ "identifier": INÉS, "display_name": "  " }), "invalid_value", "white space"),
        (update, json!({ "identifier": INÉS, "metadata": { "a\u{0}": 1 } }), "invalid_value", "NUL"),
        (mark, json!({}), "missing_field", "`message_id`"),
        (mark, json!({ "message_id": ids.message, "conversation_id": ids.open }), "contradiction", "`message_id`"),
        (mark, json!({ "message_id": "wamid.no-such" }), "not_found", "no such message"),
        (mark, json!({ "conversation_id": ids.open, "before": "yesterday" }), "invalid_value", "`before`"),
        (mark, json!({ "conversation_id": ids.open, "before": "1969-12-31" }), "not_found", "wrote nothing"),
        (status, json!({ "conversation_id": "no-such", "status": "ended" }), "not_found", "no such conversation"),
        (status, json!({ "conversation_id": ids.open, "status": "paused" }), "invalid_value", "`status`"),
        ("whatsapp_configs_overview", json!({ "customer_id": "no-such" }), "not_found", "No customer"),
        (people, json!({ "query": "   " }), "invalid_value", "`query`"),
        (said, json!({ "query": "x", "conversation_id": "no-such" }), "not_found", "no such conversation"),
        (said, json!({ "query": "x", "whatsapp_config_id": "no-such" }), "not_found", "config"),
        (said, json!({ "query": "x", "per_hit_context": 6 }), "invalid_value", "`per_hit_context`"),
        (talks, json!({ "query": "x", "whatsapp_config_id": "no-such" }), "not_found", "config"),
        ("platform_create_customer", json!({ "name": " " }), "invalid_value", "`name`"),
        (link, json!({ "customer_id": "no-such" }), "not_found", "No customer"),
        (link, json!({ "customer_id": ids.customer, "success_redirect_url": "nowhere" }), "invalid_value", "`success_redirect_url`"),
        ("platform_list_customer_configs", json!({ "customer_id": "no-such" }), "not_found", "No customer"),
        (links, json!({ "customer_id": "no-such" }), "not_found", "No customer"),
        (links, json!({ "customer_id": ids.customer, "cursor": "x" }), "invalid_value", "`cursor`"),
        (revoke, json!({ "customer_id": "no-such", "setup_link_id": "x" }), "not_found", "No customer"),
        (revoke, json!({ "customer_id": ids.customer, "setup_link_id": "no-such" }), "not_found", "link"),
        (revoke, used, "already_used", "used"),
        ("platform_list_customers", json!({ "limit": 0 }), "invalid_value", "`limit`"),
        ("project_info", json!({ "number": 1 }), "unknown_field", "`number`"),
        ("desk_request_status", json!({ "request_id": "no-such" }), "not_found", "request"),
    ];
    for (name, from, to) in [
        (people, "created_since", "created_until"),
        (said, "since", "until"),
        (talks, "since", "until"),
        ("platform_list_customers", "created_since", "created_until"),
    ] {
        let ask = |more: Value| merged(if name == "platform_list_customers" { json!({}) } else { json!({ "query": "x" }) }, more);
        all.extend([
            (name, ask(json!({ from: "the day before" })), "invalid_value", "is not a date"),
            (name, ask(json!({ to: "2026-02-30" })), "invalid_value", "is not a date"),
            (name, ask(json!({ from: "2026-03-02", to: "2026-03-01" })), "contradiction", "does not lie before"),
            (name, ask(json!({ "cursor": "from another list" })), "invalid_value", "`cursor`"),
        ]);
    }
    all
}

fn merged(mut whole: Value, more: Value) -> Value {
    whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    whole
}

async fn ids(world: &World) -> Ids {
    let closed = world.hears("+15550100177", "Once upon a time").await;
    world.later(25 * 3600);
    world.hears_on("106500000000026", BRUNO, "Hello").await;
    let elsewhere = world.hears(BRUNO, "Hello there").await;
    let open = world.hears(INÉS, "Is it ready?").await;
    let wamid = async |chat| world.newest(chat).await["message_id"].as_str().unwrap().to_owned();
    let list = json!({ "limit": 100, "response_format": "detailed" });
    let customers = world.ask("platform_list_customers", list).await.unwrap()["customers"].as_array().unwrap().clone();
    let id = |name: &str| customers.iter().find(|customer| customer["name"] == name).unwrap()["customer_id"].as_str().unwrap().to_owned();
    let owner = id("Clínica Vértice");
    let input = json!({ "customer_id": owner, "response_format": "detailed" });
    let links = world.ask("platform_list_setup_links", input).await.unwrap()["setup_links"].as_array().unwrap().clone();
    let used = links.iter().find(|link| link["status"] == "used").unwrap()["setup_link_id"].as_str().unwrap().to_owned();
    let (message, elsewhere) = (wamid(&open).await, wamid(&elsewhere).await);
    let customer = id("Panadería La Espiga");
    Ids { open: open.conversation, closed: closed.conversation, message, elsewhere, customer, used_link: (owner, used) }
}

#[tokio::test]
async fn each_fault_has_its_own_code_and_words_and_nothing_leaves() {
    let world = World::open().await;
    let ids = ids(&world).await;
    let agent = world.agent("Claude Code").await;
    let before = |world: &World| world.control.requests().iter().filter(|request| request.method != "GET").count();
    let changes = before(&world);
    let mut wrong = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for (name, input, code, word) in of_sends(&ids).into_iter().chain(of_the_rest(&ids)) {
        told.insert(name);
        for caller in [&ANA, &agent] {
            let by_agent = caller.agent().is_some();
            match world.ask_as(caller, name, input.clone()).await {
                // An agent is told that files are not its own before anything else is looked at.
                Err(error) if by_agent && input.get("file_path").is_some() && error.code.as_str() == "not_allowed" => {}
                Err(error) if error.code.as_str() == code && !error.remedy.is_empty() => {
                    if !format!("{} {}", error.message, error.remedy).contains(word) {
                        wrong.push(format!("{name} {input}: {error} lacks {word}"));
                    }
                }
                Err(error) => wrong.push(format!("{name} {input}: {} instead of {code}: {error}", error.code.as_str())),
                Ok(_) => wrong.push(format!("{name} {input} was answered")),
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong: {wrong:#?}", wrong.len());
    let untold: Vec<&str> = OPERATIONS.iter().map(|entry| entry.name()).filter(|name| !told.contains(name)).collect();
    assert_eq!(untold, [""; 0], "without a bad input");
    assert_eq!(before(&world), changes, "nothing left");
    assert_eq!(world.act("desk_approvals", json!({})).await.unwrap()["approvals"], json!([]), "nobody is asked to approve nonsense");
}
