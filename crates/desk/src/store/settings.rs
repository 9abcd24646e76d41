//! Single values: how far the sync has read, and when.

use jiff::Timestamp;
use rusqlite::OptionalExtension;

use super::{Reader, Writer, fault};
use crate::error::Result;

/// The values that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// When Kapso last confirmed the store, in milliseconds.
    AsOf,
    /// Everything of conversations that was active before this is here, in milliseconds.
    Watermark,
    /// `1` once the first reading is complete.
    Filled,
    /// The cursor at which the first reading of messages goes on.
    FillCursor,
    /// The newest row of messages when Kapso's list had last been followed without a gap.
    Settled,
    /// `1` once every contact was read.
    ContactsFilled,
    /// The cursor at which the reading of all contacts goes on: the first one, and those that follow it.
    ContactsCursor,
    /// When Kapso last confirmed the customers, in milliseconds.
    CustomersAsOf,
    /// When every customer was last read, in milliseconds.
    CustomersReadAt,
}

impl Setting {
    pub(in crate::store) fn name(self) -> &'static str {
        match self {
            Self::AsOf => "as_of",
            Self::Watermark => "watermark",
            Self::Filled => "filled",
            Self::FillCursor => "fill_cursor",
            Self::Settled => "settled",
            Self::ContactsFilled => "contacts_filled",
            Self::ContactsCursor => "contacts_cursor",
            Self::CustomersAsOf => "customers_as_of",
            Self::CustomersReadAt => "customers_read_at",
        }
    }
}

impl Reader<'_> {
    /// A value, if it was ever set.
    pub fn setting(&self, setting: Setting) -> Result<Option<String>> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM settings WHERE name = ?1").map_err(fault)?;
        statement.query_row([setting.name()], |row| row.get(0)).optional().map_err(fault)
    }

    /// A value that is a time in milliseconds.
    pub fn millis(&self, setting: Setting) -> Result<Option<i64>> {
        Ok(self.setting(setting)?.and_then(|value| value.parse().ok()))
    }
}

impl Reader<'_> {
    /// When Kapso last confirmed the store.
    pub fn as_of(&self) -> Result<Option<Timestamp>> {
        Ok(self.millis(Setting::AsOf)?.and_then(|millis| Timestamp::from_millisecond(millis).ok()))
    }
}

impl Writer<'_> {
    /// Sets a value.
    pub fn set(&self, setting: Setting, value: &str) -> Result<()> {
        let sql = "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute([setting.name(), value])).map_err(fault)?;
        Ok(())
    }

    /// Forgets a value.
    pub fn unset(&self, setting: Setting) -> Result<()> {
        self.connection.execute("DELETE FROM settings WHERE name = ?1", [setting.name()]).map_err(fault)?;
        Ok(())
    }
}
