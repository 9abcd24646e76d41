//! Every fault that an operation can be given, tool by tool. Each face is asked with all of them.

use std::path::Path;

use serde_json::{Value, json};

const SEND: &str = "whatsapp_send_text_message";
const INÉS: &str = "+15550100123";
const BRUNO: &str = "+15550100144";
/// The number of two contacts.
const TWO: &str = "+551155500188";

/// What is asked, the code of the refusal, and a word of it.
pub(crate) type Refusal = (&'static str, Value, &'static str, &'static str);

/// What was said before: to whom, by whom, what.
pub(crate) const SAID: [(&str, &str, &str); 4] = [
    ("106500000000026", BRUNO, "Hello"),
    ("106500000000017", BRUNO, "Hello there"),
    ("106500000000017", "+15550100166", "Goodbye"),
    ("106500000000017", INÉS, "Is it ready?"),
];

/// The ids that the faults are made of.
#[derive(Debug)]
pub(crate) struct Ids {
    open: Value,
    closed: Value,
    ended: Value,
    message: Value,
    elsewhere: Value,
    customer: Value,
    used_link: [Value; 2],
    wrong_file: String,
    large_file: String,
}

impl Ids {
    /// Looks for them on a desk where all of that was said, and makes the files in this folder. One conversation is ended.
    pub(crate) async fn found(ask: impl AsyncFn(&'static str, Value) -> Option<Value>, folder: &Path) -> Option<Self> {
        let inbox = ask("whatsapp_inbox", json!({ "limit": 50, "response_format": "detailed" })).await?;
        let rows = inbox.get("conversations")?.as_array()?;
        let of = |phone: &str, number: &str| {
            let is = |row: &&Value| row.get("phone_number") == Some(&json!(phone)) && row.get("phone_number_id") == Some(&json!(number));
            rows.iter().find(is)?.get("conversation_id").cloned()
        };
        let clinic = "106500000000017";
        let (open, ended) = (of(INÉS, clinic)?, of("+15550100166", clinic)?);
        ask("whatsapp_conversation_set_status", json!({ "conversation_id": ended, "status": "ended" })).await?;
        let shut = |row: &&Value| row.pointer("/window/open") == Some(&json!(false)) && row.get("status") == Some(&json!("active"));
        let closed = rows.iter().find(shut)?.get("conversation_id")?.clone();
        let newest = async |id: &Value| {
            let read = ask("whatsapp_get_conversation_context", json!({ "conversation_id": id, "message_limit": 1 })).await?;
            read.pointer("/conversations/0/messages/0/message_id").cloned()
        };
        let customers = ask("platform_list_customers", json!({ "limit": 100, "response_format": "detailed" })).await?;
        let customers = customers.get("customers")?.as_array()?;
        let named = |name: &str| customers.iter().find(|one| one.get("name") == Some(&json!(name)))?.get("customer_id").cloned();
        let (owner, customer) = (named("Clínica Vértice")?, named("Panadería La Espiga")?);
        let links = ask("platform_list_setup_links", json!({ "customer_id": owner, "response_format": "detailed" })).await?;
        let used = links.get("setup_links")?.as_array()?.iter().find(|link| link.get("status") == Some(&json!("used")))?;
        let used_link = [owner, used.get("setup_link_id")?.clone()];
        let (wrong, large) = (folder.join("photo.jpg"), folder.join("large.png"));
        std::fs::write(&wrong, "no picture").ok()?;
        std::fs::write(&large, [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &vec![0; 5 * 1024 * 1024 + 1]].concat()).ok()?;
        let path = |path: &Path| path.to_string_lossy().into_owned();
        Some(Self {
            message: newest(&open).await?,
            elsewhere: newest(&of(BRUNO, clinic)?).await?,
            open,
            closed,
            ended,
            customer,
            used_link,
            wrong_file: path(&wrong),
            large_file: path(&large),
        })
    }
}

/// What the four that send refuse.
pub(crate) fn of_sends(ids: &Ids) -> Vec<Refusal> {
    let (here, shut) = (json!({ "conversation_id": ids.open }), json!({ "conversation_id": ids.closed }));
    let text = |selector: &Value, more: Value| merged(&json!({ "conversation_selector": selector, "content": "Hi" }), more);
    let media = |selector: &Value, more: Value| merged(&json!({ "conversation_selector": selector }), more);
    let picture = json!({ "message_type": "image", "file_url": "https://optica.example/a.jpg" });
    let choice = json!({ "interactive_type": "cta_url", "body_text": "Look", "button_text": "Open", "url": "https://optica.example" });
    let template = |more: Value| merged(&json!({ "conversation_selector": here, "template_name": "lembrete_consulta" }), more);
    let mut all = vec![
        (SEND, text(&here, json!({ "content": " \n\t" })), "invalid_value", "white space"),
        (SEND, text(&here, json!({ "content": "a\u{0}b" })), "invalid_value", "`content`"),
        (SEND, text(&here, json!({ "content": "x".repeat(4097) })), "invalid_value", "4096"),
        ("whatsapp_send_interactive", media(&here, merged(&choice, json!({ "body_text": "x".repeat(1025) }))), "invalid_value", "1024"),
        ("whatsapp_send_media", media(&here, merged(&picture, json!({ "caption": "x".repeat(1025) }))), "invalid_value", "1024"),
        ("whatsapp_send_media", media(&here, json!({ "file_path": ids.wrong_file, "message_type": "image" })), "invalid_value", "image"),
        ("whatsapp_send_media", media(&here, json!({ "file_path": ids.large_file })), "invalid_value", "5242880"),
        ("whatsapp_send_media", media(&here, json!({})), "missing_field", "file"),
        ("whatsapp_send_media", media(&here, merged(&picture, json!({ "file_path": "/a.jpg" }))), "contradiction", "file"),
        ("whatsapp_send_media", media(&here, json!({ "file_path": "/no/such/file.jpg" })), "not_found", "file"),
        ("whatsapp_send_media", media(&here, json!({ "file_url": "https://optica.example/a.jpg" })), "missing_field", "`message_type`"),
        ("whatsapp_send_media", media(&here, merged(&picture, json!({ "file_url": "http://optica.example/a" }))), "invalid_value", "https"),
        ("whatsapp_send_interactive", media(&here, merged(&choice, json!({ "body_text": "  " }))), "invalid_value", "`body_text`"),
        ("whatsapp_send_interactive", media(&here, merged(&choice, json!({ "url": "no link" }))), "invalid_value", "`url`"),
        ("whatsapp_send_template", template(json!({ "parameters": [{ "value": "Lara" }] })), "missing_field", "4"),
        (
            "whatsapp_send_template",
            template(json!({ "parameters": vec![json!({ "value": "Lara" }); 5] })),
            "unknown_field",
            "1 more than the body's 4",
        ),
        (
            "whatsapp_send_template",
            template(json!({ "parameters": vec![json!({ "name": "x", "value": "Lara" }); 4] })),
            "unknown_field",
            "does not have",
        ),
        (
            "whatsapp_send_template",
            template(json!({ "parameters": vec![json!({ "value": "x".repeat(2000) }); 4] })),
            "invalid_value",
            "`parameters",
        ),
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
        let to = |selector: Value| merged(&content, json!({ "conversation_selector": selector }));
        all.extend([
            (name, to(json!({})), "missing_field", "`conversation_selector`"),
            (name, to(json!({ "conversation_id": ids.open, "phone_number": INÉS })), "contradiction", "`phone_number`"),
            (name, to(json!({ "conversation_id": "no-such" })), "not_found", "no such conversation"),
            (name, to(json!({ "phone_number": "+1 555 010 0123 ext 4" })), "invalid_value", "`phone_number`"),
            (name, to(json!({ "phone_number": "+1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6" })), "invalid_value", "`phone_number`"),
            (name, to(json!({ "phone_number": BRUNO })), "ambiguous", "Clínica Vértice"),
            (name, merged(&to(here.clone()), json!({ "whatsapp_config_id": "no-such" })), "not_found", "config"),
        ]);
        if name != "whatsapp_send_template" {
            all.push((name, to(shut.clone()), "window_closed", "send one with `whatsapp_send_template`"));
            for message in [&json!("wamid.no-such"), &ids.elsewhere] {
                all.push((
                    name,
                    merged(&to(here.clone()), json!({ "reply_to_message_id": message })),
                    "not_found",
                    "`reply_to_message_id`",
                ));
            }
        }
    }
    all
}

/// What all the others refuse.
pub(crate) fn of_the_rest(ids: &Ids) -> Vec<Refusal> {
    let (context, contact, note) = ("whatsapp_get_conversation_context", "whatsapp_get_contact_context", "whatsapp_contact_add_note");
    let (update, mark, status) = ("whatsapp_contact_update", "whatsapp_mark_inbound_read", "whatsapp_conversation_set_status");
    let (people, said, talks) = ("whatsapp_search_contacts", "whatsapp_search_messages", "whatsapp_search_conversations");
    let (link, links, revoke) = ("platform_generate_setup_link", "platform_list_setup_links", "platform_revoke_setup_link");
    let [owner, link_id] = &ids.used_link;
    let used = json!({ "customer_id": owner, "setup_link_id": link_id });
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
        (context, json!({ "conversation_id": ids.open, "cursor": "1.00000000" }), "invalid_value", "another list"),
        ("whatsapp_inbox", json!({ "cursor": "1.1.00000000" }), "invalid_value", "another list"),
        (links, json!({ "customer_id": ids.customer, "cursor": "1.1.00000000" }), "invalid_value", "another list"),
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
        (said, json!({ "query": "x".repeat(501) }), "invalid_value", "500"),
        (people, json!({ "query": "x".repeat(201) }), "invalid_value", "200"),
        (talks, json!({ "query": "x".repeat(201) }), "invalid_value", "200"),
        (note, json!({ "identifier": INÉS, "note": "x".repeat(4001) }), "invalid_value", "`note`"),
        (update, json!({ "identifier": INÉS, "display_name": "x".repeat(5000) }), "invalid_value", "`display_name`"),
        ("platform_create_customer", json!({ "name": "x".repeat(5000) }), "invalid_value", "`name`"),
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
        let ask = |more: Value| merged(&if name == "platform_list_customers" { json!({}) } else { json!({ "query": "x" }) }, more);
        all.extend([
            (name, ask(json!({ from: "the day before" })), "invalid_value", "is not a date"),
            (name, ask(json!({ to: "2026-02-30" })), "invalid_value", "is not a date"),
            (name, ask(json!({ from: "2026-03-02", to: "2026-03-01" })), "contradiction", "does not lie before"),
            (name, ask(json!({ "cursor": "from nowhere" })), "invalid_value", "`cursor`"),
            (name, ask(json!({ "cursor": "1.1.00000000" })), "invalid_value", "another list"),
        ]);
    }
    all
}

/// What only agents are refused: to write where a person ended the conversation, but by a template, and a file of this computer.
pub(crate) fn of_agents(ids: &Ids) -> Vec<Refusal> {
    let there = json!({ "conversation_selector": { "conversation_id": ids.ended } });
    let choice = json!({ "interactive_type": "cta_url", "body_text": "Look", "button_text": "Open", "url": "https://optica.example" });
    let picture = json!({ "message_type": "image", "file_url": "https://optica.example/a.jpg" });
    vec![
        (SEND, merged(&there, json!({ "content": "Hi" })), "conversation_ended", "ended"),
        ("whatsapp_send_media", merged(&there, picture), "conversation_ended", "ended"),
        ("whatsapp_send_media", merged(&there, json!({ "file_path": ids.wrong_file })), "not_allowed", "people only"),
        ("whatsapp_send_interactive", merged(&there, choice), "conversation_ended", "ended"),
    ]
}

/// Kapso's list of contacts with two that have one number: one from before WhatsApp gave ids to people, one from after.
pub(crate) fn twins() -> Value {
    let twin = |id: &str, name: &str| json!({ "id": id, "wa_id": TWO.trim_start_matches('+'), "profile_name": name, "metadata": {}, "created_at": "2026-01-01T00:00:00Z" });
    let zelia = merged(&twin("twin-1", "Zelia"), json!({ "business_scoped_user_id": "BR.1" }));
    json!({ "data": [zelia, twin("twin-2", "Zelia's old number")], "paging": { "cursors": {}, "next": null } })
}

/// What is refused about a number that two contacts have.
pub(crate) fn of_twins() -> [Refusal; 4] {
    let of = |more: Value| merged(&json!({ "identifier": TWO }), more);
    [
        ("whatsapp_get_contact_context", of(json!({})), "ambiguous", "`identifier`"),
        ("whatsapp_get_contact_context", of(json!({})), "ambiguous", "twin-1"),
        ("whatsapp_contact_add_note", of(json!({ "note": "x" })), "ambiguous", "Zelia"),
        ("whatsapp_contact_update", of(json!({ "display_name": "x" })), "ambiguous", "Zelia"),
    ]
}

/// What every operation refuses: a field that it does not have, a format that there is not, and nothing where something must be.
pub(crate) fn of_any(name: &'static str) -> Vec<Refusal> {
    let least = least(name);
    let mut all = vec![
        (name, merged(&least, json!({ "no_such_field": 1 })), "unknown_field", "no_such_field"),
        (name, merged(&least, json!({ "response_format": 7 })), "invalid_value", "`response_format`"),
    ];
    if least != json!({}) {
        all.push((name, json!({}), "missing_field", "is missing"));
    }
    all
}

/// The fields that an operation must be given.
fn least(name: &str) -> Value {
    let selector = json!({ "conversation_selector": {} });
    match name {
        SEND => merged(&selector, json!({ "content": "x" })),
        "whatsapp_send_template" => merged(&selector, json!({ "template_name": "x" })),
        "whatsapp_send_media" => selector,
        "whatsapp_send_interactive" => merged(&selector, json!({ "interactive_type": "button", "body_text": "x" })),
        "whatsapp_get_contact_context" | "whatsapp_contact_update" => json!({ "identifier": "x" }),
        "whatsapp_contact_add_note" => json!({ "identifier": "x", "note": "x" }),
        "whatsapp_search_contacts" | "whatsapp_search_messages" => json!({ "query": "x" }),
        "whatsapp_conversation_set_status" => json!({ "conversation_id": "x", "status": "ended" }),
        "platform_create_customer" => json!({ "name": "x" }),
        "platform_generate_setup_link" | "platform_list_customer_configs" | "platform_list_setup_links" => json!({ "customer_id": "x" }),
        "platform_revoke_setup_link" => json!({ "customer_id": "x", "setup_link_id": "x" }),
        "desk_request_status" => json!({ "request_id": "x" }),
        _ => json!({}),
    }
}

fn merged(whole: &Value, more: Value) -> Value {
    let mut fields = whole.as_object().cloned().unwrap_or_default();
    fields.extend(more.as_object().cloned().unwrap_or_default());
    Value::Object(fields)
}
