//! The audit: a chain in which any changed byte is found, and from which words go after 90 days.

use desk::{action::Remembered, actions};
use serde_json::json;

use crate::{
    gate::to,
    office::Office,
    world::{Chat, SEND, World},
};

async fn with_calls(count: usize) -> (World, Chat) {
    let world = Office::new().await.opened().await;
    let chat = world.hears("+15550100123", "Is it ready?").await;
    let agent = world.agent("Claude Code").await;
    for n in 0..count {
        world.ask_as(&agent, SEND, to(&chat, &format!("answer {n}"))).await.unwrap();
    }
    (world, chat)
}

#[tokio::test]
async fn any_changed_field_and_any_missing_call_is_found() {
    let (world, _) = with_calls(6).await;
    let project = world.project_id();
    let office = world.quits().await;
    let office = {
        let world = office.opened().await;
        let verdict = world.act("desk_verify_audit", json!({})).await.unwrap();
        assert_eq!((&verdict["intact"], verdict["entries"].as_u64().unwrap() >= 7), (&json!(true), true), "{verdict}");
        world.quits().await
    };
    let mut office = office;
    let last: i64 = office.open_store(&project).query_row("SELECT max(id) FROM audit", [], |row| row.get(0)).unwrap();
    let first: i64 = office
        .open_store(&project)
        .query_row("SELECT min(id) FROM audit WHERE client_id IS NOT NULL AND request_id IS NOT NULL", [], |row| row.get(0))
        .unwrap();
    let changes = [
        "UPDATE audit SET at = at + 1 WHERE id = N",
        "UPDATE audit SET caller = 'window' WHERE id = N",
        "UPDATE audit SET client_id = NULL WHERE id = N",
        "UPDATE audit SET operation = 'whatsapp_inbox' WHERE id = N",
        "UPDATE audit SET thread_id = 1000 WHERE id = N",
        "UPDATE audit SET request_id = 1000 WHERE id = N",
        "UPDATE audit SET shape = shape || ' ' WHERE id = N",
        "UPDATE audit SET digest = zeroblob(32) WHERE id = N",
        "UPDATE audit SET decision = 'approved' WHERE id = N",
        "UPDATE audit SET outcome = 'no' WHERE id = N",
        "UPDATE audit SET millis = millis + 1 WHERE id = N",
        "UPDATE audit SET hash = zeroblob(32) WHERE id = N",
        "UPDATE audit SET asked = replace(asked, 'answer', 'Answer') WHERE id = N",
        "UPDATE audit SET asked = NULL WHERE id = N",
        "DELETE FROM audit WHERE id = N",
        "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)",
    ];
    for change in changes {
        let store = office.open_store(&project);
        store
            .execute_batch(
                "CREATE TABLE kept AS SELECT * FROM audit; CREATE TABLE kept_head AS SELECT * FROM settings WHERE name = 'audit_head'",
            )
            .unwrap();
        assert!(store.execute(&change.replace("WHERE id = N", &format!("WHERE id = {first}")), []).unwrap() > 0, "{change}");
        drop(store);
        let world = office.opened().await;
        let verdict = world.act("desk_verify_audit", json!({})).await.unwrap();
        let at = if change.contains("max(id)") { last } else { first };
        assert_eq!((&verdict["intact"], &verdict["flaw"]["entry"]), (&json!(false), &json!(at)), "{change}: {verdict}");
        office = world.quits().await;
        let back = "DELETE FROM audit; INSERT INTO audit SELECT * FROM kept; DROP TABLE kept;
                    DELETE FROM settings WHERE name = 'audit_head'; INSERT INTO settings SELECT * FROM kept_head; DROP TABLE kept_head";
        office.open_store(&project).execute_batch(back).unwrap();
    }
}

#[tokio::test]
async fn words_are_forgotten_after_90_days_and_the_chain_stands() {
    let (world, chat) = with_calls(2).await;
    let words = async || world.act("desk_audit", json!({ "operation": SEND })).await.unwrap();
    world.until("they are written down", async || words().await["calls"].as_array().unwrap().len() == 2).await;
    assert_eq!(words().await["calls"][0]["input"], to(&chat, "answer 1"));
    world.later(91 * 24 * 3600);
    world.ask("whatsapp_inbox", json!({})).await.unwrap();
    world.until("they are forgotten", async || words().await["calls"][0].get("input").is_none()).await;
    assert!(words().await["calls"][0]["shape"].as_str().unwrap().contains("content: text of 8"));
    assert_eq!(world.act("desk_verify_audit", json!({})).await.unwrap()["intact"], true);
}

