//! A tool's answer put into its response as the text that it is, instead of being taken apart and written out twice on the way.
//!
//! The handler leaves a hole in the result and the answer beside it; when the response is written, the answer is put into the hole.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use desk::gate::Text;
use http_body_util::BodyExt;
use rmcp::model::{CallToolResult, ContentBlock};
use serde_json::Value;

/// Where the handler of a request leaves its answer; travels with the request.
#[derive(Clone)]
pub(crate) struct Hole {
    /// What stands for the answer. Nobody can send it as an id, for nobody knows it.
    name: Arc<str>,
    answer: Arc<Mutex<Option<Text>>>,
}

impl Hole {
    pub(crate) fn new() -> Self {
        Self { name: format!("{:032x}", rand::random::<u128>()).into(), answer: Arc::default() }
    }

    /// A result without its answer, which is left here.
    pub(crate) fn leave(&self, answer: Text) -> CallToolResult {
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        let mut result = CallToolResult::success(vec![ContentBlock::text(&*self.name)]);
        result.structured_content = Some(Value::String(self.name.to_string()));
        result
    }

    /// The response with the answer in it, if one is left: in the document, or in the event that has its result.
    pub(crate) async fn fill(self, response: Response) -> Response {
        if response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream") {
            return response.map(|events| {
                Body::new(events.map_frame(move |frame| frame.map_data(|event| self.filled(&event).map_or(event, Bytes::from))))
            });
        }
        if self.is_empty() {
            return response;
        }
        let (head, body) = response.into_parts();
        let filled = to_bytes(body, usize::MAX).await.ok().and_then(|result| self.filled(&result));
        match filled {
            Some(body) => Response::from_parts(head, Body::from(body)),
            None => (StatusCode::INTERNAL_SERVER_ERROR, "The answer was lost.").into_response(),
        }
    }

    fn is_empty(&self) -> bool {
        self.answer.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }

    /// A result with its answer; none where none was left, or where this is another message.
    fn filled(&self, result: &[u8]) -> Option<String> {
        let mut answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        let left = answer.as_ref()?;
        let hole = format!("\"{}\"", self.name);
        let (before, rest) = std::str::from_utf8(result).ok()?.split_once(&hole)?;
        let (between, after) = rest.split_once(&hole)?;
        // The text comes before what is structured.
        let filled = left.within(before, between, after);
        *answer = None;
        Some(filled)
    }
}
