//! `kdesk doctor`: each fault is made for real, named, and comes with a remedy.

use std::{
    fs::{self, File},
    io::{Read, Write},
    net::TcpListener,
    path::Path,
    process::Command,
    time::{Duration, SystemTime},
};

use desk::{
    desk::{Desk, Setup},
    endpoint::Endpoint,
};
use serde_json::Value;
use tempfile::tempdir;

use crate::kdesk::{Outcome, Running, kdesk, run};

fn at_home(home: &Path, words: &[&str]) -> Command {
    let mut command = kdesk(&home.join("desk"), words);
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "XDG_CONFIG_HOME"] {
        command.env_remove(name);
    }
    command.env("HOME", home).env("PATH", "/usr/bin:/bin");
    command
}

/// What it says of one thing; and the code that it ends with.
fn examined(command: &mut Command, check: &str) -> Outcome<(Option<i32>, Value)> {
    let done = run(command)?;
    let said: Value = serde_json::from_str(&done.out).map_err(|_| format!("{done:?}"))?;
    let mut found = said.get("findings").and_then(Value::as_array).into_iter().flatten();
    let finding = found.find(|finding| finding.get("check").and_then(Value::as_str) == Some(check));
    Ok((done.code, finding.cloned().unwrap_or_default()))
}

/// It is at fault, in these words, and there is something to do.
fn is_fault(finding: &Value, words: &str) {
    let text = |field: &str| finding.get(field).and_then(Value::as_str).unwrap_or_default();
    assert!(text("says").contains(words) && text("remedy").len() > 10, "{finding}");
}

fn is_well(finding: &Value) -> bool {
    finding.get("well") == Some(&Value::Bool(true))
}

#[test]
fn a_desk_that_serves_is_well_but_for_what_this_machine_lacks() -> Outcome {
    let home = tempdir()?;
    let _serving = Running::start(&mut at_home(home.path(), &["serve", "--demo", "--port", "0"]))?;
    for check in ["app", "project", "port", "proxy", "clock"] {
        let (_, finding) = examined(&mut at_home(home.path(), &["doctor"]), check)?;
        assert!(is_well(&finding), "{check}: {finding}");
    }
    Ok(())
}

#[test]
fn an_app_that_does_not_run_is_named() -> Outcome {
    let home = tempdir()?;
    let (code, finding) = examined(&mut at_home(home.path(), &["doctor"]), "app")?;
    is_fault(&finding, "No Kapso Desk runs on");
    assert_eq!(code, Some(1));
    Ok(())
}

/// The real port may be taken on this machine already; then its holder is named just so.
#[test]
fn a_port_that_another_program_has_is_named_with_the_program() -> Outcome {
    let home = tempdir()?;
    let _taken = TcpListener::bind("127.0.0.1:47821");
    let (_, finding) = examined(&mut at_home(home.path(), &["doctor"]), "port")?;
    is_fault(&finding, "Port 47821 is taken by");
    assert!(finding.to_string().contains("(process "), "{finding}");
    Ok(())
}

/// The desk is this test's own, and its endpoint is another program's.
#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_answers_in_the_place_of_the_desk_is_named() -> Outcome {
    let home = tempdir()?;
    let desk = Desk::start(Setup { data_dir: Some(home.path().join("desk")), ..Setup::default() }).await?;
    let taken = TcpListener::bind("127.0.0.1:0")?;
    let port = taken.local_addr()?.port();
    std::thread::spawn(move || {
        for connection in taken.incoming().flatten() {
            let _ = (&connection).read(&mut [0; 1024]);
            let _ = (&connection).write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"proof\":\"00\"}");
        }
    });
    desk.set_endpoint(Endpoint { on: true, port: Some(port), url: Some(format!("http://127.0.0.1:{port}/mcp")), ..Endpoint::default() });
    let (code, finding) = examined(&mut at_home(home.path(), &["doctor"]), "port")?;
    is_fault(&finding, &format!("Another program answers on port {port}"));
    assert_ne!(code, Some(0));
    desk.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_without_a_project_and_without_its_endpoint_is_named_for_both() -> Outcome {
    let home = tempdir()?;
    let desk = Desk::start(Setup { data_dir: Some(home.path().join("desk")), ..Setup::default() }).await?;
    for (check, words) in [("project", "No project is open"), ("port", "The endpoint is not up")] {
        let (code, finding) = examined(&mut at_home(home.path(), &["doctor"]), check)?;
        is_fault(&finding, words);
        assert_ne!(code, Some(0));
    }
    desk.stop().await;
    Ok(())
}

