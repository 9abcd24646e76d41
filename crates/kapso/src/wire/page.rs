//! Lists of both styles: cursors (`paging`) and page numbers (`meta`).

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// What could be read.
    pub items: Vec<T>,
    /// How many entries could not be read; they are left out, not fatal.
    pub skipped: usize,
    /// The cursor of the next page; none at the end.
    pub next: Option<String>,
    /// Entries over all pages, where the list counts them.
    pub total: Option<u64>,
    /// Pages in all, where the list counts them.
    pub pages: Option<u32>,
}

/// A list as it comes. Without `data` it is none: no answer is taken for an empty list.
#[derive(Debug, Deserialize)]
pub(crate) struct List {
    data: Vec<Value>,
    paging: Option<Paging>,
    meta: Option<Meta>,
}

/// A single object as it comes.
#[derive(Debug, Deserialize)]
pub(crate) struct One<T> {
    pub(crate) data: T,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Paging {
    cursors: Option<Cursors>,
    #[serde(deserialize_with = "named")]
    next: Next,
}

/// What a list says about the page after it.
#[derive(Debug, Default)]
enum Next {
    /// Nothing, as Graph's lists: they go on while there is a cursor.
    #[default]
    Unnamed,
    /// There is none.
    End,
    /// A cursor, or an address.
    At(String),
}

fn named<'de, D: Deserializer<'de>>(input: D) -> Result<Next, D::Error> {
    Ok(Option::deserialize(input)?.map_or(Next::End, Next::At))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Cursors {
    after: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Meta {
    total_count: Option<u64>,
    total_pages: Option<u32>,
}

impl List {
    /// The page; entries that cannot be read are counted and left out.
    pub(crate) fn page<T: DeserializeOwned>(self) -> Page<T> {
        let given = self.data.len();
        let items: Vec<T> = self.data.into_iter().filter_map(|entry| serde_json::from_value(entry).ok()).collect();
        let skipped = given.saturating_sub(items.len());
        let next = self.paging.and_then(next);
        let meta = self.meta.unwrap_or_default();
        Page { items, skipped, next, total: meta.total_count, pages: meta.total_pages }
    }
}

/// Platform names the next cursor and is null at the end; Graph only leaves `cursors.after` out. Never a URL.
fn next(paging: Paging) -> Option<String> {
    let cursor = match paging.next {
        Next::At(next) if !next.contains("://") => Some(next),
        Next::At(_) | Next::Unnamed => paging.cursors.and_then(|cursors| cursors.after),
        Next::End => None,
    };
    cursor.filter(|cursor| !cursor.is_empty())
}
