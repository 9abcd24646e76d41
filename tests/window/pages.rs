//! Every page by keyboard alone: reached, gone through with Tab and come around, each stop in sight, and its list moved through.

use fantoccini::key::Key;
use serde_json::json;

use crate::{
    machine::Machine,
    session::Outcome,
    window::{Start, Window},
};

/// The keys of each page, its heading, and what stands there once it is read.
pub(crate) const PAGES: [(&str, &str, &str); 7] = [
    ("gi", "Inbox", "[data-testid=conversation-row] .pv"),
    ("gc", "Contacts", "[role=listbox][aria-label=Contacts] [role=option]"),
    ("gu", "Customers", "[role=listbox][aria-label=Customers] [role=option]"),
    ("gt", "Templates", "[data-testid=send-template]"),
    ("ga", "Approvals", "main h1"),
    ("gm", "Agents", "main [role=tablist]"),
    (",", "Settings", "[data-testid=project-row]"),
];

/// Nobody presses Tab more often to come around.
const STOPS: usize = 150;

/// Where the focus is: `around` once it comes to what it began with, else what does not show it, else nothing.
const STOP: &str = "(() => {
    const at = document.activeElement, walked = (window.walked ??= []);
    if (at === document.body || at === walked[0]) return walked.length ? 'around' : '';
    if (walked.includes(at)) return 'a trap at ' + at.outerHTML.slice(0, 120);
    walked.push(at);
    const drawn = (one) => one && parseFloat(getComputedStyle(one).outlineWidth) > 0 && getComputedStyle(one).outlineStyle !== 'none';
    const ringed = (one) => one && getComputedStyle(one).boxShadow !== 'none';
    const chosen = at.querySelector('[role=option][aria-selected=true], [role=option].is-cursor');
    const { bottom, top } = at.getBoundingClientRect();
    if (bottom <= 0 || top >= innerHeight) return 'out of sight: ' + at.outerHTML.slice(0, 120);
    return drawn(at) || ringed(at.closest('.in, .search, .comp, .box')) || drawn(at.parentElement) || chosen ? '' : 'not seen: ' + at.outerHTML.slice(0, 120);
})()";

impl Window {
    /// Goes to a page with its keys and waits until it is read.
    pub(crate) async fn go(&self, (keys, title, ready): (&str, &str, &str)) -> Outcome {
        match keys {
            "," => self.ctrl(',').await?,
            _ => {
                for key in keys.chars() {
                    self.press(key).await?;
                }
            }
        }
        self.until(&format!("document.querySelector('h1')?.innerText === '{title}' && document.querySelector('{ready}') !== null")).await
    }

    /// Presses Tab until the focus comes around; says what was wrong on the way.
    async fn walk(&self, title: &str) -> Outcome {
        self.run("window.walked = []; document.activeElement.blur?.()").await?;
        for _ in 0..STOPS {
            self.press(Key::Tab).await?;
            let stop = self.text(STOP).await?;
            if stop == "around" {
                let all = "['aside', 'main'].every((part) => window.walked.some((stop) => stop.closest(part)))";
                assert_eq!(self.read(all).await?, json!(true), "{title}: Tab passes by the sidebar or the page");
                return Ok(());
            }
            assert_eq!(stop, "", "{title}");
        }
        Err(format!("{title}: Tab does not come around").into())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_reached_gone_through_and_left_with_keys_alone() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--demo"], ..Start::default() }).await?;
    window.inbox_is_read().await?;
    let chosen = "(document.querySelector('main [role=listbox] [aria-selected=true]')?.innerText ?? '')";
    for page in PAGES {
        let (_, title, _) = page;
        window.go(page).await?;
        window.walk(title).await?;
        window.press(Key::Escape).await?;
        window.run("document.activeElement.blur?.()").await?;
        if matches!(title, "Contacts" | "Customers" | "Templates") {
            window.until(&format!("{chosen} !== ''")).await?;
            let first = window.text(chosen).await?;
            window.press('j').await?;
            window.until(&format!("![{}, ''].includes({chosen})", json!(first))).await?;
            window.press('k').await?;
            window.until(&format!("{chosen} === {}", json!(first))).await?;
            window.press('/').await?;
            window.until("document.activeElement.matches('main input')").await?;
            window.press(Key::Escape).await?;
            window.until("!document.activeElement.matches('input')").await?;
        }
        window.press('?').await?;
        window.until("document.querySelector('dialog[open]') !== null").await?;
        window.press(Key::Escape).await?;
        window.until("document.querySelector('dialog[open]') === null").await?;
    }
    Ok(())
}
