//! Tools that ask the client back, in the era with sessions.

use rmcp::{
    ErrorData, RoleServer,
    model::{CallToolRequestParams, CallToolResult, ClientResult, CreateMessageRequest, ElicitRequest, ServerRequest},
    service::RequestContext,
};
use serde_json::{Value, json};

use crate::content::text;

/// The answer of a tool that asks; none for others.
pub(crate) async fn call(asked: &CallToolRequestParams, context: &RequestContext<RoleServer>) -> Option<Result<CallToolResult, ErrorData>> {
    let given = |name: &str| asked.arguments.as_ref().and_then(|given| given.get(name)).and_then(Value::as_str).unwrap_or_default();
    let request = match asked.name.as_ref() {
        "test_sampling" => {
            let said = json!([{ "role": "user", "content": { "type": "text", "text": given("prompt") } }]);
            json!({ "method": "sampling/createMessage", "params": { "messages": said, "maxTokens": 100 } })
        }
        "test_elicitation" => form(
            given("message"),
            json!({ "username": { "type": "string", "description": "User's response" }, "email": { "type": "string", "description": "User's email address" } }),
            json!(["username", "email"]),
        ),
        "test_elicitation_sep1034_defaults" => form(
            "Defaults",
            json!({
                "name": { "type": "string", "default": "John Doe" },
                "age": { "type": "integer", "default": 30 },
                "score": { "type": "number", "default": 95.5 },
                "status": { "type": "string", "enum": ["active", "inactive", "pending"], "default": "active" },
                "verified": { "type": "boolean", "default": true },
            }),
            json!([]),
        ),
        "test_elicitation_sep1330_enums" => form("Choices", choices(), json!([])),
        _ => return None,
    };
    Some(ask(request, context).await)
}

fn form(message: &str, properties: Value, required: Value) -> Value {
    let schema = json!({ "type": "object", "properties": properties, "required": required });
    json!({ "method": "elicitation/create", "params": { "mode": "form", "message": message, "requestedSchema": schema } })
}

fn choices() -> Value {
    let options = ["option1", "option2", "option3"];
    let titled = |title: &str| {
        let words = ["First", "Second", "Third"].into_iter().enumerate();
        Value::from_iter(words.map(|(at, word)| json!({ "const": format!("value{}", at + 1), "title": format!("{word} {title}") })))
    };
    json!({
        "untitledSingle": { "type": "string", "enum": options },
        "titledSingle": { "type": "string", "oneOf": titled("Option") },
        "legacyEnum": { "type": "string", "enum": ["opt1", "opt2", "opt3"], "enumNames": ["Option One", "Option Two", "Option Three"] },
        "untitledMulti": { "type": "array", "items": { "type": "string", "enum": options } },
        "titledMulti": { "type": "array", "items": { "anyOf": titled("Choice") } },
    })
}

async fn ask(request: Value, context: &RequestContext<RoleServer>) -> Result<CallToolResult, ErrorData> {
    let fault = |cause: &dyn std::fmt::Display| ErrorData::internal_error(cause.to_string(), None);
    let is_sampling = request.get("method").is_some_and(|method| method == "sampling/createMessage");
    let request = if is_sampling {
        let request: CreateMessageRequest = serde_json::from_value(request).map_err(|cause| fault(&cause))?;
        ServerRequest::CreateMessageRequest(request)
    } else {
        let request: ElicitRequest = serde_json::from_value(request).map_err(|cause| fault(&cause))?;
        ServerRequest::ElicitRequest(request)
    };
    let said = match context.peer.send_request(request).await.map_err(|cause| fault(&cause))? {
        ClientResult::CreateMessageResult(said) => format!("LLM response: {}", json!(said)),
        ClientResult::ElicitResult(said) => {
            format!("Elicitation completed: action={}, content={}", json!(said.action), said.content.unwrap_or_default())
        }
        other => return Err(fault(&format!("{other:?}"))),
    };
    Ok(CallToolResult::success(vec![text(said)]))
}
