//! A disk that is full, a store that is read-only, an audit that somebody changed, a directory that is taken.

use std::{os::unix::fs::PermissionsExt, path::Path, time::Duration};

use serde_json::{Value, json};
use simulator::{Latency, Stage};

use crate::{
    call,
    disk::{self, Row},
    office::Office,
    people::SEND,
    plug::{SENDS, until},
    process::Running,
};

const WORDS: &str = "It is ready";

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_nothing_leaves_and_everybody_is_told_why() {
    let (mut office, _home) = Office::alone().await;
    let running = office.comes_back().await;
    running.may_write(Some(1024));
    for _ in 0..2 {
        let refused = office.says(WORDS).await.unwrap_err();
        assert_eq!(refused["code"], "store_unwritable", "{refused}");
        assert!(refused["message"].as_str().unwrap().contains("Nothing was sent"), "{refused}");
    }
    let asked = call::as_agent(&running.address, &office.people.ada, SEND, &office.message(WORDS)).await.unwrap().unwrap_err();
    assert_eq!(asked["code"], "store_unwritable", "{asked}");
    let inbox = call::as_person(&office.place.data_dir(), "whatsapp_inbox", json!({})).await.unwrap();
    assert!(inbox.is_ok(), "a person can read what is here: {inbox:?}");
    let inbox = call::as_agent(&running.address, &office.people.ada, "whatsapp_inbox", &json!({})).await.unwrap();
    assert_eq!(inbox.unwrap_err()["code"], "store_unwritable", "what an agent has read must be remembered");
    assert_eq!(office.posts(), 0);
    running.may_write(None);
    assert_eq!(office.says(WORDS).await.unwrap()["status"], "queued");
    office.until("it has left, once", |office| office.stands(WORDS, "accepted")).await;
    assert_eq!(office.posts(), 1);
    office.until("the calls of that time are in the audit", |office| office.audited("store_unwritable") >= 3).await;
    assert!(office.audited("store_unwritable") >= 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_on_a_full_disk_waits_for_room() {
    let (mut office, _home) = Office::alone().await;
    let running = office.comes_back().await;
    office.says(WORDS).await.unwrap();
    running.may_write(Some(1024));
    tokio::time::sleep(Duration::from_secs(8)).await;
    assert!(office.posts() == 0 && office.stands(WORDS, "held"), "it is only sent once that is on the disk");
    running.may_write(None);
    office.until("it has left", |office| office.stands(WORDS, "accepted")).await;
    assert_eq!(office.posts(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_left_and_cannot_be_written_down_says_so_and_does_not_leave_again() {
    for is_killed in [false, true] {
        let (mut office, _home) = Office::alone().await;
        let running = office.comes_back().await;
        leaves_onto_a_full_disk(&office, &running).await;
        let said = async |office: &Office| {
            let failure = office.newest().await["failure"].clone();
            failure["message"].as_str().is_some_and(|words| words.contains("could not be written down"))
        };
        for _ in 0..100 {
            if said(&office).await {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let newest = office.newest().await;
        assert!(said(&office).await && newest["failure"]["retry"] == false, "{newest}");
        tokio::time::sleep(Duration::from_secs(5)).await;
        assert_eq!(office.posts(), 1, "it is not repeated while it cannot be written down");
        let running = if is_killed {
            drop(running);
            office.comes_back().await
        } else {
            running.may_write(None);
            running
        };
        office.until("it is known to have left", |office| office.stands(WORDS, "accepted")).await;
        assert_eq!((office.posts(), office.newest().await.get("failure")), (1, None));
        drop(running);
    }
}

/// The answer of a send comes when the disk is full.
async fn leaves_onto_a_full_disk(office: &Office, running: &Running) {
    office.people.control.set_latency(SENDS, Latency { least: 1_000, most: 1_000 });
    let moments = office.people.control.moments();
    office.says(WORDS).await.unwrap();
    let arrives = until(moments, |moment| moment.stage == Stage::Arrived && moment.method == "POST");
    tokio::time::timeout(Duration::from_secs(20), arrives).await.unwrap();
    running.may_write(Some(1024));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_only_store_is_refused_before_anything_leaves() {
    let (mut office, _home) = Office::alone().await;
    let running = office.comes_back().await;
    office.says(WORDS).await.unwrap();
    drop(running);
    office.store_is_writable(false);
    let refused = office.place.ends_with(&["serve", "--port", "0"]);
    assert_eq!(refused.code, Some(7), "{}", refused.words);
    assert!(refused.words.contains("store_unwritable") && refused.words.contains("Nothing was sent"), "{}", refused.words);
    assert_eq!(office.posts(), 0);
    office.store_is_writable(true);
    let _running = office.comes_back().await;
    office.until("it has left", |office| office.stands(WORDS, "accepted")).await;
    assert_eq!(office.posts(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_desk_is_told_who_owns_the_directory_until_that_one_is_killed() {
    let (mut office, _home) = Office::alone().await;
    let running = office.comes_back().await;
    let refused = office.place.ends_with(&["serve", "--port", "0"]);
    assert_eq!(refused.code, Some(7), "{}", refused.words);
    assert!(
        refused.words.contains("data_directory_in_use") && refused.words.contains(&format!("process {}", running.id())),
        "{}",
        refused.words
    );
    drop(running);
    office.comes_back().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_audit_that_was_changed_has_a_code_and_words_of_its_own() {
    let (mut office, _home) = Office::alone().await;
    let running = office.comes_back().await;
    office.says(WORDS).await.unwrap();
    office.until("it is written down", |office| office.audited("ok") > 0).await;
    drop(running);
    let verified = office.place.ends_with(&["audit", "verify"]);
    assert_eq!((verified.code, verified.words.as_str()), (Some(0), ""));
    disk::write(&office.store, &office.key).execute("UPDATE audit SET outcome = 'not_found' WHERE id = 1", []).unwrap();
    let verified = office.place.ends_with(&["audit", "verify"]);
    assert_eq!(verified.code, Some(7));
    assert!(verified.words.contains("audit_broken") && verified.words.contains("not what was written down"), "{}", verified.words);
}

impl Office {
    /// The person writes to the first contact.
    async fn says(&self, words: &str) -> Result<Value, Value> {
        call::as_person(&self.place.data_dir(), SEND, self.message(words)).await.unwrap()
    }

    fn message(&self, words: &str) -> Value {
        json!({ "conversation_selector": { "phone_number": self.people.contacts[0] }, "content": words, "idempotency_key": words })
    }

    /// The newest message of the first contact's thread.
    async fn newest(&self) -> Value {
        let ask = async |name: &str, input: Value| {
            let answer = call::as_person(&self.place.data_dir(), name, input).await;
            answer.unwrap_or_else(|| panic!("it is gone: {}", std::fs::read_to_string(self.place.log()).unwrap())).unwrap()
        };
        let inbox = ask("whatsapp_inbox", json!({ "limit": 50, "response_format": "detailed" })).await;
        let row = inbox["conversations"].as_array().unwrap().iter().find(|row| row["phone_number"] == self.people.contacts[0].as_str());
        let row = row.unwrap_or_else(|| panic!("{inbox}"));
        let input = json!({ "conversation_id": row["conversation_id"], "message_limit": 1, "response_format": "detailed" });
        let context = ask("whatsapp_get_conversation_context", input).await;
        context["conversations"][0]["messages"].as_array().unwrap().last().unwrap().clone()
    }

    /// How often something was posted to be sent.
    fn posts(&self) -> usize {
        let requests = self.people.control.requests();
        requests.iter().filter(|request| request.method == "POST" && request.path.ends_with("/messages")).count()
    }

    fn stands(&self, words: &str, state: &str) -> bool {
        let rows: Vec<Row> = disk::outbox(&disk::read(&self.store, &self.key));
        rows.iter().filter(|row| row.text == words).map(|row| row.state.as_str()).eq([state])
    }

    /// How many calls with this outcome are in the audit.
    fn audited(&self, outcome: &str) -> u32 {
        let store = disk::read(&self.store, &self.key);
        store.query_row("SELECT count(*) FROM audit WHERE outcome = ?1", [outcome], |row| row.get(0)).unwrap()
    }

    fn store_is_writable(&self, is_writable: bool) {
        let set = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        for end in ["", "-wal", "-shm"] {
            let file = self.store.with_file_name(format!("store.sqlite{end}"));
            if file.exists() {
                set(&file, if is_writable { 0o600 } else { 0o400 });
            }
        }
    }
}
