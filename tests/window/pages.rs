//! The pages of the window, and how their keys lead there.

use crate::{session::Outcome, window::Window};

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
}
