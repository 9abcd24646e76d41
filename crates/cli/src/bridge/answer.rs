//! What came back, message by message, whether it is one or a stream of them.

use desk::error::{Error, Result};
use http_body_util::BodyExt;
use hyper::{Response, StatusCode, body::Incoming, header::CONTENT_TYPE};
use serde_json::Value;

use super::{events::Events, headers};

/// How an answer ended.
pub(super) enum Heard {
    Everything,
    /// The stream ended before the question was answered.
    Half,
}

/// An answer that is being read.
pub(super) struct Answer {
    status: StatusCode,
    session: Option<String>,
    events: Option<Events>,
    waiting: std::collections::VecDeque<String>,
    body: Incoming,
}

impl Answer {
    pub(super) fn of(answer: Response<Incoming>) -> Self {
        let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let events = kind.starts_with("text/event-stream").then(Events::default);
        let session = headers::session_in(answer.headers());
        Self { status: answer.status(), session, events, waiting: std::collections::VecDeque::new(), body: answer.into_body() }
    }

    pub(super) fn status(&self) -> StatusCode {
        self.status
    }

    /// The session that it names.
    pub(super) fn session(&self) -> Option<String> {
        self.session.clone()
    }

    /// The next message on one line; none at the end, also at one that came too early.
    pub(super) async fn next(&mut self) -> Result<Option<String>> {
        let Some(events) = &mut self.events else { return self.only().await };
        while self.waiting.is_empty() {
            let Some(Ok(frame)) = self.body.frame().await else { return Ok(None) };
            if let Some(bytes) = frame.data_ref() {
                self.waiting.extend(events.take(bytes));
            }
        }
        Ok(self.waiting.pop_front())
    }

    /// The one message of an answer that is no stream. A refusal that is none in the protocol is an error.
    async fn only(&mut self) -> Result<Option<String>> {
        let Ok(body) = (&mut self.body).collect().await else { return Ok(None) };
        let body = body.to_bytes();
        if body.is_empty() {
            return Ok(None);
        }
        let value: Value = serde_json::from_slice(&body).unwrap_or_default();
        if value.get("jsonrpc").is_some() {
            return Ok(Some(value.to_string()));
        }
        let words = value.get("error_description").and_then(Value::as_str).unwrap_or("It gave no reason.");
        Err(Error::internal("endpoint", format!("{}: {words}", self.status.as_u16())))
    }
}
