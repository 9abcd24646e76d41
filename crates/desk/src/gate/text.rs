//! An answer as JSON text.

use std::sync::Arc;

use serde_json::Value;

use super::{Reply, kept::Kept, showing};
use crate::error::{Error, Result};

/// An answer, ready to be written out.
#[derive(Clone)]
pub struct Text {
    template: Arc<Template>,
    nonce: String,
}

/// An answer on its way out of the gate.
pub(super) enum Answered {
    /// It was built for this caller.
    Built(Reply),
    /// It is shown to others as well.
    Kept(Arc<Kept>),
}

/// A text in which only the nonce of the marks around others' words is to be filled in, between every two parts.
pub(super) struct Template {
    json: Vec<String>,
    quoted: Vec<String>,
}

impl Text {
    /// The answer as JSON.
    pub fn json(&self) -> String {
        self.template.json.join(&self.nonce)
    }

    /// `before`, the answer as one JSON string, `between`, the answer as JSON, and `after`; for those who carry both.
    pub fn within(&self, before: &str, between: &str, after: &str) -> String {
        let Template { json, quoted } = &*self.template;
        let parts = |parts: &[String]| parts.iter().map(|part| part.len().saturating_add(self.nonce.len())).sum::<usize>();
        let length = [before.len(), parts(quoted), between.len(), parts(json), after.len()];
        let mut text = String::with_capacity(length.into_iter().sum());
        text.push_str(before);
        self.push(&mut text, quoted);
        text.push_str(between);
        self.push(&mut text, json);
        text.push_str(after);
        text
    }

    fn push(&self, text: &mut String, parts: &[String]) {
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                text.push_str(&self.nonce);
            }
            text.push_str(part);
        }
    }
}

impl Template {
    /// An answer whose marks have `place` where the nonce belongs.
    pub(super) fn of(answer: &Value, place: &str) -> Result<Self> {
        let parts = |text: String| text.split(place).map(str::to_owned).collect();
        let json = answer.to_string();
        Ok(Self { quoted: parts(quoted(&json)?), json: parts(json) })
    }

    /// An answer that has its marks, if any.
    fn whole(answer: &Value) -> Result<Self> {
        let json = answer.to_string();
        Ok(Self { quoted: vec![quoted(&json)?], json: vec![json] })
    }
}

impl Answered {
    pub(super) fn into_reply(self) -> Result<Reply> {
        match self {
            Self::Built(reply) => Ok(reply),
            Self::Kept(kept) => {
                let answer = serde_json::from_str(&marked_anew(&kept).json());
                answer.map(Reply::Done).map_err(|cause| Error::internal("answer", cause))
            }
        }
    }

    pub(super) fn into_text(self) -> Result<Text> {
        match self {
            Self::Built(Reply::Done(answer) | Reply::Pending(answer)) => {
                Ok(Text { template: Arc::new(Template::whole(&answer)?), nonce: String::new() })
            }
            Self::Kept(kept) => Ok(marked_anew(&kept)),
        }
    }
}

fn marked_anew(kept: &Kept) -> Text {
    Text { template: Arc::clone(&kept.text), nonce: showing::nonce() }
}

fn quoted(json: &str) -> Result<String> {
    serde_json::to_string(json).map_err(|cause| Error::internal("answer", cause))
}
