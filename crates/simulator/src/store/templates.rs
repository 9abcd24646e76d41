//! Message templates.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde_json::Value;

use super::json_column;

/// A template in one language.
pub(crate) struct Template {
    pub(crate) row: i64,
    pub(crate) id: String,
    pub(crate) business_account_id: String,
    pub(crate) name: String,
    pub(crate) language: String,
    pub(crate) status: String,
    pub(crate) category: String,
    pub(crate) parameter_format: String,
    pub(crate) components: Value,
}

pub(crate) const SELECT: &str = "SELECT t.* FROM templates t";

impl Template {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            row: row.get("row")?,
            id: row.get("id")?,
            business_account_id: row.get("business_account_id")?,
            name: row.get("name")?,
            language: row.get("language")?,
            status: row.get("status")?,
            category: row.get("category")?,
            parameter_format: row.get("parameter_format")?,
            components: json_column(row, "components")?,
        })
    }

    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(
            "INSERT INTO templates (id, business_account_id, name, language, status, category, parameter_format, components) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            self.id,
            self.business_account_id,
            self.name,
            self.language,
            self.status,
            self.category,
            self.parameter_format,
            self.components.to_string(),
        ])?;
        Ok(())
    }
}

pub(crate) fn find(tx: &Transaction<'_>, account: &str, id: &str) -> rusqlite::Result<Option<Template>> {
    tx.prepare_cached(&format!("{SELECT} WHERE t.business_account_id = ? AND t.id = ?"))?.query_row([account, id], Template::of).optional()
}

pub(crate) fn named(tx: &Transaction<'_>, account: &str, name: &str, language: &str) -> rusqlite::Result<Option<Template>> {
    tx.prepare_cached(&format!("{SELECT} WHERE t.business_account_id = ? AND t.name = ? AND t.language = ?"))?
        .query_row([account, name, language], Template::of)
        .optional()
}
