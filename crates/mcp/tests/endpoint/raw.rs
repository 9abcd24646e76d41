//! HTTP written by hand, for requests that no client would send.

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::running::Outcome;

pub(crate) struct Answer {
    pub(crate) status: u16,
    /// In lower case.
    pub(crate) head: String,
    pub(crate) body: String,
}

/// Sends these bytes on a connection of their own and reads until the other side closes it.
pub(crate) async fn send(port: u16, bytes: &[u8]) -> Outcome<Answer> {
    let mut connection = TcpStream::connect(("127.0.0.1", port)).await?;
    connection.write_all(bytes).await?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await?;
    let answer = String::from_utf8(answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(|| format!("not HTTP: {answer:?}"))?;
    let status = head.split(' ').nth(1).ok_or("no status")?.parse()?;
    Ok(Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() })
}

/// Sends a request on a connection that stays open, and reads its answer, which comes in chunks.
pub(crate) async fn exchange(connection: &mut TcpStream, bytes: &[u8]) -> Outcome<()> {
    connection.write_all(bytes).await?;
    let mut answer = Vec::new();
    while !answer.ends_with(b"0\r\n\r\n") {
        if connection.read_buf(&mut answer).await? == 0 {
            return Err("the connection was closed".into());
        }
    }
    Ok(())
}

/// A request of one line, its headers and its body; the connection is closed after it.
pub(crate) fn request(line: &str, headers: &[&str], body: &str) -> Vec<u8> {
    keep_alive(line, &[headers, &["Connection: close"]].concat(), body)
}

/// The same on a connection that stays open.
pub(crate) fn keep_alive(line: &str, headers: &[&str], body: &str) -> Vec<u8> {
    let mut request = format!("{line} HTTP/1.1\r\nContent-Length: {}\r\n", body.len());
    for header in headers {
        request.push_str(header);
        request.push_str("\r\n");
    }
    format!("{request}\r\n{body}").into_bytes()
}

pub(crate) const LIST: &str = r#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#;

pub(crate) const HELLO: &str = r#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"by hand","version":"1"}}}"#;

pub(crate) const READY: &str = r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#;
