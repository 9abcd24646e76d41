//! Redirects: none is followed, so that nobody else is shown the key.

use kapso::{Error, MessageQuery};
use serde_json::json;

use crate::{
    repeats::hello,
    upstream::{Reply, Upstream},
};

#[tokio::test]
async fn an_answer_that_points_elsewhere_ends_there() {
    let stranger = Upstream::answering(vec![Reply::json(200, json!({ "data": [], "messages": [{ "id": "wamid.STOLEN" }] }))]).await;
    for status in [301, 302, 303, 307, 308] {
        let away = Reply::text(status, "").with("location", format!("{}/platform/v1/whatsapp/messages", stranger.origin()));
        let kapso = Upstream::answering(vec![away]).await;
        let read = kapso.client().messages(&MessageQuery::default()).await.unwrap_err();
        let sent = hello(&kapso.client()).await.unwrap_err();
        for error in [read, sent] {
            assert!(matches!(&error, Error::Refused(refusal) if refusal.status == status), "{error:?}");
            assert!(error.to_string().contains("redirect"), "{error}");
        }
        assert_eq!(kapso.asked().len(), 2, "and is not tried again: {status}");
    }
    assert!(stranger.asked().is_empty(), "{:?}", stranger.asked());
}
