//! The links by which customers connect their own numbers.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, named_params, params};

use super::{Reader, Writer, cursor, fault, threads::time};
use crate::{
    error::Result,
    model::{SetupLink, SetupSettings, SetupUrl},
};

/// A page of a customer's setup links.
#[derive(Debug, Clone)]
pub struct FoundLinks {
    /// The links, newest first.
    pub links: Vec<SetupLink>,
    /// The cursor of the next page.
    pub next_cursor: Option<String>,
}

/// What storing a customer's links came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LinksPut {
    /// Something is not as it was.
    pub changed: bool,
    /// A link that was waited for was used, so there is a new number.
    pub completed: bool,
}

/// A link whose time is over has expired, whether or not Kapso said so yet; then its address is of no use either.
const COLUMNS: &str = "*, CASE WHEN status = 'active' AND expires_at <= :now THEN 'expired' ELSE status END AS state FROM setup_links";

/// Links of a customer are read again when a setup is under way, when they were never read, and once a day.
const DUE: &str = "SELECT id FROM customers WHERE links_asked_at IS NULL OR links_asked_at <= :yesterday
    OR (links_asked_at <= :minute_ago AND EXISTS (SELECT 1 FROM setup_links WHERE customer_id = customers.id AND status = 'active'))
    ORDER BY NOT EXISTS (SELECT 1 FROM setup_links WHERE customer_id = customers.id AND status = 'active'), links_asked_at, row DESC LIMIT :limit";

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

impl Reader<'_> {
    /// A page of a customer's links, newest first; of one status only, if one is given.
    pub fn setup_links(
        &self,
        customer_id: &str,
        status: Option<&str>,
        after: Option<&str>,
        limit: u32,
        now: Timestamp,
    ) -> Result<FoundLinks> {
        let (at, row) = after.map(cursor::read).transpose()?.unwrap_or((i64::MAX, i64::MAX));
        let sql = format!(
            "SELECT {COLUMNS} WHERE customer_id = :customer AND (:status IS NULL OR state = :status)
             AND (created_at, row) < (:at, :row) ORDER BY created_at DESC, row DESC LIMIT :limit"
        );
        let (now, more) = (now.as_millisecond(), u64::from(limit).saturating_add(1));
        let parameters = named_params! { ":customer": customer_id, ":status": status, ":at": at, ":row": row, ":limit": more, ":now": now };
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        let read = |row: &Row<'_>| Ok((setup_link(row)?, row.get("created_at")?, row.get("row")?));
        let mut rows: Vec<(SetupLink, i64, i64)> = statement.query_map(parameters, read).and_then(Iterator::collect).map_err(fault)?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let goes_on = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = rows.last().filter(|_| goes_on).map(|(_, at, row)| cursor::of(*at, *row));
        Ok(FoundLinks { links: rows.into_iter().map(|(link, ..)| link).collect(), next_cursor })
    }

    /// A customer's link.
    pub fn setup_link(&self, customer_id: &str, id: &str, now: Timestamp) -> Result<Option<SetupLink>> {
        let sql = format!("SELECT {COLUMNS} WHERE customer_id = :customer AND id = :id");
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        let parameters = named_params! { ":customer": customer_id, ":id": id, ":now": now.as_millisecond() };
        statement.query_row(parameters, setup_link).optional().map_err(fault)
    }

    /// When a customer's links were last read; none when they never were.
    pub fn setup_links_as_of(&self, customer_id: &str) -> Result<Option<Timestamp>> {
        let sql = "SELECT links_as_of FROM customers WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read: Option<Option<i64>> = statement.query_row([customer_id], |row| row.get(0)).optional().map_err(fault)?;
        Ok(read.flatten().map(time))
    }

    /// Up to `limit` customers whose links should be read now: first those with an active one, and of them whose were asked for the longest ago.
    pub fn customers_with_links_due(&self, now: Timestamp, limit: u32) -> Result<Vec<String>> {
        let now = now.as_millisecond();
        let parameters =
            named_params! { ":yesterday": now.saturating_sub(DAY), ":minute_ago": now.saturating_sub(MINUTE), ":limit": limit };
        let mut statement = self.connection.prepare_cached(DUE).map_err(fault)?;
        statement.query_map(parameters, |row| row.get(0)).and_then(Iterator::collect).map_err(fault)
    }
}

