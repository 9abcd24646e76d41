//! Tools that answer with a question, in the era without sessions: what they need to know comes with the next call.

use std::sync::LazyLock;

use rmcp::{
    ErrorData, RoleServer,
    model::{
        CallToolRequestParams, CallToolResponse, CallToolResult, GetPromptRequestParams, GetPromptResponse, GetPromptResult, InputRequest,
        InputRequests, InputRequiredResult, InputResponses, PromptMessage, RequestStateCodec, Role,
    },
    service::RequestContext,
};
use serde_json::{Value, json};

use crate::content::text;

/// Keeps what stands in `requestState` from being changed on the way.
static SEAL: LazyLock<Option<RequestStateCodec>> =
    LazyLock::new(|| RequestStateCodec::try_new(b"only these fixtures sign with these words").ok());

fn name(message: &str, field: &str) -> Value {
    let schema = json!({ "type": "object", "properties": { field: { "type": "string" } }, "required": [field] });
    json!({ "method": "elicitation/create", "params": { "mode": "form", "message": message, "requestedSchema": schema } })
}

fn sample(words: &str) -> Value {
    let said = json!([{ "role": "user", "content": { "type": "text", "text": words } }]);
    json!({ "method": "sampling/createMessage", "params": { "messages": said, "maxTokens": 100 } })
}

fn confirm() -> Value {
    let schema = json!({ "type": "object", "properties": { "ok": { "type": "boolean" } }, "required": ["ok"] });
    json!({ "method": "elicitation/create", "params": { "mode": "form", "message": "Please confirm", "requestedSchema": schema } })
}

/// The answer of a tool that works in rounds; none for others.
pub(crate) fn call(asked: &CallToolRequestParams, context: &RequestContext<RoleServer>) -> Option<Result<CallToolResponse, ErrorData>> {
    let tool = asked.name.strip_prefix("test_input_required_result_")?;
    let roots = json!({ "method": "roots/list", "params": {} });
    let questions = match tool {
        "elicitation" => json!({ "user_name": name("What is your name?", "name") }),
        "sampling" => json!({ "capital_question": sample("What is the capital of France?") }),
        "list_roots" => json!({ "client_roots": roots }),
        "request_state" | "tampered_state" => json!({ "confirm": confirm() }),
        "multiple_inputs" => {
            json!({ "user_name": name("What is your name?", "name"), "greeting": sample("Generate a greeting"), "client_roots": roots })
        }
        "multi_round" => return Some(multi_round(asked)),
        "capabilities" => capable(context),
        _ => return None,
    };
    let is_sealed = ["request_state", "tampered_state", "multiple_inputs"].contains(&tool);
    Some(one_round(asked, questions, is_sealed))
}

/// Only what the client said it can do.
fn capable(context: &RequestContext<RoleServer>) -> Value {
    let capabilities = context.client_capabilities().unwrap_or_default();
    let mut questions = serde_json::Map::new();
    if capabilities.sampling.is_some() {
        questions.insert("sampled".to_owned(), sample("Say something"));
    }
    if capabilities.elicitation.is_some() {
        questions.insert("user_name".to_owned(), name("What is your name?", "name"));
    }
    Value::Object(questions)
}

fn one_round(asked: &CallToolRequestParams, questions: Value, is_sealed: bool) -> Result<CallToolResponse, ErrorData> {
    if let Some(state) = &asked.request_state {
        open(state)?;
    }
    let answered = answers(&questions, asked.input_responses.as_ref());
    match answered {
        Some(answers) => Ok(done(format!("state-ok {answers}"))),
        None => question(questions, is_sealed.then_some("round-1")),
    }
}

fn multi_round(asked: &CallToolRequestParams) -> Result<CallToolResponse, ErrorData> {
    let state = asked.request_state.as_deref().map(open).transpose()?;
    let first = json!({ "step1": name("Step 1: What is your name?", "name") });
    let second = json!({ "step2": name("Step 2: What is your favorite color?", "color") });
    let responses = asked.input_responses.as_ref();
    match state.as_deref() {
        Some("round-1") if answers(&first, responses).is_some() => question(second, Some("round-2")),
        Some("round-2") => match answers(&second, responses) {
            Some(answers) => Ok(done(answers.to_string())),
            None => question(second, Some("round-2")),
        },
        _ => question(first, Some("round-1")),
    }
}

/// The prompt that asks before it is there.
pub(crate) fn prompt(asked: &GetPromptRequestParams) -> GetPromptResponse {
    let questions = json!({ "user_context": name("What context should the prompt use?", "context") });
    match answers(&questions, asked.input_responses.as_ref()) {
        Some(answers) => GetPromptResult::new(vec![PromptMessage::new(Role::User, text(format!("Context: {answers}")))]).into(),
        None => InputRequiredResult::new(requests(questions).ok(), None).into(),
    }
}

/// What the client answered, when it answered every question with what was asked for.
fn answers(questions: &Value, responses: Option<&InputResponses>) -> Option<Value> {
    let responses = responses?;
    let mut answers = serde_json::Map::new();
    for (name, question) in questions.as_object()? {
        let answer = responses.get(name)?;
        let fits = match question.get("method").and_then(Value::as_str) {
            Some("elicitation/create") => {
                answer.pointer("/action").is_some_and(Value::is_string) && answer.pointer("/content").is_some_and(Value::is_object)
            }
            Some("roots/list") => answer.pointer("/roots").is_some_and(Value::is_array),
            _ => answer.pointer("/content").is_some(),
        };
        answers.insert(name.clone(), fits.then(|| answer.clone())?);
    }
    Some(Value::Object(answers))
}

fn question(questions: Value, state: Option<&str>) -> Result<CallToolResponse, ErrorData> {
    let state = state.and_then(|state| SEAL.as_ref().map(|seal| seal.seal(state.as_bytes())));
    Ok(InputRequiredResult::new(Some(requests(questions)?), state).into())
}

fn requests(questions: Value) -> Result<InputRequests, ErrorData> {
    let mut requests = InputRequests::new();
    for (name, question) in questions.as_object().into_iter().flatten() {
        let request: InputRequest =
            serde_json::from_value(question.clone()).map_err(|cause| ErrorData::internal_error(cause.to_string(), None))?;
        requests.insert(name.clone(), request);
    }
    Ok(requests)
}

fn open(state: &str) -> Result<String, ErrorData> {
    let opened = SEAL.as_ref().and_then(|seal| seal.open(state).ok()).and_then(|state| String::from_utf8(state).ok());
    opened.ok_or_else(|| ErrorData::invalid_params("The requestState is not what was given out.", None))
}

fn done(words: String) -> CallToolResponse {
    CallToolResult::success(vec![text(words)]).into()
}
