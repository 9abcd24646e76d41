//! What an agent's message would send from an address: seen by Ana before she decides, and then exactly that.

use desk::{caller::Caller, error::Error, gate::Reply};
use rusqlite::params;
use serde_json::{Value, json};

use crate::{
    headers::config,
    secrets::opened,
    world::{Chat, World},
};

const SEND: &str = "whatsapp_send_media";
const INÉS: &str = "+15550100123";
const DOOR: &str = "https://files.example/parcel-door.jpg";
const PDF: &[u8] = b"%PDF-1.7 ninety dollars";

/// Inés has written, and an agent wants to send her what stands at an address.
struct Office {
    world: World,
    chat: Chat,
    agent: Caller,
}

impl Office {
    async fn open() -> Self {
        let world = World::open().await;
        let chat = world.hears(INÉS, "Can you show me?").await;
        let agent = world.agent("Claude Code").await;
        Self { world, chat, agent }
    }

    async fn asks(&self, kind: &str, address: &str, rest: Value) -> String {
        let mut input =
            json!({ "conversation_selector": { "conversation_id": self.chat.conversation }, "message_type": kind, "file_url": address });
        input.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        self.asks_for(SEND, input).await
    }

    async fn asks_for(&self, operation: &str, input: Value) -> String {
        let reply = self.world.ask_as(&self.agent, operation, input).await.unwrap();
        let Reply::Pending(pending) = reply else { panic!("nobody was asked: {reply:?}") };
        pending["request_id"].as_str().unwrap().to_owned()
    }

    async fn looks(&self, request: &str) -> Result<Value, Error> {
        self.world.act("desk_preview_request", json!({ "request_id": request })).await
    }

    async fn approves(&self, request: &str) -> Result<Value, Error> {
        self.world.act("desk_decide", json!({ "request_id": request, "approve": true })).await
    }

    async fn request(&self, request: &str) -> Value {
        for history in [false, true] {
            let listed = self.world.act("desk_approvals", json!({ "history": history })).await.unwrap();
            if let Some(found) = listed["approvals"].as_array().unwrap().iter().find(|one| one["request_id"] == request) {
                return found.clone();
            }
        }
        panic!("there is no request {request}")
    }

    /// How often something was asked for at `files.example`.
    fn fetches(&self) -> usize {
        self.world.control.requests().iter().filter(|request| request.path.starts_with("/files/")).count()
    }

    /// What left, as WhatsApp was given it.
    fn left(&self) -> Vec<Value> {
        self.world.control.sends().unwrap().iter().map(|sent| serde_json::from_str(&sent.raw).unwrap()).collect()
    }

    /// The bytes that Kapso has of a file that left.
    async fn arrived(&self, media_id: &Value) -> Vec<u8> {
        let number = self.world.control.sends().unwrap()[0].phone_number_id.clone();
        self.world.colleague().media(&number, media_id.as_str().unwrap(), 1_000_000).await.unwrap().bytes
    }

    fn kept_files(&self) -> i64 {
        opened(self.world.home.path()).query_row("SELECT count(*) FROM kept_files", [], |row| row.get(0)).unwrap()
    }
}

#[tokio::test]
async fn what_ana_looked_at_is_what_leaves_whatever_stands_there_by_then() {
    let office = Office::open().await;
    office.world.control.put_file("parcel-door.jpg", b"\xff\xd8\xff\xe0 the door");
    let request = office.asks("image", DOOR, json!({ "caption": "Your door" })).await;
    assert!(office.request(&request).await["summary"].as_str().unwrap().contains("Nobody has looked at this address"));
    assert_eq!(office.fetches(), 0, "nobody has asked to see it");
    let (one, two) = tokio::join!(office.looks(&request), office.looks(&request));
    let file = one.unwrap()["file"].clone();
    assert_eq!((&two.unwrap()["file"], office.fetches()), (&file, 1), "it is fetched once");
    assert_eq!((&file["mime_type"], &file["filename"], &file["byte_size"]), (&json!("image/jpeg"), &json!("parcel-door.jpg"), &json!(13)));
    let shown = office.world.desk.media(file["media_id"].as_str().unwrap()).await.unwrap();
    assert_eq!((shown.mime_type, shown.bytes.as_slice()), ("image/jpeg", b"\xff\xd8\xff\xe0 the door".as_slice()));
    let waiting = office.request(&request).await;
    assert_eq!(waiting["file"], file);
    assert!(waiting["summary"].as_str().unwrap().contains(file["sha256"].as_str().unwrap()), "{waiting}");
    assert!(!waiting["summary"].as_str().unwrap().contains("Nobody has looked"), "{waiting}");

    office.world.control.put_file("parcel-door.jpg", b"\xff\xd8\xff\xe0 another door");
    office.approves(&request).await.unwrap();
    let message = office.world.until_newest_is(&office.chat, "accepted").await;
    let left = office.left()[0]["image"].clone();
    assert_eq!(left, json!({ "id": message["media"]["media_id"], "caption": "Your door" }), "no address leaves");
    assert_eq!(office.arrived(&left["id"]).await, b"\xff\xd8\xff\xe0 the door");
    assert_eq!((office.fetches(), office.kept_files()), (1, 0), "what left is not kept any longer");
    let gone = office.world.desk.media(file["media_id"].as_str().unwrap()).await.unwrap_err();
    assert_eq!(gone.code.as_str(), "not_found");
    assert_eq!(office.request(&request).await["file"], file, "the history says what it was");
}

