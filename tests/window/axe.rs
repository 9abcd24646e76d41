//! Every page in the engine that shows it, held to axe in both themes: names, roles, focus order, contrast.

use std::path::Path;

use serde_json::{Value, json};

use crate::{
    machine::Machine,
    session::Outcome,
    window::{Start, Window},
};

#[tokio::test(flavor = "multi_thread")]
async fn no_page_breaks_a_rule_of_axe_in_either_theme() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start::default()).await?;
    let axe = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/node_modules/axe-core/axe.min.js"))?;
    let held = Held { window: &window, axe };
    window.says("Connect a Kapso project").await?;
    held.to_axe("first page").await?;
    window.explore_the_demo().await?;
    window.open_thread(&window.thread_at(0).await?).await?;
    held.to_axe("inbox").await?;
    window.press('?').await?;
    window.until("document.querySelector('dialog[open]') !== null").await?;
    held.to_axe("shortcuts").await?;
    window.press(fantoccini::key::Key::Escape).await?;
    window.ctrl('k').await?;
    window.until("document.querySelector('dialog.pal[open]') !== null").await?;
    held.to_axe("palette").await?;
    window.press(fantoccini::key::Key::Escape).await?;
    for page in ["Approvals", "Contacts", "Customers", "Templates", "Agents", "Settings"] {
        window.choose(page).await?;
        window.until(&format!("document.querySelector('h1').innerText === '{page}'")).await?;
        held.to_axe(page).await?;
    }
    Ok(())
}

struct Held<'a> {
    window: &'a Window,
    axe: String,
}

impl Held<'_> {
    async fn to_axe(&self, place: &str) -> Outcome {
        for theme in ["light", "dark"] {
            self.window.wear(theme).await?;
            self.window.run(&self.axe).await?;
            let found = self
                .window
                .ask(
                    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations, passes }) => done({ passed: passes.length,
                        broken: violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`) }),
                      (error) => done({ broken: [String(error)] }))",
                )
                .await?;
            assert_eq!(found.get("broken"), Some(&json!([])), "{place}, {theme}");
            assert!(found.get("passed").and_then(Value::as_u64) > Some(10), "{place}: axe looked at nothing");
        }
        Ok(())
    }
}
