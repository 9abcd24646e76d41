//! Messages on their way out.

mod reconcile;
mod unrecorded;

pub use unrecorded::Unrecorded;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use super::{Reader, Writer, fault, messages::Parts, threads::time};
use crate::{
    error::{Error, Result},
    failure,
    model::{Author, Failure, Message, Quote},
    outbox::{AFTER_A_CRASH, Attempt, Body, Content, LocalFile},
    selector::Recipient,
    values::{AuthorKind, Delivery, Direction, MessageKind},
};

/// Who sends, for the thread and the audit.
#[derive(Debug, Clone)]
pub struct Sender {
    /// A person or an agent.
    pub kind: AuthorKind,
    /// The agent's name.
    pub name: Option<String>,
    /// The agent's id.
    pub client_id: Option<i64>,
    /// The approval that let it go, which lets one message go and no more.
    pub approval: Option<(i64, Timestamp)>,
    /// The contact's newest message that it may leave after; nothing is asked of a message without one.
    pub heard: Option<i64>,
}

/// A send whose time has come.
#[derive(Debug, Clone)]
pub struct Due {
    /// This desk's id of it.
    pub id: i64,
    /// Its thread.
    pub thread_id: i64,
    /// The number that it is sent from.
    pub phone_number_id: String,
    /// Whom it goes to.
    pub to: kapso::Recipient,
    /// What is sent.
    pub body: Body,
    /// The file that is uploaded first, if it has not been.
    pub file: Option<LocalFile>,
    /// Which attempt this is, from 1.
    pub attempt: u32,
}