#[tokio::test]
async fn ana_finds_what_an_agent_did_and_who_let_it() {
    let (world, chat) = with_calls(1).await;
    let request = world.act("desk_approvals", json!({})).await.unwrap()["approvals"][0]["request_id"].clone();
    world.act("desk_decide", json!({ "request_id": request, "approve": true })).await.unwrap();
    let cut = json!({ "thread_id": chat.thread, "operation": SEND });
    let found = async || world.act("desk_audit", cut.clone()).await.unwrap()["calls"].as_array().unwrap().clone();
    world.until("both are written down", async || found().await.len() == 2).await;
    let calls = found().await;
    let who = |n: usize| (calls[n]["caller"].as_str().unwrap(), calls[n]["decision"].as_str().unwrap());
    assert_eq!((who(0), who(1)), (("window", "approved"), ("Claude Code", "asked")));
    assert_eq!((&calls[0]["request_id"], &calls[1]["request_id"]), (&request, &request));
}

#[tokio::test]
async fn whatever_a_person_changes_for_others_is_written_down_and_no_key_with_it() {
    let world = Office::new().await.opened().await;
    let id = world.project_id();
    let customers = world.ask("platform_list_customers", json!({ "response_format": "detailed" })).await.unwrap();
    let customer = customers["customers"][0]["customer_id"].clone();
    let key = "a-key-that-kapso-does-not-know";
    for (name, input, outcome) in [
        ("desk_purge", json!({ "messages_before": "2020-01-01" }), "ok"),
        ("desk_switch_endpoint", json!({ "on": false }), "not_allowed"),
        ("desk_replace_key", json!({ "project_id": id, "key": key }), "key_refused"),
        ("desk_rename_customer", json!({ "customer_id": customer, "name": "Depot" }), "ok"),
    ] {
        let done = world.act(name, input.clone()).await;
        assert_eq!(done.as_ref().map_or_else(|error| error.code.as_str(), |_| "ok".to_owned()), outcome, "{name}: {done:?}");
        let noted = async || world.act("desk_audit", json!({ "operation": name })).await.unwrap()["calls"].as_array().unwrap().clone();
        world.until("it is written down", async || noted().await.len() == 1).await;
        let call = noted().await.remove(0);
        assert_eq!((&call["caller"], &call["outcome"]), (&json!("window"), &json!(outcome)), "{call}");
        assert!(!call.to_string().contains(key), "{call}");
        let words = if name == "desk_replace_key" { None } else { Some(&input) };
        assert_eq!(call.get("input"), words, "{call}");
    }
    assert_eq!(world.act("desk_verify_audit", json!({})).await.unwrap()["intact"], true);
}

#[test]
fn what_changes_a_send_a_key_or_what_agents_may_do_is_written_down() {
    for (shape, names) in [
        (Remembered::Shape, &["desk_replace_key", "desk_edit_send", "desk_keep_quick_reply"][..]),
        (Remembered::Input, &["desk_undo_send", "desk_retry_send", "desk_discard_send", "desk_remove_quick_reply", "desk_remove_project"]),
        (Remembered::Input, &["desk_add_client", "desk_revoke_client", "desk_set_permission", "desk_end_permission", "desk_set_limits"]),
        (Remembered::Input, &["desk_panic", "desk_connect_agent", "desk_repair_agent", "desk_disconnect_agent", "desk_preview_request"]),
    ] {
        for name in names {
            assert_eq!(actions::find(name).unwrap().remembered(), shape, "{name}");
        }
    }
}

#[tokio::test]
async fn while_the_store_takes_nothing_agents_are_turned_away_before_a_call_would_be_forgotten() {
    let (world, _) = with_calls(0).await;
    let agent = world.agent("Claude Code").await;
    let engine = world.desk.engine().unwrap();
    let (locked, holds) = std::sync::mpsc::channel();
    let (lets_go, goes) = std::sync::mpsc::channel::<()>();
    let hold = move |_: &desk::store::Writer<'_>| {
        locked.send(()).unwrap();
        goes.recv().unwrap();
        Ok(())
    };
    let held = tokio::spawn(async move { engine.write(hold).await });
    tokio::task::spawn_blocking(move || holds.recv().unwrap()).await.unwrap();
    let much = "x".repeat(500_000);
    let mut refused = Vec::new();
    while refused.last().is_none_or(|code| code != "store_unwritable") {
        assert!(refused.len() < 100, "everything is kept in memory");
        refused.push(world.ask_as(&agent, SEND, json!({ "content": much })).await.unwrap_err().code.as_str());
    }
    assert!(refused.len() > 10, "{refused:?}");
    assert!(world.ask("whatsapp_inbox", json!({})).await.is_ok(), "a person reads on");
    lets_go.send(()).unwrap();
    held.await.unwrap().unwrap();
    let works = async || world.ask_as(&agent, "whatsapp_configs_overview", json!({})).await.is_ok();
    world.until("agents are let in again", works).await;
    let noted = world.act("desk_audit", json!({ "operation": SEND, "limit": 100 })).await.unwrap();
    assert_eq!(noted["calls"].as_array().unwrap().len(), refused.len() - 1, "every call but the one that was turned away is written down");
}
