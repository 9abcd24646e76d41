//! Embedded inboxes in the Platform's form.

use serde_json::{Map, Value, json};

use super::extend;
use crate::{clock::iso, store::inbox_embeds::InboxEmbed};

/// The form of lists and changes; names are those of what the embed shows and of who is assigned to it.
pub(crate) fn platform(embed: &InboxEmbed, scope_name: Option<&str>, user_name: Option<&str>) -> Value {
    let mut object = Map::new();
    extend(
        &mut object,
        json!({
            "id": embed.id,
            "scope_type": embed.scope_type,
            "scope_id": embed.scope_id,
            "scope_name": scope_name,
            "assigned_user_id": embed.assigned_user_id,
            "assigned_user_name": user_name,
            "status": embed.status,
            "expires_at": embed.expires_at.map(iso),
            "last_used_at": null,
            "created_at": iso(embed.created_at),
            "updated_at": iso(embed.updated_at),
        }),
    );
    extend(&mut object, embed.settings.clone());
    Value::Object(object)
}

/// The form of the answer to creating one, which alone names the token.
pub(crate) fn created(mut shown: Value, embed: &InboxEmbed, origin: &str) -> Value {
    let token = json!({ "token": embed.token, "embed_url": format!("{origin}/embed/{}", embed.token) });
    if let Some(object) = shown.as_object_mut() {
        extend(object, token);
    }
    shown
}
