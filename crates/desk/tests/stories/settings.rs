//! What Ana sets for her machine.

use desk::{desk::Setup, events::Topic};
use serde_json::{Value, json};

use crate::{office::Office, world::World};

const INÉS: &str = "+15550100123";

async fn set(world: &World) -> Value {
    world.act("desk_settings", json!({})).await.unwrap()
}

#[tokio::test]
async fn the_time_to_take_a_send_back_holds_at_once_and_after_a_restart() {
    let world = World::with_undo(0).await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let changed = world.act("desk_change_settings", json!({ "undo_seconds": 10 })).await.unwrap();
    assert_eq!(changed["undo_seconds"], 10);
    let sent = world.sends(&chat, "It is").await;
    let at = |field: &str| sent[field].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    assert_eq!((sent["delivery"].as_str(), at("leaves_at").duration_since(at("at")).as_secs()), (Some("held"), 10));
    world.act("desk_change_settings", json!({ "undo_seconds": 0 })).await.unwrap();
    world.sends(&chat, "Really").await;
    assert_eq!(world.times_left("It is"), 0, "what was held before stays held");
    world.much_later(10).await;
    world.leaves("Really").await;
}

#[tokio::test]
async fn what_was_set_stays_and_what_is_not_named_does_not_change() {
    let office = Office::new().await;
    let world = office.opened().await;
    let usual = set(&world).await;
    let change = json!({
        "undo_seconds": 7, "appearance": "dark", "text_size": 120, "language": "es", "notify_messages": false,
        "notification_previews": false, "close_to_tray": false, "start_at_login": true, "enter_sends": true, "letter_shortcuts": false,
    });
    let mut events = world.desk.events();
    world.act("desk_change_settings", change.clone()).await.unwrap();
    while events.recv().await.unwrap().topic != Topic::Settings {}
    world.act("desk_change_settings", json!({ "text_size": 110 })).await.unwrap();
    let office = world.quits().await;
    let setup = Setup { undo_seconds: None, ..office.setup() };
    let desk = office.start(setup).await.unwrap();
    let kept = serde_json::to_value(desk.settings().unwrap()).unwrap();
    for (field, value) in kept.as_object().unwrap() {
        let expected = if field == "text_size" { &json!(110) } else { change.get(field).unwrap_or(&usual[field]) };
        assert_eq!(value, expected, "{field}");
    }
    drop(desk);
    let desk = office.start(Setup { undo_seconds: Some(3), ..office.setup() }).await.unwrap();
    assert_eq!(desk.settings().unwrap().undo_seconds, 3, "the command line holds for its run");
}

#[tokio::test]
async fn a_damaged_file_is_put_beside_and_nothing_else_is_lost() {
    let office = Office::new().await;
    let file = office.home.path().join("desk").join("settings.json");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, b"{ \"text_size\": ").unwrap();
    let desk = office.desk().await;
    assert_eq!(desk.settings().unwrap().text_size, 100);
    assert!(file.with_extension("damaged.json").exists() && !file.exists());
    drop(desk);
    std::fs::write(&file, br#"{ "text_size": 9000, "undo_seconds": 600, "colour": "red" }"#).unwrap();
    let desk = office.start(Setup { undo_seconds: None, ..office.setup() }).await.unwrap();
    let settings = desk.settings().unwrap();
    assert_eq!((settings.text_size, settings.undo_seconds), (130, 10), "nothing is set that could not be set");
}
