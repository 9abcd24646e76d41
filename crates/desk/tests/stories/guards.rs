//! What keeps a reading whole: each story fails when one guard of the sync is taken away (docs/sync.md).

use std::time::Duration;

use serde_json::{Value, json};
use simulator::{Fault, Latency, Life, Options, Rule, Size};

use crate::{
    behind::platform,
    secrets::opened,
    walks::truth,
    world::{CLINIC, World},
};

const INÉS: &str = "+15550100123";
const BRUNO: &str = "+15550100144";
const CLARA: &str = "+15550100166";
const MESSAGES: &str = "GET */whatsapp/messages";
const CONVERSATIONS: &str = "GET */whatsapp/conversations";
/// More conversations than fit on a page.
const NEWCOMERS: usize = 130;

pub(crate) fn down(route: &str, after: u32, times: Option<u32>) -> Rule {
    Rule { route: route.to_owned(), fault: Fault::Status { code: 503, body: None }, after, times }
}

/// The next answer of a list, as Kapso made it when this was all there was to it.
pub(crate) fn answers_once(world: &World, route: &str, rows: Vec<Value>) {
    let body = json!({ "data": rows, "paging": { "cursors": {}, "next": null } });
    world.control.fail_next(route, Fault::Status { code: 200, body: Some(body) });
}

