//! `kdesk connect`: agents of a scratch home are connected, seen, repaired and taken out.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::{
    agent::Agent,
    kdesk::{Outcome, Run, Running, kdesk, run},
};

/// A machine with Cursor on it, and a desk that serves the demo there.
struct Machine {
    home: TempDir,
    serving: Running,
}

const LIVED_IN: &str = "{\n\t\"mcpServers\": {\n\t\t\"other\": { \"command\": \"x\" }\n\t}\n}\n";

impl Machine {
    fn start() -> Outcome<Self> {
        let home = tempdir()?;
        fs::create_dir_all(home.path().join(".cursor"))?;
        fs::write(home.path().join(".cursor/mcp.json"), LIVED_IN)?;
        let serving = Running::start(&mut at_home(home.path(), &["serve", "--demo", "--port", "0"]))?;
        Ok(Self { home, serving })
    }

    fn ask(&self, words: &[&str]) -> Outcome<Run> {
        run(&mut at_home(self.home.path(), words))
    }

    fn file(&self) -> PathBuf {
        self.home.path().join(".cursor/mcp.json")
    }

    fn entry(&self) -> Outcome<Value> {
        let whole: Value = serde_json::from_str(&fs::read_to_string(self.file())?)?;
        Ok(whole.pointer("/mcpServers/kapso").cloned().unwrap_or_default())
    }

    fn listed(&self) -> Outcome<Value> {
        Ok(self.ask(&["connect", "--list"])?.answer()?.get("cursor").cloned().unwrap_or_default())
    }

    fn state(&self) -> Outcome<String> {
        Ok(self.listed()?.get("state").and_then(Value::as_str).unwrap_or_default().to_owned())
    }
}

fn at_home(home: &Path, words: &[&str]) -> Command {
    let mut command = kdesk(&home.join("desk"), words);
    command.env("HOME", home).env_remove("XDG_CONFIG_HOME").env("PATH", "/usr/bin:/bin");
    command
}

#[test]
fn an_agent_is_found_connected_and_taken_out_without_a_trace() -> Outcome {
    let machine = Machine::start()?;
    assert_eq!(machine.state()?, "found");
    let connected = machine.ask(&["connect", "cursor"])?.answer()?;
    assert_eq!((connected.get("state"), connected.get("over")), (Some(&json!("added")), Some(&json!("bridge"))), "{connected}");
    let entry = machine.entry()?;
    assert_eq!(entry.get("command").and_then(Value::as_str), Some(env!("CARGO_BIN_EXE_kdesk")), "{entry}");
    assert!(!fs::read_to_string(machine.file())?.contains("kd_"), "a token stands in the file");
    let done = machine.ask(&["disconnect", "cursor"])?.answer()?;
    assert_eq!((done.get("state"), done.get("client")), (Some(&json!("found")), None), "{done}");
    assert_eq!(fs::read_to_string(machine.file())?, LIVED_IN);
    Ok(())
}

#[test]
fn an_agent_with_a_token_in_its_file_is_seen_when_it_comes_and_not_let_in_afterwards() -> Outcome {
    let machine = Machine::start()?;
    machine.ask(&["connect", "cursor", "--address"])?.answer()?;
    let entry = machine.entry()?;
    let bearer = entry.pointer("/headers/Authorization").and_then(Value::as_str).ok_or_else(|| entry.to_string())?;
    let cursor = Agent::with(&machine.serving, bearer.trim_start_matches("Bearer "))?;
    assert_eq!(machine.state()?, "added");
    let tools = cursor.ask("tools/list", json!({}))?;
    let count = tools.pointer("/result/tools").and_then(Value::as_array).map(Vec::len);
    let listed = machine.listed()?;
    assert_eq!(listed.get("state"), Some(&json!("connected")), "{listed}");
    assert_eq!(listed.get("tools_listed").and_then(Value::as_u64), count.and_then(|count| u64::try_from(count).ok()), "{listed}");
    machine.ask(&["disconnect", "cursor"])?.answer()?;
    assert!(cursor.ask("tools/list", json!({})).is_err(), "its token still works");
    Ok(())
}

#[test]
fn what_is_wrong_is_named_and_repaired() -> Outcome {
    let machine = Machine::start()?;
    machine.ask(&["connect", "cursor"])?.answer()?;
    let edited = fs::read_to_string(machine.file())?.replace("\"mcp\"", "\"mpc\"");
    fs::write(machine.file(), edited)?;
    let listed = machine.listed()?;
    assert_eq!(listed.get("state"), Some(&json!("needs_repair")), "{listed}");
    assert!(listed.to_string().contains("changed our entry"), "{listed}");
    let repaired = machine.ask(&["connect", "cursor", "--repair"])?.answer()?;
    assert_eq!(repaired.get("state"), Some(&json!("added")), "{repaired}");
    Ok(())
}

#[test]
fn what_cannot_be_is_said_and_nothing_is_written() -> Outcome {
    let machine = Machine::start()?;
    fs::write(machine.file(), "{\"mcpServers\": {")?;
    for (words, code, said) in [
        (vec!["connect", "cursor"], 1, "(agent_settings)"),
        (vec!["connect", "zed"], 2, "Zed was not found"),
        (vec!["connect", "emacs"], 2, "claude-code, vscode"),
        (vec!["connect"], 2, "AGENT"),
    ] {
        let refused = machine.ask(&words)?;
        assert_eq!((refused.code, refused.out.as_str()), (Some(code), ""), "{refused:?}");
        assert!(refused.err.contains(said), "{refused:?}");
    }
    assert_eq!(fs::read_to_string(machine.file())?, "{\"mcpServers\": {");
    let clients = machine.ask(&["connect", "--list"])?.answer()?;
    assert!(clients.pointer("/cursor/problem").is_some(), "{clients}");
    Ok(())
}
