//! Rules for every file: its length, its names, and what is never written down.

use crate::source::{self, Outcome, Source, expect_none, finding};

const CODE: [&str; 8] = ["rs", "ts", "js", "mjs", "svelte", "css", "html", "sql"];

/// A file that is longer does more than one thing.
const LONGEST: usize = 350;

#[test]
fn files_stay_small() -> Outcome {
    let mut findings = Vec::new();
    for source in source::with(&CODE)? {
        let length = source.lines().count();
        if length > LONGEST && source.path != "ui/src/contract.ts" {
            findings.push(finding(&source, length, "too long"));
        }
    }
    expect_none("No file is longer than 350 lines, what is generated excepted.", &findings);
    Ok(())
}

#[test]
fn nothing_is_left_for_later() -> Outcome {
    let findings = words_in_files(&["TODO", "FIXME", "XXX", "HACK", "todo!(", "unimplemented!("], |_| true)?;
    expect_none("What is not done is an issue, not a comment.", &findings);
    Ok(())
}

/// Lock files name the registries in a form of their own, which is theirs to write.
#[test]
fn no_machine_and_no_registry_is_named() -> Outcome {
    let words = ["/work/", "/root/", "/home/", "C:\\Users", "crates.io", "npmjs.org", "npmjs.com", "\"resolved\":"];
    let findings = words_in_files(&words, |source| source.name() != "Cargo.lock")?;
    expect_none("No path of a machine and no registry's host is committed.", &findings);
    Ok(())
}

fn words_in_files(words: &[&str], applies: impl Fn(&Source) -> bool) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mut findings = Vec::new();
    for source in source::all()?.iter().filter(|source| !source.is_rule() && applies(source)) {
        let lines = source.lines().filter(|(_, line)| words.iter().any(|word| contains_word(line, word)));
        findings.extend(lines.map(|(number, line)| finding(source, number, line)));
    }
    Ok(findings)
}

/// Whether it stands there by itself, not inside a longer word.
fn contains_word(line: &str, word: &str) -> bool {
    let in_word = |c: char| c.is_alphanumeric();
    line.match_indices(word).any(|(at, _)| {
        let opens = !word.starts_with(in_word) || !line[..at].ends_with(in_word);
        let closes = !word.ends_with(in_word) || !line[at + word.len()..].starts_with(in_word);
        opens && closes
    })
}

/// Names that say nothing about what the thing is.
const EMPTY: [&str; 7] = ["manager", "helper", "helpers", "util", "utils", "misc", "stuff"];

/// What a name follows where it is made.
const DECLARING: [&str; 16] = [
    "fn",
    "struct",
    "enum",
    "trait",
    "mod",
    "type",
    "const",
    "static",
    "let",
    "mut",
    "class",
    "function",
    "interface",
    "var",
    "export",
    "namespace",
];

#[test]
fn names_say_what_a_thing_is() -> Outcome {
    let mut findings = Vec::new();
    for source in source::with(&CODE)? {
        let stem = source.path.rsplit_once('.').map_or(source.path.as_str(), |(stem, _)| stem);
        if stem.split('/').any(is_empty_name) {
            findings.push(finding(&source, 1, "the file's name"));
        }
        let lines = source.lines().filter(|(_, line)| declares_empty_name(line));
        findings.extend(lines.map(|(number, line)| finding(&source, number, line)));
    }
    expect_none("A name is the domain's word, never manager, helper or util.", &findings);
    Ok(())
}

fn declares_empty_name(line: &str) -> bool {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    words.iter().zip(words.iter().skip(1)).any(|(keyword, name)| DECLARING.contains(keyword) && is_empty_name(name))
}

/// Looks at each word of `snake_case`, `camelCase` and `kebab-case`.
fn is_empty_name(name: &str) -> bool {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words.split(|c: char| !c.is_alphanumeric()).any(|word| EMPTY.contains(&word))
}

#[test]
fn an_empty_name_is_seen_in_every_spelling() {
    for line in ["struct SessionManager {", "fn date_helper() {}", "pub mod utils;", "const urlUtil = 1;"] {
        assert!(declares_empty_name(line), "{line}");
    }
    for line in ["use tokio_util::sync;", "let said = \"ask the manager\";", "fn utility_bill() {}"] {
        assert!(!declares_empty_name(line), "{line}");
    }
}
