//! Requests that nobody honest sends, written by hand. Not one may get as far as an operation.

use std::time::{Duration, Instant};

use desk::{caller::Face, gate};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

use crate::running::{Outcome, Running};

/// A call that would stand in the audit.
const CALL: &str = r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"whatsapp_inbox","arguments":{"limit":1}}}"#;

// `PORT`, `TOKEN` and `LENGTH` stand for the true ones.
const POST: &str = "POST /mcp HTTP/1.1";
const HOST: &str = "Host: 127.0.0.1:PORT";
const TOKEN: &str = "Authorization: Bearer TOKEN";
const JSON: &str = "Content-Type: application/json";
const LENGTH: &str = "Content-Length: LENGTH";

const HOSTS: &str = "evil.example|evil.example:PORT|127.0.0.1|127.0.0.1:1|127.0.0.1:0PORT|127.0.0.1:PORT.|localhost|localhost.:PORT\
    |localhost:PORT:PORT|sub.localhost:PORT|127.0.0.1.evil.example:PORT|evil@127.0.0.1:PORT|127.0.0.1:PORT@evil.example|127.1:PORT\
    |2130706433:PORT|0x7f.0.0.1:PORT|0177.0.0.1:PORT|0.0.0.0:PORT|127.0.0.2:PORT|[::1]:PORT|[::ffff:127.0.0.1]:PORT|[::]:PORT\
    |127.0.0.1:PORT, evil.example|127.0.0.1:PORT/|http://127.0.0.1:PORT||①②⑦.⓪.⓪.①:PORT\
    |127.0.0.1:PORT\r\nHost: evil.example|127.0.0.1:PORT\r\nHost: 127.0.0.1:PORT";

const ORIGINS: &str = "null||http://evil.example|https://127.0.0.1:PORT|http://127.0.0.1|http://127.0.0.1:1|http://127.0.0.1:PORT/\
    |http://127.0.0.1:PORT.evil.example|http://evil@127.0.0.1:PORT|http://[::1]:PORT|file://|tauri://localhost|vscode-webview://1\
    |chrome-extension://abcdefghijklmnop|http://127.0.0.1:PORT, http://evil.example|http://127.0.0.1:PORT\r\nOrigin: http://evil.example";

const METHODS: &str = "GET|HEAD|PUT|PATCH|DELETE|OPTIONS|TRACE|post|POSTS|PRI";

const TYPES: &str = "text/plain|text/plain; charset=application/json|application/x-www-form-urlencoded\
    |multipart/form-data; boundary=application/json|text/json|application/jsonp|application/json-seq|application/json5|application/xml\
    ||*/*|application/json, text/plain|text/plain\r\nContent-Type: application/json";

const TARGETS: &str = "http://evil.example/mcp|http://127.0.0.1:1/mcp|//mcp|/mcp/../mcp|/MCP|/mcp%2f|/%6dcp/x|mcp|*";

const TOKENS: &str = "X-Nothing: 1|Authorization: TOKEN|Authorization: Basic TOKEN|Authorization: Bearer|Authorization: Bearer TOKENx\
    |X-API-Key: x|Cookie: token=TOKEN";

const BROKEN: &str = "Content-Length: LENGTH\r\nContent-Length: 1|Content-Length: -1|Content-Length: 99999999999999999999\
    |Transfer-Encoding: chunked, identity|Transfer-Encoding: xchunked|X: a\r\n folded|X\0: 1|X: \u{1}|: 1|no colon";

/// Every case, as the lines of its head.
fn heads() -> Vec<Vec<String>> {
    let mut heads = Vec::new();
    let mut add = |lines: &[&str]| heads.push(lines.iter().map(|line| (*line).to_owned()).collect());
    HOSTS.split('|').for_each(|host| add(&[POST, &format!("Host: {host}"), TOKEN, JSON, LENGTH]));
    add(&[POST, "X-Forwarded-Host: 127.0.0.1:PORT", TOKEN, JSON, LENGTH]);
    ORIGINS.split('|').for_each(|origin| add(&[POST, HOST, &format!("Origin: {origin}"), TOKEN, JSON, LENGTH]));
    METHODS.split('|').for_each(|method| add(&[&format!("{method} /mcp HTTP/1.1"), HOST, TOKEN, JSON, LENGTH]));
    TYPES.split('|').for_each(|kind| add(&[POST, HOST, TOKEN, &format!("Content-Type: {kind}"), LENGTH]));
    add(&[POST, HOST, TOKEN, LENGTH]);
    TARGETS.split('|').for_each(|target| add(&[&format!("POST {target} HTTP/1.1"), HOST, TOKEN, JSON, LENGTH]));
    TOKENS.split('|').for_each(|token| add(&[POST, HOST, token, JSON, LENGTH]));
    add(&["POST /mcp?token=TOKEN HTTP/1.1", HOST, JSON, LENGTH]);
    BROKEN.split('|').for_each(|line| add(&[POST, HOST, TOKEN, JSON, line]));
    add(&["POST /mcp", HOST, TOKEN, JSON, LENGTH]);
    add(&["POST /mcp HTTP/1.0", TOKEN, JSON, LENGTH]);
    add(&["POST /mcp HTTP/2.0", HOST, TOKEN, JSON, LENGTH]);
    add(&[POST, HOST, TOKEN, JSON, LENGTH, &format!("X: {}", "x".repeat(64 * 1024))]);
    add(&[&[POST, HOST, TOKEN, JSON, LENGTH], ["X: 1"; 100].as_slice()].concat());
    heads
}

