//! What agents did: who decided, in figures, in sessions, and as a file.

use desk::{
    actions::audit::Audit,
    audit::LogFormat,
    caller::Caller,
    endpoint::{Endpoint, Switch},
    sessions::Origin,
};
use serde_json::{Value, json};

use crate::{
    gate::to,
    office::Office,
    world::{Chat, SEND, World},
};

const INÉS: &str = "+15550100123";

async fn asks(world: &World, agent: &Caller, chat: &Chat, text: &str) -> String {
    let asked = world.ask_as(agent, SEND, to(chat, text)).await.unwrap();
    let desk::gate::Reply::Pending(asked) = asked else { panic!("nobody was asked: {asked:?}") };
    asked["request_id"].as_str().unwrap().to_owned()
}

async fn decides(world: &World, request: &str, approve: bool) {
    world.act("desk_decide", json!({ "request_id": request, "approve": approve })).await.unwrap();
}

/// Calls of the log, once so many of them are written down.
async fn calls(world: &World, input: Value, at_least: usize) -> Vec<Value> {
    let read = async || world.act("desk_audit", input.clone()).await.unwrap()["calls"].as_array().unwrap().clone();
    world.until("the log is written", async || Some(read().await).filter(|calls| calls.len() >= at_least)).await.unwrap()
}

/// Inés wrote; an agent asked three times: one was approved, one rejected, one waits.
async fn a_day() -> (World, Caller, [String; 3]) {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let agent = world.agent("Claude Code").await;
    let approved = asks(&world, &agent, &chat, "It is ready").await;
    let rejected = asks(&world, &agent, &chat, "It is not").await;
    decides(&world, &approved, true).await;
    decides(&world, &rejected, false).await;
    let waiting = asks(&world, &agent, &chat, "=Perhaps, \"it\" is").await;
    world.ask_as(&agent, "desk_audit", json!({})).await.unwrap_err();
    calls(&world, json!({ "by": "agents" }), 4).await;
    calls(&world, json!({ "decision": "approved" }), 1).await;
    calls(&world, json!({ "decision": "rejected" }), 1).await;
    (world, agent, [approved, rejected, waiting])
}

#[tokio::test]
async fn every_call_says_who_decided() {
    let (world, agent, [approved, rejected, waiting]) = a_day().await;
    world.ask_as(&agent, "whatsapp_inbox", json!({})).await.unwrap();
    calls(&world, json!({ "by": "agents" }), 5).await;
    let all = calls(&world, json!({ "limit": 1000 }), 8).await;
    let of = |request: &str, decision: &str| {
        let fits = |call: &&Value| call["request_id"] == request && call["decision"] == decision;
        all.iter().find(fits).unwrap_or_else(|| panic!("{decision} {request}: {all:?}")).clone()
    };
    for (request, said, state) in [(&approved, "approved", "approved"), (&rejected, "rejected", "rejected")] {
        assert_eq!((&of(request, "asked")["decided_by"], &of(request, "asked")["request_state"]), (&json!("window"), &json!(state)));
        assert_eq!(of(request, said)["decided_by"], "window");
    }
    let open = of(&waiting, "asked");
    assert_eq!((open.get("decided_by"), &open["request_state"]), (None, &json!("waiting")));
    let read = all.iter().find(|call| call["operation"] == "whatsapp_inbox" && call.get("client_id").is_some()).unwrap();
    assert_eq!((&read["decided_by"], read.get("request_state")), (&json!("permissions"), None));
    let history = world.act("desk_approvals", json!({ "history": true })).await.unwrap()["approvals"].clone();
    assert!(history.as_array().unwrap().iter().all(|request| request["decided_by"] == "window"), "{history}");
}

#[tokio::test]
async fn the_log_is_filtered_by_who_and_by_what_came_of_it() {
    let (world, ..) = a_day().await;
    let all = calls(&world, json!({ "limit": 1000 }), 7).await;
    let agents = calls(&world, json!({ "by": "agents" }), 4).await;
    let people = calls(&world, json!({ "by": "people" }), 1).await;
    assert!(agents.iter().all(|call| call["caller"] == "Claude Code") && people.iter().all(|call| call.get("client_id").is_none()));
    assert!(agents.len() + people.len() >= all.len());
    let failed = calls(&world, json!({ "outcome": "failed" }), 1).await;
    assert!(failed.iter().all(|call| call["outcome"] != "ok") && failed.iter().any(|call| call["outcome"] == "unknown_operation"));
    assert!(calls(&world, json!({ "outcome": "unknown_operation" }), 1).await.len() <= failed.len());
    let first = all.last().unwrap()["at"].as_str().unwrap().to_owned();
    assert_eq!(world.act("desk_audit", json!({ "until": first })).await.unwrap()["calls"], json!([]));
    let backwards = json!({ "since": "2026-03-02", "until": "2026-03-01" });
    assert_eq!(world.act("desk_audit", backwards).await.unwrap_err().code.as_str(), "contradiction");
}

