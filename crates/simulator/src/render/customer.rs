//! Customers and members of the project.

use rusqlite::Row;
use serde_json::{Value, json};

use crate::{clock::iso, store::customers::Customer};

/// The Platform's form of a customer.
pub(crate) fn platform(customer: &Customer) -> Value {
    json!({
        "id": customer.id,
        "name": customer.name,
        "external_customer_id": customer.external_customer_id,
        "created_at": iso(customer.created_at),
        "updated_at": iso(customer.updated_at),
    })
}

/// A row of the project's members.
pub(crate) fn user(row: &Row<'_>) -> rusqlite::Result<Value> {
    Ok(json!({
        "id": row.get::<_, i64>("id")?,
        "user_id": row.get::<_, String>("user_id")?,
        "email": row.get::<_, String>("email")?,
        "name": row.get::<_, String>("name")?,
        "role": row.get::<_, String>("role")?,
    }))
}
