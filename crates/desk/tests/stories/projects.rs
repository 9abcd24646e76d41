//! Keys and projects: tested first, kept in the keychain alone, gone when they are removed.

use std::{any::Any, collections::HashMap, sync::Arc};

use desk::{
    caller::Face,
    desk::{Demo, Desk, Setup},
    error::Error,
    gate,
    secrets::{Key, Keychain},
};
use keyring_core::{Entry, Error as Fault, api::CredentialStoreApi};
use serde_json::{Value, json};
use simulator::{DEMO_KEY, Options, Rule};

use crate::{
    cable::Cable,
    office::{Office, showing},
};

async fn connects(desk: &Desk, key: &str) -> Result<Value, Error> {
    gate::act(desk, Face::Window, "desk_connect_key", json!({ "key": key })).await
}

async fn state(desk: &Desk) -> Value {
    gate::act(desk, Face::Window, "desk_state", json!({})).await.unwrap()
}

/// Nothing of a key that was not taken is anywhere.
async fn nothing_is_kept(office: &Office, desk: &Desk, key: &str) {
    let state = state(desk).await;
    assert_eq!((state.get("project"), &state["projects"]), (None, &json!([])));
    assert!(office.keychain.search(&HashMap::new()).unwrap().iter().all(|entry| entry.get_password().is_err()), "the keychain is empty");
    assert!(key.is_empty() || showing(office.home.path(), key).is_empty());
}

#[tokio::test]
async fn a_key_is_tested_kept_in_the_keychain_and_nowhere_else() {
    let office = Office::new().await;
    let desk = office.desk().await;
    let connected = connects(&desk, &format!("  {DEMO_KEY}\n")).await.unwrap();
    let project = &connected["project"]["project"];
    assert_eq!((&project["key_ends_in"], &project["demo"]), (&json!(&DEMO_KEY[DEMO_KEY.len() - 4..]), &json!(false)));
    assert!(!project["name"].as_str().unwrap().is_empty());
    let id = project["id"].as_str().unwrap();
    assert!(office.entry(id).get_password().unwrap().contains(DEMO_KEY));
    assert!(!connected.to_string().contains(DEMO_KEY), "it never comes back out");
    desk.stop().await;
    assert_eq!(showing(office.home.path(), DEMO_KEY), Vec::<std::path::PathBuf>::new());
    drop(desk);
    let again = office.desk().await;
    again.open_first().await.unwrap();
    assert_eq!(state(&again).await["project"]["project"]["id"], id, "it opens by itself the next time");
}

