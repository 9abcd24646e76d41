//! An agent's bridge (`kdesk mcp`), in its agent's place.

use std::{
    io::{BufRead, BufReader, Write},
    process::{ChildStdin, ChildStdout, Command, Stdio},
};

use serde_json::{Value, json};

use crate::{
    session::{Outcome, Process},
    terminal::Machine,
};

/// A running bridge, and what its agent says and hears.
pub(crate) struct Bridge {
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    is_open: bool,
    process: Process,
}

impl Bridge {
    pub(crate) fn start(machine: &Machine, client: &str) -> Outcome<Self> {
        let mut command: Command = machine.kdesk(None, &["--verbose", "mcp", "--client", client])?;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(machine.log()?);
        let mut process = Process::start(&mut command)?;
        let child = process.child();
        let to = child.stdin.take().ok_or("no input")?;
        let from = BufReader::new(child.stdout.take().ok_or("no output")?);
        Ok(Self { to, from, is_open: false, process })
    }

    pub(crate) fn id(&mut self) -> u32 {
        self.process.child().id()
    }

    pub(crate) fn reads_the_inbox(&mut self) -> Outcome<Value> {
        if !self.is_open {
            let me = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "test", "version": "1" } });
            let opened = self.asks("initialize", &me)?;
            if opened.get("error").is_some() {
                return Ok(opened);
            }
            self.is_open = true;
        }
        self.asks("tools/call", &json!({ "name": "whatsapp_inbox", "arguments": { "limit": 2 } }))
    }

    pub(crate) fn asks(&mut self, method: &str, params: &Value) -> Outcome<Value> {
        writeln!(self.to, "{}", json!({ "jsonrpc": "2.0", "id": method, "method": method, "params": params }))?;
        loop {
            let mut line = String::new();
            if self.from.read_line(&mut line)? == 0 {
                return Err("the bridge has ended".into());
            }
            let message: Value = serde_json::from_str(&line)?;
            if message.get("id").and_then(Value::as_str) == Some(method) {
                return Ok(message);
            }
        }
    }
}
