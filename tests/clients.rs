//! Real MCP clients against the real binary on the demo workspace: they list the tools, read, and what they send waits.

#[path = "clients/endpoint.rs"]
mod endpoint;
#[path = "clients/kdesk.rs"]
mod kdesk;
#[path = "clients/programs.rs"]
mod programs;
#[path = "clients/python.rs"]
mod python;
#[cfg(target_os = "linux")]
#[path = "clients/vscode.rs"]
mod vscode;

use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

use desk::operations::OPERATIONS;
use serde_json::{Value, json};

use crate::{
    endpoint::Endpoint,
    kdesk::Kdesk,
    programs::{Outcome, err, out, program, run},
    python::python,
};

/// Every tool, in the order of the table that they are made from.
fn table() -> Vec<&'static str> {
    OPERATIONS.iter().map(|operation| operation.name()).collect()
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn inspector(kdesk: &Kdesk, arguments: &[&str]) -> Outcome<Command> {
    let mut command = kdesk.client("mcp-inspector")?;
    command.args(["--cli", &kdesk.url, "--transport", "http", "--format", "json"]).args(arguments);
    Ok(command)
}

#[test]
fn the_inspector_lists_and_calls_in_every_era() -> Outcome {
    let kdesk = Kdesk::start()?;
    let token = format!("Authorization: Bearer {}", kdesk.token);
    for era in ["legacy", "auto", "modern"] {
        let listed = run(&mut inspector(&kdesk, &["--header", &token, "--protocol-era", era, "--method", "tools/list"])?, 0)?;
        let listed: Value = serde_json::from_str(&out(&listed))?;
        let tools = listed.pointer("/result/tools").and_then(Value::as_array).ok_or_else(|| format!("{era}: {listed}"))?;
        assert_eq!(tools.iter().map(|tool| text(tool, "/name")).collect::<Vec<_>>(), table(), "{era}");

        let call =
            ["--header", &token, "--protocol-era", era, "--method", "tools/call", "--tool-name", "whatsapp_inbox", "--tool-arg", "limit=3"];
        let called: Value = serde_json::from_str(&out(&run(&mut inspector(&kdesk, &call)?, 0)?))?;
        let rows = called.pointer("/result/structuredContent/conversations").and_then(Value::as_array);
        assert_eq!(rows.map(Vec::len), Some(3), "{era}: {called}");
    }
    Ok(())
}

#[test]
fn the_inspectors_strict_check_of_our_schemas_finds_nothing() -> Outcome {
    let kdesk = Kdesk::start()?;
    let token = format!("Authorization: Bearer {}", kdesk.token);
    let listed = run(&mut inspector(&kdesk, &["--header", &token, "--method", "tools/list", "--strict"])?, 0)?;
    assert_eq!(err(&listed), "");
    Ok(())
}

#[test]
fn without_a_token_the_inspector_is_told_that_one_is_needed() -> Outcome {
    let kdesk = Kdesk::start()?;
    let refused = run(&mut inspector(&kdesk, &["--method", "tools/list"])?, 3)?;
    assert!(!out(&refused).contains("whatsapp_inbox"), "{}", out(&refused));
    Ok(())
}

#[test]
fn agents_made_with_the_typescript_sdks_live_through_a_restart_and_their_answers_wait() -> Outcome {
    for kind in ["v1", "v2", "v2-auto", "v2-modern"] {
        let mut command = program("node")?;
        command.args(["agent.mjs", kind]);
        lives_through_a_restart(kind, command)?;
    }
    Ok(())
}

#[test]
fn agents_made_with_the_python_sdks_live_through_a_restart_and_their_answers_wait() -> Outcome {
    for (environment, kind) in [("mcp-old", "v1"), ("mcp-new", "v2"), ("mcp-new", "v2-legacy"), ("mcp-new", "fastmcp")] {
        let mut command = python(environment);
        command.args(["agent.py", kind]);
        lives_through_a_restart(kind, command)?;
    }
    Ok(())
}

