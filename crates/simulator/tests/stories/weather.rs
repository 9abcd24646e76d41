//! What goes wrong on request, and in the same way again.

use std::{collections::BTreeSet, time::Duration};

use reqwest::Method;
use serde_json::{Value, json};
use simulator::{Fault, Forecast, Latency, Life, Options, Rule, Shape, Slow};

use crate::stage::{CLINIC, MARIANA, Stage, answer, encode};

const MESSAGES: &str = "GET /platform/v1/whatsapp/messages";

async fn text_of(stage: &Stage, path: &str) -> (u16, String) {
    let response = stage.ask(Method::GET, &format!("/platform/v1{path}"), None).await;
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test]
async fn answers_come_cut_off_or_as_a_page_of_html() {
    let stage = Stage::by_hand().await;
    let (_, whole) = text_of(&stage, "/whatsapp/messages").await;
    stage.control().fail_next(MESSAGES, Fault::TruncatedJson);
    let (status, half) = text_of(&stage, "/whatsapp/messages").await;
    assert_eq!((status, half.as_str()), (200, &whole[..half.len()]));
    assert!(half.len() < whole.len() && serde_json::from_str::<Value>(&half).is_err());
    stage.control().fail_next(MESSAGES, Fault::Html { code: 502 });
    let (status, page) = text_of(&stage, "/whatsapp/messages").await;
    assert!(status == 502 && page.starts_with("<!doctype html>"), "{status} {page}");
    assert_eq!(text_of(&stage, "/whatsapp/messages").await, (200, whole), "and then the weather is over");
}

#[tokio::test]
async fn values_and_members_come_from_another_time() {
    let stage = Stage::by_hand().await;
    let rows = async |fault: Fault| {
        stage.control().fail_next(MESSAGES, fault);
        stage.platform("/whatsapp/messages?limit=50").await.body["data"].as_array().unwrap().clone()
    };
    let strange = rows(Fault::UnknownValues).await;
    let holograms: Vec<&Value> = strange.iter().filter(|row| row["type"] == "hologram").collect();
    assert!((5..45).contains(&holograms.len()), "some types are unheard of, some are not: {}", holograms.len());
    assert!(holograms.iter().all(|row| row["hologram"].is_object() || row["hologram"].is_array()));
    assert!(strange.iter().any(|row| row["kapso"]["status"] == "quantum"));

    let poor = rows(Fault::MissingFields).await;
    assert!(poor.iter().all(|row| row["id"].is_string()), "what names a thing is never lost");
    assert!(poor.iter().any(|row| row.get("timestamp").is_none()) && poor.iter().any(|row| row.get("kapso").is_none()));

    let without = rows(Fault::Without { members: vec!["timestamp".to_owned(), "status".to_owned()] }).await;
    let lacks = |row: &Value| row.get("timestamp").is_none() && row["kapso"].get("status").is_none() && row["kapso"].is_object();
    assert!(!without.is_empty() && without.iter().all(lacks), "just these, wherever they stand");

    let rich = rows(Fault::ExtraFields).await;
    assert!(rich.iter().all(|row| row["from_the_future"].is_object() && row["kapso"]["from_the_future"].is_object()));

    let level = rows(Fault::EqualTimes).await;
    assert_eq!(level.iter().map(|row| row["timestamp"].as_str().unwrap()).collect::<BTreeSet<_>>().len(), 1);
}

