//! A tool's answer put into its response as the text that it is, instead of being taken apart and written out twice on the way.
//!
//! The handler leaves a hole in the result and the answer beside it; when the response is written, the answer is put into the hole.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use axum::{
    body::{Body, to_bytes},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use desk::gate::Text;
use rmcp::model::{CallToolResult, ContentBlock};
use serde_json::Value;

/// What stands for an answer. It never leaves the program, so nobody can send it as an id.
static HOLE: LazyLock<String> = LazyLock::new(|| format!("{:032x}", rand::random::<u128>()));

/// Where the handler of a request leaves its answer; travels with the request.
#[derive(Clone, Default)]
pub(crate) struct Hole(Arc<Mutex<Option<Text>>>);

impl Hole {
    /// A result without its answer, which is left here.
    pub(crate) fn leave(&self, answer: Text) -> CallToolResult {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        let mut result = CallToolResult::success(vec![ContentBlock::text(HOLE.as_str())]);
        result.structured_content = Some(Value::String(HOLE.clone()));
        result
    }

    /// The response with the answer in it, if one was left.
    pub(crate) async fn fill(&self, response: Response) -> Response {
        let Some(answer) = self.0.lock().unwrap_or_else(PoisonError::into_inner).take() else {
            return response;
        };
        let (head, body) = response.into_parts();
        let filled = to_bytes(body, usize::MAX).await.ok().and_then(|result| filled(&result, &answer));
        match filled {
            Some(body) => Response::from_parts(head, Body::from(body)),
            None => (StatusCode::INTERNAL_SERVER_ERROR, "The answer was lost.").into_response(),
        }
    }
}

fn filled(result: &[u8], answer: &Text) -> Option<String> {
    let result = std::str::from_utf8(result).ok()?;
    let hole = format!("\"{}\"", *HOLE);
    let (before, rest) = result.split_once(&hole)?;
    let (between, after) = rest.split_once(&hole)?;
    // The text comes before what is structured.
    Some(answer.within(before, between, after))
}
