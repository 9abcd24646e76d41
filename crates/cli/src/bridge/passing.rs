//! Passing messages on, and answers back.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use desk::{
    desk::not_connected,
    error::{Error, ErrorCode, Result},
};
use hyper::{HeaderMap, Method, StatusCode};
use serde_json::Value;
use tokio::{
    sync::{mpsc, oneshot},
    time::{sleep, timeout},
};
use tokio_util::task::AbortOnDropHandle;

use super::{
    answer::{Answer, Heard},
    connection::{Asked, Connection},
    headers,
    line::Line,
    message::{Message, failure},
    session::Session,
};

/// One agent's way to the desk.
pub(super) struct Bridge {
    line: Line,
    session: Mutex<Option<Session>>,
    under_way: Mutex<HashMap<String, oneshot::Sender<()>>>,
    news: Mutex<Option<AbortOnDropHandle<()>>>,
    answers: mpsc::Sender<String>,
}

/// A question that the desk did not live to answer is put again so often, unless it could do something twice.
const TRIES: u32 = 3;
/// JSON-RPC's codes for a server's own failures begin here.
const SERVER_ERROR: i64 = -32000;
const GOODBYE: Duration = Duration::from_millis(500);
const PAUSE: Duration = Duration::from_secs(1);

impl Bridge {
    pub(super) fn new(line: Line, answers: mpsc::Sender<String>) -> Self {
        Self { line, session: Mutex::default(), under_way: Mutex::default(), news: Mutex::default(), answers }
    }

    /// Says a line to the agent.
    pub(super) async fn say(&self, line: String) {
        // Who closed its end does not want to hear it.
        let _ = self.answers.send(line).await;
    }

    /// Asks, and says the answer, unless the agent takes the question back meanwhile.
    pub(super) async fn request(&self, message: Message) {
        let key = message.id.as_ref().map(Value::to_string).unwrap_or_default();
        let (cancel, cancelled) = oneshot::channel();
        lock(&self.under_way).insert(key.clone(), cancel);
        tokio::select! {
            _ = cancelled => {}
            done = self.exchange(&message) => {
                if let (Err(error), Some(id)) = (done, &message.id) {
                    self.say(failure(id, SERVER_ERROR, &format!("{} {}", error.message, error.remedy))).await;
                }
            }
        }
        lock(&self.under_way).remove(&key);
    }

    /// Passes on what opens a session, or needs no answer, before anything that comes after it.
    pub(super) async fn in_turn(self: &std::sync::Arc<Self>, message: Message) {
        if message.is_request() {
            return self.request(message).await;
        }
        let has_session = lock(&self.session).is_some();
        if let Some(id) = message.cancels() {
            let cancel = lock(&self.under_way).remove(&id.to_string());
            // Without a session, closing the connection is what takes a question back.
            if let (Some(cancel), false) = (cancel, has_session) {
                let _ = cancel.send(());
                return;
            }
        }
        if let Err(error) = self.exchange(&message).await {
            tracing::warn!(code = %error.code.as_str(), "a notification was not passed on");
        }
        if message.is("notifications/initialized") {
            let bridge = std::sync::Arc::downgrade(self);
            let news = tokio::spawn(async move {
                while let Some(bridge) = bridge.upgrade() {
                    bridge.hear_news().await;
                    drop(bridge);
                    sleep(PAUSE).await;
                }
            });
            *lock(&self.news) = Some(AbortOnDropHandle::new(news));
        }
    }

    /// Ends the session, if the desk is there to hear it.
    pub(super) async fn leave(&self) {
        drop(lock(&self.news).take());
        let session = lock(&self.session).take();
        if let (Some(session), Some(mut connection)) = (session.filter(|session| session.id.is_some()), self.line.idle()) {
            let _ = timeout(GOODBYE, connection.ask(Method::DELETE, headers::of_session(Some(&session)), String::new())).await;
        }
    }

