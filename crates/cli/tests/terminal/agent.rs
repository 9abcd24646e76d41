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
        let address = serving.said("url")?.trim_start_matches("http://").trim_end_matches("/mcp").to_owned();
        Ok(Self { address, token: serving.said("token")? })
    }

    /// What a tool answers.
    pub(crate) fn call(&self, name: &str, arguments: Value) -> Outcome<Value> {
        let call =
            json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": { "name": name, "arguments": arguments } }).to_string();
        let Self { address, token } = self;
        let mut connection = TcpStream::connect(address)?;
        write!(
            connection,
            "POST /mcp HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{call}",
            call.len()
        )?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        let (_, body) = answer.split_once("\r\n\r\n").ok_or("not HTTP")?;
        let body: Value = serde_json::from_str(body)?;
        Ok(body.pointer("/result/structuredContent").ok_or_else(|| body.to_string())?.clone())
    }
}
