//! The one table of what only a person at the desk can do.

pub mod agents;
pub mod approvals;
pub mod audit;
pub mod connecting;
pub mod permissions;
pub mod projects;
pub mod sends;

use crate::action::{ActionEntry, ErasedAction};

/// Every action.
pub static ACTIONS: &[&dyn ActionEntry] = &[
    &STATE,
    &CONNECT_KEY,
    &REPLACE_KEY,
    &REMOVE_PROJECT,
    &OPEN_DEMO,
    &OPEN_PROJECT,
    &WATCH,
    &SEEN,
    &REFRESH,
    &UNDO_SEND,
    &EDIT_SEND,
    &RETRY_SEND,
    &DISCARD_SEND,
    &APPROVALS,
    &DECIDE,
    &CLIENTS,
    &ADD_CLIENT,
    &REVOKE_CLIENT,
    &AGENTS,
    &CONNECT_AGENT,
    &REPAIR_AGENT,
    &DISCONNECT_AGENT,
    &PERMISSIONS,
    &SET_PERMISSION,
    &END_PERMISSION,
    &SET_LIMITS,
    &PANIC,
    &AUDIT,
    &VERIFY_AUDIT,
];

static STATE: ErasedAction<projects::State> = ErasedAction::new();
static CONNECT_KEY: ErasedAction<projects::ConnectKey> = ErasedAction::new();
static REPLACE_KEY: ErasedAction<projects::ReplaceKey> = ErasedAction::new();
static REMOVE_PROJECT: ErasedAction<projects::RemoveProject> = ErasedAction::new();
static OPEN_DEMO: ErasedAction<projects::OpenDemo> = ErasedAction::new();
static OPEN_PROJECT: ErasedAction<projects::OpenProject> = ErasedAction::new();
static WATCH: ErasedAction<sends::Watch> = ErasedAction::new();
static SEEN: ErasedAction<sends::Seen> = ErasedAction::new();
static REFRESH: ErasedAction<sends::Refresh> = ErasedAction::new();
static UNDO_SEND: ErasedAction<sends::UndoSend> = ErasedAction::new();
static EDIT_SEND: ErasedAction<sends::EditSend> = ErasedAction::new();
static RETRY_SEND: ErasedAction<sends::RetrySend> = ErasedAction::new();
static DISCARD_SEND: ErasedAction<sends::DiscardSend> = ErasedAction::new();
static APPROVALS: ErasedAction<approvals::Approvals> = ErasedAction::new();
static DECIDE: ErasedAction<approvals::Decide> = ErasedAction::new();
static CLIENTS: ErasedAction<agents::Clients> = ErasedAction::new();
static ADD_CLIENT: ErasedAction<agents::AddClient> = ErasedAction::new();
static REVOKE_CLIENT: ErasedAction<agents::RevokeClient> = ErasedAction::new();
static AGENTS: ErasedAction<connecting::Agents> = ErasedAction::new();
static CONNECT_AGENT: ErasedAction<connecting::ConnectAgent> = ErasedAction::new();
static REPAIR_AGENT: ErasedAction<connecting::RepairAgent> = ErasedAction::new();
static DISCONNECT_AGENT: ErasedAction<connecting::DisconnectAgent> = ErasedAction::new();
static PERMISSIONS: ErasedAction<permissions::Permissions> = ErasedAction::new();
static SET_PERMISSION: ErasedAction<permissions::SetPermission> = ErasedAction::new();
static END_PERMISSION: ErasedAction<permissions::EndPermission> = ErasedAction::new();
static SET_LIMITS: ErasedAction<permissions::SetLimits> = ErasedAction::new();
static PANIC: ErasedAction<permissions::Panic> = ErasedAction::new();
static AUDIT: ErasedAction<audit::Audit> = ErasedAction::new();
static VERIFY_AUDIT: ErasedAction<audit::VerifyAudit> = ErasedAction::new();

/// The action of that name.
pub fn find(name: &str) -> Option<&'static dyn ActionEntry> {
    ACTIONS.iter().copied().find(|entry| entry.name() == name)
}
