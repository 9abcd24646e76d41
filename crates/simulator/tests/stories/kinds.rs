//! Every kind of message: what may be sent, and what is wrong with what may not.

use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use crate::stage::{Answer, CLINIC, MARIANA, Stage, answer};

fn to_mariana(kind: &str, part: &Value) -> Value {
    json!({ "messaging_product": "whatsapp", "to": MARIANA, "type": kind, kind: part })
}

fn buttons(count: usize, title: &str) -> Value {
    let buttons: Vec<Value> = (0..count).map(|n| json!({ "type": "reply", "reply": { "id": n.to_string(), "title": title } })).collect();
    json!({ "type": "button", "body": { "text": "?" }, "action": { "buttons": buttons } })
}

fn list(sections: usize, rows: usize) -> Value {
    let section = |s: usize| {
        let rows: Vec<Value> = (0..rows).map(|r| json!({ "id": format!("{s}-{r}"), "title": "Friday" })).collect();
        json!({ "title": format!("Week {s}"), "rows": rows })
    };
    let sections: Vec<Value> = (0..sections).map(section).collect();
    json!({ "type": "list", "body": { "text": "?" }, "action": { "button": "See", "sections": sections } })
}

#[tokio::test]
async fn every_kind_goes_and_comes_back_as_it_was_sent() {
    let stage = Stage::by_hand().await;
    let inbound = stage.control().receive(CLINIC, MARIANA, "Oi").unwrap();
    let pdf = upload(&stage, "application/pdf", b"%PDF-1.4 small".to_vec()).await;
    let voice = upload(&stage, "audio/ogg", b"OggS".to_vec()).await;
    let sticker = upload(&stage, "image/webp", b"RIFF".to_vec()).await;
    let bodies = [
        ("text", json!({ "body": "x".repeat(4096) })),
        ("document", json!({ "id": pdf, "filename": "invoice.pdf", "caption": "Invoice" })),
        ("audio", json!({ "id": voice, "voice": true })),
        ("sticker", json!({ "id": sticker })),
        ("image", json!({ "link": "https://depot.example/a.jpg", "caption": "the box" })),
        ("video", json!({ "link": "https://depot.example/a.mp4" })),
        ("location", json!({ "latitude": -33.44, "longitude": -70.65, "name": "Depot" })),
        ("contacts", json!([{ "name": { "formatted_name": "Bruno Sala" } }])),
        ("reaction", json!({ "message_id": inbound, "emoji": "👍" })),
        ("reaction", json!({ "message_id": inbound, "emoji": "" })),
        ("interactive", buttons(3, "Twenty characters ok")),
        ("interactive", list(2, 5)),
        (
            "interactive",
            json!({ "type": "cta_url", "body": { "text": "?" }, "action": { "name": "cta_url", "parameters": { "display_text": "Track", "url": "https://depot.example" } } }),
        ),
        ("interactive", json!({ "type": "location_request_message", "action": { "name": "send_location" } })),
    ];
    for (kind, part) in bodies {
        let id = stage.post(CLINIC, &to_mariana(kind, &part)).await.wamid();
        let message = stage.message(&id).await;
        assert_eq!((&message["type"], &message[kind]), (&json!(kind), &part));
        assert_eq!(message["kapso"]["has_media"], ["document", "audio", "sticker", "image", "video"].contains(&kind));
    }
    let reply = json!({ "messaging_product": "whatsapp", "to": "+55 (11) 5550-0188", "type": "text", "text": { "body": "a" }, "context": { "message_id": inbound } });
    assert_eq!(stage.post(CLINIC, &reply).await.status, 200, "a number may be written as people write it");
}

