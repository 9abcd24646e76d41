//! Cursor pages, newest first, at a cost that does not grow with their depth.

use rusqlite::{Row, Transaction, params_from_iter, types::Value as Sql};
use serde_json::{Value, json};

use crate::{
    cursor::Cursor,
    parameters::Parameters,
    refusal::{Family, Refusal},
};

/// Which part of a list is asked for.
pub(crate) struct Window {
    limit: i64,
    from: From,
    /// The published name of the column that sorts the list; part of the cursor.
    column: &'static str,
}

enum From {
    Start,
    After(Cursor),
    Before(Cursor),
}

/// One page of a list and the places of its ends.
pub(crate) struct Page<T> {
    pub(crate) rows: Vec<T>,
    first: Option<Cursor>,
    last: Option<Cursor>,
    newer: bool,
    older: bool,
    column: &'static str,
}

/// What narrows a list: SQL conditions, each with the values for its question marks.
#[derive(Default)]
pub(crate) struct Filters {
    conditions: Vec<String>,
    values: Vec<Sql>,
}

impl Window {
    /// Reads `limit`, `after` and `before`.
    pub(crate) fn of(parameters: &Parameters, column: &'static str) -> Result<Self, Refusal> {
        let limit = parameters.number("limit", 1, 100)?.unwrap_or(20);
        let cursor = |name: &str| {
            parameters
                .text(name)
                .map(|text| {
                    Cursor::decode(text, column)
                        .ok_or_else(|| Refusal::invalid(parameters.family(), format!("{name} is not a cursor of this list")))
                })
                .transpose()
        };
        let from = match (cursor("after")?, cursor("before")?) {
            (Some(_), Some(_)) => {
                return Err(Refusal::invalid(parameters.family(), "after and before exclude each other"));
            }
            (Some(after), None) => From::After(after),
            (None, Some(before)) => From::Before(before),
            (None, None) => From::Start,
        };
        Ok(Self { limit, from, column })
    }

    /// Reads one page of `select … from …`, sorted by `sort` and then `row` of the table `of`.
    pub(crate) fn read<T>(
        &self,
        tx: &Transaction<'_>,
        select: &str,
        (of, sort): (&str, &str),
        mut filters: Filters,
        map: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        place: impl Fn(&T) -> Cursor,
    ) -> rusqlite::Result<Page<T>> {
        let sql = self.sql(select, (of, sort), &mut filters);
        let mut statement = tx.prepare_cached(&sql)?;
        let rows: Vec<T> = statement.query_map(params_from_iter(filters.values), |row| map(row))?.collect::<Result<_, _>>()?;
        Ok(self.page(rows, place))
    }

    /// The query of one page; where it starts becomes one more filter.
    pub(crate) fn sql(&self, select: &str, (of, sort): (&str, &str), filters: &mut Filters) -> String {
        let (comparison, order) = match self.from {
            From::Before(_) => (">", "ASC"),
            From::After(_) | From::Start => ("<", "DESC"),
        };
        if let From::After(at) | From::Before(at) = self.from {
            filters.add(format!("({of}.{sort}, {of}.row) {comparison} (?, ?)"), [at.value.into(), at.row.into()]);
        }
        let order = format!("ORDER BY {of}.{sort} {order}, {of}.row {order} LIMIT {}", self.limit.saturating_add(1));
        format!("{select} {} {order}", filters.clause())
    }

    /// Cuts one page out of a whole list that is at hand, oldest first.
    pub(crate) fn cut<T>(&self, mut all: Vec<T>, place: impl Fn(&T) -> Cursor) -> Page<T> {
        let key = |one: &T| (place(one).value, place(one).row);
        match self.from {
            From::Start => all.reverse(),
            From::After(at) => {
                all.retain(|one| key(one) < (at.value, at.row));
                all.reverse();
            }
            From::Before(at) => all.retain(|one| key(one) > (at.value, at.row)),
        }
        all.truncate(usize::try_from(self.limit.saturating_add(1)).unwrap_or(usize::MAX));
        self.page(all, place)
    }

    /// Makes a page of rows in the order of reading, of which one too many tells that more follow.
    fn page<T>(&self, mut rows: Vec<T>, place: impl Fn(&T) -> Cursor) -> Page<T> {
        let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > self.limit;
        if more {
            rows.pop();
        }
        let backwards = matches!(self.from, From::Before(_));
        if backwards {
            rows.reverse();
        }
        Page {
            first: rows.first().map(&place),
            last: rows.last().map(&place),
            newer: if backwards { more } else { matches!(self.from, From::After(_)) },
            older: if backwards { true } else { more },
            rows,
            column: self.column,
        }
    }
}

impl Filters {
    pub(crate) fn add<const N: usize>(&mut self, condition: impl Into<String>, values: [Sql; N]) {
        self.conditions.push(condition.into());
        self.values.extend(values);
    }

    /// `column = value` when there is a value.
    pub(crate) fn equal(&mut self, column: &str, value: Option<impl Into<Sql>>) {
        if let Some(value) = value {
            self.add(format!("{column} = ?"), [value.into()]);
        }
    }

    /// `column` at or after, and at or before, the given times.
    pub(crate) fn between(&mut self, column: &str, from: Option<i64>, to: Option<i64>) {
        if let Some(from) = from {
            self.add(format!("{column} >= ?"), [from.into()]);
        }
        if let Some(to) = to {
            self.add(format!("{column} <= ?"), [to.into()]);
        }
    }

    pub(crate) fn clause(&self) -> String {
        if self.conditions.is_empty() { String::new() } else { format!("WHERE {}", self.conditions.join(" AND ")) }
    }

    pub(crate) fn values(&self) -> Vec<Sql> {
        self.values.clone()
    }
}

impl<T> Page<T> {
    /// The page as an answer: `data`, each row shown by `show`, and `paging` in the family's form.
    pub(crate) fn answer(&self, family: Family, show: impl Fn(&T) -> Value) -> Value {
        let data: Vec<Value> = self.rows.iter().map(show).collect();
        let name = |place: Option<Cursor>| place.map(|place| place.encode(self.column));
        let (before, after) = (name(self.first), name(self.last));
        let cursors: serde_json::Map<String, Value> =
            [("before", before.clone()), ("after", after.clone().filter(|_| self.older || family == Family::Platform))]
                .into_iter()
                .filter_map(|(name, cursor)| cursor.map(|cursor| (name.to_owned(), Value::String(cursor))))
                .collect();
        let paging = match family {
            Family::Platform => json!({
                "cursors": cursors,
                "next": after.filter(|_| self.older),
                "previous": before.filter(|_| self.newer),
            }),
            Family::Proxy => json!({ "cursors": cursors }),
        };
        json!({ "data": data, "paging": paging })
    }
}