#[tokio::test]
async fn a_templates_picture_is_seen_and_leaves_as_it_was_seen() {
    let office = Office::open().await;
    let input = json!({
        "conversation_selector": { "phone_number": "+55 11 5550-0999" }, "whatsapp_config_id": config(&office.world, "Bloom").await,
        "template_name": "order_ready", "header": { "image_url": DOOR },
        "parameters": [{ "name": "place", "value": "Oak Street" }, { "name": "customer", "value": "Lara" }],
        "buttons": [{ "index": 0, "value": "A-118" }, { "index": 1, "value": "CALL_LARA" }],
    });
    let request = office.asks_for("whatsapp_send_template", input).await;
    let file = office.looks(&request).await.unwrap()["file"].clone();
    assert_eq!(file["mime_type"], "image/jpeg");
    office.approves(&request).await.unwrap();
    office.world.until("it left", async || office.left().len() == 1).await;
    let header = office.left()[0]["template"]["components"][0]["parameters"][0].clone();
    assert!(header["image"].get("link").is_none(), "{header}");
    let door = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../simulator/media/parcel-door.jpg")).unwrap();
    assert_eq!(office.arrived(&header["image"]["id"]).await, door);
}

#[tokio::test]
async fn a_document_keeps_its_name_and_new_words_below_it_change_nothing_of_it() {
    let office = Office::open().await;
    office.world.control.put_file("offers/118.pdf", PDF);
    let request = office.asks("document", "https://files.example/offers/118.pdf?for=ines", json!({ "caption": "Yours" })).await;
    office.looks(&request).await.unwrap();
    let mut edited = office.request(&request).await["input"].clone();
    edited["caption"] = json!("Yours, Inés");
    let said = json!({ "request_id": request, "approve": true, "edited_input": edited });
    office.world.act("desk_decide", said).await.unwrap();
    office.world.until_newest_is(&office.chat, "accepted").await;
    let left = office.left()[0]["document"].clone();
    assert_eq!(left, json!({ "id": left["id"], "caption": "Yours, Inés", "filename": "118.pdf" }));
    assert_eq!(office.arrived(&left["id"]).await, PDF);
    assert_eq!(office.fetches(), 1);
}

#[tokio::test]
async fn another_file_than_the_one_that_was_seen_does_not_leave() {
    let office = Office::open().await;
    office.world.control.put_file("118.pdf", PDF);
    let request = office.asks("document", "https://files.example/118.pdf", json!({})).await;
    office.looks(&request).await.unwrap();
    let (store, id) = (opened(office.world.home.path()), request.parse::<i64>().unwrap());
    let bound: String = store.query_row("SELECT file FROM approvals WHERE id = ?1", [id], |row| row.get(0)).unwrap();
    let file: Value = serde_json::from_str(&bound).unwrap();
    for field in ["sha256", "mime_type", "filename", "path"] {
        let mut other = file.clone();
        other[field] = json!(format!("{}0", other[field].as_str().unwrap()));
        store.execute("UPDATE approvals SET file = ?2 WHERE id = ?1", params![id, other.to_string()]).unwrap();
        assert_eq!(office.approves(&request).await.unwrap_err().code.as_str(), "outdated", "{field}");
        let edited = office.request(&request).await["input"].clone();
        let said = json!({ "request_id": request, "approve": true, "edited_input": edited });
        assert_eq!(office.world.act("desk_decide", said).await.unwrap_err().code.as_str(), "outdated", "{field}, edited");
    }
    store.execute("UPDATE approvals SET file = NULL WHERE id = ?1", [id]).unwrap();
    assert_eq!(office.approves(&request).await.unwrap_err().code.as_str(), "outdated", "without the file");
    assert_eq!(office.looks(&request).await.unwrap_err().code.as_str(), "outdated", "and it is not bound to another one");
    store.execute("UPDATE approvals SET file = ?2 WHERE id = ?1", params![id, bound]).unwrap();
    store.execute("UPDATE kept_files SET bytes = ?1", [b"%PDF-1.7 eighty dollars".as_slice()]).unwrap();
    office.approves(&request).await.unwrap();
    let failed = office.world.until_newest_is(&office.chat, "failed").await;
    assert!(failed["failure"]["message"].as_str().unwrap().contains("has changed since it was chosen"), "{failed}");
    assert_eq!((office.world.posts(), office.fetches()), (0, 1));
}

