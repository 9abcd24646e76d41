//! What agents may do. Only a person reads or changes it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::id;
use crate::{
    action::{Action, Remembered},
    caller::Face,
    desk::Desk,
    engine::Engine,
    error::{Error, ErrorCode, Result},
    model::{Permission, PermissionList, ToolPermission},
    operations::{self, OPERATIONS},
    policy::{Decision, Limits, Rule, Scope},
};

/// Show what agents may do: what holds for every tool, the rules, and the allowances that run.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Permissions {}

impl Action for Permissions {
    const NAME: &'static str = "desk_permissions";
    type Output = PermissionList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<PermissionList> {
        list(&*desk.engine()?).await
    }
}

/// Set what agents may do, for everything that is named: a client, a tool, a number, a conversation. A narrower rule goes
/// before a wider one.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPermission {
    /// One client; all when absent.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub client_id: Option<String>,
    /// One tool; all when absent.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub operation: Option<String>,
    /// One number, by its config id; all when absent.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub whatsapp_config_id: Option<String>,
    /// One conversation, by its thread; all when absent.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub thread_id: Option<String>,
    /// `allow`, `ask` or `off`; when absent, the rule of exactly this is taken away.
    #[serde(default)]
    pub decision: Option<Decision>,
}

impl Action for SetPermission {
    const NAME: &'static str = "desk_set_permission";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = PermissionList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<PermissionList> {
        let engine = desk.engine()?;
        let scope = self.scope(&engine).await?;
        if self.decision == Some(Decision::Allow) && scope == Scope::default() {
            return Err(Error::new(
                ErrorCode::Contradiction,
                "A rule that allows everything to everybody would be no rule. Nothing was changed.",
                "Name a client or a tool with it.",
            ));
        }
        engine.set_rule(scope, self.decision).await?;
        list(&engine).await
    }
}

impl SetPermission {
    async fn scope(&self, engine: &Engine) -> Result<Scope> {
        if let Some(name) = &self.operation
            && operations::find(name).is_none()
        {
            return Err(Error::new(ErrorCode::UnknownOperation, format!("There is no tool `{name}`."), "Nothing was changed."));
        }
        let phone_number_id = match &self.whatsapp_config_id {
            Some(id) => Some(engine.number_of_config(id.clone()).await?),
            None => None,
        };
        Ok(Scope {
            client_id: self.client_id.as_deref().map(id).transpose()?,
            operation: self.operation.clone(),
            phone_number_id,
            thread_id: self.thread_id.as_deref().map(id).transpose()?,
        })
    }
}

/// Take one rule or allowance away, by its id.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndPermission {
    /// Which rule.
    #[schemars(length(max = 20))]
    pub rule_id: String,
}

impl Action for EndPermission {
    const NAME: &'static str = "desk_end_permission";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = PermissionList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<PermissionList> {
        let engine = desk.engine()?;
        engine.remove_rule(&self.rule_id).await?;
        list(&engine).await
    }
}

/// Set how much a client may send without a person, however much its rules allow.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetLimits {
    /// Which client.
    #[schemars(length(max = 20))]
    pub client_id: String,
    /// Its limits.
    pub limits: Limits,
}

impl Action for SetLimits {
    const NAME: &'static str = "desk_set_limits";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = PermissionList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<PermissionList> {
        let engine = desk.engine()?;
        engine.set_limits(&self.client_id, self.limits).await?;
        list(&engine).await
    }
}

/// Make all agents read-only at once, or let them work again. What they sent and what has not begun to leave is taken back,
/// and no request of theirs can be approved meanwhile.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Panic {
    /// True to stop them.
    pub on: bool,
}

impl Action for Panic {
    const NAME: &'static str = "desk_panic";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = PermissionList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<PermissionList> {
        let engine = desk.engine()?;
        engine.pause_agents(self.on).await?;
        list(&engine).await
    }
}

/// What holds now, as the Agents page shows it.
async fn list(engine: &Engine) -> Result<PermissionList> {
    let tools = OPERATIONS.iter().map(|entry| ToolPermission {
        operation: entry.name().to_owned(),
        title: entry.title().to_owned(),
        effect: entry.effect(),
        default: Decision::of(entry.effect()),
    });
    let (allowances, rules) = engine.rules().into_iter().partition::<Vec<Rule>, _>(|rule| rule.until.is_some());
    let now = engine.now();
    engine
        .read(move |store| {
            let shown = |rules: Vec<Rule>| rules.into_iter().map(|rule| Permission::of(store, rule, now)).collect::<Result<Vec<_>>>();
            Ok(PermissionList {
                agents_paused: store.agents_paused()?,
                tools: tools.collect(),
                rules: shown(rules)?,
                allowances: shown(allowances)?,
                clients: store.clients()?,
            })
        })
        .await
}
