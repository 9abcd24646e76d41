//! The deliberate differences from the published documents, as `openapi/differences.toml` lists them.

use serde::Deserialize;
use serde_json::Value;

/// All of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Differences {
    not_played: Vec<Difference>,
    rows: Vec<Rows>,
    any_of: Vec<Difference>,
    beyond: Vec<Difference>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    operations: Vec<String>,
    reason: String,
}

/// Rows of a list that its schema does not admit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    operations: Vec<String>,
    member: String,
    values: Vec<String>,
    reason: String,
}

impl Differences {
    pub(crate) fn read() -> Self {
        let all: Self = toml::from_str(include_str!("../../openapi/differences.toml")).unwrap();
        let reasons = [&all.not_played, &all.any_of, &all.beyond]
            .into_iter()
            .flatten()
            .map(|one| &one.reason)
            .chain(all.rows.iter().map(|one| &one.reason));
        reasons.for_each(|reason| assert!(!reason.is_empty(), "every difference has a reason"));
        all
    }

    /// Whether an operation, such as `GET /whatsapp/flows`, answers a loud 501.
    pub(crate) fn is_not_played(&self, operation: &str) -> bool {
        named(&self.not_played, operation)
    }

    /// Whether any of the documented alternatives will do.
    pub(crate) fn any_alternative_will_do(&self, operation: &str) -> bool {
        named(&self.any_of, operation)
    }

    /// Whether a route is played although no document has it.
    pub(crate) fn is_beyond(&self, route: &str) -> bool {
        named(&self.beyond, route)
    }

    /// Takes out the rows that the schema of an operation does not admit.
    pub(crate) fn take_out(&self, operation: &str, body: &mut Value) {
        let Some(rows) = body.get_mut("data").and_then(Value::as_array_mut) else { return };
        let known = |row: &Value, one: &Rows| {
            let value = row.pointer(&one.member).and_then(Value::as_str).unwrap_or_default();
            !one.operations.iter().any(|named| named == operation) || !one.values.iter().any(|beyond| beyond == value)
        };
        rows.retain(|row| self.rows.iter().all(|one| known(row, one)));
    }

    /// The operations with answers that their schemas do not admit as they are.
    pub(crate) fn beyond_their_schemas(&self) -> Vec<&str> {
        let rows = self.rows.iter().flat_map(|one| &one.operations);
        rows.chain(self.any_of.iter().flat_map(|one| &one.operations)).map(String::as_str).collect()
    }
}

fn named(all: &[Difference], operation: &str) -> bool {
    all.iter().flat_map(|one| &one.operations).any(|named| named == operation)
}
