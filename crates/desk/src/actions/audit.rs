//! What was asked, by whom, how it was decided and what came of it, for a person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::id;
use crate::{
    action::Action,
    caller::Face,
    dates,
    desk::Desk,
    error::Result,
    model::AuditCall,
    store::audit::{AuditCut, Verdict},
};

/// List calls, newest first, with what was asked while that is kept (90 days). All pages together are an export.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// Only calls of this client.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub client_id: Option<String>,
    /// Only calls of this operation or action.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub operation: Option<String>,
    /// Only `allowed`, `asked`, `refused`, `approved`, `edited` or `rejected` ones.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub decision: Option<String>,
    /// Only calls about this thread.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub thread_id: Option<String>,
    /// Only calls since then: ISO 8601, date or time.
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub since: Option<String>,
    /// Only calls before then; a date includes its whole day (UTC).
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub until: Option<String>,
    /// Only calls with this outcome: `ok`, the code of an error, or `failed` for all errors.
    #[serde(default)]
    #[schemars(length(max = 60))]
    pub outcome: Option<String>,
    /// Only calls of agents, or only of people.
    #[serde(default)]
    pub by: Option<CallerKind>,
    /// `next_before` of the page before.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub before: Option<String>,
    /// Calls a page; 100 when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 1000))]
    pub limit: Option<u32>,
}

/// Who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum CallerKind {
    /// Agents.
    Agents,
    /// People at the window or a terminal.
    People,
}

/// A page of calls.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditPage {
    /// The calls, newest first.
    pub calls: Vec<AuditCall>,
    /// Where the next page starts; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_before: Option<String>,
}

impl Action for Audit {
    const NAME: &'static str = "desk_audit";
    type Output = AuditPage;

    async fn run(self, desk: &Desk, _face: Face) -> Result<AuditPage> {
        let limit = self.limit.unwrap_or(100);
        let cut = self.cut()?;
        let kept = desk.engine()?.read(move |store| store.kept_audit(&cut, limit)).await?;
        let is_full = u32::try_from(kept.len()).is_ok_and(|found| found == limit);
        let next_before = kept.last().filter(|_| is_full).map(|kept| kept.id.to_string());
        Ok(AuditPage { calls: kept.into_iter().map(AuditCall::from).collect(), next_before })
    }
}

impl Audit {
    /// Which calls are wanted, as the store is asked for them.
    pub(crate) fn cut(self) -> Result<AuditCut> {
        let (since, until) = dates::span(("since", self.since.as_deref()), ("until", self.until.as_deref()))?;
        Ok(AuditCut {
            client_id: self.client_id.as_deref().map(id).transpose()?,
            operation: self.operation,
            decision: self.decision,
            thread_id: self.thread_id.as_deref().map(id).transpose()?,
            since,
            until,
            outcome: self.outcome,
            by_agents: self.by.map(|by| by == CallerKind::Agents),
            before: self.before.as_deref().map(id).transpose()?,
        })
    }
}

/// Look whether the audit still says what was written down: any changed byte, any missing call is found.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyAudit {}

impl Action for VerifyAudit {
    const NAME: &'static str = "desk_verify_audit";
    type Output = Verdict;

    async fn run(self, desk: &Desk, _face: Face) -> Result<Verdict> {
        desk.engine()?.read(|store| store.verify_audit()).await
    }
}
