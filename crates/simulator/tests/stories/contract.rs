//! Every route of the published documents: played as they promise, or answered with a 501.

mod errors;
mod ledger;
mod routes;
mod steps;

use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::json;

use crate::{
    differences::Differences,
    documents::Document,
    stage::{CLINIC, Stage, answer},
};
use ledger::{BASES, Ledger};
use steps::{CHANGES, CREATIONS, ENDINGS};

/// Every success that the documents promise is provoked and held to its schema; an operation without one fails the story.
#[tokio::test]
async fn every_documented_operation_is_played_as_promised_or_refused_loudly() {
    let stage = Stage::by_hand().await;
    let mut ledger = Ledger::open(&stage).await;
    for step in CREATIONS {
        ledger.take(&stage, step).await;
    }
    files(&stage, &mut ledger).await;
    reads(&stage, &mut ledger).await;
    for step in CHANGES.iter().chain(ENDINGS) {
        ledger.take(&stage, step).await;
    }
    let missing = ledger.missing();
    println!("{ledger}");
    assert!(missing.is_empty(), "no success of these was validated: {missing:#?}");
}

/// Uploads a file and fetches it by the link that looking it up gives.
async fn files(stage: &Stage, ledger: &mut Ledger) {
    let form = Form::new()
        .text("messaging_product", "whatsapp")
        .part("file", Part::bytes(b"%PDF-1.4".to_vec()).file_name("a.pdf").mime_str("application/pdf").unwrap());
    let upload = stage.http.post(format!("{}{}/{CLINIC}/media", stage.origin(), BASES[1])).header("X-API-Key", simulator::DEMO_KEY);
    let uploaded = answer(upload.multipart(form).send().await.unwrap()).await;
    let id = uploaded.body["id"].as_str().unwrap().to_owned();
    ledger.check("POST /{phone_number_id}/media", uploaded);
    let link = stage.proxy(&format!("/{id}?phone_number_id={CLINIC}")).await.body["download_url"].as_str().unwrap().to_owned();
    let fetched = stage.http.get(link).send().await.unwrap();
    assert_eq!((fetched.status().as_u16(), fetched.bytes().await.unwrap().as_ref()), (200, b"%PDF-1.4".as_slice()));
    ledger.note("GET /media_download", 200);
    ledger.name("upload", &id);
}

/// Asks for every list and every single thing.
async fn reads(stage: &Stage, ledger: &mut Ledger) {
    for (document, base) in [(Document::platform(), BASES[0]), (Document::proxy(), BASES[1])] {
        for (method, path) in document.operations() {
            let operation = format!("{method} {path}");
            let address = ledger.concrete(base, &path);
            if ledger.is_not_played(&operation) {
                let verb: Method = method.parse().unwrap();
                assert_eq!(answer(stage.ask(verb, &address, Some(&json!({}))).await).await.status, 501, "{operation}");
            } else if method == "GET" && path != "/media_download" {
                for variant in variants(&path) {
                    let shown = answer(stage.ask(Method::GET, &format!("{address}{variant}"), None).await).await;
                    assert_eq!(shown.status, 200, "{operation}{variant}: {}", shown.body);
                    ledger.check(&operation, shown);
                }
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_answered_as_promised() {
    let (stage, differences) = (Stage::by_hand().await, Differences::read());
    for (document, base) in [(Document::platform(), BASES[0]), (Document::proxy(), BASES[1])] {
        for (method, path) in document.operations() {
            let operation = format!("{method} {path}");
            let lists_of_the_project = !path.contains('{');
            if differences.is_not_played(&operation) || method != "GET" || lists_of_the_project {
                continue;
            }
            // Kapso refuses what cannot be a template's id before it looks for the template.
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
        "/api_logs" => &["?limit=100", "?errors_only=true", "?period=7d&status_code=200&endpoint=customers"],
        "/webhook_deliveries" => &["", "?status=pending&period=30d"],
        "/whatsapp/broadcasts" => &["", "?status=draft"],
        "/{phone_number_id}/whatsapp_business_profile" => &["", "?fields=about,email"],
        "/customers" | "/users" | "/whatsapp/phone_numbers" => &["", "?page=2&per_page=2", "?page=99"],
        "/{phone_number_id}/messages" => &["?limit=100", "?direction=outbound&status=read&limit=100"],
        "/{phone_number_id}/conversations" => &["?limit=100&fields=kapso(*)", "?limit=100"],
        "/{media_id}" => &["?phone_number_id=106500000000017"],
        _ => &[""],
    }
}
