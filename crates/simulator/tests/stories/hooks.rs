//! The project's own programs are told what happens: signed, in order of need, and only on this machine.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU16, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use hmac::{Hmac, KeyInit, Mac};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::stage::{CLINIC, MARIANA, Stage};

const SECRET: &str = "a-secret-of-the-test";

type Told = (HeaderMap, String);
type Ear = (mpsc::UnboundedSender<Told>, Arc<AtomicU16>);

/// A program that is told: it keeps what it was told and answers with the status it is set to.
struct Receiver {
    url: String,
    status: Arc<AtomicU16>,
    told: mpsc::UnboundedReceiver<Told>,
}

impl Receiver {
    async fn start() -> Self {
        let (sender, told) = mpsc::unbounded_channel();
        let status = Arc::new(AtomicU16::new(200));
        let take = async |State((sender, status)): State<Ear>, headers: HeaderMap, body: String| {
            sender.send((headers, body)).unwrap();
            StatusCode::from_u16(status.load(Ordering::SeqCst)).unwrap()
        };
        let routes = Router::new().route("/hook", post(take)).with_state((sender, Arc::clone(&status)));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { url, status, told }
    }

    async fn next(&mut self) -> (HeaderMap, Value, String) {
        let (headers, raw) = tokio::time::timeout(Duration::from_secs(5), self.told.recv()).await.expect("it was told").unwrap();
        (headers, serde_json::from_str(&raw).unwrap(), raw)
    }

    /// The next event of a name, whatever is told in between.
    async fn next_of(&mut self, event: &str) -> (HeaderMap, Value, String) {
        loop {
            let told = self.next().await;
            if told.0["x-webhook-event"] == event {
                return told;
            }
        }
    }

    async fn hears_nothing(&mut self) {
        let told = tokio::time::timeout(Duration::from_millis(200), self.told.recv()).await;
        assert!(told.is_err(), "{told:?}");
    }
}

async fn subscribe(stage: &Stage, wanted: Value) -> String {
    let path = format!("/whatsapp/phone_numbers/{CLINIC}/webhooks");
    let made = stage.change(Method::POST, &path, &json!({ "whatsapp_webhook": wanted })).await;
    assert_eq!(made.status, 201, "{}", made.body);
    made.body["data"]["id"].as_str().unwrap().to_owned()
}

fn advance(stage: &Stage, seconds: u64) {
    stage.control().advance(Duration::from_secs(seconds)).unwrap();
}

