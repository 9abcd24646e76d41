//! The one table of the clients that are known.

use std::path::PathBuf;

use crate::{
    command_line::CommandLine,
    document::{Format, Slot},
    entry::{Reach, Shape},
    link::Link,
    machine::{Machine, Os},
};

/// A program whose agents can connect.
#[derive(Debug)]
pub struct Agent {
    /// What it is called at a terminal, such as `claude-code`.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    files: Files,
    /// What is there only where the client is, beside its file's own directory.
    signs: &'static [&'static str],
    pub(crate) format: Format,
    pub(crate) slot: Slot,
    pub(crate) shape: Shape,
    pub(crate) command_line: Option<CommandLine>,
    pub(crate) link: Option<Link>,
}

/// The client's file by system; the first that exists, or else the first.
#[derive(Debug)]
struct Files {
    linux: &'static [&'static str],
    mac: &'static [&'static str],
    windows: &'static [&'static str],
}

impl Files {
    const fn everywhere(files: &'static [&'static str]) -> Self {
        Self { linux: files, mac: files, windows: files }
    }
}

impl Agent {
    /// The file that its servers stand in, or would stand in.
    pub fn file(&self, machine: &Machine) -> Option<PathBuf> {
        let patterns = match machine.os {
            Os::Linux => self.files.linux,
            Os::Mac => self.files.mac,
            Os::Windows => self.files.windows,
        };
        let places: Vec<PathBuf> = patterns.iter().filter_map(|pattern| machine.place(pattern)).collect();
        places.iter().find(|path| path.exists()).or(places.first()).cloned()
    }

    /// Whether there is a trace of it on this machine.
    pub fn is_installed(&self, machine: &Machine) -> bool {
        let has_sign = self.signs.iter().filter_map(|sign| machine.place(sign)).any(|path| path.exists());
        let file = self.file(machine);
        let has_folder = file.as_deref().and_then(|file| file.parent()).is_some_and(|folder| folder != machine.home && folder.is_dir());
        let has_program = self.command_line.is_some_and(|line| machine.program(line.program()).is_some());
        has_sign || has_folder || has_program || file.is_some_and(|file| file.exists())
    }

    /// The link that adds the entry in the client's own window; none where it has none, or where a token would be in it.
    pub fn link(&self, reach: &Reach) -> Option<String> {
        self.link?.to(reach)
    }

    /// Whether it can open an address, or only start programs.
    pub fn opens_addresses(&self) -> bool {
        self.shape.opens_addresses()
    }
}

/// The client of that id.
pub fn find(id: &str) -> Option<&'static Agent> {
    AGENTS.iter().find(|agent| agent.id == id)
}

const SERVERS: Slot = Slot::Map(&["mcpServers"]);

