//! Calls from outside, as an agent and as a person. A desk that is killed meanwhile gives no answer.

use std::path::Path;

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// What was answered; nothing when the desk was gone before.
pub(crate) type Answer = Option<Result<Value, Value>>;

/// Asks as the agent that holds this token.
pub(crate) async fn as_agent(address: &str, token: &str, name: &str, input: &Value) -> Answer {
    let call = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": { "name": name, "arguments": input } }).to_string();
    let request = format!(
        "POST /mcp HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{call}",
        call.len()
    );
    let mut connection = TcpStream::connect(address).await.ok()?;
    connection.write_all(request.as_bytes()).await.ok()?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    assert!(head.starts_with("HTTP/1.1 200"), "{answer}");
    let mut body: Value = serde_json::from_str(body).ok()?;
    let said = body["result"]["structuredContent"].take();
    Some(if body["result"]["isError"] == true { Err(said["error"].clone()) } else { Ok(said) })
}

/// Asks as the person whose machine it is, through the socket that `kdesk call` uses.
pub(crate) async fn as_person(data_dir: &Path, name: &str, input: Value) -> Answer {
    desk::owner::ask_owner(data_dir, name, input).await.ok().flatten()
}
