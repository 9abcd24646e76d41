//! `kdesk`: Kapso Desk at a terminal, and on machines without a screen.

mod approvals;
mod arguments;
mod audit;
mod bridge;
mod call;
mod connect;
mod consent;
mod doctor;
mod failure;
mod flags;
mod outline;
mod owner;
mod serve;
mod simulate;
mod stopping;
mod workspace;

use std::{
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

use clap::{CommandFactory, FromArgMatches};
use desk::error::{Error, Result};
use serde_json::Value;
use tracing_subscriber::EnvFilter;

use crate::arguments::{Arguments, Audit, Command};

/// Gives back what many connections allocate and free on each other's threads; glibc keeps it.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let typed = flags::with_operations(Arguments::command()).try_get_matches();
    let (typed, arguments) = match typed.and_then(|typed| Arguments::from_arg_matches(&typed).map(|arguments| (typed, arguments))) {
        Ok(understood) => understood,
        Err(error) => return failure::usage(&error),
    };
    log(arguments.verbose);
    let done = match arguments.command {
        Command::Serve(options) => serve::serve(&arguments.place, options).await,
        Command::Mcp(options) => bridge::mcp(&arguments.place, options).await,
        Command::Connect(options) => connect::connect(&arguments.place, options).await,
        Command::Disconnect(options) => connect::disconnect(&arguments.place, options).await,
        Command::Call(options) => call::call(&arguments.place, &options, &typed).await,
        Command::Approvals(asked) => approvals::approvals(&arguments.place, asked).await,
        Command::Doctor => doctor::doctor(&arguments.place).await,
        Command::Audit(Audit::Verify { demo }) => audit::verify(&arguments.place, demo).await,
        Command::Simulator(options) => simulate::simulate(options).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failure::report(&error),
    }
}

/// Only our own crates may say more than warnings: others write requests out, with what is in them.
fn log(verbose: bool) {
    let ours = if verbose { "debug" } else { "warn" };
    let filter = EnvFilter::new(format!("warn,rmcp=error,kdesk={ours},mcp={ours},desk={ours},kapso={ours},simulator={ours}"));
    let format = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
    // A line that its file does not take, as on a full disk, must not end the work that it tells of.
    format.log_internal_errors(false).init();
}

/// Writes one line of JSON on standard output, where nothing but answers is ever written.
fn answer(value: &Value) -> Result<()> {
    print(&value.to_string())
}

/// An answer for whoever reads it: an outline at a terminal, a line of JSON for a program.
fn show(value: &Value) -> Result<()> {
    if io::stdout().is_terminal() { print(&outline::outline(value)) } else { answer(value) }
}

fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush()).map_err(|cause| Error::internal("standard output", cause))
}