#[tokio::test]
async fn a_skewed_clock_shows_in_the_date_and_in_every_time() {
    let stage = Stage::by_hand().await;
    let right = stage.platform("/whatsapp/messages?limit=1").await.body["data"][0]["timestamp"].as_str().unwrap().parse::<i64>().unwrap();
    stage.control().fail_next(MESSAGES, Fault::ClockSkew { seconds: -7200 });
    let response = stage.ask(Method::GET, "/platform/v1/whatsapp/messages?limit=1", None).await;
    let date = response.headers()["date"].to_str().unwrap().to_owned();
    let two_hours_ago = stage.control().now() - Duration::from_secs(7200);
    assert_eq!(date, two_hours_ago.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
    let wrong: i64 = answer(response).await.body["data"][0]["timestamp"].as_str().unwrap().parse().unwrap();
    assert_eq!(right - wrong, 7200);
}

/// Walks a list and returns the ids in the order of the pages.
async fn walk(stage: &Stage, path: &str) -> Vec<String> {
    let (mut ids, mut after) = (Vec::new(), String::new());
    loop {
        let page = stage.platform(&format!("{path}?limit=10{after}")).await.body;
        ids.extend(page["data"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()));
        match page["paging"]["next"].as_str() {
            Some(next) => after = format!("&after={}", encode(next)),
            None => return ids,
        }
    }
}

#[tokio::test]
async fn pages_overlap_and_drift() {
    let stage = Stage::by_hand().await;
    let always = |fault: Fault| Rule { route: "GET */conversations".to_owned(), fault, after: 0, times: None };
    let whole = walk(&stage, "/whatsapp/conversations").await;
    stage.control().fail(always(Fault::Duplicates));
    let overlapping = walk(&stage, "/whatsapp/conversations").await;
    let repeated = overlapping.windows(2).filter(|pair| pair[0] == pair[1]).count();
    assert_eq!((repeated, overlapping.len() - whole.len()), (whole.len().div_ceil(10) - 1, whole.len().div_ceil(10) - 1));
    stage.control().clear_weather();
    stage.control().fail(always(Fault::Drift));
    let drifting = walk(&stage, "/whatsapp/conversations").await;
    stage.control().clear_weather();
    let seen: BTreeSet<&String> = drifting.iter().collect();
    let missed = walk(&stage, "/whatsapp/conversations").await.into_iter().filter(|id| !seen.contains(id)).count();
    assert!(missed > 0, "what moved to the front meanwhile was not met");
}

#[tokio::test]
async fn statuses_come_late_or_out_of_order() {
    let stage = Stage::by_hand().await;
    stage.control().let_people_answer(false);
    stage.control().fail_next("POST */messages", Fault::LateStatuses { seconds: 600 });
    let late = stage.say("um").await.wamid();
    stage.control().advance(Duration::from_secs(590)).unwrap();
    assert_eq!(stage.message(&late).await["kapso"]["status"], "pending");
    stage.control().advance(Duration::from_secs(30)).unwrap();
    assert_eq!(stage.message(&late).await["kapso"]["status"], "read");
    stage.control().fail_next("POST */messages", Fault::StatusesOutOfOrder);
    let shuffled = stage.say("dois").await.wamid();
    stage.control().advance(Duration::from_secs(60)).unwrap();
    let statuses = stage.message(&shuffled).await["kapso"]["statuses"].clone();
    let order: Vec<&str> = statuses.as_array().unwrap().iter().map(|one| one["status"].as_str().unwrap()).collect();
    assert_eq!(order, ["read", "delivered", "sent"]);
}

/// A storm in which a good part of all requests fares badly.
fn storm() -> Forecast {
    let rule = |route: &str, fault: Fault, chance: f64| Rule {
        route: route.to_owned(),
        fault: Fault::Sometimes { chance, fault: Box::new(fault) },
        after: 0,
        times: None,
    };
    Forecast {
        faults: vec![
            rule("POST */messages", Fault::StatusAfter { code: 500 }, 0.2),
            rule("POST */messages", Fault::FailedLater { code: 131_026 }, 0.3),
            rule("*", Fault::Status { code: 503, body: None }, 0.15),
            rule("GET *", Fault::RateLimited { retry_after: 7 }, 0.1),
            rule("GET *", Fault::UnknownValues, 0.2),
            rule("GET *", Fault::MissingFields, 0.2),
        ],
        latencies: vec![Slow {
            route: "*".to_owned(),
            latency: Latency { least: 0, most: 20 },
            shape: Shape::LogNormal { median: 2, sigma: 80 },
        }],
    }
}

/// A day in that storm: what was asked and answered, and what left.
async fn day(seed: u64) -> Vec<String> {
    let stage = Stage::with(Options { seed, weather: storm(), life: Life::ByHand, ..Options::default() }).await;
    for round in 0..25 {
        stage.say(&format!("mensagem {round}")).await;
        stage.platform(&format!("/whatsapp/messages?phone_number={MARIANA}&limit=3")).await;
        stage.platform("/whatsapp/conversations?limit=2").await;
        stage.control().advance(Duration::from_secs(30)).unwrap();
    }
    let journal = stage.control().requests();
    let mut told: Vec<String> = journal.iter().map(|one| format!("{} {} {} {}", one.method, one.path, one.query, one.status)).collect();
    told.extend(stage.control().sends().unwrap().iter().map(|sent| format!("{} {:?}", sent.raw, sent.ids)));
    stage.control().clear_weather();
    told.extend(stage.all("/whatsapp/messages").await.iter().map(|one| format!("{} {}", one["id"], one["kapso"]["status"])));
    stage.stop().await;
    told
}

#[tokio::test]
async fn the_same_seed_and_the_same_weather_play_the_same_day() {
    let first = day(21).await;
    let kinds: BTreeSet<&str> = first.iter().filter_map(|line| line.rsplit(' ').next()).filter(|last| last.len() == 3).collect();
    assert!(["200", "429", "500", "503"].iter().all(|status| kinds.contains(status)), "{kinds:?}");
    assert_eq!(first, day(21).await);
    assert_ne!(first, day(22).await);
}

#[tokio::test]
async fn the_weather_is_read_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let (toml, json) = (folder.path().join("storm.toml"), folder.path().join("storm.json"));
    let text = r#"
        [[faults]]
        route = "POST */messages"
        fault = { sometimes = { chance = 0.5, fault = { failed_later = { code = 131026 } } } }

        [[faults]]
        route = "GET */contacts"
        fault = "truncated_json"
        times = 1

        [[latencies]]
        route = "*"
        least = 0
        most = 5
        shape = { exponential = { mean = 1 } }
    "#;
    std::fs::write(&toml, text).unwrap();
    let forecast = Forecast::read(&toml).unwrap();
    assert_eq!((forecast.faults.len(), forecast.latencies[0].shape), (2, Shape::Exponential { mean: 1 }));
    std::fs::write(&json, serde_json::to_string(&forecast).unwrap()).unwrap();
    assert_eq!(Forecast::read(&json).unwrap(), forecast);
    let stage = Stage::with(Options { weather: forecast, life: Life::ByHand, ..Options::default() }).await;
    assert!(serde_json::from_str::<Value>(&text_of(&stage, "/whatsapp/contacts").await.1).is_err());
    assert!(serde_json::from_str::<Value>(&text_of(&stage, "/whatsapp/contacts").await.1).is_ok());
    for (text, words) in [("[[faults]]\nroute = \"*\"\nfault = \"hail\"", "hail"), ("[[rain]]", "rain")] {
        std::fs::write(&toml, text).unwrap();
        let refused = Forecast::read(&toml).unwrap_err().to_string();
        assert!(refused.contains(words) && refused.contains("storm.toml"), "{refused}");
    }
}

