//! The project's customers.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, ToSql, named_params, params};

use super::{Reader, Writer, cursor, fault, threads::time, words};
use crate::{error::Result, model::Customer};

/// A customer as Kapso shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenCustomer {
    /// Kapso's id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The project's own id of it.
    pub external_customer_id: Option<String>,
    /// When it was added.
    pub created_at: Timestamp,
}

/// Which customers.
#[derive(Debug, Clone)]
pub struct CustomerCut {
    /// Words that their names and external ids have, each at least by its beginning.
    pub search: Option<String>,
    /// Added then or later.
    pub since: Option<Timestamp>,
    /// Added before then.
    pub until: Option<Timestamp>,
    /// The time at which links are looked at.
    pub now: Timestamp,
}

/// A page of customers.
#[derive(Debug, Clone)]
pub struct FoundCustomers {
    /// The customers, newest first.
    pub customers: Vec<Customer>,
    /// The cursor of the next page.
    pub next_cursor: Option<String>,
    /// Customers in the cut over all pages.
    pub total: u64,
}

/// What an answer says of a customer. A link whose time is over has expired, whether or not Kapso said so yet.
const COLUMNS: &str = "customers.*, (SELECT count(*) FROM numbers WHERE numbers.customer_id = customers.id) AS numbers,
    CASE WHEN links_as_of IS NULL AND link.row IS NULL THEN 'unknown' WHEN link.row IS NULL THEN 'none'
      WHEN link.status = 'active' AND link.expires_at <= :now THEN 'expired' ELSE link.status END AS link_status,
    link.setup_status, link.expires_at
    FROM customers LEFT JOIN setup_links AS link ON link.row =
      (SELECT row FROM setup_links WHERE customer_id = customers.id ORDER BY created_at DESC, row DESC LIMIT 1)";

impl Reader<'_> {
    /// A page of customers, newest first. Case and diacritics of the search do not matter.
    pub fn customers(&self, cut: &CustomerCut, after: Option<&str>, limit: u32) -> Result<FoundCustomers> {
        let (since, until) = (cut.since.map(Timestamp::as_millisecond), cut.until.map(Timestamp::as_millisecond));
        let words = cut.search.as_deref().map(words::matching);
        let wheres = "(:since IS NULL OR customers.created_at >= :since) AND (:until IS NULL OR customers.created_at < :until)
            AND (:words IS NULL OR customers.row IN (SELECT rowid FROM customer_words WHERE customer_words MATCH :words))";
        let cut_by: [(&str, &dyn ToSql); 3] = [(":since", &since), (":until", &until), (":words", &words)];
        let count = format!("SELECT count(*) FROM customers WHERE {wheres}");
        let total = self
            .connection
            .prepare_cached(&count)
            .and_then(|mut statement| statement.query_row(&cut_by[..], |row| row.get(0)))
            .map_err(fault)?;
        let after = after.map(cursor::read).transpose()?;
        let (at, row) = after.unwrap_or((i64::MAX, i64::MAX));
        let sql = format!(
            "SELECT {COLUMNS} WHERE {wheres} AND (customers.created_at, customers.row) < (:at, :row)
             ORDER BY customers.created_at DESC, customers.row DESC LIMIT :limit"
        );
        let (now, more) = (cut.now.as_millisecond(), u64::from(limit).saturating_add(1));
        let mut parameters: Vec<(&str, &dyn ToSql)> = cut_by.to_vec();
        parameters.extend_from_slice(named_params! { ":now": now, ":at": at, ":row": row, ":limit": more });
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        let read = |row: &Row<'_>| Ok((customer(row)?, row.get("created_at")?, row.get("row")?));
        let mut rows: Vec<(Customer, i64, i64)> =
            statement.query_map(parameters.as_slice(), read).and_then(Iterator::collect).map_err(fault)?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let goes_on = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = rows.last().filter(|_| goes_on).map(|(_, at, row)| cursor::of(*at, *row));
        Ok(FoundCustomers { customers: rows.into_iter().map(|(customer, ..)| customer).collect(), next_cursor, total })
    }

    /// A customer.
    pub fn customer(&self, id: &str, now: Timestamp) -> Result<Option<Customer>> {
        let sql = format!("SELECT {COLUMNS} WHERE customers.id = :id");
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        statement.query_row(named_params! { ":id": id, ":now": now.as_millisecond() }, customer).optional().map_err(fault)
    }

    /// The customer that has this external id.
    pub fn customer_of_external_id(&self, external_customer_id: &str, now: Timestamp) -> Result<Option<Customer>> {
        let sql = format!("SELECT {COLUMNS} WHERE external_customer_id = :id");
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        let parameters = named_params! { ":id": external_customer_id, ":now": now.as_millisecond() };
        statement.query_row(parameters, customer).optional().map_err(fault)
    }

    /// Customers that Kapso listed at this time or later; all of them when none is given.
    pub fn customers_seen_since(&self, since: Option<Timestamp>) -> Result<u64> {
        let sql = "SELECT count(*) FROM customers WHERE ?1 IS NULL OR seen_at >= ?1";
        let since = since.map(Timestamp::as_millisecond);
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([since], |row| row.get(0))).map_err(fault)
    }
}

