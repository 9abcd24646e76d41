//! An agent that has been given an address and a token.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use serde_json::{Value, json};

use crate::kdesk::{Outcome, Running};

pub(crate) struct Agent {
    address: String,
    token: String,
}

impl Agent {
    /// The one that `kdesk serve` names when it is ready.
    pub(crate) fn of(serving: &Running) -> Outcome<Self> {
        Self::with(serving, &serving.said("token")?)
    }

    /// One with a token of its own.
    pub(crate) fn with(serving: &Running, token: &str) -> Outcome<Self> {
        let address = serving.said("url")?.trim_start_matches("http://").trim_end_matches("/mcp").to_owned();
        Ok(Self { address, token: token.to_owned() })
    }

    /// What a tool answers.
    pub(crate) fn call(&self, name: &str, arguments: Value) -> Outcome<Value> {
        let body = self.ask("tools/call", json!({ "name": name, "arguments": arguments }))?;
        Ok(body.pointer("/result/structuredContent").ok_or_else(|| body.to_string())?.clone())
    }

    /// What the endpoint answers.
    pub(crate) fn ask(&self, method: &str, params: Value) -> Outcome<Value> {
        let call = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }).to_string();
        let Self { address, token } = self;
        let mut connection = TcpStream::connect(address)?;
        write!(
            connection,
            "POST /mcp HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{call}",
            call.len()
        )?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or("not HTTP")?;
        if !head.starts_with("HTTP/1.1 200") {
            return Err(answer.into());
        }
        Ok(serde_json::from_str(body)?)
    }
}
