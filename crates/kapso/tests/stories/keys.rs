//! The key: where it goes, and that it is seen nowhere else.

use kapso::{ApiKey, BadOrigin, Client, ConversationQuery, Error, MalformedKey, MessageQuery, Origin};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::{
    repeats::hello,
    upstream::{KEY, Reply, Upstream, client},
};

#[tokio::test]
async fn every_request_carries_the_key_in_its_header_and_nowhere_else() {
    let kapso = Upstream::answering(vec![Reply::json(200, json!({ "data": [], "messages": [] }))]).await;
    let client = kapso.client();
    client.phone_numbers(1, 20).await.unwrap();
    client.conversations(&ConversationQuery::default()).await.unwrap();
    client.messages(&MessageQuery::default()).await.unwrap();
    hello(&client).await.unwrap();
    let asked = kapso.asked();
    assert_eq!(asked.len(), 4);
    for request in asked {
        assert_eq!(request.matches(KEY).count(), 1, "{request}");
        assert!(request.contains(&format!("\r\nx-api-key: {KEY}\r\n")), "{request}");
    }
}

#[test]
fn a_key_goes_only_over_https_or_to_this_machine() {
    for origin in ["http://api.kapso.ai", "http://192.168.1.20:4010", "http://127.0.0.1.example.com", "http://localhost.example.com"] {
        assert!(matches!(Origin::parse(origin), Err(BadOrigin::Plain(_))), "{origin}");
    }
    for origin in ["https://api.kapso.ai", "http://127.0.0.1:4010", "http://localhost:4010", "http://[::1]:4010", " https://api.kapso.ai/ "]
    {
        assert!(Origin::parse(origin).is_ok(), "{origin}");
    }
}

#[test]
fn an_origin_is_a_scheme_a_host_and_a_port_and_nothing_more() {
    for more in [
        "https://api.kapso.ai/platform/v1",
        "https://api.kapso.ai/?a=1",
        "https://api.kapso.ai/#a",
        "https://ana@api.kapso.ai",
        "https://:pw-of-ana@api.kapso.ai",
    ] {
        let refused = Origin::parse(more).unwrap_err();
        assert!(matches!(refused, BadOrigin::More(_)), "{more}");
        assert!(!format!("{refused} {refused:?}").contains("ana"), "who signs in is not repeated: {refused}");
    }
    for none in ["", "api.kapso.ai", "ftp://api.kapso.ai", "file:///etc/passwd"] {
        assert!(Origin::parse(none).is_err(), "{none:?}");
    }
}

#[test]
fn text_that_cannot_be_a_key_is_refused_with_its_reason() {
    let refused = |text: &str| ApiKey::parse(text).unwrap_err();
    assert_eq!(refused(" \n"), MalformedKey::Empty);
    assert_eq!(refused("two words"), MalformedKey::Space);
    assert_eq!(refused("line\nbreak"), MalformedKey::Space);
    assert_eq!(refused("bell\u{7}"), MalformedKey::Character);
    assert_eq!(refused("clé"), MalformedKey::Character);
    assert_eq!(refused(&"k".repeat(513)), MalformedKey::Long);
    assert_eq!(ApiKey::parse(&format!("\n {KEY}\t")).unwrap().expose(), KEY, "what a paste brings along is dropped");
}

#[test]
fn the_end_of_a_key_is_shown_only_when_enough_stays_hidden() {
    assert_eq!(ApiKey::parse(KEY).unwrap().ends_in(), "51e2");
    assert_eq!(ApiKey::parse("elevenchars").unwrap().ends_in(), "");
}

#[tokio::test]
async fn neither_the_client_nor_any_of_its_errors_shows_the_key() {
    let script = vec![
        Reply::json(401, json!({ "error": "Invalid API key" })),
        Reply::text(200, "<html>"),
        Reply::Cut,
        Reply::text(301, "").with("location", "http://127.0.0.1:9/"),
    ];
    let kapso = Upstream::answering(script).await;
    let client = kapso.client();
    let mut said = format!("{client:?} {:?}", ApiKey::parse(KEY).unwrap());
    for _ in 0..4 {
        let error = hello(&client).await.unwrap_err();
        said.push_str(&format!(" {error} {error:?}"));
    }
    let gone = Client::new(Origin::parse("http://127.0.0.1:1").unwrap(), ApiKey::parse(KEY).unwrap()).unwrap();
    let error = hello(&gone).await.unwrap_err();
    said.push_str(&format!(" {error} {error:?}"));
    assert_eq!(kapso.asked().len(), 4);
    assert!(!said.contains(KEY) && !said.contains("51e2"), "{said}");
}

#[tokio::test]
async fn where_nobody_listens_nothing_has_left() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let error = hello(&client(&format!("http://{closed}"))).await.unwrap_err();
    assert!(matches!(error, Error::Connect(_)), "{error:?}");
    assert!(!error.may_have_taken_effect());
}

#[tokio::test]
async fn to_a_port_that_speaks_no_tls_nothing_readable_leaves() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("https://{}", listener.local_addr().unwrap());
    let plain = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut first = vec![0; 4096];
        let read = stream.read(&mut first).await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").await.unwrap();
        let mut all = first.split_at(read).0.to_vec();
        let _ = stream.read_to_end(&mut all).await;
        String::from_utf8_lossy(&all).into_owned()
    });
    let error = hello(&client(&origin)).await.unwrap_err();
    assert!(matches!(error, Error::Tls(_)), "{error:?}");
    assert!(!error.may_have_taken_effect());
    let heard = plain.await.unwrap();
    assert!(!heard.contains(KEY) && !heard.contains("POST") && !heard.contains("Inés"), "{heard}");
}
