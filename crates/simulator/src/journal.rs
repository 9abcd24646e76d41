//! What was asked of the simulator, without any secret.

use std::sync::{Mutex, PoisonError};

use axum::http::{Method, Uri};
use serde::Serialize;

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
}

/// The newest requests; beyond the bound the oldest are forgotten.
#[derive(Default)]
pub(crate) struct Journal(Mutex<Vec<Request>>, std::sync::atomic::AtomicUsize);

const BOUND: usize = 100_000;

impl Journal {
    /// Notes a request and returns where its status is to be written.
    pub(crate) fn note(&self, now: i64, method: &Method, uri: &Uri, had_key: bool) -> usize {
        let (path, query) = without_tokens(uri);
        let request = Request { at: clock::iso(now), method: method.to_string(), path, query, had_key, status: 0 };
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= BOUND {
            let half = BOUND / 2;
            entries.drain(..half);
            self.1.fetch_add(half, std::sync::atomic::Ordering::SeqCst);
        }
        entries.push(request);
        entries.len() - 1 + self.1.load(std::sync::atomic::Ordering::SeqCst)
    }

    pub(crate) fn answered(&self, entry: usize, status: u16) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let dropped = self.1.load(std::sync::atomic::Ordering::SeqCst);
        if let Some(request) = entry.checked_sub(dropped).and_then(|place| entries.get_mut(place)) {
            request.status = status;
        }
    }

    pub(crate) fn entries(&self) -> Vec<Request> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
