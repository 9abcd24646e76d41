//! What fits into a template or a prompt: ids and numbers only, so that nobody's words are completed.

use desk::{caller::Caller, desk::Desk, error::Result};
use rmcp::model::CompletionInfo;
use serde_json::{Value, json};

use crate::asking;

/// Words of the inbox's `filter`.
const FILTERS: [&str; 3] = ["unread", "needs_reply", "expires_soon"];

/// Values of `argument` that fit what was typed; ids fit by their own beginning, or by what they stand for.
pub(crate) async fn complete(desk: &Desk, caller: &Caller, argument: &str, typed: &str) -> Result<CompletionInfo> {
    let typed = typed.trim();
    let values = match argument {
        "conversation_id" => conversations(desk, caller, typed).await?,
        "identifier" => contacts(desk, caller, typed).await?,
        "customer_id" => customers(desk, caller, typed).await?,
        "filter" => FILTERS.iter().filter(|word| word.starts_with(typed)).map(|word| (*word).to_owned()).collect(),
        _ => Vec::new(),
    };
    let values = values.into_iter().take(CompletionInfo::MAX_VALUES).collect();
    Ok(CompletionInfo::with_all_values(values).unwrap_or_default())
}

async fn conversations(desk: &Desk, caller: &Caller, typed: &str) -> Result<Vec<String>> {
    let inbox = asking::ids(desk, caller, "whatsapp_inbox", json!({ "limit": 50, "response_format": "detailed" })).await?;
    let mut fitting = column(&inbox, "/conversations", "/conversation_id");
    fitting.retain(|id| id.starts_with(typed));
    if !fitting.is_empty() {
        return Ok(fitting);
    }
    let asked = json!({ "query": typed, "limit": 20, "response_format": "detailed" });
    let found = asking::ids(desk, caller, "whatsapp_search_conversations", asked).await?;
    Ok(column(&found, "/hits", "/conversation/conversation_id"))
}

async fn contacts(desk: &Desk, caller: &Caller, typed: &str) -> Result<Vec<String>> {
    if typed.is_empty() {
        let inbox = asking::ids(desk, caller, "whatsapp_inbox", json!({})).await?;
        return Ok(column(&inbox, "/conversations", "/phone_number"));
    }
    let found = asking::ids(desk, caller, "whatsapp_search_contacts", json!({ "query": typed })).await?;
    Ok(column(&found, "/contacts", "/phone_number"))
}

async fn customers(desk: &Desk, caller: &Caller, typed: &str) -> Result<Vec<String>> {
    let all = json!({ "limit": 100, "response_format": "detailed" });
    let listed = asking::ids(desk, caller, "platform_list_customers", all).await?;
    let mut fitting = column(&listed, "/customers", "/customer_id");
    fitting.retain(|id| id.starts_with(typed));
    if !fitting.is_empty() {
        return Ok(fitting);
    }
    let asked = json!({ "search": typed, "response_format": "detailed" });
    let found = asking::ids(desk, caller, "platform_list_customers", asked).await?;
    Ok(column(&found, "/customers", "/customer_id"))
}

/// One field of every row that has it, each value once.
fn column(answer: &Value, rows: &str, field: &str) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for row in answer.pointer(rows).and_then(Value::as_array).into_iter().flatten() {
        if let Some(value) = row.pointer(field).and_then(Value::as_str).filter(|value| !values.iter().any(|known| known == value)) {
            values.push(value.to_owned());
        }
    }
    values
}
