//! What is asked again: reads at most three times, sends never.

use std::time::Duration;

use kapso::{Client, Error, MessageQuery, OutboundMessage, Recipient, wire::Sent};
use serde_json::json;

use crate::upstream::{Reply, Upstream};

/// Ana tells Inés that it is ready.
pub(crate) async fn hello(client: &Client) -> kapso::Result<Sent> {
    let message = OutboundMessage {
        kind: "text".to_owned(),
        content: json!({ "body": "It is ready, Inés" }),
        reply_to: Some("wamid.IN01".to_owned()),
        callback: Some("kapso-desk-7".to_owned()),
    };
    client.send("106500000000017", &Recipient::Phone("15550100123".to_owned()), &message).await
}

fn nothing() -> Reply {
    Reply::json(200, json!({ "data": [] }))
}

#[tokio::test]
async fn a_read_is_asked_three_times_and_no_more() {
    for trouble in [Reply::text(500, ""), Reply::text(503, ""), Reply::Cut, Reply::Half("{\"data\": [".to_owned())] {
        let kapso = Upstream::answering(vec![trouble]).await;
        assert!(kapso.client().messages(&MessageQuery::default()).await.is_err());
        assert_eq!(kapso.asked().len(), 3);
    }
}

#[tokio::test]
async fn a_read_that_works_at_last_is_a_success() {
    let kapso = Upstream::answering(vec![Reply::Cut, Reply::text(502, "<html>Bad gateway</html>"), nothing()]).await;
    assert!(kapso.client().messages(&MessageQuery::default()).await.unwrap().items.is_empty());
    assert_eq!(kapso.asked().len(), 3);
}

#[tokio::test]
async fn a_read_that_is_refused_is_not_asked_again() {
    for status in [400, 401, 402, 403, 404, 409, 422, 429] {
        let kapso = Upstream::answering(vec![Reply::json(status, json!({ "error": "no" }))]).await;
        assert!(kapso.client().messages(&MessageQuery::default()).await.is_err());
        assert_eq!(kapso.asked().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_send_is_made_once_whatever_becomes_of_it() {
    let cut_short = "{\"messaging_product\": \"whatsapp\", \"messages\": [{\"id\": \"wam";
    for trouble in [
        Reply::text(500, ""),
        Reply::text(502, "<html>Bad gateway</html>"),
        Reply::text(503, ""),
        Reply::Cut,
        Reply::Half(cut_short.to_owned()),
        Reply::text(200, cut_short),
        Reply::text(200, "<html>Welcome</html>"),
    ] {
        let kapso = Upstream::answering(vec![trouble]).await;
        let error = hello(&kapso.client()).await.unwrap_err();
        assert!(error.may_have_taken_effect(), "{error:?}");
        assert_eq!(kapso.asked().len(), 1, "{error:?}");
    }
}

#[tokio::test]
async fn a_send_that_nobody_answers_is_given_up_after_30_seconds_and_not_repeated() {
    let kapso = Upstream::answering(vec![Reply::Silence]).await;
    let client = kapso.client();
    let sending = tokio::spawn(async move { hello(&client).await });
    kapso.until_asked().await;
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(29)).await;
    assert!(!sending.is_finished());
    tokio::time::advance(Duration::from_secs(2)).await;
    tokio::time::resume();
    let given_up = tokio::time::timeout(Duration::from_secs(5), sending).await.expect("31 seconds are over");
    let error = given_up.unwrap().unwrap_err();
    assert!(matches!(error, Error::Timeout { .. }), "{error:?}");
    assert!(error.may_have_taken_effect());
    assert_eq!(kapso.asked().len(), 1);
}

#[tokio::test]
async fn a_send_says_whom_what_and_in_answer_to_what() {
    let kapso = Upstream::answering(vec![Reply::json(200, json!({ "messages": [{ "id": "wamid.OUT01" }] }))]).await;
    let client = kapso.client();
    let sent = hello(&client).await.unwrap();
    assert_eq!(sent.messages[0].id, "wamid.OUT01");
    let hidden = Recipient::BusinessScopedUser("US.13491208655302741918".to_owned());
    let message = OutboundMessage { kind: "text".to_owned(), content: json!({ "body": "Hi" }), reply_to: None, callback: None };
    client.send("106500000000017", &hidden, &message).await.unwrap();
    let bodies: Vec<serde_json::Value> =
        kapso.asked().iter().map(|request| serde_json::from_str(request.split_once("\r\n\r\n").unwrap().1).unwrap()).collect();
    assert!(kapso.asked().iter().all(|request| request.starts_with("post /meta/whatsapp/v24.0/106500000000017/messages http/1.1")));
    assert_eq!(
        bodies[0],
        json!({
            "messaging_product": "whatsapp", "recipient_type": "individual", "to": "15550100123", "type": "text",
            "text": { "body": "It is ready, Inés" }, "context": { "message_id": "wamid.IN01" }, "biz_opaque_callback_data": "kapso-desk-7",
        })
    );
    assert_eq!((&bodies[1]["recipient"], bodies[1].get("to")), (&json!("US.13491208655302741918"), None));
}
