//! A home of the test's own, with a client in it.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use connect::{Agent, Machine, Os, Reach, Wiring};
use tempfile::{TempDir, tempdir};

/// Why a test could not go on.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

pub(crate) struct Scratch {
    pub(crate) wiring: Wiring,
    pub(crate) agent: &'static Agent,
    pub(crate) file: PathBuf,
    home: TempDir,
}

impl Scratch {
    /// The client is installed; its file is not there yet.
    pub(crate) fn with(os: Os, agent: &'static Agent) -> Outcome<Self> {
        let home = tempdir()?;
        let machine = Machine::of(os, &home.path().join("user"));
        if agent.id == "claude-desktop" && os == Os::Windows {
            fs::create_dir_all(machine.local.join("Packages/Claude_abc/LocalCache/Roaming/Claude"))?;
        }
        let file = agent.file(&machine).ok_or("no file")?;
        fs::create_dir_all(file.parent().ok_or("no directory")?)?;
        if agent.id == "claude-code" {
            fs::create_dir_all(machine.home.join(".claude"))?;
        }
        fs::create_dir_all(home.path().join("kept"))?;
        Ok(Self { wiring: Wiring::new(machine, &home.path().join("kept")), agent, file, home })
    }

    /// The same, and this is in its file.
    pub(crate) fn holding(os: Os, agent: &'static Agent, bytes: &[u8]) -> Outcome<Self> {
        let scratch = Self::with(os, agent)?;
        fs::write(&scratch.file, bytes)?;
        Ok(scratch)
    }

    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        fs::read(&self.file).ok()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes().unwrap_or_default()).unwrap_or_default()
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }
}

pub(crate) const SYSTEMS: [Os; 3] = [Os::Linux, Os::Mac, Os::Windows];

pub(crate) fn bridge() -> Reach {
    let arguments = ["mcp", "--client", "it", "--data-dir", "C:\\Users\\Ana \"A\"\\desk"];
    Reach::Bridge { command: "/opt/kapso desk/kdesk".to_owned(), arguments: arguments.map(str::to_owned).to_vec() }
}

pub(crate) fn address() -> Reach {
    Reach::Address { url: "http://127.0.0.1:47821/mcp".to_owned(), token: "kd_0123".to_owned() }
}

/// What somebody has in such a file: comments, other servers, their own order and indentation.
pub(crate) fn lived_in(agent: &Agent) -> &'static str {
    match agent.id {
        "codex" => {
            "# my codex\nmodel = \"o9\"   # fast\n\n[mcp_servers.other]\ncommand = 'x'\nargs = [ \"a\",\n  \"b\" ]\n\n[tui]\nnotifications = true"
        }
        "goose" => {
            "# my goose\nGOOSE_MODEL: x # why\nextensions:\n    # built in\n    developer:\n        enabled: true\n        type: builtin\n    other:\n        enabled: true\n\nz: [1, 2]\n"
        }
        "continue" => {
            "name: mine\nversion: 1.0.0\nschema: v1\n# servers\nmcpServers:\n- name: other # the other\n  command: x\n  args: [a]\nmodels:\n  - name: m\n"
        }
        "vscode" => "{\n\t// mine\n\t\"servers\": {\n\t\t\"other\": { \"command\": \"x\", }, // why\n\t},\n\t\"inputs\": [],\n}\n",
        "zed" => {
            "// Zed settings\n{\n   \"vim_mode\": true,\n   /* servers */\n   \"context_servers\": {\n      \"other\": { \"command\": \"x\", \"args\": [] }\n   },\n   \"theme\": \"One\"\n}\n"
        }
        "opencode" => {
            "{\n  \"$schema\": \"https://opencode.ai/config.json\",\n  // mine\n  \"mcp\": { \"other\": { \"type\": \"local\", \"command\": [\"x\"] } },\n  \"model\": \"m\"\n}"
        }
        _ => {
            "{\n    \"zeta\": 1,\n    \"mcpServers\": {\n        \"other\": {\"command\": \"x\", \"env\": {\"A\": \"\\u00e9\"}}\n    },\n    \"alpha\": [1.50, 1e3]\n}\n"
        }
    }
}
