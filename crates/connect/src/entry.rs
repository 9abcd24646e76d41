//! What is written: our entry, in the words of each client.

use serde_json::{Value, json};

use crate::NAME;

/// How a client gets to the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// It starts a program of ours, which needs no secret.
    Bridge {
        /// The program's whole path.
        command: String,
        /// Its arguments.
        arguments: Vec<String>,
    },
    /// It opens the endpoint itself, with a token that then stands in its file.
    Address {
        /// The endpoint's address.
        url: String,
        /// The client's own token.
        token: String,
    },
}

impl Reach {
    /// Whether what is written must be kept from other users.
    pub(crate) fn is_secret(&self) -> bool {
        matches!(self, Self::Address { .. })
    }
}

/// The words of a client for a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `command` and `args`, or `url` and `headers`.
    Plain,
    /// The same with a `type`.
    Typed,
    /// `command` and `args` only.
    ProgramsOnly,
    Codex,
    Gemini,
    OpenCode,
    Windsurf,
    Goose,
    Cline,
    Continue,
    Copilot,
}

impl Shape {
    pub(crate) fn opens_addresses(self) -> bool {
        self != Self::ProgramsOnly
    }

    /// Our entry; none where the client cannot be reached that way.
    pub(crate) fn entry(self, reach: &Reach) -> Option<Value> {
        match reach {
            Reach::Bridge { command, arguments } => Some(self.program(command, arguments)),
            Reach::Address { url, token } => self.address(url, &format!("Bearer {token}")),
        }
    }

    fn program(self, command: &str, arguments: &[String]) -> Value {
        match self {
            Self::Plain | Self::ProgramsOnly | Self::Codex | Self::Gemini | Self::Windsurf => {
                json!({ "command": command, "args": arguments })
            }
            Self::Typed => json!({ "type": "stdio", "command": command, "args": arguments }),
            Self::OpenCode => {
                let whole: Vec<&str> = std::iter::once(command).chain(arguments.iter().map(String::as_str)).collect();
                json!({ "type": "local", "command": whole, "enabled": true })
            }
            Self::Goose => json!({
                "type": "stdio", "name": NAME, "description": "Kapso Desk", "cmd": command, "args": arguments, "enabled": true, "timeout": 300,
            }),
            Self::Cline => json!({ "type": "stdio", "command": command, "args": arguments, "disabled": false }),
            Self::Continue => json!({ "name": NAME, "type": "stdio", "command": command, "args": arguments }),
            Self::Copilot => json!({ "type": "local", "command": command, "args": arguments, "tools": ["*"] }),
        }
    }

    fn address(self, url: &str, bearer: &str) -> Option<Value> {
        let headers = json!({ "Authorization": bearer });
        Some(match self {
            Self::ProgramsOnly => return None,
            Self::Plain => json!({ "url": url, "headers": headers }),
            Self::Typed | Self::Gemini => json!({ "type": "http", "url": url, "headers": headers }),
            Self::Codex => json!({ "url": url, "http_headers": headers }),
            Self::OpenCode => json!({ "type": "remote", "url": url, "enabled": true, "oauth": false, "headers": headers }),
            Self::Windsurf => json!({ "serverUrl": url, "headers": headers }),
            Self::Goose => json!({
                "type": "streamable_http", "name": NAME, "description": "Kapso Desk", "uri": url, "headers": headers, "enabled": true, "timeout": 300,
            }),
            Self::Cline => json!({ "type": "streamableHttp", "url": url, "headers": headers, "disabled": false }),
            Self::Continue => json!({ "name": NAME, "type": "streamable-http", "url": url, "requestOptions": { "headers": headers } }),
            Self::Copilot => json!({ "type": "http", "url": url, "headers": headers, "tools": ["*"] }),
        })
    }
}
