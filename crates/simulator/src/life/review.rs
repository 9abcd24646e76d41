//! What Meta decides after a look at something.

use rusqlite::Transaction;
use serde_json::json;

use crate::store::{
    display_names, numbers,
    templates::{self, Template},
};

/// Approves a template that waits, unless its body begins or ends with a placeholder.
pub(super) fn template(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<()> {
    let Some(mut template) = templates::by_id(tx, id)?.filter(|template| template.status == "PENDING") else { return Ok(()) };
    template.status = if is_framed(&template) { "APPROVED" } else { "REJECTED" }.to_owned();
    template.update(tx)
}

fn is_framed(template: &Template) -> bool {
    let parts = template.components.as_array().into_iter().flatten();
    let body = parts.filter(|part| part.get("type") == Some(&json!("BODY"))).find_map(|part| part.get("text")?.as_str());
    body.is_some_and(|text| !text.trim().starts_with("{{") && !text.trim().ends_with("}}"))
}

/// Grants a name, which the number then shows.
pub(super) fn display_name(tx: &Transaction<'_>, id: &str, at: i64) -> rusqlite::Result<()> {
    let Some(request) = display_names::find(tx, id)?.filter(|request| request.status == "submitted") else { return Ok(()) };
    let Some(mut number) = numbers::find(tx, &request.number_id)? else { return Ok(()) };
    for fact in ["display_name", "verified_name"] {
        number.set_fact(fact, json!(request.requested));
    }
    number.updated_at = at;
    number.update(tx)?;
    display_names::decide(tx, id, "applied", at)
}