impl Writer<'_> {
    /// Stores a customer that Kapso just showed. Says whether it was new, and whether anything changed.
    pub fn put_customer(&self, seen: &SeenCustomer, now: Timestamp) -> Result<Put> {
        let sql = "SELECT name, external_customer_id FROM customers WHERE id = ?1";
        let known: Option<(String, Option<String>)> = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row([&seen.id], |row| Ok((row.get(0)?, row.get(1)?))).optional())
            .map_err(fault)?;
        let same = known.as_ref().is_some_and(|(name, external)| *name == seen.name && *external == seen.external_customer_id);
        if same {
            self.run("UPDATE customers SET seen_at = ?2 WHERE id = ?1", params![seen.id, now.as_millisecond()])?;
            return Ok(Put::Same);
        }
        let sql = "INSERT INTO customers (id, name, external_customer_id, created_at, seen_at) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (id) DO UPDATE SET name = excluded.name, external_customer_id = excluded.external_customer_id, seen_at = excluded.seen_at";
        self.run(sql, params![seen.id, seen.name, seen.external_customer_id, seen.created_at.as_millisecond(), now.as_millisecond()])?;
        let sql =
            "INSERT OR REPLACE INTO customer_words (rowid, name, external_customer_id) SELECT row, ?2, ?3 FROM customers WHERE id = ?1";
        self.run(sql, params![seen.id, words::indexed([seen.name.as_str()]), words::indexed(seen.external_customer_id.as_deref())])?;
        Ok(if known.is_some() { Put::Changed } else { Put::New })
    }

    /// Forgets the customers that Kapso has not listed since; says whether there were any.
    pub fn forget_customers_unseen_since(&self, since: Timestamp) -> Result<bool> {
        Ok(self.run("DELETE FROM customers WHERE seen_at < ?1", [since.as_millisecond()])? > 0)
    }

    /// Forgets a customer that Kapso does not know any more.
    pub fn forget_customer(&self, id: &str) -> Result<()> {
        self.run("DELETE FROM customers WHERE id = ?1", [id])?;
        Ok(())
    }
}

/// What storing something came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It was there already, just so.
    Same,
    /// It was there, otherwise.
    Changed,
    /// It was not there.
    New,
}

fn customer(row: &Row<'_>) -> rusqlite::Result<Customer> {
    let link: String = row.get("link_status")?;
    let expires_at: Option<i64> = row.get("expires_at")?;
    Ok(Customer {
        customer_id: row.get("id")?,
        name: row.get("name")?,
        external_customer_id: row.get("external_customer_id")?,
        created_at: time(row.get("created_at")?),
        numbers: row.get("numbers")?,
        whatsapp_setup_status: row.get("setup_status")?,
        setup_link_expires_at: expires_at.filter(|_| link == "active").map(time),
        setup_link: link,
    })
}