#[tokio::test]
async fn the_log_is_written_into_a_file_without_a_formula_in_it() {
    let (world, _, [.., waiting]) = a_day().await;
    let all = calls(&world, json!({ "limit": 1000 }), 7).await;
    let which = |input: Value| serde_json::from_value::<Audit>(input).unwrap();
    let mut csv = Vec::new();
    let written = which(json!({ "by": "agents" })).export(&world.desk, LogFormat::Csv, &mut csv).await.unwrap();
    let text = String::from_utf8(csv).unwrap();
    let mut read = csv::Reader::from_reader(text.as_bytes());
    let mut column = |name: &str| read.headers().unwrap().iter().position(|header| header == name).unwrap();
    let (request, input, caller) = (column("request_id"), column("input"), column("caller"));
    let rows: Vec<csv::StringRecord> = read.records().map(Result::unwrap).collect();
    assert_eq!(u64::try_from(rows.len()).unwrap(), written);
    assert!(rows.iter().all(|row| &row[caller] == "Claude Code"));
    let row = rows.iter().find(|row| row[request] == waiting).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&row[input]).unwrap()["content"], "=Perhaps, \"it\" is", "what was asked is there, whole");
    let formula = rows.iter().flat_map(|row| row.iter()).find(|field| field.starts_with(['=', '+', '-', '@']));
    assert_eq!(formula, None);

    let mut lines = Vec::new();
    let written = which(json!({})).export(&world.desk, LogFormat::Jsonl, &mut lines).await.unwrap();
    let text = String::from_utf8(lines).unwrap();
    let objects: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(u64::try_from(objects.len()).unwrap(), written);
    assert!(all.iter().all(|call| objects.contains(call)), "a line is what the log shows");
}

#[tokio::test]
async fn a_name_that_is_a_formula_is_text_in_the_file() {
    let world = World::open().await;
    let agent = world.agent("=HYPERLINK(\"https://evil.example\")").await;
    world.ask_as(&agent, "whatsapp_inbox", json!({})).await.unwrap();
    calls(&world, json!({ "by": "agents" }), 1).await;
    let mut csv = Vec::new();
    let which = serde_json::from_value::<Audit>(json!({ "by": "agents" })).unwrap();
    which.export(&world.desk, LogFormat::Csv, &mut csv).await.unwrap();
    let text = String::from_utf8(csv).unwrap();
    assert!(text.contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\""), "{text}");
}

#[tokio::test]
async fn the_day_is_counted_client_by_client() {
    let (world, _, _) = a_day().await;
    let since = world.control.now().checked_sub(jiff::SignedDuration::from_hours(1)).unwrap().to_string();
    calls(&world, json!({ "by": "agents" }), 4).await;
    let today = world.act("desk_today", json!({ "since": since })).await.unwrap();
    let expected = json!({ "calls": 4, "refused": 1, "sent_approved": 1, "sent_allowed": 0, "rejected": 1, "expired": 0, "waiting": 1 });
    assert_eq!((&today["total"], &today["clients"][0]["figures"]), (&expected, &expected));
    assert_eq!((&today["clients"][0]["client"], today["clients"].as_array().unwrap().len()), (&json!("Claude Code"), 1));
    world.later(3 * 24 * 3600);
    let later = world.control.now().checked_sub(jiff::SignedDuration::from_hours(1)).unwrap().to_string();
    let tomorrow = world.act("desk_today", json!({ "since": later })).await.unwrap()["total"].clone();
    assert_eq!((&tomorrow["calls"], &tomorrow["sent_approved"], &tomorrow["waiting"]), (&json!(0), &json!(0), &json!(0)));
}

