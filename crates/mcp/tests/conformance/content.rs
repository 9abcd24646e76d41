//! Answers that are always the same.

use rmcp::{
    ErrorData,
    model::{
        CallToolResult, ContentBlock, GetPromptResult, JsonObject, Prompt, PromptArgument, PromptMessage, Resource, ResourceContents,
        ResourceTemplate, Role, Tool,
    },
};
use serde_json::{Value, json};

/// One red point.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";
/// A sound without samples.
const WAV: &str = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";

/// Tools by name, with the one argument that some take.
const TOOLS: [(&str, Option<&str>); 26] = [
    ("test_simple_text", None),
    ("test_image_content", None),
    ("test_audio_content", None),
    ("test_embedded_resource", None),
    ("test_multiple_content_types", None),
    ("test_tool_with_logging", None),
    ("test_error_handling", None),
    ("test_tool_with_progress", None),
    ("test_sampling", Some("prompt")),
    ("test_elicitation", Some("message")),
    ("test_elicitation_sep1034_defaults", None),
    ("test_elicitation_sep1330_enums", None),
    ("test_trigger_tool_change", None),
    ("test_trigger_prompt_change", None),
    ("test_missing_capability", None),
    ("test_streaming_elicitation", None),
    ("test_logging_tool", None),
    ("test_input_required_result_elicitation", None),
    ("test_input_required_result_sampling", None),
    ("test_input_required_result_list_roots", None),
    ("test_input_required_result_request_state", None),
    ("test_input_required_result_multiple_inputs", None),
    ("test_input_required_result_multi_round", None),
    ("test_input_required_result_tampered_state", None),
    ("test_input_required_result_capabilities", None),
    ("test_reconnection", None),
];

pub(crate) fn text(words: impl Into<String>) -> ContentBlock {
    ContentBlock::text(words)
}

pub(crate) fn tools() -> Vec<Tool> {
    let tool = |(name, argument): &(&'static str, Option<&str>)| {
        let mut schema = JsonObject::from_iter([("type".to_owned(), json!("object")), ("properties".to_owned(), json!({}))]);
        if let Some(argument) = argument {
            schema.insert("properties".to_owned(), json!({ *argument: { "type": "string" } }));
            schema.insert("required".to_owned(), json!([argument]));
        }
        Tool::new(*name, "A fixture of the conformance suite.", schema)
    };
    TOOLS.iter().map(tool).chain([with_every_keyword(), with_a_header()]).collect()
}

/// A schema with what schemas may hold; the protocol must pass it on as it is.
fn with_every_keyword() -> Tool {
    let text = json!({ "type": "string" });
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "$defs": { "address": { "$anchor": "addressDef", "type": "object", "properties": { "street": text, "city": text } } },
        "properties": {
            "name": text, "address": { "$ref": "#/$defs/address" }, "phone": text, "email": text,
            "contactMethod": { "type": "string", "enum": ["phone", "email"] },
        },
        "allOf": [{ "anyOf": [{ "required": ["phone"] }, { "required": ["email"] }] }],
        "if": { "properties": { "contactMethod": { "const": "phone" } }, "required": ["contactMethod"] },
        "then": { "required": ["phone"] },
        "else": { "required": ["email"] },
        "additionalProperties": false,
    });
    Tool::new("json_schema_2020_12_tool", "A fixture of the conformance suite.", rmcp::model::object(schema))
}

/// A tool whose argument is repeated in a header.
fn with_a_header() -> Tool {
    let schema =
        json!({ "type": "object", "properties": { "value": { "type": "string", "x-mcp-header": "Value" } }, "required": ["value"] });
    Tool::new("test_custom_header", "A fixture of the conformance suite.", rmcp::model::object(schema))
}

/// The answer of a tool that only answers.
pub(crate) fn call(name: &str) -> Option<Result<CallToolResult, ErrorData>> {
    let image = ContentBlock::image(PNG, "image/png");
    let embedded = |uri: &str, kind: &str, words: &str| ContentBlock::resource(ResourceContents::text(words, uri).with_mime_type(kind));
    let content = match name {
        "test_simple_text" => vec![text("This is a simple text response for testing.")],
        "test_image_content" => vec![image],
        "test_audio_content" => vec![ContentBlock::audio(WAV, "audio/wav")],
        "test_embedded_resource" => vec![embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")],
        "test_multiple_content_types" => vec![
            text("Multiple content types test:"),
            image,
            embedded("test://mixed-content-resource", "application/json", r#"{"test":"data","value":123}"#),
        ],
        "test_error_handling" => {
            return Some(Ok(CallToolResult::error(vec![text("This tool intentionally returns an error for testing")])));
        }
        _ => return None,
    };
    Some(Ok(CallToolResult::success(content)))
}

pub(crate) fn resources() -> Vec<Resource> {
    ["static-text", "static-binary", "watched-resource"].map(|name| Resource::new(format!("test://{name}"), name)).to_vec()
}

pub(crate) fn templates() -> Vec<ResourceTemplate> {
    vec![ResourceTemplate::new("test://template/{id}/data", "template").with_mime_type("application/json")]
}

pub(crate) fn resource(uri: &str) -> Option<ResourceContents> {
    if let Some(id) = uri.strip_prefix("test://template/").and_then(|rest| rest.strip_suffix("/data")) {
        let filled = json!({ "id": id, "templateTest": true, "data": format!("Data for ID: {id}") });
        return Some(ResourceContents::text(filled.to_string(), uri).with_mime_type("application/json"));
    }
    match uri {
        "test://static-text" => {
            Some(ResourceContents::text("This is the content of the static text resource.", uri).with_mime_type("text/plain"))
        }
        "test://static-binary" => Some(ResourceContents::blob(PNG, uri).with_mime_type("image/png")),
        "test://watched-resource" => Some(ResourceContents::text("Watched.", uri)),
        _ => None,
    }
}

pub(crate) fn prompts() -> Vec<Prompt> {
    let prompts: [(&str, &[&str]); 5] = [
        ("test_simple_prompt", &[]),
        ("test_prompt_with_arguments", &["arg1", "arg2"]),
        ("test_prompt_with_embedded_resource", &["resourceUri"]),
        ("test_prompt_with_image", &[]),
        ("test_input_required_result_prompt", &[]),
    ];
    let argument = |name: &&str| PromptArgument::new(*name).with_required(true);
    let prompt = |(name, arguments): (&str, &[&str])| {
        Prompt::new(name, Some("A fixture of the conformance suite."), Some(arguments.iter().map(argument).collect()))
    };
    prompts.into_iter().map(prompt).collect()
}

pub(crate) fn prompt(name: &str, given: &JsonObject) -> Option<GetPromptResult> {
    let given = |name: &str| given.get(name).and_then(Value::as_str).unwrap_or_default();
    let said = |content| PromptMessage::new(Role::User, content);
    let messages = match name {
        "test_simple_prompt" => vec![said(text("This is a simple prompt for testing."))],
        "test_prompt_with_arguments" => {
            vec![said(text(format!("Prompt with arguments: arg1='{}', arg2='{}'", given("arg1"), given("arg2"))))]
        }
        "test_prompt_with_embedded_resource" => {
            let embedded =
                ResourceContents::text("Embedded resource content for testing.", given("resourceUri")).with_mime_type("text/plain");
            vec![said(ContentBlock::resource(embedded)), said(text("Please process the embedded resource above."))]
        }
        "test_prompt_with_image" => vec![said(ContentBlock::image(PNG, "image/png")), said(text("Please analyze the image above."))],
        _ => return None,
    };
    Some(GetPromptResult::new(messages))
}
