//! Every shape of error that Kapso and WhatsApp answer with.

use std::time::Duration;

use kapso::{Code, Error, Refusal};
use serde_json::json;

use crate::{
    repeats::hello,
    upstream::{Reply, Upstream},
};

async fn refusal(reply: Reply) -> Refusal {
    let kapso = Upstream::answering(vec![reply]).await;
    match hello(&kapso.client()).await.unwrap_err() {
        Error::Refused(refusal) => *refusal,
        other => panic!("{other:?}"),
    }
}

fn word(word: &str) -> Option<Code> {
    Some(Code::Word(word.to_owned()))
}

#[tokio::test]
async fn an_error_can_be_a_text() {
    let said = refusal(Reply::json(401, json!({ "error": "Invalid API key" }))).await;
    assert_eq!((said.status, said.message.as_str(), said.code, said.details), (401, "Invalid API key", None, None));
}

#[tokio::test]
async fn a_text_can_come_with_a_word_for_a_code() {
    let broke = json!({ "error": "Not enough credits", "code": "insufficient_credits", "billing_url": "https://app.example/billing" });
    let said = refusal(Reply::json(402, broke)).await;
    assert_eq!((said.message.as_str(), said.code), ("Not enough credits", word("insufficient_credits")));
}

#[tokio::test]
async fn a_text_can_come_with_a_longer_one() {
    let limited = json!({ "error": "Rate limit exceeded", "message": "You have exceeded the rate limit. Please try again later." });
    let said = refusal(Reply::json(429, limited).with("retry-after", 60)).await;
    assert_eq!(said.message, "Rate limit exceeded");
    assert_eq!(said.details.as_deref(), Some("You have exceeded the rate limit. Please try again later."));
    assert_eq!(said.retry_after, Some(Duration::from_secs(60)));
}

#[tokio::test]
async fn an_error_can_be_an_object_as_graph_writes_it() {
    let graph = json!({ "error": {
        "message": "(#131056) Pair rate limit hit", "type": "OAuthException", "code": 131_056, "error_subcode": 2_494_055, "fbtrace_id": "A1b2",
        "error_data": { "messaging_product": "whatsapp", "details": "Too many messages to one number." },
    } });
    let said = refusal(Reply::json(400, graph)).await;
    assert_eq!((said.number(), said.message.as_str()), (Some(131_056), "(#131056) Pair rate limit hit"));
    assert_eq!(said.details.as_deref(), Some("Too many messages to one number."));
}

#[tokio::test]
async fn a_code_in_an_object_can_be_a_text() {
    let said = refusal(Reply::json(422, json!({ "error": { "message": "closed", "code": "131047" } }))).await;
    assert_eq!(said.number(), Some(131_047), "a number is a number however it is written");
    let said = refusal(Reply::json(422, json!({ "error": { "message": "stopped", "code": "marketing_preference_stopped" } }))).await;
    assert_eq!(said.code, word("marketing_preference_stopped"));
}

#[tokio::test]
async fn an_error_can_be_only_a_message() {
    let said =
        refusal(Reply::json(400, json!({ "message": "legacy_offset_pagination_limit_exceeded", "detail": "use cursors", "max_page": 50 })))
            .await;
    assert_eq!((said.message.as_str(), said.details.as_deref()), ("legacy_offset_pagination_limit_exceeded", Some("use cursors")));
}

#[tokio::test]
async fn errors_can_stand_by_field() {
    let said = refusal(Reply::json(422, json!({ "errors": { "email": ["is invalid", "is taken"] } }))).await;
    assert_eq!(said.message, "email is invalid");
}

#[tokio::test]
async fn what_says_nothing_readable_is_known_by_its_status() {
    for body in ["", "<html><body>Bad gateway</body></html>", "null", "[]", "{\"error\": null}", "{\"error\": 7}"] {
        let said = refusal(Reply::text(418, body)).await;
        assert_eq!((said.status, said.message.as_str()), (418, "HTTP status 418"), "{body:?}");
    }
}

#[tokio::test]
async fn the_limit_of_the_plan_is_read_from_any_answer() {
    let kapso = Upstream::answering(vec![
        Reply::text(500, "").with("x-ratelimit-limit", 100).with("x-ratelimit-remaining", 41),
        Reply::text(500, ""),
    ])
    .await;
    let client = kapso.client();
    assert_eq!(client.limits().per_minute(), None, "nothing is known before the first answer");
    for _ in 0..2 {
        hello(&client).await.unwrap_err();
        assert_eq!((client.limits().per_minute(), client.limits().remaining()), (Some(100), Some(41)));
    }
}
