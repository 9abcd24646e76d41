//! Contacts, customers and setup links.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::stage::{CLINIC, MARIANA, Stage};

#[tokio::test]
async fn a_contact_is_found_by_each_of_its_names() {
    let stage = Stage::by_hand().await;
    let by_phone = stage.platform("/whatsapp/contacts/%2B966%205%205550%200167").await.body["data"].clone();
    assert_eq!(by_phone["username"], "sarah.alharbi");
    for name in [by_phone["id"].as_str().unwrap(), "SA.55018827340091123345", "966555500167"] {
        assert_eq!(stage.platform(&format!("/whatsapp/contacts/{name}")).await.body["data"]["id"], by_phone["id"]);
    }
    let by_parent = stage.platform("/whatsapp/contacts/BR.ENT.90011223344556677").await;
    assert_eq!(by_parent.body["data"]["parent_business_scoped_user_id"], "BR.ENT.90011223344556677");
    assert_eq!(stage.platform("/whatsapp/contacts/nobody").await.status, 404);
}

#[tokio::test]
async fn a_new_display_name_shows_wherever_the_contact_does() {
    let stage = Stage::by_hand().await;
    let body = json!({ "contact": { "display_name": "Mariana (joelho)", "metadata": { "tags": ["vip"] } } });
    let changed = stage.change(Method::PATCH, &format!("/whatsapp/contacts/{MARIANA}"), &body).await;
    assert_eq!(changed.body["data"]["metadata"], json!({ "tags": ["vip"] }));
    let conversations = stage.all(&format!("/whatsapp/conversations?phone_number={MARIANA}")).await;
    assert!(conversations.iter().all(|one| one["kapso"]["contact_name"] == "Mariana (joelho)"));
    let wrong = json!({ "contact": { "customer_id": "990e0000-0000-4000-8000-000000000004" } });
    assert_eq!(stage.change(Method::PATCH, &format!("/whatsapp/contacts/{MARIANA}"), &wrong).await.status, 422);
}

#[tokio::test]
async fn an_erased_contact_takes_all_that_was_said_along() {
    let stage = Stage::by_hand().await;
    let path = format!("/whatsapp/contacts/{MARIANA}");
    assert_eq!(stage.change(Method::DELETE, &path, &json!({})).await.status, 204);
    assert_eq!(stage.platform(&path).await.status, 404);
    assert!(stage.all(&format!("/whatsapp/messages?phone_number={MARIANA}")).await.is_empty());
    assert!(stage.all(&format!("/whatsapp/conversations?phone_number={MARIANA}")).await.is_empty());
    stage.control().receive(CLINIC, MARIANA, "Oi de novo").unwrap();
    assert_eq!(stage.all(&format!("/whatsapp/messages?phone_number={MARIANA}")).await.len(), 1);
}

#[tokio::test]
async fn the_old_offset_pages_of_contacts_end_at_page_fifty() {
    let stage = Stage::by_hand().await;
    let page = stage.platform("/whatsapp/contacts?page=2&per_page=10").await.body;
    assert_eq!((page["data"].as_array().unwrap().len(), &page["meta"]["page"]), (10, &json!(2)));
    let refused = stage.platform("/whatsapp/contacts?page=51").await;
    assert_eq!((refused.status, &refused.body["message"]), (400, &json!("legacy_offset_pagination_limit_exceeded")));
    assert!(refused.body.get("error").is_none());
}

#[tokio::test]
async fn an_external_id_names_one_customer() {
    let stage = Stage::by_hand().await;
    let body = json!({ "customer": { "name": "Clínica Vértice II", "external_customer_id": "crm-101" } });
    assert_eq!(stage.change(Method::POST, "/customers", &body).await.status, 422);
    let found = stage.platform("/customers?external_customer_id=crm-101").await.body;
    assert_eq!((found["meta"]["total_count"].as_i64(), &found["data"][0]["name"]), (Some(1), &json!("Clínica Vértice")));
    assert_eq!(stage.platform("/customers?name_contains=vÉrt").await.status, 200);
    let numbers = stage.platform(&format!("/whatsapp/phone_numbers?customer_id={}", found["data"][0]["id"].as_str().unwrap())).await;
    assert_eq!(numbers.body["data"][0]["id"], CLINIC);
}

