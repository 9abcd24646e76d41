//! Requests to this machine, the only ones the simulator makes: webhooks, and files that it is told to fetch.

use std::{io, time::Duration};

use axum::http::{HeaderMap, Method, Request, Uri, header::CONTENT_TYPE};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// A fetched file.
pub(crate) struct Fetched {
    pub(crate) status: u16,
    pub(crate) mime_type: Option<String>,
    pub(crate) bytes: Bytes,
}

/// Whether an address is one on this machine that can be reached without TLS.
pub(crate) fn is_near(address: &str) -> bool {
    address.parse::<Uri>().is_ok_and(|uri| target(&uri).is_some())
}

/// Posts a body and returns the status of the answer.
pub(crate) async fn post(address: &str, headers: HeaderMap, body: String, patience: Duration) -> io::Result<u16> {
    let answer = async { Ok(ask(Method::POST, address, headers, body).await?.status().as_u16()) };
    tokio::time::timeout(patience, answer).await?
}

/// Fetches a file of at most so many bytes; redirects are not followed.
pub(crate) async fn get(address: &str, most: usize, patience: Duration) -> io::Result<Fetched> {
    let answer = async {
        let (parts, body) = ask(Method::GET, address, HeaderMap::new(), String::new()).await?.into_parts();
        let bytes = Limited::new(body, most).collect().await.map_err(io::Error::other)?.to_bytes();
        let mime_type = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).map(str::to_owned);
        Ok(Fetched { status: parts.status.as_u16(), mime_type, bytes })
    };
    tokio::time::timeout(patience, answer).await?
}

async fn ask(method: Method, address: &str, headers: HeaderMap, body: String) -> io::Result<axum::http::Response<Incoming>> {
    let uri: Uri = address.parse().map_err(io::Error::other)?;
    let (host, port) = target(&uri).ok_or_else(|| io::Error::other("only http:// addresses of this machine are asked"))?;
    let stream = TcpStream::connect((host, port)).await?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
    tokio::spawn(connection);
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let authority = uri.authority().map(ToString::to_string).unwrap_or_default();
    let mut request = Request::builder().method(method).uri(path).header("host", authority);
    if let Some(own) = request.headers_mut() {
        own.extend(headers);
    }
    let request = request.body(Full::new(Bytes::from(body))).map_err(io::Error::other)?;
    sender.send_request(request).await.map_err(io::Error::other)
}

/// The host and port of an address, when they are this machine's.
fn target(uri: &Uri) -> Option<(&'static str, u16)> {
    let host = match uri.host()? {
        "127.0.0.1" | "localhost" => "127.0.0.1",
        "[::1]" => "::1",
        _ => return None,
    };
    (uri.scheme_str() == Some("http")).then(|| (host, uri.port_u16().unwrap_or(80)))
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn only_this_machine_is_near() {
        for near in ["http://127.0.0.1:9/hook", "http://localhost/x", "http://[::1]:8080/"] {
            assert!(is_near(near), "{near}");
        }
        for far in [
            "https://127.0.0.1/",
            "http://127.0.0.1.example/",
            "http://example.com/",
            "http://user@10.0.0.1/",
            "",
            "/hook",
            "ftp://localhost/",
        ] {
            assert!(!is_near(far), "{far}");
        }
    }
}
