//! Bad places to start in: the desk says what is wrong and leaves everything as it was.

use std::path::PathBuf;

use desk::{
    desk::{Desk, Setup},
    error::Error,
};
use serde_json::json;

use crate::{
    gate::to,
    office::{Office, files},
    secrets::opened,
    world::{SEND, World, setup},
};

async fn refused(setup: Setup) -> Error {
    match Desk::start(setup).await {
        Ok(_) => panic!("it started"),
        Err(error) => error,
    }
}

#[tokio::test]
async fn a_directory_has_one_desk_and_the_second_is_told_whose_it_is() {
    let office = Office::new().await;
    let first = office.desk().await;
    let second = refused(office.setup()).await;
    assert_eq!(second.code.as_str(), "data_directory_in_use");
    assert!(second.message.contains(&format!("process {}", std::process::id())), "{second}");
    drop(first);
    office.desk().await;
}

#[tokio::test]
async fn a_directory_that_cannot_be_written_is_named() {
    let office = Office::new().await;
    let in_the_way = office.home.path().join("desk");
    std::fs::write(&in_the_way, "somebody's letter").unwrap();
    for place in [in_the_way.clone(), in_the_way.join("below"), "/proc/kapso-desk".into()] {
        let error = refused(Setup { data_dir: Some(place.clone()), ..office.setup() }).await;
        assert_eq!(error.code.as_str(), "data_directory_unwritable", "{error}");
        assert!(error.message.contains(place.to_str().unwrap()), "{error}");
    }
    assert_eq!(std::fs::read_to_string(in_the_way).unwrap(), "somebody's letter");
}