#[tokio::test]
async fn a_key_that_is_here_already_makes_no_second_project() {
    let office = Office::new().await;
    let desk = office.desk().await;
    let name = connects(&desk, DEMO_KEY).await.unwrap()["project"]["project"]["name"].as_str().unwrap().to_owned();
    let refused = connects(&desk, DEMO_KEY).await.unwrap_err();
    assert!(refused.code.as_str() == "contradiction" && refused.message.contains(&name), "{refused}");
    assert!(!refused.to_string().contains(DEMO_KEY), "{refused}");
    assert_eq!(state(&desk).await["projects"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_key_that_kapso_refuses_is_not_kept() {
    let office = Office::new().await;
    let desk = office.desk().await;
    let refused = connects(&desk, "a-key-of-somebody-else").await.unwrap_err();
    assert_eq!(refused.code.as_str(), "key_refused");
    assert!(refused.message.contains("22 characters") && refused.message.contains("ends in else"), "{refused}");
    assert!(!refused.to_string().contains("a-key-of"), "{refused}");
    let short = connects(&desk, "short").await.unwrap_err();
    assert!(!short.to_string().contains("ends in") && !short.to_string().contains("hort"), "{short}");
    nothing_is_kept(&office, &desk, "a-key-of-somebody-else").await;
}

#[tokio::test]
async fn what_cannot_be_a_key_is_not_even_tried() {
    let office = Office::new().await;
    let desk = office.desk().await;
    for (key, word) in [
        ("", "empty"),
        ("   \n", "empty"),
        ("two words", "spaces"),
        ("line\nbreak", "line breaks"),
        ("bell\u{7}", "characters that no key has"),
        ("clé-de-la-maison", "characters that no key has"),
        (&"k".repeat(600), "512"),
    ] {
        let refused = connects(&desk, key).await.unwrap_err();
        assert_eq!(refused.code.as_str(), "key_malformed", "{refused}");
        assert!(refused.message.contains(word), "{refused}");
        assert!(key.trim().is_empty() || !refused.to_string().contains(key));
    }
    assert!(office.control.requests().is_empty());
    nothing_is_kept(&office, &desk, "").await;
}

#[tokio::test]
async fn without_a_network_no_key_is_taken() {
    let office = Office::new().await;
    let mut cable = Cable::to(&office.simulator.origin()).await;
    let desk = office.start(Setup { origin: Some(cable.origin()), ..office.setup() }).await.unwrap();
    cable.pull().await;
    assert_eq!(connects(&desk, DEMO_KEY).await.unwrap_err().code.as_str(), "offline");
    nothing_is_kept(&office, &desk, DEMO_KEY).await;
    cable.plug().await;
    connects(&desk, DEMO_KEY).await.unwrap();
}

#[tokio::test]
async fn a_key_is_replaced_only_by_one_that_works() {
    let office = Office::new().await;
    let mut cable = Cable::to(&office.simulator.origin()).await;
    let desk = office.start(Setup { origin: Some(cable.origin()), ..office.setup() }).await.unwrap();
    let project = connects(&desk, DEMO_KEY).await.unwrap()["project"]["project"].clone();
    let id = project["id"].as_str().unwrap();
    let replaces = async |key: &str| gate::act(&desk, Face::Window, "desk_replace_key", json!({ "project_id": id, "key": key })).await;
    let before = office.entry(id).get_password().unwrap();
    assert_eq!(replaces("a-new-key-of-kapso").await.unwrap_err().code.as_str(), "key_refused");
    assert_eq!(replaces("a new key").await.unwrap_err().code.as_str(), "key_malformed");
    assert_eq!(office.entry(id).get_password().unwrap(), before);
    assert_eq!(state(&desk).await["project"]["project"], project, "it goes on with the old one");

    let renewed = simulator::start(Options { key: "a-new-key-of-kapso".to_owned(), ..Options::default() }).await.unwrap();
    cable.pull().await;
    cable.lead_to(&renewed.origin());
    cable.plug().await;
    let replaced = replaces("a-new-key-of-kapso").await.unwrap();
    assert_eq!(replaced["project"]["project"]["key_ends_in"], "apso");
    let (before, after): (Value, Value) =
        (serde_json::from_str(&before).unwrap(), serde_json::from_str(&office.entry(id).get_password().unwrap()).unwrap());
    assert_eq!((&after["key"], &after["store"]), (&json!("a-new-key-of-kapso"), &before["store"]), "the store keeps its own key");
}

#[tokio::test]
async fn a_project_that_is_removed_leaves_nothing_behind() {
    let world = Office::new().await.opened().await;
    let id = world.project_id();
    let gone = world.act("desk_remove_project", json!({ "project_id": id })).await.unwrap();
    assert_eq!((gone.get("project"), &gone["projects"]), (None, &json!([])));
    assert_eq!(world.ask("whatsapp_inbox", json!({})).await.unwrap_err().code.as_str(), "no_project");
    let again = world.act("desk_remove_project", json!({ "project_id": id })).await.unwrap_err();
    assert_eq!(again.code.as_str(), "not_found");
    let office = world.quits().await;
    assert!(!office.store(&id).parent().unwrap().exists());
    assert!(matches!(office.entry(&id).get_password(), Err(Fault::NoEntry)));
}

#[tokio::test]
async fn a_locked_keychain_is_said_to_be_locked_and_nothing_changes() {
    let office = Office::new().await;
    let desk = office.desk().await;
    let project = connects(&desk, DEMO_KEY).await.unwrap()["project"]["project"].clone();
    let id = project["id"].as_str().unwrap();
    let before = office.entry(id).get_password().unwrap();
    for (action, input) in [
        ("desk_open_project", json!({ "project_id": id })),
        ("desk_replace_key", json!({ "project_id": id, "key": DEMO_KEY })),
        ("desk_remove_project", json!({ "project_id": id })),
    ] {
        office.breaks(id, Fault::NoStorageAccess("locked".into()));
        let locked = gate::act(&desk, Face::Window, action, input).await.unwrap_err();
        assert_eq!(locked.code.as_str(), "keychain_locked", "{action}: {locked}");
        assert_eq!(office.entry(id).get_password().unwrap(), before, "{action}");
        assert_eq!(state(&desk).await["projects"][0]["id"], id, "{action}");
        assert!(office.store(id).exists(), "{action}");
    }
    gate::act(&desk, Face::Window, "desk_open_project", json!({ "project_id": id })).await.unwrap();
}

/// A keychain that never works.
#[derive(Debug)]
struct Broken(Breaking);

type Breaking = fn() -> Fault;

impl CredentialStoreApi for Broken {
    fn vendor(&self) -> String {
        "none".to_owned()
    }

    fn id(&self) -> String {
        "none".to_owned()
    }

    fn build(&self, _: &str, _: &str, _: Option<&HashMap<&str, &str>>) -> Result<Entry, Fault> {
        Err(self.0())
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

#[tokio::test]
async fn without_a_keychain_no_key_is_taken_and_the_demo_still_opens() {
    let faults: [(Breaking, &str); 3] = [
        (|| Fault::NoStorageAccess("locked".into()), "keychain_locked"),
        (|| Fault::PlatformFailure("no bus".into()), "keychain_unavailable"),
        (|| Fault::NoDefaultStore, "keychain_unavailable"),
    ];
    for (fault, code) in faults {
        let office = Office::new().await;
        let demo = Demo::at(office.simulator.origin(), Key::new(DEMO_KEY.to_owned()));
        let setup = Setup { demo: Some(demo), ..office.setup() };
        let desk = Desk::start_with(setup, Keychain::over(Arc::new(Broken(fault)))).await.unwrap();
        let refused = connects(&desk, DEMO_KEY).await.unwrap_err();
        assert_eq!(refused.code.as_str(), code);
        nothing_is_kept(&office, &desk, DEMO_KEY).await;
        gate::act(&desk, Face::Window, "desk_open_demo", json!({})).await.unwrap();
        assert_eq!(state(&desk).await["project"]["project"]["demo"], true);
        assert!(showing(office.home.path(), DEMO_KEY).is_empty());
    }
}

#[tokio::test]
async fn a_key_for_this_run_only_is_kept_nowhere() {
    let office = Office::new().await;
    let desk = office.start(Setup { session_key: Some(Key::new(DEMO_KEY.to_owned())), ..office.setup() }).await.unwrap();
    desk.open_first().await.unwrap();
    let now = state(&desk).await;
    assert_eq!((&now["project"]["project"]["session_only"], &now["projects"]), (&json!(true), &json!([])));
    assert!(office.keychain.search(&HashMap::new()).unwrap().is_empty());
    desk.stop().await;
    assert!(showing(office.home.path(), DEMO_KEY).is_empty());
}

#[tokio::test]
async fn a_stored_key_is_tested_and_not_shown() {
    let world = Office::new().await.opened().await;
    let test = json!({ "project_id": world.project_id() });
    let working = world.act("desk_test_key", test.clone()).await.unwrap();
    assert!(working["numbers"].as_u64() > Some(1) && working["millis"].is_u64(), "{working}");
    assert_eq!(working.as_object().unwrap().len(), 2, "nothing of the key is in it: {working}");
    let refused = simulator::Fault::Status { code: 401, body: None };
    world.control.fail(Rule { route: "GET */phone_numbers".to_owned(), fault: refused, after: 0, times: None });
    let error = world.act("desk_test_key", test.clone()).await.unwrap_err();
    assert_eq!((error.code.as_str(), error.to_string().contains(DEMO_KEY)), ("key_refused".to_owned(), false), "{error}");
    world.control.clear_weather();
    world.act("desk_test_key", test).await.unwrap();
    let error = world.act("desk_test_key", json!({ "project_id": "nobody's" })).await.unwrap_err();
    assert_eq!(error.code.as_str(), "not_found");
}

#[tokio::test]
async fn the_demo_begins_afresh_when_somebody_wants_it_to() {
    let (before, office) = (Arc::new(crate::world::simulator().await), Office::new().await);
    let (origin, fresh) = (before.origin(), office.simulator.origin());
    let demo = Demo::new(move |anew| {
        let place = if anew { fresh.clone() } else { origin.clone() };
        std::future::ready(Ok((place, Key::new(DEMO_KEY.to_owned()))))
    });
    let desk = office.start(Setup { demo: Some(demo), ..office.setup() }).await.unwrap();
    gate::act(&desk, Face::Window, "desk_open_demo", json!({})).await.unwrap();
    let token = gate::act(&desk, Face::Window, "desk_add_client", json!({ "name": "Claude Code" })).await.unwrap()["token"].clone();
    before.control().receive(crate::world::CLINIC, "+15550100123", "Words that a new demo does not know").unwrap();
    gate::act(&desk, Face::Window, "desk_open_demo", json!({ "anew": true })).await.unwrap();
    let world = office.around(desk).await;
    assert!(world.row("+15550100123").await.is_none_or(|row| row["last_message"]["text"] != "Words that a new demo does not know"));
    assert!(world.desk.client_of(token.as_str().unwrap()).await.is_some(), "programs keep their tokens");
    let asked = before.control().requests().len();
    world.act("desk_refresh", json!({})).await.unwrap();
    world.hears("+15550100123", "Words of the new demo").await;
    assert_eq!(before.control().requests().len(), asked, "the old one is left alone");
}