#[tokio::test]
async fn each_limit_is_refused_with_the_parameter_it_is_about() {
    let stage = Stage::by_hand().await;
    let pdf = upload(&stage, "application/pdf", b"%PDF-1.4 small".to_vec()).await;
    let elsewhere = stage.all("/whatsapp/messages?phone_number_id=106500000000026&message_type=image").await[0]["image"]["id"].clone();
    let header = |text: &str| json!({ "type": "button", "header": { "type": "text", "text": text }, "body": { "text": "?" }, "action": buttons(1, "Yes")["action"] });
    let cases = [
        ("text", json!({}), 131_008, "text.body"),
        ("text", json!({ "body": "" }), 131_009, "text.body"),
        ("text", json!({ "body": "x".repeat(4097) }), 131_009, "text.body"),
        ("text", json!({ "body": 7 }), 131_009, "text.body"),
        ("text", json!("hello"), 131_009, "text must be an object"),
        ("image", json!({}), 131_008, "image.id"),
        ("image", json!({ "id": "1" }), 100, "image.id"),
        ("image", json!({ "id": pdf }), 131_053, "image.id"),
        ("image", json!({ "id": elsewhere }), 100, "image.id"),
        ("image", json!({ "link": "ftp://depot.example/a.jpg" }), 131_009, "image.link"),
        ("image", json!({ "link": "https://depot.example/a.jpg", "caption": "x".repeat(1025) }), 131_009, "image.caption"),
        ("audio", json!({ "link": "https://depot.example/a.ogg", "caption": "no" }), 131_009, "audio.caption"),
        ("location", json!({ "latitude": 91, "longitude": 0 }), 131_009, "location.latitude"),
        ("location", json!({ "latitude": 1 }), 131_008, "location.longitude"),
        ("contacts", json!([]), 131_009, "contacts"),
        ("contacts", json!([{ "name": {} }]), 131_008, "contacts[0].name.formatted_name"),
        ("reaction", json!({ "message_id": "wamid.NO", "emoji": "👍" }), 131_009, "reaction.message_id"),
        ("reaction", json!({ "emoji": "👍" }), 131_008, "reaction.message_id"),
        ("interactive", buttons(4, "Yes"), 131_009, "interactive.action.buttons"),
        ("interactive", buttons(0, "Yes"), 131_009, "interactive.action.buttons"),
        ("interactive", buttons(1, "Twenty-one characters"), 131_009, "interactive.action.buttons[0].reply.title"),
        ("interactive", list(2, 6), 131_009, "interactive.action.sections"),
        ("interactive", list(11, 1), 131_009, "interactive.action.sections"),
        ("interactive", header("*bold*"), 131_009, "interactive.header.text"),
        ("interactive", header(&"x".repeat(61)), 131_009, "interactive.header.text"),
        ("interactive", json!({ "type": "poll" }), 131_009, "interactive.type"),
        ("interactive", json!({ "type": "button", "body": { "text": "x".repeat(1025) } }), 131_009, "interactive.body.text"),
        ("template", json!({ "name": "lembrete_consulta" }), 131_008, "template.language"),
        ("poll", json!({}), 131_009, "type"),
    ];
    for (kind, part, code, parameter) in cases {
        let refused = stage.post(CLINIC, &to_mariana(kind, &part)).await;
        assert_eq!((refused.status, refused.code()), (400, code), "{kind} {part}: {}", refused.body);
        assert!(refused.body.to_string().contains(parameter), "{parameter} is named in {}", refused.body);
    }
    assert!(stage.control().sends().unwrap().is_empty(), "nothing left");
}

