//! The real window: the app in WebKitGTK, driven through WebKitWebDriver.

use std::{
    net::{TcpListener, TcpStream},
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use fantoccini::{
    Client, ClientBuilder, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::{
    machine::{APP, Machine},
    session::{Outcome, Process},
};

/// An open window. The app ends with it.
pub(crate) struct Window {
    client: Client,
    driver: Process,
}

/// How the desk is started.
#[derive(Default)]
pub(crate) struct Start<'a> {
    /// Arguments beside the data directory and the port.
    pub(crate) arguments: &'a [&'a str],
    pub(crate) environment: &'a [(&'a str, &'a str)],
    /// The endpoint's port; any free one when 0.
    pub(crate) port: u16,
}

/// Nothing that a person waits for here takes longer.
const PATIENCE: Duration = Duration::from_secs(40);
const GLANCE: Duration = Duration::from_millis(40);

impl Window {
    pub(crate) async fn open(machine: &Machine, start: Start<'_>) -> Outcome<Self> {
        let port = start.port.to_string();
        let arguments = [&["--port", &port][..], start.arguments].concat();
        let window = Self::start(machine, Path::new(APP), &arguments, start.environment).await?;
        window.until("document.querySelector('#app')?.childElementCount > 0").await?;
        Ok(window)
    }