/// Waits until the desk asks for nothing.
pub(crate) async fn quiet(world: &World) {
    let mut before = usize::MAX;
    while before != world.control.requests().len() {
        before = world.control.requests().len();
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

/// Lets everything have its turn whose turn comes with time, so that nothing of it is due for half a minute.
async fn all_is_looked_at(world: &World) {
    quiet(world).await;
    world.later(300);
    world.act("desk_refresh", json!({})).await.unwrap();
    quiet(world).await;
}

/// The newest row of a list that says this somewhere.
pub(crate) async fn row_of(world: &World, list: &str, words: &str) -> Value {
    truth(world, list).await.into_iter().find(|row| row.to_string().contains(words)).unwrap()
}

pub(crate) async fn texts(world: &World, person: &str) -> Vec<Value> {
    let Some(row) = world.row(person).await else { return Vec::new() };
    let thread = crate::walks::whole_thread(world, &row["conversation_id"], 50).await;
    thread.iter().map(|message| message["text"].clone()).collect()
}

/// Many people write while the list of conversations cannot be had, and the first of them are dealt with at another desk, which
/// moves nobody to the front. Gives those.
async fn newcomers(world: &World) -> Vec<String> {
    world.control.fail(down(CONVERSATIONS, 0, None));
    let phones: Vec<String> = (0..NEWCOMERS).map(|number| format!("+155502{number:05}")).collect();
    for phone in &phones {
        world.control.receive(CLINIC, phone, "Hello").unwrap();
        world.later(3);
    }
    let messages = truth(world, "messages").await;
    for phone in &phones[..12] {
        let from = |message: &&Value| message.to_string().contains(phone.trim_start_matches('+'));
        let id = messages.iter().find(from).unwrap()["kapso"]["whatsapp_conversation_id"].as_str().unwrap().to_owned();
        let change = json!({ "whatsapp_conversation": { "status": "ended" } });
        let (status, body) = platform(world, "PATCH", &format!("/whatsapp/conversations/{id}"), &change).await;
        assert_eq!(status, 200, "{body}");
    }
    phones[..12].to_vec()
}

async fn all_show_as_ended(world: &World, phones: &[String]) {
    world
        .until("the desk knows that they were dealt with", async || {
            let ended = world.rows(json!({ "status": "ended" })).await;
            phones.iter().all(|phone| ended.iter().any(|row| row["phone_number"] == **phone))
        })
        .await;
}

#[tokio::test]
async fn conversations_of_a_page_that_could_not_be_had_are_read_the_next_time() {
    let world = World::open().await;
    let dealt_with = newcomers(&world).await;
    quiet(&world).await;
    world.control.clear_weather();
    world.control.fail(down(CONVERSATIONS, 1, Some(2)));
    all_show_as_ended(&world, &dealt_with).await;
}

#[tokio::test]
async fn conversations_that_could_not_be_stored_are_read_the_next_time() {
    let world = World::open().await;
    let dealt_with = newcomers(&world).await;
    let last = row_of(&world, "messages", dealt_with[11].trim_start_matches('+')).await["timestamp"].clone();
    let last: i64 = last.as_str().unwrap().parse().unwrap();
    let disk = opened(world.home.path());
    let trap = format!(
        "CREATE TRIGGER full BEFORE INSERT ON conversations WHEN new.last_active_at < {} BEGIN SELECT RAISE(ABORT, 'disk full'); END",
        last * 1000 + 1000
    );
    disk.execute_batch(&trap).unwrap();
    world.control.clear_weather();
    world
        .until("they cannot be stored", async || {
            world.ask("project_info", json!({})).await.unwrap()["sync"]["problem"]["code"] == "internal"
        })
        .await;
    disk.execute_batch("DROP TRIGGER full").unwrap();
    all_show_as_ended(&world, &dealt_with).await;
}

#[tokio::test]
async fn what_kapso_lists_late_is_found_although_something_newer_was_read() {
    let world = World::open().await;
    world.hears(BRUNO, "first").await;
    let (mut conversation, mut message) = (row_of(&world, "conversations", "first").await, row_of(&world, "messages", "first").await);
    all_is_looked_at(&world).await;
    world.control.receive(CLINIC, INÉS, "Is it ready?").unwrap();
    world.later(20);
    message["id"] = json!(world.control.receive(CLINIC, BRUNO, "second").unwrap());
    message["text"]["body"] = json!("second");
    message["timestamp"] = json!(world.control.now().as_second().to_string());
    conversation["last_active_at"] = json!(world.control.now().to_string());
    conversation["kapso"]["last_inbound_at"] = conversation["last_active_at"].clone();
    // Kapso's lists lag: they have Bruno's message, and not yet Inés's, which is 20 seconds older.
    answers_once(&world, CONVERSATIONS, vec![conversation]);
    answers_once(&world, MESSAGES, vec![message]);
    world.until("Bruno is heard", async || texts(&world, BRUNO).await == ["first", "second"]).await;
    world.until("Inés is heard, too", async || texts(&world, INÉS).await == ["Is it ready?"]).await;
}

#[tokio::test]
async fn a_message_that_kapso_lists_late_is_found_below_a_page_of_newer_ones() {
    let world = World::open().await;
    world.hears(BRUNO, "first").await;
    world.hears(INÉS, "Hello").await;
    let mut message = row_of(&world, "messages", "first").await;
    all_is_looked_at(&world).await;
    world.control.receive(CLINIC, INÉS, "Is it ready?").unwrap();
    world.later(20);
    message["id"] = json!(world.control.receive(CLINIC, BRUNO, "second").unwrap());
    message["text"]["body"] = json!("second");
    message["timestamp"] = json!(world.control.now().as_second().to_string());
    answers_once(&world, MESSAGES, vec![message]);
    world.until("Bruno is heard", async || texts(&world, BRUNO).await == ["first", "second"]).await;
    for word in 0..99 {
        world.later(u64::from(word == 0));
        world.control.receive(CLINIC, CLARA, &format!("word {word}")).unwrap();
    }
    world.until("Clara is heard", async || texts(&world, CLARA).await.len() == 99).await;
    world.until("Inés is heard, too", async || texts(&world, INÉS).await == ["Hello", "Is it ready?"]).await;
}

#[tokio::test]
async fn a_time_that_has_not_come_yet_keeps_nothing_from_being_read() {
    let world = World::open().await;
    world.hears(BRUNO, "first").await;
    let (mut conversation, mut message) = (row_of(&world, "conversations", "first").await, row_of(&world, "messages", "first").await);
    quiet(&world).await;
    world.later(1);
    let tomorrow = world.control.now() + jiff::SignedDuration::from_hours(24);
    conversation["last_active_at"] = json!(tomorrow.to_string());
    message["timestamp"] = json!(tomorrow.as_second().to_string());
    message["id"] = json!("wamid.of-tomorrow");
    answers_once(&world, CONVERSATIONS, vec![conversation]);
    answers_once(&world, MESSAGES, vec![message]);
    world.until("it is read", async || texts(&world, BRUNO).await.len() == 2).await;
    all_is_looked_at(&world).await;
    world.control.receive(CLINIC, INÉS, "Is it ready?").unwrap();
    world.until("Inés is heard at once", async || texts(&world, INÉS).await == ["Is it ready?"]).await;
    quiet(&world).await;
    world.control.fail(down(MESSAGES, 1, Some(3)));
    for word in 0..150 {
        world.later(3);
        world.control.receive(CLINIC, CLARA, &format!("word {word}")).unwrap();
    }
    world.until("Clara is heard", async || texts(&world, CLARA).await.len() == 150).await;
}

#[tokio::test]
async fn pages_of_the_first_reading_that_could_not_be_stored_are_read_again() {
    let size = Some(Size { contacts: 1_500, messages: 4_000 });
    let options = Options { life: Life::ByHand, plan_limit: 1_000_000, size, ..Options::default() };
    let simulator = simulator::start(options).await.unwrap();
    let lists = ["contacts", "conversations", "messages"];
    for list in lists {
        simulator.control().set_latency(&format!("GET */whatsapp/{list}"), Latency { least: 60, most: 60 });
    }
    let world = World::opening_at(simulator).await;
    let sync = async || world.ask("project_info", json!({})).await.unwrap()["sync"].clone();
    let has_begun = |progress: &Value| lists.iter().all(|list| progress[list].as_u64() >= Some(100));
    world.until("the newest pages are stored", async || has_begun(&sync().await["progress"])).await;
    let disk = opened(world.home.path());
    for list in lists {
        let trap = format!("CREATE TRIGGER full AFTER INSERT ON {list} BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        disk.execute_batch(&trap).unwrap();
        world.until("a page cannot be stored", async || sync().await["problem"]["code"] == "internal").await;
        disk.execute_batch("DROP TRIGGER full").unwrap();
        world.until("it goes on", async || sync().await["problem"].is_null()).await;
    }
    world.until("everything is read", async || world.phase().await == "following").await;
    for list in lists {
        // A conversation that only a message told of has no beginning yet.
        let count = format!("SELECT count(*) FROM {list} WHERE {}", if list == "conversations" { "created_at IS NOT NULL" } else { "1" });
        let here: usize = disk.query_row(&count, [], |row| row.get(0)).unwrap();
        assert_eq!(here, truth(&world, list).await.len(), "{list}");
    }
}

#[tokio::test]
async fn a_page_that_repeats_itself_is_read_once_and_ids_that_end_alike_are_two() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "one").await;
    world.later(1);
    world.sends(&chat, "two").await;
    world.until_newest_is(&chat, "accepted").await;
    let sent = row_of(&world, "messages", "two").await;
    quiet(&world).await;
    let (mut delivered, mut read, mut other) = (sent.clone(), sent.clone(), sent.clone());
    let status = |status: &str| json!([{ "id": sent["id"], "status": status, "timestamp": sent["timestamp"] }]);
    (delivered["kapso"]["status"], delivered["kapso"]["statuses"]) = (json!("delivered"), status("delivered"));
    (read["kapso"]["status"], read["kapso"]["statuses"]) = (json!("read"), status("read"));
    other["id"] = json!(sent["id"].as_str().unwrap().replace("wamid.", "wamid.another-"));
    assert_ne!(other["id"], sent["id"]);
    world.later(61);
    answers_once(&world, MESSAGES, vec![read, other.clone(), delivered.clone(), delivered, other, sent.clone()]);
    world.until("the page is read", async || world.messages(&chat).await.len() == 3).await;
    let messages = world.messages(&chat).await;
    let states: Vec<&Value> =
        messages.iter().filter(|message| message["message_id"] == sent["id"]).map(|message| &message["delivery"]).collect();
    assert_eq!(states, ["read"], "a status and its message, in whichever order: {messages:?}");
}

#[tokio::test]
async fn what_a_list_shows_before_the_answer_to_the_send_is_noted_stands_there_once() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.later(60);
    // The disk takes no outcome of a send.
    let disk = opened(world.home.path());
    disk.execute_batch(
        "CREATE TRIGGER full BEFORE UPDATE ON outbox WHEN new.state = 'accepted' BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    )
    .unwrap();
    world.sends(&chat, "It is ready").await;
    world.until("it left", async || world.times_left("It is ready") == 1).await;
    let wamid = row_of(&world, "messages", "It is ready").await["id"].clone();
    world.later(61);
    world
        .until("the list has been read", async || {
            disk.query_row("SELECT count(*) FROM messages WHERE wamid = ?1", [wamid.as_str()], |row| row.get::<_, usize>(0)).unwrap() == 1
        })
        .await;
    disk.execute_batch("DROP TRIGGER full").unwrap();
    world.much_later(3).await;
    world.until("the outcome is noted", async || world.messages(&chat).await.iter().all(|message| message["delivery"] != "sending")).await;
    let messages = world.messages(&chat).await;
    assert_eq!(messages.iter().filter(|message| message["text"] == "It is ready").count(), 1, "{messages:?}");
    assert_eq!((world.times_left("It is ready"), world.posts()), (1, 1));
}

#[tokio::test]
async fn what_was_accepted_stands_there_though_no_list_can_be_had() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.control.fail(down("GET *", 0, None));
    world.sends(&chat, "It is ready").await;
    world.until_newest_is(&chat, "accepted").await;
    let newest = world.newest(&chat).await;
    assert_eq!(newest["text"], "It is ready");
    assert!(newest["message_id"].is_string(), "{newest}");
    assert_eq!(world.row(INÉS).await.unwrap()["last_message"]["text"], "It is ready");
}