/// The endpoint is this test's own, because a restart of `kdesk serve --demo` is a new workspace with new tokens.
fn lives_through_a_restart(kind: &str, mut command: Command) -> Outcome {
    let mut endpoint = Endpoint::start()?;
    command.arg(endpoint.url()).env("TOKEN", &endpoint.token);
    let mut agent = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut said = BufReader::new(agent.stdout.take().ok_or("no output")?).lines();
    let pause = said.next().ok_or_else(|| format!("{kind} ended before it had read the inbox"))??;
    assert_eq!(serde_json::from_str::<Value>(&pause)?, json!({ "pause": true }), "{kind}");
    endpoint.restart()?;
    agent.stdin.take().ok_or("no input")?.write_all(b"go on\n")?;
    let saw: Value = serde_json::from_str(&said.next().ok_or_else(|| format!("{kind} did not survive the restart"))??)?;
    assert!(agent.wait()?.success(), "{kind}");

    assert_eq!(saw.pointer("/tools"), Some(&json!(table())), "{kind}");
    assert_eq!(text(&saw, "/server"), "kapso-desk", "{kind}");
    assert!(saw.pointer("/conversations").and_then(Value::as_u64) > Some(0), "{kind}: {saw}");
    assert!(saw.pointer("/messages").and_then(Value::as_u64) > Some(0), "{kind}: {saw}");
    assert_eq!(text(&saw, "/sent/status"), "pending_approval", "{kind}: {saw}");
    assert_eq!(saw.pointer("/refused"), Some(&json!({"isError": true, "code": "invalid_value"})), "{kind}");
    assert_eq!(saw.pointer("/both_forms_agree"), Some(&json!(true)), "{kind}");
    Ok(())
}

