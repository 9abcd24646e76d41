//! `kdesk connect` and `kdesk disconnect`: our entry in the settings of an agent of this machine.

use desk::error::{Error, Result};
use serde_json::{Map, Value, json};

use crate::{
    arguments::{Connect, Disconnect, Place},
    owner, print, show,
};

/// Connects an agent, or says how all of them stand.
pub(crate) async fn connect(place: &Place, options: Connect) -> Result<()> {
    let Some(agent) = options.agent else {
        let listed = owner::act(place, options.demo, "desk_agents", json!({})).await?;
        return if options.snippet { print(text(&listed, "snippet")) } else { show(&list(&listed)) };
    };
    let done = if options.repair {
        owner::act(place, options.demo, "desk_repair_agent", json!({ "agent": agent })).await?
    } else {
        let over = if options.address { json!("address") } else { Value::Null };
        owner::act(place, options.demo, "desk_connect_agent", json!({ "agent": agent, "over": over })).await?
    };
    show(&one(&done, &agent)?)
}

/// Takes an agent's entry and token away.
pub(crate) async fn disconnect(place: &Place, options: Disconnect) -> Result<()> {
    let done = owner::act(place, options.demo, "desk_disconnect_agent", json!({ "agent": options.agent })).await?;
    show(&one(&done, &options.agent)?)
}

fn agents(listed: &Value) -> impl Iterator<Item = &Value> {
    listed.get("agents").and_then(Value::as_array).into_iter().flatten()
}

fn one(listed: &Value, agent: &str) -> Result<Value> {
    let found = agents(listed).find(|row| text(row, "agent") == agent).cloned();
    found.ok_or_else(|| Error::internal("agents", "the agent is not in the list"))
}

/// Each agent by its name: how it stands, and what is wrong.
fn list(listed: &Value) -> Value {
    let rows = agents(listed).map(|row| {
        let mut said = Map::new();
        for field in ["state", "over", "file"] {
            said.extend(row.get(field).map(|value| (field.to_owned(), value.clone())));
        }
        for (from, field) in [("/client/tools_listed", "tools_listed"), ("/client/listed_at", "listed_at"), ("/problem/message", "problem")]
        {
            said.extend(row.pointer(from).map(|value| (field.to_owned(), value.clone())));
        }
        (text(row, "agent").to_owned(), Value::Object(said))
    });
    Value::Object(rows.collect())
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}
