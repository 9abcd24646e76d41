//! Every shape of error that the contract knows, as one of the routes gives it.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use simulator::{Fault, Latency, Life, Options};

use crate::{
    documents::Document,
    stage::{CLINIC, FERNANDA, MARIANA, Stage, answer, text_to},
};

const SANDBOX: &str = "106500000000901";

#[tokio::test]
async fn every_shape_of_error_is_given_as_the_contract_says() {
    let stage = Stage::with(Options { life: Life::ByHand, plan_limit: 100, ..Options::default() }).await;
    let (platform, proxy) = (Document::platform(), Document::proxy());
    let (of_platform, of_proxy) = (|body: &Value| platform.flaws_of("ErrorResponse", body), |body: &Value| proxy.flaws_of("Error", body));
    let none = Vec::<String>::new();

    let text = |status: u16, got: crate::stage::Answer| {
        assert_eq!((got.status, of_platform(&got.body)), (status, none.clone()), "{}", got.body);
        assert!(got.body["error"].is_string(), "{}", got.body);
    };
    let graph = |status: u16, code: i64, got: crate::stage::Answer| {
        assert_eq!((got.status, got.code(), of_proxy(&got.body)), (status, code, none.clone()), "{}", got.body);
    };
    let wrong_key = stage.http.get(format!("{}/platform/v1/users", stage.origin())).send().await.unwrap();
    text(401, answer(wrong_key).await);
    text(404, stage.platform("/customers/1").await);
    text(422, stage.platform("/whatsapp/conversations?status=sleeping").await);
    text(422, stage.change(Method::POST, "/customers", &json!({ "customer": { "name": "" } })).await);

    let wrong_key = stage.http.get(format!("{}/meta/whatsapp/v24.0/{CLINIC}", stage.origin())).send().await.unwrap();
    graph(401, 190, answer(wrong_key).await);
    graph(404, 404, stage.proxy(&format!("/{CLINIC}/messages/wamid.NO")).await);
    graph(400, 100, stage.post(CLINIC, &json!({})).await);
    graph(400, 131_009, stage.post(CLINIC, &text_to("nobody", "Oi")).await);
    graph(422, 131_047, stage.post(CLINIC, &text_to(FERNANDA, "Oi")).await);
    let unknown = json!({ "messaging_product": "whatsapp", "to": MARIANA, "type": "template",
        "template": { "name": "no_such", "language": { "code": "en" } } });
    graph(404, 132_001, stage.post(CLINIC, &unknown).await);

    let customer = stage.all_pages("/customers").await[0]["id"].as_str().unwrap().to_owned();
    let sandbox = json!({ "whatsapp_phone_number": { "name": "Sandbox", "kind": "sandbox", "phone_number_id": SANDBOX,
        "business_account_id": "102300000000901", "access_token": "invented" } });
    let path = format!("/customers/{customer}/whatsapp/phone_numbers");
    assert_eq!(stage.change(Method::POST, &path, &sandbox).await.status, 201);
    text(409, stage.change(Method::POST, &path, &sandbox).await);
    let ingest = json!({ "media_ingest": { "phone_number_id": SANDBOX, "source": "https://media.example/receita.jpg" } });
    text(403, stage.change(Method::POST, "/whatsapp/media", &ingest).await);
    let profile = format!("/meta/whatsapp/v24.0/{SANDBOX}/whatsapp_business_profile");
    let about = json!({ "messaging_product": "whatsapp", "about": "Open" });
    graph(403, 10, answer(stage.ask(Method::POST, &profile, Some(&about)).await).await);

    let legacy = stage.platform("/whatsapp/contacts?page=51&per_page=100").await;
    assert_eq!((legacy.status, platform.flaws_of("LegacyPaginationLimitError", &legacy.body)), (400, none.clone()));
    assert!(legacy.body.get("error").is_none());

    stage.control().set_latency("POST */messages", Latency { least: 300, most: 300 });
    let (first, second) = tokio::join!(stage.say("um"), async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        stage.say("dois").await
    });
    assert_eq!(first.status, 200);
    text(409, second);
    stage.control().clear_weather();

    let templates = "/meta/whatsapp/v24.0/102300000000044/message_templates";
    for (query, said) in [("", "hsm_id is required"), ("?hsm_id=abc", "invalid template_id")] {
        let refused = answer(stage.ask(Method::DELETE, &format!("{templates}{query}"), None).await).await;
        assert_eq!((refused.status, &refused.body), (400, &json!({ "error": said })));
    }

    let credits = json!({ "error": "Insufficient credits", "code": "insufficient_credits", "billing_url": "https://app.example/billing" });
    stage.control().fail_next("POST */messages", Fault::Status { code: 402, body: Some(credits) });
    let broke = stage.say("três").await;
    assert_eq!((broke.status, proxy.flaws_of("InsufficientCreditsError", &broke.body)), (402, none.clone()));

    let mut status = 0;
    for _ in 0..100 {
        let response = stage.ask(Method::GET, "/platform/v1/users", None).await;
        status = response.status().as_u16();
        if status == 429 {
            assert_eq!(response.headers()["retry-after"], "60");
            let body = answer(response).await.body;
            assert_eq!((body["error"].as_str(), body["message"].is_string()), (Some("Rate limit exceeded"), true));
            break;
        }
    }
    assert_eq!(status, 429);
}

#[tokio::test]
async fn whoever_stopped_marketing_is_not_written_to() {
    let stage = Stage::by_hand().await;
    let marketing = stage.proxy("/102300000000083/message_templates?category=MARKETING&status=APPROVED").await;
    let template = &marketing.body["data"][0];
    assert!(template.is_object(), "the florist has a marketing template: {}", marketing.body);
    let body = json!({ "messaging_product": "whatsapp", "to": "15555550176", "type": "template",
        "template": { "name": template["name"], "language": { "code": template["language"] },
        "components": [{ "type": "body", "parameters": [{ "type": "text", "text": "Jordan" }] }] } });
    let refused = stage.post("106500000000058", &body).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert_eq!(Document::proxy().flaws_of("MarketingPreferenceStoppedError", &refused.body), Vec::<String>::new());
}
