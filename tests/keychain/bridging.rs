//! Agents' bridges (`kdesk mcp`), which the desk knows by a secret that the keyring keeps for this installation.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    KEY,
    bridge::Bridge,
    session::Outcome,
    terminal::{Machine, kapso},
};

/// What every bridge and desk of this machine know each other by, as a program that is not ours reads it.
fn secret(machine: &Machine) -> Outcome<String> {
    Ok(machine.bus.look_up("kapso-desk", "bridges")?.ok_or("the keyring has no secret of the installation")?)
}

/// Waits until the desk knows the secret, and takes away what a bridge could ask instead.
fn leave_only_the_keyring(machine: &Machine) -> Outcome {
    let begun = Instant::now();
    while proof(machine.port()?, &"0".repeat(64))?.get("installed").is_none_or(Value::is_null) {
        if begun.elapsed() > Duration::from_secs(30) {
            return Err("the desk does not learn the secret".into());
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(std::fs::remove_file(machine.data_dir().join("desk.sock"))?)
}

/// What the endpoint answers to a challenge.
fn proof(port: u16, challenge: &str) -> Outcome<Value> {
    let mut desk = TcpStream::connect(("127.0.0.1", port))?;
    write!(desk, "GET /proof/{challenge} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    desk.read_to_string(&mut answer)?;
    Ok(serde_json::from_str(answer.split_once("\r\n\r\n").ok_or("no answer")?.1)?)
}

fn refusal(answer: &Value) -> &str {
    answer.pointer("/error/message").and_then(Value::as_str).unwrap_or_default()
}

fn finding(machine: &Machine) -> Outcome<Value> {
    let said: Value = serde_json::from_slice(&machine.kdesk(None, &["doctor"])?.output()?.stdout)?;
    let found = said
        .get("findings")
        .and_then(Value::as_array)
        .and_then(|found| found.iter().find(|finding| finding.get("check").is_some_and(|check| check == "bridge")));
    Ok(found.ok_or("nothing about bridges")?.clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bridge_needs_nothing_but_the_keyring_and_goes_on_after_a_restart() -> Outcome {
    let (mut machine, kapso) = (Machine::start()?, kapso(KEY).await?);
    let desk = machine.serve(&kapso)?;
    leave_only_the_keyring(&machine)?;
    let mut agent = Bridge::start(&machine, "cursor")?;
    assert_eq!(agent.reads_the_inbox()?["result"]["structuredContent"]["conversations"].as_array().map(Vec::len), Some(2));
    assert!(desk.act("desk_state", json!({})).await.is_err(), "the socket is still there");

    drop(desk);
    let _desk = machine.serve(&kapso)?;
    leave_only_the_keyring(&machine)?;
    assert_eq!(agent.reads_the_inbox()?["result"]["structuredContent"]["conversations"].as_array().map(Vec::len), Some(2));

    machine.bus.close_keyring();
    let answer = Bridge::start(&machine, "cursor")?.reads_the_inbox()?;
    assert!(refusal(&answer).contains("No Kapso Desk runs"), "there was another way than the keyring: {answer}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_on_the_port_learns_nothing_even_if_it_asks_the_desk() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso(KEY).await?);
    let _desk = machine.serve(&kapso)?;
    leave_only_the_keyring(&machine)?;
    let (port, thief) = (machine.port()?, TcpListener::bind("127.0.0.1:0")?);
    machine.name_port(thief.local_addr()?.port())?;
    let seen = Arc::new(Mutex::new(String::new()));
    let heard = Arc::clone(&seen);
    thread::spawn(move || {
        for mut stream in thief.incoming().flatten() {
            let (mut bytes, heard) = ([0; 65536], &heard);
            while let Ok(count @ 1..) = stream.read(&mut bytes) {
                let asked = String::from_utf8_lossy(&bytes[..count]).into_owned();
                let challenge = asked.split('/').nth(2).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
                let body = proof(port, challenge).unwrap_or_default().to_string();
                heard.lock().unwrap().push_str(&asked);
                let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len());
            }
        }
    });
    let answer = Bridge::start(&machine, "cursor")?.asks("initialize", &json!({ "secret": "a customer's words" }))?;
    assert!(!refusal(&answer).is_empty(), "{answer}");
    let seen = seen.lock().unwrap().clone();
    assert!(seen.starts_with("GET /proof/"), "the thief was never asked: {seen}");
    assert!(!seen.contains("customer") && !seen.to_lowercase().contains("authorization") && !seen.contains("kp_"), "{seen}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_a_person_connected_gets_through_and_only_until_he_is_removed() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso(KEY).await?);
    let desk = machine.serve(&kapso)?;
    desk.connect(KEY).await?;
    let added = desk.act("desk_add_client", json!({ "name": "Cursor" })).await?.map_err(|error| error.to_string())?;
    let socket = machine.data_dir().join("desk.sock");
    leave_only_the_keyring_but(&machine, &socket)?;

    let mut agent = Bridge::start(&machine, "cursor")?;
    assert!(agent.reads_the_inbox()?.get("result").is_some());
    let answer = Bridge::start(&machine, "zed")?.reads_the_inbox()?;
    assert!(refusal(&answer).contains("zed is not connected"), "{answer}");

    std::fs::rename(socket.with_extension("aside"), &socket)?;
    desk.act("desk_revoke_client", json!({ "client_id": added["client"]["client_id"] })).await?.map_err(|error| error.to_string())?;
    std::fs::rename(&socket, socket.with_extension("aside"))?;
    for mut agent in [agent, Bridge::start(&machine, "cursor")?] {
        let answer = agent.reads_the_inbox()?;
        assert!(refusal(&answer).contains("cursor is not connected"), "{answer}");
    }
    Ok(())
}

/// The same, with a socket that a person's programs may have back.
fn leave_only_the_keyring_but(machine: &Machine, socket: &std::path::Path) -> Outcome {
    std::fs::hard_link(socket, socket.with_extension("aside"))?;
    leave_only_the_keyring(machine)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secret_is_in_the_keyring_and_nowhere_else() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso(KEY).await?);
    let mut desk = machine.serve(&kapso)?;
    let state = desk.act("desk_state", json!({})).await?.map_err(|error| error.to_string())?;
    assert!(state["projects"].as_array().is_some_and(|listed| listed.iter().all(|project| project["id"] != "bridges")), "{state}");
    leave_only_the_keyring(&machine)?;
    let mut agent = Bridge::start(&machine, "cursor")?;
    agent.reads_the_inbox()?;
    let secret = secret(&machine)?;
    assert_eq!(secret.len(), 64);
    assert_ne!(secret, KEY);
    let pass = "kp_437572736f72"; // how a pass of Cursor begins
    for told in [&secret, pass] {
        assert_eq!(machine.files_with(told)?, Vec::<PathBuf>::new());
        for process in [agent.id(), desk.id()] {
            for place in ["cmdline", "environ"] {
                let words = std::fs::read(format!("/proc/{process}/{place}"))?;
                assert!(!String::from_utf8_lossy(&words).contains(told), "{place}");
            }
        }
    }
    assert_ne!(machine.files_with("agents can connect")?, Vec::<PathBuf>::new(), "the log is not among what was searched");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_keyrings_help_a_bridge_asks_over_the_socket_and_the_doctor_says_so() -> Outcome {
    let (mut machine, kapso) = (Machine::start()?, kapso(KEY).await?);
    let _desk = machine.serve(&kapso)?;
    let socket = machine.data_dir().join("desk.sock");
    leave_only_the_keyring_but(&machine, &socket)?;
    std::fs::rename(socket.with_extension("aside"), &socket)?;
    let well = finding(&machine)?;
    assert_eq!((well["well"].as_bool(), well["says"].as_str()), (Some(true), Some("Bridges take their pass from the keychain.")), "{well}");

    let reads = |machine: &Machine| -> Outcome {
        let answer = Bridge::start(machine, "cursor")?.reads_the_inbox()?;
        assert!(answer.get("result").is_some(), "{answer}");
        Ok(())
    };
    let is_fault = |machine: &Machine, code: &str, words: &str| -> Outcome {
        let fault = finding(machine)?;
        let says = fault["says"].as_str().unwrap_or_default();
        assert!(fault["code"] == code && says.contains(words) && says.contains("over its private socket"), "{fault}");
        Ok(())
    };
    machine.bus.lock_keyring()?;
    reads(&machine)?;
    is_fault(&machine, "keychain_locked", "locked")?;
    machine.bus.close_keyring();
    reads(&machine)?;
    let without = finding(&machine)?;
    assert!(without["well"] == true && without["says"].as_str().is_some_and(|says| says.contains("over its private socket")), "{without}");
    machine.bus.open_keyring()?;
    machine.keep("bridges", "no secret of ours")?;
    reads(&machine)?;
    is_fault(&machine, "keychain_unavailable", "damaged")
}
