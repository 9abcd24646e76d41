//! What grows, is reviewed and goes away: templates, names, broadcasts, blocked people, files from addresses, logs.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::stage::{CLINIC, MARIANA, Stage, answer, text_to};

const TEMPLATES: &str = "/meta/whatsapp/v24.0/102300000000044/message_templates";

fn draft(name: &str, text: &str) -> Value {
    json!({ "name": name, "language": "pt_BR", "category": "UTILITY",
        "components": [{ "type": "BODY", "text": text, "example": { "body_text": [["Ana"]] } }] })
}

async fn status_of(stage: &Stage, name: &str) -> Value {
    stage.proxy(&format!("/102300000000044/message_templates?name={name}")).await.body["data"][0]["status"].clone()
}

#[tokio::test]
async fn a_template_waits_for_its_review_and_can_then_be_sent() {
    let stage = Stage::by_hand().await;
    let made = answer(stage.ask(Method::POST, TEMPLATES, Some(&draft("pedido_pronto", "Olá, {{1}}, seu pedido está pronto."))).await).await;
    assert_eq!((made.status, &made.body["status"]), (200, &json!("PENDING")), "{}", made.body);
    let send = json!({ "messaging_product": "whatsapp", "to": MARIANA, "type": "template", "template": { "name": "pedido_pronto",
        "language": { "code": "pt_BR" }, "components": [{ "type": "body", "parameters": [{ "type": "text", "text": "Mariana" }] }] } });
    assert_eq!(stage.post(CLINIC, &send).await.code(), 132_001, "not before it is approved");
    stage.control().advance(Duration::from_secs(60)).unwrap();
    assert_eq!(status_of(&stage, "pedido_pronto").await, "APPROVED");
    let wamid = stage.post(CLINIC, &send).await.wamid();
    assert_eq!(stage.message(&wamid).await["kapso"]["content"], "Olá, Mariana, seu pedido está pronto.");

    let change = format!("{TEMPLATES}?hsm_id={}", made.body["id"].as_str().unwrap());
    let changed = answer(stage.ask(Method::POST, &change, Some(&draft("pedido_pronto", "{{1}}"))).await).await;
    assert_eq!(changed.body, json!({ "success": true }));
    stage.control().advance(Duration::from_secs(60)).unwrap();
    assert_eq!(status_of(&stage, "pedido_pronto").await, "REJECTED", "a text that is all placeholder");
    let gone = answer(stage.ask(Method::DELETE, &format!("{TEMPLATES}?name=pedido_pronto"), None).await).await;
    assert_eq!(gone.body, json!({ "success": true }));
    assert_eq!(status_of(&stage, "pedido_pronto").await, Value::Null);
}

#[tokio::test]
async fn a_malformed_template_is_refused_with_what_is_wrong() {
    let stage = Stage::by_hand().await;
    for (body, rule) in [
        (json!({}), "components"),
        (draft("Pedido", "Olá {{1}} ."), "lower-case"),
        (draft("pedido", "Olá {{2}} ."), "placeholders"),
        (draft("pedido", &"x".repeat(1025)), "1024"),
        (
            json!({ "name": "p", "language": "pt_BR", "category": "UTILITY", "components": [{ "type": "BODY", "text": "Olá {{1}}!" }] }),
            "examples",
        ),
        (json!({ "name": "p", "language": "pt_BR", "components": [{ "type": "BODY", "text": "Olá" }] }), "category"),
        (
            json!({ "name": "p", "language": "pt_BR", "category": "UTILITY", "components": [{ "type": "BODY", "text": "a" }, { "type": "BODY", "text": "b" }] }),
            "one BODY",
        ),
    ] {
        let refused = answer(stage.ask(Method::POST, TEMPLATES, Some(&body)).await).await;
        let details = refused.body["error"]["error_data"]["details"].as_str().unwrap_or_default().to_owned();
        assert_eq!((refused.status, refused.code()), (400, 100), "{body}");
        assert!(details.contains(rule), "{details} should speak of {rule}");
    }
}

