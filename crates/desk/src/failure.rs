//! WhatsApp's reasons in words that help. Codes per Meta's Cloud API error list.

use crate::model::Failure;

/// Why a message was not delivered, and what can be done.
pub fn explain(code: Option<i64>, words: Option<String>) -> Failure {
    let (remedy, retry) = match code {
        Some(131_047 | 131_026 | 131_049 | 131_050 | 130_472) => (advice(code), false),
        Some(131_016 | 131_000 | 131_057 | 133_004 | 130_429 | 131_056 | 4 | 80_007 | 131_048) => (advice(code), true),
        None => ("Put right what it says, then send it again.", true),
        Some(_) => ("WhatsApp will refuse it again as it is; change it first.", false),
    };
    Failure {
        code,
        message: words.unwrap_or_else(|| "WhatsApp gave no reason.".to_owned()),
        remedy: remedy.to_owned(),
        retry,
        stale: false,
    }
}

/// The contact wrote before the message left.
pub fn stale() -> Failure {
    Failure {
        code: None,
        message: "The contact wrote before this left, so it was not sent.".to_owned(),
        remedy: "Read what they wrote. Then send it all the same, or write something else.".to_owned(),
        retry: true,
        stale: true,
    }
}

fn advice(code: Option<i64>) -> &'static str {
    match code {
        Some(131_047) => "The 24-hour window was closed. Send an approved template instead.",
        Some(131_026) => {
            "The contact cannot get it: no WhatsApp on that number, an old app, or terms not accepted. Reach them another way."
        }
        Some(131_049 | 130_472) => "WhatsApp withheld a marketing message from this contact. Do not repeat it now.",
        Some(131_050) => "The contact does not want marketing messages. Send none.",
        Some(131_056) => "Too many messages to this contact in a short time. Wait a minute, then send it again.",
        Some(130_429 | 131_048 | 4 | 80_007) => "The number sends too fast. Wait a few minutes, then send it again.",
        _ => "WhatsApp had trouble of its own. Send it again in a moment.",
    }
}
