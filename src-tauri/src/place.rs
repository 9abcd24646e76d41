//! Where in the window somebody is led to: by a link, a notification or the tray.

use std::sync::Mutex;

use desk::error::Error;
use serde::Serialize;
use serde_json::{Value, json};
use tauri::{AppHandle, Emitter, Manager, Runtime, Url};

use crate::window;

/// The scheme of links into the window.
pub(crate) const SCHEME: &str = "kapso-desk";
/// The event that tells an open window where to go.
const EVENT: &str = "place";
/// Ids of Kapso's conversations and of this desk's threads are shorter.
const LONGEST: usize = 100;

/// A place in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "page", rename_all = "snake_case")]
pub(crate) enum Place {
    /// A conversation, by this desk's thread or by Kapso's id; whether there is one is for the window to see.
    Conversation { id: String },
    /// Agents' requests.
    Approvals,
}

/// Where the next window begins.
#[derive(Default)]
pub(crate) struct Next(Mutex<Option<Place>>);

impl Place {
    /// What a link means: `kapso-desk://conversation/<id>` or `kapso-desk://approvals`. Anything can make a link: one that is
    /// not exactly so means nothing, and no link does anything but show.
    pub(crate) fn of_link(link: &str) -> Option<Self> {
        let link = Url::parse(link).ok().filter(|link| link.scheme() == SCHEME)?;
        let is_bare = link.query().is_none() && link.fragment().is_none() && link.username().is_empty() && link.port().is_none();
        let path = link.path().trim_start_matches('/');
        match (is_bare, link.host_str()?) {
            (true, "approvals") if path.is_empty() => Some(Self::Approvals),
            (true, "conversation") if is_id(path) => Some(Self::Conversation { id: path.to_owned() }),
            _ => None,
        }
    }
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// Shows the window, at this place when one is given.
pub(crate) fn go<R: Runtime>(app: &AppHandle<R>, place: Option<Place>) {
    if let Some(place) = place {
        if let Ok(mut next) = app.state::<Next>().0.lock() {
            *next = Some(place);
        }
        if let Err(cause) = app.emit(EVENT, ()) {
            tracing::warn!(%cause, "the window could not be told where to go");
        }
    }
    window::show(app);
}

/// Where the window should go, once: it asks when it begins and whenever it is told.
pub(crate) fn take<R: Runtime>(app: &AppHandle<R>) -> Result<Value, Error> {
    let place = app.state::<Next>().0.lock().ok().and_then(|mut next| next.take());
    Ok(json!({ "place": place }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_link_that_is_exactly_so_leads_anywhere() {
        let conversation = |id: &str| Some(Place::Conversation { id: id.to_owned() });
        assert_eq!(Place::of_link("kapso-desk://conversation/42"), conversation("42"));
        assert_eq!(Place::of_link("kapso-desk://conversation/0f5c-9a_b"), conversation("0f5c-9a_b"));
        assert_eq!(Place::of_link("kapso-desk://approvals"), Some(Place::Approvals));
        assert_eq!(Place::of_link("kapso-desk://approvals/"), Some(Place::Approvals));
        let long = format!("kapso-desk://conversation/{}", "a".repeat(101));
        for link in [
            "",
            "42",
            "https://conversation/42",
            "kapso-desk:conversation/42",
            "kapso-desk://conversation",
            "kapso-desk://conversation/",
            "kapso-desk://conversation/4/2",
            "kapso-desk://conversation/../approvals/x",
            "kapso-desk://conversation/4%2F2",
            "kapso-desk://conversation/<script>",
            "kapso-desk://conversation/42?send=1",
            "kapso-desk://conversation/42#now",
            "kapso-desk://user@conversation/42",
            "kapso-desk://conversation:80/42",
            "kapso-desk://approve/42",
            "kapso-desk://approvals/42",
            "javascript:alert(1)",
            "--origin=http://127.0.0.1",
            long.as_str(),
        ] {
            assert_eq!(Place::of_link(link), None, "{link}");
        }
    }
}
