//! A desk, the simulator on its other side, and everybody who uses them.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use desk::{
    caller::{Caller, Face},
    clock::Clock,
    desk::{Demo, Desk, Setup},
    error::Error,
    gate::{self, Reply},
    secrets::Key,
};
use keyring_core::CredentialStore;
use serde_json::{Value, json};
use simulator::{Control, DEMO_KEY, Life, Options, Rule, Simulator};
use tempfile::TempDir;

use crate::cable::Cable;

/// The clinic's number.
pub(crate) const CLINIC: &str = "106500000000017";
/// Sending a text.
pub(crate) const SEND: &str = "whatsapp_send_text_message";
/// The requests that send.
pub(crate) const SENDS: &str = "POST */messages";
/// Ana, at the window.
pub(crate) const ANA: Caller = Caller::Person(Face::Window);

/// Every message that Ana writes is one of its own, as the window says it.
static WISHES: AtomicU64 = AtomicU64::new(1);

/// A desk and its surroundings. Its clock is the simulator's, which only a story turns; nobody answers by themselves.
pub(crate) struct World {
    pub(crate) simulator: Simulator,
    pub(crate) control: Control,
    pub(crate) desk: Desk,
    pub(crate) home: TempDir,
    /// The keychain of a desk with a project of its own.
    pub(crate) keychain: Option<Arc<CredentialStore>>,
}

/// A contact on one number, by the ids that the desk gave.
#[derive(Clone, Debug)]
pub(crate) struct Chat {
    pub(crate) conversation: String,
    pub(crate) thread: String,
}

impl World {
    /// The demo workspace, read to the end; what is sent leaves at once.
    pub(crate) async fn open() -> Self {
        Self::with_undo(0).await
    }

    /// The same, with this many seconds to take a send back.
    pub(crate) async fn with_undo(seconds: u32) -> Self {
        let simulator = simulator().await;
        let origin = simulator.origin();
        let world = Self::started(simulator, origin, seconds).await;
        world.until("everything is read", async || world.phase().await == "following").await;
        world
    }

    /// The same, on a cable that can be pulled.
    pub(crate) async fn on_a_cable() -> (Self, Cable) {
        let simulator = simulator().await;
        let cable = Cable::to(&simulator.origin()).await;
        let world = Self::started(simulator, cable.origin(), 0).await;
        world.until("everything is read", async || world.phase().await == "following").await;
        (world, cable)
    }

    /// The same, while it is still being read, under this weather.
    pub(crate) async fn opening(weather: Vec<Rule>) -> Self {
        let simulator = simulator().await;
        weather.into_iter().for_each(|rule| simulator.control().fail(rule));
        Self::opening_at(simulator).await
    }

    /// The same, over this simulator.
    pub(crate) async fn opening_at(simulator: Simulator) -> Self {
        let origin = simulator.origin();
        Self::started(simulator, origin, 0).await
    }

