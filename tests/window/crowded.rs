//! A crowd at the endpoint's door, and a door that is opened and shut a hundred times: the person at the window notices nothing.

use std::{
    fs,
    io::{ErrorKind, Read, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::Value;
use tokio::task::spawn_blocking;

use crate::{
    machine::Machine,
    session::Outcome,
    story::ARRIVED,
    window::{Start, Window},
};

const REPLY: &str = "Já vou ver isso, um instante.";

/// Someone who has begun a request and does not end it.
fn slow(port: u16) -> std::io::Result<TcpStream> {
    let mut connection = TcpStream::connect(("127.0.0.1", port))?;
    write!(connection, "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Slow: ")?;
    connection.set_read_timeout(Some(Duration::from_secs(60)))?;
    Ok(connection)
}

async fn switched(window: &Window, on: bool) -> Outcome<Value> {
    let script =
        format!("__TAURI_INTERNALS__.invoke('desk_switch_endpoint', {{ on: {on} }}).then(done, (why) => done(why.code ?? String(why)))");
    window.ask(&script).await
}

/// How many sockets the desk has, and how many programs it has started.
fn belongings(machine: &Machine) -> Outcome<(usize, usize)> {
    let owner: Value = serde_json::from_slice(&fs::read(machine.data_dir().join("owner.json"))?)?;
    let id = owner.get("pid").and_then(Value::as_u64).ok_or("nobody owns the data directory")?;
    let files = fs::read_dir(format!("/proc/{id}/fd"))?.flatten().filter_map(|file| fs::read_link(file.path()).ok());
    let sockets = files.filter(|link| link.to_string_lossy().starts_with("socket:")).count();
    let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children"))?.split_whitespace().count();
    Ok((sockets, children))
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_slow_connections_and_a_hundred_restarts_leave_the_window_alone() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--demo"], ..Start::default() }).await?;
    window.inbox_is_read().await?;
    let state = window.ask("__TAURI_INTERNALS__.invoke('desk_state', {}).then(done)").await?;
    let port = u16::try_from(state["endpoint"]["port"].as_u64().ok_or_else(|| state.to_string())?)?;
    let (sockets, children) = belongings(&machine)?;

    let mut crowd = (0..200).map(|_| slow(port)).collect::<std::io::Result<Vec<_>>>()?;
    let thread = window.thread_at(1).await?;
    window.open_thread(&thread).await?;
    window.watch_deliveries(REPLY).await?;
    window.click("[data-testid=composer-input]").await?;
    window.write(REPLY).await?;
    window.choose("Send").await?;
    window.deliveries_until(ARRIVED).await?;
    // Each is sent away in the end, whether it says more or not.
    spawn_blocking(move || {
        crowd.iter_mut().try_for_each(|connection| connection.read_to_end(&mut Vec::new()).map(drop).or_else(was_reset))
    })
    .await??;

    for _ in 0..100 {
        let off = switched(&window, false).await?;
        assert!(off["endpoint"].get("url").is_none() && TcpStream::connect(("127.0.0.1", port)).is_err(), "{off}");
        let on = switched(&window, true).await?;
        assert!(on["endpoint"].get("problem").is_none() && TcpStream::connect(("127.0.0.1", port)).is_ok(), "{on}");
    }
    let (sockets_after, children_after) = belongings(&machine)?;
    assert!(sockets_after < sockets + 20, "{sockets} sockets before, {sockets_after} after");
    assert_eq!(children_after, children, "a process is left");
    let other = window.thread_at(2).await?;
    window.open_thread(&other).await
}

fn was_reset(cause: std::io::Error) -> std::io::Result<()> {
    if cause.kind() == ErrorKind::ConnectionReset { Ok(()) } else { Err(cause) }
}
