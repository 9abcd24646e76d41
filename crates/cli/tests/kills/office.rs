//! A desk, its Kapso and the people around it, for as many kills as it takes.

use std::{
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use simulator::{DEMO_KEY, Options, Simulator};
use tempfile::TempDir;
use tokio::{sync::broadcast, task::JoinSet, time};

use crate::{
    books::Books,
    call,
    disk::{self, Copied},
    people::{CLINIC, Deed, People, SEND},
    plug::Plug,
    process::{Place, Running},
    session::Bus,
    settled::{Settled, Truth, panicked},
};

/// A desk that is killed again and again.
pub(crate) struct Office {
    simulator: Simulator,
    pub(crate) place: Place,
    pub(crate) people: People,
    pub(crate) key: String,
    pub(crate) store: std::path::PathBuf,
    dice: StdRng,
    running: Option<Running>,
    settled: Settled,
}

impl Office {
    /// An office on a machine of its own, which is gone with the directory.
    pub(crate) async fn alone() -> (Self, TempDir) {
        let home = TempDir::new().unwrap();
        let mut bus = Bus::start(home.path()).unwrap();
        bus.open_keyring().unwrap();
        (Self::open(Arc::new(bus), &home.path().join("desk"), 7).await, home)
    }

    /// A project of its own, six contacts who have written, an agent that asks and one that may send to the first contact.
    pub(crate) async fn open(bus: Arc<Bus>, home: &Path, seed: u64) -> Self {
        std::fs::create_dir_all(home).unwrap();
        let simulator = simulator::start(Options { plan_limit: 1_000_000, seed, ..Options::default() }).await.unwrap();
        let control = simulator.control();
        control.let_people_answer(false);
        let contacts: Vec<String> = (0..6).map(|contact| format!("+1555010070{contact}")).collect();
        let books = Books {
            heard: contacts.iter().map(|contact| control.receive(CLINIC, contact, "Hello").unwrap()).collect(),
            ..Books::default()
        };
        let place = Place { bus, home: home.to_owned(), origin: simulator.origin() };
        let running = place.start(&["--demo"]).ready(&place.log()).await;
        let data_dir = place.data_dir();
        let act = async |name: &str, input: Value| call::as_person(&data_dir, name, input).await.unwrap().unwrap();
        let state = act("desk_connect_key", json!({ "key": DEMO_KEY })).await;
        let project = state["project"]["project"]["id"].as_str().unwrap().to_owned();
        let client = async |name: &str| act("desk_add_client", json!({ "name": name })).await;
        let (ada, tom) = (client("Ada").await, client("Tom").await);
        let id = &tom["client"]["client_id"];
        act("desk_set_permission", json!({ "client_id": id, "operation": SEND, "decision": "allow" })).await;
        act("desk_set_limits", json!({ "client_id": id, "limits": { "sends_per_minute": 600, "new_recipients_per_day": 100 } })).await;
        let item: Value = serde_json::from_str(&place.bus.look_up("kapso-desk", &project).unwrap().unwrap()).unwrap();
        let token = |added: &Value| added["token"].as_str().unwrap().to_owned();
        let office = Self {
            people: People {
                books: Arc::new(Mutex::new(books)),
                control,
                contacts,
                data_dir: data_dir.clone(),
                ada: token(&ada),
                tom: token(&tom),
                calls: broadcast::channel(64).0,
            },
            key: item["store"].as_str().unwrap().to_owned(),
            store: data_dir.join(project).join("store.sqlite"),
            dice: StdRng::seed_from_u64(seed),
            running: Some(running),
            settled: Settled::default(),
            simulator,
            place,
        };
        office.until("its contacts are known", |office| office.has_heard_everybody()).await;
        office
    }

    /// One round: everybody works until the desk is killed, and what it left is looked at.
    pub(crate) async fn works_until_the_plug_is_pulled(&mut self) {
        let plug = Plug::any(&mut self.dice);
        let control = self.simulator.control();
        control.clear_weather();
        if plug == Plug::Starting {
            self.is_killed_while_it_starts().await;
        } else {
            let running = self.comes_back().await;
            let calls = self.people.calls.subscribe();
            let mut working = self.work(&running.address);
            plug.comes(&control, calls, &mut self.dice).await;
            drop(running);
            while working.join_next().await.is_some_and(|done| done.is_ok()) {}
            assert!(working.is_empty(), "somebody met an answer that there is no reason for");
        }
        *self.settled.kills.entry(plug).or_default() += 1;
        let (left, key) = (Copied::of(&self.store), self.key.clone());
        let is_whole = tokio::task::spawn_blocking(move || disk::is_whole(&left, &key)).await.unwrap();
        self.settled.corrupt += usize::from(!is_whole);
    }

    /// After the last kill: everything leaves, a person looks after what is uncertain, and the books are compared.
    pub(crate) async fn settles(mut self) -> Settled {
        self.simulator.control().clear_weather();
        let running = self.comes_back().await;
        let quiet = "everything has left or is uncertain, and whatever left is known to have left";
        self.until(quiet, |office| office.has_heard_everybody() && office.is_quiet()).await;
        for send in self.uncertain() {
            self.settled.asked_again += 1;
            let retried = call::as_person(&self.place.data_dir(), "desk_retry_send", json!({ "send_id": send.to_string() })).await;
            retried.unwrap().unwrap();
        }
        self.until("what was uncertain has left", |office| office.is_quiet() && office.uncertain().is_empty()).await;
        let books = std::mem::take(&mut *self.people.books.lock().unwrap());
        self.settled.compare(&books, &disk::read(&self.store, &self.key), &self.simulator.control());
        drop(running);
        assert!(!panicked(&self.place.log()), "{}", std::fs::read_to_string(self.place.log()).unwrap());
        self.simulator.stop().await;
        self.settled
    }

    /// Starts the desk, or takes the one that runs, and waits until an agent is answered.
    pub(crate) async fn comes_back(&mut self) -> Running {
        let running = match self.running.take() {
            Some(running) => running,
            None => self.place.start(&[]).ready(&self.place.log()).await,
        };
        let inbox = call::as_agent(&running.address, &self.people.ada, "whatsapp_inbox", &json!({ "limit": 1 })).await;
        assert_eq!(inbox.unwrap().unwrap()["conversations"].as_array().map(Vec::len), Some(1));
        if !self.settled.kills.is_empty() {
            self.settled.slowest = self.settled.slowest.max(running.since.elapsed());
        }
        let audit = call::as_person(&self.place.data_dir(), "desk_verify_audit", json!({})).await.unwrap().unwrap();
        if audit["intact"] != true {
            println!("the audit is broken: {audit}");
            self.settled.corrupt += 1;
        }
        running
    }

    async fn is_killed_while_it_starts(&mut self) {
        self.running = None;
        let starting = self.place.start(&[]);
        Plug::Starting.comes(&self.simulator.control(), self.people.calls.subscribe(), &mut self.dice).await;
        drop(starting);
    }

    /// Whoever got no answer from the desk before says the same again, mostly; then everybody does something.
    fn work(&mut self, address: &str) -> JoinSet<()> {
        let mut working = JoinSet::new();
        if self.dice.random_bool(0.7) {
            working.spawn(self.people.clone().does(Deed::Repeat, Duration::ZERO, address.to_owned()));
        }
        for _ in 0..self.dice.random_range(3..9) {
            let deed = Deed::any(&mut self.dice, self.people.contacts.len());
            let after = Duration::from_millis(self.dice.random_range(0..700));
            working.spawn(self.people.clone().does(deed, after, address.to_owned()));
        }
        working
    }

    fn has_heard_everybody(&self) -> bool {
        let store = disk::read(&self.store, &self.key);
        self.people.books.lock().unwrap().heard.iter().all(|wamid| disk::has_message(&store, wamid))
    }

    /// Nothing is on its way, and nothing that left is uncertain.
    fn is_quiet(&self) -> bool {
        let truth = Truth::of(&self.simulator.control());
        let rows = disk::outbox(&disk::read(&self.store, &self.key));
        rows.iter().all(|row| match row.state.as_str() {
            "held" | "queued" | "sending" => false,
            "uncertain" => truth.times(&row.text) == 0,
            _ => true,
        })
    }

    fn uncertain(&self) -> Vec<i64> {
        let rows = disk::outbox(&disk::read(&self.store, &self.key));
        rows.iter().filter(|row| row.state == "uncertain").map(|row| row.id).collect()
    }

    pub(crate) async fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..600 {
            if is_so(self) {
                return;
            }
            call::as_person(&self.place.data_dir(), "desk_refresh", json!({})).await;
            time::sleep(Duration::from_millis(100)).await;
        }
        println!("a minute passed and this did not happen: {what}");
    }
}