/// Claude Code itself, led by a model that follows a script.
#[test]
fn claude_code_calls_two_tools_with_a_restart_between_them() -> Outcome {
    const TOOLS: [&str; 2] = ["mcp__kapso__whatsapp_inbox", "mcp__kapso__project_info"];
    let mut endpoint = Endpoint::start()?;
    let mut model = program("node")?.arg("model.mjs").args(TOOLS).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut said = BufReader::new(model.stdout.take().ok_or("no output")?).lines();
    let origin = said.next().ok_or("the model ended")??;
    let home = tempfile::tempdir()?;
    let headers = json!({"Authorization": "Bearer ${TOKEN}"});
    let servers = home.path().join("servers.json");
    std::fs::write(&servers, json!({"mcpServers": {"kapso": {"type": "http", "url": endpoint.url(), "headers": headers}}}).to_string())?;
    let mut claude = program("claude")?;
    claude.env("HOME", home.path()).env("TOKEN", &endpoint.token).env("ANTHROPIC_BASE_URL", origin).env("ANTHROPIC_API_KEY", "scripted");
    claude.env("ENABLE_TOOL_SEARCH", "false").env("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
    claude.args(["-p", "What waits?", "--strict-mcp-config", "--allowedTools", "mcp__kapso", "--mcp-config"]).arg(&servers);
    let claude = claude.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;

    assert_eq!(said.next().ok_or("it called no tool")??, r#"{"pause":true}"#);
    endpoint.restart()?;
    model.stdin.take().ok_or("no input")?.write_all(b"go on\n")?;
    let saw: Value = serde_json::from_str(&said.next().ok_or("it did not survive the restart")??)?;
    let ended = claude.wait_with_output()?;
    model.kill()?;
    model.wait()?;
    assert!(ended.status.success(), "{}", err(&ended));
    let [inbox, project] = [0, 1].map(|at| serde_json::from_str::<Value>(text(&saw, &format!("/answers/{at}"))).unwrap_or_default());
    assert!(inbox.pointer("/conversations/0").is_some() && inbox.pointer("/untrusted").is_some(), "{saw}");
    assert_eq!(project.pointer("/demo"), Some(&json!(true)), "{saw}");
    let listed = saw.get("tools").and_then(Value::as_array).map(Vec::len);
    assert_eq!(listed, Some(table().len()), "{saw}");
    Ok(())
}

/// VS Code itself, with the entry that `kdesk connect vscode` writes for it.
#[cfg(target_os = "linux")]
#[test]
fn vscode_calls_our_tools_as_it_was_connected_with_a_restart_between_them() -> Outcome {
    let mut kdesk = Kdesk::start()?;
    std::fs::create_dir_all(kdesk.home().join(".config/Code"))?;
    run(&mut kdesk.terminal(&["connect", "vscode"])?, 0)?;
    let mut vscode = vscode::VsCode::open(kdesk.home())?;
    vscode_reads_the_inbox(&mut vscode)?;
    let listed: Value = serde_json::from_str(&out(&run(&mut kdesk.terminal(&["connect", "--list"])?, 0)?))?;
    assert_eq!(text(&listed, "/vscode/state"), "connected", "{listed}");

    kdesk.restart()?;
    vscode_reads_the_inbox(&mut vscode)
}

#[cfg(target_os = "linux")]
#[test]
fn vscode_by_address_calls_our_tools_with_a_restart_between_them() -> Outcome {
    let kdesk = Kdesk::start()?;
    let settings = kdesk.home().join(".config/Code/User");
    std::fs::create_dir_all(&settings)?;
    run(&mut kdesk.terminal(&["connect", "vscode", "--address"])?, 0)?;
    // A restart of the demo is a new one, where the token in the entry is not good any more.
    let mut endpoint = Endpoint::start()?;
    let mut entry: Value = serde_json::from_slice(&std::fs::read(settings.join("mcp.json"))?)?;
    assert_eq!(text(&entry, "/servers/kapso/url"), kdesk.url, "{entry}");
    *entry.pointer_mut("/servers/kapso/url").ok_or("no address")? = endpoint.url().into();
    *entry.pointer_mut("/servers/kapso/headers/Authorization").ok_or("no token")? = format!("Bearer {}", endpoint.token).into();
    std::fs::write(settings.join("mcp.json"), entry.to_string())?;

    let mut vscode = vscode::VsCode::open(kdesk.home())?;
    vscode_reads_the_inbox(&mut vscode)?;
    endpoint.restart()?;
    vscode_reads_the_inbox(&mut vscode)
}

#[cfg(target_os = "linux")]
fn vscode_reads_the_inbox(vscode: &mut vscode::VsCode) -> Outcome {
    let (mut tools, inbox) = vscode.call("whatsapp_inbox", json!({"limit": 3}))?;
    let mut wanted = table();
    tools.sort();
    wanted.sort_unstable();
    assert_eq!(tools, wanted);
    assert_eq!(inbox.get("conversations").and_then(Value::as_array).map(Vec::len), Some(3), "{inbox}");
    Ok(())
}

#[test]
fn claude_code_says_connected_with_the_token_and_why_not_without() -> Outcome {
    let kdesk = Kdesk::start()?;
    for (name, token, expected) in [("kapso", kdesk.token.as_str(), "Connected"), ("stranger", "wrong", "401")] {
        let header = format!("Authorization: Bearer {token}");
        let add = ["mcp", "add", "--scope", "user", "--transport", "http", name, &kdesk.url, "--header", &header];
        run(kdesk.client("claude")?.args(add), 0)?;
        let got = out(&run(kdesk.client("claude")?.args(["mcp", "get", name]), 0)?);
        assert!(got.contains(expected), "{name}: {got}");
    }
    Ok(())
}

#[test]
fn claude_code_is_connected_by_its_own_command_line_and_taken_out_again() -> Outcome {
    let kdesk = Kdesk::start()?;
    let connected: Value = serde_json::from_str(&out(&run(&mut kdesk.terminal(&["connect", "claude-code"])?, 0)?))?;
    assert_eq!(text(&connected, "/over"), "bridge", "{connected}");
    let got = out(&run(kdesk.client("claude")?.args(["mcp", "get", "kapso"]), 0)?);
    assert!(got.contains("Connected"), "{got}");
    let listed: Value = serde_json::from_str(&out(&run(&mut kdesk.terminal(&["connect", "--list"])?, 0)?))?;
    assert_eq!(text(&listed, "/claude-code/state"), "connected", "{listed}");
    run(&mut kdesk.terminal(&["disconnect", "claude-code"])?, 0)?;
    let got = kdesk.client("claude")?.args(["mcp", "get", "kapso"]).output()?;
    assert!(!out(&got).contains("Connected"), "{}", out(&got));
    Ok(())
}

#[test]
fn the_inspector_reaches_the_desk_through_the_bridge_in_every_era() -> Outcome {
    let kdesk = Kdesk::start()?;
    for era in ["legacy", "auto", "modern"] {
        let mut command = kdesk.client("mcp-inspector")?;
        command.arg("--cli").args(kdesk.bridge("cursor")?).args(["--protocol-era", era, "--method", "tools/list", "--format", "json"]);
        let listed: Value = serde_json::from_str(&out(&run(&mut command, 0)?))?;
        let tools = listed.pointer("/result/tools").and_then(Value::as_array).ok_or_else(|| format!("{era}: {listed}"))?;
        assert_eq!(tools.iter().map(|tool| text(tool, "/name")).collect::<Vec<_>>(), table(), "{era}");
    }
    Ok(())
}

/// What `cargo xtask bundle` makes, installed and started as Claude Desktop does it.
#[cfg(target_os = "linux")]
#[test]
fn the_bundle_for_claude_desktop_unpacks_and_lists_the_tools() -> Outcome {
    let kdesk = Kdesk::start()?;
    // Claude Desktop says nothing of a data directory: the desk is in its usual place.
    std::fs::create_dir_all(kdesk.home().join(".local/share"))?;
    std::os::unix::fs::symlink(kdesk.home().join("desk"), kdesk.home().join(".local/share/kapso-desk"))?;
    let installed = kdesk.home().join("extension");
    let mut packer = program("node")?;
    packer.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/.tools/mcpb/node_modules/.bin/mcpb")).arg("unpack");
    run(packer.arg(kdesk::built("kapso-desk.mcpb")?).arg(&installed), 0)?;
    let manifest: Value = serde_json::from_slice(&std::fs::read(installed.join("manifest.json"))?)?;
    let place = installed.display().to_string();
    let command = text(&manifest, "/server/mcp_config/command").replace("${__dirname}", &place);
    let arguments: Vec<String> = serde_json::from_value(manifest.pointer("/server/mcp_config/args").cloned().unwrap_or_default())?;
    let mut inspector = kdesk.client("mcp-inspector")?;
    inspector.arg("--cli").arg(command).args(arguments);
    let listed: Value = serde_json::from_str(&out(&run(inspector.args(["--method", "tools/list", "--format", "json"]), 0)?))?;
    let tools = listed.pointer("/result/tools").and_then(Value::as_array).ok_or_else(|| listed.to_string())?;
    assert_eq!(tools.iter().map(|tool| text(tool, "/name")).collect::<Vec<_>>(), table());
    Ok(())
}

#[test]
fn mcporter_finds_our_entry_in_the_settings_of_six_agents() -> Outcome {
    let kdesk = Kdesk::start()?;
    let places = [
        ("claude-code", ".claude"),
        ("cursor", ".cursor"),
        ("codex", ".codex"),
        ("windsurf", ".codeium/windsurf"),
        ("opencode", ".config/opencode"),
        ("vscode", ".config/Code/User"),
    ];
    for (agent, place) in places {
        std::fs::create_dir_all(kdesk.home().join(place))?;
        run(&mut kdesk.terminal(&["connect", agent])?, 0)?;
        let mut import = kdesk.client("mcporter")?;
        let read: Value = serde_json::from_str(&out(&run(import.args(["config", "import", agent, "--json"]), 0)?))?;
        assert_eq!(text(&read, "/entries/0/name"), "kapso", "{agent}: {read}");
        assert!(read.to_string().contains("\"--client\""), "{agent}: {read}");
    }
    Ok(())
}

#[test]
fn mcporter_reads_the_inbox() -> Outcome {
    let kdesk = Kdesk::start()?;
    let config = json!({"mcpServers": {"kapso": {"url": kdesk.url, "headers": {"Authorization": "Bearer ${TOKEN}"}}}});
    let file = tempfile::NamedTempFile::with_suffix(".json")?;
    std::fs::write(file.path(), config.to_string())?;
    let called = run(
        kdesk.client("mcporter")?.arg("--config").arg(file.path()).args(["call", "kapso.whatsapp_inbox", "limit=2", "--output", "json"]),
        0,
    )?;
    let inbox: Value = serde_json::from_str(&out(&called))?;
    assert_eq!(inbox.get("conversations").and_then(Value::as_array).map(Vec::len), Some(2), "{inbox}");
    Ok(())
}
