//! Keys in a real Secret Service (GNOME Keyring), seen from outside: by other processes, and by what is left on the disk.
//! `cargo xtask test --only keychain` builds `kdesk`, which plays the desk here.
#![cfg(target_os = "linux")]

#[path = "keychain/bridge.rs"]
mod bridge;
#[path = "keychain/bridging.rs"]
mod bridging;
#[expect(dead_code, reason = "others use more of it")]
#[path = "session/mod.rs"]
mod session;
#[path = "keychain/terminal.rs"]
mod terminal;

use std::{
    path::PathBuf,
    process::{Command, Output},
};

use serde_json::{Value, json};

use crate::{
    session::Outcome,
    terminal::{Machine, kapso},
};

const KEY: &str = "kapso-key-one-9d41c07be2";
const OTHER_KEY: &str = "kapso-key-two-52af6e8813";

/// The key that the keyring holds for a project, as a program that is not ours reads it.
fn kept(machine: &Machine, project: &str) -> Outcome<Option<String>> {
    let Some(item) = machine.bus.look_up("kapso-desk", project)? else { return Ok(None) };
    let item: Value = serde_json::from_str(&item)?;
    Ok(item.get("key").and_then(Value::as_str).map(str::to_owned))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_kept_in_the_keyring_and_is_there_after_a_restart() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso(KEY).await?);
    let desk = machine.serve(&kapso)?;
    let project = desk.connect(KEY).await?;
    assert_eq!(kept(&machine, &project)?.as_deref(), Some(KEY));
    drop(desk);

    let inbox = machine.read_inbox(&kapso)?;
    assert!(inbox.status.success(), "{inbox:?}");
    let inbox: Value = serde_json::from_slice(&inbox.stdout)?;
    assert_eq!(inbox["conversations"].as_array().map(Vec::len), Some(3));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_kapso_refuses_is_kept_nowhere() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso(KEY).await?);
    let desk = machine.serve(&kapso)?;
    let refused = desk.act("desk_connect_key", json!({ "key": OTHER_KEY })).await?;
    assert_eq!(refused.map_err(|error| error["code"].clone()), Err(json!("key_refused")));
    let state = desk.act("desk_state", json!({})).await?.map_err(|error| error.to_string())?;
    assert_eq!(state["projects"], json!([]));
    assert_eq!(machine.files_with(OTHER_KEY)?, Vec::<PathBuf>::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_is_tested_before_it_takes_the_place_of_the_old_one() -> Outcome {
    let (mut machine, before) = (Machine::start()?, kapso(KEY).await?);
    let project = machine.serve(&before)?.connect(KEY).await?;

    let after = kapso(OTHER_KEY).await?; // Kapso takes another key from here on
    let desk = machine.serve(&after)?;
    let wrong = desk.act("desk_replace_key", json!({ "project_id": project, "key": "kapso-key-three-which-is-wrong" })).await?;
    assert_eq!(wrong.map_err(|error| error["code"].clone()), Err(json!("key_refused")));
    assert_eq!(kept(&machine, &project)?.as_deref(), Some(KEY), "the old key is kept until a new one works");

    machine.bus.open_keyring()?; // one that was started anew is found again
    let state = desk.act("desk_replace_key", json!({ "project_id": project, "key": OTHER_KEY })).await?;
    let state = state.map_err(|error| error.to_string())?;
    assert_eq!(state["project"]["project"]["key_ends_in"], "8813");
    assert_eq!(kept(&machine, &project)?.as_deref(), Some(OTHER_KEY));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_project_leaves_neither_key_nor_copy() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso(KEY).await?);
    let desk = machine.serve(&kapso)?;
    let project = desk.connect(KEY).await?;
    assert!(machine.data_dir().join(&project).join("store.sqlite").is_file());
    let state = desk.act("desk_remove_project", json!({ "project_id": project })).await?.map_err(|error| error.to_string())?;
    assert_eq!(state["projects"], json!([]));
    assert_eq!(kept(&machine, &project)?, None);
    assert!(!machine.data_dir().join(&project).exists());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_keyring_and_a_missing_one_each_say_what_to_do() -> Outcome {
    let (mut machine, kapso) = (Machine::start()?, kapso(KEY).await?);
    machine.serve(&kapso)?.connect(KEY).await?;
    let fails_with = |output: Output, code: &str, remedy: &str| {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(6), "{said}");
        assert!(said.contains(code) && said.contains(remedy), "{said}");
        assert!(output.stdout.is_empty());
    };

    machine.bus.lock_keyring()?;
    fails_with(machine.read_inbox(&kapso)?, "keychain_locked", "Unlock the keychain");
    machine.bus.close_keyring();
    fails_with(machine.read_inbox(&kapso)?, "keychain_unavailable", "Start one");
    let without_bus = |command: &mut Command| {
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    };
    fails_with(machine.read_inbox_after(&kapso, without_bus)?, "keychain_unavailable", "Start one");

    machine.bus.open_keyring()?;
    let inbox = machine.read_inbox(&kapso)?;
    assert!(inbox.status.success(), "nothing was lost: {inbox:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_file_and_no_log_of_this_machine_holds_a_key_or_a_token() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso(KEY).await?);
    let desk = machine.serve(&kapso)?;
    let project = desk.connect(KEY).await?;
    let client = desk.act("desk_add_client", json!({ "name": "Claude Code" })).await?.map_err(|error| error.to_string())?;
    let token = client["token"].as_str().ok_or("no token")?.to_owned();
    desk.act("desk_refresh", json!({})).await?.map_err(|error| error.to_string())?;
    let store_key = machine.bus.look_up("kapso-desk", &project)?.ok_or("no item")?;
    let store_key: Value = serde_json::from_str(&store_key)?;
    let secrets = [KEY, &token, &desk.token, store_key["store"].as_str().ok_or("no key of the store")?].map(str::to_owned);
    let nowhere = |machine: &Machine| -> Outcome {
        for secret in &secrets {
            assert_eq!(machine.files_with(secret)?, Vec::<PathBuf>::new());
        }
        Ok(())
    };
    nowhere(&machine)?;
    drop(desk);
    nowhere(&machine)?;
    assert!(machine.files_with("Claude")?.is_empty(), "the copy is encrypted");
    assert_ne!(machine.files_with("key_ends_in")?, Vec::<PathBuf>::new(), "the search finds what is there");
    Ok(())
}
