//! `cargo xtask test`: everything that proves the desk, in five groups, closed with one line.

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};
use clap::ValueEnum;
use xshell::{Shell, cmd};

use crate::{background, bundle, checkout, node, packages, python, runner, system, tally::Tally, ui, vscode};

/// Tests that need the same surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Group {
    /// Every crate's tests, the stories and the house rules
    Rust,
    /// Vitest, the type checker and the generated contract in `ui/`
    Ui,
    /// `tests/keychain.rs`, and `kdesk` killed while it works, against a real Secret Service
    Keychain,
    /// `tests/window.rs`, in the real WebKitGTK window
    Window,
    /// `tests/clients.rs`, with real MCP clients, MCP's own conformance suite, and the simulator's `programs`: Kapso's SDK and a tester of its documents
    Clients,
}

/// Runs the groups one after the other; one that fails does not stop the next.
///
/// # Errors
/// When what the tests need cannot be installed.
pub(crate) fn run(filter: Option<&str>, only: &[Group]) -> Result<ExitCode> {
    let shell = checkout::shell()?;
    system::provide_with_node(&shell, &[&packages::BUILD, &packages::WINDOW, &packages::TEST])?;
    background::end_together()?;

    let chosen = Group::value_variants().iter().filter(|group| only.is_empty() || only.contains(group));
    let mut total = Tally::default();
    let mut report = String::new();
    for group in chosen {
        let (tally, time) = timed(*group, || run_group(&shell, *group, filter));
        total += tally;
        report.push_str(&format!("{:<10} {tally}, {:.0} s\n", format!("{group:?}"), time.as_secs_f32()));
    }
    if total.is_empty() {
        println!("\nNo test was run: none matches {:?}.", filter.unwrap_or_default());
        total.failed = 1;
    }
    println!("\n{report}\n{total}");
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A group that cannot start counts as a failed test.
fn timed(group: Group, run: impl FnOnce() -> Result<Tally>) -> (Tally, Duration) {
    println!("\n── {group:?} ──");
    let start = Instant::now();
    let tally = run().unwrap_or_else(|error| {
        println!("error: {error:#}");
        Tally::of(false)
    });
    (tally, start.elapsed())
}

fn run_group(shell: &Shell, group: Group, filter: Option<&str>) -> Result<Tally> {
    let tally = match group {
        Group::Rust => {
            let filter = filter.as_slice();
            runner::count(cmd!(shell, "cargo test --workspace --no-fail-fast -- {filter...}").into())
        }
        Group::Ui => run_ui(shell, filter),
        Group::Keychain => {
            cmd!(shell, "cargo build --workspace --bin kdesk").run()?;
            let mut tally = with_real_parts(shell, "keychain", "real-parts", filter)?;
            tally += with_real_parts(shell, "kills", "cli/real-parts", filter)?;
            Ok(tally)
        }
        Group::Window => {
            ui::build(shell)?;
            ui::install(shell, "tests/clients")?;
            with_real_parts(shell, "window", "real-parts,tauri/custom-protocol", filter)
        }
        Group::Clients => run_clients(shell, filter),
    }?;
    if tally.is_empty() && filter.is_none() {
        bail!("it ran no test");
    }
    Ok(tally)
}

fn run_ui(shell: &Shell, filter: Option<&str>) -> Result<Tally> {
    let Some(filter) = filter else {
        let mut tally = vitest(shell, &[])?;
        for check in [ui::types_are_right, ui::contract_is_fresh] {
            let result = check(shell);
            tally += Tally::of(result.is_ok());
            if let Err(error) = result {
                println!("error: {error:#}");
            }
        }
        return Ok(tally);
    };
    vitest(shell, &["--testNamePattern", filter, "--passWithNoTests"])
}

fn vitest(shell: &Shell, options: &[&str]) -> Result<Tally> {
    ui::install(shell, "ui")?;
    let (_here, npm) = (shell.push_dir("ui"), node::NPM);
    runner::count(cmd!(shell, "{npm} test -- {options...}").into())
}

fn run_clients(shell: &Shell, filter: Option<&str>) -> Result<Tally> {
    cmd!(shell, "cargo build --workspace --bin kdesk").run()?;
    if checkout::root()?.join("tests/clients/package.json").is_file() {
        ui::install(shell, "tests/clients")?;
    }
    vscode::install(shell)?;
    let built = checkout::root()?.join("target/debug");
    bundle::pack(shell, &built, &built)?;
    python::install(shell)?;
    let mut tally = with_real_parts(shell, "clients", "real-parts", filter)?;
    tally += with_real_parts(shell, "conformance", "mcp/conformance", filter)?;
    tally += with_real_parts(shell, "programs", "simulator/programs", filter)?;
    Ok(tally)
}

/// Runs one integration test, which brings its own display, bus and keyring if it needs them.
///
/// The whole workspace is named so that its dependencies are built with the features they already have.
fn with_real_parts(shell: &Shell, test: &str, features: &str, filter: Option<&str>) -> Result<Tally> {
    if !cfg!(target_os = "linux") {
        println!("These need Linux (Xvfb, D-Bus, gnome-keyring); they are not run here.");
        return Ok(Tally::default());
    }
    let filter = filter.as_slice();
    runner::count(cmd!(shell, "cargo test --workspace --features {features} --test {test} -- {filter...}").into())
}