#[tokio::test]
async fn a_broadcast_goes_to_everybody_but_those_who_stopped_marketing() {
    let stage = Stage::by_hand().await;
    stage.control().let_people_answer(true);
    let florist = "106500000000058";
    let marketing = stage.proxy("/102300000000083/message_templates?category=MARKETING&status=APPROVED").await.body["data"][0].clone();
    let wanted = json!({ "whatsapp_broadcast": { "name": "Spring", "phone_number_id": florist, "whatsapp_template_id": marketing["id"] } });
    let made = stage.change(Method::POST, "/whatsapp/broadcasts", &wanted).await;
    let path = format!("/whatsapp/broadcasts/{}", made.body["data"]["id"].as_str().unwrap());
    let parameters = json!([{ "type": "body", "parameters": [{ "type": "text", "text": "Ana" }] }]);
    let mut people: Vec<Value> =
        (100..130).map(|line| json!({ "phone_number": format!("+1 444 555 0{line}"), "components": parameters })).collect();
    people.extend([json!({ "phone_number": "15555550176" }), json!({ "phone_number": "1" }), json!({ "phone_number": "14445550100" })]);
    let added = stage.change(Method::POST, &format!("{path}/recipients"), &json!({ "whatsapp_broadcast": { "recipients": people } })).await;
    assert_eq!((&added.body["data"]["added"], &added.body["data"]["duplicates"]), (&json!(31), &json!(1)), "{}", added.body);
    assert_eq!(added.body["data"]["errors"].as_array().unwrap().len(), 1);
    let in_an_hour = stage.control().now() + Duration::from_secs(3600);
    let scheduled = stage.change(Method::POST, &format!("{path}/schedule"), &json!({ "scheduled_at": in_an_hour })).await;
    assert_eq!((scheduled.status, &scheduled.body["data"]["status"]), (202, &json!("scheduled")));
    stage.control().advance(Duration::from_secs(3599)).unwrap();
    assert!(stage.control().sends().unwrap().is_empty(), "not before its time");
    for _ in 0..3 {
        stage.control().advance(Duration::from_secs(20)).unwrap();
    }
    let done = stage.platform(&path).await.body["data"].clone();
    assert_eq!((&done["status"], &done["sent_count"], &done["suppressed_count"]), (&json!("completed"), &json!(30), &json!(1)), "{done}");
    assert_eq!((&done["read_count"], &done["pending_count"], &done["total_recipients"]), (&json!(30), &json!(0), &json!(31)), "{done}");
    assert_eq!(stage.control().sends().unwrap().len(), 30);
    let rows = stage.platform(&format!("{path}/recipients?per_page=100")).await.body["data"].clone();
    assert!(rows.as_array().unwrap().iter().any(|row| row["status"] == "suppressed" && row["phone_number"] == "15555550176"), "{rows}");
}

#[tokio::test]
async fn a_blocked_person_is_not_heard() {
    let stage = Stage::by_hand().await;
    let path = format!("/meta/whatsapp/v24.0/{CLINIC}/block_users");
    let who = json!({ "block_users": [{ "user": format!("+{MARIANA}") }] });
    assert_eq!(stage.ask(Method::POST, &path, Some(&who)).await.status(), 200);
    assert_eq!(stage.proxy(&format!("/{CLINIC}/block_users")).await.body["data"], json!([{ "user": MARIANA }]));
    assert!(stage.control().receive(CLINIC, MARIANA, "Oi?").is_err());
    assert_eq!(stage.ask(Method::DELETE, &path, Some(&who)).await.status(), 200);
    assert!(stage.control().receive(CLINIC, MARIANA, "Oi!").is_ok());
}

#[tokio::test]
async fn a_file_is_taken_in_from_this_machine_and_from_nowhere_else() {
    let stage = Stage::by_hand().await;
    let ingest = |source: String| json!({ "media_ingest": { "phone_number_id": CLINIC, "source": source } });
    // The simulator itself serves a file: the picture of some message.
    let message = stage.platform("/whatsapp/messages?message_type=image&limit=1").await.body["data"][0].clone();
    let taken = stage.change(Method::POST, "/whatsapp/media", &ingest(message["kapso"]["media_url"].as_str().unwrap().to_owned())).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    assert_eq!(taken.body["data"]["resource"]["size_bytes"], message["kapso"]["media_data"]["byte_size"]);
    let send = json!({ "messaging_product": "whatsapp", "to": MARIANA, "type": "image", "image": { "id": taken.body["data"]["target"]["media_id"] } });
    stage.post(CLINIC, &send).await.wamid();
    for (source, status) in [
        ("https://media.example/no-such-file.jpg".to_owned(), 502),
        ("https://example.com/a.jpg".to_owned(), 502),
        (format!("{}/media/none", stage.origin()), 502),
        ("file:///etc/hostname".to_owned(), 422),
        ("a.jpg".to_owned(), 422),
    ] {
        assert_eq!(stage.change(Method::POST, "/whatsapp/media", &ingest(source.clone())).await.status, status, "{source}");
    }
}

