//! Files that Ana sends: what they are is seen in their bytes, and what leaves is what she chose.

use std::path::{Path, PathBuf};

use desk::gate::Reply;
use serde_json::{Value, json};
use simulator::Fault;

use crate::{
    office::files,
    secrets::opened,
    world::{CLINIC, Chat, SENDS, World},
};

const SEND: &str = "whatsapp_send_media";
const UPLOADS: &str = "POST */media";
const INÉS: &str = "+15550100123";
const MP4: &[u8] = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom";

/// A file of the cast.
fn cast(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../simulator/media").join(name).canonicalize().unwrap()
}

/// A file of Ana's.
fn anas(world: &World, name: &str, bytes: &[u8]) -> PathBuf {
    let path = world.home.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn file(chat: &Chat, path: &Path, rest: Value) -> Value {
    let mut input =
        json!({ "conversation_selector": { "conversation_id": chat.conversation }, "file_path": path, "response_format": "detailed" });
    input.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    input
}

fn url(chat: &Chat, rest: Value) -> Value {
    let mut input = json!({ "conversation_selector": { "conversation_id": chat.conversation } });
    input.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    input
}

async fn with_inés() -> (World, Chat) {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Can you show me?").await;
    world.later(60);
    (world, chat)
}

/// What left, as WhatsApp was given it.
fn left(world: &World) -> Vec<Value> {
    world.control.sends().unwrap().iter().map(|sent| serde_json::from_str(&sent.raw).unwrap()).collect()
}

fn uploads(world: &World) -> usize {
    world.control.requests().iter().filter(|request| request.method == "POST" && request.path.ends_with("/media")).count()
}

#[tokio::test]
async fn a_picture_of_this_computer_is_uploaded_then_sent_and_shown_without_a_download() {
    let (world, chat) = with_inés().await;
    let path = cast("parcel-door.jpg");
    let receipt = world.ask(SEND, file(&chat, &path, json!({ "caption": "Like this" }))).await.unwrap();
    let (message, bytes) = (&receipt["message"], std::fs::read(&path).unwrap());
    assert_eq!((&message["kind"], &message["text"]), (&json!("image"), &json!("Like this")));
    assert_eq!(
        (&message["media"]["mime_type"], message["media"]["byte_size"].as_u64()),
        (&json!("image/jpeg"), u64::try_from(bytes.len()).ok())
    );
    let accepted = world.until_newest_is(&chat, "accepted").await;
    let media_id = &accepted["media"]["media_id"];
    assert_eq!(left(&world)[0]["image"], json!({ "id": media_id, "caption": "Like this" }));
    let shown = world.desk.media(accepted["message_id"].as_str().unwrap()).await.unwrap();
    assert_eq!((shown.mime_type, shown.bytes), ("image/jpeg", bytes));
    assert_eq!(world.control.requests().iter().filter(|request| request.path.ends_with("/media_download")).count(), 0);
    assert_eq!((uploads(&world), world.posts()), (1, 1));
}

#[tokio::test]
async fn the_bytes_say_what_a_file_is() {
    let (world, chat) = with_inés().await;
    let files = [
        (anas(&world, "prices.csv", b"rose;3\n"), json!({}), "document", json!({ "filename": "prices.csv" })),
        (
            anas(&world, "offer.bin", b"%PDF-1.7 ..."),
            json!({ "filename": "Offer 118.pdf" }),
            "document",
            json!({ "filename": "Offer 118.pdf" }),
        ),
        (cast("parcel-door.jpg"), json!({ "message_type": "document" }), "document", json!({ "filename": "parcel-door.jpg" })),
        (cast("video-horno.mp4"), json!({ "caption": "In the oven" }), "video", json!({ "caption": "In the oven" })),
        (cast("voz-pedido.ogg"), json!({}), "audio", json!({})),
        (cast("sticker-ok.webp"), json!({}), "sticker", json!({})),
        (
            anas(&world, "voice.ogg", b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead\x01"),
            json!({ "voice": true }),
            "audio",
            json!({ "voice": true }),
        ),
    ];
    for (count, (path, rest, kind, expected)) in files.into_iter().enumerate() {
        world.ask(SEND, file(&chat, &path, rest)).await.unwrap();
        world.until(&format!("{} left", path.display()), async || left(&world).len() == count + 1).await;
        let mut sent = left(&world).pop().unwrap();
        assert_eq!(sent["type"], kind, "{}", path.display());
        assert!(sent[kind]["id"].take().is_string(), "{sent}");
        let mut expected = expected;
        expected["id"] = Value::Null;
        assert_eq!(sent[kind], expected, "{}", path.display());
    }
}

#[tokio::test]
async fn what_whatsapp_would_refuse_is_refused_before_anything_leaves() {
    let (world, chat) = with_inés().await;
    let sparse = |name: &str, bytes: &[u8], size: u64| {
        let path = anas(&world, name, bytes);
        std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(size).unwrap();
        path
    };
    let png = b"\x89PNG\r\n\x1a\n0123456789";
    let cases = [
        (world.home.path().join("gone.png"), json!({}), "not_found", "no file to read"),
        (world.home.path().to_owned(), json!({}), "not_found", "no file to read"),
        (PathBuf::from("offer.pdf"), json!({}), "invalid_value", "not a whole one"),
        (anas(&world, "empty.txt", b""), json!({}), "invalid_value", "is empty"),
        (anas(&world, "page.pdf", b"<!DOCTYPE html><html></html>"), json!({}), "invalid_value", "text/html"),
        (anas(&world, "move.png", b"GIF89a01234567890"), json!({}), "invalid_value", "image/gif"),
        (anas(&world, "small.png", png), json!({ "message_type": "video" }), "invalid_value", "image/png, which cannot be sent as video"),
        (
            anas(&world, "small.ogg", b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x1evorbis"),
            json!({ "voice": true }),
            "invalid_value",
            "OGG only with Opus",
        ),
        (anas(&world, "film.mp4", MP4), json!({ "voice": true }), "invalid_value", "OGG with Opus"),
        (anas(&world, "b.png", png), json!({ "filename": "b.png" }), "unknown_field", "`filename`"),
        (anas(&world, "c.png", png), json!({ "voice": true }), "invalid_value", "OGG with Opus"),
        (anas(&world, "d.png", png), json!({ "file_url": "https://a.example/d.png" }), "contradiction", "`file_url` and `file_path`"),
        (sparse("long.mp4", MP4, 16 * 1024 * 1024 + 9), json!({}), "invalid_value", "16777225 bytes; video/mp4 may have up to 16777216"),
        (
            sparse("long.mp3", b"ID3\x03\0\0\0\0\0\0", 16 * 1024 * 1024 + 1),
            json!({}),
            "invalid_value",
            "audio/mpeg may have up to 16777216",
        ),
        (sparse("large.png", png, 5 * 1024 * 1024 + 1), json!({}), "invalid_value", "may have up to 5242880"),
        (sparse("huge.pdf", b"%PDF-1.7", 100 * 1024 * 1024 + 1), json!({}), "invalid_value", "may have up to 104857600"),
        (sparse("sticker.webp", b"RIFF\x10\x90\x01\0WEBPVP8L", 101 * 1024), json!({}), "invalid_value", "may have up to 102400"),
        (
            sparse("animated.webp", b"RIFF\x10\x90\x01\0WEBPVP8X\x0a\0\0\0\x02", 501 * 1024),
            json!({}),
            "invalid_value",
            "may have up to 512000",
        ),
    ];
    for (path, rest, code, words) in cases {
        let error = world.ask(SEND, file(&chat, &path, rest)).await.unwrap_err();
        assert_eq!((error.code.as_str(), error.message.contains(words)), (code.to_owned(), true), "{}: {error}", path.display());
    }
    assert_eq!((uploads(&world), world.posts()), (0, 0));
    world.later(24 * 3600);
    let late = world.ask(SEND, file(&chat, &anas(&world, "e.png", png), json!({}))).await.unwrap_err();
    assert_eq!(late.code.as_str(), "window_closed");
}

#[tokio::test]
async fn an_address_goes_to_whatsapp_as_it_is() {
    let (world, chat) = with_inés().await;
    let input =
        json!({ "message_type": "document", "file_url": "https://files.example/a.pdf", "caption": "Offer", "filename": "offer.pdf" });
    world.ask(SEND, url(&chat, input)).await.unwrap();
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!(left(&world)[0]["document"], json!({ "link": "https://files.example/a.pdf", "caption": "Offer", "filename": "offer.pdf" }));
    let cases = [
        (json!({}), "missing_field", "neither"),
        (json!({ "file_url": "https://files.example/a.pdf" }), "missing_field", "`message_type`"),
        (json!({ "file_url": "http://files.example/a.pdf", "message_type": "image" }), "invalid_value", "https"),
        (json!({ "file_url": "file:///etc/passwd", "message_type": "document" }), "invalid_value", "https"),
        (json!({ "file_url": "https://files.example/a.ogg", "message_type": "audio", "caption": "Listen" }), "unknown_field", "`caption`"),
        (json!({ "file_url": "https://files.example/a.webp", "message_type": "sticker", "caption": "x" }), "unknown_field", "`caption`"),
        (
            json!({ "file_url": "https://files.example/a.jpg", "message_type": "image", "caption": "x".repeat(1025) }),
            "invalid_value",
            "`caption` is too long",
        ),
        (json!({ "file_url": "https://files.example/a.jpg", "message_type": "gif" }), "invalid_value", "`message_type`"),
    ];
    for (rest, code, words) in cases {
        let error = world.ask(SEND, url(&chat, rest.clone())).await.unwrap_err();
        assert_eq!((error.code.as_str(), error.message.contains(words)), (code.to_owned(), true), "{rest}: {error}");
    }
    assert_eq!((uploads(&world), world.posts()), (0, 1));
}

#[tokio::test]
async fn a_file_that_changed_since_it_was_chosen_does_not_leave() {
    let world = World::with_undo(5).await;
    let chat = world.hears(INÉS, "Can you show me?").await;
    let path = anas(&world, "offer.txt", b"ninety dollars");
    world.ask(SEND, file(&chat, &path, json!({}))).await.unwrap();
    std::fs::write(&path, b"eighty dollars").unwrap();
    world.later(6);
    let failed = world.until_newest_is(&chat, "failed").await;
    assert!(failed["failure"]["message"].as_str().unwrap().contains("has changed since it was chosen"), "{failed}");
    assert_eq!((uploads(&world), world.posts()), (0, 0));
    std::fs::write(&path, b"ninety dollars").unwrap();
    world.act("desk_retry_send", json!({ "send_id": failed["send_id"] })).await.unwrap();
    world.later(6);
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!((uploads(&world), world.posts()), (1, 1));
}

#[tokio::test]
async fn an_upload_that_fails_is_tried_again_because_nobody_saw_it() {
    let (world, chat) = with_inés().await;
    world.control.fail_next(UPLOADS, Fault::Status { code: 503, body: None });
    world.ask(SEND, file(&chat, &cast("parcel-door.jpg"), json!({}))).await.unwrap();
    world.until("the first upload failed", async || uploads(&world) == 1).await;
    assert_eq!((world.until_newest_is(&chat, "queued").await["kind"].as_str(), world.posts()), (Some("image"), 0));
    world.much_later(3).await;
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!((uploads(&world), world.posts()), (2, 1));
}

#[tokio::test]
async fn a_picture_that_may_have_left_is_known_by_its_id_and_a_colleagues_is_no_proof() {
    let (world, chat) = with_inés().await;
    let picture = file(&chat, &cast("parcel-door.jpg"), json!({}));
    world.control.fail_next(SENDS, Fault::ResetAfter);
    world.ask(SEND, picture.clone()).await.unwrap();
    world.until_newest_is(&chat, "accepted").await;
    world.later(200);
    world.control.fail_next(SENDS, Fault::ResetBefore);
    let lost = world.ask(SEND, picture).await.unwrap();
    world.until("nobody knows", async || world.uncertain(&chat).await).await.unwrap();
    let kapso = world.colleague();
    let (inés, link) = (kapso::Recipient::Phone("15550100123".to_owned()), json!({ "link": "https://files.example/roses.jpg" }));
    let roses = kapso::OutboundMessage { kind: "image".to_owned(), content: link, reply_to: None, callback: None };
    kapso.send(CLINIC, &inés, &roses).await.unwrap();
    world.until("the colleague's picture is here", async || world.messages(&chat).await.len() == 4).await;
    assert_eq!(world.uncertain(&chat).await.unwrap()["send_id"], lost["message"]["send_id"]);
}

#[tokio::test]
async fn an_upload_that_is_refused_fails_in_the_thread() {
    let (world, chat) = with_inés().await;
    world.control.fail_next(UPLOADS, Fault::Status { code: 403, body: None });
    world.ask(SEND, file(&chat, &cast("parcel-door.jpg"), json!({}))).await.unwrap();
    world.until_newest_is(&chat, "failed").await;
    assert_eq!(world.posts(), 0);
}

#[tokio::test]
async fn an_agent_never_gets_at_a_file_and_its_address_waits() {
    let (world, chat) = with_inés().await;
    let agent = world.agent("Claude Code").await;
    for path in [Path::new("/etc/passwd"), Path::new("~/.ssh/id_ed25519"), Path::new(r"\\?\C:\secret"), &cast("parcel-door.jpg")] {
        let refused = world.ask_as(&agent, SEND, file(&chat, path, json!({}))).await.unwrap_err();
        assert_eq!(refused.code.as_str(), "not_allowed");
        assert!(refused.message.contains("people only") && refused.remedy.contains("https address"), "{refused}");
    }
    let picture = json!({ "message_type": "image", "file_url": "https://files.example/a.jpg", "caption": "Roses" });
    let Reply::Pending(pending) = world.ask_as(&agent, SEND, url(&chat, picture)).await.unwrap() else { panic!("nobody was asked") };
    let waiting = world.act("desk_approvals", json!({})).await.unwrap()["approvals"].as_array().unwrap().clone();
    let summary = waiting[0]["summary"].as_str().unwrap();
    assert!(waiting.len() == 1 && summary.starts_with("Picture: https://files.example/a.jpg\nRoses\n"), "{summary}");
    assert!(summary.contains("Nobody has looked at this address"), "what it shows can change, and Ana is told so: {summary}");
    assert_eq!((uploads(&world), world.posts()), (0, 0));
    world.act("desk_decide", json!({ "request_id": pending["request_id"], "approve": true })).await.unwrap();
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!(left(&world)[0]["image"], json!({ "link": "https://files.example/a.jpg", "caption": "Roses" }));
}

/// How many files the desk keeps itself.
fn kept(world: &World) -> i64 {
    opened(world.home.path()).query_row("SELECT count(*) FROM kept_files", [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn what_is_pasted_lies_encrypted_beside_its_draft_and_goes_when_it_has_left() {
    let world = World::with_undo(5).await;
    let chat = world.hears(INÉS, "Can you show me?").await;
    let (door, bytes) = (cast("parcel-door.jpg"), std::fs::read(cast("parcel-door.jpg")).unwrap());
    let place = world.desk.keep_pasted("door.jpg", bytes.clone()).await.unwrap();
    let looked = world.desk.looked_file(&place).await.unwrap();
    assert_eq!(
        (looked.filename.as_str(), looked.byte_size, looked.kind.unwrap().0.as_str()),
        ("door.jpg", u64::try_from(bytes.len()).unwrap(), "image/jpeg")
    );
    assert_eq!(world.desk.chosen_file(&place).await.unwrap().unwrap().bytes, bytes);
    let draft = |files: Value| json!({ "thread_id": chat.thread, "text": "", "files": files });
    let beside = world.act("desk_keep_draft", draft(json!([place, door]))).await.unwrap()["draft"]["files"].clone();
    assert_eq!((&beside[0]["filename"], beside[0]["byte_size"].as_u64()), (&json!("door.jpg"), u64::try_from(bytes.len()).ok()));
    let stored: Vec<_> =
        files(&world.home.path().join("desk")).into_iter().filter(|(_, file)| file.windows(64).any(|part| part == &bytes[..64])).collect();
    assert!(stored.is_empty(), "no file of the desk shows a part of it");

    let agent = world.agent("Claude Code").await;
    let refused = world.ask_as(&agent, SEND, file(&chat, Path::new(&place), json!({}))).await.unwrap_err();
    assert_eq!(refused.code.as_str(), "not_allowed");
    world.ask(SEND, file(&chat, Path::new(&place), json!({ "caption": "This one" }))).await.unwrap();
    assert_eq!(kept(&world), 1, "it is needed until it has left");
    world.later(6);
    let accepted = world.until_newest_is(&chat, "accepted").await;
    assert_eq!(world.desk.media(accepted["message_id"].as_str().unwrap()).await.unwrap().bytes, bytes);
    assert_eq!((uploads(&world), world.posts(), kept(&world)), (1, 1, 0));
    assert_eq!(world.desk.looked_file(&place).await.unwrap().kind.unwrap_err().code.as_str(), "not_found");

    let other = world.desk.keep_pasted("other.jpg", bytes.clone()).await.unwrap();
    world.act("desk_keep_draft", draft(json!([other]))).await.unwrap();
    world.act("desk_keep_draft", draft(json!([]))).await.unwrap();
    assert_eq!(kept(&world), 0, "what leaves its draft goes");
    let taken_back = world.desk.keep_pasted("back.jpg", bytes.clone()).await.unwrap();
    let sent = world.ask(SEND, file(&chat, Path::new(&taken_back), json!({}))).await.unwrap();
    let send_id = json!({ "send_id": sent["message"]["send_id"] });
    world.act("desk_undo_send", send_id.clone()).await.unwrap();
    assert_eq!(kept(&world), 1, "what is taken back can be sent again");
    world.act("desk_discard_send", send_id).await.unwrap();
    world.desk.keep_pasted("nobody's.jpg", bytes.clone()).await.unwrap();
    assert_eq!(kept(&world), 1, "what was discarded goes");
    world.later(25 * 3600);
    world.desk.keep_pasted("tomorrow's.jpg", bytes).await.unwrap();
    assert_eq!(kept(&world), 1, "and what nobody claimed for a day");
}
