//! Setup links in the Platform's form.

use serde_json::{Map, Value, json};

use super::extend;
use crate::{clock::iso, store::setup_links::SetupLink};

/// The form of lists and changes, whose address carries the token but which does not name it.
pub(crate) fn platform(link: &SetupLink, origin: &str) -> Value {
    let mut object = Map::new();
    extend(
        &mut object,
        json!({
            "id": link.id,
            "status": link.status,
            "created_at": iso(link.created_at),
            "expires_at": iso(link.expires_at),
            "url": format!("{origin}/whatsapp/setup/{}", link.token),
        }),
    );
    extend(&mut object, link.settings.clone());
    extend(&mut object, json!({ "whatsapp_setup_status": link.setup_status, "whatsapp_setup_error": link.setup_error }));
    if let Some(provisioned) = &link.provisioned {
        object.insert("provisioned_phone_number".to_owned(), provisioned.clone());
    }
    Value::Object(object)
}

/// The form of the answer to creating one, which alone names the token.
pub(crate) fn created(link: &SetupLink, origin: &str) -> Value {
    let mut value = platform(link, origin);
    if let Some(object) = value.as_object_mut() {
        object.insert("token".to_owned(), json!(link.token));
    }
    value
}
