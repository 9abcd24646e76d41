//! The project and its numbers.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::paging::numbers;
use crate::{
    brief::Brief,
    engine::Engine,
    error::Result,
    model::{Config, SyncState},
    operation::{Act, Effect, Operation},
    values::ResponseFormat,
};

/// List the project's WhatsApp numbers with status and quality.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfigsOverview {
    /// Only the numbers of this customer.
    #[serde(default)]
    #[schemars(length(min = 1, max = 100))]
    pub customer_id: Option<String>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub cursor: Option<String>,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// The project's numbers.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Configs {
    /// One entry a number.
    pub configs: Vec<Config>,
    /// Where the next page starts; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// When Kapso last confirmed this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

impl Brief for Configs {
    fn brief(&mut self) {
        self.configs.brief();
    }
}

impl Operation for ConfigsOverview {
    const NAME: &'static str = "whatsapp_configs_overview";
    const TITLE: &'static str = "Numbers";
    const EFFECT: Effect = Effect::Read;
    const QUOTES: bool = false; // the business's own
    type Output = Configs;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn run(self, engine: &Engine, act: &Act) -> Result<Configs> {
        let customer = self.customer_id;
        if let Some(id) = &customer {
            engine.customer(id).await?;
        }
        let configs = engine.read(move |store| store.configs(customer.as_deref())).await?;
        let (configs, next_cursor) = numbers(configs, self.cursor.as_deref(), act, self.response_format)?;
        Ok(Configs { configs, next_cursor, as_of: engine.as_of().await? })
    }
}

/// This project's name and counts, how far this desk has read, and Kapso's rate limit.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProjectInfo {
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// The project.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProjectSummary {
    /// The name that this desk has for it.
    pub name: String,
    /// This desk's id of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project_id: Option<String>,
    /// Whether it is the invented demo workspace, where nothing reaches a real person.
    pub demo: bool,
    /// WhatsApp numbers in it.
    pub numbers: u64,
    /// Conversations that this desk has read.
    pub conversations: u64,
    /// Messages that this desk has read.
    pub messages: u64,
    /// Requests a minute that Kapso allows, where it said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requests_per_minute: Option<u32>,
    /// How the copy on this desk stands.
    pub sync: SyncState,
    /// When Kapso last confirmed this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

impl Brief for ProjectSummary {
    fn brief(&mut self) {
        self.project_id = None;
    }
}

impl Operation for ProjectInfo {
    const NAME: &'static str = "project_info";
    const TITLE: &'static str = "Project";
    const EFFECT: Effect = Effect::Read;
    const QUOTES: bool = false; // the business's own
    type Output = ProjectSummary;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn run(self, engine: &Engine, _act: &Act) -> Result<ProjectSummary> {
        let totals = engine.read(|store| store.totals()).await?;
        let project = engine.project();
        Ok(ProjectSummary {
            name: project.name.clone(),
            project_id: Some(project.id.clone()),
            demo: project.demo,
            numbers: totals.numbers,
            conversations: totals.conversations,
            messages: totals.messages,
            requests_per_minute: engine.requests_per_minute(),
            sync: engine.sync_state(),
            as_of: engine.as_of().await?,
        })
    }
}
