//! Offset pages with their `meta` and headers, as most Platform lists have them.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, header::LINK},
    response::{IntoResponse, Response},
};
use rusqlite::{Row, Transaction, params_from_iter};
use serde_json::{Value, json};

use super::keyset::Filters;
use crate::{parameters::Parameters, refusal::Refusal};

/// Which page of a list is asked for.
pub(crate) struct Offset {
    page: i64,
    per_page: i64,
}

/// One page of a list and how many rows there are in all.
pub(crate) struct Sheet {
    data: Vec<Value>,
    page: i64,
    per_page: i64,
    total: i64,
}

impl Offset {
    /// Reads `page` and `per_page`; no more than 100 rows are given at a time.
    pub(crate) fn of(parameters: &Parameters) -> Result<Self, Refusal> {
        Ok(Self {
            page: parameters.number("page", 1, 1_000_000)?.unwrap_or(1),
            per_page: parameters.number("per_page", 1, 100)?.unwrap_or(20),
        })
    }

    /// Reads one page of `select … from …` in the given order.
    pub(crate) fn read(
        &self,
        tx: &Transaction<'_>,
        (columns, from): (&str, &str),
        filters: &Filters,
        order: &str,
        map: impl Fn(&Row<'_>) -> rusqlite::Result<Value>,
    ) -> rusqlite::Result<Sheet> {
        let clause = filters.clause();
        let total = tx
            .prepare_cached(&format!("SELECT count(*) FROM {from} {clause}"))?
            .query_row(params_from_iter(filters.values()), |row| row.get(0))?;
        let start = self.page.saturating_sub(1).saturating_mul(self.per_page);
        let data = tx
            .prepare_cached(&format!("SELECT {columns} FROM {from} {clause} ORDER BY {order} LIMIT {} OFFSET {start}", self.per_page))?
            .query_map(params_from_iter(filters.values()), |row| map(row))?
            .collect::<Result<_, _>>()?;
        Ok(Sheet { data, page: self.page, per_page: self.per_page, total })
    }

    pub(crate) fn page(&self) -> i64 {
        self.page
    }

    pub(crate) fn per_page(&self) -> i64 {
        self.per_page
    }
}

impl Sheet {
    fn pages(&self) -> i64 {
        self.total.saturating_add(self.per_page).saturating_sub(1).checked_div(self.per_page).unwrap_or(0)
    }

    /// The sheet as an answer with the headers of offset lists; `address` is the list's own.
    pub(crate) fn answer(self, address: &str) -> Response {
        let (page, per_page, pages) = (self.page, self.per_page, self.pages());
        let mut headers = HeaderMap::new();
        for (name, value) in [("x-total", self.total), ("x-total-pages", pages), ("x-per-page", per_page), ("x-page", page)] {
            headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
        }
        if let Ok(link) = HeaderValue::from_str(&links(address, page, per_page, pages)) {
            headers.insert(LINK, link);
        }
        let meta = json!({ "page": page, "per_page": per_page, "total_pages": pages, "total_count": self.total });
        (headers, axum::Json(json!({ "data": self.data, "meta": meta }))).into_response()
    }
}

/// The pages around this one, as RFC 5988 writes them.
fn links(address: &str, page: i64, per_page: i64, pages: i64) -> String {
    let link = |number: i64, name: &str| format!("<{address}?page={number}&per_page={per_page}>; rel=\"{name}\"");
    let mut links = Vec::new();
    if page > 1 {
        links.extend([link(1, "first"), link(page.saturating_sub(1), "prev")]);
    }
    if page < pages {
        links.extend([link(page.saturating_add(1), "next"), link(pages, "last")]);
    }
    links.join(", ")
}
