//! What lies around the desk: the clock, and what turns requests to this machine elsewhere.

use std::{env, fs, time::SystemTime};

use desk::{
    clock::Clock,
    error::{Error, ErrorCode, Result},
    home,
};
use jiff::{SignedDuration, Timestamp};

use super::Finding;
use crate::arguments::Place;

pub(super) fn all(place: &Place) -> Result<[Finding; 2]> {
    Ok([proxy(), clock(place)?])
}

/// Agents that open the address take these variables into account; what is in them may hold a password.
fn proxy() -> Finding {
    let set = |names: &[&'static str]| names.iter().copied().find(|name| env::var_os(name).is_some_and(|value| !value.is_empty()));
    let spared = ["no_proxy", "NO_PROXY"].iter().filter_map(|name| env::var(name).ok()).any(|names| {
        let mut names = names.split(',').map(str::trim);
        names.any(|name| matches!(name, "*" | "127.0.0.1" | "127.0.0.0/8"))
    });
    let fault = set(&["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]).filter(|_| !spared).map(|name| {
        Error::new(
            ErrorCode::Offline,
            format!("{name} is set, and NO_PROXY does not name 127.0.0.1: agents that open the address ask the proxy for it."),
            "Add 127.0.0.1,localhost to NO_PROXY where agents are started, or connect them over `kdesk mcp`, which uses no proxy.",
        )
    });
    Finding::of("proxy", "No proxy stands before this machine's own address.", fault)
}

/// A clock that was set back makes tokens, approvals and reply windows wrong.
fn clock(place: &Place) -> Result<Finding> {
    let directory = home::place(place.data_dir.as_deref())?;
    let now = Clock::system().now();
    let newest = fs::read_dir(&directory).into_iter().flatten().flatten().filter_map(|file| file.metadata().ok()?.modified().ok()).max();
    let ahead =
        newest.map(|newest: SystemTime| Timestamp::try_from(newest).map_or(SignedDuration::ZERO, |newest| newest.duration_since(now)));
    let fault = ahead.filter(|ahead| *ahead > SignedDuration::from_mins(1)).map(|ahead| {
        Error::new(
            ErrorCode::InvalidValue,
            format!("The clock says {now}, but the data directory was written {} minutes later than that.", ahead.as_mins()),
            "Set the machine's clock right; reply windows and approvals are counted by it.",
        )
    });
    Ok(Finding::of("clock", "The clock goes forward.", fault))
}