#[tokio::test]
async fn malformed_requests_are_refused_and_never_a_500() {
    let stage = Stage::by_hand().await;
    let url = format!("{}/meta/whatsapp/v24.0/{CLINIC}/messages", stage.origin());
    for raw in
        ["", "{", "[]", "null", "\u{0}", "{\"messaging_product\":\"whatsapp\"}", "{\"messaging_product\":\"telegram\",\"type\":\"text\"}"]
    {
        let request = stage.http.post(&url).header("X-API-Key", simulator::DEMO_KEY).body(raw.to_owned());
        let refused = answer(request.send().await.unwrap()).await;
        assert_eq!(refused.status, 400, "{raw:?}: {}", refused.body);
        assert!(refused.body["error"]["code"].is_i64(), "{raw:?}: {}", refused.body);
    }
    let request = stage.http.post(&url).header("X-API-Key", simulator::DEMO_KEY).body(vec![0xff, 0xfe]);
    assert_eq!(request.send().await.unwrap().status(), 400);
    for (to, code) in
        [(json!("me"), 131_009), (json!(""), 131_009), (json!(5), 131_009), (Value::Null, 131_008), (json!("551155500143"), 131_021)]
    {
        let body = json!({ "messaging_product": "whatsapp", "to": to, "type": "text", "text": { "body": "a" } });
        assert_eq!(stage.post(CLINIC, &body).await.code(), code, "{to}");
    }
    for (method, path) in [(Method::POST, "/customers"), (Method::POST, "/whatsapp/contacts")] {
        for body in [json!({}), json!({ "customer": [], "contact": 1 }), json!({ "customer": { "name": 3 }, "contact": { "wa_id": [] } })] {
            let refused = stage.change(method.clone(), path, &body).await;
            assert_eq!((refused.status, refused.body["error"].is_string()), (422, true), "{path} {body}");
        }
    }
    let odd = stage.ask(Method::GET, "/platform/v1/whatsapp/messages/%ff%fe", None).await;
    let odd = answer(odd).await;
    assert!(odd.status < 500 && odd.body["error"].is_string(), "{odd:?}");
    assert_eq!(stage.platform("/whatsapp/messages?limit=%ff&after=%00").await.status, 422);
}

#[tokio::test]
async fn templates_are_checked_against_what_was_approved() {
    let stage = Stage::by_hand().await;
    let send = |template: Value| {
        let stage = &stage;
        async move { stage.post(CLINIC, &to_mariana("template", &template)).await }
    };
    let text = |text: &str| json!({ "type": "text", "text": text });
    let named = |name: &str, text: &str| json!({ "type": "text", "parameter_name": name, "text": text });
    let four = [text("a"), text("b"), text("c"), text("d")];
    let template =
        |name: &str, language: &str, components: Value| json!({ "name": name, "language": { "code": language }, "components": components });
    let body = |parameters: &[Value]| json!([{ "type": "body", "parameters": parameters }]);
    assert_eq!(send(template("lembrete_consulta", "pt_BR", body(&four))).await.status, 200);
    let with_file = json!([
        { "type": "header", "parameters": [{ "type": "document", "document": { "link": "https://depot.example/a.pdf" } }] },
        { "type": "body", "parameters": [named("exame", "sangue"), named("paciente", "Mariana")] },
    ]);
    let sent = send(template("resultado_pronto", "pt_BR", with_file)).await.wamid();
    assert_eq!(
        stage.message(&sent).await["kapso"]["content"],
        "Olá, Mariana. O resultado do seu exame de sangue está pronto e segue anexo."
    );
    let cases = [
        (template("lembrete_consulta", "pt_BR", body(&four[..3])), 400, 132_000),
        (template("lembrete_consulta", "en_US", body(&four)), 404, 132_001),
        (template("never_made", "pt_BR", json!([])), 404, 132_001),
        (template("promocao_clareamento", "pt_BR", json!([])), 404, 132_001),
        (template("checkup_anual", "pt_BR", body(&four[..1])), 400, 132_015),
        (template("resultado_pronto", "pt_BR", body(&four[..2])), 400, 132_012),
        (template("codigo_portal", "pt_BR", body(&four[..1])), 400, 132_000),
    ];
    for (wanted, status, code) in cases {
        let refused = send(wanted.clone()).await;
        assert_eq!((refused.status, refused.code()), (status, code), "{wanted}: {}", refused.body);
    }
}

#[tokio::test]
async fn somebody_who_stopped_marketing_gets_none() {
    let stage = Stage::by_hand().await;
    let send = |language: &str, name: &str, person: &str, values: &[&str]| {
        let parameters: Vec<Value> = values.iter().map(|value| json!({ "type": "text", "text": value })).collect();
        json!({
            "messaging_product": "whatsapp", "to": person, "type": "template",
            "template": { "name": name, "language": { "code": language }, "components": [{ "type": "body", "parameters": parameters }] },
        })
    };
    let florist = "106500000000058";
    let refused = stage.post(florist, &send("en_US", "spring_workshop", "15555550176", &["Jordan"])).await;
    assert_eq!((refused.status, &refused.body["code"]), (422, &json!("marketing_preference_stopped")));
    assert!(refused.body["error"].is_string());
    let utility = send("en_US", "delivery_today", "15555550176", &["Jordan", "2 pm", "4 pm"]);
    assert_eq!(stage.post(florist, &utility).await.status, 200, "what they ordered is no marketing");
}

