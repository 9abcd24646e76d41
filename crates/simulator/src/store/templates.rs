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
    pub(crate) created_at: i64,
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
            created_at: row.get("created_at")?,
        })
    }

    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(
            "INSERT INTO templates (id, business_account_id, name, language, status, category, parameter_format, components, created_at) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            self.created_at,
        ])?;
        Ok(())
    }

    pub(crate) fn update(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached("UPDATE templates SET status = ?, category = ?, parameter_format = ?, components = ? WHERE row = ?")?
            .execute(params![self.status, self.category, self.parameter_format, self.components.to_string(), self.row])?;
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

/// The template of a numeric id, whichever account it belongs to.
pub(crate) fn by_id(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<Template>> {
    tx.prepare_cached(&format!("{SELECT} WHERE t.id = ?"))?.query_row([id], Template::of).optional()
}

/// How many of an account's templates were created since a time.
pub(crate) fn created_since(tx: &Transaction<'_>, account: &str, since: i64) -> rusqlite::Result<i64> {
    tx.prepare_cached("SELECT count(*) FROM templates WHERE business_account_id = ? AND created_at > ?")?
        .query_row(params![account, since], |row| row.get(0))
}

/// Removes one template, or all languages of a name; returns how many went.
pub(crate) fn delete(tx: &Transaction<'_>, account: &str, id: Option<&str>, name: Option<&str>) -> rusqlite::Result<usize> {
    tx.prepare_cached("DELETE FROM templates WHERE business_account_id = ?1 AND (?2 IS NULL OR id = ?2) AND (?3 IS NULL OR name = ?3)")?
        .execute(params![account, id, name])
}
