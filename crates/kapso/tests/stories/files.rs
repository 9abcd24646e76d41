//! Files that people sent: fetched by a link that needs no key.

use kapso::{Error, MediaFile};
use serde_json::json;

use crate::upstream::{HERE, KEY, Reply, Upstream, client};

const TOKEN: &str = "signed-51e2f00d";

/// The look-up's answer, with this link.
fn found(link: &str) -> Reply {
    Reply::json(200, json!({ "id": "900000000000031", "mime_type": "image/jpeg", "file_size": "5", "download_url": link }))
}

fn link_to(origin: &str) -> String {
    format!("{origin}/meta/whatsapp/media_download?token={TOKEN}")
}

async fn photo(kapso: &Upstream, largest: u64) -> kapso::Result<MediaFile> {
    kapso.client().media("106500000000017", "900000000000031", largest).await
}

#[tokio::test]
async fn a_photo_is_looked_up_with_the_key_and_fetched_without_it() {
    let kapso = Upstream::answering(vec![found(&link_to(HERE)), Reply::text(200, "bytes")]).await;
    let fetched = photo(&kapso, 5).await.unwrap();
    assert_eq!((fetched.bytes.as_slice(), fetched.mime_type.as_deref()), (b"bytes".as_slice(), Some("image/jpeg")));
    let [lookup, file] = kapso.asked().try_into().unwrap();
    assert!(
        lookup.starts_with("get /meta/whatsapp/v24.0/900000000000031?phone_number_id=106500000000017 ") && lookup.contains(KEY),
        "{lookup}"
    );
    assert!(file.starts_with(&format!("get /meta/whatsapp/media_download?token={TOKEN} ")) && !file.contains(KEY), "{file}");
}

#[tokio::test]
async fn a_file_is_read_up_to_its_limit_and_no_further() {
    let kapso = Upstream::answering(vec![found(&link_to(HERE)), Reply::text(200, "bytes!")]).await;
    let error = photo(&kapso, 5).await.unwrap_err();
    assert!(matches!(error, Error::Unreadable(_)) && error.to_string().contains("5 bytes"), "{error}");
}

#[tokio::test]
async fn a_link_to_a_stranger_without_https_is_not_followed() {
    let stranger = Upstream::answering(vec![Reply::text(200, "bytes")]).await;
    for link in [link_to(stranger.origin()), "file:///etc/hostname".to_owned(), "no link".to_owned()] {
        let kapso = Upstream::answering(vec![found(&link)]).await;
        assert!(photo(&kapso, 5).await.is_err(), "{link}");
        assert_eq!(kapso.asked().len(), 1);
    }
    assert!(stranger.asked().is_empty());
}

#[tokio::test]
async fn a_file_that_moved_is_not_fetched_from_where_it_went() {
    let stranger = Upstream::answering(vec![Reply::text(200, "bytes")]).await;
    let kapso = Upstream::answering(vec![found(&link_to(HERE)), Reply::text(302, "").with("location", link_to(stranger.origin()))]).await;
    assert!(matches!(photo(&kapso, 5).await, Err(Error::Refused(refusal)) if refusal.status == 302));
    assert!(stranger.asked().is_empty());
}

#[tokio::test]
async fn a_signed_link_stands_in_no_error() {
    let gone = format!("http://127.0.0.1:1/media?token={TOKEN}");
    let unlinked = Upstream::answering(vec![Reply::json(200, json!({ "mime_type": "image/jpeg" }))]).await;
    let mut said = format!("{:?}", photo(&unlinked, 5).await.unwrap_err());
    for reply in [Reply::text(404, ""), Reply::Cut, Reply::Half("by".to_owned()), Reply::text(200, "too many bytes")] {
        let kapso = Upstream::answering(vec![found(&link_to(HERE)), reply]).await;
        said.push_str(&format!("{:?}", photo(&kapso, 5).await.unwrap_err()));
    }
    let kapso = Upstream::answering(vec![found(&gone)]).await;
    said.push_str(&format!("{:?}", photo(&kapso, 5).await.unwrap_err()));
    said.push_str(&format!("{:?}", client(kapso.origin())));
    assert!(!said.contains(TOKEN), "{said}");
}

#[tokio::test]
async fn metas_own_link_is_taken_only_when_kapso_gives_none() {
    let only = Reply::json(200, json!({ "url": link_to(HERE), "download_url": null }));
    let kapso = Upstream::answering(vec![only, Reply::text(200, "bytes").with("content-type", "audio/ogg")]).await;
    let fetched = photo(&kapso, 5).await.unwrap();
    assert_eq!(fetched.mime_type.as_deref(), Some("audio/ogg"), "the type comes from whoever knows it");
}
