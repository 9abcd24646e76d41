//! Conversations in the forms of both families.

use serde_json::{Map, Value, json};

use super::{extend, fields::Fields, without_nulls};
use crate::{clock::iso, store::conversations::Conversation};

/// The Platform's form, always with `kapso`.
pub(crate) fn platform(conversation: &Conversation) -> Value {
    let mut object = common(conversation);
    let times = ["last_message_timestamp", "last_inbound_at", "last_outbound_at"];
    object.insert("kapso".to_owned(), without_nulls(Value::Object(extras(conversation)), &times));
    Value::Object(object)
}

/// The proxy's form, which names the configuration and has extras only on request.
pub(crate) fn proxy(conversation: &Conversation, fields: &Fields) -> Value {
    let mut object = common(conversation);
    object.insert("whatsapp_config_id".to_owned(), json!(conversation.config_id));
    fields.choose(&mut object, extras(conversation));
    Value::Object(object)
}

fn common(conversation: &Conversation) -> Map<String, Value> {
    let mut object = Map::new();
    extend(
        &mut object,
        json!({
            "id": conversation.id,
            "phone_number": conversation.wa_id,
            "business_scoped_user_id": conversation.bsuid,
            "parent_business_scoped_user_id": conversation.parent_bsuid,
            "username": conversation.username,
            "status": conversation.status,
            "last_active_at": iso(conversation.last_active_at),
            "created_at": iso(conversation.created_at),
            "updated_at": iso(conversation.updated_at),
            "metadata": {},
            "phone_number_id": conversation.number_id,
        }),
    );
    object
}

fn extras(conversation: &Conversation) -> Map<String, Value> {
    let mut object = Map::new();
    extend(
        &mut object,
        json!({
            "contact_name": conversation.contact_name,
            "messages_count": conversation.messages_count,
            "last_message_id": conversation.last_message_id,
            "last_message_type": conversation.last_message_type,
            "last_message_timestamp": conversation.last_message_at.map(iso),
            "last_message_text": conversation.last_message_text,
            "last_inbound_at": conversation.last_inbound_at.map(iso),
            "last_outbound_at": conversation.last_outbound_at.map(iso),
        }),
    );
    object
}
