//! Rules for Rust: where SQL, HTTP and the clock may stand, and what may stand nowhere.

use crate::source::{self, Outcome, Source, expect_none, finding};

/// Finds the product's lines that contain one of these, outside the places where they belong.
fn stray(words: &[&str], at_home: impl Fn(&Source) -> bool) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mut findings = Vec::new();
    for source in source::with(&["rs", "sql"])? {
        if source.is_test() || source.is_under("xtask") || at_home(&source) {
            continue;
        }
        let strays = source.code().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        findings.extend(strays.map(|(number, line)| finding(&source, number, line)));
    }
    Ok(findings)
}

#[test]
fn sql_stands_only_in_a_store() -> Outcome {
    let words = ["SELECT ", "INSERT ", "UPDATE ", "DELETE FROM", "CREATE TABLE", "PRAGMA ", "rusqlite"];
    let findings = stray(&words, |source| {
        source.is_under("crates/desk/src/store") || source.is_under("crates/desk/src/store.rs") || source.is_under("crates/simulator")
    })?;
    expect_none("SQL stands only under the desk's store and in the simulator.", &findings);
    Ok(())
}

#[test]
fn only_the_client_makes_requests() -> Outcome {
    let findings = stray(&["reqwest"], |source| source.is_under("crates/kapso"))?;
    expect_none("reqwest stands only in crates/kapso.", &findings);
    Ok(())
}

#[test]
fn the_wall_clock_is_read_in_one_place() -> Outcome {
    let words = ["SystemTime::now", "Timestamp::now", "Zoned::now", "Utc::now", "Local::now"];
    let findings = stray(&words, |source| source.name() == "clock.rs")?;
    expect_none("The wall clock is read only in clock.rs; everybody else is handed the time.", &findings);
    Ok(())
}

#[test]
fn lints_are_expected_with_a_reason_never_allowed() -> Outcome {
    let mut findings = Vec::new();
    for source in source::with(&["rs"])? {
        let lines = source.lines().filter(|(_, line)| {
            let line = line.trim_start();
            line.starts_with("#[allow") || line.starts_with("#![allow") || line.contains(", allow(")
        });
        findings.extend(lines.map(|(number, line)| finding(&source, number, line)));
    }
    expect_none("Write #[expect(lint, reason = \"…\")]; an allow outlives its reason.", &findings);
    Ok(())
}

#[test]
fn there_is_no_macro_of_our_own() -> Outcome {
    let mut findings = Vec::new();
    for source in source::with(&["rs"])? {
        let lines = source.lines().filter(|(_, line)| line.trim_start().starts_with("macro_rules!"));
        findings.extend(lines.map(|(number, line)| finding(&source, number, line)));
    }
    expect_none("There is no macro of our own: a function reads better.", &findings);
    Ok(())
}

#[test]
fn every_crate_says_what_it_is_for() -> Outcome {
    let mut findings = Vec::new();
    for source in source::with(&["rs"])? {
        let is_crate = matches!(source.name(), "lib.rs" | "main.rs") && source.path.contains("src/");
        let first = source.lines().next();
        let words = first.map_or(0, |(_, line)| line.trim_start_matches("//!").split_whitespace().count());
        let says = first.is_some_and(|(_, line)| line.starts_with("//! ")) && words > 2;
        if is_crate && !says {
            findings.push(finding(&source, 1, "no sentence in //! at the top"));
        }
    }
    expect_none("Every crate opens with a sentence that says what it is for.", &findings);
    Ok(())
}

#[test]
fn every_crate_obeys_the_lints_of_the_workspace() -> Outcome {
    let mut findings = Vec::new();
    for source in source::all()?.iter().filter(|source| source.name() == "Cargo.toml") {
        let mut lines = source.lines().skip_while(|(_, line)| *line != "[lints]");
        let obeys = lines.nth(1).is_some_and(|(_, line)| line == "workspace = true");
        if !obeys {
            findings.push(finding(source, 1, "no [lints] workspace = true"));
        }
    }
    expect_none("Every crate takes the lints of the workspace.", &findings);
    Ok(())
}