#[tokio::test]
async fn the_control_sets_the_weather_over_http() {
    let stage = Stage::by_hand().await;
    let post = async |path: &str, body: Value| stage.ask(Method::POST, &format!("/_simulator/{path}"), Some(&body)).await.status().as_u16();
    assert_eq!(
        post("faults", json!({ "route": "GET */users", "fault": { "sometimes": { "chance": 1.0, "fault": "extra_fields" } }, "times": 1 }))
            .await,
        200
    );
    let slow = json!({ "route": "GET */users", "least": 60, "most": 60, "shape": { "spikes": { "one_in": 9 } } });
    assert_eq!(post("latency", slow).await, 200);
    let began = std::time::Instant::now();
    assert!(stage.platform("/users").await.body["from_the_future"].is_object());
    assert!(began.elapsed() >= Duration::from_millis(60));
    assert_eq!(post("faults", json!({ "route": "*", "fault": "hail" })).await, 422, "an unknown fault is refused");
    assert_eq!(stage.proxy(&format!("/{CLINIC}")).await.status, 200);
}

#[tokio::test]
async fn whoever_listens_knows_when_a_request_comes_is_held_and_is_answered() {
    let stage = Stage::by_hand().await;
    let mut moments = stage.control().moments();
    text_of(&stage, "/whatsapp/messages").await;
    stage.control().fail_next(MESSAGES, Fault::TimeoutBefore);
    let held = tokio::time::timeout(Duration::from_millis(200), text_of(&stage, "/whatsapp/messages")).await;
    assert!(held.is_err(), "it is not answered");
    let mut stages = Vec::new();
    while let Ok(moment) = moments.try_recv() {
        assert_eq!((moment.method.as_str(), moment.path.as_str()), ("GET", "/platform/v1/whatsapp/messages"));
        stages.push(moment.stage);
    }
    assert_eq!(stages, [simulator::Stage::Arrived, simulator::Stage::Answered, simulator::Stage::Arrived, simulator::Stage::Held]);
}
