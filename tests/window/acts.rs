//! What people do in the window, said in one line each.

use serde_json::{Value, json};

use crate::{agent::Agent, session::Outcome, window::Window};

/// The rows of the list, in the order in which they are seen.
pub(crate) const ROWS: &str = "[...document.querySelectorAll('[data-testid=conversation-row]')]\
    .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)";

impl Window {
    /// Chooses the demo workspace on the first page, and waits until it is read.
    pub(crate) async fn explore_the_demo(&self) -> Outcome {
        self.choose("Explore the demo workspace").await?;
        self.inbox_is_read().await
    }

    /// Pastes a key on the first page.
    pub(crate) async fn connect(&self, key: &str) -> Outcome {
        self.click("input[type=password]").await?;
        self.write(key).await?;
        self.choose("Connect").await
    }

    /// Pastes a key that works, and has all numbers of its project on the desk.
    pub(crate) async fn connect_project(&self, key: &str) -> Outcome {
        self.connect(key).await?;
        self.choose("Open inbox").await?;
        self.inbox_is_read().await
    }

    /// Waits until the list says what everybody wrote.
    pub(crate) async fn inbox_is_read(&self) -> Outcome {
        self.until(&format!("(rows => rows.length > 5 && rows.slice(0, 6).every(row => row.querySelector('.pv')))({ROWS})")).await
    }

    /// The thread of the row at this place, from 0.
    pub(crate) async fn thread_at(&self, place: usize) -> Outcome<String> {
        self.text(&format!("{ROWS}[{place}]?.dataset.thread")).await
    }

    /// The thread whose row says this.
    pub(crate) async fn thread_of(&self, words: &str) -> Outcome<String> {
        self.text(&format!("{ROWS}.find(row => row.innerText.includes({}))?.dataset.thread", json!(words))).await
    }

    /// Opens a thread of the list with the mouse, and waits until its messages are there. What is written meanwhile may move another
    /// row under the pointer: then a person clicks again.
    pub(crate) async fn open_thread(&self, thread: &str) -> Outcome {
        let row = format!("[data-testid=conversation-row][data-thread='{thread}']");
        self.click(&row).await?;
        self.until("document.querySelector('[data-testid=thread]') !== null").await?;
        let other = format!("document.querySelector('[data-testid=thread]').dataset.thread !== '{thread}'");
        if self.read(&other).await? == Value::Bool(true) {
            self.click(&row).await?;
        }
        self.thread_is_open(thread).await
    }

    /// Waits until a thread stands there with its messages and its composer.
    pub(crate) async fn thread_is_open(&self, thread: &str) -> Outcome {
        let open = format!("[data-testid=thread][data-thread='{thread}']");
        self.until(&format!("document.querySelector(\"{open} [data-delivery]\") !== null")).await?;
        self.until(&format!("document.querySelector(\"{open} [data-testid=composer-input]\") !== null")).await
    }

    /// Writes down how far the message that says `text` has got, from now on, whenever that changes.
    pub(crate) async fn watch_deliveries(&self, text: &str) -> Outcome {
        let script = format!(
            "const seen = (window.deliveriesSeen = []);
             const look = () => {{
               const bubble = [...document.querySelectorAll('[data-delivery]')].find((bubble) => bubble.innerText.includes({}));
               if (bubble && seen.at(-1) !== bubble.dataset.delivery) seen.push(bubble.dataset.delivery);
             }};
             new MutationObserver(look).observe(document, {{ subtree: true, childList: true, attributes: true, characterData: true }});
             done(true)",
            json!(text)
        );
        self.ask(&script).await.map(drop)
    }

    /// Waits until the watched message has reached one of these states, and says every one that it was in. A busy desk may
    /// hear of two steps at once and show the second.
    pub(crate) async fn deliveries_until(&self, states: &[&str]) -> Outcome<Vec<String>> {
        self.until(&format!("window.deliveriesSeen.some((state) => {}.includes(state))", json!(states))).await?;
        Ok(serde_json::from_value(self.read("window.deliveriesSeen").await?)?)
    }

    /// Gives an agent a token: the line for its terminal is copied on one page and pasted, for want of a terminal, into the
    /// composer of another.
    pub(crate) async fn add_client(&self, name: &str) -> Outcome<Agent> {
        self.choose("Agents").await?;
        self.click("input[placeholder='Claude Code']").await?;
        self.write(name).await?;
        self.choose("Add client").await?;
        self.says(&format!("{name} is ready to connect")).await?;
        self.choose("Copy with token").await?;
        self.says("Copied").await?;
        self.choose("Inbox").await?;
        self.click("[data-testid=composer-input]").await?;
        self.ctrl('v').await?;
        self.until("document.activeElement.value?.includes('--header')").await?;
        let line = self.text("document.activeElement.value").await?;
        self.ctrl('a').await?;
        self.press(fantoccini::key::Key::Backspace).await?;
        self.until("document.activeElement.value === ''").await?;
        Agent::of(&line)
    }

    /// Every request of the page that its policy refused, from now on.
    pub(crate) async fn watch_policy(&self) -> Outcome {
        let script = "window.refused = [];
            document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.violatedDirective + ' ' + event.blockedURI));
            done(true)";
        self.ask(script).await.map(drop)
    }

    /// What the policy refused since then.
    pub(crate) async fn refused(&self) -> Outcome<Value> {
        self.read("window.refused").await
    }
}