#[test]
fn a_proxy_before_this_machine_is_named_without_its_password() -> Outcome {
    let home = tempdir()?;
    let mut command = at_home(home.path(), &["doctor"]);
    command.env("http_proxy", "http://ana:secret@proxy.example:3128");
    let (_, finding) = examined(&mut command, "proxy")?;
    is_fault(&finding, "http_proxy is set");
    assert!(!finding.to_string().contains("secret"), "{finding}");
    let (_, finding) = examined(command.env("no_proxy", "example.com, 127.0.0.1"), "proxy")?;
    assert!(is_well(&finding), "{finding}");
    Ok(())
}

#[test]
fn a_stale_entry_is_named_with_both_addresses() -> Outcome {
    let home = tempdir()?;
    fs::create_dir_all(home.path().join(".cursor"))?;
    let first = Running::start(&mut at_home(home.path(), &["serve", "--demo", "--port", "0"]))?;
    run(&mut at_home(home.path(), &["connect", "cursor", "--address"]))?.answer()?;
    let was = first.said("url")?;
    first.end("TERM")?;
    let second = Running::start(&mut at_home(home.path(), &["serve", "--demo", "--port", "0"]))?;
    let (code, finding) = examined(&mut at_home(home.path(), &["doctor"]), "agent")?;
    if second.said("url")? != was {
        is_fault(&finding, &was);
        assert!(finding.to_string().contains(&second.said("url")?), "{finding}");
        assert_ne!(code, Some(0));
    }
    Ok(())
}

#[test]
fn a_client_without_access_is_named() -> Outcome {
    let home = tempdir()?;
    fs::create_dir_all(home.path().join(".cursor"))?;
    let serving = Running::start(&mut at_home(home.path(), &["serve", "--demo", "--port", "0"]))?;
    run(&mut at_home(home.path(), &["connect", "cursor"]))?.answer()?;
    serving.end("TERM")?;
    fs::remove_dir_all(home.path().join("desk/demo"))?;
    let _serving = Running::start(&mut at_home(home.path(), &["serve", "--demo", "--port", "0"]))?;
    let (_, finding) = examined(&mut at_home(home.path(), &["doctor"]), "agent")?;
    is_fault(&finding, "Cursor has no access to the project that is open");
    Ok(())
}

#[test]
fn a_keychain_that_cannot_be_reached_is_named() -> Outcome {
    let home = tempdir()?;
    let mut command = at_home(home.path(), &["doctor"]);
    command.env_remove("DBUS_SESSION_BUS_ADDRESS").env("XDG_RUNTIME_DIR", home.path());
    let (_, finding) = examined(&mut command, "keychain")?;
    is_fault(&finding, "There is no session bus");
    let (_, finding) = examined(command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all"), "keychain")?;
    is_fault(&finding, "No keychain is running");
    Ok(())
}

/// The desk that runs may have another session than the terminal.
#[test]
fn a_keychain_that_the_running_desk_cannot_reach_is_named() -> Outcome {
    let home = tempdir()?;
    let mut serve = at_home(home.path(), &["serve", "--demo", "--port", "0"]);
    let _serving = Running::start(serve.env_remove("DBUS_SESSION_BUS_ADDRESS").env("XDG_RUNTIME_DIR", home.path()))?;
    let mut doctor = at_home(home.path(), &["doctor"]);
    let (_, finding) = examined(doctor.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all"), "keychain")?;
    is_fault(&finding, "There is no session bus");
    Ok(())
}

#[test]
fn a_data_directory_that_cannot_be_used_is_named() -> Outcome {
    let home = tempdir()?;
    fs::write(home.path().join("desk"), "a file where a directory should be")?;
    let (code, finding) = examined(&mut at_home(home.path(), &["doctor"]), "data directory")?;
    is_fault(&finding, "cannot be written");
    assert_eq!(code, Some(7));
    Ok(())
}

#[test]
fn a_clock_that_was_set_back_is_named() -> Outcome {
    let home = tempdir()?;
    let _serving = Running::start(&mut at_home(home.path(), &["serve", "--demo", "--port", "0"]))?;
    let file = File::options().write(true).open(home.path().join("desk/owner.json"))?;
    file.set_modified(SystemTime::now() + Duration::from_secs(3 * 60 * 60))?;
    let (code, finding) = examined(&mut at_home(home.path(), &["doctor"]), "clock")?;
    is_fault(&finding, "179 minutes later");
    assert_ne!(code, Some(0));
    Ok(())
}