impl Writer<'_> {
    /// Puts a message into the outbox; it leaves at `leaves_at` unless it is taken back.
    pub fn add_send(&self, to: &Recipient, content: &Content, sender: &Sender, now: Timestamp, leaves_at: Timestamp) -> Result<i64> {
        let sql = "INSERT INTO outbox (thread_id, conversation_id, phone_number_id, to_digits, to_user, kind, body, text, parts, reply_to, client_id, author, author_name,
                     approval_id, approved_at, state, created_at, leaves_at, file, heard)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";
        let file = content.file.as_ref().map(serde_json::to_string).transpose().map_err(|cause| Error::internal("outbox", cause))?;
        let author = if sender.kind == AuthorKind::Agent { "agent" } else { "person" };
        let held = if leaves_at > now { Delivery::Held } else { Delivery::Queued };
        self.run(
            sql,
            params![
                to.thread_id,
                to.conversation_id,
                to.phone_number_id,
                to.digits,
                to.business_scoped_user_id,
                content.kind.as_str(),
                serde_json::to_string(&content.body).map_err(|cause| Error::internal("outbox", cause))?,
                content.text,
                content.parts.to_json(),
                content.body.reply_to,
                sender.client_id,
                author,
                sender.name,
                sender.approval.map(|(id, _)| id),
                sender.approval.map(|(_, at)| at.as_millisecond()),
                held.as_str(),
                now.as_millisecond(),
                leaves_at.as_millisecond(),
                file,
                sender.heard,
            ],
        )?;
        let id = self.connection.last_insert_rowid();
        self.refresh_thread(to.thread_id)?;
        Ok(id)
    }

    /// Keeps back what was let go before the contact wrote something more, once its time has come. Gives the threads.
    pub fn keep_back_late(&self, now: Timestamp) -> Result<Vec<i64>> {
        let sql =
            "UPDATE outbox SET state = 'failed', stale = 1 WHERE state IN ('held', 'queued') AND leaves_at <= ?1 AND heard IS NOT NULL
                   AND EXISTS (SELECT 1 FROM messages WHERE messages.thread_id = outbox.thread_id AND outbound = 0 AND messages.id > heard)
                   RETURNING thread_id";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |row: &Row<'_>| row.get(0);
        let threads: Vec<i64> = statement.query_map([now.as_millisecond()], read).and_then(Iterator::collect).map_err(fault)?;
        threads.iter().try_for_each(|thread| self.refresh_thread(*thread))?;
        Ok(threads)
    }

    /// Takes the sends whose time has come, at most one a thread and only the thread's first, and marks them `sending`.
    /// That mark is on the disk before this returns, so before the first byte leaves.
    pub fn take_due(&self, now: Timestamp) -> Result<Vec<Due>> {
        let sql = "SELECT * FROM outbox AS head WHERE state IN ('held', 'queued') AND leaves_at <= ?1
                   AND NOT EXISTS (SELECT 1 FROM outbox AS earlier WHERE earlier.thread_id = head.thread_id AND earlier.id < head.id AND earlier.state IN ('held', 'queued'))
                   AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.thread_id = head.thread_id AND other.state = 'sending')";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let due: Vec<Due> = statement.query_map([now.as_millisecond()], due).and_then(Iterator::collect).map_err(fault)?;
        for send in &due {
            self.run(
                "UPDATE outbox SET state = 'sending', attempt = ?2, left_at = ?3 WHERE id = ?1",
                params![send.id, send.attempt, now.as_millisecond()],
            )?;
            self.refresh_thread(send.thread_id)?;
        }
        Ok(due)
    }

    /// Notes that a send's file was uploaded: whatever becomes of the message, a thread that shows the file can do so. The message
    /// leaves now, however long that took.
    pub fn note_upload(&self, send: &Due, media_id: &str, now: Timestamp) -> Result<()> {
        let sql = "UPDATE outbox SET media_id = ?2, left_at = ?3,
                     parts = CASE WHEN json_type(parts, '$.media') IS NULL THEN parts ELSE json_set(parts, '$.media.media_id', ?2) END WHERE id = ?1";
        self.run(sql, params![send.id, media_id, now.as_millisecond()])?;
        Ok(())
    }

    /// Notes what an attempt came to. An accepted message is in its thread at once, under WhatsApp's id and with whole seconds.
    /// Gives the thread, which is another one when WhatsApp knows the contact by other digits and they have a thread already.
    pub fn settle(&self, send: &Due, attempt: &Attempt, now: Timestamp) -> Result<i64> {
        let (code, words) = match attempt {
            Attempt::Refused { code, words } => (*code, Some(words)),
            Attempt::Unknown(words) => (None, Some(words)),
            Attempt::Accepted { .. } | Attempt::Again(_) => (None, None),
        };
        let leaves_at = match attempt {
            Attempt::Again(wait) => now.checked_add(*wait).unwrap_or(now),
            _ => now,
        };
        let (wamid, wa_id) = if let Attempt::Accepted { wamid, wa_id } = attempt { (Some(wamid), wa_id.as_deref()) } else { (None, None) };
        let sql = "UPDATE outbox SET state = ?2, leaves_at = ?3, wamid = ?4, failure_code = ?5, failure = ?6 WHERE id = ?1";
        self.run(sql, params![send.id, attempt.state().as_str(), leaves_at.as_millisecond(), wamid, code, words])?;
        let thread_id = match (&send.to, wa_id) {
            (kapso::Recipient::Phone(dialled), Some(wa_id)) if dialled != wa_id => self.reached_as(send, dialled, wa_id)?,
            _ => send.thread_id,
        };
        if let Some(wamid) = wamid {
            self.put_accepted(send.id, wamid, now)?;
            self.let_go_of_files()?;
        }
        self.reconcile(thread_id)?;
        self.refresh_thread(thread_id)?;
        Ok(thread_id)
    }

    fn reached_as(&self, send: &Due, dialled: &str, wa_id: &str) -> Result<i64> {
        self.put_wa_id(dialled, wa_id)?;
        self.rename_thread(send.thread_id, &send.phone_number_id, wa_id)
    }

    /// Puts a send into another state by a person's wish.
    pub fn wish_send(&self, id: i64, state: Delivery, leaves_at: Timestamp, hidden: bool) -> Result<()> {
        let sql = "UPDATE outbox SET state = ?2, leaves_at = ?3, hidden = ?4, media_id = NULL, failure_code = NULL, failure = NULL, heard = NULL, stale = 0 WHERE id = ?1 RETURNING thread_id";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let thread: i64 =
            statement.query_row(params![id, state.as_str(), leaves_at.as_millisecond(), hidden], |row| row.get(0)).map_err(fault)?;
        if hidden {
            self.let_go_of_files()?;
        }
        self.refresh_thread(thread)
    }

    /// Puts another text into a send that has not left. False where there is no text to put it into.
    pub fn edit_send(&self, id: i64, text: &str, now: Timestamp, leaves_at: Timestamp) -> Result<bool> {
        let sql = "SELECT body FROM outbox WHERE id = ?1";
        let read = |row: &Row<'_>| json::<Body>(&row.get::<_, String>(0)?);
        let body = self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([id], read)).map_err(fault)?;
        let Some(body) = body.saying(text) else { return Ok(false) };
        let body = serde_json::to_string(&body).map_err(|cause| Error::internal("outbox", cause))?;
        let held = if leaves_at > now { Delivery::Held } else { Delivery::Queued };
        let sql = "UPDATE outbox SET body = ?2, text = ?3, state = ?4, leaves_at = ?5 WHERE id = ?1 RETURNING thread_id";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let row = params![id, body, text, held.as_str(), leaves_at.as_millisecond()];
        let thread: i64 = statement.query_row(row, |row| row.get(0)).map_err(fault)?;
        self.refresh_thread(thread)?;
        Ok(true)
    }

    /// After a start: what was leaving when the program ended may or may not have left.
    pub fn settle_after_a_crash(&self) -> Result<()> {
        // An upload reaches nobody: what was no further than that begins again.
        self.run("UPDATE outbox SET state = 'queued' WHERE state = 'sending' AND file IS NOT NULL AND media_id IS NULL", [])?;
        let words = "Kapso Desk ended while this was leaving.";
        let sql = "UPDATE outbox SET state = ?1, failure = ?2 WHERE state = 'sending' RETURNING thread_id";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |row: &Row<'_>| row.get(0);
        let threads: Vec<i64> =
            statement.query_map(params![AFTER_A_CRASH.as_str(), words], read).and_then(Iterator::collect).map_err(fault)?;
        threads.into_iter().try_for_each(|thread| {
            self.reconcile(thread)?;
            self.refresh_thread(thread)
        })
    }
}

