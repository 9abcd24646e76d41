//! `cargo xtask prove`: the long proofs, and their table.

mod table;

use std::{
    fs,
    path::Path,
    process::{Command, ExitCode},
};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::{background, checkout, packages, runner, system, tally::Tally};
use table::Line;

/// Where the figures of the last run are kept for the program to show. A person commits them.
const FIGURES: &str = "docs/proofs.json";

/// The tests that are proofs: package, features, test, and the beginning of their names.
const PROOFS: [(&str, &str, &str, &str); 2] = [("desk", "", "stories", "proofs::"), ("cli", "real-parts", "kills", "")];

/// Runs every proof that `only` fits, prints the table, and keeps the figures of a run of all.
///
/// # Errors
/// When a proof cannot be built, or leaves no figures.
pub(crate) fn run(only: Option<&str>, seed: u64, cases: Option<u32>) -> Result<ExitCode> {
    let shell = checkout::shell()?;
    system::provide(&shell, &[&packages::BUILD, &packages::TEST])?;
    background::end_together()?;
    let place = checkout::root()?.join("target/proofs");
    shell.remove_path(&place)?;
    let tally = run_all(&shell, &place, only, seed, cases)?;
    let lines = Line::read_all(&place)?;
    if lines.is_empty() {
        bail!("no proof left its figures: nothing was proved");
    }
    println!("\n{}", table::table(&lines));
    let all_hold = tally.failed == 0 && lines.iter().all(|line| line.holds);
    if only.is_none() && cases.is_none() && all_hold {
        fs::write(checkout::root()?.join(FIGURES), table::kept(&lines)?).with_context(|| format!("{FIGURES} could not be written"))?;
        println!("The figures are in {FIGURES}; commit them with what they prove.");
    }
    println!("{}", if all_hold { "Every figure was reached." } else { "Not every figure was reached." });
    Ok(if all_hold { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// One test binary after the other, optimised, and the proofs of each one after the other: each has the machine for itself.
fn run_all(shell: &Shell, place: &Path, only: Option<&str>, seed: u64, cases: Option<u32>) -> Result<Tally> {
    let mut total = Tally::default();
    for (package, features, test, names) in PROOFS {
        let only = only.map_or_else(|| names.to_owned(), |only| format!("{names}{only}"));
        let build = ["--profile", "bench", "--package", package, "--features", features, "--test", test];
        let mut command: Command = cmd!(shell, "cargo test {build...} -- {only} --test-threads=1 --nocapture").into();
        command.env("PROVE", cases.map_or_else(|| "long".to_owned(), |cases| cases.to_string()));
        command.env("PROVE_SEED", seed.to_string()).env("PROVE_INTO", place);
        total += runner::count_within(runner::PROOF, command)?;
    }
    Ok(total)
}
