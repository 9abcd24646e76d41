//! Reading: numbers, conversations, messages and their pages.

use serde_json::{Value, json};

use crate::stage::{CLINIC, FERNANDA, MARIANA, Stage, encode};

#[tokio::test]
async fn numbers_are_listed_with_their_meta_and_shown_with_their_health() {
    let stage = Stage::by_hand().await;
    let list = stage.platform("/whatsapp/phone_numbers?per_page=2").await;
    let clinic = stage.platform(&format!("/whatsapp/phone_numbers/{CLINIC}")).await.body["data"].clone();
    assert_eq!(clinic["name"], "Clínica Vértice");
    assert_eq!(clinic["display_phone_number_normalized"], "551155500143");
    assert_eq!(list.body["meta"]["per_page"], 2);
    assert!(list.body["meta"]["total_count"].as_i64().unwrap() >= 1);
    let health = stage.platform(&format!("/whatsapp/phone_numbers/{CLINIC}/health")).await.body;
    assert_eq!(health["status"], "healthy");
    let unknown = stage.platform("/whatsapp/phone_numbers/1").await;
    assert_eq!((unknown.status, unknown.body), (404, json!({ "error": "Phone number not found" })));
}

#[tokio::test]
async fn conversations_come_newest_first_and_page_to_the_end_without_a_gap() {
    let stage = Stage::by_hand().await;
    let all = stage.all("/whatsapp/conversations").await;
    let times: Vec<&str> = all.iter().map(|one| one["last_active_at"].as_str().unwrap()).collect();
    assert!(times.is_sorted_by(|a, b| a >= b), "{times:?}");
    let mut seen = Vec::new();
    let mut cursor = String::new();
    let last = loop {
        let page = stage.platform(&format!("/whatsapp/conversations?limit=2{cursor}")).await.body;
        seen.extend(page["data"].as_array().unwrap().iter().map(|one| one["id"].clone()));
        match page["paging"]["next"].as_str() {
            Some(next) => cursor = format!("&after={}", encode(next)),
            None => break page,
        }
    };
    let ids: Vec<Value> = all.iter().map(|one| one["id"].clone()).collect();
    assert_eq!(seen, ids);
    let back = encode(last["paging"]["previous"].as_str().unwrap());
    let before = stage.platform(&format!("/whatsapp/conversations?limit=2&before={back}")).await.body;
    let shown: Vec<Value> = before["data"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    let at = ids.len() - last["data"].as_array().unwrap().len();
    assert_eq!(shown, ids[at - 2..at], "before walks towards newer rows");
}

#[tokio::test]
async fn a_phone_filter_matches_a_part_of_the_number() {
    let stage = Stage::by_hand().await;
    let by_part = stage.all("/whatsapp/conversations?phone_number=5550018").await;
    assert!(by_part.iter().any(|one| one["phone_number"] == MARIANA));
    assert!(by_part.iter().all(|one| one["phone_number"].as_str().unwrap().contains("5550018")));
    let exact = stage.all(&format!("/whatsapp/conversations?phone_number=%2B{MARIANA}")).await;
    assert!(exact.len() >= 2, "somebody who came back has several conversations");
    assert!(exact.iter().any(|one| one["status"] == "active") && exact.iter().any(|one| one["status"] == "ended"));
}

#[tokio::test]
async fn filters_that_the_documents_exclude_are_refused() {
    let stage = Stage::by_hand().await;
    for path in [
        "/whatsapp/conversations?status=open",
        "/whatsapp/conversations?limit=0",
        "/whatsapp/conversations?limit=101",
        "/whatsapp/conversations?limit=many",
        "/whatsapp/conversations?after=nonsense",
        "/whatsapp/conversations?last_active_after=yesterday",
        "/whatsapp/conversations?unassigned=true&assigned_user_id=5a4b3c2d-1e0f-4a9b-8c7d-6e5f4a3b2c88",
        "/whatsapp/messages?direction=sideways",
        "/whatsapp/messages?has_media=perhaps",
        "/customers?page=0",
    ] {
        let refused = stage.platform(path).await;
        assert_eq!(refused.status, 422, "{path}");
        assert!(refused.body["error"].is_string(), "{path}: {}", refused.body);
    }
    let refused = stage.proxy(&format!("/{CLINIC}/messages?since=monday")).await;
    assert_eq!((refused.status, refused.code()), (400, 100));
}

#[tokio::test]
async fn a_cursor_of_one_list_is_not_a_cursor_of_another() {
    let stage = Stage::by_hand().await;
    let page = stage.platform("/whatsapp/conversations?limit=1").await.body;
    let cursor = encode(page["paging"]["cursors"]["after"].as_str().unwrap());
    assert_eq!(stage.platform(&format!("/whatsapp/messages?after={cursor}")).await.status, 422);
}

#[tokio::test]
async fn the_proxy_gives_kapsos_extras_only_when_asked() {
    let stage = Stage::by_hand().await;
    let plain = stage.proxy(&format!("/{CLINIC}/messages?limit=1")).await.body;
    assert!(plain["data"][0].get("kapso").is_none(), "{plain}");
    let some = stage.proxy(&format!("/{CLINIC}/messages?limit=1&fields=kapso(direction,content)")).await.body;
    let names: Vec<&String> = some["data"][0]["kapso"].as_object().unwrap().keys().collect();
    assert_eq!(names.len(), 2, "{some}");
    let all = stage.proxy(&format!("/{CLINIC}/conversations?limit=1&fields=kapso(*)")).await.body;
    assert!(all["data"][0]["kapso"]["messages_count"].is_i64(), "{all}");
    assert!(all["data"][0]["whatsapp_config_id"].is_string());
}

#[tokio::test]
async fn the_proxys_last_page_has_no_after() {
    let stage = Stage::by_hand().await;
    let mut pages = 0;
    let mut cursor = String::new();
    loop {
        let page = stage.proxy(&format!("/{CLINIC}/messages?limit=100{cursor}")).await.body;
        pages += 1;
        match page["paging"]["cursors"]["after"].as_str() {
            Some(after) => cursor = format!("&after={}", encode(after)),
            None => break,
        }
        assert!(pages < 100, "the list ends");
    }
}

#[tokio::test]
async fn a_time_range_of_the_proxy_bounds_the_messages() {
    let stage = Stage::by_hand().await;
    let now = stage.control().now();
    let since = now.checked_sub(jiff::SignedDuration::from_hours(1)).unwrap();
    let recent = stage.proxy(&format!("/{CLINIC}/messages?since={since}&limit=100")).await.body;
    let times: Vec<i64> =
        recent["data"].as_array().unwrap().iter().map(|one| one["timestamp"].as_str().unwrap().parse().unwrap()).collect();
    assert!(!times.is_empty());
    assert!(times.iter().all(|at| *at >= since.as_second()), "{times:?}");
    let none = stage.proxy(&format!("/{CLINIC}/messages?since={since}&until={since}")).await.body;
    assert_eq!(none["data"], json!([]));
}

#[tokio::test]
async fn a_conversation_is_ended_and_opened_by_hand() {
    let stage = Stage::by_hand().await;
    let all = stage.all(&format!("/whatsapp/conversations?phone_number={FERNANDA}")).await;
    let path = format!("/whatsapp/conversations/{}", all[0]["id"].as_str().unwrap());
    assert_eq!(all[0]["status"], "ended", "nobody wrote for more than a day");
    for status in ["active", "ended"] {
        let body = json!({ "whatsapp_conversation": { "status": status } });
        assert_eq!(stage.change(reqwest::Method::PATCH, &path, &body).await.body["data"]["status"], status);
        assert_eq!(stage.platform(&path).await.body["data"]["status"], status);
    }
    for body in [json!({ "whatsapp_conversation": { "status": "gone" } }), json!({ "status": "ended" }), json!([])] {
        assert_eq!(stage.change(reqwest::Method::PATCH, &path, &body).await.status, 422);
    }
}
