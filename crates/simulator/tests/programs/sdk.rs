//! Kapso's own TypeScript SDK, in the program `tests/clients/kapso.mjs`.

use std::{path::PathBuf, time::Duration};

use serde_json::{Value, json};
use simulator::{DEMO_KEY, Life, Options};
use tokio::process::Command;

use crate::{checkout, said};

/// The clinic of the cast, its account, and Mariana, who wrote within the day.
const CLINIC: &str = "106500000000017";
const ACCOUNT: &str = "102300000000044";
const MARIANA: &str = "551155500188";

#[tokio::test]
async fn kapsos_sdk_sends_and_lists_and_brings_and_fetches() {
    let simulator = simulator::start(Options { life: Life::ByHand, ..Options::default() }).await.unwrap();
    let clients = checkout().join("tests/clients");
    let path = std::env::join_paths([clients.join("node_modules/node/bin"), PathBuf::from("/usr/bin"), PathBuf::from("/bin")]).unwrap();
    let mut program = Command::new("node");
    program.env_clear().env("PATH", path).env("KEY", DEMO_KEY).current_dir(&clients);
    let output = program.args(["kapso.mjs", &simulator.origin(), CLINIC, ACCOUNT, MARIANA]).output().await.unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let saw: Value = serde_json::from_slice(&output.stdout).unwrap();

    let kinds = json!({ "text": "text", "document": "document", "buttons": "interactive", "list": "interactive",
        "template": "template", "reaction": "reaction" });
    assert_eq!(saw["listed"], kinds, "what was sent stands in the list of messages");
    let control = simulator.control();
    let left = control.sends().unwrap();
    for (kind, id) in saw["sent"].as_object().unwrap() {
        let times = left.iter().filter(|sent| sent.ids.iter().any(|one| Some(one.as_str()) == id.as_str())).count();
        assert_eq!(times, 1, "{kind} left once");
    }
    for list in ["templates", "conversations", "messages", "contacts"] {
        assert!(saw["counts"][list].as_u64() > Some(2), "{list}: {saw}");
    }
    assert_eq!(saw["once"], true, "no row is listed twice");
    assert_eq!(saw["media"], json!({ "type": "application/pdf", "size": "24", "sha256": saw["sha256"], "same": true }));
    assert_eq!((&saw["contact"], &saw["read"]), (&json!(MARIANA), &json!(true)));
    assert_eq!(saw["refused"], json!({ "name": "GraphApiError", "status": 400, "code": 131_009 }));
    control.advance(Duration::from_secs(60)).unwrap();
    simulator.stop().await;
}