#[tokio::test]
async fn sessions_are_live_for_an_hour_and_go_with_their_token() {
    let world = World::open().await;
    let agent = world.agent("Claude Code").await;
    let sessions = async || world.act("desk_sessions", json!({})).await.unwrap()["sessions"].as_array().unwrap().clone();
    assert_eq!(sessions().await, [Value::Null; 0]);
    let origin = |session: Option<&str>, program: &str| Origin {
        session: session.map(str::to_owned),
        program: Some(program.to_owned()),
        program_version: Some("2.0".to_owned()),
        protocol_version: Some("2025-06-18".to_owned()),
    };
    world.desk.note_session(&agent, origin(Some("a"), "claude-code"));
    world.later(60);
    world.desk.note_session(&agent, origin(Some("a"), "claude-code"));
    world.desk.note_session(&agent, origin(None, &"long\n".repeat(40)));
    let live = sessions().await;
    let shown = live.iter().find(|session| session["era"] == "sessions").unwrap();
    assert_eq!((&shown["client"], &shown["program"], &shown["calls"]), (&json!("Claude Code"), &json!("claude-code"), &json!(2)));
    assert!(shown["connected_at"].as_str() < shown["last_call_at"].as_str());
    let other = live.iter().find(|session| session["era"] == "stateless").unwrap();
    let program = other["program"].as_str().unwrap();
    assert!(program.len() <= 60 && !program.contains('\n'), "what a program says of itself has bounds");
    let refused = world.act("desk_end_session", json!({ "session_id": other["session_id"] })).await.unwrap_err();
    assert_eq!(refused.code.as_str(), "not_allowed", "who keeps no session has none to end");
    world.desk.end_session("a");
    assert_eq!(sessions().await.len(), 1);
    world.later(3600);
    assert_eq!(sessions().await.len(), 0, "who is silent for an hour is not there");
    world.desk.note_session(&agent, origin(Some("b"), "claude-code"));
    assert_eq!(sessions().await.len(), 1);
    world.act("desk_revoke_client", json!({ "client_id": agent.agent().unwrap().id.to_string() })).await.unwrap();
    assert_eq!(sessions().await.len(), 0);
}

#[tokio::test]
async fn the_endpoint_is_switched_and_stays_so_over_a_restart() {
    let office = Office::new().await;
    let desk = office.desk().await;
    let act = async |desk: &desk::desk::Desk, input: Value| {
        desk::gate::act(desk, desk::caller::Face::Window, "desk_switch_endpoint", input).await
    };
    let refused = act(&desk, json!({ "on": false })).await.unwrap_err();
    assert_eq!(refused.code.as_str(), "not_allowed", "a desk without a window has no switch");
    switchable(&desk);
    let on = act(&desk, json!({ "on": true, "port": 50123 })).await.unwrap()["endpoint"].clone();
    assert_eq!((&on["on"], &on["url"], &on["port"]), (&json!(true), &json!("http://127.0.0.1:50123/mcp"), &json!(50123)));
    assert!(on["since"].is_string());
    let off = act(&desk, json!({ "on": false })).await.unwrap()["endpoint"].clone();
    assert_eq!((&off["on"], off.get("url"), &off["port"], off.get("since")), (&json!(false), None, &json!(50123), None));
    for port in [0, 80, 1023] {
        assert_eq!(act(&desk, json!({ "on": true, "port": port })).await.unwrap_err().code.as_str(), "invalid_value", "{port}");
    }
    desk.stop().await;
    drop(desk);
    let desk = office.desk().await;
    let kept = desk.settings().unwrap();
    assert_eq!((kept.endpoint_on, kept.endpoint_port), (false, Some(50123)));
    switchable(&desk);
    let on = act(&desk, json!({ "on": true })).await.unwrap()["endpoint"].clone();
    assert_eq!((&on["on"], &on["port"]), (&json!(true), &json!(50123)));
    assert!(desk.settings().unwrap().endpoint_on);
}

/// A face that says it serves wherever it is told.
fn switchable(desk: &desk::desk::Desk) {
    let weak = desk.downgrade();
    desk.set_switch(Switch::new(move |port| {
        let weak = weak.clone();
        async move {
            let endpoint = match port {
                Some(port) => {
                    Endpoint { on: true, port: Some(port), url: Some(format!("http://127.0.0.1:{port}/mcp")), ..Endpoint::default() }
                }
                None => Endpoint::default(),
            };
            weak.upgrade().unwrap().set_endpoint(endpoint);
        }
    }));
}
