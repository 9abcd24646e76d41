//! The desk, its endpoint, its keychain, and the agents that should find it.

use desk::{
    caller::Face,
    desk::{Desk, Pass, Setup},
    error::{Error, ErrorCode, Result},
    gate,
    owner::PASS,
    secrets::Keychain,
};
use serde_json::{Value, json};

use super::Finding;
use crate::{arguments::Place, bridge, owner::Owner};

const KEYCHAIN: &str = "The keychain answers.";
const OVER_SOCKET: &str = "Bridges ask the desk for their pass over its private socket.";

/// What the running desk says of itself, or what keeps one from running.
pub(super) async fn desk(place: &Place) -> Result<Vec<Finding>> {
    let owner = Owner::of(place)?;
    match owner.ask_if_running("desk_state", json!({})).await? {
        Some(state) => running(place, &owner, &state).await,
        None => Ok(resting(place).await),
    }
}

async fn running(place: &Place, owner: &Owner, state: &Value) -> Result<Vec<Finding>> {
    let said = |pointer: &str| state.pointer(pointer).and_then(|error| serde_json::from_value::<Error>(error.clone()).ok());
    let mut found = vec![Finding::well("app", "Kapso Desk runs on this data directory.")];
    let no_project = || Error::new(ErrorCode::NoProject, "No project is open.", "Open one in the app, or start `kdesk serve --demo`.");
    let problem = said("/opening_problem").or_else(|| state.get("project").is_none_or(Value::is_null).then(no_project));
    found.push(Finding::of("project", "A project is open.", problem));
    found.push(match state.pointer("/endpoint/url").and_then(Value::as_str) {
        Some(url) => Finding::of("port", format!("Agents connect at {url}."), proven(owner).await.err()),
        None => Finding::fault("port", said("/endpoint/problem").unwrap_or_else(no_endpoint)),
    });
    found.push(Finding::of("keychain", KEYCHAIN, said("/keychain_problem")));
    found.push(bridges(place).await);
    found.extend(agents(&owner.ask("desk_agents", json!({})).await?));
    Ok(found)
}

/// Whether it is this desk that answers on the port.
async fn proven(owner: &Owner) -> Result<()> {
    let pass = owner.ask(PASS, json!({})).await?;
    let pass: Pass = serde_json::from_value(pass).map_err(|cause| Error::internal("socket", cause))?;
    bridge::prove(&pass).await
}

/// How `kdesk mcp` gets its pass. Without any keychain, which has a check of its own, the private socket is all there is.
async fn bridges(place: &Place) -> Finding {
    let fault = match bridge::comes_by_keychain(place).await {
        Ok(true) => return Finding::well("bridge", "Bridges take their pass from the keychain."),
        Ok(false) => None,
        Err(fault) => Keychain::default().problem().await.is_none().then_some(fault),
    };
    let fault = fault.map(|fault| Error { message: format!("{} {OVER_SOCKET}", fault.message), ..fault });
    Finding::of("bridge", OVER_SOCKET, fault)
}

async fn resting(place: &Place) -> Vec<Finding> {
    let desk = Desk::start(Setup { data_dir: place.data_dir.clone(), ..Setup::default() }).await;
    let desk = match desk {
        Ok(desk) => desk,
        Err(fault) => return vec![Finding::fault("data directory", fault)],
    };
    let not_running = Error::new(
        ErrorCode::NotRunning,
        format!("No Kapso Desk runs on {}.", desk.data_dir().display()),
        "Start the app or `kdesk serve`. Agents that start `kdesk mcp` start one themselves.",
    );
    let mut found = vec![Finding::fault("app", not_running)];
    let port = mcp::DEFAULT_PORT;
    found.push(Finding::of("port", format!("Port {port} is free."), mcp::port_problem(port).await));
    found.push(Finding::of("keychain", KEYCHAIN, Keychain::default().problem().await));
    if let Ok(listed) = gate::act(&desk, Face::Terminal, "desk_agents", json!({})).await {
        found.extend(agents(&listed));
    }
    desk.stop().await;
    found
}

/// The agents that have our entry, and what is wrong with it.
fn agents(listed: &Value) -> Vec<Finding> {
    let rows = listed.get("agents").and_then(Value::as_array).into_iter().flatten();
    let found = rows.filter_map(|row| {
        let text = |field: &str| row.get(field).and_then(Value::as_str).unwrap_or_default();
        let says = match text("state") {
            "needs_repair" => "It needs repair.",
            "added" => "Its settings lead here; it has not come since this desk was started.",
            "connected" => "It has connected.",
            _ => return None,
        };
        let problem = row.get("problem").and_then(|problem| serde_json::from_value(problem.clone()).ok());
        Some(Finding::of("agent", says, problem).about(text("agent")))
    });
    found.collect()
}

fn no_endpoint() -> Error {
    Error::new(ErrorCode::NotRunning, "The endpoint is not up.", "Start it in the app, or start the app again.")
}
