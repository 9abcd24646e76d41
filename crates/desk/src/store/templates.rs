//! Message templates, as each business account listed them last.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use serde_json::Value;

use super::{Reader, Writer, fault, threads::time};
use crate::error::{Error, Result};

/// A template as Kapso lists it.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenTemplate {
    /// Meta's id of the business account.
    pub business_account_id: String,
    /// Meta's id of the template.
    pub template_id: Option<String>,
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// `APPROVED` or why it cannot be sent.
    pub status: String,
    /// `MARKETING`, `UTILITY` or `AUTHENTICATION`.
    pub category: Option<String>,
    /// Header, body, footer and buttons, in Cloud API's shape.
    pub components: Vec<Value>,
}

impl Writer<'_> {
    /// Puts an account's templates in place of those that were known. True when that changed anything.
    pub fn put_templates(&self, business_account_id: &str, seen: &[SeenTemplate], now: Timestamp) -> Result<bool> {
        let before = self.templates(business_account_id)?;
        self.run("DELETE FROM templates WHERE business_account_id = ?1", [business_account_id])?;
        let sql = "INSERT OR REPLACE INTO templates (business_account_id, name, language, template_id, status, category, components) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        for template in seen {
            let components = serde_json::to_string(&template.components).map_err(|cause| Error::internal("templates", cause))?;
            let row = params![
                business_account_id,
                template.name,
                template.language,
                template.template_id,
                template.status,
                template.category,
                components,
            ];
            self.run(sql, row)?;
        }
        let sql = "INSERT INTO template_reads (business_account_id, read_at) VALUES (?1, ?2) ON CONFLICT (business_account_id) DO UPDATE SET read_at = excluded.read_at";
        self.run(sql, params![business_account_id, now.as_millisecond()])?;
        Ok(self.templates(business_account_id)? != before)
    }
}

impl Reader<'_> {
    /// An account's templates, by name and language.
    pub fn templates(&self, business_account_id: &str) -> Result<Vec<SeenTemplate>> {
        let sql = "SELECT * FROM templates WHERE business_account_id = ?1 ORDER BY name, language";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_map([business_account_id], template).and_then(Iterator::collect).map_err(fault)
    }

    /// When an account's templates were last read; none when they never were.
    pub fn templates_read_at(&self, business_account_id: &str) -> Result<Option<Timestamp>> {
        let sql = "SELECT read_at FROM template_reads WHERE business_account_id = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let at: Option<i64> = statement.query_row([business_account_id], |row| row.get(0)).optional().map_err(fault)?;
        Ok(at.map(time))
    }
}

fn template(row: &Row<'_>) -> rusqlite::Result<SeenTemplate> {
    let components: String = row.get("components")?;
    Ok(SeenTemplate {
        business_account_id: row.get("business_account_id")?,
        template_id: row.get("template_id")?,
        name: row.get("name")?,
        language: row.get("language")?,
        status: row.get("status")?,
        category: row.get("category")?,
        components: serde_json::from_str(&components).unwrap_or_default(),
    })
}
