//! What was told to webhooks, or is about to be.

use rusqlite::{OptionalExtension, Row, Transaction, params};

/// One delivery with all its attempts.
pub(crate) struct Delivery {
    pub(crate) row: i64,
    pub(crate) id: String,
    pub(crate) webhook_id: Option<String>,
    pub(crate) webhook_url: String,
    pub(crate) event: String,
    pub(crate) number_id: Option<String>,
    pub(crate) config_id: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) body: String,
    pub(crate) batch: i64,
    pub(crate) status: String,
    pub(crate) attempts: i64,
    pub(crate) response_status: Option<i64>,
    pub(crate) last_attempt_at: Option<i64>,
    pub(crate) created_at: i64,
}

pub(crate) const SELECT: &str = "SELECT d.*, n.internal_id AS config_id, c.wa_id AS phone FROM deliveries d \
     LEFT JOIN numbers n ON n.id = d.number_id LEFT JOIN conversations v ON v.row = d.conversation \
     LEFT JOIN contacts c ON c.row = v.contact";

impl Delivery {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            row: row.get("row")?,
            id: row.get("id")?,
            webhook_id: row.get("webhook_id")?,
            webhook_url: row.get("webhook_url")?,
            event: row.get("event")?,
            number_id: row.get("number_id")?,
            config_id: row.get("config_id")?,
            phone: row.get("phone")?,
            body: row.get("body")?,
            batch: row.get("batch")?,
            status: row.get("status")?,
            attempts: row.get("attempts")?,
            response_status: row.get("response_status")?,
            last_attempt_at: row.get("last_attempt_at")?,
            created_at: row.get("created_at")?,
        })
    }
}

/// A delivery about to be written.
pub(crate) struct NewDelivery<'a> {
    pub(crate) id: String,
    pub(crate) webhook: (&'a str, &'a str),
    pub(crate) event: &'a str,
    pub(crate) number_id: Option<&'a str>,
    pub(crate) conversation: Option<i64>,
    pub(crate) body: String,
    pub(crate) batch: i64,
    pub(crate) buffered: bool,
    pub(crate) now: i64,
}

impl NewDelivery<'_> {
    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<i64> {
        tx.prepare_cached(
            "INSERT INTO deliveries (id, webhook_id, webhook_url, event, number_id, conversation, body, batch, buffered, status, \
             created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?)",
        )?
        .insert(params![
            self.id,
            self.webhook.0,
            self.webhook.1,
            self.event,
            self.number_id,
            self.conversation,
            self.body,
            self.batch,
            self.buffered,
            self.now,
        ])
    }
}

pub(crate) fn get(tx: &Transaction<'_>, row: i64) -> rusqlite::Result<Option<Delivery>> {
    tx.prepare_cached(&format!("{SELECT} WHERE d.row = ?"))?.query_row([row], Delivery::of).optional()
}

/// The payloads that wait to go to a webhook together, oldest first.
pub(crate) fn buffered(tx: &Transaction<'_>, webhook_id: &str, conversation: i64) -> rusqlite::Result<Vec<Delivery>> {
    tx.prepare_cached(&format!("{SELECT} WHERE d.webhook_id = ? AND d.conversation = ? AND d.buffered ORDER BY d.row"))?
        .query_map(params![webhook_id, conversation], Delivery::of)?
        .collect()
}

pub(crate) fn drop_buffered(tx: &Transaction<'_>, webhook_id: &str, conversation: i64) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM deliveries WHERE webhook_id = ? AND conversation = ? AND buffered", params![webhook_id, conversation])?;
    Ok(())
}

/// Writes down an attempt and what the delivery is now.
pub(crate) fn attempted(tx: &Transaction<'_>, row: i64, answer: Option<u16>, status: &str, now: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE deliveries SET attempts = attempts + 1, response_status = ?, status = ?, last_attempt_at = ? WHERE row = ?")?
        .execute(params![answer, status, now, row])?;
    Ok(())
}
