//! The one table of what only a person at the desk can do.

pub mod about;
pub mod agents;
pub mod approvals;
pub mod audit;
pub mod connecting;
pub mod contacts;
pub mod drafts;
mod exporting;
pub mod inbox;
pub mod permissions;
pub mod projects;
pub mod quick_replies;
pub mod sends;
pub mod settings;
pub mod storage;
pub mod template_drafts;
pub mod threads;
pub mod today;

use crate::{
    action::{ActionEntry, ErasedAction},
    error::{Error, ErrorCode, Result},
};

/// Every action.
pub static ACTIONS: &[&dyn ActionEntry] = &[
    &STATE,
    &CONNECT_KEY,
    &TEST_KEY,
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
    &PREVIEW_REQUEST,
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
    &DRAFTS,
    &KEEP_DRAFT,
    &INBOX,
    &SNOOZE,
    &MARK_UNREAD,
    &QUICK_REPLIES,
    &KEEP_QUICK_REPLY,
    &REMOVE_QUICK_REPLY,
    &FILL_QUICK_REPLY,
    &SETTINGS,
    &CHANGE_SETTINGS,
    &THREAD,
    &PAST_CONVERSATIONS,
    &STORAGE,
    &PURGE,
    &PROOFS,
    &CONTACTS,
    &RENAME_CUSTOMER,
    &CHANGE_PROJECT,
    &TODAY,
    &SESSIONS,
    &END_SESSION,
    &SWITCH_ENDPOINT,
    &TEMPLATE_DRAFTS,
    &KEEP_TEMPLATE_DRAFT,
];

static STATE: ErasedAction<projects::State> = ErasedAction::new();
static CONNECT_KEY: ErasedAction<projects::ConnectKey> = ErasedAction::new();
static TEST_KEY: ErasedAction<projects::TestKey> = ErasedAction::new();
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
static PREVIEW_REQUEST: ErasedAction<approvals::PreviewRequest> = ErasedAction::new();
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
static DRAFTS: ErasedAction<drafts::Drafts> = ErasedAction::new();
static KEEP_DRAFT: ErasedAction<drafts::KeepDraft> = ErasedAction::new();
static INBOX: ErasedAction<inbox::DeskInbox> = ErasedAction::new();
static SNOOZE: ErasedAction<inbox::SnoozeThreads> = ErasedAction::new();
static MARK_UNREAD: ErasedAction<inbox::MarkUnread> = ErasedAction::new();
static QUICK_REPLIES: ErasedAction<quick_replies::QuickReplies> = ErasedAction::new();
static KEEP_QUICK_REPLY: ErasedAction<quick_replies::KeepQuickReply> = ErasedAction::new();
static REMOVE_QUICK_REPLY: ErasedAction<quick_replies::RemoveQuickReply> = ErasedAction::new();
static FILL_QUICK_REPLY: ErasedAction<quick_replies::FillQuickReply> = ErasedAction::new();
static SETTINGS: ErasedAction<settings::ShowSettings> = ErasedAction::new();
static CHANGE_SETTINGS: ErasedAction<settings::ChangeSettings> = ErasedAction::new();
static THREAD: ErasedAction<threads::ReadThread> = ErasedAction::new();
static PAST_CONVERSATIONS: ErasedAction<threads::PastConversations> = ErasedAction::new();
static STORAGE: ErasedAction<storage::ShowStorage> = ErasedAction::new();
static PURGE: ErasedAction<storage::Purge> = ErasedAction::new();
static PROOFS: ErasedAction<about::Proofs> = ErasedAction::new();
static CONTACTS: ErasedAction<contacts::BrowseContacts> = ErasedAction::new();
static RENAME_CUSTOMER: ErasedAction<contacts::RenameCustomer> = ErasedAction::new();
static CHANGE_PROJECT: ErasedAction<projects::ChangeProject> = ErasedAction::new();
static TODAY: ErasedAction<today::Today> = ErasedAction::new();
static SESSIONS: ErasedAction<today::Sessions> = ErasedAction::new();
static END_SESSION: ErasedAction<today::EndSession> = ErasedAction::new();
static SWITCH_ENDPOINT: ErasedAction<connecting::SwitchEndpoint> = ErasedAction::new();
static TEMPLATE_DRAFTS: ErasedAction<template_drafts::TemplateDrafts> = ErasedAction::new();
static KEEP_TEMPLATE_DRAFT: ErasedAction<template_drafts::KeepTemplateDraft> = ErasedAction::new();

/// The action of that name.
pub fn find(name: &str) -> Option<&'static dyn ActionEntry> {
    ACTIONS.iter().copied().find(|entry| entry.name() == name)
}

/// An id that this desk gave.
fn id(given: &str) -> Result<i64> {
    given.parse().map_err(|_| Error::new(ErrorCode::NotFound, "This desk never gave that id.", "Take an id from an answer of this desk."))
}
