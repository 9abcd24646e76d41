//! `kdesk call`: one operation, asked by the person at this terminal.

use clap::ArgMatches;
use desk::{
    caller::{Caller, Face},
    error::{Error, ErrorCode, Result},
    gate::{self, Reply},
    operation::Entry,
    operations,
};
use serde_json::Value;

use crate::{answer, arguments, arguments::Place, consent, flags, owner::Owner, show, workspace::Workspace};

/// Asks the owner of the data directory, or becomes it for this call.
pub(crate) async fn call(place: &Place, options: &arguments::Call, typed: &ArgMatches) -> Result<()> {
    let (name, typed) = typed.subcommand_matches("call").and_then(ArgMatches::subcommand).ok_or_else(|| unknown(""))?;
    let entry = operations::find(name).ok_or_else(|| unknown(name))?;
    let reply = asked(place, options, entry, typed).await.map_err(|error| as_typed(error, entry, typed))?;
    if options.json { answer(&reply) } else { show(&reply) }
}

async fn asked(place: &Place, options: &arguments::Call, entry: &dyn Entry, typed: &ArgMatches) -> Result<Value> {
    let input: Value = entry.input().parse(flags::input(entry, typed)?)?;
    if !options.yes {
        consent::ask(entry, &input)?;
    }
    match Owner::of(place)?.ask_if_running(entry.name(), input.clone()).await? {
        Some(reply) => Ok(reply),
        None => alone(place, options.demo, entry.name(), input).await,
    }
}

/// A failure in the words of this terminal: an operation is a call, and a field is a flag unless it was typed as a field.
fn as_typed(error: Error, entry: &dyn Entry, typed: &ArgMatches) -> Error {
    error.in_terms(|name| match operations::find(name) {
        Some(other) => Some(format!("`kdesk call {}`", other.name())),
        None => flags::of_field(entry, typed, name).map(|flag| format!("`--{flag}`")),
    })
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

fn unknown(name: &str) -> Error {
    let names: Vec<&str> = operations::OPERATIONS.iter().map(|entry| entry.name()).collect();
    Error::new(ErrorCode::UnknownOperation, format!("There is no operation `{name}`."), format!("These are: {}.", names.join(", ")))
}
