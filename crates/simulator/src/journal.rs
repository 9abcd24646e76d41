//! What was asked of the simulator, without any secret.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use axum::http::{Method, Uri};
use serde::Serialize;
use tokio::sync::broadcast;

use crate::clock;

/// One request as it arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Request {
    /// When, in the simulator's own time, ISO 8601.
    pub at: String,
    /// The HTTP method.
    pub method: String,
    /// The path without its query; tokens in it are replaced.
    pub path: String,
    /// The query string as sent; a token in it is replaced.
    pub query: String,
    /// Whether a key came with it, right or wrong; the key itself is never kept.
    pub had_key: bool,
    /// The status that was answered; 0 while it is under way and when no answer was given.
    pub status: u16,
    /// How long the answer took, in milliseconds of the wall's time.
    pub milliseconds: u64,
}

/// A request with its place in the order of all.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) number: i64,
    pub(crate) at: i64,
    pub(crate) request: Request,
}

/// How far a request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is here; nothing was done yet.
    Arrived,
    /// It is kept without an answer, before its effect or after it, as the weather says.
    Held,
    /// Its answer is about to leave.
    Answered,
}

/// A request at a stage, said at that moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The HTTP method.
    pub method: String,
    /// The path without its query; tokens in it are replaced.
    pub path: String,
    /// How far it has come.
    pub stage: Stage,
}

/// The newest requests; beyond the bound the oldest are forgotten.
pub(crate) struct Journal {
    pages: Mutex<Pages>,
    moments: broadcast::Sender<Moment>,
}

impl Default for Journal {
    fn default() -> Self {
        Self { pages: Mutex::default(), moments: broadcast::channel(MOMENTS).0 }
    }
}

#[derive(Default)]
struct Pages {
    entries: VecDeque<(Entry, Instant)>,
    next: i64,
}

const BOUND: usize = 100_000;
/// A listener that is slower than this many moments misses some.
const MOMENTS: usize = 1024;

impl Journal {
    /// Notes a request and returns the number under which its answer is to be written.
    pub(crate) fn note(&self, now: i64, method: &Method, uri: &Uri, had_key: bool) -> i64 {
        let (path, query) = without_tokens(uri);
        let request = Request { at: clock::iso(now), method: method.to_string(), path, query, had_key, status: 0, milliseconds: 0 };
        let mut pages = self.pages();
        if pages.entries.len() >= BOUND {
            pages.entries.pop_front();
        }
        let number = pages.next;
        pages.next = number.saturating_add(1);
        self.say(&request, Stage::Arrived);
        pages.entries.push_back((Entry { number, at: now, request }, Instant::now()));
        number
    }

    /// Notes that a request is kept without an answer.
    pub(crate) fn held(&self, number: i64) {
        if let Some((entry, _)) = self.pages().find(number) {
            self.say(&entry.request, Stage::Held);
        }
    }

    pub(crate) fn answered(&self, number: i64, status: u16) {
        let mut pages = self.pages();
        if let Some((entry, began)) = pages.find(number) {
            entry.request.status = status;
            entry.request.milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
            self.say(&entry.request, Stage::Answered);
        }
    }

    /// What comes, from now on.
    pub(crate) fn moments(&self) -> broadcast::Receiver<Moment> {
        self.moments.subscribe()
    }

    pub(crate) fn entries(&self) -> Vec<Request> {
        self.pages().entries.iter().map(|(entry, _)| entry.request.clone()).collect()
    }

    pub(crate) fn numbered(&self) -> Vec<Entry> {
        self.pages().entries.iter().map(|(entry, _)| entry.clone()).collect()
    }

    fn say(&self, request: &Request, stage: Stage) {
        // Without a listener there is nobody to tell.
        let _ = self.moments.send(Moment { method: request.method.clone(), path: request.path.clone(), stage });
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pages {
    fn find(&mut self, number: i64) -> Option<&mut (Entry, Instant)> {
        let first = self.entries.front().map_or(0, |(entry, _)| entry.number);
        let place = usize::try_from(number.saturating_sub(first)).ok();
        place.and_then(|place| self.entries.get_mut(place))
    }
}

fn without_tokens(uri: &Uri) -> (String, String) {
    let secret_paths = ["/media/", "/whatsapp/setup/"];
    let path = secret_paths
        .iter()
        .find(|prefix| uri.path().starts_with(**prefix))
        .map_or_else(|| uri.path().to_owned(), |prefix| format!("{prefix}…"));
    let query = uri.query().unwrap_or_default();
    let kept: Vec<&str> = query.split('&').map(|pair| if pair.starts_with("token=") { "token=…" } else { pair }).collect();
    (path, kept.join("&"))
}
