//! What belongs to the project as a whole: its members, its customers and their setup links.

use rusqlite::Transaction;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Flaw, time::milliseconds};
use crate::{
    clock::DAY,
    dice::Dice,
    store::{customers, setup_links, users},
};

/// The file `cast/project.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Project {
    users: Vec<User>,
    customers: Vec<Customer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct User {
    name: String,
    email: String,
    role: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Customer {
    name: String,
    external_customer_id: Option<String>,
    /// How long ago it was created.
    created: String,
    #[serde(default)]
    setup_links: Vec<Link>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    status: String,
    /// How long ago it was created.
    created: String,
    setup_status: String,
    setup_error: Option<String>,
    language: Option<String>,
    provisioned: Option<Value>,
    theme_config: Option<Value>,
}

pub(super) fn settle(tx: &Transaction<'_>, dice: &Dice, now: i64, project: &Project) -> Result<(), Flaw> {
    for user in &project.users {
        let (email, name, role) = (user.email.clone(), user.name.clone(), user.role.clone());
        users::User { user_id: dice.uuid(), email, name, role }.insert(tx)?;
    }
    for customer in &project.customers {
        let created_at = now.saturating_sub(milliseconds(&customer.created)?);
        let id = dice.uuid();
        let (name, external_customer_id) = (customer.name.clone(), customer.external_customer_id.clone());
        customers::Customer { id: id.clone(), name, external_customer_id, created_at, updated_at: created_at }.insert(tx)?;
        for link in &customer.setup_links {
            settle_link(tx, dice, now, &id, link)?;
        }
    }
    Ok(())
}

fn settle_link(tx: &Transaction<'_>, dice: &Dice, now: i64, customer: &str, link: &Link) -> Result<(), Flaw> {
    let created_at = now.saturating_sub(milliseconds(&link.created)?);
    let settings = json!({
        "success_redirect_url": "https://northquay.example/connected",
        "failure_redirect_url": "https://northquay.example/failed",
        "allowed_origins": [],
        "allowed_connection_types": ["coexistence", "dedicated"],
        "meta_billing_mode": "customer_managed",
        "theme_config": link.theme_config,
        "provision_phone_number": link.provisioned.is_some(),
        "phone_number_area_code": null,
        "phone_number_country_isos": [],
        "reconnect_phone_number": null,
        "language": link.language,
    });
    let provisioned = link.provisioned.clone().map(|mut number| {
        if let Some(number) = number.as_object_mut() {
            number.insert("id".to_owned(), Value::from(dice.uuid()));
        }
        number
    });
    let link = setup_links::SetupLink {
        id: dice.uuid(),
        customer_id: customer.to_owned(),
        token: dice.token(),
        status: link.status.clone(),
        setup_status: link.setup_status.clone(),
        setup_error: link.setup_error.clone(),
        settings,
        provisioned,
        expires_at: created_at.saturating_add(30 * DAY),
        created_at,
    };
    Ok(link.insert(tx)?)
}