#[tokio::test]
async fn a_new_setup_link_revokes_the_one_before_and_expires_after_thirty_days() {
    let stage = Stage::by_hand().await;
    let customer = stage.platform("/customers?name_contains=Espiga").await.body["data"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/customers/{customer}/setup_links");
    let created = stage.change(Method::POST, &path, &json!({ "setup_link": {} })).await.body["data"].clone();
    assert!(created["url"].as_str().unwrap().ends_with(created["token"].as_str().unwrap()));
    let active = stage.platform(&format!("{path}?status=active")).await.body;
    assert_eq!((active["meta"]["total_count"].as_i64(), &active["data"][0]["id"]), (Some(1), &created["id"]));
    assert!(active["data"][0].get("token").is_none(), "only the answer to creating it names the token");
    stage.control().advance(Duration::from_secs(30 * 24 * 3600)).unwrap();
    assert_eq!(stage.platform(&format!("{path}?status=active")).await.body["meta"]["total_count"], 0);
    let link = format!("{path}/{}", created["id"].as_str().unwrap());
    let refused: [(Value, &str); 4] = [
        (json!({ "status": "used" }), "used"),
        (json!({ "meta_billing_mode": "partner_managed" }), "meta_billing_mode"),
        (json!({ "theme_config": { "primary_color": "blue" } }), "theme_config"),
        (json!({ "expires_at": "soon" }), "expires_at"),
    ];
    for (change, says) in refused {
        let answer = stage.change(Method::PATCH, &link, &json!({ "setup_link": change })).await;
        assert_eq!(answer.status, 422, "{says}");
        assert!(answer.body["error"].as_str().unwrap().contains(says));
    }
    let later = json!({ "setup_link": { "status": "active", "expires_at": "2099-01-01T00:00:00Z" } });
    assert_eq!(stage.change(Method::PATCH, &link, &later).await.body["data"]["status"], "active");
}

#[tokio::test]
async fn a_conversation_is_assigned_once_at_a_time() {
    let stage = Stage::by_hand().await;
    let users = stage.platform("/users").await.body["data"].clone();
    let conversation = stage.platform("/whatsapp/conversations?limit=1").await.body["data"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/whatsapp/conversations/{conversation}/assignments");
    let assign = |user: &Value| json!({ "assignment": { "user_id": user } });
    let first = stage.change(Method::POST, &path, &assign(&users[0]["user_id"])).await;
    assert_eq!(first.status, 201);
    let second = stage.change(Method::POST, &path, &assign(&users[1]["user_id"])).await;
    assert_eq!((second.status, &second.body["error"]), (422, &json!("Conversation already has an active assignment")));
    let nobody = stage.change(Method::POST, &path, &assign(&json!("990e0000-0000-4000-8000-000000000004"))).await;
    assert_eq!(nobody.body["error"], "User not found or not a member of this project");
    let mine = stage.all(&format!("/whatsapp/conversations?assigned_user_id={}", users[0]["user_id"].as_str().unwrap())).await;
    assert_eq!(mine.iter().map(|one| one["id"].as_str().unwrap()).collect::<Vec<_>>(), [conversation.as_str()]);
    let done = format!("{path}/{}", first.body["data"]["id"].as_str().unwrap());
    stage.change(Method::PATCH, &done, &json!({ "assignment": { "active": false } })).await;
    assert_eq!(stage.change(Method::POST, &path, &assign(&users[1]["user_id"])).await.status, 201);
}

#[tokio::test]
async fn the_customers_page_connects_a_number_once() {
    let stage = Stage::by_hand().await;
    let customer = json!({ "customer": { "name": "<b>Depot</b> & Sons" } });
    let customer = stage.change(Method::POST, "/customers", &customer).await.body["data"]["id"].as_str().unwrap().to_owned();
    let path = format!("/customers/{customer}/setup_links");
    let wanted = json!({ "setup_link": { "provision_phone_number": true } });
    let url = stage.change(Method::POST, &path, &wanted).await.body["data"]["url"].as_str().unwrap().to_owned();
    let page = stage.http.get(&url).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("&lt;b&gt;Depot&lt;/b&gt; &amp; Sons") && page.contains("<form"), "{page}");
    assert_eq!(stage.http.post(&url).send().await.unwrap().status(), 200);
    let link = stage.platform(&path).await.body["data"][0].clone();
    assert_eq!((&link["status"], &link["whatsapp_setup_status"]), (&json!("used"), &json!("completed")));
    let numbers = stage.platform(&format!("/whatsapp/phone_numbers?customer_id={customer}")).await.body;
    assert_eq!(numbers["data"][0]["display_phone_number_normalized"], link["provisioned_phone_number"]["phone_number"]);
    assert_eq!(stage.http.post(&url).send().await.unwrap().status(), 409, "once");
    assert_eq!(numbers["meta"]["total_count"], 1);
    assert_eq!(stage.http.get(format!("{url}0")).send().await.unwrap().status(), 404);
    let told = serde_json::to_string(&stage.control().requests()).unwrap();
    assert!(!told.contains(url.rsplit('/').next().unwrap()), "the token is not in the log");
}