/// Every client that is known, in the order in which they are shown. Sources: each one's own documentation and, where it
/// is open, its source.
pub static AGENTS: &[Agent] = &[
    Agent {
        id: "claude-code",
        name: "Claude Code",
        files: Files::everywhere(&["{home}/.claude.json"]),
        signs: &["{home}/.claude"],
        format: Format::Json,
        slot: SERVERS,
        shape: Shape::Typed,
        command_line: Some(CommandLine::Claude),
        link: None,
    },
    Agent {
        id: "vscode",
        name: "VS Code",
        files: Files::everywhere(&["{config}/Code/User/mcp.json"]),
        signs: &["{config}/Code"],
        format: Format::Json,
        slot: Slot::Map(&["servers"]),
        shape: Shape::Typed,
        command_line: None,
        link: Some(Link::VsCode),
    },
    Agent {
        id: "cursor",
        name: "Cursor",
        files: Files::everywhere(&["{home}/.cursor/mcp.json"]),
        signs: &[],
        format: Format::Json,
        slot: SERVERS,
        shape: Shape::Plain,
        command_line: None,
        link: Some(Link::Cursor),
    },
    Agent {
        id: "zed",
        name: "Zed",
        files: Files {
            linux: &["{config}/zed/settings.json"],
            mac: &["{home}/.config/zed/settings.json"],
            windows: &["{config}/Zed/settings.json"],
        },
        signs: &[],
        format: Format::Json,
        slot: Slot::Map(&["context_servers"]),
        shape: Shape::Plain,
        command_line: None,
        link: None,
    },
    Agent {
        id: "claude-desktop",
        name: "Claude Desktop",
        files: Files {
            linux: &["{config}/Claude/claude_desktop_config.json"],
            mac: &["{config}/Claude/claude_desktop_config.json"],
            windows: &[
                "{local}/Packages/Claude_*/LocalCache/Roaming/Claude/claude_desktop_config.json",
                "{config}/Claude/claude_desktop_config.json",
            ],
        },
        signs: &[],
        format: Format::Json,
        slot: SERVERS,
        shape: Shape::ProgramsOnly,
        command_line: None,
        link: None,
    },
    Agent {
        id: "codex",
        name: "Codex",
        files: Files::everywhere(&["{home}/.codex/config.toml"]),
        signs: &[],
        format: Format::Toml,
        slot: Slot::Map(&["mcp_servers"]),
        shape: Shape::Codex,
        command_line: Some(CommandLine::Codex),
        link: None,
    },
    Agent {
        id: "gemini",
        name: "Gemini CLI",
        files: Files::everywhere(&["{home}/.gemini/settings.json"]),
        signs: &[],
        format: Format::Json,
        slot: SERVERS,
        shape: Shape::Gemini,
        command_line: None,
        link: None,
    },
    Agent {
        id: "opencode",
        name: "opencode",
        files: Files {
            linux: &["{config}/opencode/opencode.json", "{config}/opencode/opencode.jsonc"],
            mac: &["{home}/.config/opencode/opencode.json", "{home}/.config/opencode/opencode.jsonc"],
            windows: &["{home}/.config/opencode/opencode.json", "{home}/.config/opencode/opencode.jsonc"],
        },
        signs: &[],
        format: Format::Json,
        slot: Slot::Map(&["mcp"]),
        shape: Shape::OpenCode,
        command_line: None,
        link: None,
    },
    Agent {
        id: "windsurf",
        name: "Windsurf",
        files: Files::everywhere(&["{home}/.codeium/windsurf/mcp_config.json"]),
        signs: &[],
        format: Format::Json,
        slot: SERVERS,
        shape: Shape::Windsurf,
        command_line: None,
        link: None,
    },
    Agent {
        id: "goose",
        name: "Goose",
        files: Files {
            linux: &["{config}/goose/config.yaml"],
            mac: &["{home}/.config/goose/config.yaml"],
            windows: &["{config}/Block/goose/config/config.yaml"],
        },
        signs: &[],
        format: Format::Yaml { head: "" },
        slot: Slot::Map(&["extensions"]),
        shape: Shape::Goose,
        command_line: None,
        link: Some(Link::Goose),
    },
    Agent {
        id: "cline",
        name: "Cline",
        files: Files::everywhere(&[
            "{config}/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json",
            "{home}/.cline/data/settings/cline_mcp_settings.json",
        ]),
        signs: &["{config}/Code/User/globalStorage/saoudrizwan.claude-dev", "{home}/.cline"],
        format: Format::Json,
        slot: SERVERS,
        shape: Shape::Cline,
        command_line: None,
        link: None,
    },
    Agent {
        id: "continue",
        name: "Continue",
        files: Files::everywhere(&["{home}/.continue/config.yaml"]),
        signs: &[],
        format: Format::Yaml { head: "name: Local Assistant\nversion: 1.0.0\nschema: v1\n" },
        slot: Slot::List("mcpServers"),
        shape: Shape::Continue,
        command_line: None,
        link: None,
    },
    Agent {
        id: "lm-studio",
        name: "LM Studio",
        files: Files::everywhere(&["{home}/.lmstudio/mcp.json"]),
        signs: &[],
        format: Format::Json,
        slot: SERVERS,
        shape: Shape::Plain,
        command_line: None,
        link: Some(Link::LmStudio),
    },
    Agent {
        id: "copilot",
        name: "Copilot CLI",
        files: Files::everywhere(&["{home}/.copilot/mcp-config.json"]),
        signs: &[],
        format: Format::Json,
        slot: SERVERS,
        shape: Shape::Copilot,
        command_line: None,
        link: None,
    },
    Agent {
        id: "jetbrains",
        name: "JetBrains (Junie)",
        files: Files::everywhere(&["{home}/.junie/mcp/mcp.json"]),
        signs: &["{home}/.junie", "{config}/JetBrains"],
        format: Format::Json,
        slot: SERVERS,
        shape: Shape::ProgramsOnly,
        command_line: None,
        link: None,
    },
];
