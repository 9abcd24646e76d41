//! What is asked of every route that changes something, in an order in which one step can build on the others.

/// One request: the documented operation, what goes with it, the status it must have, and an id to keep from its answer.
pub(super) struct Step {
    pub(super) operation: &'static str,
    pub(super) query: &'static str,
    pub(super) body: &'static str,
    pub(super) status: u16,
    pub(super) keeps: Option<(&'static str, &'static str)>,
}

const fn step(operation: &'static str, body: &'static str, status: u16) -> Step {
    Step { operation, query: "", body, status, keeps: None }
}

const fn keeping(mut step: Step, name: &'static str, pointer: &'static str) -> Step {
    step.keeps = Some((name, pointer));
    step
}

const fn with(mut step: Step, query: &'static str) -> Step {
    step.query = query;
    step
}

const TEMPLATE: &str = r#"{"name": "order_ready", "language": "en_US", "category": "UTILITY", "parameter_format": "NAMED", "components": [
    {"type": "HEADER", "format": "TEXT", "text": "Order"},
    {"type": "BODY", "text": "Hello {{customer}}, your order is ready.", "example": {"body_text_named_params": [{"param_name": "customer", "example": "Ana"}]}},
    {"type": "FOOTER", "text": "Depot"},
    {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Call me"}]}]}"#;
const TEXT: &str = r#"{"messaging_product": "whatsapp", "to": "<wa_id>", "type": "text", "text": {"body": "Olá"}}"#;
const FREE_NUMBER: &str = r#"{"whatsapp_phone_number": {"name": "Depot line", "phone_number_id": "106500000000900", "business_account_id": "102300000000900", "access_token": "invented"}}"#;

/// What brings something into being.
pub(super) const CREATIONS: &[Step] = &[
    keeping(
        step("POST /customers", r#"{"customer": {"name": "Depot Ltd", "external_customer_id": "crm-900"}}"#, 201),
        "new_customer",
        "/data/id",
    ),
    step("POST /customers", r#"{"customer": {"name": "Depot Ltd", "external_customer_id": "crm-900"}}"#, 422),
    keeping(
        step(
            "POST /customers/{customer_id}/setup_links",
            r##"{"setup_link": {"language": "es", "theme_config": {"primary_color": "#3b82f6"}}}"##,
            201,
        ),
        "setup_link_id",
        "/data/id",
    ),
    step("POST /customers/{customer_id}/whatsapp/phone_numbers", FREE_NUMBER, 201),
    step("POST /customers/{customer_id}/whatsapp/phone_numbers", FREE_NUMBER, 409),
    step("POST /customers/{customer_id}/whatsapp/phone_numbers", r#"{"whatsapp_phone_number": {"name": "Depot line"}}"#, 422),
    keeping(
        step("POST /whatsapp/webhooks", r#"{"whatsapp_webhook": {"url": "http://127.0.0.1:9/hook", "events": ["project.event"]}}"#, 201),
        "webhook_id",
        "/data/id",
    ),
    step("POST /whatsapp/webhooks", r#"{"whatsapp_webhook": {"url": "nowhere", "events": ["project.event"]}}"#, 422),
    keeping(
        step(
            "POST /whatsapp/phone_numbers/{phone_number_id}/webhooks",
            r#"{"whatsapp_webhook": {"url": "http://127.0.0.1:9/hook", "secret_key": "s", "events": ["whatsapp.message.received"], "headers": {"X-Own": "1"}, "buffer_enabled": true}}"#,
            201,
        ),
        "number_webhook",
        "/data/id",
    ),
    step(
        "POST /whatsapp/phone_numbers/{phone_number_id}/webhooks",
        r#"{"whatsapp_webhook": {"url": "http://127.0.0.1:9/hook", "events": ["whatsapp.message.received"]}}"#,
        422,
    ),
    step("POST /whatsapp/webhooks/{webhook_id}/test", r#"{"event_type": "project.event"}"#, 200),
    step("POST /whatsapp/webhooks/{webhook_id}/test", r#"{"event_type": "whatsapp.nothing"}"#, 422),
    keeping(
        step(
            "POST /whatsapp/phone_numbers/{phone_number_id}/display_name_requests",
            r#"{"display_name_request": {"new_display_name": "Vértice"}}"#,
            201,
        ),
        "request_id",
        "/data/id",
    ),
    step("POST /whatsapp/phone_numbers/{phone_number_id}/display_name_requests", r#"{"display_name_request": {}}"#, 422),
    keeping(
        step(
            "POST /whatsapp/broadcasts",
            r#"{"whatsapp_broadcast": {"name": "Spring", "phone_number_id": "<phone_number_id>", "whatsapp_template_id": "<template_id>"}}"#,
            201,
        ),
        "broadcast_id",
        "/data/id",
    ),
    step(
        "POST /whatsapp/broadcasts",
        r#"{"whatsapp_broadcast": {"name": "Spring", "phone_number_id": "1", "whatsapp_template_id": "1"}}"#,
        404,
    ),
    step(
        "POST /whatsapp/broadcasts/{broadcast_id}/recipients",
        r#"{"whatsapp_broadcast": {"recipients": [{"phone_number": "+<wa_id>"}, {"phone_number": "<wa_id>"}, {"phone_number": "1"}]}}"#,
        201,
    ),
    step("POST /whatsapp/broadcasts/{broadcast_id}/recipients", r#"{"whatsapp_broadcast": {"recipients": []}}"#, 422),
    step(
        "POST /whatsapp/media",
        r#"{"media_ingest": {"phone_number_id": "<phone_number_id>", "source": "https://media.example/receita.jpg"}}"#,
        200,
    ),
    step(
        "POST /whatsapp/media",
        r#"{"media_ingest": {"phone_number_id": "<phone_number_id>", "source": "https://media.example/receita.jpg", "delivery": "meta_resumable_asset"}}"#,
        200,
    ),
    step(
        "POST /whatsapp/media",
        r#"{"media_ingest": {"phone_number_id": "<phone_number_id>", "source": "https://elsewhere.example/receita.jpg"}}"#,
        502,
    ),
    step("POST /whatsapp/media", r#"{"media_ingest": {"phone_number_id": "<phone_number_id>", "source": "receita"}}"#, 422),
    step("POST /whatsapp/media", r#"{"media_ingest": {"phone_number_id": "1", "source": "https://media.example/receita.jpg"}}"#, 404),
    step("POST /whatsapp/contacts", r#"{"contact": {"wa_id": "+15555550199", "display_name": "Inés"}}"#, 201),
    keeping(
        step(
            "POST /whatsapp/conversations/{conversation_id}/assignments",
            r#"{"assignment": {"user_id": "<user>", "notes": "asked for an invoice"}}"#,
            201,
        ),
        "id",
        "/data/id",
    ),
    step("POST /events", r#"{"name": "order.paid", "conversation_id": "<conversation_id>", "properties": {"order": 118}}"#, 201),
    step("POST /events", r#"{"properties": {}}"#, 422),
    keeping(
        step(
            "POST /inbox_embeds",
            r#"{"inbox_embed": {"scope_type": "customer", "scope_id": "<customer_id>", "assigned_user_id": "<user>", "language": "es"}}"#,
            201,
        ),
        "inbox_embed_id",
        "/data/id",
    ),
    step("POST /inbox_embeds", r#"{"inbox_embed": {"scope_type": "world"}}"#, 422),
    step("POST /inbox_embeds", r#"{"inbox_embed": {"scope_type": "customer", "scope_id": "1"}}"#, 404),
    step("POST /{phone_number_id}/messages", TEXT, 200),
    step(
        "POST /{phone_number_id}/messages",
        r#"{"messaging_product": "whatsapp", "to": "551155500152", "type": "text", "text": {"body": "Olá"}}"#,
        422,
    ),
    step("POST /{phone_number_id}/messages", r#"{"messaging_product": "whatsapp"}"#, 400),
    step(
        "POST /{phone_number_id}/marketing_messages",
        r#"{"messaging_product": "whatsapp", "to": "<wa_id>", "type": "template", "template": {"name": "lembrete_consulta", "language": {"code": "pt_BR"}, "components": [{"type": "body", "parameters": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}, {"type": "text", "text": "c"}, {"type": "text", "text": "d"}]}]}}"#,
        200,
    ),
    step("POST /{phone_number_id}/block_users", r#"{"block_users": [{"user": "+15555550177"}]}"#, 200),
    step("POST /{phone_number_id}/block_users", r#"{"block_users": []}"#, 400),
    step("POST /{phone_number_id}/username", r#"{"username": "vertice"}"#, 200),
    step("POST /{phone_number_id}/username", r#"{"username": "V"}"#, 400),
    step(
        "POST /{phone_number_id}/whatsapp_business_profile",
        r#"{"messaging_product": "whatsapp", "about": "Open", "email": "a@vertice.example", "websites": ["https://vertice.example"], "vertical": "HEALTH"}"#,
        200,
    ),
    step("POST /{phone_number_id}/whatsapp_business_profile", r#"{"messaging_product": "whatsapp", "vertical": "SPACE"}"#, 400),
    step("POST /{phone_number_id}", r#"{"pin": "123456"}"#, 200),
    step("POST /{phone_number_id}", r#"{"pin": "12"}"#, 400),
    keeping(step("POST /{business_account_id}/message_templates", TEMPLATE, 200), "new_template", "/id"),
    step("POST /{business_account_id}/message_templates", TEMPLATE, 400),
];

/// What changes something that is there.
pub(super) const CHANGES: &[Step] = &[
    step("PATCH /customers/{customer_id}", r#"{"customer": {"name": "Depot"}}"#, 200),
    step("PATCH /customers/{customer_id}/setup_links/{setup_link_id}", r#"{"setup_link": {"status": "revoked"}}"#, 200),
    step("PATCH /whatsapp/webhooks/{webhook_id}", r#"{"whatsapp_webhook": {"active": false}}"#, 200),
    step("PATCH /whatsapp/phone_numbers/{phone_number_id}/webhooks/{webhook_id}", r#"{"whatsapp_webhook": {"max_buffer_size": 3}}"#, 200),
    step("PATCH /whatsapp/phone_numbers/{phone_number_id}/webhooks/{webhook_id}", r#"{"whatsapp_webhook": {"max_buffer_size": 300}}"#, 422),
    step(
        "PATCH /whatsapp/phone_numbers/{phone_number_id}",
        r#"{"whatsapp_phone_number": {"name": "Vértice", "calls_enabled": true}}"#,
        200,
    ),
    step("PATCH /whatsapp/phone_numbers/{phone_number_id}", r#"{"whatsapp_phone_number": {"name": ""}}"#, 422),
    step("PATCH /whatsapp/conversations/{conversation_id}", r#"{"whatsapp_conversation": {"status": "ended"}}"#, 200),
    step("PATCH /whatsapp/conversations/{conversation_id}/assignments/{id}", r#"{"assignment": {"active": false}}"#, 200),
    step("PATCH /whatsapp/contacts/{identifier}", r#"{"contact": {"metadata": {"tags": ["vip"]}}}"#, 200),
    step("PATCH /inbox_embeds/{inbox_embed_id}", r#"{"inbox_embed": {"name": "Front desk", "default_mode": "dark"}}"#, 200),
    step("POST /whatsapp/broadcasts/{broadcast_id}/schedule", r#"{"scheduled_at": "2020-01-01T00:00:00Z"}"#, 422),
    step("POST /whatsapp/broadcasts/{broadcast_id}/schedule", r#"{"scheduled_at": "2100-01-01T00:00:00Z"}"#, 202),
    step("PATCH /whatsapp/broadcasts/{broadcast_id}", r#"{"whatsapp_broadcast": {"status": "stopped"}}"#, 422),
    step("POST /whatsapp/broadcasts/{broadcast_id}/cancel", "{}", 200),
    step("POST /whatsapp/broadcasts/{broadcast_id}/cancel", "{}", 422),
    step("POST /whatsapp/broadcasts/{broadcast_id}/send", "{}", 202),
    step("PATCH /whatsapp/broadcasts/{broadcast_id}", r#"{"whatsapp_broadcast": {"status": "stopped"}}"#, 200),
    with(step("POST /{business_account_id}/message_templates", TEMPLATE, 200), "?hsm_id=<new_template>"),
    with(step("POST /{business_account_id}/message_templates", TEMPLATE, 404), "?hsm_id=1"),
];

/// What ends or removes something.
pub(super) const ENDINGS: &[Step] = &[
    step("DELETE /whatsapp/broadcasts/{broadcast_id}/recipients", "{}", 422),
    keeping(
        step(
            "POST /whatsapp/broadcasts",
            r#"{"whatsapp_broadcast": {"name": "Autumn", "phone_number_id": "<phone_number_id>", "whatsapp_template_id": "<template_id>"}}"#,
            201,
        ),
        "broadcast_id",
        "/data/id",
    ),
    step("DELETE /whatsapp/broadcasts/{broadcast_id}/recipients", "{}", 200),
    step("POST /whatsapp/broadcasts/{broadcast_id}/send", "{}", 422),
    step("DELETE /inbox_embeds/{inbox_embed_id}", "{}", 204),
    step("DELETE /{phone_number_id}/block_users", r#"{"block_users": [{"user": "15555550177"}]}"#, 200),
    step("DELETE /{phone_number_id}/username", "{}", 200),
    with(step("DELETE /{business_account_id}/message_templates", "{}", 200), "?name=order_ready"),
    with(step("DELETE /{business_account_id}/message_templates", "{}", 404), "?name=order_ready"),
    with(step("DELETE /{media_id}", "{}", 200), "?phone_number_id=<phone_number_id>"),
    step("DELETE /whatsapp/webhooks/{webhook_id}", "{}", 204),
    step("DELETE /whatsapp/phone_numbers/{phone_number_id}/webhooks/{webhook_id}", "{}", 204),
    step("DELETE /whatsapp/contacts/{identifier}", "{}", 204),
    step("DELETE /whatsapp/phone_numbers/{phone_number_id}", "{}", 204),
    step("DELETE /whatsapp/phone_numbers/{phone_number_id}", "{}", 404),
    step("DELETE /customers/{customer_id}", "{}", 204),
];
