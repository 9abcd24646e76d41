//! `kdesk mcp`: an agent that only starts programs.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    os::unix::net::UnixListener,
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
};

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::kdesk::{Outcome, Running, kdesk};

/// An agent with a bridge between it and the desk.
struct Bridged {
    program: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
}

impl Bridged {
    fn start(home: &Path, client: &str) -> Outcome<Self> {
        let mut command = kdesk(home, &["mcp", "--demo", "--client", client]);
        let mut program = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let (to, from) = (program.stdin.take(), BufReader::new(program.stdout.take().ok_or("no output")?));
        Ok(Self { program, to, from })
    }

    fn says(&mut self, message: &Value) -> Outcome {
        Ok(writeln!(self.to.as_mut().ok_or("it has ended")?, "{message}")?)
    }

    /// The next message with an id; each line is one message and nothing else.
    fn hears(&mut self) -> Outcome<Value> {
        loop {
            let mut line = String::new();
            if self.from.read_line(&mut line)? == 0 {
                return Err("the bridge has ended".into());
            }
            let message: Value = serde_json::from_str(&line).map_err(|_| format!("not the protocol: {line}"))?;
            if message.get("id").is_some() {
                return Ok(message);
            }
        }
    }

    fn asks(&mut self, id: u32, method: &str, params: Value) -> Outcome<Value> {
        self.says(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))?;
        let heard = self.hears()?;
        assert_eq!(heard.get("id"), Some(&json!(id)), "{heard}");
        Ok(heard)
    }

    fn opens_a_session(&mut self) -> Outcome {
        let me = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "test", "version": "1" } });
        let opened = self.asks(1, "initialize", me)?;
        assert_eq!(opened.pointer("/result/serverInfo/name"), Some(&json!("kapso-desk")), "{opened}");
        self.says(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }))
    }

    fn reads_the_inbox(&mut self, id: u32) -> Outcome<Value> {
        self.asks(id, "tools/call", json!({ "name": "whatsapp_inbox", "arguments": { "limit": 2 } }))
    }

    /// Closes its input; gives what else was on its output.
    fn ends(mut self) -> Outcome<String> {
        drop(self.to.take());
        let mut rest = String::new();
        self.from.read_to_string(&mut rest)?;
        assert!(self.program.wait()?.success());
        Ok(rest)
    }
}

impl Drop for Bridged {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn rows(answer: &Value) -> Option<usize> {
    answer.pointer("/result/structuredContent/conversations").and_then(Value::as_array).map(Vec::len)
}

/// Ends the desk that a bridge has started.
struct Started<'a>(&'a Path);

impl Started<'_> {
    fn pid(&self) -> Option<String> {
        let owner: Value = serde_json::from_slice(&fs::read(self.0.join("owner.json")).ok()?).ok()?;
        Some(owner.get("pid")?.to_string())
    }
}

impl Drop for Started<'_> {
    fn drop(&mut self) {
        if let Some(pid) = self.pid() {
            let _ = Command::new("kill").arg(pid).status();
        }
    }
}

#[test]
fn both_eras_pass_and_only_the_protocol_is_written() -> Outcome {
    let home = tempdir()?;
    let _serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
    let mut old = Bridged::start(home.path(), "cursor")?;
    old.opens_a_session()?;
    assert_eq!(rows(&old.reads_the_inbox(2)?), Some(2));
    old.says(&json!("this is no message"))?;
    assert_eq!(old.ends()?, "", "an answer to nothing");

    let mut new = Bridged::start(home.path(), "cursor")?;
    let meta = json!({
        "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {},
        "io.modelcontextprotocol/clientInfo": { "name": "test", "version": "1" },
    });
    let found = new.asks(1, "server/discover", json!({ "_meta": meta }))?;
    assert!(found.pointer("/result/supportedVersions").is_some(), "{found}");
    let arguments = json!({ "query": "Ünïcödé" });
    let called = new.asks(2, "tools/call", json!({ "_meta": meta, "name": "whatsapp_search_contacts", "arguments": arguments }))?;
    assert!(called.pointer("/result/structuredContent").is_some(), "{called}");
    let unknown = new.asks(3, "resources/read", json!({ "_meta": meta, "uri": "kapso://no/ñ thing" }))?;
    assert!(unknown.pointer("/error/message").is_some_and(|words| !words.to_string().contains("HeaderMismatch")), "{unknown}");
    writeln!(new.to.as_mut().ok_or("no input")?, "{{not json")?;
    assert_eq!(new.hears().err().map(|_| ()), None);
    new.ends().map(drop)
}

