//! Contacts, in the one form that both families share.

use serde_json::{Value, json};

use super::without_nulls;
use crate::{
    clock::iso,
    store::{contacts::Contact, numbers::Number, preferences::Preference},
};

/// The Platform's form.
pub(crate) fn platform(contact: &Contact) -> Value {
    let value = json!({
        "id": contact.id,
        "wa_id": contact.wa_id,
        "business_scoped_user_id": contact.bsuid,
        "parent_business_scoped_user_id": contact.parent_bsuid,
        "username": contact.username,
        "profile_name": contact.profile_name,
        "display_name": contact.display_name,
        "customer_id": contact.customer_id,
        "metadata": contact.metadata,
        "created_at": iso(contact.created_at),
        "updated_at": iso(contact.updated_at),
    });
    without_nulls(value, &["profile_name"])
}

/// The proxy's form, which knows no customer.
pub(crate) fn proxy(contact: &Contact) -> Value {
    let mut value = without_nulls(platform(contact), &["profile_name", "display_name"]);
    if let Some(object) = value.as_object_mut() {
        object.remove("customer_id");
    }
    value
}

/// A contact's choice about the marketing of one number.
pub(crate) fn preference(preference: &Preference, contact: &Contact, number: Option<&Number>) -> Value {
    let config = number.map(|number| number.internal_id.clone());
    json!({
        "id": preference.id,
        "internal_id": preference.id,
        "phone_number_id": preference.number_id,
        "status": preference.status,
        "detail": null,
        "source": "meta_webhook",
        "marketing_allowed": preference.status == "resumed",
        "config_display_name": number.map(|number| number.name.clone()),
        "last_event_at": iso(preference.updated_at),
        "whatsapp_contact_id": contact.id,
        "whatsapp_config_id": config,
        "whatsapp_config_internal_id": config,
        "created_at": iso(preference.created_at),
        "updated_at": iso(preference.updated_at),
    })
}