/// The status of the answer; none when the connection is closed without one.
async fn status(port: u16, request: &[u8]) -> Outcome<Option<u16>> {
    let mut connection = TcpStream::connect(("127.0.0.1", port)).await?;
    // Whoever has heard enough closes before all of it is there.
    let _ = connection.write_all(request).await;
    let mut answer = Vec::new();
    let _ = timeout(Duration::from_secs(30), connection.read_to_end(&mut answer)).await?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    assert!(!answer.to_ascii_lowercase().contains("access-control-"), "{answer}");
    Ok(answer.split(' ').nth(1).and_then(|status| status.parse().ok()))
}

#[tokio::test]
async fn no_hostile_request_reaches_an_operation() -> Outcome {
    let running = Running::start().await?;
    let (port, heads) = (running.port()?, heads());
    assert!(heads.len() >= 100, "only {} cases", heads.len());
    let whole = |head: &[String]| {
        let head = head.join("\r\n") + "\r\nAccept: application/json\r\nConnection: close";
        head.replace("PORT", &port.to_string()).replace("TOKEN", &running.token).replace("LENGTH", &CALL.len().to_string())
    };
    for head in heads {
        let head = whole(&head);
        let got = status(port, format!("{head}\r\n\r\n{CALL}").as_bytes()).await?;
        let shown: String = head.chars().take(300).collect();
        assert!(got.is_none_or(|status| (400..500).contains(&status) || status == 505), "{got:?} to\n{shown}");
    }
    // Nothing but what was wrong with each kept it out. The audit is a chain: what was let through would stand before this call.
    let honest = whole(&[POST, HOST, TOKEN, JSON, LENGTH].map(str::to_owned));
    assert_eq!(status(port, format!("{honest}\r\n\r\n{CALL}").as_bytes()).await?, Some(200));
    loop {
        let written = gate::act(&running.desk, Face::Window, "desk_audit", json!({})).await?;
        let calls = written.get("calls").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        if let [only] = calls {
            assert_eq!(only.get("operation"), Some(&json!("whatsapp_inbox")), "{written}");
            return Ok(());
        }
        assert!(calls.is_empty(), "{written}");
        sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn wrong_tokens_are_answered_late_and_keep_no_good_one_out() -> Outcome {
    let running = Running::start().await?;
    let port = running.port()?;
    let with = |token: &str| {
        let head = format!("{POST}\r\nHost: 127.0.0.1:{port}\r\nX-API-Key: {token}\r\n{JSON}\r\nContent-Length: {}", CALL.len());
        format!("{head}\r\nConnection: close\r\n\r\n{CALL}")
    };
    let guesses = (0..60).map(|guess| {
        let request = with(&format!("kd_{guess:064x}"));
        tokio::spawn(async move {
            let start = Instant::now();
            let status = status(port, request.as_bytes()).await.map_err(|error| error.to_string());
            (status, start.elapsed())
        })
    });
    let guesses: Vec<_> = guesses.collect();
    for _ in 0..20 {
        assert_eq!(status(port, with(&running.token).as_bytes()).await?, Some(200), "a good token was kept out");
    }
    let mut late = 0;
    for guess in guesses {
        let (status, took) = guess.await?;
        // One whose place a newer connection needed was sent away without an answer.
        assert!(matches!(status, Ok(Some(401) | None)), "{status:?}");
        late += usize::from(took >= Duration::from_millis(900) || status == Ok(None));
    }
    assert!(late >= 55, "{late} of 60 were answered late");
    Ok(())
}