#[test]
fn a_desk_is_started_when_none_runs_and_makes_room_for_one_that_a_person_starts() -> Outcome {
    let home = tempdir()?;
    let started = Started(home.path());
    let mut agent = Bridged::start(home.path(), "cursor")?;
    agent.opens_a_session()?;
    assert_eq!(rows(&agent.reads_the_inbox(2)?), Some(2));
    let first = started.pid().ok_or("no desk was started")?;
    let serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
    assert_ne!(started.pid(), Some(first), "the desk that was started for the agent stayed");
    assert_eq!(rows(&agent.reads_the_inbox(3)?), Some(2), "the agent did not find the other desk");
    agent.ends()?;
    assert_eq!(serving.end("TERM")?.code, Some(0), "a desk that a person started ended with the agent");
    Ok(())
}

#[test]
fn a_restart_of_the_desk_is_survived() -> Outcome {
    let home = tempdir()?;
    let serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
    let mut agent = Bridged::start(home.path(), "cursor")?;
    agent.opens_a_session()?;
    assert_eq!(rows(&agent.reads_the_inbox(2)?), Some(2));
    serving.end("TERM")?;
    let _started = Started(home.path());
    let _serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
    assert_eq!(rows(&agent.reads_the_inbox(3)?), Some(2));
    Ok(())
}

#[test]
fn who_was_turned_away_gets_no_pass_again() -> Outcome {
    let home = tempdir()?;
    let _serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
    let mut agent = Bridged::start(home.path(), "cursor")?;
    agent.opens_a_session()?;
    let mut disconnect = kdesk(home.path(), &["disconnect", "cursor"]);
    assert!(disconnect.env("HOME", home.path()).output()?.status.success());
    for mut agent in [agent, Bridged::start(home.path(), "cursor")?] {
        let refused = agent.reads_the_inbox(2)?;
        let words = refused.pointer("/error/message").and_then(Value::as_str).ok_or_else(|| refused.to_string())?;
        assert!(words.contains("not connected") && words.contains("kdesk connect"), "{words}");
    }
    Ok(())
}

/// The desk's own words lead to a port that another program has taken since.
#[test]
fn a_program_that_took_the_port_is_shown_no_token() -> Outcome {
    let home = tempdir()?;
    let thief = TcpListener::bind("127.0.0.1:0")?;
    let pass = json!({ "ok": { "url": format!("http://{}/mcp", thief.local_addr()?), "token": "kd_secret", "key": "00".repeat(32) } });
    let socket = UnixListener::bind(home.path().join("desk.sock"))?;
    thread::spawn(move || {
        for mut stream in socket.incoming().flatten() {
            let mut question = String::new();
            let _ = BufReader::new(&stream).read_line(&mut question);
            let _ = writeln!(stream, "{pass}");
        }
    });
    let seen = Arc::new(Mutex::new(String::new()));
    let heard = Arc::clone(&seen);
    thread::spawn(move || {
        for mut stream in thief.incoming().flatten() {
            let mut bytes = [0; 65536];
            while let Ok(count @ 1..) = stream.read(&mut bytes) {
                heard.lock().unwrap().push_str(&String::from_utf8_lossy(bytes.get(..count).unwrap_or_default()));
                let body = json!({ "proof": "0".repeat(64), "jsonrpc": "2.0", "id": 1, "result": {} }).to_string();
                let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len());
            }
        }
    });
    let mut agent = Bridged::start(home.path(), "cursor")?;
    let refused = agent.asks(1, "initialize", json!({ "secret": "a customer's words" }))?;
    assert!(refused.to_string().contains("Another program answers"), "{refused}");
    let seen = seen.lock().unwrap().clone();
    assert!(seen.starts_with("GET /proof/"), "{seen}");
    assert!(!seen.contains("kd_secret") && !seen.contains("customer"), "{seen}");
    Ok(())
}
