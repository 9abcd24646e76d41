//! Answers that are not quite what was promised.

use kapso::{
    ConversationQuery, Error, MessageQuery,
    wire::{Content, Message},
};
use serde_json::{Value, json};

use crate::upstream::{Reply, Upstream};

async fn messages(data: Value) -> kapso::Result<kapso::Page<Message>> {
    let kapso = Upstream::answering(vec![Reply::json(200, json!({ "data": data, "paging": { "next": null } }))]).await;
    kapso.client().messages(&MessageQuery::default()).await
}

fn ids(page: &kapso::Page<Message>) -> Vec<&str> {
    page.items.iter().map(|message| message.id.as_str()).collect()
}

#[tokio::test]
async fn one_entry_that_cannot_be_read_does_not_hide_the_others() {
    let page = messages(json!([{ "id": "wamid.1" }, { "timestamp": "1772461501" }, null, "text", { "id": 4 }, { "id": "wamid.5" }]))
        .await
        .unwrap();
    assert_eq!((ids(&page), page.skipped), (vec!["wamid.1", "wamid.5"], 4));
}

#[tokio::test]
async fn one_status_that_cannot_be_read_does_not_hide_its_message() {
    let statuses = json!([
        { "status": "sent", "timestamp": "1772461563" },
        { "status": ["odd"] },
        { "status": "failed", "timestamp": 1_772_461_564, "errors": [{ "code": "131026" }, { "code": 131_047, "title": "Re-engagement message" }] },
    ]);
    let page = messages(json!([{ "id": "wamid.1", "kapso": { "direction": "outbound", "statuses": statuses } }])).await.unwrap();
    let statuses = &page.items[0].kapso.statuses;
    assert_eq!(statuses.iter().map(|status| status.status.as_str()).collect::<Vec<_>>(), ["sent", "failed"]);
    assert_eq!(statuses[1].errors.iter().map(|error| error.code).collect::<Vec<_>>(), [Some(131_026), Some(131_047)]);
    assert_eq!(statuses[1].timestamp.unwrap().as_second(), 1_772_461_564, "a time is a time however it is written");
}

#[tokio::test]
async fn what_is_new_unknown_or_null_spoils_nothing() {
    let page = messages(json!([
        { "id": "wamid.1", "type": "hologram", "hologram": { "depth": 3 }, "kapso": { "direction": "inbound", "content": "A hologram", "aura": true } },
        { "id": "wamid.2", "type": "text", "text": { "body": "Oi", "colour": "blue" }, "timestamp": null, "from": null, "to": null, "kapso": null, "context": null },
        { "id": "wamid.3", "type": null, "timestamp": "yesterday", "from": 15550100123u64, "kapso": { "direction": "sideways", "status": "dreamt", "statuses": null } },
        { "id": "wamid.4", "type": "image", "image": null, "kapso": { "transcript": null, "media_data": null } },
    ]))
    .await
    .unwrap();
    assert_eq!(page.skipped, 0);
    assert_eq!(page.items[0].content(), Content::Other(Some("A hologram".to_owned())));
    assert_eq!(page.items[1].content(), Content::Text("Oi".to_owned()));
    assert_eq!((page.items[2].timestamp, page.items[2].from.as_deref()), (None, Some("15550100123")));
    assert!(matches!(page.items[3].content(), Content::Media(_)));
    let conversations = json!([{ "id": "3f1b", "status": "asleep", "phone_number": null, "last_active_at": "2026-03-02T14:25:01.123Z", "kapso": null, "mood": 1 }]);
    let kapso = Upstream::answering(vec![Reply::json(200, json!({ "data": conversations, "paging": null, "meta": null }))]).await;
    let page = kapso.client().conversations(&ConversationQuery::default()).await.unwrap();
    assert_eq!((page.items[0].id.as_str(), page.items[0].status.as_deref()), ("3f1b", Some("asleep")));
}

#[tokio::test]
async fn an_answer_without_a_list_is_not_taken_for_an_empty_one() {
    for odd in [json!({}), json!({ "data": null }), json!({ "data": {} }), json!({ "message": "maintenance" }), json!([])] {
        let kapso = Upstream::answering(vec![Reply::json(200, odd.clone())]).await;
        let error = kapso.client().messages(&MessageQuery::default()).await.unwrap_err();
        assert!(matches!(error, Error::Unreadable(_)), "{odd}: {error:?}");
    }
}

#[tokio::test]
async fn an_answer_that_was_not_understood_is_not_quoted() {
    let kapso = Upstream::answering(vec![Reply::text(200, "<html>Inés Duarte, +1 555 010 0123</html>")]).await;
    let error = kapso.client().messages(&MessageQuery::default()).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("Inés"), "{error:?}");
}

#[tokio::test]
async fn metadata_that_is_not_said_is_not_taken_for_none() {
    for (said, understood) in [
        (json!({ "metadata": { "tags": ["vip"] } }), Some(json!({ "tags": ["vip"] }))),
        (json!({ "metadata": {} }), Some(json!({}))),
        (json!({ "metadata": null }), Some(json!({}))),
        (json!({}), None),
        (json!({ "metadata": "many" }), None),
    ] {
        let kapso = Upstream::answering(vec![Reply::json(200, json!({ "data": said }))]).await;
        let contact = kapso.client().contact("c1").await.unwrap();
        assert_eq!(contact.metadata.map(Value::Object), understood, "{said}");
    }
}
