//! What the page may do and load: every line was looked at, and a new one changes this file.

#![expect(clippy::unwrap_used, reason = "a check that cannot be made fails by panicking")]

use std::{collections::BTreeSet, path::Path};

use serde_json::{Value, json};

/// What the window may ask of Tauri itself.
const OF_TAURI: [&str; 3] = ["core:event:allow-listen", "core:event:allow-unlisten", "core:window:allow-start-dragging"];

fn text(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn read(path: &str) -> Value {
    serde_json::from_str(&text(path)).unwrap()
}

#[test]
fn the_page_loads_and_runs_nothing_but_its_own() {
    let security = read("tauri.conf.json")["app"]["security"].clone();
    let reviewed = json!({
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": "'self' kapso-media: http://kapso-media.localhost",
        "media-src": "blob:",
        "connect-src": "ipc: http://ipc.localhost kapso-media: http://kapso-media.localhost",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-src": "'none'",
    });
    assert_eq!(security["csp"], reviewed);
    assert!(!security.to_string().contains("unsafe"), "nothing of the policy is unsafe");
    assert_eq!(security["freezePrototype"], true);
    assert!(security.get("dangerousDisableAssetCspModification").is_none() && security.get("assetProtocol").is_none());
}

#[test]
fn the_page_may_ask_for_exactly_what_there_is() {
    let config = read("tauri.conf.json");
    let capabilities = config["app"]["security"]["capabilities"].as_array().unwrap();
    assert_eq!(capabilities.len(), 1, "there is one window, and it is ours");
    assert_eq!((&capabilities[0]["windows"], capabilities[0].get("remote")), (&json!(["main"]), None));
    let granted: Vec<&str> = capabilities[0]["permissions"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    let contract = read("tests/contract/contract.json");
    let of_contract = ["operations", "actions"].into_iter().flat_map(|kind| contract[kind].as_array().unwrap());
    let names = of_contract.map(|entry| entry["name"].as_str().unwrap().to_owned());
    let script = text("src-tauri/build.rs");
    let of_window = script.split('"').filter(|text| text.starts_with("window_")).map(str::to_owned);
    let there: BTreeSet<String> = names.chain(of_window).map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    let there: BTreeSet<&str> = there.iter().map(String::as_str).chain(OF_TAURI).collect();
    assert_eq!(granted.iter().copied().collect::<BTreeSet<_>>(), there);
    assert_eq!(granted.len(), there.len(), "each is granted once");
    let answered = text("src-tauri/src/commands.rs");
    let unanswered: Vec<&str> =
        script.split('"').filter(|text| text.starts_with("window_") && !answered.contains(&format!("\"{text}\""))).collect();
    assert_eq!(unanswered, [""; 0], "what is granted is answered");
}
