//! The project's numbers.

use rusqlite::{OptionalExtension, Row, params};

use super::{Reader, Writer, fault};
use crate::{error::Result, model::Config};

/// How much there is of everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Numbers.
    pub numbers: u64,
    /// Threads.
    pub conversations: u64,
    /// Messages.
    pub messages: u64,
}

impl Reader<'_> {
    /// The numbers by name; of one customer only, if one is given.
    pub fn configs(&self, customer_id: Option<&str>) -> Result<Vec<Config>> {
        let sql = "SELECT numbers.*, coalesce(counters.unread, 0) AS unread FROM numbers LEFT JOIN counters USING (phone_number_id)
                   WHERE ?1 IS NULL OR customer_id = ?1 ORDER BY name, phone_number_id";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_map([customer_id], config).and_then(Iterator::collect).map_err(fault)
    }

    /// The number that a config id names.
    pub fn number_of_config(&self, config_id: &str) -> Result<Option<String>> {
        let sql = "SELECT phone_number_id FROM numbers WHERE config_id = ?1";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row([config_id], |row| row.get(0)).optional())
            .map_err(fault)
    }

    /// How much there is of everything.
    pub fn totals(&self) -> Result<Totals> {
        let sql =
            "SELECT (SELECT count(*) FROM numbers), (SELECT coalesce(sum(threads), 0) FROM counters), (SELECT count(*) FROM messages)";
        let read = |row: &Row<'_>| Ok(Totals { numbers: row.get(0)?, conversations: row.get(1)?, messages: row.get(2)? });
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([], read)).map_err(fault)
    }
}

impl Writer<'_> {
    /// Puts the numbers in place of those that were known. True when that changed anything.
    pub fn put_numbers(&self, numbers: &[Config]) -> Result<bool> {
        let before = self.configs(None)?;
        self.connection.execute("DELETE FROM numbers", []).map_err(fault)?;
        let sql = "INSERT INTO numbers (phone_number_id, config_id, business_account_id, customer_id, name, display_phone_number, verified_name, status,
                     quality_rating, messaging_limit, is_coexistence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        for number in numbers {
            let row = params![
                number.phone_number_id,
                number.whatsapp_config_id,
                number.business_account_id,
                number.customer_id,
                number.name,
                number.display_phone_number,
                number.verified_name,
                number.status,
                number.quality_rating,
                number.messaging_limit,
                number.is_coexistence,
            ];
            statement.execute(row).map_err(fault)?;
        }
        Ok(self.configs(None)? != before)
    }
}

fn config(row: &Row<'_>) -> rusqlite::Result<Config> {
    Ok(Config {
        whatsapp_config_id: row.get("config_id")?,
        phone_number_id: row.get("phone_number_id")?,
        business_account_id: row.get("business_account_id")?,
        customer_id: row.get("customer_id")?,
        name: row.get("name")?,
        display_phone_number: row.get("display_phone_number")?,
        verified_name: row.get("verified_name")?,
        status: row.get("status")?,
        quality_rating: row.get("quality_rating")?,
        messaging_limit: row.get("messaging_limit")?,
        is_coexistence: row.get("is_coexistence")?,
        unread_conversations: row.get("unread")?,
    })
}
