//! The other end of the wire: it answers by a script and remembers every byte that it was asked.

use std::{
    collections::VecDeque,
    net::Ipv4Addr,
    sync::{Arc, Mutex},
};

use kapso::{ApiKey, Client, Origin};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
};

/// A key that must never be seen where it does not belong.
pub(crate) const KEY: &str = "canary-7f3a9c51e2";

/// Stands for this end's own origin in what it answers.
pub(crate) const HERE: &str = "http://here.example";

/// What the other end does with one request.
#[derive(Clone)]
pub(crate) enum Reply {
    /// An answer: status, further headers, body.
    Whole(u16, Vec<(&'static str, String)>, String),
    /// Half of an answer that promised more.
    Half(String),
    /// A success that never ends and does not say how long it is.
    Endless,
    /// The connection is closed without a word.
    Cut,
    /// Nothing, for as long as the client waits.
    Silence,
}

impl Reply {
    pub(crate) fn json(status: u16, body: Value) -> Self {
        Self::text(status, &body.to_string())
    }

    pub(crate) fn text(status: u16, body: &str) -> Self {
        Self::Whole(status, Vec::new(), body.to_owned())
    }

    pub(crate) fn with(self, header: &'static str, value: impl ToString) -> Self {
        match self {
            Self::Whole(status, mut headers, body) => {
                headers.push((header, value.to_string()));
                Self::Whole(status, headers, body)
            }
            other => other,
        }
    }
}

/// The other end. What it was asked stays readable after it answered.
pub(crate) struct Upstream {
    origin: String,
    asked: Arc<Mutex<Vec<String>>>,
    rings: Arc<Notify>,
}

impl Upstream {
    /// Answers the requests in this order; the last answer is given to every further one.
    pub(crate) async fn answering(script: Vec<Reply>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let (asked, rings) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Notify::new()));
        let upstream = Self { origin: origin.clone(), asked: Arc::clone(&asked), rings: Arc::clone(&rings) };
        let script = Arc::new(Mutex::new(VecDeque::from(script)));
        let here = origin;
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (script, asked, rings, here) = (Arc::clone(&script), Arc::clone(&asked), Arc::clone(&rings), here.clone());
                tokio::spawn(async move {
                    let Some(request) = read(&mut stream).await else { return };
                    asked.lock().unwrap().push(request);
                    rings.notify_one();
                    answer(stream, next(&script), &here).await;
                });
            }
        });
        upstream
    }

    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    pub(crate) fn client(&self) -> Client {
        client(&self.origin)
    }

    /// Every request as it came: its head in lower case, an empty line, its body as it was.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// Waits until a request has arrived.
    pub(crate) async fn until_asked(&self) {
        while self.asked().is_empty() {
            self.rings.notified().await;
        }
    }
}

/// A client with the canary's key.
pub(crate) fn client(origin: &str) -> Client {
    Client::new(Origin::parse(origin).unwrap(), ApiKey::parse(KEY).unwrap()).unwrap()
}

fn next(script: &Mutex<VecDeque<Reply>>) -> Reply {
    let mut script = script.lock().unwrap();
    if script.len() > 1 { script.pop_front() } else { script.front().cloned() }.unwrap()
}

async fn answer(mut stream: TcpStream, reply: Reply, here: &str) {
    let answer = match reply {
        Reply::Whole(status, headers, body) => {
            let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
            let body = body.replace(HERE, here);
            format!("HTTP/1.1 {status} Scripted\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n{body}", body.len())
        }
        Reply::Half(body) => format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len() * 2),
        Reply::Endless => {
            let mut piece = "HTTP/1.1 200 OK\r\n\r\n".to_owned();
            while stream.write_all(piece.as_bytes()).await.is_ok() {
                piece = "x".repeat(4_096);
            }
            return;
        }
        Reply::Cut => return,
        Reply::Silence => return std::future::pending().await,
    };
    // The client may have turned away from an answer that is too long for it.
    let _ = stream.write_all(answer.as_bytes()).await;
}

async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let head = head.to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |length| length.parse().unwrap());
        if body.len() >= length {
            return Some(format!("{head}\r\n\r\n{body}"));
        }
    }
}
