//! What people type in this checkout. `cargo xtask run` opens the desk, `cargo xtask test` proves it.

mod background;
mod bench;
mod bundle;
mod check;
mod checkout;
mod icons;
mod node;
mod npm_licences;
mod packages;
mod prove;
mod python;
mod run;
mod runner;
mod serve;
mod stamp;
mod system;
mod tally;
mod test;
mod ui;
mod vscode;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(bin_name = "cargo xtask", about = "Runs, tests and checks Kapso Desk.")]
struct Xtask {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the desk and opens its window; without a display, serves the demo workspace over MCP
    Run {
        /// What the desk is started with, for instance `-- --demo`
        #[arg(last = true)]
        args: Vec<String>,
    },
    /// Runs every test: Rust, UI, keychain, the real window, MCP clients
    Test {
        /// Only tests whose name contains this
        filter: Option<String>,
        /// Only this group; may be repeated
        #[arg(long, value_name = "GROUP")]
        only: Vec<test::Group>,
    },
    /// Format, lints, types, docs, licences, the contract and the house rules
    Check,
    /// Runs the benchmarks and prints their tables
    Bench {
        /// Only these, for instance `speed`
        names: Vec<String>,
    },
    /// Runs the long proofs and prints what each claims and what it reached
    Prove {
        /// Only proofs whose name begins with this
        only: Option<String>,
        /// What everything random is drawn from
        #[arg(long, default_value_t = 7)]
        seed: u64,
        /// So many cases of each, instead of as many as the claim names
        #[arg(long)]
        cases: Option<u32>,
    },
    /// Packs `kdesk` for Claude Desktop, as `target/kapso-desk.mcpb`
    Bundle,
    /// Draws every icon from `icons/icon.svg` and `icons/tray.svg`
    Icons,
}

fn main() -> ExitCode {
    let result = match Xtask::parse().command {
        Command::Run { args } => run::run(&args),
        Command::Test { filter, only } => test::run(filter.as_deref(), &only),
        Command::Check => check::run(),
        Command::Bench { names } => bench::run(&names),
        Command::Prove { only, seed, cases } => prove::run(only.as_deref(), seed, cases),
        Command::Bundle => bundle::run(),
        Command::Icons => icons::run(),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
