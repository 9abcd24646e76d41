//! Coming in: keys, limits, addresses that are not played.

use reqwest::Method;
use serde_json::json;
use simulator::{DEMO_KEY, Life, Options};

use crate::stage::{CLINIC, Stage, answer};

#[tokio::test]
async fn only_the_projects_key_opens_anything() {
    let stage = Stage::by_hand().await;
    let platform = format!("{}/platform/v1/whatsapp/phone_numbers?per_page=1", stage.origin());
    for (key, status) in [(None, 401), (Some("somebody-elses"), 401), (Some(""), 401), (Some(DEMO_KEY), 200)] {
        let request = stage.http.get(&platform);
        let request = key.map_or(request.try_clone().unwrap(), |key| request.header("X-API-Key", key));
        let answer = answer(request.send().await.unwrap()).await;
        assert_eq!(answer.status, status, "{key:?}");
        assert_eq!(answer.body["error"].is_string(), status == 401, "the Platform's error is a string: {}", answer.body);
    }
    let proxy = format!("{}/meta/whatsapp/v24.0/{CLINIC}", stage.origin());
    assert_eq!(stage.http.get(&proxy).bearer_auth(DEMO_KEY).send().await.unwrap().status(), 200);
    assert_eq!(stage.http.get(&platform).bearer_auth(DEMO_KEY).send().await.unwrap().status(), 401, "Bearer is the proxy's only");
    let refused = answer(stage.http.get(&proxy).bearer_auth("no").send().await.unwrap()).await;
    assert_eq!((refused.status, refused.body["error"]["code"].as_i64()), (401, Some(190)));
    stage.stop().await;
}

#[tokio::test]
async fn the_plan_limit_is_announced_and_enforced_per_fixed_minute() {
    let stage = Stage::with(Options { plan_limit: 3, life: Life::ByHand, ..Options::default() }).await;
    let ask = || stage.ask(Method::GET, "/platform/v1/users", None);
    for left in ["2", "1", "0"] {
        let response = ask().await;
        assert_eq!(response.status(), 200);
        assert_eq!(
            (&response.headers()["x-ratelimit-limit"], &response.headers()["x-ratelimit-remaining"]),
            (&"3".parse().unwrap(), &left.parse().unwrap())
        );
    }
    let refused = ask().await;
    assert_eq!(refused.status(), 429);
    assert_eq!(refused.headers()["retry-after"], "60");
    assert_eq!(answer(refused).await.body["error"], "Rate limit exceeded");
    stage.control().advance(std::time::Duration::from_secs(60)).unwrap();
    assert_eq!(ask().await.status(), 200, "the next minute starts afresh");
}

#[tokio::test]
async fn what_is_not_played_is_answered_with_a_loud_501() {
    let stage = Stage::by_hand().await;
    for (method, path) in [
        (Method::GET, "/platform/v1/whatsapp/conversations/3f1b/messages"),
        (Method::GET, "/platform/v1/provider_models"),
        (Method::PUT, "/platform/v1/users"),
        (Method::GET, "/meta/whatsapp/v24.0/106500000000017/calls"),
        (Method::GET, "/meta/whatsapp/latest/106500000000017/messages"),
        (Method::GET, "/"),
    ] {
        let refused = answer(stage.ask(method.clone(), path, None).await).await;
        assert_eq!(refused.status, 501, "{method} {path}: {}", refused.body);
        assert!(refused.body.to_string().contains("does not play"), "{}", refused.body);
    }
}

#[tokio::test]
async fn any_version_of_the_proxy_is_the_same_proxy() {
    let stage = Stage::by_hand().await;
    for version in ["v19.0", "v23.0", "v24.0", "v25.0"] {
        let answer = stage.ask(Method::GET, &format!("/meta/whatsapp/{version}/{CLINIC}"), None).await;
        assert_eq!(answer.status(), 200, "{version}");
    }
}

#[tokio::test]
async fn the_log_knows_every_request_and_no_secret() {
    let stage = Stage::by_hand().await;
    stage.platform("/users?page=1").await;
    stage.ask(Method::GET, "/meta/whatsapp/media_download?token=s3cret", None).await;
    stage.ask(Method::GET, "/media/s3cret", None).await;
    let requests = stage.control().requests();
    let seen: Vec<_> = requests.iter().map(|one| (one.method.as_str(), one.path.as_str(), one.status, one.had_key)).collect();
    assert_eq!(
        seen,
        [("GET", "/platform/v1/users", 200, true), ("GET", "/meta/whatsapp/media_download", 404, true), ("GET", "/media/…", 404, true)]
    );
    let told = serde_json::to_string(&requests).unwrap();
    assert!(!told.contains("s3cret") && !told.contains(DEMO_KEY), "{told}");
}

#[tokio::test]
async fn the_control_is_there_for_other_languages_and_for_this_machine_only() {
    let stage = Stage::by_hand().await;
    let url = format!("{}/_simulator/receive", stage.origin());
    let body = json!({ "phone_number_id": CLINIC, "person": "+55 11 5550-0199", "text": "Oi!" });
    let told = answer(stage.http.post(&url).json(&body).send().await.unwrap()).await;
    assert_eq!(told.status, 200);
    let message = stage.message(told.body["id"].as_str().unwrap()).await;
    assert_eq!((&message["text"]["body"], &message["from"]), (&json!("Oi!"), &json!("551155500199")));
    let rebound = stage.http.post(&url).header("Host", "evil.example:80").json(&body).send().await.unwrap();
    assert_eq!(rebound.status(), 403);
    let form = stage.http.post(&url).header("Content-Type", "text/plain").body(body.to_string()).send().await.unwrap();
    assert_eq!(form.status(), 415, "a page's simple form post does not pass");
}
