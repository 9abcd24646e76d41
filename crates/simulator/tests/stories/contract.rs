//! Every route of the published documents: played as they promise, or answered with a 501.

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    documents::Document,
    stage::{Answer, CLINIC, MARIANA, Stage, answer, text_to},
};

const ACCOUNT: &str = "102300000000044";

/// The documented operations that are not played yet; each answers a loud 501.
const NOT_PLAYED: [&str; 55] = [
    "POST /customers/{customer_id}/whatsapp/phone_numbers",
    "GET /whatsapp/webhooks",
    "POST /whatsapp/webhooks",
    "GET /whatsapp/webhooks/{webhook_id}",
    "PATCH /whatsapp/webhooks/{webhook_id}",
    "DELETE /whatsapp/webhooks/{webhook_id}",
    "POST /whatsapp/webhooks/{webhook_id}/test",
    "PATCH /whatsapp/phone_numbers/{phone_number_id}",
    "DELETE /whatsapp/phone_numbers/{phone_number_id}",
    "GET /whatsapp/phone_numbers/{phone_number_id}/webhooks",
    "POST /whatsapp/phone_numbers/{phone_number_id}/webhooks",
    "GET /whatsapp/phone_numbers/{phone_number_id}/webhooks/{webhook_id}",
    "PATCH /whatsapp/phone_numbers/{phone_number_id}/webhooks/{webhook_id}",
    "DELETE /whatsapp/phone_numbers/{phone_number_id}/webhooks/{webhook_id}",
    "GET /whatsapp/phone_numbers/{phone_number_id}/display_name_requests",
    "POST /whatsapp/phone_numbers/{phone_number_id}/display_name_requests",
    "GET /whatsapp/phone_numbers/{phone_number_id}/display_name_requests/{request_id}",
    "GET /whatsapp/broadcasts",
    "POST /whatsapp/broadcasts",
    "GET /whatsapp/broadcasts/{broadcast_id}",
    "PATCH /whatsapp/broadcasts/{broadcast_id}",
    "GET /whatsapp/broadcasts/{broadcast_id}/recipients",
    "POST /whatsapp/broadcasts/{broadcast_id}/recipients",
    "DELETE /whatsapp/broadcasts/{broadcast_id}/recipients",
    "POST /whatsapp/broadcasts/{broadcast_id}/send",
    "POST /whatsapp/broadcasts/{broadcast_id}/schedule",
    "POST /whatsapp/broadcasts/{broadcast_id}/cancel",
    "POST /whatsapp/media",
    "GET /webhook_deliveries",
    "GET /events",
    "POST /events",
    "GET /api_logs",
    "GET /log_search",
    "POST /log_search",
    "GET /inbox_embeds",
    "POST /inbox_embeds",
    "GET /inbox_embeds/{inbox_embed_id}",
    "PATCH /inbox_embeds/{inbox_embed_id}",
    "DELETE /inbox_embeds/{inbox_embed_id}",
    "GET /whatsapp/flows",
    "GET /{phone_number_id}/calls",
    "POST /{phone_number_id}/calls",
    "GET /{phone_number_id}/call_permissions",
    "POST /{business_account_id}/message_templates",
    "DELETE /{business_account_id}/message_templates",
    "GET /{phone_number_id}/whatsapp_business_profile",
    "POST /{phone_number_id}/whatsapp_business_profile",
    "GET /{phone_number_id}/block_users",
    "POST /{phone_number_id}/block_users",
    "DELETE /{phone_number_id}/block_users",
    "GET /{phone_number_id}/username",
    "POST /{phone_number_id}/username",
    "DELETE /{phone_number_id}/username",
    "GET /{phone_number_id}/username_suggestions",
    "GET /{business_account_id}/flows",
];
/// Changing the two-step PIN shares its path with reading a number.
const PIN: &str = "POST /{phone_number_id}";

