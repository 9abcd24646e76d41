//! Files at addresses that somebody named: fetched from outside only, whatever they lead to.

use std::{net::Ipv4Addr, time::Duration};

use kapso::{LinkError, Links, Origin};
use tokio::net::TcpListener;

use crate::upstream::{KEY, Reply, Upstream};

const ADDRESS: &str = "https://files.example/offers/118.pdf?x=1";
const LARGEST: u64 = 1_000;
const LIMIT: Duration = Duration::from_secs(20);

/// The way out in a world in which `files.example` is this upstream.
fn links(upstream: &Upstream) -> Links {
    Links::in_which(&Origin::parse("https://files.example").unwrap(), &Origin::parse(upstream.origin()).unwrap()).unwrap()
}

fn onward(to: &str) -> Reply {
    Reply::text(302, "").with("location", to)
}

#[tokio::test]
async fn a_file_is_fetched_without_anything_that_says_who_asks() {
    let files = Upstream::answering(vec![Reply::text(200, "%PDF-1.7").with("set-cookie", "a=1")]).await;
    let links = links(&files);
    for _ in 0..2 {
        assert_eq!(links.fetch(ADDRESS, LARGEST, LIMIT).await.unwrap(), b"%PDF-1.7");
    }
    for asked in files.asked() {
        assert!(asked.starts_with("get /files/offers/118.pdf "), "{asked}");
        for named in ["cookie", "authorization", "x-api-key", "referer", KEY] {
            assert!(!asked.contains(named), "{named}: {asked}");
        }
    }
}

#[tokio::test]
async fn nothing_inside_is_asked_not_even_over_a_redirect() {
    let inside = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let port = inside.local_addr().unwrap().port();
    for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "169.254.169.254"] {
        let there = format!("https://{host}:{port}/latest/meta-data");
        let refused = Links::new().unwrap().fetch(&there, LARGEST, LIMIT).await.unwrap_err();
        assert_eq!(refused, LinkError::Inside, "{host}");
        let files = Upstream::answering(vec![onward(&there)]).await;
        let refused = links(&files).fetch(ADDRESS, LARGEST, LIMIT).await.unwrap_err();
        assert_eq!((refused, files.asked().len()), (LinkError::Inside, 1), "{host}, over a redirect");
    }
    for unfit in [
        format!("http://127.0.0.1:{port}/"),
        format!("https://ana:secret@127.0.0.1:{port}/"),
        "http://files.example/118.pdf".to_owned(),
        "file:///etc/passwd".to_owned(),
        "data:text/plain,a".to_owned(),
        "no address".to_owned(),
    ] {
        assert_eq!(Links::new().unwrap().fetch(&unfit, LARGEST, LIMIT).await, Err(LinkError::Unfit), "{unfit}");
        let files = Upstream::answering(vec![onward(&unfit)]).await;
        let refused = links(&files).fetch(ADDRESS, LARGEST, LIMIT).await.unwrap_err();
        let asked = files.asked().len();
        assert!(asked == 1 && refused == LinkError::Unfit || unfit == "no address", "{unfit}: {refused:?} after {asked}");
    }
    let asked = tokio::time::timeout(Duration::from_millis(100), inside.accept()).await;
    assert!(asked.is_err(), "somebody inside was asked");
}

#[tokio::test]
async fn it_leads_on_three_times_and_no_further() {
    let step = || onward("/offers/next.pdf");
    let files = Upstream::answering(vec![step(), step(), step(), Reply::text(200, "here")]).await;
    assert_eq!(links(&files).fetch(ADDRESS, LARGEST, LIMIT).await.unwrap(), b"here");
    let endless = Upstream::answering(vec![step()]).await;
    assert_eq!(links(&endless).fetch(ADDRESS, LARGEST, LIMIT).await, Err(LinkError::Onward));
    assert_eq!(endless.asked().len(), 4);
    let nowhere = Upstream::answering(vec![Reply::text(302, "")]).await;
    assert_eq!(links(&nowhere).fetch(ADDRESS, LARGEST, LIMIT).await, Err(LinkError::Status(302)));
}

#[tokio::test]
async fn what_is_too_much_too_slow_or_not_there_is_given_up() {
    let cases = [
        (Reply::text(200, &"x".repeat(1_001)), LinkError::TooLarge(LARGEST)),
        (Reply::Endless, LinkError::TooLarge(LARGEST)),
        (Reply::Silence, LinkError::Late(Duration::from_secs(1))),
        (Reply::Cut, LinkError::Unreachable),
        (Reply::Half("by".to_owned()), LinkError::Unreachable),
        (Reply::text(404, "gone"), LinkError::Status(404)),
        (Reply::text(503, "later"), LinkError::Status(503)),
    ];
    for (reply, expected) in cases {
        let files = Upstream::answering(vec![reply]).await;
        let limit = if expected == LinkError::Late(Duration::from_secs(1)) { Duration::from_secs(1) } else { LIMIT };
        assert_eq!(links(&files).fetch(ADDRESS, LARGEST, limit).await, Err(expected));
    }
    let files = Upstream::answering(vec![Reply::text(200, &"x".repeat(1_000))]).await;
    assert_eq!(links(&files).fetch(ADDRESS, LARGEST, LIMIT).await.unwrap().len(), 1_000);
}
