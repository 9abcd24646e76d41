//! What Kapso's and the network's failures mean to a person.

use crate::error::{Error, ErrorCode};

/// Words and a remedy for a failed request. Nothing of the request or the key is in it.
pub fn explain(error: &kapso::Error) -> Error {
    match error {
        kapso::Error::Connect(_) => Error::new(
            ErrorCode::Offline,
            "Kapso cannot be reached. What is shown is from the last time it could; nothing was sent.",
            "Check the network; it is tried again by itself.",
        ),
        kapso::Error::Tls(_) => Error::new(
            ErrorCode::TlsFailed,
            "The connection to Kapso is not safe (its certificate was not accepted). The key was not sent.",
            "Check this machine's date, and whether a proxy or security program stands between.",
        ),
        kapso::Error::Timeout { limit } => Error::new(
            ErrorCode::UpstreamTimeout,
            format!("Kapso did not answer within {} s.", limit.as_secs()),
            "It is tried again by itself; try again if you were waiting for it.",
        ),
        kapso::Error::Broken(_) => {
            Error::new(ErrorCode::UpstreamTimeout, "The connection to Kapso broke before the answer was whole.", "Try again.")
        }
        kapso::Error::Unreadable(why) => Error::new(
            ErrorCode::UpstreamUnreadable,
            format!("Kapso's answer was not understood ({why})."),
            "Try again; if it stays, Kapso Desk may need an update.",
        ),
        kapso::Error::Argument(why) => {
            Error::new(ErrorCode::InvalidValue, format!("The request was not made: {why}."), "Change the input and try again.")
        }
        kapso::Error::Refused(refusal) => refused(refusal),
    }
}

/// The same for a change that nothing repeats by itself: whether it took effect. `look` says how to find out whether it was made.
pub fn explain_unrepeated(error: &kapso::Error, look: &str) -> Error {
    let mut said = explain(error);
    if error.may_have_taken_effect() {
        said.message.push_str(" Whether it was changed is not known; the next reading shows it.");
        look.clone_into(&mut said.remedy);
        return said;
    }
    said.message.push_str(" Nothing was changed.");
    if concerns_everything(said.code) && said.code != ErrorCode::TlsFailed && said.code != ErrorCode::KeyRefused {
        "Ask again when Kapso answers; it is not tried again by itself.".clone_into(&mut said.remedy);
    }
    said
}

/// Whether it can work later just as it was asked.
pub fn passes(code: ErrorCode) -> bool {
    let about_this_only =
        [ErrorCode::PaymentRequired, ErrorCode::UpstreamBusy, ErrorCode::UpstreamDown, ErrorCode::UpstreamUnreadable].contains(&code);
    about_this_only || concerns_everything(code)
}

/// Whether every other request would fail in the same way just now.
pub fn concerns_everything(code: ErrorCode) -> bool {
    use ErrorCode::{KeyRefused, Offline, RateLimited, TlsFailed, UpstreamTimeout};
    matches!(code, Offline | TlsFailed | KeyRefused | RateLimited | UpstreamTimeout)
}

fn refused(refusal: &kapso::Refusal) -> Error {
    let said = refusal.details.as_ref().unwrap_or(&refusal.message);
    let mut error = match (refusal.status, refusal.number()) {
        (_, Some(131_047)) => Error::new(
            ErrorCode::WindowClosed,
            "The 24-hour window is closed. Nothing was sent.",
            "Until they write again, WhatsApp delivers only approved templates: send one with `whatsapp_send_template`.",
        ),
        (401, _) => Error::new(
            ErrorCode::KeyRefused,
            "Kapso did not accept the key (401).",
            "The copy may be incomplete, or the key was revoked. Copy it again in Kapso under Integrations, API keys.",
        ),
        (402, _) => {
            Error::new(ErrorCode::PaymentRequired, format!("Kapso wants payment first: {said}"), "Settle it in Kapso's billing page.")
        }
        (403, _) => {
            Error::new(ErrorCode::UpstreamRefused, format!("Kapso does not allow it: {said}"), "Check the project's permissions in Kapso.")
        }
        (404, _) => {
            Error::new(ErrorCode::NotFound, format!("Kapso does not know it: {said}"), "It may have been removed; refresh and look again.")
        }
        (409, _) => Error::new(ErrorCode::UpstreamBusy, "Another message to this contact is just leaving.", "Try again in a moment."),
        (429, _) => Error::new(ErrorCode::RateLimited, "Kapso asked us to slow down. Sending still works.", "It goes on by itself."),
        (500.., _) => {
            Error::new(ErrorCode::UpstreamDown, format!("Kapso is not answering ({}).", refusal.status), "It is tried again by itself.")
        }
        (300..=399, _) => Error::new(
            ErrorCode::UpstreamUnreadable,
            format!("Kapso's address answers with a redirect ({}), which is never followed with a key.", refusal.status),
            "Check KAPSO_API_BASE_URL.",
        ),
        _ => Error::new(ErrorCode::UpstreamRefused, format!("Kapso refused: {said}"), "Change what is asked and try again."),
    };
    error.retry_after_seconds = refusal.retry_after.map(|wait| wait.as_secs());
    error.upstream_code = Some(refusal.code.as_ref().map_or_else(|| refusal.status.to_string(), ToString::to_string));
    error
}