#[tokio::test]
async fn what_cannot_or_must_not_be_fetched_is_said_and_the_request_waits_on() {
    let office = Office::open().await;
    for (name, bytes) in [("page.jpg", b"<!DOCTYPE html><html></html>".to_vec()), ("empty.jpg", Vec::new())] {
        office.world.control.put_file(name, &bytes);
    }
    let mut large = b"\xff\xd8\xff\xe0".to_vec();
    large.resize(5 * 1024 * 1024 + 1, 0);
    office.world.control.put_file("large.jpg", &large);
    let cases = [
        ("https://files.example/gone.jpg", "link_unreachable", "answered with 404"),
        ("https://files.example/large.jpg", "link_unreachable", "larger than 5242880 bytes"),
        ("https://files.example/page.jpg", "invalid_value", "text/html"),
        ("https://files.example/empty.jpg", "invalid_value", "is empty"),
        ("https://files.example/carta-porte.pdf", "invalid_value", "application/pdf, which cannot be sent as image"),
        ("https://127.0.0.1/a.jpg", "link_unreachable", "private network"),
        ("https://localhost/a.jpg", "link_unreachable", "private network"),
        ("https://[::1]/a.jpg", "link_unreachable", "private network"),
        ("https://169.254.169.254/latest/meta-data", "link_unreachable", "private network"),
    ];
    for (count, (address, code, words)) in cases.into_iter().enumerate() {
        let request = office.asks("image", address, json!({ "idempotency_key": count.to_string() })).await;
        let error = office.looks(&request).await.unwrap_err();
        assert_eq!((error.code.as_str(), error.message.contains(words)), (code.to_owned(), true), "{address}: {error}");
        let waiting = office.request(&request).await;
        assert_eq!((&waiting["state"], waiting.get("file")), (&json!("waiting"), None), "{address}");
        assert!(!error.to_string().contains(address), "an address can hold a secret: {error}");
    }
    assert_eq!((office.kept_files(), office.world.posts()), (0, 0));
}

#[tokio::test]
async fn only_people_look_and_only_at_what_waits_and_names_an_address() {
    let office = Office::open().await;
    let text = json!({ "conversation_selector": { "conversation_id": office.chat.conversation }, "content": "https://files.example/parcel-door.jpg" });
    let text = office.asks_for("whatsapp_send_text_message", text).await;
    assert_eq!(office.looks(&text).await.unwrap(), json!({}));
    assert_eq!(office.looks("4711").await.unwrap_err().code.as_str(), "not_found");
    let request = office.asks("image", DOOR, json!({})).await;
    let input = json!({ "request_id": request });
    let refused = office.world.ask_as(&office.agent, "desk_preview_request", input.clone()).await.unwrap_err();
    assert_eq!((refused.code.as_str().as_str(), office.fetches()), ("unknown_operation", 0));
    office.looks(&request).await.unwrap();
    assert_eq!(office.kept_files(), 1);
    office.world.act("desk_decide", json!({ "request_id": request, "approve": false })).await.unwrap();
    assert_eq!(office.kept_files(), 0, "what was rejected is not kept");
    assert_eq!(office.looks(&request).await.unwrap_err().code.as_str(), "already_decided");
    let late = office.asks("image", DOOR, json!({ "caption": "Late" })).await;
    office.looks(&late).await.unwrap();
    office.world.later(16 * 60);
    assert_eq!(office.looks(&late).await.unwrap_err().code.as_str(), "expired");
    assert_eq!((office.kept_files(), office.fetches()), (0, 2));
    let noted = async || {
        let looks = office.world.act("desk_audit", json!({ "operation": "desk_preview_request" })).await.unwrap();
        looks["calls"].as_array().unwrap().len() >= 5
    };
    office.world.until("who looked stands in the audit", noted).await;
}
