//! Rules for the window's pages.

use crate::source::{self, Outcome, Source, expect_none, finding};

/// What the window is made of: no tests, no generated contract.
fn pages() -> Result<Vec<Source>, Box<dyn std::error::Error>> {
    let mut pages = source::with(&["ts", "js", "svelte", "css", "html"])?;
    pages.retain(|source| source.is_under("ui") && !source.is_test());
    assert!(!pages.is_empty(), "there is no page under ui/: nothing was checked");
    Ok(pages)
}

fn lines_with(words: &[&str], pages: &[Source]) -> Vec<String> {
    let mut findings = Vec::new();
    for page in pages {
        let lines = page.code().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        findings.extend(lines.map(|(number, line)| finding(page, number, line)));
    }
    findings
}

#[test]
fn only_the_bridge_knows_tauri() -> Outcome {
    let mut pages = pages()?;
    pages.retain(|page| page.is_under("ui/src") && page.path != "ui/src/bridge.ts");
    let findings = lines_with(&["@tauri-apps", "__TAURI"], &pages);
    expect_none("Tauri's modules are named only in ui/src/bridge.ts.", &findings);
    Ok(())
}

#[test]
fn what_customers_write_is_never_markup() -> Outcome {
    let words = [
        "{@html",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "createContextualFragment",
        "DOMParser",
        "document.write",
        "eval(",
        "new Function",
    ];
    let findings = lines_with(&words, &pages()?);
    expect_none("Text is shown as text: nothing becomes markup or code.", &findings);
    Ok(())
}

#[test]
fn colours_have_one_home() -> Outcome {
    let mut findings = Vec::new();
    // The second paints nothing here: it is what Kapso's own page is painted with.
    let homes = ["ui/src/styles/tokens.css", "ui/src/state/setupLink.svelte.ts"];
    for page in pages()?.iter().filter(|page| homes.iter().all(|home| page.path != *home)) {
        let lines = page.code().filter(|(_, line)| names_a_colour(line));
        findings.extend(lines.map(|(number, line)| finding(page, number, line)));
    }
    expect_none("Colours are written only in ui/src/styles/tokens.css; use a token.", &findings);
    Ok(())
}

/// Whether a line writes a colour as a value: `color: #0f6546`, `fill="#fff"`, `rgba(…)`.
fn names_a_colour(line: &str) -> bool {
    let functions = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch("];
    let is_function =
        functions.iter().any(|function| line.match_indices(function).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric())));
    is_function || line.match_indices('#').any(|(at, _)| is_hex_value(&line[..at], &line[at + 1..]))
}

/// `before` and `after` stand on either side of a `#`.
fn is_hex_value(before: &str, after: &str) -> bool {
    let digits = after.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(after.len());
    let ends = !after[digits..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let is_value = match before.chars().next_back() {
        Some('"' | '\'' | '`' | ':' | '(' | ',') => !before.trim_end().ends_with("href=\""),
        Some(' ') => before.contains(':') && after.contains(';'),
        _ => false,
    };
    is_value && ends && matches!(digits, 3 | 4 | 6 | 8)
}

#[test]
fn a_colour_is_told_from_other_words_with_a_hash() {
    for colour in [
        "  color: #0F6546;",
        "  border: 1px solid #fff;",
        "<path fill=\"#7FDDB2\"/>",
        "const green = '#21966b';",
        "  background:rgba(27,33,28,.12);",
    ] {
        assert!(names_a_colour(colour), "{colour}");
    }
    for other in [
        "{#each rows as row}",
        "  #feed = $state([]);",
        "this.#feed.push(row);",
        "<a href=\"#abc\">",
        "Your order #4821 is ready",
        "  color: var(--accent);",
        "  fill: url(#fade-out);",
        "  const chart = glab(1);",
    ] {
        assert!(!names_a_colour(other), "{other}");
    }
}
