//! Sending: what is accepted, what is refused, and what each refusal says.

use std::time::Duration;

use serde_json::{Value, json};
use simulator::{Fault, Latency, Options};

use crate::stage::{CLINIC, FERNANDA, MARIANA, Stage, text_to};

#[tokio::test]
async fn a_text_is_accepted_once_and_moves_from_pending_to_read() {
    let stage = Stage::by_hand().await;
    let control = stage.control();
    let accepted = stage.say("Até sexta, Mariana!").await;
    assert_eq!(accepted.body["contacts"], json!([{ "input": MARIANA, "wa_id": MARIANA }]));
    let id = accepted.wamid();
    assert_eq!(stage.message(&id).await["kapso"]["status"], "pending");
    let mut seen = Vec::new();
    for seconds in [1, 4, 15] {
        control.advance(Duration::from_secs(seconds)).unwrap();
        let message = stage.message(&id).await;
        let statuses = message["kapso"]["statuses"].as_array().unwrap().clone();
        assert_eq!(statuses.last().unwrap()["status"], message["kapso"]["status"]);
        seen = statuses.iter().map(|one| one["status"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    }
    assert_eq!(seen, ["sent", "delivered", "read"]);
    let sends = control.sends().unwrap();
    assert_eq!((sends.len(), sends[0].times(), sends[0].to.as_str()), (1, 1, MARIANA));
    assert_eq!(serde_json::from_str::<Value>(&sends[0].raw).unwrap(), text_to(MARIANA, "Até sexta, Mariana!"));
}

#[tokio::test]
async fn outside_the_24_hours_only_a_template_goes() {
    let stage = Stage::by_hand().await;
    let refused = stage.post(CLINIC, &text_to(FERNANDA, "Oi, Fernanda")).await;
    assert_eq!((refused.status, refused.code()), (422, 131_047));
    assert_eq!(refused.body["error"]["message"], "Cannot send non-template messages outside the 24-hour window.");
    assert!(stage.control().sends().unwrap().is_empty(), "nothing left");
    let accepted = stage.post(CLINIC, &reminder(FERNANDA, &["Fernanda", "o Dr. Renato", "terça", "09:00"])).await;
    let message = stage.message(&accepted.wamid()).await;
    assert_eq!(
        message["kapso"]["content"],
        "Olá, Fernanda! Passando para lembrar da sua consulta com o Dr. Renato na terça, às 09:00. Podemos confirmar?"
    );
}

#[tokio::test]
async fn the_window_closes_24_hours_after_the_last_word_of_the_person() {
    let stage = Stage::by_hand().await;
    let control = stage.control();
    control.let_people_answer(false);
    control.receive(CLINIC, FERNANDA, "Voltei!").unwrap();
    control.advance(Duration::from_secs(24 * 3600 - 1)).unwrap();
    stage.post(CLINIC, &text_to(FERNANDA, "Que bom!")).await.wamid();
    control.advance(Duration::from_secs(1)).unwrap();
    assert_eq!(stage.post(CLINIC, &text_to(FERNANDA, "Ainda aí?")).await.code(), 131_047);
}

#[tokio::test]
async fn a_second_send_in_the_same_chat_waits_its_turn() {
    let stage = Stage::by_hand().await;
    stage.control().set_latency("POST */messages", Latency { least: 400, most: 400 });
    let later = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let other = reminder(FERNANDA, &["Fernanda", "a", "b", "c"]);
        tokio::join!(stage.say("second"), stage.post(CLINIC, &other))
    };
    let (first, (second, elsewhere)) = tokio::join!(stage.say("first"), later);
    assert_eq!((first.status, second.status, elsewhere.status), (200, 409, 200), "other chats go on");
    assert_eq!(second.body, json!({ "error": "Another message is already in-flight for this conversation. Please retry shortly." }));
    assert_eq!(stage.control().sends().unwrap().len(), 2);
    assert_eq!(stage.say("second").await.status, 200, "the turn is free again");
}

#[tokio::test]
async fn a_person_without_a_number_is_reached_by_the_business_scoped_id() {
    let stage = Stage::by_hand().await;
    let bsuid = "BR.13491208655302741918";
    let body = json!({ "messaging_product": "whatsapp", "recipient": bsuid, "type": "text", "text": { "body": "Olá" } });
    let accepted = stage.post(CLINIC, &body).await;
    assert_eq!(accepted.body["contacts"], json!([{ "input": bsuid, "wa_id": null, "user_id": bsuid }]));
    let message = stage.message(&accepted.wamid()).await;
    assert_eq!((&message["to"], &message["to_user_id"], &message["username"]), (&Value::Null, &json!(bsuid), &json!("thi.almeida")));
}

#[tokio::test]
async fn a_time_out_after_the_effect_leaves_one_message_that_nobody_was_told_of() {
    let stage = Stage::by_hand().await;
    let control = stage.control();
    for (fault, left) in [(Fault::TimeoutAfter, 1), (Fault::ResetAfter, 2), (Fault::TimeoutBefore, 2), (Fault::ResetBefore, 2)] {
        control.fail_next("POST */messages", fault.clone());
        let url = format!("{}/meta/whatsapp/v24.0/{CLINIC}/messages", stage.origin());
        let request = stage.http.post(url).header("X-API-Key", simulator::DEMO_KEY).json(&text_to(MARIANA, &format!("{fault:?}")));
        assert!(request.timeout(Duration::from_millis(300)).send().await.is_err(), "{fault:?} gives no answer");
        assert_eq!(control.sends().unwrap().len(), left, "{fault:?}");
    }
    assert_eq!(stage.say("and now").await.status, 200);
    stage.stop().await;
}

#[tokio::test]
async fn faults_are_answered_as_asked() {
    let stage = Stage::by_hand().await;
    let control = stage.control();
    control.fail_next("POST */messages", Fault::RateLimited { retry_after: 7 });
    let limited = stage.ask(reqwest::Method::POST, &format!("/meta/whatsapp/v24.0/{CLINIC}/messages"), Some(&text_to(MARIANA, "a"))).await;
    assert_eq!((limited.status().as_u16(), limited.headers()["retry-after"].to_str().unwrap()), (429, "7"));
    control.fail_next("POST */messages", Fault::Status { code: 503, body: None });
    assert_eq!(stage.say("b").await.status, 503);
    control.fail_next("POST */messages", Fault::StatusAfter { code: 500 });
    assert_eq!(stage.say("c").await.status, 500);
    assert_eq!(control.sends().unwrap().len(), 1, "only the last one took effect");
    control.fail_next("POST */messages", Fault::FailedLater { code: 131_026 });
    let id = stage.say("d").await.wamid();
    control.advance(Duration::from_secs(5)).unwrap();
    let message = stage.message(&id).await;
    assert_eq!(message["kapso"]["status"], "failed");
    assert_eq!(message["kapso"]["statuses"][1]["errors"][0]["code"], 131_026);
}

#[tokio::test]
async fn a_reset_in_the_body_breaks_the_answer_off() {
    let stage = Stage::by_hand().await;
    stage.control().fail_next("GET /platform/v1/users", Fault::ResetInBody);
    let response = stage.ask(reqwest::Method::GET, "/platform/v1/users", None).await;
    assert_eq!(response.status(), 200);
    assert!(response.text().await.is_err());
}

#[tokio::test]
async fn an_inbound_message_is_marked_read_with_all_before_it() {
    let stage = Stage::by_hand().await;
    let control = stage.control();
    let first = control.receive(CLINIC, MARIANA, "Uma coisa").unwrap();
    control.advance(Duration::from_secs(2)).unwrap();
    let second = control.receive(CLINIC, MARIANA, "Outra coisa").unwrap();
    let mark =
        |id: &str| json!({ "messaging_product": "whatsapp", "status": "read", "message_id": id, "typing_indicator": { "type": "text" } });
    let marked = stage.post(CLINIC, &mark(&second)).await;
    assert_eq!((marked.status, marked.body), (200, json!({ "success": true })));
    for id in [first, second] {
        assert_eq!(stage.message(&id).await["kapso"]["status"], "read");
    }
    let own = stage.say("minha").await.wamid();
    for id in [own.as_str(), "wamid.UNKNOWN"] {
        let refused = stage.post(CLINIC, &mark(id)).await;
        assert_eq!((refused.status, refused.code()), (400, 131_009), "{id}");
    }
}

#[tokio::test]
async fn concurrent_sends_to_different_people_all_leave_once() {
    let stage = Stage::with(Options { plan_limit: 100_000, ..Options::default() }).await;
    let control = stage.control();
    let people: Vec<String> = (0..20).map(|n| format!("15555550{:03}", 200 + n)).collect();
    for person in &people {
        control.receive(CLINIC, person, "hi").unwrap();
    }
    let bodies: Vec<Value> = people.iter().map(|person| text_to(person, "hello")).collect();
    let mut tasks = Vec::new();
    for body in &bodies {
        tasks.push(stage.post(CLINIC, body));
    }
    for accepted in futures_util::future::join_all(tasks).await {
        assert_eq!(accepted.status, 200, "{}", accepted.body);
    }
    assert_eq!(control.sends().unwrap().len(), people.len());
    stage.stop().await;
}

fn reminder(person: &str, values: &[&str]) -> Value {
    let parameters: Vec<Value> = values.iter().map(|value| json!({ "type": "text", "text": value })).collect();
    json!({
        "messaging_product": "whatsapp", "to": person, "type": "template",
        "template": { "name": "lembrete_consulta", "language": { "code": "pt_BR" }, "components": [{ "type": "body", "parameters": parameters }] },
    })
}
