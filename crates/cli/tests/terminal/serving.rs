//! `kdesk serve` and `kdesk simulator`, from their first line to their end.

#![cfg(unix)]

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use serde_json::Value;
use tempfile::tempdir;

use crate::kdesk::{Outcome, Running, kdesk};

#[test]
fn it_says_one_line_serves_and_ends_well_when_it_is_told_to() -> Outcome {
    for signal in ["TERM", "INT"] {
        let home = tempdir()?;
        let serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0", "--verbose"]))?;
        let (url, token) = (serving.said("url")?, serving.said("token")?);
        let address = url.strip_prefix("http://").and_then(|url| url.strip_suffix("/mcp")).ok_or("a strange address")?.to_owned();

        let call = r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"whatsapp_inbox","arguments":{"limit":1}}}"#;
        let mut connection = TcpStream::connect(&address)?;
        write!(
            connection,
            "POST /mcp HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{call}",
            call.len()
        )?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or("not HTTP")?;
        let body: Value = serde_json::from_str(body)?;
        let inbox = body.pointer("/result/structuredContent").ok_or_else(|| format!("{head}: {body}"))?;
        assert!(inbox.get("total_count").and_then(Value::as_u64) > Some(0), "it was ready before there was anything to read: {inbox}");
        let written = inbox.pointer("/conversations/0/last_message/text").and_then(Value::as_str).ok_or("no message")?;

        let ended = serving.end(signal)?;
        assert_eq!((ended.code, ended.out.as_str()), (Some(0), ""), "{signal}: {ended:?}");
        assert!(ended.err.contains("agents can connect"), "nothing was logged: {ended:?}");
        assert!(!ended.err.contains(&token), "the log holds the token");
        assert!(!ended.err.contains(written), "the log holds what somebody wrote");
        assert!(TcpStream::connect(&address).is_err(), "{signal}: the port is still taken");
    }
    Ok(())
}

#[test]
fn a_second_run_finds_the_place_free() -> Outcome {
    let home = tempdir()?;
    let first = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
    let url = first.said("url")?;
    let port = url.trim_end_matches("/mcp").rsplit(':').next().ok_or("no port")?.to_owned();
    assert_eq!(first.end("TERM")?.code, Some(0));
    let second = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", &port]))?;
    assert_eq!(second.said("url")?, url);
    Ok(())
}

#[test]
fn the_simulator_says_where_it_is_and_ends_well() -> Outcome {
    let home = tempdir()?;
    let playing = Running::start(&mut kdesk(home.path(), &["simulator", "--port", "0", "--seed", "7"]))?;
    assert!(playing.said("origin")?.starts_with("http://127.0.0.1:"));
    let ended = playing.end("TERM")?;
    assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (Some(0), "", ""));
    Ok(())
}
