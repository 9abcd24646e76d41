//! Lists of both styles, page by page.

use kapso::{ConversationQuery, MessageQuery, Page, wire::Message};
use serde_json::{Value, json};

use crate::upstream::{Reply, Upstream};

async fn page_of(paging: Value) -> Page<Message> {
    let kapso = Upstream::answering(vec![Reply::json(200, json!({ "data": [], "paging": paging }))]).await;
    kapso.client().messages(&MessageQuery::default()).await.unwrap()
}

#[tokio::test]
async fn a_platform_list_names_its_next_page_and_ends_with_null() {
    let more = page_of(json!({ "cursors": { "before": "YQ==", "after": "Yg==" }, "next": "Yg==", "previous": null })).await;
    assert_eq!(more.next.as_deref(), Some("Yg=="));
    let last = page_of(json!({ "cursors": { "before": "YQ==", "after": "Yg==" }, "next": null, "previous": "YQ==" })).await;
    assert_eq!(last.next, None, "the cursor of the last row is no next page");
}

#[tokio::test]
async fn a_graph_list_goes_on_while_it_has_a_cursor() {
    assert_eq!(page_of(json!({ "cursors": { "before": "YQ==", "after": "Yg==" } })).await.next.as_deref(), Some("Yg=="));
    assert_eq!(page_of(json!({ "cursors": { "before": "YQ==" } })).await.next, None);
    for none in [json!(null), json!({}), json!({ "cursors": null }), json!({ "next": "" })] {
        assert_eq!(page_of(none.clone()).await.next, None, "{none}");
    }
}

#[tokio::test]
async fn a_next_page_that_is_an_address_is_not_gone_to() {
    let page = page_of(json!({ "cursors": { "after": "Yg==" }, "next": "https://stranger.example/next?after=Yg==" })).await;
    assert_eq!(page.next.as_deref(), Some("Yg=="));
}

#[tokio::test]
async fn a_cursor_goes_back_exactly_as_it_came() {
    let kapso = Upstream::answering(vec![Reply::json(200, json!({ "data": [] }))]).await;
    let (client, after) = (kapso.client(), Some("eyJ2IjoxfQ+/==&limit=1".to_owned()));
    client.messages(&MessageQuery { conversation_id: Some("3f1b".to_owned()), after: after.clone(), limit: Some(100) }).await.unwrap();
    let since = Some("2026-03-02T14:25:01Z".parse().unwrap());
    client.conversations(&ConversationQuery { last_active_after: since, after, limit: None }).await.unwrap();
    let targets: Vec<String> = kapso.asked().iter().map(|request| request.lines().next().unwrap().to_owned()).collect();
    let cursor = "after=eyj2ijoxfq%2b%2f%3d%3d%26limit%3d1";
    assert_eq!(targets[0], format!("get /platform/v1/whatsapp/messages?conversation_id=3f1b&{cursor}&limit=100 http/1.1"));
    assert_eq!(targets[1], format!("get /platform/v1/whatsapp/conversations?last_active_after=2026-03-02t14%3a25%3a01z&{cursor} http/1.1"));
}

#[tokio::test]
async fn a_list_of_numbers_counts_its_pages() {
    let meta = json!({ "page": 2, "per_page": 1, "total_pages": 3, "total_count": 3 });
    let kapso = Upstream::answering(vec![Reply::json(200, json!({ "data": [{ "id": "106500000000017" }], "meta": meta }))]).await;
    let page = kapso.client().phone_numbers(2, 1).await.unwrap();
    assert_eq!((page.pages, page.total, page.items[0].id.as_str()), (Some(3), Some(3), "106500000000017"));
    assert!(kapso.asked()[0].starts_with("get /platform/v1/whatsapp/phone_numbers?page=2&per_page=1 "));
    let odd = Upstream::answering(vec![Reply::json(200, json!({ "data": [], "meta": { "current_page": 1, "per_page": 25 } }))]).await;
    assert_eq!(odd.client().phone_numbers(1, 20).await.unwrap().pages, None, "one published example spells it so");
}

#[tokio::test]
async fn an_id_cannot_lead_out_of_its_place_in_the_address() {
    let kapso = Upstream::answering(vec![Reply::json(200, json!({ "data": { "id": "x" } }))]).await;
    kapso.client().conversation("../../users?role=owner#").await.unwrap();
    assert!(
        kapso.asked()[0].starts_with("get /platform/v1/whatsapp/conversations/..%2f..%2fusers%3frole=owner%23 "),
        "{}",
        kapso.asked()[0]
    );
}