impl Writer<'_> {
    /// Stores every link of a customer as Kapso shows them, and when it did. Nothing of a customer that was forgotten meanwhile.
    pub fn put_setup_links(&self, customer_id: &str, links: &[SetupLink], now: Timestamp) -> Result<LinksPut> {
        let mut put = LinksPut::default();
        if self.customer(customer_id, now)?.is_none() {
            return Ok(put);
        }
        let first_time = self.setup_links_as_of(customer_id)?.is_none();
        for link in links {
            put.completed |= link.status == "used" && self.is_waited_for(link)?;
            put.changed |= self.put_setup_link(customer_id, link)?;
        }
        let read = "UPDATE customers SET links_as_of = ?2 WHERE id = ?1";
        self.run(read, params![customer_id, now.as_millisecond()])?;
        put.changed |= first_time;
        Ok(put)
    }

    /// Notes that Kapso is asked for a customer's links, whatever comes of it.
    pub fn asked_for_setup_links(&self, customer_id: &str, now: Timestamp) -> Result<()> {
        self.run("UPDATE customers SET links_asked_at = ?2 WHERE id = ?1", params![customer_id, now.as_millisecond()])?;
        Ok(())
    }

    /// Stores a link; says whether that changed anything. Its address is kept only while it works.
    pub fn put_setup_link(&self, customer_id: &str, link: &SetupLink) -> Result<bool> {
        let sql = "INSERT INTO setup_links (id, customer_id, status, url, created_at, expires_at, setup_status, setup_error, number, settings)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                   ON CONFLICT (id) DO UPDATE SET status = excluded.status,
                     url = CASE WHEN excluded.status = 'active' THEN coalesce(excluded.url, url) END, expires_at = excluded.expires_at,
                     setup_status = excluded.setup_status, setup_error = excluded.setup_error, number = excluded.number, settings = excluded.settings
                   WHERE status <> excluded.status OR expires_at IS NOT excluded.expires_at OR setup_status IS NOT excluded.setup_status
                     OR setup_error IS NOT excluded.setup_error OR number IS NOT excluded.number OR settings <> excluded.settings
                     OR (excluded.status = 'active' AND excluded.url IS NOT NULL AND url IS NOT excluded.url)";
        let url = link.url.as_ref().filter(|_| link.status == "active").map(SetupUrl::expose);
        let row = params![
            link.setup_link_id,
            customer_id,
            link.status,
            url,
            link.created_at.as_millisecond(),
            link.expires_at.map(Timestamp::as_millisecond),
            link.whatsapp_setup_status,
            link.whatsapp_setup_error,
            link.provisioned_phone_number,
            serde_json::to_string(&link.settings).unwrap_or_default(),
        ];
        Ok(self.run(sql, row)? > 0)
    }

    /// Notes that Kapso revoked a customer's active links when it made another.
    pub fn revoke_active_setup_links(&self, customer_id: &str) -> Result<()> {
        self.run("UPDATE setup_links SET status = 'revoked', url = NULL WHERE customer_id = ?1 AND status = 'active'", [customer_id])?;
        Ok(())
    }

    fn is_waited_for(&self, link: &SetupLink) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM setup_links WHERE id = ?1 AND status = 'active')";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_row([&link.setup_link_id], |row| row.get(0)).map_err(fault)
    }
}

fn setup_link(row: &Row<'_>) -> rusqlite::Result<SetupLink> {
    let state: String = row.get("state")?;
    let url: Option<String> = row.get("url")?;
    let settings: String = row.get("settings")?;
    Ok(SetupLink {
        setup_link_id: row.get("id")?,
        url: url.filter(|_| state == "active").map(SetupUrl::new),
        status: state,
        created_at: time(row.get("created_at")?),
        expires_at: row.get::<_, Option<i64>>("expires_at")?.map(time),
        whatsapp_setup_status: row.get("setup_status")?,
        whatsapp_setup_error: row.get("setup_error")?,
        provisioned_phone_number: row.get("number")?,
        settings: serde_json::from_str::<SetupSettings>(&settings).unwrap_or_default(),
    })
}
