//! The port, restarts, and going away.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use desk::{caller::Face, error::ErrorCode, gate};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{sleep, timeout},
};

use crate::{
    raw::{HELLO, LIST, exchange, keep_alive, request, send},
    running::{Era, Outcome, Running},
};

#[tokio::test]
async fn a_taken_port_names_who_has_it_and_does_not_move() -> Outcome {
    let running = Running::start().await?;
    let other = TcpListener::bind("127.0.0.1:0").await?;
    let port = other.local_addr()?.port();
    let refused = mcp::serve(running.desk.clone(), mcp::Options { port, ..mcp::Options::default() }).await;
    let error = refused.err().ok_or("it serves on a port that is taken")?;
    assert_eq!(error.code, ErrorCode::PortTaken);
    assert!(error.message.contains(&format!("Port {port} is taken")), "{error}");
    let me = format!("(process {})", std::process::id());
    assert!(error.message.contains(&me) || !cfg!(target_os = "linux"), "{error}");
    Ok(())
}

#[tokio::test]
async fn sessions_that_cannot_be_kept_are_an_error_that_names_the_directory() -> Outcome {
    let running = Running::start().await?;
    let sessions = running.directory().join("mcp-sessions");
    std::fs::remove_dir_all(&sessions)?;
    std::fs::write(&sessions, "a file in its place")?;
    let refused = mcp::serve(running.desk.clone(), mcp::Options::default()).await;
    let error = refused.err().ok_or("it serves without a place for its sessions")?;
    assert_eq!(error.code, ErrorCode::DataDirectoryUnwritable);
    assert!(error.message.contains(&sessions.display().to_string()), "{error}");
    assert_eq!(std::fs::read_to_string(&sessions)?, "a file in its place");
    Ok(())
}

#[tokio::test]
async fn a_client_in_the_middle_of_its_session_does_not_notice_a_restart() -> Outcome {
    let running = Running::start().await?;
    let (port, headers) = (running.port()?, running.session().await?);
    let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
    // A session's file somewhere else is nobody's session.
    let (session, others) = headers.split_last().ok_or("no headers")?;
    let id = session.rsplit(' ').next().ok_or("no id")?;
    std::fs::copy(running.directory().join(format!("mcp-sessions/{id}.json")), running.directory().join("outside.json"))?;
    let outside = [others, &["Mcp-Session-Id: ../outside"]].concat();
    assert_eq!(send(port, &request("POST /mcp", &outside, LIST)).await?.status, 404);

    let running = running.restart().await?;
    assert_eq!(running.port()?, port);
    let listed = send(port, &request("POST /mcp", &headers, LIST)).await?;
    assert_eq!(listed.status, 200, "{}", listed.body);
    assert!(listed.body.contains("whatsapp_inbox"), "{}", listed.body);

    assert_eq!(send(port, &request("DELETE /mcp", &headers, "")).await?.status, 204);
    assert_eq!(send(port, &request("POST /mcp", &headers, LIST)).await?.status, 404, "a session that was closed lives on");
    Ok(())
}

#[tokio::test]
async fn no_event_is_without_words() -> Outcome {
    let running = Running::start().await?;
    let (port, session) = (running.port()?, running.session().await?);
    let session: Vec<&str> = session.iter().map(String::as_str).collect();
    let opened = send(port, &request("POST /mcp", session.get(..4).ok_or("no headers")?, HELLO)).await?;
    let listed = send(port, &request("POST /mcp", &session, LIST)).await?;
    for answer in [opened, listed] {
        assert!(answer.body.contains("data: {"), "{}", answer.body);
        assert!(!answer.body.lines().any(|line| line.trim_end() == "data:"), "Gemini CLI breaks on: {}", answer.body);
        assert!(!answer.body.contains("retry:"), "{}", answer.body);
    }
    Ok(())
}

#[tokio::test]
async fn no_answer_waits_for_the_other_sides_acknowledgement() -> Outcome {
    let running = Running::start().await?;
    let session = running.session().await?;
    let call = keep_alive("POST /mcp", &session.iter().map(String::as_str).collect::<Vec<_>>(), LIST);
    let mut connection = TcpStream::connect(("127.0.0.1", running.port()?)).await?;
    connection.set_nodelay(true)?;
    let mut took = Vec::new();
    for _ in 0..60 {
        let start = Instant::now();
        exchange(&mut connection, &call).await?;
        took.push(start.elapsed());
    }
    // Nagle's algorithm against delayed acknowledgements costs 40 ms on every call but the first few, however busy the machine is.
    let fastest = took.iter().skip(40).min().ok_or("no calls")?;
    assert!(fastest.as_millis() < 35, "no call was faster than {fastest:?}");
    Ok(())
}

#[tokio::test]
async fn stopping_frees_the_port_and_ends_the_streams_of_those_who_still_listen() -> Outcome {
    let running = Running::start().await?;
    let (port, session) = (running.port()?, running.session().await?);
    let session: Vec<&str> = session.iter().map(String::as_str).collect();
    let waiting = request("GET /mcp", &session, "");
    let waiting = tokio::spawn(async move { send(port, &waiting).await.map(|answer| answer.status).map_err(|error| error.to_string()) });
    sleep(Duration::from_millis(100)).await;
    assert!(!waiting.is_finished(), "the stream for news ended at once");

    let start = Instant::now();
    let Running { serving, .. } = running;
    serving.stop().await;
    assert!(start.elapsed() < Duration::from_secs(4), "stopping took {:?}", start.elapsed());
    assert_eq!(timeout(Duration::from_secs(4), waiting).await??, Ok(200));
    assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err(), "something still listens");
    drop(TcpListener::bind(("127.0.0.1", port)).await?);
    Ok(())
}