#[tokio::test]
async fn a_picture_becomes_the_profiles_by_the_handle_of_its_upload() {
    let stage = Stage::by_hand().await;
    let ingest = json!({ "media_ingest": { "phone_number_id": CLINIC, "source": "https://media.example/receita.jpg", "delivery": "meta_resumable_asset" } });
    let handle = stage.change(Method::POST, "/whatsapp/media", &ingest).await.body["data"]["target"]["handle"].clone();
    let path = format!("/meta/whatsapp/v24.0/{CLINIC}/whatsapp_business_profile");
    let update = json!({ "messaging_product": "whatsapp", "profile_picture_handle": handle });
    assert_eq!(stage.ask(Method::POST, &path, Some(&update)).await.status(), 200);
    let shown = stage.proxy(&format!("/{CLINIC}/whatsapp_business_profile")).await.body["data"][0]["profile_picture_url"].clone();
    let picture = stage.http.get(shown.as_str().unwrap()).send().await.unwrap();
    assert_eq!(picture.headers()["content-type"], "image/jpeg");
    let update = json!({ "messaging_product": "whatsapp", "profile_picture_handle": "4::invented" });
    assert_eq!(stage.ask(Method::POST, &path, Some(&update)).await.status(), 400);
}

#[tokio::test]
async fn a_name_is_shown_once_it_is_granted() {
    let stage = Stage::by_hand().await;
    let path = format!("/whatsapp/phone_numbers/{CLINIC}/display_name_requests");
    let wanted = json!({ "display_name_request": { "new_display_name": "Vértice" } });
    let asked = stage.change(Method::POST, &path, &wanted).await.body["data"].clone();
    assert_eq!(asked["status"], "submitted");
    stage.control().advance(Duration::from_secs(60)).unwrap();
    let granted = stage.platform(&format!("{path}/{}", asked["id"].as_str().unwrap())).await.body["data"].clone();
    assert_eq!((&granted["status"], &granted["previous_display_name"]), (&json!("applied"), &json!("Clínica Vértice")));
    assert_eq!(stage.platform(&format!("/whatsapp/phone_numbers/{CLINIC}")).await.body["data"]["verified_name"], "Vértice");
}

#[tokio::test]
async fn health_is_remembered_for_three_minutes_and_not_asked_too_often() {
    let stage = Stage::by_hand().await;
    let path = format!("/platform/v1/whatsapp/phone_numbers/{CLINIC}/health");
    let first = stage.ask(Method::GET, &path, None).await;
    assert_eq!(
        (&first.headers()["x-health-ratelimit-second-limit"], &first.headers()["x-health-ratelimit-minute-remaining"]),
        (&"5".parse().unwrap(), &"59".parse().unwrap())
    );
    let first = answer(first).await.body["timestamp"].clone();
    stage.control().advance(Duration::from_secs(179)).unwrap();
    assert_eq!(answer(stage.ask(Method::GET, &path, None).await).await.body["timestamp"], first, "the remembered one");
    stage.control().advance(Duration::from_secs(1)).unwrap();
    assert_ne!(answer(stage.ask(Method::GET, &path, None).await).await.body["timestamp"], first);
    let mut refused = None;
    for _ in 0..20 {
        let response = stage.ask(Method::GET, &path, None).await;
        if response.status() == 429 {
            refused = Some(response);
            break;
        }
    }
    let refused = refused.expect("more than five in a second are refused");
    assert_eq!(
        (&refused.headers()["retry-after"], &refused.headers()["x-health-ratelimit-second-remaining"]),
        (&"1".parse().unwrap(), &"0".parse().unwrap())
    );
}

#[tokio::test]
async fn the_log_tells_what_was_asked_newest_first() {
    let stage = Stage::by_hand().await;
    stage.platform("/users").await;
    stage.platform("/customers/none").await;
    stage.post(CLINIC, &text_to("nobody", "x")).await;
    let log = stage.platform("/api_logs?limit=2").await.body;
    assert_eq!((&log["data"][0]["response_status"], &log["data"][1]["endpoint"]), (&json!(400), &json!("/platform/v1/customers/none")));
    let next = crate::stage::encode(log["paging"]["next"].as_str().unwrap());
    let older = stage.platform(&format!("/api_logs?limit=2&after={next}")).await.body;
    assert_eq!(older["data"][0]["endpoint"], "/platform/v1/users");
    let errors = stage.platform("/api_logs?errors_only=true&status_code=404").await.body;
    assert_eq!(errors["data"].as_array().unwrap().len(), 1);
}
