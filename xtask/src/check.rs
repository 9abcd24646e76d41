//! `cargo xtask check`: what a machine can say about the code without running the product.

use std::process::ExitCode;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::{checkout, npm_licences, packages, system, ui};

const CARGO_DENY: &str = "0.20.2";

type Step = (&'static str, fn(&Shell) -> Result<()>);

const STEPS: [Step; 9] = [
    ("format", |shell| Ok(cmd!(shell, "cargo fmt --all --check").run()?)),
    ("lints", |shell| {
        Ok(cmd!(shell, "cargo clippy --workspace --all-targets --keep-going --features real-parts -- --deny warnings").run()?)
    }),
    ("docs", |shell| {
        let docs = cmd!(shell, "cargo doc --workspace --no-deps --document-private-items");
        Ok(docs.env("RUSTDOCFLAGS", "--deny warnings").run()?)
    }),
    ("types of the UI", ui::types_are_right),
    ("contract of the UI", ui::contract_is_fresh),
    ("crates: licences, bans, sources", |shell| {
        let deny = cargo_deny(shell)?;
        Ok(cmd!(shell, "{deny} --log-level warn check licenses bans sources").run()?)
    }),
    ("crates: advisories", advisories),
    ("npm packages: licences", |shell| {
        let deny = shell.read_file("deny.toml")?;
        npm_licences::check(&shell.read_file("ui/package-lock.json")?, &deny)
    }),
    ("contract and house rules", |shell| Ok(cmd!(shell, "cargo test --workspace --no-fail-fast --test contract --test house").run()?)),
];

/// Takes every step, whatever became of the ones before, and names those that failed.
///
/// # Errors
/// When what the steps need cannot be installed.
pub(crate) fn run() -> Result<ExitCode> {
    let shell = checkout::shell()?;
    system::provide_with_node(&shell, &[&packages::BUILD, &packages::WINDOW])?;
    let mut failed = Vec::new();
    for (name, step) in STEPS {
        println!("\n── {name} ──");
        if let Err(error) = step(&shell) {
            println!("error: {error:#}");
            failed.push(name);
        }
    }
    if failed.is_empty() {
        println!("\nClean: {} checks.", STEPS.len());
        return Ok(ExitCode::SUCCESS);
    }
    println!("\nNot clean: {}.", failed.join("; "));
    Ok(ExitCode::FAILURE)
}

/// The advisory database is a git repository of its own; a machine that cannot reach it can only say so.
fn advisories(shell: &Shell) -> Result<()> {
    let deny = cargo_deny(shell)?;
    if cmd!(shell, "{deny} --log-level error fetch db").ignore_stderr().run().is_err() {
        println!("The advisory database could not be fetched, so no advisory was looked up.");
        return Ok(());
    }
    Ok(cmd!(shell, "{deny} --log-level warn check --disable-fetch advisories").run()?)
}

/// cargo-deny, built once into `.tools`.
fn cargo_deny(shell: &Shell) -> Result<std::path::PathBuf> {
    let tools = checkout::tools()?;
    let program = tools.join("bin").join(if cfg!(windows) { "cargo-deny.exe" } else { "cargo-deny" });
    if !program.is_file() {
        println!("Installing cargo-deny into {}; this takes a few minutes, once.", tools.display());
        cmd!(shell, "cargo install cargo-deny --version {CARGO_DENY} --locked --root {tools}")
            .run()
            .context("cargo-deny could not be installed")?;
    }
    Ok(program)
}
