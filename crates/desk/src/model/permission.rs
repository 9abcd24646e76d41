//! What agents may do, as the Agents page shows it.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::{ClientRow, Conversation};
use crate::{
    error::Result,
    operation::Effect,
    policy::{Decision, Rule},
    store::Reader,
};

/// Everything that decides what agents may do.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PermissionList {
    /// Whether all agents are read-only now.
    pub agents_paused: bool,
    /// Every tool, with what holds where no rule says anything.
    pub tools: Vec<ToolPermission>,
    /// The rules, oldest first.
    pub rules: Vec<Permission>,
    /// The allowances that run; each ends by itself, and with this program.
    pub allowances: Vec<Permission>,
    /// The clients with their limits.
    pub clients: Vec<ClientRow>,
}

/// A tool and what holds for it without rules.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ToolPermission {
    /// The operation's name.
    pub operation: String,
    /// Its title.
    pub title: String,
    /// What it does to the world.
    pub effect: Effect,
    /// What holds without a rule.
    pub default: Decision,
}

/// One rule or allowance.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Permission {
    /// This desk's id of it.
    pub rule_id: String,
    /// The client that it holds for; all when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The tool that it holds for; all when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// Meta's id of the number that it holds for; all when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number_id: Option<String>,
    /// The conversation that it holds for; all when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation: Option<Conversation>,
    /// What it says.
    pub decision: Decision,
    /// When it ends, for an allowance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

impl Permission {
    pub(crate) fn of(store: &Reader<'_>, rule: Rule, now: Timestamp) -> Result<Self> {
        let conversation = match rule.scope.thread_id {
            Some(thread) => store.thread(thread, now)?,
            None => None,
        };
        Ok(Self {
            rule_id: rule.id.to_string(),
            client_id: rule.scope.client_id.map(|id| id.to_string()),
            operation: rule.scope.operation,
            phone_number_id: rule.scope.phone_number_id,
            conversation,
            decision: rule.decision,
            until: rule.until,
        })
    }
}
