//! Asking, over connections that stay open, with as little work of our own as possible.

use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    runtime::Builder,
    task::{JoinSet, spawn_blocking},
};

use crate::Outcome;

/// How a request is put.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Era {
    /// 2026-07-28.
    Stateless,
    /// With `initialize`; ours answers in events, the TypeScript SDK in JSON.
    Session,
    /// The same for ours without a session; the TypeScript SDK has none without.
    Plain,
}

/// A server and whom to ask it as.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) port: u16,
    pub(crate) token: String,
    pub(crate) era: Era,
}

struct Connection {
    stream: TcpStream,
    request: Vec<u8>,
    answer: Vec<u8>,
}

impl Target {
    async fn connect(&self) -> Outcome<Connection> {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).await?;
        stream.set_nodelay(true)?;
        let mut connection = Connection { stream, request: Vec::new(), answer: Vec::with_capacity(64 * 1024) };
        let mut session = None;
        if self.era == Era::Session || (self.era == Era::Plain && self.token.is_empty()) {
            let hello = r#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}"#;
            connection.request = self.request(hello, "");
            connection.ask().await?;
            let head = String::from_utf8_lossy(&connection.answer).to_lowercase();
            session = head.lines().find(|line| line.starts_with("mcp-session-id:")).map(|line| format!("{line}\r\n"));
        }
        connection.request = self.request(&self.call(), session.as_deref().unwrap_or_default());
        Ok(connection)
    }

    fn call(&self) -> String {
        let meta = match self.era {
            Era::Stateless => {
                r#","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"bench","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}"#
            }
            Era::Session | Era::Plain => "",
        };
        format!(r#"{{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{"name":"whatsapp_inbox","arguments":{{}}{meta}}}}}"#)
    }

    fn request(&self, body: &str, more: &str) -> Vec<u8> {
        let accept = match (self.era, self.token.is_empty()) {
            (Era::Plain, false) => "application/json",
            _ => "application/json, text/event-stream",
        };
        let era = match self.era {
            Era::Stateless => "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: whatsapp_inbox\r\n",
            Era::Session | Era::Plain => "",
        };
        format!(
            "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\nAccept: {accept}\r\n{era}{more}Content-Length: {}\r\n\r\n{body}",
            self.port,
            self.token,
            body.len()
        )
        .into_bytes()
    }
}

impl Connection {
    /// One request and its whole answer.
    async fn ask(&mut self) -> Outcome {
        self.stream.write_all(&self.request).await?;
        self.answer.clear();
        loop {
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                return Err("the server closed the connection".into());
            }
            if self.is_whole() {
                return if self.answer.starts_with(b"HTTP/1.1 200") { Ok(()) } else { Err(self.text().into()) };
            }
        }
    }

    fn is_whole(&self) -> bool {
        let Some(end) = self.answer.windows(4).position(|four| four == b"\r\n\r\n") else { return false };
        let head = String::from_utf8_lossy(self.answer.get(..end).unwrap_or_default()).to_lowercase();
        match head.lines().find_map(|line| line.strip_prefix("content-length: ")).and_then(|length| length.trim().parse::<usize>().ok()) {
            Some(length) => self.answer.len() >= end + 4 + length,
            None => self.answer.ends_with(b"0\r\n\r\n"),
        }
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.answer).into_owned()
    }
}

/// The text of the tool's answer, of a connection's first call.
pub(crate) async fn first_answer(target: &Target) -> Outcome<String> {
    let mut connection = target.connect().await?;
    connection.ask().await?;
    let whole = connection.text();
    let (_, body) = whole.split_once("\r\n\r\n").ok_or("no body")?;
    let said: Value = serde_json::from_str(body)?;
    let answer = said.pointer("/result/content/0/text").and_then(Value::as_str).ok_or_else(|| format!("no answer: {body}"))?;
    assert_eq!(serde_json::from_str::<Value>(answer)?.pointer("/conversations").and_then(Value::as_array).map(Vec::len), Some(20));
    Ok(answer.to_owned())
}

/// How long each of so many calls took, one after the other. All of it on one thread: on the runtime's, the answer would wake one that
/// wakes another one.
pub(crate) async fn one_by_one(target: Target, calls: usize) -> Outcome<Vec<Duration>> {
    let alone = move || -> Result<Vec<Duration>, String> {
        let runtime = Builder::new_current_thread().enable_io().build().map_err(|error| error.to_string())?;
        runtime.block_on(each_timed(target, calls)).map_err(|error| error.to_string())
    };
    Ok(spawn_blocking(alone).await??)
}

async fn each_timed(target: Target, calls: usize) -> Outcome<Vec<Duration>> {
    let mut connection = target.connect().await?;
    for _ in 0..calls / 10 {
        connection.ask().await?;
    }
    let mut taken = Vec::with_capacity(calls);
    for _ in 0..calls {
        let start = Instant::now();
        connection.ask().await?;
        taken.push(start.elapsed());
    }
    Ok(taken)
}

/// Calls a second, with a connection for every target.
pub(crate) async fn per_second(targets: Vec<Target>, round: Duration) -> Outcome<f64> {
    let until = Instant::now() + round;
    let made = each(targets, move |_| Instant::now() < until).await?;
    Ok(f64::from(u32::try_from(made)?) / round.as_secs_f64())
}

/// So many calls, with a connection for every target.
pub(crate) async fn so_many(targets: Vec<Target>, calls: usize) -> Outcome {
    let each_makes = calls / targets.len();
    each(targets, move |made| made < each_makes).await.map(|_| ())
}

async fn each(targets: Vec<Target>, go_on: impl Fn(usize) -> bool + Clone + Send + 'static) -> Outcome<usize> {
    let mut running = JoinSet::new();
    for target in targets {
        let go_on = go_on.clone();
        running.spawn(async move {
            let mut connection = target.connect().await.map_err(|error| error.to_string())?;
            let mut made = 0;
            while go_on(made) {
                connection.ask().await.map_err(|error| error.to_string())?;
                made += 1;
            }
            Ok::<usize, String>(made)
        });
    }
    let mut made = 0;
    while let Some(one) = running.join_next().await {
        made += one??;
    }
    Ok(made)
}
