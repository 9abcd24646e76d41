//! What lies on the disk: nothing that anybody could read, and no token at all.

use std::path::Path;

use rusqlite::{Connection, types::ValueRef};
use serde_json::json;
use simulator::DEMO_KEY;

use crate::{
    gate::to,
    office::{files, showing},
    world::World,
};

/// The demo's key; everything in the demo is invented, so it is no secret.
const DEMO_STORE: &[u8; 32] = b"kapso desk demo: all is invented";

/// The demo's store, opened by whoever has its key.
pub(crate) fn opened(home: &Path) -> Connection {
    let store = Connection::open(home.join("desk/demo/store.sqlite")).unwrap();
    let key: String = DEMO_STORE.iter().map(|byte| format!("{byte:02x}")).collect();
    store.execute_batch(&format!("PRAGMA key = \"x'{key}'\"; PRAGMA cipher_hmac_algorithm = HMAC_SHA256")).unwrap();
    store
}

/// Everything that is in a table, as text.
pub(crate) fn dump(store: &Connection, table: &str) -> String {
    let mut statement = store.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    let mut text = String::new();
    while let Some(row) = rows.next().unwrap() {
        for column in 0..columns {
            match row.get_ref(column).unwrap() {
                ValueRef::Text(value) | ValueRef::Blob(value) => text.push_str(&String::from_utf8_lossy(value)),
                other => text.push_str(&format!("{other:?}")),
            }
            text.push('\n');
        }
    }
    text
}

#[tokio::test]
async fn the_disk_holds_no_word_and_the_store_no_token() {
    let world = World::open().await;
    let chat = world.hears("+15550100123", "A word of Inés that nobody else may read").await;
    let added = world.act("desk_add_client", json!({ "name": "Claude Code" })).await.unwrap();
    let token = added["token"].as_str().unwrap();
    let agent = world.desk.client_of(token).await.unwrap();
    world.ask_as(&agent, "whatsapp_send_text_message", to(&chat, "An answer of the agent")).await.unwrap();
    world.sends(&chat, "An answer of Ana").await;
    world.until_newest_is(&chat, "accepted").await;
    world.desk.stop().await;

    let store = opened(world.home.path());
    for (table, words) in [("messages", "A word of Inés"), ("outbox", "An answer of Ana"), ("approvals", "An answer of the agent")] {
        assert!(dump(&store, table).contains(words), "{table} is where the words are");
    }
    let tables: Vec<String> = store
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for table in tables {
        let text = dump(&store, &table);
        assert!(!text.contains(token) && !text.contains(&token[3..]) && !text.contains(DEMO_KEY), "{table}");
    }
    let audit = dump(&store, "audit");
    assert!(audit.contains("An answer of the agent") && !audit.contains("An answer of Ana"), "agents' words are kept for 90 days: {audit}");

    let folder = world.home.path().join("desk");
    assert!(files(&folder).iter().any(|(_, bytes)| bytes.len() > 100_000), "the store is among the files");
    for secret in ["A word of Inés", "An answer of", "Claude Code", token, DEMO_KEY, "SQLite format 3", "CREATE TABLE"] {
        assert!(showing(&folder, secret).is_empty(), "{secret:?} can be read on the disk");
    }
}

#[tokio::test]
async fn a_token_that_was_taken_away_is_nobodys() {
    let world = World::open().await;
    let added = world.act("desk_add_client", json!({ "name": "Claude Code" })).await.unwrap();
    let other = world.act("desk_add_client", json!({ "name": "Another" })).await.unwrap();
    let (token, others) = (added["token"].as_str().unwrap(), other["token"].as_str().unwrap());
    assert_ne!(token, others);
    assert_eq!(world.desk.client_of(token).await.unwrap().name(), "Claude Code");
    for wrong in ["", "kd_", &token[..token.len() - 1], &format!("{token}0"), &token.to_uppercase()] {
        assert!(world.desk.client_of(wrong).await.is_none(), "{wrong:?}");
    }
    let left = world.act("desk_revoke_client", json!({ "client_id": added["client"]["client_id"] })).await.unwrap();
    assert_eq!(left["clients"].as_array().unwrap().len(), 1);
    assert!(world.desk.client_of(token).await.is_none());
    assert_eq!(world.desk.client_of(others).await.unwrap().name(), "Another");
    let again = world.act("desk_revoke_client", json!({ "client_id": added["client"]["client_id"] })).await.unwrap_err();
    assert_eq!(again.code.as_str(), "not_found");
}
