//! The port, restarts, and going away.

use desk::error::ErrorCode;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};

use crate::{
    raw::{LIST, request, send},
    running::{Era, Outcome, Running, answer},
};

#[tokio::test]
async fn a_taken_port_names_who_has_it_and_does_not_move() -> Outcome {
    let running = Running::start().await?;
    let other = TcpListener::bind("127.0.0.1:0").await?;
    let port = other.local_addr()?.port();
    let directory = tempfile::tempdir()?;
    let refused = mcp::serve(running.desk.clone(), mcp::Options { port, sessions: directory.path().join("sessions") }).await;
    let error = refused.err().ok_or("it serves on a port that is taken")?;
    assert_eq!(error.code, ErrorCode::PortTaken);
    assert!(error.message.contains(&format!("Port {port} is taken")), "{error}");
    let me = format!("(process {})", std::process::id());
    assert!(error.message.contains(&me) || !cfg!(target_os = "linux"), "{error}");
    assert!(!directory.path().join("sessions").exists(), "something was made before the port was known");
    Ok(())
}

#[tokio::test]
async fn sessions_that_cannot_be_kept_are_an_error_that_names_the_directory() -> Outcome {
    let running = Running::start().await?;
    let directory = tempfile::tempdir()?;
    let sessions = directory.path().join("sessions");
    std::fs::write(&sessions, "a file in its place")?;
    let refused = mcp::serve(running.desk.clone(), mcp::Options { port: 0, sessions: sessions.clone() }).await;
    let error = refused.err().ok_or("it serves without a place for its sessions")?;
    assert_eq!(error.code, ErrorCode::DataDirectoryUnwritable);
    assert!(error.message.contains(&sessions.display().to_string()), "{error}");
    assert_eq!(std::fs::read_to_string(&sessions)?, "a file in its place");
    Ok(())
}

#[tokio::test]
async fn a_client_in_the_middle_of_its_session_does_not_notice_a_restart() -> Outcome {
    let running = Running::start().await?;
    let (port, token) = (running.port()?, format!("Authorization: Bearer {}", running.token));
    let host = format!("Host: 127.0.0.1:{port}");
    let headers = [host.as_str(), &token, "Content-Type: application/json", "Accept: application/json, text/event-stream"];
    let hello = json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {
        "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "old", "version": "1"}}});
    let opened = send(port, &request("POST /mcp", &headers, &hello.to_string())).await?;
    let session = opened.head.lines().find(|line| line.starts_with("mcp-session-id: ")).ok_or("no session")?.to_owned();
    let headers = [&headers[..], &[session.as_str()]].concat();
    let ready = r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#;
    assert_eq!(send(port, &request("POST /mcp", &headers, ready)).await?.status, 202);

    let running = running.restart().await?;
    assert_eq!(running.port()?, port);
    let listed = send(port, &request("POST /mcp", &headers, LIST)).await?;
    assert_eq!(listed.status, 200, "{}", listed.body);
    assert!(listed.body.contains("whatsapp_inbox"), "{}", listed.body);

    assert_eq!(send(port, &request("DELETE /mcp", &headers, "")).await?.status, 202);
    assert_eq!(send(port, &request("POST /mcp", &headers, LIST)).await?.status, 404, "a session that was closed lives on");
    Ok(())
}

#[tokio::test]
async fn no_event_is_empty_and_no_answer_waits_for_the_network() -> Outcome {
    let running = Running::start().await?;
    let client = running.client(Era::Sessions).await?;
    client.call("whatsapp_inbox", json!({})).await?;
    let start = std::time::Instant::now();
    for _ in 0..20 {
        answer(&client.call("whatsapp_configs_overview", json!({})).await?)?;
    }
    // Nagle's algorithm against delayed acknowledgements costs 40 ms a call.
    assert!(start.elapsed().as_millis() < 20 * 35, "20 calls took {:?}", start.elapsed());

    let (port, token) = (running.port()?, format!("Authorization: Bearer {}", running.token));
    let hello = r#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"gemini","version":"1"}}}"#;
    let headers =
        [&format!("Host: 127.0.0.1:{port}"), &token, "Content-Type: application/json", "Accept: application/json, text/event-stream"];
    let answer = send(port, &request("POST /mcp", &headers, hello)).await?;
    assert!(answer.body.contains("data: {"), "{}", answer.body);
    assert!(!answer.body.lines().any(|line| line.trim_end() == "data:"), "an event without data: {}", answer.body);
    Ok(())
}

#[tokio::test]
async fn a_stopped_endpoint_leaves_its_port_free_though_a_client_still_listens() -> Outcome {
    let running = Running::start().await?;
    let port = running.port()?;
    let client = running.client(Era::Sessions).await?;
    client.0.list_all_tools().await?;
    let Running { serving, .. } = running;
    serving.stop().await;
    assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err(), "something still listens");
    drop(TcpListener::bind(("127.0.0.1", port)).await?);
    Ok(())
}