    /// Starts a program that opens a window, with the machine's data directory as its first argument.
    pub(crate) async fn start(machine: &Machine, program: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Outcome<Self> {
        let port = free_port()?;
        let mut command = machine.command("WebKitWebDriver");
        command.args(["--host=127.0.0.1", &format!("--port={port}")]).env("TAURI_WEBVIEW_AUTOMATION", "true");
        command.env("WEBKIT_FORCE_COMPOSITING_MODE", "1"); // without it the driver never answers when asked for a picture
        command.env("RUST_LOG", "debug").env("NO_COLOR", "1").envs(environment.iter().copied());
        let driver = Process::start(command.stdout(machine.log_file()?).stderr(machine.log_file()?))?;
        let data_dir = machine.data_dir().display().to_string();
        let arguments = [&["--data-dir", &data_dir][..], arguments].concat();
        let client = timeout(PATIENCE, connect(port, json!({ "binary": program, "args": arguments }))).await;
        let client = client.map_err(|_| format!("the window did not open. Its log: {}", machine.log().unwrap_or_default()))?;
        Ok(Self { client: client?, driver })
    }

    /// Waits until a JavaScript expression is true.
    pub(crate) async fn until(&self, condition: &str) -> Outcome {
        let start = Instant::now();
        loop {
            // The driver now and then gives no answer to a busy page.
            let now = self.read(condition).await;
            if matches!(&now, Ok(value) if *value == json!(true)) {
                return Ok(());
            }
            if start.elapsed() > PATIENCE {
                let page = self.read("document.body.innerText").await?;
                return Err(format!("waited in vain for {condition}, which is {now:?}\nThe page says: {page}").into());
            }
            sleep(GLANCE).await;
        }
    }

    /// Waits until a person can read this somewhere on the page. What only sets names apart from their surroundings is not seen.
    pub(crate) async fn says(&self, words: &str) -> Outcome {
        self.until(&format!("document.body.innerText.replace(/[\\u2066-\\u2069]/g, '').includes({})", json!(words))).await
    }

    /// What a JavaScript expression is now.
    pub(crate) async fn read(&self, expression: &str) -> Outcome<Value> {
        Ok(self.client.execute(&format!("return {expression}"), Vec::new()).await?)
    }

    /// The same for text.
    pub(crate) async fn text(&self, expression: &str) -> Outcome<String> {
        Ok(self.read(expression).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a script that ends by calling `done`.
    pub(crate) async fn ask(&self, script: &str) -> Outcome<Value> {
        let script = format!("const done = arguments[arguments.length - 1]; {script}");
        Ok(self.client.execute_async(&script, Vec::new()).await?)
    }

    /// Clicks with the mouse.
    pub(crate) async fn click(&self, css: &str) -> Outcome {
        self.click_at(Locator::Css(css)).await
    }

    /// Clicks the first button or link that says this.
    pub(crate) async fn choose(&self, label: &str) -> Outcome {
        let path = format!("//*[self::button or self::a][contains(normalize-space(.), '{label}')]");
        self.click_at(Locator::XPath(&path)).await
    }

    /// Clicks the first tab, option or whatever has this role and says this.
    pub(crate) async fn pick(&self, role: &str, label: &str) -> Outcome {
        let path = format!("//*[@role='{role}'][contains(normalize-space(.), '{label}')]");
        self.click_at(Locator::XPath(&path)).await
    }

    /// Puts the focus into the field with this label.
    pub(crate) async fn field(&self, label: &str) -> Outcome {
        let path = format!(
            "//*[self::input or self::textarea][@aria-label='{label}' or @id=//label[contains(normalize-space(.), '{label}')]/@for]"
        );
        self.click_at(Locator::XPath(&path)).await
    }

    /// Chooses what says this in the list with this label.
    pub(crate) async fn select(&self, label: &str, option: &str) -> Outcome {
        let list = self.client.find(Locator::Css(&format!("select[aria-label='{label}']"))).await?;
        Ok(list.select_by_label(option).await?)
    }

    /// Makes the page this large.
    pub(crate) async fn resize(&self, width: u32, height: u32) -> Outcome {
        Ok(self.client.set_window_size(width, height).await?)
    }

    /// Clicks what holds still, as a person would: while a page is being filled, what is aimed at may be elsewhere when the click comes.
    async fn click_at(&self, place: Locator<'_>) -> Outcome {
        let start = Instant::now();
        let mut before = None;
        loop {
            let element = self.client.wait().at_most(PATIENCE).for_element(place).await?;
            let now = element.rectangle().await.ok();
            if now.is_some() && now == before || start.elapsed() > PATIENCE {
                match element.click().await {
                    // It was drawn anew between the two glances.
                    Err(gone) if gone.is_stale_element_reference() && start.elapsed() <= PATIENCE => {}
                    clicked => return Ok(clicked?),
                }
            }
            before = now;
            sleep(GLANCE * 3).await;
        }
    }

    /// Types into what has the focus.
    pub(crate) async fn write(&self, text: &str) -> Outcome {
        Ok(self.client.active_element().await?.send_keys(text).await?)
    }

    /// Presses a key, wherever the focus is.
    pub(crate) async fn press(&self, key: impl Into<char>) -> Outcome {
        self.chord(&[key.into()]).await
    }

    /// Presses a key while Ctrl is held.
    pub(crate) async fn ctrl(&self, key: impl Into<char>) -> Outcome {
        self.chord(&[Key::Control.into(), key.into()]).await
    }

    /// Presses a key while Shift is held.
    pub(crate) async fn shift(&self, key: impl Into<char>) -> Outcome {
        self.chord(&[Key::Shift.into(), key.into()]).await
    }

    async fn chord(&self, keys: &[char]) -> Outcome {
        let down = keys.iter().map(|value| KeyAction::Down { value: *value });
        let up = keys.iter().rev().map(|value| KeyAction::Up { value: *value });
        let actions = down.chain(up).fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Runs a script that is no expression.
    pub(crate) async fn run(&self, script: &str) -> Outcome {
        self.client.execute(script, Vec::new()).await?;
        Ok(())
    }

    /// Ends as it does when the power goes: the app has no say in it.
    pub(crate) fn killed(self) {
        self.driver.killed();
    }

    /// A picture of the page as it is.
    pub(crate) async fn picture(&self) -> Outcome<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }
}

/// The driver takes a moment until it listens.
async fn connect(port: u16, options: Value) -> Outcome<Client> {
    let mut capabilities = serde_json::Map::new();
    capabilities.insert("webkitgtk:browserOptions".to_owned(), options);
    // Asked for, not tried out: whoever takes the port to see whether it is free takes it from the driver.
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        sleep(GLANCE).await;
    }
    let address = format!("http://127.0.0.1:{port}");
    let client = ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&address).await?;
    client.persist().await?; // otherwise the driver would kill the app, and it could not end in order
    Ok(client)
}

/// A port that nobody has, below those that the system hands out: one of its own could be somebody's before it is used.
pub(crate) fn free_port() -> Outcome<u16> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let first = std::process::id().wrapping_mul(97);
    loop {
        let place = first.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % 10_000;
        let port = u16::try_from(20_000 + place)?;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return Ok(port);
        }
    }
}
