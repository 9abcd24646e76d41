//! The program among the others of a desktop: started twice, started hidden, led somewhere by a link, ended by the system.

use std::{
    net::TcpStream,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::json;

use crate::{
    machine::{APP, Machine},
    session::{Outcome, Process},
    window::{Start, Window, free_port},
};

const PATIENCE: Duration = Duration::from_secs(40);

/// Waits until something is so.
fn until(what: &str, is_so: impl Fn() -> bool) -> Outcome {
    let start = Instant::now();
    while !is_so() {
        if start.elapsed() > PATIENCE {
            return Err(format!("waited in vain: {what}").into());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

fn answers(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).is_ok()
}

fn again(machine: &Machine, more: &[&str]) -> Command {
    let mut command = machine.command(APP);
    command.arg("--data-dir").arg(machine.data_dir()).args(["--port", "0"]).args(more);
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_leads_the_window_of_the_first_where_its_link_says() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--demo"], ..Start::default() }).await?;
    window.inbox_is_read().await?;
    let (other, thread) = (window.thread_at(0).await?, window.thread_at(1).await?);
    window.open_thread(&other).await?;
    let shown = |thread: &str| format!("document.querySelector(\"[data-testid=thread][data-thread='{thread}']\") !== null");
    for (link, there) in [
        (format!("kapso-desk://conversation/{thread}"), shown(&thread)),
        ("kapso-desk://approvals".to_owned(), "document.querySelector('h1').innerText === 'Approvals'".to_owned()),
        (format!("kapso-desk://conversation/{other}"), shown(&other)),
        (format!("kapso-desk://conversation/{thread}-not"), "document.querySelector('.toast[role=alert]') !== null".to_owned()),
    ] {
        follow(&machine, &link)?;
        window.until(&there).await.map_err(|error| format!("{link}: {error}"))?;
    }
    // What is not exactly a link of ours leads nowhere, and is not kept for later.
    for link in [format!("kapso-desk://conversation/{thread}?send=now"), "https://example.com/".to_owned()] {
        follow(&machine, &link)?;
        assert_eq!(
            window.ask("__TAURI_INTERNALS__.invoke('window_place', {}).then(done, done)").await?,
            json!({ "place": null }),
            "{link}"
        );
        assert_eq!(window.text("document.querySelector('[data-testid=thread]').dataset.thread").await?, other, "{link}");
    }
    drop(window);
    let window = Window::open(&machine, Start { arguments: &["--demo", "kapso-desk://approvals"], ..Start::default() }).await?;
    window.until("document.querySelector('h1')?.innerText === 'Approvals'").await
}

/// Starts the program a second time with a link, as a desktop does when somebody follows one.
fn follow(machine: &Machine, link: &str) -> Outcome {
    let second = again(machine, &[link]).output()?;
    assert_eq!(second.status.code(), Some(0), "{link}: {}", String::from_utf8_lossy(&second.stderr));
    Ok(())
}

#[test]
fn a_hidden_start_serves_agents_and_a_second_start_shows_the_window() -> Outcome {
    let (machine, port) = (Machine::start()?, free_port()?);
    let mut command = machine.command(APP);
    command.arg("--data-dir").arg(machine.data_dir()).args(["--demo", "--hidden", "--port", &port.to_string()]);
    let _app = Process::start(command.stdout(Stdio::null()).stderr(machine.log_file()?))?;
    until("the endpoint is up", || answers(port))?;
    std::thread::sleep(Duration::from_secs(1));
    assert!(!machine.shows_a_window(), "nothing is shown");
    let hidden = again(&machine, &["--hidden"]).output()?;
    assert_eq!(hidden.status.code(), Some(7), "a second hidden start has nothing to show");
    assert!(!machine.shows_a_window());
    let second = again(&machine, &[]).output()?;
    assert_eq!(second.status.code(), Some(0), "{}", String::from_utf8_lossy(&second.stderr));
    until("the window is there", || machine.shows_a_window())?;
    assert!(answers(port));
    Ok(())
}

#[test]
fn closing_the_window_leaves_the_endpoint_up_and_a_start_brings_the_window_back() -> Outcome {
    let (machine, port) = (Machine::start()?, free_port()?);
    let mut app = begin(&machine, port)?;
    machine.close_the_window()?;
    until("the window is gone", || !machine.shows_a_window())?;
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(app.child().try_wait()?, None, "the program goes on in the tray");
    assert!(answers(port));
    assert_eq!(again(&machine, &[]).output()?.status.code(), Some(0));
    until("the window is back", || machine.shows_a_window())
}

#[test]
fn closing_the_window_ends_the_program_where_it_is_set_so() -> Outcome {
    let (machine, port) = (Machine::start()?, free_port()?);
    std::fs::create_dir_all(machine.data_dir())?;
    std::fs::write(machine.data_dir().join("settings.json"), r#"{ "close_to_tray": false }"#)?;
    let mut app = begin(&machine, port)?;
    machine.close_the_window()?;
    let start = Instant::now();
    let ended = loop {
        match app.child().try_wait()? {
            Some(ended) => break ended,
            None if start.elapsed() > PATIENCE => return Err("it goes on".into()),
            None => std::thread::sleep(Duration::from_millis(100)),
        }
    };
    assert_eq!((ended.code(), answers(port)), (Some(0), false), "in order, and the port is free");
    Ok(())
}

/// A start as from a menu, without WebDriver, until its window is there.
fn begin(machine: &Machine, port: u16) -> Outcome<Process> {
    let mut command = machine.command(APP);
    command.arg("--data-dir").arg(machine.data_dir()).args(["--demo", "--port", &port.to_string()]);
    let app = Process::start(command.stdout(Stdio::null()).stderr(machine.log_file()?))?;
    until("the window is there", || machine.shows_a_window() && answers(port))?;
    Ok(app)
}