impl Reader<'_> {
    /// When the next send leaves, if one waits.
    pub fn next_send_at(&self) -> Result<Option<i64>> {
        let sql = "SELECT min(leaves_at) FROM outbox WHERE state IN ('held', 'queued')";
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([], |row| row.get(0))).map_err(fault)
    }

    /// How many sends' time has come, whether or not they were tried.
    pub fn waiting_sends(&self) -> Result<u32> {
        let sql = "SELECT count(*) FROM outbox WHERE state IN ('held', 'queued', 'sending') AND state = 'queued'";
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([], |row| row.get(0))).map_err(fault)
    }

    /// A send as its thread shows it.
    pub fn send(&self, id: i64) -> Result<Option<(i64, Message)>> {
        let sql = "SELECT * FROM outbox WHERE id = ?1";
        let read = |row: &Row<'_>| Ok((row.get("thread_id")?, self.with_what_is_unrecorded(message(row)?)));
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([id], read).optional()).map_err(fault)
    }

    /// A thread's sends that Kapso has not accepted, oldest first.
    pub fn sends_of_thread(&self, thread_id: i64) -> Result<Vec<Message>> {
        let sql = "SELECT * FROM outbox WHERE thread_id = ?1 AND hidden = 0 AND wamid IS NULL AND state <> 'cancelled' ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |row: &Row<'_>| message(row).map(|message| self.with_what_is_unrecorded(message));
        statement.query_map([thread_id], read).and_then(Iterator::collect).map_err(fault)
    }
}

fn due(row: &Row<'_>) -> rusqlite::Result<Due> {
    let digits: Option<String> = row.get("to_digits")?;
    let user: Option<String> = row.get("to_user")?;
    let body: Body = json(&row.get::<_, String>("body")?)?;
    let file: Option<String> = row.get("file")?;
    let (body, file) = match row.get::<_, Option<String>>("media_id")? {
        Some(media_id) => (body.carrying(&media_id), None),
        None => (body, file.map(|file| json(&file)).transpose()?),
    };
    let to = match digits {
        Some(digits) => kapso::Recipient::Phone(digits),
        None => kapso::Recipient::BusinessScopedUser(user.unwrap_or_default()),
    };
    Ok(Due {
        id: row.get("id")?,
        thread_id: row.get("thread_id")?,
        phone_number_id: row.get("phone_number_id")?,
        to,
        body,
        file,
        attempt: row.get::<_, u32>("attempt")?.saturating_add(1),
    })
}

fn json<T: serde::de::DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(|cause| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(cause)))
}

fn message(row: &Row<'_>) -> rusqlite::Result<Message> {
    let state = Delivery::of(row.get_ref("state")?.as_str()?);
    let parts = Parts::of_json(row.get("parts")?);
    let agent = row.get_ref("author")?.as_str()? == "agent";
    let reply_to: Option<String> = row.get("reply_to")?;
    let approved_at: Option<i64> = row.get("approved_at")?;
    let words: Option<String> = row.get("failure")?;
    let id: i64 = row.get("id")?;
    let waits = matches!(state, Delivery::Held | Delivery::Queued);
    Ok(Message {
        message_id: row.get("wamid")?,
        send_id: Some(id.to_string()),
        conversation_id: row.get("conversation_id")?,
        at: time(row.get("created_at")?),
        direction: Direction::Outbound,
        kind: MessageKind::of(row.get_ref("kind")?.as_str()?),
        text: row.get("text")?,
        media: parts.media,
        location: parts.location,
        contacts: parts.contacts,
        interactive: parts.interactive,
        template: parts.template,
        order: parts.order,
        reaction: parts.reaction,
        delivery: state,
        failure: match state {
            Delivery::Failed if row.get("stale")? => Some(failure::stale()),
            Delivery::Failed => Some(failure::explain(row.get("failure_code")?, words)),
            Delivery::Uncertain => Some(uncertain(words)),
            _ => None,
        },
        reply_to: reply_to.map(|wamid| Quote { message_id: Some(wamid), direction: None, kind: None, text: None }),
        reactions: Vec::new(),
        author: Some(Author {
            kind: if agent { AuthorKind::Agent } else { AuthorKind::Person },
            name: row.get("author_name")?,
            approved_at: approved_at.map(time),
        }),
        leaves_at: if waits { Some(time(row.get("leaves_at")?)) } else { None },
    })
}

fn uncertain(words: Option<String>) -> Failure {
    Failure {
        code: None,
        message: words.unwrap_or_else(|| "Nobody can tell whether it left.".to_owned()),
        remedy: "Look in the conversation whether it arrived before you send it again.".to_owned(),
        retry: true,
        stale: false,
    }
}
