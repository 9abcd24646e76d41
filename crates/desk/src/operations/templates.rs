//! The approved templates, and what each wants to be given.

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::paging::page;
use crate::{
    brief::Brief,
    engine::{Engine, FRESH},
    error::{Error, ErrorCode, Result},
    model::{Config, Template},
    operation::{Act, Effect, Operation},
    store::templates::SeenTemplate,
    template::{Button, Layout},
    values::ResponseFormat,
};

/// Find approved templates, each with the values that `whatsapp_send_template` takes.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Templates {
    /// Words that its name or text has, all of them.
    #[serde(default)]
    #[schemars(length(min = 1, max = 200))]
    pub search: Option<String>,
    /// Only those that this number can send: its config id.
    #[serde(default)]
    #[schemars(length(min = 1, max = 100))]
    pub whatsapp_config_id: Option<String>,
    /// Only this language, such as `pt_BR`.
    #[serde(default)]
    #[schemars(length(min = 1, max = 16))]
    pub language: Option<String>,
    /// Also those that cannot be sent now: paused, rejected, in review.
    #[serde(default)]
    pub include_unapproved: bool,
    /// Page number, from 1. `cursor` instead goes on after the last template given.
    #[serde(default)]
    #[schemars(range(min = 1, max = 10_000))]
    pub page: Option<u32>,
    /// Templates a page; 20 when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 100))]
    pub limit: Option<usize>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    #[schemars(length(max = 600))]
    pub cursor: Option<String>,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// A page of templates.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TemplateList {
    /// The templates, by name and language.
    pub templates: Vec<Template>,
    /// Templates that fit this question, over all pages.
    pub total_count: usize,
    /// Where the next page starts; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// When Kapso last confirmed this; the oldest time when there are several business accounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

impl Brief for TemplateList {
    fn brief(&mut self) {
        self.templates.brief();
    }
}

impl Operation for Templates {
    const NAME: &'static str = "whatsapp_templates";
    const TITLE: &'static str = "Templates";
    const EFFECT: Effect = Effect::Read;
    const QUOTES: bool = false; // the business's own
    const LIST: Option<&'static str> = Some("templates");
    type Output = TemplateList;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn run(self, engine: &Engine, _act: &Act) -> Result<TemplateList> {
        if self.page.is_some() && self.cursor.is_some() {
            return Err(Error::new(ErrorCode::Contradiction, "`page` and `cursor` exclude each other.", "Give one of them."));
        }
        let number = match self.whatsapp_config_id.clone() {
            Some(id) => Some(engine.number_of_config(id).await?),
            None => None,
        };
        let accounts = engine.business_accounts(number).await?;
        let as_of = engine.fresh_templates(&accounts, FRESH).await?;
        let senders = senders(&engine.read(|store| store.configs(None)).await?);
        let mut templates: Vec<Template> = engine
            .templates(accounts)
            .await?
            .into_iter()
            .map(|seen| shown(seen, &senders))
            .filter(|template| self.fits(template))
            .collect();
        let (total_count, limit) = (templates.len(), self.limit.unwrap_or(20));
        let before = usize::try_from(self.page.unwrap_or(1).saturating_sub(1)).unwrap_or(usize::MAX).saturating_mul(limit);
        templates.drain(..before.min(total_count));
        let (templates, next_cursor) = page(templates, self.cursor.as_deref(), Some(limit), place)?;
        Ok(TemplateList { templates, total_count, next_cursor, as_of })
    }
}

impl Templates {
    fn fits(&self, template: &Template) -> bool {
        let said = [&template.name, &template.body]
            .into_iter()
            .chain(template.header.as_ref().and_then(|header| header.text.as_ref()))
            .chain(&template.footer)
            .chain(template.buttons.iter().map(|button| &button.text))
            .map(|text| text.to_lowercase())
            .collect::<Vec<_>>()
            .join("\n");
        let mut words = self.search.as_deref().unwrap_or_default().split_whitespace().map(str::to_lowercase);
        (self.include_unapproved || template.status == "APPROVED")
            && self.language.as_ref().is_none_or(|language| language.eq_ignore_ascii_case(&template.language))
            && words.all(|word| said.contains(&word))
    }
}

/// An account has one template of a name in a language.
fn place(template: &Template) -> String {
    format!("{}/{}/{}", template.business_account_id.as_deref().unwrap_or_default(), template.language, template.name)
}

/// The names of the numbers of each business account.
fn senders(configs: &[Config]) -> BTreeMap<String, Vec<String>> {
    let mut senders: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for config in configs {
        if let Some(account) = &config.business_account_id {
            senders.entry(account.clone()).or_default().push(config.name.clone());
        }
    }
    senders
}

fn shown(seen: SeenTemplate, senders: &BTreeMap<String, Vec<String>>) -> Template {
    let layout = Layout::read(&seen.components);
    Template {
        template_id: seen.template_id,
        name: seen.name,
        language: seen.language,
        status: seen.status,
        category: seen.category,
        configs: senders.get(&seen.business_account_id).cloned().unwrap_or_default(),
        business_account_id: Some(seen.business_account_id),
        header: layout.shown_header(),
        values: layout.wants(),
        buttons: layout.buttons.iter().map(Button::shown).collect(),
        body: layout.body.text,
        footer: layout.footer,
        unsupported: layout.unsupported,
    }
}