#[tokio::test]
async fn every_documented_operation_is_played_as_promised_or_refused_loudly() {
    let stage = Stage::by_hand().await;
    let names = names(&stage).await;
    for (document, base) in [(Document::platform(), "/platform/v1"), (Document::proxy(), "/meta/whatsapp/v24.0")] {
        for (method, path) in document.operations() {
            let operation = format!("{method} {path}");
            let verb: Method = method.parse().unwrap();
            let address = concrete(base, &path, &names);
            if NOT_PLAYED.contains(&operation.as_str()) || operation == PIN {
                assert_eq!(answer(stage.ask(verb, &address, Some(&json!({}))).await).await.status, 501, "{operation}");
            } else if verb == Method::GET && !path.contains("media_download") {
                for variant in variants(&path) {
                    let shown = answer(stage.ask(Method::GET, &format!("{address}{variant}"), None).await).await;
                    assert_eq!(shown.status, 200, "{operation}{variant}: {}", shown.body);
                    check(&document, &method, &path, shown);
                }
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_answered_as_promised() {
    let stage = Stage::by_hand().await;
    for (document, base) in [(Document::platform(), "/platform/v1"), (Document::proxy(), "/meta/whatsapp/v24.0")] {
        for (method, path) in document.operations() {
            let operation = format!("{method} {path}");
            let lists_of_the_project = !path.contains('{');
            if NOT_PLAYED.contains(&operation.as_str()) || method != "GET" || lists_of_the_project {
                continue;
            }
            let nothing: String = path
                .split('/')
                .map(|part| if part.starts_with('{') { "990e0000-0000-4000-8000-000000000004" } else { part })
                .collect::<Vec<_>>()
                .join("/");
            let refused = answer(stage.ask(Method::GET, &format!("{base}{nothing}?phone_number_id={CLINIC}"), None).await).await;
            assert_eq!(refused.status, 404, "{operation}: {}", refused.body);
            let flaws = document.flaws(&method, &path, 404, &refused.body);
            let undocumented = flaws.iter().all(|flaw| flaw.contains("does not promise a 404"));
            assert!(flaws.is_empty() || undocumented, "{flaws:?}");
        }
    }
}

#[tokio::test]
async fn changes_are_answered_as_promised() {
    let stage = Stage::by_hand().await;
    let platform = Document::platform();
    let customer = json!({ "customer": { "name": "Depot Ltd", "external_customer_id": "crm-900" } });
    let created = stage.change(Method::POST, "/customers", &customer).await;
    let id = created.body["data"]["id"].as_str().unwrap().to_owned();
    check(&platform, "POST", "/customers", created);
    check(&platform, "POST", "/customers", stage.change(Method::POST, "/customers", &customer).await);
    let path = format!("/customers/{id}");
    check(
        &platform,
        "PATCH",
        "/customers/{customer_id}",
        stage.change(Method::PATCH, &path, &json!({ "customer": { "name": "Depot" } })).await,
    );
    let link = json!({ "setup_link": { "language": "es", "theme_config": { "primary_color": "#3b82f6" } } });
    let created = stage.change(Method::POST, &format!("{path}/setup_links"), &link).await;
    let link_id = created.body["data"]["id"].as_str().unwrap().to_owned();
    check(&platform, "POST", "/customers/{customer_id}/setup_links", created);
    let revoke = json!({ "setup_link": { "status": "revoked" } });
    let link_path = format!("{path}/setup_links/{link_id}");
    check(
        &platform,
        "PATCH",
        "/customers/{customer_id}/setup_links/{setup_link_id}",
        stage.change(Method::PATCH, &link_path, &revoke).await,
    );
    check(&platform, "DELETE", "/customers/{customer_id}", stage.change(Method::DELETE, &path, &json!({})).await);
    let contact = json!({ "contact": { "wa_id": "+15555550199", "display_name": "Inés" } });
    check(&platform, "POST", "/whatsapp/contacts", stage.change(Method::POST, "/whatsapp/contacts", &contact).await);
    let metadata = json!({ "contact": { "metadata": { "tags": ["vip"] } } });
    check(
        &platform,
        "PATCH",
        "/whatsapp/contacts/{identifier}",
        stage.change(Method::PATCH, "/whatsapp/contacts/15555550199", &metadata).await,
    );
    check(
        &platform,
        "DELETE",
        "/whatsapp/contacts/{identifier}",
        stage.change(Method::DELETE, "/whatsapp/contacts/15555550199", &json!({})).await,
    );
    let proxy = Document::proxy();
    check(&proxy, "POST", "/{phone_number_id}/messages", stage.say("Olá").await);
    check(&proxy, "POST", "/{phone_number_id}/messages", stage.post(CLINIC, &text_to("551155500152", "Olá")).await);
    check(&proxy, "POST", "/{phone_number_id}/messages", stage.post(CLINIC, &json!({ "messaging_product": "whatsapp" })).await);
}

/// An answer must be as promised, but for the differences that docs/simulator.md lists.
fn check(document: &Document, method: &str, path: &str, mut answer: Answer) {
    strip_differences(&mut answer.body);
    let flaws = document.flaws(method, path, answer.status, &answer.body);
    assert!(flaws.is_empty(), "{flaws:#?}\n{:#}", answer.body);
}

/// Takes out what we play although the documents' enumerations do not know it, because live services do send it.
fn strip_differences(body: &mut Value) {
    let Some(rows) = body.get_mut("data").and_then(Value::as_array_mut) else { return };
    rows.retain(|row| {
        let kind = row["type"].as_str().unwrap_or_default();
        let beyond_platform = ["unsupported", "system"].contains(&kind);
        let beyond_proxy = row.get("kapso").is_none() && ["button", "order"].contains(&kind);
        let sent_interactive = row.get("kapso").is_none()
            && ["list", "button", "cta_url", "location_request_message"].contains(&row["interactive"]["type"].as_str().unwrap_or_default());
        let beyond_templates = ["PAUSED", "DISABLED"].contains(&row["status"].as_str().unwrap_or_default());
        !(beyond_platform || beyond_proxy || sent_interactive || beyond_templates)
    });
}

/// The filters and pages with which a list is asked for besides the plain one.
fn variants(path: &str) -> &'static [&'static str] {
    match path {
        "/whatsapp/messages" => &[
            "?limit=100",
            "?limit=100&has_media=true",
            "?message_type=order",
            "?message_type=interactive&direction=inbound",
            "?status=failed",
        ],
        "/whatsapp/conversations" => &["?limit=100", "?status=ended", "?unassigned=true"],
        "/whatsapp/contacts" => &["?limit=100", "?page=1&per_page=100", "?profile_name_contains=a&has_customer=true"],
        "/customers" | "/users" | "/whatsapp/phone_numbers" => &["", "?page=2&per_page=2", "?page=99"],
        "/{phone_number_id}/messages" => &["?limit=100", "?direction=outbound&status=read&limit=100"],
        "/{phone_number_id}/conversations" => &["?limit=100&fields=kapso(*)", "?limit=100"],
        "/{media_id}" => &["?phone_number_id=106500000000017"],
        _ => &[""],
    }
}

/// One thing of each kind that a path can name.
async fn names(stage: &Stage) -> BTreeMap<&'static str, String> {
    let first = |answer: Answer, pointer: &str| answer.body.pointer(pointer).and_then(Value::as_str).unwrap().to_owned();
    let conversation = first(stage.platform(&format!("/whatsapp/conversations?limit=1&phone_number={MARIANA}")).await, "/data/0/id");
    let user = first(stage.platform("/users").await, "/data/0/user_id");
    let assign = json!({ "assignment": { "user_id": user, "notes": "asked for an invoice" } });
    let assigned = stage.change(Method::POST, &format!("/whatsapp/conversations/{conversation}/assignments"), &assign).await;
    check(
        &Document::platform(),
        "POST",
        "/whatsapp/conversations/{conversation_id}/assignments",
        Answer { status: assigned.status, body: assigned.body.clone() },
    );
    let with_link = stage.all_pages("/customers").await;
    let image = stage.platform(&format!("/whatsapp/messages?phone_number_id={CLINIC}&message_type=image&limit=1")).await;
    let stopped = stage.all("/whatsapp/contacts").await.into_iter().find(|one| one["wa_id"] == "528155500104").unwrap();
    BTreeMap::from([
        ("customer_id", with_link[0]["id"].as_str().unwrap().to_owned()),
        ("phone_number_id", CLINIC.to_owned()),
        ("business_account_id", ACCOUNT.to_owned()),
        ("message_id", image.body["data"][0]["id"].as_str().unwrap().to_owned()),
        ("media_id", image.body["data"][0]["image"]["id"].as_str().unwrap().to_owned()),
        ("conversation_id", conversation),
        ("id", first(assigned, "/data/id")),
        ("identifier", stopped["id"].as_str().unwrap().to_owned()),
        ("wa_id", MARIANA.to_owned()),
        ("template_id", first(stage.proxy(&format!("/{ACCOUNT}/message_templates?status=APPROVED")).await, "/data/0/id")),
    ])
}

fn concrete(base: &str, path: &str, names: &BTreeMap<&str, String>) -> String {
    let part = |part: &str| match part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        // This contact's choice is about another number than the clinic's.
        Some("phone_number_id") if path.contains("marketing_preferences") => "106500000000026".to_owned(),
        Some(name) => names.get(name).cloned().unwrap_or_else(|| "1".to_owned()),
        None => part.to_owned(),
    };
    format!("{base}{}", path.split('/').map(part).collect::<Vec<_>>().join("/"))
}
