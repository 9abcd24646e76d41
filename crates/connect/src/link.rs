//! Links that open a client with our entry ready to be taken, and the text for clients that are not known. Neither holds a secret.

use base64::{Engine, engine::general_purpose::STANDARD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::{NAME, entry::Reach};

/// A client that registers links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    VsCode,
    Cursor,
    Goose,
    LmStudio,
}

impl Link {
    /// The link that adds the entry; none where a token would be in it.
    pub(crate) fn to(self, reach: &Reach) -> Option<String> {
        let Reach::Bridge { command, arguments } = reach else { return None };
        let entry = json!({ "command": command, "args": arguments });
        Some(match self {
            Self::VsCode => {
                format!("vscode:mcp/install?{}", encoded(&json!({ "name": NAME, "command": command, "args": arguments }).to_string()))
            }
            Self::Cursor => {
                format!(
                    "cursor://anysphere.cursor-deeplink/mcp/install?name={NAME}&config={}",
                    encoded(&STANDARD.encode(entry.to_string()))
                )
            }
            Self::LmStudio => format!("lmstudio://add_mcp?name={NAME}&config={}", encoded(&STANDARD.encode(entry.to_string()))),
            Self::Goose => {
                let arguments: String = arguments.iter().map(|argument| format!("&arg={}", encoded(argument))).collect();
                format!("goose://extension?cmd={}{arguments}&id={NAME}&name={NAME}", encoded(command))
            }
        })
    }
}

/// What most clients take, as text to copy.
pub fn snippet(reach: &Reach) -> String {
    let entry = match reach {
        Reach::Bridge { command, arguments } => json!({ "command": command, "args": arguments }),
        Reach::Address { url, .. } => json!({ "type": "http", "url": url, "headers": { "Authorization": "Bearer TOKEN" } }),
    };
    let whole: Value = json!({ "mcpServers": { NAME: entry } });
    serde_json::to_string_pretty(&whole).unwrap_or_default()
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
