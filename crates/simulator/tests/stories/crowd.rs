//! A crowd beside the cast: as large as was asked for, and walked through without a gap.

use std::collections::BTreeSet;

use simulator::{Life, Options, Size};

use crate::stage::Stage;

#[tokio::test]
async fn a_crowd_has_the_size_that_was_asked_for_and_every_row_is_listed_once() {
    let cast = Stage::by_hand().await;
    let size = Size { contacts: 400, messages: 5000 };
    let stage = Stage::with(Options { life: Life::ByHand, size: Some(size), plan_limit: u32::MAX, ..Options::default() }).await;
    for (path, more) in [("/whatsapp/contacts", 400), ("/whatsapp/messages", 5000)] {
        let (before, rows) = (cast.all(path).await.len(), stage.all(path).await);
        let ids: BTreeSet<&str> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
        assert_eq!((rows.len(), ids.len()), (before + more, before + more), "{path}");
    }
    let conversations = stage.all("/whatsapp/conversations").await;
    let counted: i64 = conversations.iter().map(|one| one["kapso"]["messages_count"].as_i64().unwrap()).sum();
    assert_eq!(counted, i64::try_from(stage.all("/whatsapp/messages").await.len()).unwrap());
    for one in conversations.iter().filter(|one| one["phone_number"].as_str().is_some_and(|phone| phone.starts_with("999"))).take(20) {
        let messages = stage.all(&format!("/whatsapp/messages?conversation_id={}", one["id"].as_str().unwrap())).await;
        assert_eq!(
            (&messages[0]["id"], messages.len()),
            (&one["kapso"]["last_message_id"], usize::try_from(one["kapso"]["messages_count"].as_u64().unwrap()).unwrap())
        );
    }
}
