//! Starts that meet something in their way. Each says what it is, and overwrites nothing.

use std::path::PathBuf;

use rusqlite::Connection;
use serde_json::Value;
use simulator::Simulator;

use crate::{
    first_run::project,
    machine::{APP, Machine},
    session::Outcome,
    story::{KEY, kapso},
    window::{Start, Window, free_port},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_second_desk_on_the_same_port_says_who_has_it() -> Outcome {
    let (one, other, port) = (Machine::start()?, Machine::start()?, free_port()?);
    let _first = Window::open(&one, Start { arguments: &["--demo"], port, ..Start::default() }).await?;
    let window = Window::open(&other, Start { arguments: &["--demo"], port, ..Start::default() }).await?;
    window.inbox_is_read().await?;
    window.choose("Agents").await?;
    window.says(&format!("Port {port} is taken by kapso-desk")).await?;
    window.says("That is another Kapso Desk").await?;
    window.show("port-taken").await
}

#[test]
fn a_data_directory_has_one_owner() -> Outcome {
    let machine = Machine::start()?;
    let _owned = desk::home::Home::own(&machine.data_dir())?;
    let mut second = machine.command(APP);
    let second = second.args(["--demo", "--port", "0", "--data-dir"]).arg(machine.data_dir()).output()?;
    let said = String::from_utf8_lossy(&second.stderr);
    assert_eq!(second.status.code(), Some(7), "{said}");
    assert!(said.contains("belongs to window-") && said.contains("data_directory_in_use"), "{said}");
    Ok(())
}

#[test]
fn a_start_that_cannot_go_on_says_why_and_what_to_do() -> Outcome {
    let machine = Machine::start()?;
    let file = machine.data_dir();
    std::fs::write(&file, "not a directory")?;
    let in_the_way = file.display().to_string();
    for (arguments, words) in [
        (["--data-dir", &in_the_way], "cannot be written"),
        (["--origin", "http://kapso.example"], "is not https; plain http is taken only on this machine"),
        (["--origin", "https://kapso.example/api"], "leave out everything after the host and port"),
    ] {
        let output = machine.command(APP).args(arguments).args(["--port", "0"]).output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(7), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    assert_eq!(std::fs::read_to_string(&file)?, "not a directory");

    let output = machine.command(APP).env_remove("DISPLAY").output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(7), "{said}");
    assert!(said.contains("There is no display here. Start `kdesk serve`"), "{said}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_of_a_newer_version_is_left_as_it_is() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let store = connected_before(&machine, &kapso).await?;
    let item = machine.bus.look_up("kapso-desk", &project(&machine)?)?.ok_or("the keyring holds nothing")?;
    let item: Value = serde_json::from_str(&item)?;
    let database = Connection::open(&store)?;
    database.execute_batch(&format!(
        "PRAGMA key = \"x'{}'\"; PRAGMA cipher_hmac_algorithm = HMAC_SHA256; PRAGMA user_version = 99;",
        item["store"].as_str().unwrap_or_default()
    ))?;
    drop(database);
    refuses_to_open(&machine, &kapso, &store, "was written by a newer Kapso Desk (version 99", "store-newer").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_does_not_decrypt_is_left_as_it_is() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let store = connected_before(&machine, &kapso).await?;
    let (folder, aside) = (store.with_file_name(""), machine.data_dir().join("aside"));
    std::fs::rename(&folder, &aside)?;
    std::fs::create_dir(&folder)?;
    Connection::open(&store)?.execute_batch("PRAGMA key = 'of another keychain'; CREATE TABLE messages (text);")?;
    refuses_to_open(&machine, &kapso, &store, "does not open with the key in the keychain. It was left as it is.", "store-undecryptable")
        .await?;

    std::fs::remove_dir_all(&folder)?;
    std::fs::rename(&aside, &folder)?;
    let window = Window::open(&machine, Start { arguments: &["--origin", &kapso.origin()], ..Start::default() }).await?;
    window.inbox_is_read().await
}

/// A machine on which a project was opened and closed again; gives its store.
async fn connected_before(machine: &Machine, kapso: &Simulator) -> Outcome<PathBuf> {
    let window = Window::open(machine, Start { arguments: &["--origin", &kapso.origin()], ..Start::default() }).await?;
    window.connect_project(KEY).await?;
    drop(window);
    Ok(machine.data_dir().join(project(machine)?).join("store.sqlite"))
}

async fn refuses_to_open(machine: &Machine, kapso: &Simulator, store: &PathBuf, words: &str, picture: &str) -> Outcome {
    let before = std::fs::read(store)?;
    let window = Window::open(machine, Start { arguments: &["--origin", &kapso.origin()], ..Start::default() }).await?;
    window.says(words).await?;
    window.show(picture).await?;
    drop(window);
    assert!(std::fs::read(store)? == before, "the store was changed");
    Ok(())
}