/// Waits until the newest delivery is as wanted.
async fn delivery(stage: &Stage, is: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..100 {
        let newest = stage.platform("/webhook_deliveries?limit=1").await.body["data"][0].clone();
        if is(&newest) {
            return newest;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{}", stage.platform("/webhook_deliveries?limit=1").await.body);
}

#[tokio::test]
async fn a_message_is_told_with_a_signature_over_the_raw_bytes() {
    let (stage, mut receiver) = (Stage::by_hand().await, Receiver::start().await);
    let events = json!(["whatsapp.message.received", "whatsapp.message.delivered"]);
    let id = subscribe(&stage, json!({ "url": receiver.url, "secret_key": SECRET, "events": events, "headers": { "X-Own": "7" } })).await;
    let wamid = stage.control().receive(CLINIC, MARIANA, "Olá 🌿").unwrap();
    advance(&stage, 0);
    let (headers, body, raw) = receiver.next().await;
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(raw.as_bytes());
    let signature: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(headers["x-webhook-signature"], signature.as_str());
    assert_eq!(headers["x-webhook-event"], "whatsapp.message.received");
    assert_eq!((&headers["x-webhook-payload-version"], &headers["x-own"]), (&"v2".parse().unwrap(), &"7".parse().unwrap()));
    assert_eq!((&body["message"]["id"], &body["message"]["text"]["body"]), (&json!(wamid), &json!("Olá 🌿")));
    assert_eq!(body["message"]["kapso"]["status"], "received");
    assert_eq!(body["conversation"]["phone_number"], format!("+{MARIANA}"));
    assert_eq!((&body["phone_number_id"], &body["is_new_conversation"]), (&json!(CLINIC), &json!(false)));

    stage.control().let_people_answer(false);
    let sent = stage.say("Oi!").await.wamid();
    advance(&stage, 10);
    let (_, body, _) = receiver.next().await;
    assert_eq!(
        (&body["message"]["id"], &body["message"]["kapso"]["status"]),
        (&json!(sent), &json!("delivered")),
        "sent and read were not asked for"
    );
    let told = delivery(&stage, |one| one["status"] == "delivered").await;
    assert_eq!((&told["webhook_id"], &told["response_status"], &told["attempt_count"]), (&json!(id), &json!(200), &json!(1)));
    receiver.hears_nothing().await;
}

#[tokio::test]
async fn who_does_not_listen_is_told_again_after_10_40_and_90_seconds() {
    let (stage, mut receiver) = (Stage::by_hand().await, Receiver::start().await);
    subscribe(&stage, json!({ "url": receiver.url, "secret_key": SECRET, "events": ["whatsapp.message.received"] })).await;
    receiver.status.store(500, Ordering::SeqCst);
    stage.control().receive(CLINIC, MARIANA, "Alô?").unwrap();
    advance(&stage, 0);
    let key = receiver.next().await.0["x-idempotency-key"].clone();
    for (attempt, wait) in [(1, 10), (2, 40), (3, 90)] {
        delivery(&stage, |one| one["attempt_count"] == attempt && one["status"] == "pending").await;
        advance(&stage, wait - 1);
        receiver.hears_nothing().await;
        advance(&stage, 1);
        assert_eq!(receiver.next().await.0["x-idempotency-key"], key, "it is the same delivery");
    }
    let failed = delivery(&stage, |one| one["status"] == "failed").await;
    assert_eq!((&failed["attempt_count"], &failed["response_status"]), (&json!(4), &json!(500)));
    assert_eq!(stage.platform("/webhook_deliveries?errors_only=true").await.body["data"][0]["id"], failed["id"]);
}

#[tokio::test]
async fn messages_of_a_conversation_come_in_a_batch_when_that_is_wished() {
    let (stage, mut receiver) = (Stage::by_hand().await, Receiver::start().await);
    let wanted = json!({ "url": receiver.url, "secret_key": SECRET, "events": ["whatsapp.message.received"],
        "buffer_enabled": true, "buffer_window_seconds": 5, "max_buffer_size": 3 });
    subscribe(&stage, wanted).await;
    for text in ["um", "dois"] {
        stage.control().receive(CLINIC, MARIANA, text).unwrap();
    }
    advance(&stage, 4);
    receiver.hears_nothing().await;
    advance(&stage, 6);
    let (headers, body, _) = receiver.next().await;
    assert_eq!((&headers["x-webhook-batch"], &headers["x-batch-size"]), (&"true".parse().unwrap(), &"2".parse().unwrap()));
    assert_eq!((&body["type"], &body["batch"]), (&json!("whatsapp.message.received"), &json!(true)));
    assert_eq!((&body["data"][0]["message"]["text"]["body"], &body["data"][1]["message"]["text"]["body"]), (&json!("um"), &json!("dois")));
    for text in ["três", "quatro", "cinco"] {
        stage.control().receive(CLINIC, MARIANA, text).unwrap();
    }
    advance(&stage, 0);
    assert_eq!(receiver.next().await.0["x-batch-size"], "3", "a full batch does not wait");
}

#[tokio::test]
async fn conversations_that_begin_fall_silent_and_end_are_told_of() {
    let (stage, mut receiver) = (Stage::by_hand().await, Receiver::start().await);
    let events = json!(["whatsapp.conversation.created", "whatsapp.conversation.inactive", "whatsapp.conversation.ended"]);
    subscribe(&stage, json!({ "url": receiver.url, "secret_key": SECRET, "events": events, "inactivity_minutes": 30 })).await;
    let wamid = stage.control().receive(CLINIC, "+1 555 555 0123", "Hi, are you open?").unwrap();
    advance(&stage, 0);
    let (_, begun, _) = receiver.next_of("whatsapp.conversation.created").await;
    assert_eq!(begun["conversation"]["phone_number"], "+15555550123");
    advance(&stage, 1800);
    let (_, silent, _) = receiver.next_of("whatsapp.conversation.inactive").await;
    assert_eq!((&silent["since_message"]["whatsapp_message_id"], &silent["inactivity"]["minutes"]), (&json!(wamid), &json!(30)));
    let path = format!("/whatsapp/conversations/{}", begun["conversation"]["id"].as_str().unwrap());
    stage.change(Method::PATCH, &path, &json!({ "whatsapp_conversation": { "status": "ended" } })).await;
    advance(&stage, 0);
    assert_eq!(receiver.next_of("whatsapp.conversation.ended").await.1["conversation"]["status"], "ended");
}

#[tokio::test]
async fn metas_own_payloads_are_forwarded_raw() {
    let (stage, mut receiver) = (Stage::by_hand().await, Receiver::start().await);
    subscribe(&stage, json!({ "url": receiver.url, "secret_key": SECRET, "kind": "meta" })).await;
    stage.control().receive(CLINIC, MARIANA, "Oi").unwrap();
    advance(&stage, 0);
    let (headers, body, raw) = receiver.next().await;
    assert!(headers.get("x-webhook-event").is_none());
    let digest: String = <sha2::Sha256 as sha2::Digest>::digest(raw.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(headers["x-idempotency-key"], digest.as_str());
    assert_eq!(body["object"], "whatsapp_business_account");
    assert_eq!(body["entry"][0]["changes"][0]["value"]["messages"][0]["text"]["body"], "Oi");
}

#[tokio::test]
async fn the_project_is_told_of_a_number_that_connects_and_of_its_own_events() {
    let (stage, mut receiver) = (Stage::by_hand().await, Receiver::start().await);
    let wanted = json!({ "whatsapp_webhook": { "url": receiver.url, "events": ["whatsapp.phone_number.created", "whatsapp.phone_number.deleted", "project.event"] } });
    let id = stage.change(Method::POST, "/whatsapp/webhooks", &wanted).await.body["data"]["id"].as_str().unwrap().to_owned();
    let customer = stage.all_pages("/customers").await[0]["id"].as_str().unwrap().to_owned();
    let number = json!({ "whatsapp_phone_number": { "name": "Depot", "phone_number_id": "777", "business_account_id": "888", "access_token": "t" } });
    assert_eq!(stage.change(Method::POST, &format!("/customers/{customer}/whatsapp/phone_numbers"), &number).await.status, 201);
    advance(&stage, 0);
    let (_, told, _) = receiver.next_of("whatsapp.phone_number.created").await;
    assert_eq!((&told["phone_number_id"], &told["customer"]["id"]), (&json!("777"), &json!(customer)));
    stage.change(Method::DELETE, "/whatsapp/phone_numbers/777", &json!({})).await;
    stage.change(Method::POST, "/events", &json!({ "name": "order.paid" })).await;
    advance(&stage, 0);
    let mut told = [receiver.next().await.0["x-webhook-event"].clone(), receiver.next().await.0["x-webhook-event"].clone()];
    told.sort();
    assert_eq!(told, ["project.event", "whatsapp.phone_number.deleted"]);
    stage.change(Method::POST, &format!("/whatsapp/webhooks/{id}/test"), &json!({ "event_type": "project.event" })).await;
    advance(&stage, 0);
    let (_, sample, _) = receiver.next().await;
    assert_eq!(sample["test"], true);
    assert!(sample["message"]["id"].as_str().unwrap().starts_with("wamid.TEST_"));
}

#[tokio::test]
async fn nothing_is_told_beyond_this_machine() {
    let stage = Stage::by_hand().await;
    subscribe(&stage, json!({ "url": "https://hooks.example/in", "secret_key": SECRET, "events": ["whatsapp.message.received"] })).await;
    stage.control().receive(CLINIC, MARIANA, "Oi").unwrap();
    advance(&stage, 0);
    let failed = delivery(&stage, |one| one["status"] == "failed").await;
    assert!(failed["response_status"].is_null(), "{failed}");
}
