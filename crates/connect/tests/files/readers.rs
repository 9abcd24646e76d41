//! Files read by parsers that are none of ours: Python's.

use std::process::Command;

use connect::{AGENTS, Agent, Os};
use serde_json::Value;

use crate::scratch::{Outcome, Scratch, address, bridge, lived_in};

const READ: &str = "
import json, sys
path = sys.argv[1]
text = open(path, encoding='utf-8-sig').read()
if path.endswith('.toml'):
    import tomllib; value = tomllib.loads(text)
elif path.endswith('.yaml'):
    import yaml; value = yaml.safe_load(text)
else:
    value = json.loads(text)
print(json.dumps(value))
";

/// What Python reads; none where this machine's Python lacks the parser.
fn read(scratch: &Scratch) -> Outcome<Option<Value>> {
    let Ok(output) = Command::new("python3").args(["-c", READ]).arg(&scratch.file).output() else { return Ok(None) };
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("No module named") {
        return Ok(None);
    }
    if !output.status.success() {
        return Err(format!("{}: {said}\n{}", scratch.agent.id, scratch.text()).into());
    }
    Ok(Some(serde_json::from_slice(&output.stdout)?))
}

/// Python's JSON has no comments, so there are none here.
fn plain(agent: &Agent) -> &'static str {
    match agent.id {
        "vscode" => "{\"servers\": {\"other\": {\"command\": \"x\"}}}",
        "zed" => "{\"context_servers\": {\"other\": {\"command\": \"x\"}}}",
        "opencode" => "{\"mcp\": {\"other\": {\"command\": [\"x\"]}}}",
        _ => lived_in(agent),
    }
}

#[test]
fn pythons_parsers_find_our_entry_beside_the_others() -> Outcome {
    let mut read_files = 0;
    for agent in AGENTS {
        for text in ["", plain(agent)] {
            for reach in [bridge(), address()].iter().filter(|reach| agent.opens_addresses() || **reach == bridge()) {
                let scratch = Scratch::holding(Os::Linux, agent, text.as_bytes())?;
                scratch.wiring.add(agent, reach)?;
                let Some(value) = read(&scratch)? else { continue };
                read_files += 1;
                let whole = value.to_string();
                let wanted = if *reach == bridge() { r#"C:\\Users\\Ana \"A\"\\desk"# } else { "Bearer kd_0123" };
                assert!(whole.contains(wanted), "{}: {whole}", agent.id);
                assert!(text.is_empty() || whole.contains("\"other\""), "{}: {whole}", agent.id);
            }
        }
    }
    println!("{read_files} files were read");
    Ok(())
}
