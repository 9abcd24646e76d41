//! Weeks in a minute: starting and stopping, and connections that say nothing. A process of its own, because it counts its files.

#![cfg(target_os = "linux")]

use std::{fs, time::Duration};

use desk::{
    desk::{Demo, Desk, Setup},
    secrets::Key,
};
use mcp::Options;
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// Why the test could not go on.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

const LIST: &str = r#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#;

async fn list(port: u16, token: &str) -> Outcome {
    let mut connection = TcpStream::connect(("127.0.0.1", port)).await?;
    let head = format!("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-API-Key: {token}\r\nContent-Type: application/json");
    let request = format!("{head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{LIST}", LIST.len());
    connection.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    timeout(Duration::from_secs(30), connection.read_to_string(&mut answer)).await??;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("whatsapp_inbox"), "{answer}");
    Ok(())
}

/// How many connections and sockets this process has, and on how many ports it listens.
fn sockets() -> Outcome<(usize, usize)> {
    let mut own = Vec::new();
    for entry in fs::read_dir("/proc/self/fd")? {
        // One that was closed meanwhile, such as the listing itself, is none.
        let Ok(link) = fs::read_link(entry?.path()) else { continue };
        let inode = link.to_str().and_then(|link| link.strip_prefix("socket:[")).and_then(|link| link.strip_suffix(']'));
        own.extend(inode.map(str::to_owned));
    }
    let table = fs::read_to_string("/proc/self/net/tcp")?;
    let listens = |line: &&str| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        columns.get(3) == Some(&"0A") && columns.get(9).is_some_and(|inode| own.iter().any(|own| own == inode))
    };
    Ok((own.len(), table.lines().filter(listens).count()))
}

#[tokio::test]
async fn neither_slow_connections_nor_a_hundred_restarts_leave_anything_behind() -> Outcome {
    let (simulator, home) = (simulator::start(simulator::Options::default()).await?, TempDir::new()?);
    let demo = Demo::at(simulator.origin(), Key::new(simulator::DEMO_KEY.to_owned()));
    let desk = Desk::start(Setup { data_dir: Some(home.path().to_owned()), demo: Some(demo), ..Setup::default() }).await?;
    desk.open_demo().await?;
    let token = desk.add_client("Soak").await?.token;
    let options = Options { port: 0, socket: Some(home.path().join("agents.sock")) };

    let serving = mcp::serve(desk.clone(), options.clone()).await?;
    let port: u16 = serving.url().trim_end_matches("/mcp").rsplit(':').next().ok_or("no port")?.parse()?;
    let mut slow = Vec::new();
    for at in 0..200 {
        let mut connection = TcpStream::connect(("127.0.0.1", port)).await?;
        let said = format!("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Slow: {at}");
        connection.write_all(said.as_bytes()).await?;
        slow.push(connection);
        if at % 10 == 0 {
            list(port, &token).await?;
        }
    }
    // The oldest made room for newer ones, and the newest had their time.
    for connection in &mut slow {
        let _ =
            timeout(Duration::from_secs(30), connection.read_to_end(&mut Vec::new())).await.map_err(|_| "a slow connection stays open")?;
    }
    drop(slow);
    serving.stop().await;

    let (before, listened) = sockets()?;
    for _ in 0..100 {
        let serving = mcp::serve(desk.clone(), Options { port, ..options.clone() }).await?;
        list(port, &token).await?;
        serving.stop().await;
        assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err(), "something still listens");
    }
    let (after, listens) = sockets()?;
    assert_eq!(listens, listened, "a listener is left");
    // The desk itself keeps some connections to the other side; a hundred restarts would show.
    assert!(after < before + 10, "{before} sockets before, {after} after");
    Ok(())
}