    async fn exchange(&self, message: &Message) -> Result<()> {
        let (mut tries, mut renewed, mut reopened) = (0, false, false);
        loop {
            let session = lock(&self.session).clone();
            let mut connection = self.connection(message).await?;
            let answer = match connection.ask(Method::POST, headers::of(message, session.as_ref()), message.text.clone()).await {
                Asked::Answered(answer) => Answer::of(answer),
                Asked::Unsent => continue,
                Asked::Lost => {
                    self.try_again(message, &mut tries).await?;
                    continue;
                }
            };
            let in_session = message.version.is_none() && !message.opens_a_session();
            match answer.status() {
                StatusCode::UNAUTHORIZED if !renewed => {
                    renewed = true;
                    self.line.renew().await;
                }
                StatusCode::UNAUTHORIZED => return Err(not_connected(self.line.client())),
                StatusCode::NOT_FOUND if in_session && !reopened && session.as_ref().is_some_and(|session| session.id.is_some()) => {
                    reopened = true;
                    self.reopen(session).await?;
                }
                _ => match self.relay(message, answer).await? {
                    Heard::Everything => {
                        self.line.put_back(connection);
                        return Ok(());
                    }
                    Heard::Half => self.try_again(message, &mut tries).await?,
                },
            }
        }
    }

    async fn connection(&self, message: &Message) -> Result<Connection> {
        if message.stays_open() { Ok(self.line.connection_once_it_runs().await) } else { self.line.connection().await }
    }

    async fn relay(&self, message: &Message, mut answer: Answer) -> Result<Heard> {
        let mut is_answered = message.id.is_none();
        while let Some(said) = answer.next().await? {
            if answers(&said, message) {
                is_answered = true;
                if message.opens_a_session() {
                    *lock(&self.session) = Some(Session::of(message, answer.session(), &said));
                }
            }
            self.say(said).await;
        }
        Ok(if is_answered { Heard::Everything } else { Heard::Half })
    }

    async fn try_again(&self, message: &Message, tries: &mut u32) -> Result<()> {
        *tries = tries.saturating_add(1);
        if message.stays_open() {
            sleep(PAUSE).await;
            return Ok(());
        }
        if message.has_effect() || *tries >= TRIES {
            return Err(Error::new(
                ErrorCode::NotRunning,
                "Kapso Desk went away while it was asked; it may have done it or not.",
                "Look whether it was done before you ask for it again.",
            ));
        }
        Ok(())
    }

    /// The desk has forgotten the session: it is opened again in the agent's words, and the agent need not know.
    async fn reopen(&self, lost: Option<Session>) -> Result<()> {
        let Some(lost) = lost else { return Ok(()) };
        let mut connection = self.line.connection().await?;
        let Asked::Answered(answer) = connection.ask(Method::POST, headers::of(&lost.opening, None), lost.opening.text.clone()).await
        else {
            return Ok(());
        };
        let mut answer = Answer::of(answer);
        while let Some(said) = answer.next().await? {
            if answers(&said, &lost.opening) {
                *lock(&self.session) = Some(Session::of(&lost.opening, answer.session(), &said));
            }
        }
        let session = lock(&self.session).clone();
        let opened = Session::OPENED.to_owned();
        let message = Message::parse(opened.clone()).ok();
        let headers = message.map_or_else(HeaderMap::new, |message| headers::of(&message, session.as_ref()));
        connection.ask(Method::POST, headers, opened).await;
        Ok(())
    }

    /// Says what the desk says by itself in a session, until the stream ends.
    async fn hear_news(&self) {
        let Some(session) = lock(&self.session).clone().filter(|session| session.id.is_some()) else { return };
        let mut connection = self.line.connection_once_it_runs().await;
        if let Asked::Answered(answer) = connection.ask(Method::GET, headers::of_session(Some(&session)), String::new()).await
            && answer.status() == StatusCode::OK
        {
            let mut answer = Answer::of(answer);
            while let Ok(Some(said)) = answer.next().await {
                self.say(said).await;
            }
        }
    }
}

/// Whether this is the answer to that request.
fn answers(said: &str, message: &Message) -> bool {
    let said: Value = serde_json::from_str(said).unwrap_or_default();
    said.get("method").is_none() && said.get("id").is_some() && said.get("id") == message.id.as_ref()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
