//! Files that people sent.

use serde_json::{Value, json};

use crate::world::{Chat, World};

/// A message of the cast with a file of this kind.
pub(crate) async fn somebodys(world: &World, kind: &str) -> Value {
    for row in world.rows(json!({})).await {
        if let Some(message) = world.messages(&Chat::of(&row)).await.into_iter().find(|message| message["kind"] == kind) {
            return message;
        }
    }
    panic!("nobody sent a {kind}");
}

#[tokio::test]
async fn a_file_is_fetched_once_and_then_kept() {
    let world = World::open().await;
    let downloads = || world.control.requests().iter().filter(|request| request.path.ends_with("/media_download")).count();
    for (kind, family) in
        [("image", "image/"), ("audio", "audio/"), ("video", "video/"), ("document", "application/pdf"), ("sticker", "image/webp")]
    {
        let message = somebodys(&world, kind).await;
        let id = message["message_id"].as_str().unwrap();
        let before = downloads();
        let file = world.desk.media(id).await.unwrap();
        assert!(file.mime_type.starts_with(family), "{kind} is shown as {}", file.mime_type);
        assert_eq!(message["media"]["byte_size"], file.bytes.len(), "{kind}");
        assert_eq!(world.desk.media(id).await.unwrap().bytes, file.bytes);
        assert_eq!(downloads(), before + 1, "{kind}");
    }
    let carried = |request: &simulator::Request| request.path.ends_with("/media_download") && request.had_key;
    assert!(!world.control.requests().iter().any(carried), "a link needs no key");
}

#[tokio::test]
async fn what_has_no_file_says_so() {
    let world = World::open().await;
    let text = somebodys(&world, "text").await;
    for id in [text["message_id"].as_str().unwrap(), "wamid.UNKNOWN"] {
        assert_eq!(world.desk.media(id).await.unwrap_err().code.as_str(), "not_found");
    }
}
