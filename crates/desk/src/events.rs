//! What changed. An event says where to look again, never what is there.

use schemars::JsonSchema;
use serde::Serialize;

/// Something changed; whoever shows it reads it again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema)]
pub struct Event {
    /// What changed.
    pub topic: Topic,
    /// The thread that changed, for `thread`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread_id: Option<String>,
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Topic {
    /// Rows of the inbox, their order or counts.
    Inbox,
    /// Messages of one thread.
    Thread,
    /// The numbers.
    Configs,
    /// The templates.
    Templates,
    /// The customers and their setup links.
    Customers,
    /// Agents' requests.
    Approvals,
    /// Agents' clients.
    Clients,
    /// What agents may do.
    Permissions,
    /// What was typed for one thread and not sent.
    Drafts,
    /// The quick replies.
    QuickReplies,
    /// What a person set.
    Settings,
    /// The project, the connection, the endpoint or the keychain.
    State,
}