#[tokio::test]
async fn an_address_that_is_no_safe_origin_is_refused_in_words() {
    let office = Office::new().await;
    for (origin, word) in [
        ("https://api.kapso.ai/platform/v1", "leave out everything after"),
        ("https://ana:secret@api.kapso.ai", "leave out everything after"),
        ("http://api.kapso.ai", "https"),
        ("api.kapso.ai", "https://"),
        ("", "https://"),
    ] {
        let error = refused(Setup { origin: Some(origin.to_owned()), ..office.setup() }).await;
        assert_eq!(error.code.as_str(), "invalid_value");
        assert!(error.message.contains("KAPSO_API_BASE_URL") && error.to_string().contains(word), "{error}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
    assert!(!office.home.path().join("desk").exists(), "nothing was made for a desk that did not start");
}

#[tokio::test]
async fn a_damaged_list_of_projects_is_left_for_a_person_to_mend() {
    let office = Office::new().await;
    let list = office.home.path().join("desk/projects.json");
    std::fs::create_dir_all(list.parent().unwrap()).unwrap();
    for damaged in ["[{\"id\": \"a1\", \"name\": \"Clin", "", "{}", "[{}]"] {
        std::fs::write(&list, damaged).unwrap();
        let error = refused(office.setup()).await;
        assert!(error.message.contains("projects.json") && error.message.contains("left as it is"), "{error}");
        assert_eq!(std::fs::read_to_string(&list).unwrap(), damaged);
    }
    std::fs::remove_file(list).unwrap();
    office.desk().await;
}

/// An office whose project has been used before, and the project's id.
async fn used() -> (Office, String) {
    let world = Office::new().await.opened().await;
    world.hears("+15550100123", "Is it ready?").await;
    let id = world.project_id();
    (world.quits().await, id)
}

/// Tries to open the project; the error, after making sure that nothing was changed.
async fn opening_fails(office: &Office, id: &str) -> Error {
    let before = files(office.store(id).parent().unwrap());
    let desk = office.desk().await;
    let error = desk.open_first().await.map(drop).unwrap_err();
    desk.stop().await;
    drop(desk);
    let after = files(office.store(id).parent().unwrap());
    let names = |files: &[(PathBuf, Vec<u8>)]| files.iter().map(|(path, bytes)| (path.clone(), bytes.len())).collect::<Vec<_>>();
    assert_eq!(names(&after), names(&before), "nothing was added or taken away");
    assert!(after == before, "byte for byte as it was");
    error
}

#[tokio::test]
async fn a_store_of_tomorrow_is_not_touched() {
    let (office, id) = used().await;
    let version: i64 = office.open_store(&id).query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    for journal in ["WAL", "DELETE"] {
        let store = office.open_store(&id);
        store.pragma_update_and_check(None, "journal_mode", journal, |_| Ok(())).unwrap();
        store.pragma_update(None, "user_version", 99).unwrap();
        drop(store);
        let error = opening_fails(&office, &id).await;
        assert_eq!(error.code.as_str(), "store_newer", "{journal}");
        assert!(error.message.contains("99"), "{error}");
    }
    office.open_store(&id).pragma_update(None, "user_version", version).unwrap();
    let world = office.opened().await;
    assert!(world.row("+15550100123").await.is_some(), "the program of tomorrow would have found everything");
}

#[tokio::test]
async fn a_store_that_the_key_does_not_open_is_not_touched() {
    let (office, id) = used().await;
    let key = office.entry(&id).get_password().unwrap();
    office.rewrite(&id, "store", &"ab".repeat(32));
    assert_eq!(opening_fails(&office, &id).await.code.as_str(), "store_undecryptable");
    office.entry(&id).set_password("{\"key\":").unwrap();
    assert_eq!(opening_fails(&office, &id).await.code.as_str(), "keychain_unavailable");
    office.entry(&id).delete_credential().unwrap();
    assert_eq!(opening_fails(&office, &id).await.code.as_str(), "not_found");
    office.entry(&id).set_password(&key).unwrap();
    let world = office.opened().await;
    assert!(world.row("+15550100123").await.is_some(), "with its own key everything is still there");
}

#[tokio::test]
async fn a_file_that_is_no_store_is_not_touched() {
    let (office, id) = used().await;
    std::fs::write(office.store(&id), "somebody's letter, long enough to look like a page of a database".repeat(100)).unwrap();
    assert_eq!(opening_fails(&office, &id).await.code.as_str(), "store_undecryptable");
}

#[tokio::test]
async fn what_cannot_be_written_down_does_not_leave() {
    let world = World::open().await;
    let chat = world.hears("+15550100123", "Is it ready?").await;
    // The disk takes no mark that a message is about to leave.
    let disk = opened(world.home.path());
    disk.execute_batch(
        "CREATE TRIGGER full BEFORE UPDATE ON outbox WHEN new.state = 'sending' BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    )
    .unwrap();
    world.sends(&chat, "It is ready").await;
    for _ in 0..3 {
        world.much_later(10).await;
        assert_eq!(world.newest(&chat).await["delivery"], "queued");
    }
    assert_eq!(world.posts(), 0);
    disk.execute_batch("DROP TRIGGER full").unwrap();
    world.much_later(10).await;
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!((world.times_left("It is ready"), world.posts()), (1, 1));
}

#[tokio::test]
async fn a_send_that_the_store_does_not_take_is_an_error_and_nothing_leaves() {
    let world = World::open().await;
    let chat = world.hears("+15550100123", "Is it ready?").await;
    let disk = opened(world.home.path());
    disk.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = world.ask(SEND, to(&chat, "It is ready")).await.unwrap_err();
    assert_eq!(error.code.as_str(), "store_unwritable");
    assert!(error.message.contains("Nothing was sent"), "{error}");
    disk.execute_batch("ROLLBACK").unwrap();
    assert_eq!((world.messages(&chat).await.len(), world.posts()), (1, 0));
    world.sends(&chat, "It is ready, Inés").await;
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!(world.posts(), 1);
}

#[tokio::test]
async fn without_a_project_there_is_nothing_to_ask() {
    let office = Office::new().await;
    let desk = Desk::start(setup(&office.home, &office.control)).await.unwrap();
    for name in ["whatsapp_inbox", SEND, "no_such_thing"] {
        let error = desk::gate::call(&desk, &crate::world::ANA, name, json!({})).await.unwrap_err();
        assert_eq!(error.code.as_str(), "no_project");
    }
    let error = desk.open_demo().await.map(drop).unwrap_err();
    assert_eq!(error.code.as_str(), "no_project");
}
