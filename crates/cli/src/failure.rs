//! Failures, as words for the person and a number for the script.

use std::process::ExitCode;

use desk::error::{Error, ErrorCode};

use desk::quoting::visible;

/// Says what happened and what to do, on standard error.
pub(crate) fn report(error: &Error) -> ExitCode {
    eprintln!("{}", visible(&words(error)));
    ExitCode::from(number(error.code))
}

/// What clap says of words that it does not understand; or the help that was asked for, which is no failure.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        // What was typed is in it, and may have been pasted.
        eprint!("{}", visible(&error.render().to_string()));
    } else {
        // Who closed the pipe does not want to read it.
        let _ = error.print();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(1))
}

fn words(error: &Error) -> String {
    let mut words = format!("{}\n{} ({})", error.message, error.remedy, error.code.as_str());
    if let Some(seconds) = error.retry_after_seconds {
        words.push_str(&format!("\nIt can be tried again in {seconds} s."));
    }
    words
}

/// `docs/cli.md` lists these. clap's own complaints about arguments end with 2 as well.
fn number(code: ErrorCode) -> u8 {
    match code {
        ErrorCode::UnknownOperation
        | ErrorCode::UnknownField
        | ErrorCode::MissingField
        | ErrorCode::WrongType
        | ErrorCode::InvalidValue
        | ErrorCode::Contradiction
        | ErrorCode::NotFound
        | ErrorCode::Ambiguous
        | ErrorCode::Duplicate
        | ErrorCode::KeyMalformed => 2,
        ErrorCode::NotAllowed
        | ErrorCode::AlreadyDecided
        | ErrorCode::AlreadyUsed
        | ErrorCode::IdempotencyConflict
        | ErrorCode::Outdated
        | ErrorCode::Stale
        | ErrorCode::Expired
        | ErrorCode::WindowClosed
        | ErrorCode::ConversationEnded => 3,
        ErrorCode::Offline | ErrorCode::TlsFailed | ErrorCode::UpstreamTimeout | ErrorCode::LinkUnreachable => 4,
        ErrorCode::KeyRefused
        | ErrorCode::RateLimited
        | ErrorCode::UpstreamBusy
        | ErrorCode::UpstreamDown
        | ErrorCode::UpstreamRefused
        | ErrorCode::UpstreamUnreadable
        | ErrorCode::PaymentRequired => 5,
        ErrorCode::KeychainUnavailable | ErrorCode::KeychainLocked => 6,
        ErrorCode::DataDirectoryUnwritable
        | ErrorCode::DataDirectoryInUse
        | ErrorCode::StoreNewer
        | ErrorCode::StoreUndecryptable
        | ErrorCode::StoreUnwritable
        | ErrorCode::AuditBroken => 7,
        ErrorCode::NoProject | ErrorCode::NotRunning | ErrorCode::AgentSettings | ErrorCode::PortTaken | ErrorCode::Internal => 1,
    }
}