#[tokio::test]
async fn no_log_at_any_level_holds_a_token() -> Outcome {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    // While there is only one, any thread that comes to a place first says for all whether it is logged; other tests have no log.
    let _another = tracing::Dispatch::new(tracing_subscriber::fmt().with_writer(std::io::sink).finish());
    let running = Running::start().await?;
    for era in Era::BOTH {
        running.client(era).await?.call("whatsapp_inbox", json!({})).await?;
    }
    let (port, key) = (running.port()?, format!("X-API-Key: {}", running.token));
    let host = format!("Host: 127.0.0.1:{port}");
    send(port, &request("POST /mcp", &[&host, &key, "Content-Type: application/json"], LIST)).await?;
    let written = log.text();
    assert!(written.lines().count() > 10, "nothing was logged: {written}");
    let leak = written.lines().find(|line| line.contains(&running.token));
    assert_eq!(leak, None);
    Ok(())
}

/// What was logged on this thread, where the whole test runs.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        self.0.lock().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if let Ok(mut log) = self.0.lock() {
            log.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> tracing_subscriber::fmt::MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn who_is_connected_is_known_by_name_and_era_until_it_ends() -> Outcome {
    let running = Running::start().await?;
    let sessions = async || -> Outcome<Vec<Value>> {
        let listed = gate::act(&running.desk, Face::Window, "desk_sessions", json!({})).await?;
        Ok(listed["sessions"].as_array().cloned().unwrap_or_default())
    };
    for (era, word) in [(Era::Sessions, "sessions"), (Era::Stateless, "stateless")] {
        let client = running.client(era).await?;
        client.call("whatsapp_inbox", json!({})).await?;
        client.call("whatsapp_inbox", json!({})).await?;
        let live = sessions().await?;
        let shown = live.iter().find(|session| session["era"] == word).ok_or("it is not there")?;
        assert_eq!((&shown["client"], &shown["program"], &shown["calls"]), (&json!("Claude Code"), &json!("test"), &json!(2)), "{word}");
        assert!(shown["protocol_version"].is_string(), "{shown}");
        client.0.cancel().await?;
    }
    for _ in 0..500 {
        if !sessions().await?.iter().any(|session| session["era"] == "sessions") {
            running.serving.stop().await;
            return Ok(());
        }
        sleep(Duration::from_millis(20)).await;
    }
    Err("a session that its client ended is still live".into())
}

/// A person ends one of two sessions of the same client: its stream closes, its id is gone for good, and nothing else is touched.
#[tokio::test]
async fn a_session_that_a_person_ends_is_gone_and_the_other_goes_on() -> Outcome {
    let running = Running::start().await?;
    let port = running.port()?;
    let (ended, other) = (running.session().await?, running.session().await?);
    let headers = |session: &[String]| session.iter().map(String::as_str).collect::<Vec<_>>().join("\r\n");
    let ask = async |session: &[String]| {
        let lines: Vec<&str> = session.iter().map(String::as_str).collect();
        send(port, &request("POST /mcp", &lines, LIST)).await.map(|answer| answer.status)
    };
    assert_eq!(ask(&ended).await?, 200);
    let live = async || gate::act(&running.desk, Face::Window, "desk_sessions", json!({})).await.map(|listed| listed["sessions"].clone());
    let first = live().await?[0]["session_id"].as_str().ok_or("it is not live")?.to_owned();
    assert!(!headers(&ended).contains(&first), "the protocol's id is shown");
    assert_eq!(ask(&other).await?, 200);

    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.write_all(format!("GET /mcp HTTP/1.1\r\n{}\r\n\r\n", headers(&ended)).as_bytes()).await?;
    let mut heard = [0; 12];
    stream.read_exact(&mut heard).await?;
    assert_eq!(&heard, b"HTTP/1.1 200");

    let left = gate::act(&running.desk, Face::Window, "desk_end_session", json!({ "session_id": first })).await?;
    assert_eq!(left["sessions"].as_array().map(Vec::len), Some(1), "{left}");
    let mut rest = Vec::new();
    timeout(Duration::from_secs(30), async {
        let mut byte = [0; 1];
        while !rest.ends_with(b"0\r\n\r\n") && stream.read(&mut byte).await.is_ok_and(|count| count == 1) {
            rest.extend(byte);
        }
    })
    .await
    .map_err(|_| "its stream goes on")?;
    assert_eq!((ask(&ended).await?, ask(&other).await?), (404, 200));
    let again = gate::act(&running.desk, Face::Window, "desk_end_session", json!({ "session_id": first })).await;
    assert_eq!(again.err().map(|error| error.code), Some(ErrorCode::NotFound));
    let running = running.restart().await?;
    let lines: Vec<&str> = ended.iter().map(String::as_str).collect();
    assert_eq!(send(running.port()?, &request("POST /mcp", &lines, LIST)).await?.status, 404, "a restart brought it back");
    Ok(())
}