#[tokio::test]
async fn files_are_uploaded_looked_up_downloaded_and_deleted() {
    let stage = Stage::by_hand().await;
    let id = upload(&stage, "application/pdf", b"%PDF-1.4 small".to_vec()).await;
    let found = stage.proxy(&format!("/{id}?phone_number_id={CLINIC}")).await.body;
    assert_eq!((&found["file_size"], &found["mime_type"]), (&json!("14"), &json!("application/pdf")), "the size is a string");
    let link = found["download_url"].as_str().unwrap().to_owned();
    let bytes = stage.http.get(&link).send().await.unwrap().bytes().await.unwrap();
    assert_eq!(bytes.as_ref(), b"%PDF-1.4 small", "the link needs no key");
    stage.control().advance(std::time::Duration::from_secs(241)).unwrap();
    assert_eq!(stage.http.get(&link).send().await.unwrap().status(), 404, "and lives four minutes");
    assert_eq!(stage.proxy(&format!("/{id}")).await.code(), 100, "phone_number_id is mandatory");
    assert_eq!(stage.proxy(&format!("/{id}?phone_number_id=106500000000026")).await.status, 404, "another number's file");
    let gone = answer(stage.ask(Method::DELETE, &format!("/meta/whatsapp/v24.0/{id}?phone_number_id={CLINIC}"), None).await).await;
    assert_eq!(gone.body, json!({ "success": true }));
    assert_eq!(stage.proxy(&format!("/{id}?phone_number_id={CLINIC}")).await.status, 404);
}

#[tokio::test]
async fn what_whatsapp_does_not_take_is_not_uploaded() {
    let stage = Stage::by_hand().await;
    for (mime_type, bytes, says) in [
        ("application/x-msdownload", vec![1], "following types: image/jpeg"),
        ("image/jpeg", vec![0; 5 * 1024 * 1024 + 1], "too large"),
        ("image/webp", vec![0; 512 * 1024 + 1], "too large"),
        ("image/png", vec![], "empty"),
    ] {
        let refused = try_upload(&stage, mime_type, bytes).await;
        assert_eq!((refused.status, refused.code()), (400, 100), "{mime_type}");
        assert!(refused.body.to_string().contains(says), "{}", refused.body);
    }
    let form = Form::new().text("messaging_product", "whatsapp");
    let url = format!("{}/meta/whatsapp/v24.0/{CLINIC}/media", stage.origin());
    let request = stage.http.post(&url).header("X-API-Key", simulator::DEMO_KEY);
    assert_eq!(answer(request.try_clone().unwrap().multipart(form).send().await.unwrap()).await.code(), 100, "no file");
    assert_eq!(answer(request.json(&json!({})).send().await.unwrap()).await.code(), 100, "no form");
}

async fn upload(stage: &Stage, mime_type: &str, bytes: Vec<u8>) -> String {
    let uploaded = try_upload(stage, mime_type, bytes).await;
    assert_eq!(uploaded.status, 200, "{}", uploaded.body);
    uploaded.body["id"].as_str().unwrap().to_owned()
}

async fn try_upload(stage: &Stage, mime_type: &str, bytes: Vec<u8>) -> Answer {
    let file = Part::bytes(bytes).file_name("file").mime_str(mime_type).unwrap();
    let form = Form::new().text("messaging_product", "whatsapp").text("type", mime_type.to_owned()).part("file", file);
    let url = format!("{}/meta/whatsapp/v24.0/{CLINIC}/media", stage.origin());
    answer(stage.http.post(url).header("X-API-Key", simulator::DEMO_KEY).multipart(form).send().await.unwrap()).await
}
