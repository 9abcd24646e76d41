//! What stays when our entry comes and goes.

use serde_json::{Value, json};

use super::{Format, Slot, entry, with, without};

const MAP: Slot = Slot::Map(&["mcpServers"]);
const GOOSE: Slot = Slot::Map(&["extensions"]);
const LIST: Slot = Slot::List("mcpServers");
const YAML: Format = Format::Yaml { head: "" };

fn ours() -> Value {
    json!({ "name": "kapso", "command": "/opt/kdesk", "args": ["mcp", "--client", "a \"b\""], "enabled": true, "env": { "A": "x: y" } })
}

/// Added and taken out again, every line of the text is there as it was, in its order.
fn survives(format: Format, slot: Slot, text: &str) {
    let added = with(format, slot, text, &ours()).unwrap_or_else(|why| panic!("{why}: {text}"));
    assert_eq!(entry(format, slot, &added).unwrap(), Some(ours()), "{added}");
    let mut lines = added.lines();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.contains("{}") && !line.contains("[]")) {
        let bare = line.trim().trim_end_matches(',').to_owned();
        assert!(lines.any(|added| added.trim().trim_end_matches(',') == bare), "{line:?} is gone or out of order:\n{added}");
    }
    let removed = without(format, slot, &added).unwrap();
    assert_eq!(entry(format, slot, &removed).unwrap(), None, "{removed}");
    assert_eq!(with(format, slot, &added, &ours()).unwrap(), with(format, slot, &removed, &ours()).unwrap(), "twice is once");
}

#[test]
fn json_keeps_comments_order_indentation_marks_and_line_ends() {
    for text in [
        "",
        "\n",
        "{}",
        "{\n}\n",
        "// only a comment\n",
        "{\n\t\"b\": 1, // why\n\t/* servers */\n\t\"mcpServers\": {\n\t\t// the other\n\t\t\"other\": { \"command\": \"x\" },\n\t},\n\t\"a\": \"\\u00e9\"\n}\n",
        "{\n   \"mcpServers\" : {\n         \"other\": {}\n   }\n}",
        "{\n  \"mcpServers\": {}\n}\n",
    ] {
        survives(Format::Json, MAP, text);
    }
    let one_line = "{\"z\":1,\"mcpServers\":{\"other\":{\"url\":\"https://a.b\"}},\"a\":[1,2]}";
    let added = with(Format::Json, MAP, one_line, &ours()).unwrap();
    assert!(added.starts_with("{\"z\":1,") && added.ends_with(",\"a\":[1,2]}"), "{added}");
    let added = with(Format::Json, MAP, "\u{feff}{\r\n  \"a\": 1\r\n}\r\n", &ours()).unwrap();
    assert!(added.starts_with('\u{feff}') && added.matches('\n').count() == added.matches("\r\n").count(), "{added:?}");
}

#[test]
fn toml_keeps_comments_order_and_tables() {
    for text in [
        "",
        "# mine\nmodel = \"o\"   # odd\n\n[mcp_servers.other]\ncommand = 'x'\n\n[tui]\nnotifications = true\n",
        "[mcp_servers]\nother = { command = \"x\" }\n",
        "model = \"o\"\r\n[a.b]\r\nc = [1,\r\n  2]\r\n",
    ] {
        survives(Format::Toml, Slot::Map(&["mcp_servers"]), text);
    }
}

#[test]
fn yaml_keeps_comments_order_and_lists() {
    for text in [
        "",
        "# mine\n",
        "GOOSE_MODEL: x # why\nextensions:\n  developer:\n    enabled: true\n    args: [a, b]\n\n# the end\nz: 1\n",
        "extensions:\n    # the other\n    developer:\n        enabled: true\n",
        "extensions: {}\nz: 1\n",
        "extensions:\nz: 1",
        "a: |\n  extensions:\n    b: c\n",
    ] {
        survives(YAML, GOOSE, text);
    }
    for text in [
        "name: mine\nversion: 1.0.0\nschema: v1\nmcpServers:\n  - name: other\n    command: x\nmodels: []\n",
        "name: mine\nmcpServers:\n- name: other # why\n  command: x\n",
        "name: mine\nmcpServers: []\n",
        "name: mine\n",
    ] {
        survives(YAML, LIST, text);
    }
}

#[test]
fn what_is_broken_or_strange_is_refused() {
    for (format, slot, text) in [
        (Format::Json, MAP, "{\"mcpServers\": {"),
        (Format::Json, MAP, "[1]"),
        (Format::Json, MAP, "{\"mcpServers\": [1]}"),
        (Format::Json, MAP, "{'a': 1}"),
        (Format::Toml, MAP, "a = "),
        (Format::Toml, MAP, "mcpServers = 3"),
        (YAML, GOOSE, "a: [1"),
        (YAML, GOOSE, "- a"),
        (YAML, GOOSE, "extensions: { other: { a: 1 } }"),
        (YAML, GOOSE, "extensions: 3"),
        (YAML, GOOSE, "a: 1\n---\nb: 2\n"),
    ] {
        assert!(with(format, slot, text, &ours()).is_err(), "{text}: {:?}", with(format, slot, text, &ours()));
    }
}
