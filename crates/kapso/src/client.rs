//! The one place that makes a request.

use std::{sync::Arc, time::Duration};

use rand::RngExt;
use reqwest::{
    Method, Response,
    header::{HeaderMap, HeaderValue, RETRY_AFTER},
    multipart::Form,
    redirect::Policy,
};
use serde::de::DeserializeOwned;
use url::Url;

use crate::{
    ApiKey, Error, Limits, Origin, Refusal, Result,
    call::{Call, PROXY},
};

/// A connection to one project. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    origin: Origin,
    key: ApiKey,
    limits: Arc<Limits>,
}

/// A read is asked at most this often.
const READ_ATTEMPTS: u32 = 3;
/// The first pause between two attempts is random below this, the next below twice it.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// An answer larger than this is not read: the largest list page is well below it.
const LARGEST_ANSWER: u64 = 32 * 1024 * 1024;

impl Client {
    /// A client of the project that `key` opens, at `origin`.
    pub fn new(origin: Origin, key: ApiKey) -> Result<Self> {
        let mut builder = reqwest::Client::builder()
            .redirect(Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .user_agent(concat!("kapso-desk/", env!("CARGO_PKG_VERSION")));
        if origin.is_loopback() {
            builder = builder.no_proxy();
        }
        let http = builder.build().map_err(|cause| Error::Argument(cause.to_string()))?;
        Ok(Self { http, origin, key, limits: Arc::default() })
    }

    /// What the answers so far said about the rate limit.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Where requests go.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Makes the request and reads its JSON. Only a read is repeated, with full jitter.
    pub(crate) async fn json<T: DeserializeOwned>(&self, call: Call<'_>) -> Result<T> {
        let attempts = if call.method == Method::GET { READ_ATTEMPTS } else { 1 };
        let mut pause = FIRST_PAUSE;
        for _ in 1..attempts {
            match self.json_once(&call).await {
                Err(error) if error.passes() => tokio::time::sleep(jittered(pause)).await,
                settled => return settled,
            }
            pause = pause.saturating_mul(2);
        }
        self.json_once(&call).await
    }

    async fn json_once<T: DeserializeOwned>(&self, call: &Call<'_>) -> Result<T> {
        let segments: Vec<&str> = call.prefix.iter().chain(&call.path).copied().collect();
        let mut request = self.http.request(call.method.clone(), self.origin.at(&segments)).timeout(call.limit).query(&call.query);
        if let Some(body) = &call.body {
            request = request.json(body);
        }
        let response = self.answer(request.header("x-api-key", self.key_header()?), call.limit).await?;
        let body = bytes(response, LARGEST_ANSWER, call.limit).await?;
        let body: &[u8] = if body.is_empty() { b"null" } else { &body };
        serde_json::from_slice(body).map_err(|cause| Error::Unreadable(place(&cause)))
    }

    /// Posts a form below the Meta proxy, once.
    pub(crate) async fn form<T: DeserializeOwned>(&self, path: &[&str], form: Form, limit: Duration) -> Result<T> {
        let segments: Vec<&str> = PROXY.iter().chain(path).copied().collect();
        let request = self.http.post(self.origin.at(&segments)).timeout(limit).multipart(form);
        let response = self.answer(request.header("x-api-key", self.key_header()?), limit).await?;
        let body = bytes(response, LARGEST_ANSWER, limit).await?;
        serde_json::from_slice(&body).map_err(|cause| Error::Unreadable(place(&cause)))
    }

    /// Fetches a file by a link that carries its own authority. The key is never sent, whatever the host.
    pub(crate) async fn file(&self, url: Url, largest: u64, limit: Duration) -> Result<(Option<String>, Vec<u8>)> {
        if url.scheme() != "https" && !self.origin.holds(&url) {
            return Err(Error::Argument("the file's link is not https".to_owned()));
        }
        let response = self.answer(self.http.get(url).timeout(limit), limit).await?;
        let kind = response.headers().get(reqwest::header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).map(str::to_owned);
        Ok((kind, bytes(response, largest, limit).await?))
    }

    async fn answer(&self, request: reqwest::RequestBuilder, limit: Duration) -> Result<Response> {
        let response = request.send().await.map_err(|cause| Error::of_transport(&cause, limit))?;
        self.limits.note(response.headers());
        if response.status().is_success() {
            return Ok(response);
        }
        let (status, wait) = (response.status().as_u16(), retry_after(response.headers()));
        let body = bytes(response, LARGEST_ANSWER, limit).await.unwrap_or_default();
        Err(Error::Refused(Box::new(Refusal::read(status, &body, wait))))
    }

    fn key_header(&self) -> Result<HeaderValue> {
        let mut header =
            HeaderValue::from_str(self.key.expose()).map_err(|_| Error::Argument("the key cannot stand in a header".to_owned()))?;
        header.set_sensitive(true);
        Ok(header)
    }
}

/// Full jitter: anything from nothing to the whole pause.
fn jittered(pause: Duration) -> Duration {
    pause.mul_f64(rand::rng().random())
}

async fn bytes(mut response: Response, largest: u64, limit: Duration) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|cause| Error::of_transport(&cause, limit))? {
        body.extend_from_slice(&chunk);
        if u64::try_from(body.len()).unwrap_or(u64::MAX) > largest {
            return Err(Error::Unreadable(format!("it is larger than {largest} bytes")));
        }
    }
    Ok(body)
}

/// `Retry-After` in seconds; Kapso sends no dates.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

/// Where a JSON answer stopped making sense, without quoting it.
fn place(cause: &serde_json::Error) -> String {
    format!(
        "line {}, column {}: {}",
        cause.line(),
        cause.column(),
        if cause.is_eof() { "it ends too early" } else { "it does not have the promised shape" }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_never_longer_than_it_may_be_and_rarely_the_same() {
        let pauses: Vec<Duration> = (0..100).map(|_| jittered(FIRST_PAUSE)).collect();
        assert!(pauses.iter().all(|pause| *pause <= FIRST_PAUSE));
        assert!(pauses.iter().any(|pause| *pause < FIRST_PAUSE / 2) && pauses.iter().any(|pause| *pause > FIRST_PAUSE / 2));
    }
}
