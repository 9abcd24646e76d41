//! Meta's error codes, as they appear in the statuses of failed messages.

use serde_json::{Value, json};

/// The error object of a failed status.
pub(crate) fn error(code: i64) -> Value {
    let (title, details) = words(code);
    json!({
        "code": code,
        "title": title,
        "message": title,
        "error_data": { "details": details },
        "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
    })
}

fn words(code: i64) -> (&'static str, &'static str) {
    match code {
        130_472 => ("User's number is part of an experiment", "The message was withheld because the recipient is part of an experiment."),
        131_026 => ("Message undeliverable", "Receiver is unable to get this message."),
        131_047 => ("Re-engagement message", "More than 24 hours have passed since the recipient last wrote."),
        131_049 => ("Message withheld", "The message was not delivered to keep a healthy exchange with this person."),
        131_050 => ("Recipient opted out", "The recipient does not want marketing messages from this business."),
        131_053 => ("Media upload error", "The file could not be used for this kind of message."),
        131_000 => ("Something went wrong", "The message could not be sent because of an unknown error."),
        _ => ("Message failed to send", "The message failed for a reason that Meta names by its code."),
    }
}