    /// Waits until a text left, without looking at anything.
    pub(crate) async fn leaves(&self, text: &str) {
        for _ in 0..500 {
            if self.times_left(text) > 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("10 seconds passed and this did not leave: {text}");
    }

    async fn started(simulator: Simulator, origin: String, undo_seconds: u32) -> Self {
        let (control, home) = (simulator.control(), tempfile::tempdir().unwrap());
        let demo = Demo::at(origin, Key::new(DEMO_KEY.to_owned()));
        let setup = Setup { demo: Some(demo), undo_seconds: Some(undo_seconds), ..setup(&home, &control) };
        let desk = Desk::start(setup).await.unwrap();
        desk.open_demo().await.unwrap();
        Self { simulator, control, desk, home, keychain: None }
    }

    /// Ana asks for an operation.
    pub(crate) async fn ask(&self, name: &str, input: Value) -> Result<Value, Error> {
        match self.ask_as(&ANA, name, input).await? {
            Reply::Done(value) => Ok(value),
            Reply::Pending(value) => panic!("a person was asked to wait: {value}"),
        }
    }

    pub(crate) async fn ask_as(&self, caller: &Caller, name: &str, input: Value) -> Result<Reply, Error> {
        gate::call(&self.desk, caller, name, input).await
    }

    /// Ana does what only a person can.
    pub(crate) async fn act(&self, name: &str, input: Value) -> Result<Value, Error> {
        gate::act(&self.desk, Face::Window, name, input).await
    }

    /// An agent that Ana gave a token to.
    pub(crate) async fn agent(&self, name: &str) -> Caller {
        let added = self.act("desk_add_client", json!({ "name": name })).await.unwrap();
        self.desk.client_of(added["token"].as_str().unwrap()).await.unwrap()
    }

    /// Looks again, and lets the desk look again, until there is something to see.
    pub(crate) async fn until<T: Seen>(&self, what: &str, look: impl AsyncFn() -> T) -> T {
        for _ in 0..1500 {
            self.act("desk_refresh", json!({})).await.unwrap();
            let seen = look().await;
            if seen.is_there() {
                return seen;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let project = self.ask("project_info", json!({})).await;
        let inbox = self.inbox(json!({ "limit": 3 })).await;
        panic!("half a minute passed and this did not happen: {what}\nThe project: {project:?}\nThe top of the inbox: {inbox}");
    }

    /// Turns the clock of the desk and of everybody else.
    pub(crate) fn later(&self, seconds: u64) {
        self.control.advance(Duration::from_secs(seconds)).unwrap();
    }

    /// The same, and whoever sleeps until then wakes up.
    pub(crate) async fn much_later(&self, seconds: u64) {
        self.later(seconds);
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(seconds)).await;
        tokio::time::resume();
    }

    pub(crate) async fn phase(&self) -> String {
        let project = self.ask("project_info", json!({})).await.unwrap();
        project["sync"]["phase"].as_str().unwrap().to_owned()
    }

    /// A page of the inbox with every id.
    pub(crate) async fn inbox(&self, mut input: Value) -> Value {
        input["response_format"] = json!("detailed");
        self.ask("whatsapp_inbox", input).await.unwrap()
    }

    /// The rows of the inbox, all of them.
    pub(crate) async fn rows(&self, input: Value) -> Vec<Value> {
        let mut rows = Vec::new();
        let mut input = input;
        input["limit"] = json!(50);
        loop {
            let page = self.inbox(input.clone()).await;
            rows.extend(page["conversations"].as_array().unwrap().iter().cloned());
            match page.get("next_cursor") {
                Some(cursor) => input["cursor"] = cursor.clone(),
                None => return rows,
            }
        }
    }

    /// The row of whom the clinic knows by this phone number, this business-scoped id or this name.
    pub(crate) async fn row(&self, person: &str) -> Option<Value> {
        let is = |row: &&Value| ["phone_number", "business_scoped_user_id", "contact_name"].iter().any(|field| row[field] == person);
        self.rows(json!({})).await.iter().filter(|row| row["phone_number_id"] == CLINIC).find(is).cloned()
    }

    /// Somebody writes to the clinic, and the desk shows it.
    pub(crate) async fn hears(&self, person: &str, text: &str) -> Chat {
        self.hears_on(CLINIC, person, text).await
    }

    /// Somebody writes to this number, and the desk shows it.
    pub(crate) async fn hears_on(&self, number: &str, person: &str, text: &str) -> Chat {
        let wamid = self.control.receive(number, person, text).unwrap();
        self.until(&format!("{person} is heard"), async || self.chat_of(number, &wamid, text).await).await.unwrap()
    }

    async fn chat_of(&self, number: &str, wamid: &str, text: &str) -> Option<Chat> {
        let rows = self.inbox(json!({ "limit": 50 })).await["conversations"].as_array().unwrap().clone();
        for row in rows.iter().filter(|row| row["phone_number_id"] == number && row["last_message"]["text"] == text) {
            let chat = Chat::of(row);
            if self.messages(&chat).await.iter().any(|message| message["message_id"] == wamid) {
                return Some(chat);
            }
        }
        None
    }

    /// The newest messages of a chat, oldest first, with every id.
    pub(crate) async fn messages(&self, chat: &Chat) -> Vec<Value> {
        self.context(chat).await["messages"].as_array().unwrap().clone()
    }

    /// A chat as `whatsapp_get_conversation_context` gives it.
    pub(crate) async fn context(&self, chat: &Chat) -> Value {
        let input = json!({ "conversation_id": chat.conversation, "message_limit": 50 });
        self.ask("whatsapp_get_conversation_context", input).await.unwrap()["conversations"][0].clone()
    }

    /// The newest message of a chat.
    pub(crate) async fn newest(&self, chat: &Chat) -> Value {
        self.messages(chat).await.last().unwrap().clone()
    }

    /// The message of a chat of which nobody knows whether it left.
    pub(crate) async fn uncertain(&self, chat: &Chat) -> Option<Value> {
        self.messages(chat).await.into_iter().find(|message| message["delivery"] == "uncertain")
    }

    /// Ana opens a chat and keeps looking at it.
    pub(crate) async fn looks_at(&self, chat: &Chat) {
        self.act("desk_watch", json!({ "thread_id": chat.thread, "visible": true })).await.unwrap();
    }

    /// Ana writes; the message as the answer shows it.
    pub(crate) async fn sends(&self, chat: &Chat, text: &str) -> Value {
        let key = WISHES.fetch_add(1, Ordering::Relaxed).to_string();
        let input = json!({
            "conversation_selector": { "conversation_id": chat.conversation },
            "content": text,
            "idempotency_key": key,
            "response_format": "detailed",
        });
        self.ask(SEND, input).await.unwrap()["message"].clone()
    }

    /// Waits until the newest message of a chat stands there.
    pub(crate) async fn until_newest_is(&self, chat: &Chat, delivery: &str) -> Value {
        self.until(&format!("the newest message is {delivery}"), async || {
            Some(self.newest(chat).await).filter(|message| message["delivery"] == delivery)
        })
        .await
        .unwrap()
    }

    /// Another program with the project's key.
    pub(crate) fn colleague(&self) -> kapso::Client {
        let origin = kapso::Origin::parse(&self.simulator.origin()).unwrap();
        kapso::Client::new(origin, kapso::ApiKey::parse(DEMO_KEY).unwrap()).unwrap()
    }

    /// How often this text left, whoever was told so.
    pub(crate) fn times_left(&self, text: &str) -> usize {
        let says = |raw: &str| serde_json::from_str::<Value>(raw).unwrap()["text"]["body"] == text;
        self.control.sends().unwrap().iter().filter(|sent| says(&sent.raw)).map(simulator::Sent::times).sum()
    }

    /// How often anything was posted to be sent.
    pub(crate) fn posts(&self) -> usize {
        self.control.requests().iter().filter(|request| request.method == "POST" && request.path.ends_with("/messages")).count()
    }
}

impl Chat {
    pub(crate) fn of(row: &Value) -> Self {
        Self { conversation: row["conversation_id"].as_str().unwrap().to_owned(), thread: row["thread_id"].as_str().unwrap().to_owned() }
    }
}

/// What a look can end with.
pub(crate) trait Seen {
    fn is_there(&self) -> bool;
}

impl Seen for bool {
    fn is_there(&self) -> bool {
        *self
    }
}

impl<T> Seen for Option<T> {
    fn is_there(&self) -> bool {
        self.is_some()
    }
}

/// A simulator whose clock stands, in which nobody answers by themselves.
pub(crate) async fn simulator() -> Simulator {
    simulator_of(Options::default()).await
}

/// The same with options of its own.
pub(crate) async fn simulator_of(options: Options) -> Simulator {
    let options = Options { life: Life::ByHand, plan_limit: 1_000_000, ..options };
    let simulator = simulator::start(options).await.unwrap();
    simulator.control().let_people_answer(false);
    simulator
}

/// A desk in this directory, by the simulator's clock.
pub(crate) fn setup(home: &TempDir, control: &Control) -> Setup {
    let control = control.clone();
    Setup { data_dir: Some(home.path().join("desk")), clock: Clock::of(move || control.now()), ..Setup::default() }
}
