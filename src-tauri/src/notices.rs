//! What the system tells while nobody looks: a contact wrote, an agent asks. A click leads to it.

use std::{collections::HashMap, sync::Mutex};

use desk::{
    desk::Desk,
    engine::Engine,
    error::Result,
    events::{Event, Topic},
    model::Conversation,
    model::SyncPhase,
    settings::Settings,
    values::Direction,
};
use jiff::Timestamp;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_notification::NotificationExt;

use crate::{
    place::{self, Place},
    window, words,
};

/// What was told already: the newest message of each thread, and the newest request.
#[derive(Default)]
pub(crate) struct Told {
    messages: Mutex<HashMap<i64, Timestamp>>,
    newest_request: Mutex<i64>,
}

/// Older messages are no news: they came with a reading of what is long past.
const NEWS_SECONDS: i64 = 10 * 60;
/// Characters of what was written.
const LONGEST: usize = 200;

/// A click on a notification leads to what it tells of.
pub(crate) fn answer_clicks<R: Runtime>(app: &AppHandle<R>) {
    let handle = app.clone();
    let heard = app.notification().on_action(move |performed| {
        let Some(id) = performed.notification().map(|notification| notification.id()) else { return };
        let place = if id < 0 { Place::Approvals } else { Place::Conversation { id: id.to_string() } };
        let app = handle.clone();
        // Windows are opened where the system's events are handled.
        let _ = handle.run_on_main_thread(move || place::go(&app, Some(place)));
    });
    if let Err(cause) = heard {
        tracing::warn!(%cause, "clicks on notifications lead nowhere");
    }
}

/// Tells of what an event brought, unless somebody looks at the window.
pub(crate) async fn tell<R: Runtime>(app: &AppHandle<R>, event: &Event) -> Result<()> {
    let desk = app.state::<Desk>().inner().clone();
    let (engine, settings) = (desk.engine()?, desk.settings()?);
    match (event.topic, event.thread_id.as_deref().and_then(|id| id.parse().ok())) {
        (Topic::Thread, Some(thread)) => tell_of_message(app, &engine, &settings, thread, &desk.hidden_numbers()?).await,
        (Topic::Approvals, _) => tell_of_request(app, &engine, &settings).await,
        _ => Ok(()),
    }
}

async fn tell_of_message<R: Runtime>(
    app: &AppHandle<R>,
    engine: &Engine,
    settings: &Settings,
    thread: i64,
    hidden: &[String],
) -> Result<()> {
    let now = engine.now();
    let Some(conversation) = engine.read(move |store| store.thread(thread, now)).await? else { return Ok(()) };
    if conversation.phone_number_id.as_ref().is_some_and(|number| hidden.contains(number)) {
        return Ok(());
    }
    let Some(at) = news(&conversation, now) else { return Ok(()) };
    let is_new = app.state::<Told>().messages.lock().is_ok_and(|mut told| {
        let before = told.insert(thread, at);
        before.is_none_or(|before| before < at)
    });
    if is_new && settings.notify_messages && engine.sync_state().phase != SyncPhase::Filling && !window::is_looked_at(app) {
        let words = words::of(settings.language);
        let name = conversation.contact_name.clone().or(conversation.phone_number.clone()).unwrap_or_default();
        let text = conversation.last_message.map(|message| message.text).filter(|text| !text.is_empty() && settings.notification_previews);
        let title = if settings.notification_previews { name } else { String::new() };
        show(app, thread, &title, text.as_deref().unwrap_or(words.new_message));
    }
    Ok(())
}

/// When the contact wrote, if that is unread news.
fn news(conversation: &Conversation, now: Timestamp) -> Option<Timestamp> {
    let last = conversation.last_message.as_ref().filter(|last| last.direction == Direction::Inbound)?;
    let age = now.duration_since(last.at).as_secs();
    (conversation.unread_count > 0 && age <= NEWS_SECONDS).then_some(last.at)
}

async fn tell_of_request<R: Runtime>(app: &AppHandle<R>, engine: &Engine, settings: &Settings) -> Result<()> {
    for request in engine.approvals(false, None).await? {
        let Ok(id) = request.request_id.parse::<i64>() else { continue };
        let is_new = app.state::<Told>().newest_request.lock().is_ok_and(|mut newest| {
            let is_new = id > *newest;
            *newest = id.max(*newest);
            is_new
        });
        if is_new && settings.notify_approvals && !window::is_looked_at(app) {
            let words = words::of(settings.language);
            let title = words.wants_to_send.replace("{client}", &request.client);
            let body = if settings.notification_previews { &request.summary } else { words.waits };
            show(app, id.saturating_neg(), &title, body);
        }
    }
    Ok(())
}

/// Shows it. What others wrote is text: the servers of Linux would read markup in it.
fn show<R: Runtime>(app: &AppHandle<R>, id: i64, title: &str, body: &str) {
    let body = plain(body);
    let Ok(id) = i32::try_from(id) else { return };
    let mut notification = app.notification().builder().id(id).body(body);
    if !title.is_empty() {
        notification = notification.title(title);
    }
    if let Err(cause) = notification.show() {
        tracing::warn!(%cause, "the system took no notification");
    }
}

fn plain(text: &str) -> String {
    let is_longer = text.chars().count() > LONGEST;
    let mut short: String = text.chars().take(LONGEST).filter(|c| !c.is_control() || *c == '\n').collect();
    if is_longer {
        short.push('…');
    }
    if cfg!(target_os = "linux") { short.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;") } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn what_a_customer_writes_is_no_markup() {
        assert_eq!(plain("<a href='x'>Pay & win</a>\u{7}\n2"), "&lt;a href='x'&gt;Pay &amp; win&lt;/a&gt;\n2");
        assert_eq!(plain(&"é".repeat(300)).chars().count(), LONGEST + 1);
    }
}
