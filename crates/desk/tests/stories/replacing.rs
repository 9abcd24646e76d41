//! A key is replaced in four steps, and the program may end between any two of them.

use std::{
    any::Any,
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use desk::{
    caller::Face,
    desk::{Desk, Setup},
    gate::{self, Reply},
    secrets::Keychain,
};
use keyring_core::{
    Credential, CredentialStore, Entry, Error as Fault,
    api::{CredentialApi, CredentialStoreApi},
};
use serde_json::{Value, json};
use simulator::{DEMO_KEY, Options};

use crate::{cable::Cable, office::Office, world::ANA};

const NEW_KEY: &str = "a-new-key-of-kapso";

/// A keychain that takes so many writes before its program ends: nothing is written afterwards.
#[derive(Debug)]
struct Dying {
    real: Arc<CredentialStore>,
    writes: Arc<AtomicUsize>,
}

#[derive(Debug)]
struct DyingEntry {
    real: Entry,
    writes: Arc<AtomicUsize>,
}

impl CredentialStoreApi for Dying {
    fn vendor(&self) -> String {
        "dying".to_owned()
    }

    fn id(&self) -> String {
        "dying".to_owned()
    }

    fn build(&self, service: &str, user: &str, modifiers: Option<&HashMap<&str, &str>>) -> Result<Entry, Fault> {
        let entry = DyingEntry { real: self.real.build(service, user, modifiers)?, writes: Arc::clone(&self.writes) };
        Ok(Entry::new_with_credential(Arc::new(entry)))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl CredentialApi for DyingEntry {
    fn set_secret(&self, secret: &[u8]) -> Result<(), Fault> {
        let left = self.writes.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if left.is_ok() { self.real.set_secret(secret) } else { Err(Fault::NoStorageAccess("the program has ended".into())) }
    }

    fn get_secret(&self) -> Result<Vec<u8>, Fault> {
        self.real.get_secret()
    }

    fn delete_credential(&self) -> Result<(), Fault> {
        self.real.delete_credential()
    }

    fn get_credential(&self) -> Result<Option<Arc<Credential>>, Fault> {
        Ok(None)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        self.real.get_specifiers()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

async fn act(desk: &Desk, name: &str, input: Value) -> Result<Value, desk::error::Error> {
    gate::act(desk, Face::Window, name, input).await
}

async fn follows(desk: &Desk) -> Value {
    for _ in 0..1500 {
        act(desk, "desk_refresh", json!({})).await.unwrap();
        let state = act(desk, "desk_state", json!({})).await.unwrap();
        if state["project"]["sync"]["phase"] == "following" {
            return state["project"]["project"].clone();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("half a minute passed and the key is not used: {}", act(desk, "desk_state", json!({})).await.unwrap());
}

#[tokio::test]
async fn whenever_the_program_ends_the_project_opens_with_one_key_that_works() {
    let renewed = simulator::start(Options { key: NEW_KEY.to_owned(), life: simulator::Life::ByHand, ..Options::default() }).await.unwrap();
    // Added, switched, deleted: the program ends before the first, second and third write, or not at all.
    for (writes, in_use) in [(0, DEMO_KEY), (1, DEMO_KEY), (2, NEW_KEY), (3, NEW_KEY)] {
        let office = Office::new().await;
        let mut cable = Cable::to(&office.simulator.origin()).await;
        let setup = Setup { origin: Some(cable.origin()), ..office.setup() };
        let desk = office.start(setup.clone()).await.unwrap();
        let project = act(&desk, "desk_connect_key", json!({ "key": DEMO_KEY })).await.unwrap()["project"]["project"].clone();
        let id = project["id"].as_str().unwrap();
        let store_key = item(&office, id)["store"].clone();
        desk.stop().await;
        drop(desk);

        let dying = Dying { real: Arc::clone(&office.keychain), writes: Arc::new(AtomicUsize::new(writes)) };
        let desk = started(&setup, Keychain::over(Arc::new(dying))).await;
        desk.open_first().await.unwrap();
        cable.pull().await;
        cable.lead_to(&renewed.origin());
        cable.plug().await;
        let replaced = act(&desk, "desk_replace_key", json!({ "project_id": id, "key": NEW_KEY })).await;
        assert_eq!(replaced.is_ok(), writes == 3, "{writes}: {replaced:?}");
        desk.stop().await;
        drop(desk);

        cable.pull().await;
        cable.lead_to(&if in_use == NEW_KEY { renewed.origin() } else { office.simulator.origin() });
        cable.plug().await;
        let desk = office.start(setup).await.unwrap();
        desk.open_first().await.unwrap();
        let opened = follows(&desk).await;
        assert!(in_use.ends_with(opened["key_ends_in"].as_str().unwrap()), "{writes}: {opened}");
        let kept = item(&office, id);
        assert_eq!((&kept["key"], &kept["store"], kept.get("other")), (&json!(in_use), &store_key, None), "{writes}");
        desk.stop().await;
    }
}

#[tokio::test]
async fn a_key_that_kapso_refuses_is_not_kept_beside_the_old_one() {
    let world = Office::new().await.opened().await;
    let id = world.project_id();
    let refused = world.act("desk_replace_key", json!({ "project_id": id, "key": NEW_KEY })).await.unwrap_err();
    assert_eq!(refused.code.as_str(), "key_refused");
    let office = world.quits().await;
    let kept = item(&office, &id);
    assert_eq!((&kept["key"], kept.get("other")), (&json!(DEMO_KEY), None));
}

#[tokio::test]
async fn a_key_of_another_project_is_refused_and_nothing_of_the_two_is_mixed() {
    let office = Office::new().await;
    let options = Options { key: NEW_KEY.to_owned(), seed: 8, project: 1, life: simulator::Life::ByHand, ..Options::default() };
    let elsewhere = simulator::start(options).await.unwrap();
    let mut cable = Cable::to(&office.simulator.origin()).await;
    let setup = Setup { origin: Some(cable.origin()), ..office.setup() };
    let desk = office.start(setup.clone()).await.unwrap();
    let id = act(&desk, "desk_connect_key", json!({ "key": DEMO_KEY })).await.unwrap()["project"]["project"]["id"].clone();
    follows(&desk).await;
    let before = configs(&desk).await;
    assert!(before.len() > 1, "{before:?}");

    // Open, and then with its store closed.
    for open in [true, false] {
        if !open {
            desk.stop().await;
        }
        cable.pull().await;
        cable.lead_to(&elsewhere.origin());
        cable.plug().await;
        let refused = act(&desk, "desk_replace_key", json!({ "project_id": id, "key": NEW_KEY })).await.unwrap_err();
        assert_eq!(refused.code.as_str(), "contradiction", "{open}: {refused}");
        assert!(refused.message.contains("another project's") && refused.message.contains("The old key was kept"), "{refused}");
        let kept = item(&office, id.as_str().unwrap());
        assert_eq!((&kept["key"], kept.get("other")), (&json!(DEMO_KEY), None), "{open}");
        cable.pull().await;
        cable.lead_to(&office.simulator.origin());
        cable.plug().await;
    }
    act(&desk, "desk_open_project", json!({ "project_id": id })).await.unwrap();
    follows(&desk).await;
    assert_eq!(configs(&desk).await, before);
    desk.stop().await;
}

/// The ids of the numbers that the open project has.
async fn configs(desk: &Desk) -> Vec<Value> {
    let input = json!({ "response_format": "detailed" });
    let Reply::Done(found) = gate::call(desk, &ANA, "whatsapp_configs_overview", input).await.unwrap() else { panic!("a person waits") };
    found["configs"].as_array().unwrap().iter().map(|config| config["phone_number_id"].clone()).collect()
}

fn item(office: &Office, id: &str) -> Value {
    serde_json::from_str(&office.entry(id).get_password().unwrap()).unwrap()
}

async fn started(setup: &Setup, keychain: Keychain) -> Desk {
    for _ in 0..500 {
        if let Ok(desk) = Desk::start_with(setup.clone(), keychain.clone()).await {
            return desk;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("10 seconds passed and the data directory is still in use");
}
