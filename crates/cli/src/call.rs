//! `kdesk call`: one operation, asked by the person at this terminal.

use std::io::{self, IsTerminal};

use clap::ArgMatches;
use desk::{
    caller::{Caller, Face},
    error::{Error, ErrorCode, Result},
    gate::{self, Reply},
    home, operations, owner,
};
use serde_json::Value;

use crate::{answer, arguments, arguments::Place, consent, flags, outline::outline, print, workspace::Workspace};

/// Asks the owner of the data directory, or becomes it for this call.
pub(crate) async fn call(place: &Place, options: &arguments::Call, typed: &ArgMatches) -> Result<()> {
    let (name, typed) = typed.subcommand_matches("call").and_then(ArgMatches::subcommand).ok_or_else(|| unknown(""))?;
    let entry = operations::find(name).ok_or_else(|| unknown(name))?;
    let input: Value = entry.input().parse(flags::input(entry, typed)?)?;
    if !options.yes {
        consent::ask(entry, &input)?;
    }
    let directory = home::place(place.data_dir.as_deref())?;
    let reply = match owner::ask_owner(&directory, name, input.clone()).await? {
        Some(reply) => reply.map_err(said),
        None => alone(place, options.demo, name, input).await,
    };
    let reply = reply?;
    if options.json || !io::stdout().is_terminal() { answer(&reply) } else { print(&outline(&reply)) }
}

/// Nobody stays to answer later, so what is asked is read first and what is sent leaves at once.
async fn alone(place: &Place, demo: bool, name: &str, input: Value) -> Result<Value> {
    let workspace = Workspace::open(place, demo, Some(0)).await?;
    let reply = async {
        workspace.read_everything().await?;
        let reply = gate::call(&workspace.desk, &Caller::Person(Face::Terminal), name, input).await?;
        workspace.send_everything().await?;
        Ok(reply)
    };
    let reply = reply.await;
    workspace.close().await;
    match reply? {
        Reply::Done(answer) | Reply::Pending(answer) => Ok(answer),
    }
}

/// The owner's failure, as it came over the socket.
fn said(error: Value) -> Error {
    serde_json::from_value(error).unwrap_or_else(|cause| Error::internal("socket", cause))
}

fn unknown(name: &str) -> Error {
    let names: Vec<&str> = operations::OPERATIONS.iter().map(|entry| entry.name()).collect();
    Error::new(ErrorCode::UnknownOperation, format!("There is no operation `{name}`."), format!("These are: {}.", names.join(", ")))
}
