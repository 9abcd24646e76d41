//! Pages of a thread: the newest messages, sends that are still on their way, quotes and reactions.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, Row, params};

use super::Parts;
use crate::{
    error::{Error, ErrorCode, Result},
    failure,
    model::{Author, Media, Message, Quote, Reaction},
    store::{Reader, fault, fingerprint::fingerprint, threads::time},
    values::{AuthorKind, Delivery, Direction, MessageKind},
};

/// Messages of a thread, oldest first.
#[derive(Debug, Clone)]
pub struct ThreadPage {
    /// The messages.
    pub messages: Vec<Message>,
    /// Where older ones are.
    pub older_cursor: Option<String>,
}

/// Where a page ends: before this message.
#[derive(Debug, Clone, Copy)]
pub struct Older(i64);

impl Older {
    /// Reads a cursor that this desk gave.
    pub fn parse(cursor: &str) -> Result<Self> {
        cursor.parse().map(Self).map_err(|_| {
            Error::new(
                ErrorCode::InvalidValue,
                "`cursor` is not one that this desk gave.",
                "Take `older_cursor` of the answer before, or leave it out for the newest.",
            )
        })
    }
}

/// What a message is made of, read by its places.
const COLUMNS: &str =
    "messages.id, messages.wamid, messages.conversation_id, messages.at, messages.direction, messages.kind, messages.text,
    messages.parts, messages.reply_to, messages.origin, messages.delivery, messages.failure_code, messages.failure,
    outbox.id, outbox.author, outbox.author_name, outbox.approved_at
    FROM messages LEFT JOIN outbox ON outbox.wamid = messages.wamid";

/// The nearest messages on one side of an id, nearest first. Each direction has its order in the index; the nearest of both are the nearest.
pub(super) fn beside(past: &str, order: &str) -> String {
    let of = |outbound: u8| {
        format!(
            "SELECT id FROM (SELECT id FROM messages WHERE thread_id = ?1 AND outbound = {outbound} AND id {past} ?2 ORDER BY id {order} LIMIT ?3)"
        )
    };
    let (inbound, outbound) = (of(0), of(1));
    format!("SELECT {COLUMNS} WHERE messages.id IN ({inbound} UNION ALL {outbound}) ORDER BY messages.id {order} LIMIT ?3")
}

impl Reader<'_> {
    /// Up to `limit` messages before `older`, or the newest together with the sends that have not been accepted.
    pub fn thread_page(&self, thread_id: i64, older: Option<Older>, limit: u32) -> Result<ThreadPage> {
        let edge = older.map_or(i64::MAX, |older| older.0);
        let sql = beside("<", "DESC");
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        let rows =
            statement.query_map(params![thread_id, edge, u64::from(limit).saturating_add(1)], |row| Ok((row.get(0)?, message(row)?)));
        let mut rows: Vec<(i64, Message)> = rows.and_then(Iterator::collect).map_err(fault)?;
        let goes_on = u64::try_from(rows.len()).unwrap_or(0) > u64::from(limit);
        rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let older_cursor = rows.last().filter(|_| goes_on).map(|(id, _)| id.to_string());
        let mut messages: Vec<Message> = rows.into_iter().rev().map(|(_, message)| message).collect();
        if older.is_none() {
            self.add_sends(thread_id, &mut messages)?;
        }
        self.add_reactions(thread_id, &mut messages)?;
        self.add_quotes(&mut messages)?;
        Ok(ThreadPage { messages, older_cursor })
    }

    /// Up to `count` messages before and after a message of a thread, each oldest first.
    pub fn around(&self, thread_id: i64, id: i64, count: u32) -> Result<(Vec<Message>, Vec<Message>)> {
        let side = |past: &str, order: &str| {
            let mut statement = self.connection.prepare_cached(&beside(past, order)).map_err(fault)?;
            let rows: Vec<Message> =
                statement.query_map([thread_id, id, i64::from(count)], message).and_then(Iterator::collect).map_err(fault)?;
            Ok(rows)
        };
        let (mut before, mut after) = (side("<", "DESC")?, side(">", "ASC")?);
        before.reverse();
        for messages in [&mut before, &mut after] {
            self.add_reactions(thread_id, messages)?;
            self.add_quotes(messages)?;
        }
        Ok((before, after))
    }

    /// How many messages of a thread are here.
    pub fn count_messages(&self, thread_id: i64) -> Result<u64> {
        let mut statement = self.connection.prepare_cached("SELECT count(*) FROM messages WHERE thread_id = ?1").map_err(fault)?;
        statement.query_row([thread_id], |row| row.get(0)).map_err(fault)
    }

    /// One message by WhatsApp's id.
    pub fn message(&self, wamid: &str) -> Result<Option<Message>> {
        let sql = format!("SELECT {COLUMNS} WHERE messages.wamid_hash = ?2 AND messages.wamid = ?1");
        self.connection
            .prepare_cached(&sql)
            .and_then(|mut statement| statement.query_row(params![wamid, fingerprint(wamid)], message).optional())
            .map_err(fault)
    }

    /// The number that a message's file is on, and the file; none without a media id.
    pub fn media_of_message(&self, wamid: &str) -> Result<Option<(String, Media)>> {
        let sql = "SELECT threads.phone_number_id, parts FROM messages JOIN threads ON threads.id = thread_id
                   WHERE wamid_hash = ?2 AND wamid = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let row: Option<(String, Option<String>)> =
            statement.query_row(params![wamid, fingerprint(wamid)], |row| Ok((row.get(0)?, row.get(1)?))).optional().map_err(fault)?;
        Ok(row.and_then(|(number, parts)| Some((number, Parts::of_json(parts).media.filter(|media| media.media_id.is_some())?))))
    }

    /// Puts the sends that have not been accepted among the newest messages.
    pub(super) fn add_sends(&self, thread_id: i64, messages: &mut Vec<Message>) -> Result<()> {
        messages.extend(self.sends_of_thread(thread_id)?);
        messages.sort_by_key(|message| (is_leaving(message.delivery), message.at));
        Ok(())
    }

    pub(super) fn add_reactions(&self, thread_id: i64, messages: &mut [Message]) -> Result<()> {
        let sql = "SELECT reacts_to, direction, text, parts FROM messages WHERE reacts_to IS NOT NULL AND thread_id = ?1 AND at >= ?2 ORDER BY at, id";
        let from = messages.first().map_or(0, |message| message.at.as_millisecond());
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, Direction::of(row.get_ref(1)?.as_str()?), Parts::of_json(row.get(3)?)));
        let rows: Vec<(String, Direction, Parts)> =
            statement.query_map([thread_id, from], read).and_then(Iterator::collect).map_err(fault)?;
        let mut newest: HashMap<(String, Direction), String> = HashMap::new();
        for (target, direction, parts) in rows {
            newest.insert((target, direction), parts.reaction.map(|reaction| reaction.emoji).unwrap_or_default());
        }
        for message in messages {
            let Some(wamid) = &message.message_id else { continue };
            for direction in [Direction::Inbound, Direction::Outbound] {
                if let Some(emoji) = newest.get(&(wamid.clone(), direction)).filter(|emoji| !emoji.is_empty()) {
                    message.reactions.push(Reaction { direction, emoji: emoji.clone() });
                }
            }
        }
        Ok(())
    }

    pub(super) fn add_quotes(&self, messages: &mut [Message]) -> Result<()> {
        for message in messages {
            let Some(wamid) = message.reply_to.as_mut().and_then(|quote| quote.message_id.clone()) else { continue };
            if let Some(original) = self.message(&wamid)? {
                message.reply_to = Some(Quote {
                    message_id: Some(wamid),
                    direction: Some(original.direction),
                    kind: Some(original.kind),
                    text: quoted_text(&original),
                });
            }
        }
        Ok(())
    }
}

/// What has not left stands last, whenever it was written: that is where it will stand.
fn is_leaving(delivery: Delivery) -> bool {
    matches!(delivery, Delivery::Held | Delivery::Queued | Delivery::Sending)
}

fn quoted_text(original: &Message) -> Option<String> {
    let filename = original.media.as_ref().and_then(|media| media.filename.as_ref());
    original.text.as_ref().or(filename).map(|text| text.chars().take(160).collect())
}

pub(super) fn message(row: &Row<'_>) -> rusqlite::Result<Message> {
    let direction = Direction::of(row.get_ref(4)?.as_str()?);
    let delivery = Delivery::of(row.get_ref(10)?.as_str()?);
    let parts = Parts::of_json(row.get(7)?);
    let reply_to: Option<String> = row.get(8)?;
    let send_id: Option<i64> = row.get(13)?;
    let words: Option<String> = row.get(12)?;
    Ok(Message {
        message_id: row.get(1)?,
        send_id: send_id.map(|id| id.to_string()),
        conversation_id: row.get(2)?,
        at: time(row.get(3)?),
        direction,
        kind: MessageKind::of(row.get_ref(5)?.as_str()?),
        text: row.get(6)?,
        media: parts.media,
        location: parts.location,
        contacts: parts.contacts,
        interactive: parts.interactive,
        template: parts.template,
        order: parts.order,
        reaction: parts.reaction,
        delivery: if direction == Direction::Inbound { Delivery::Received } else { delivery },
        failure: (delivery == Delivery::Failed).then(|| failure::explain(row.get(11).unwrap_or_default(), words)),
        reply_to: reply_to.map(|wamid| Quote { message_id: Some(wamid), direction: None, kind: None, text: None }),
        reactions: Vec::new(),
        author: if direction == Direction::Outbound { Some(author(row)?) } else { None },
        leaves_at: None,
    })
}

/// A message that this desk sent has an author in the outbox; any other came from the phone app or another program.
fn author(row: &Row<'_>) -> rusqlite::Result<Author> {
    let kind = match (row.get_ref(14)?.as_str_or_null()?, row.get_ref(9)?.as_str_or_null()?) {
        (Some("agent"), _) => AuthorKind::Agent,
        (Some(_), _) => AuthorKind::Person,
        (None, Some("business_app" | "history_sync")) => AuthorKind::PhoneApp,
        (None, _) => AuthorKind::Api,
    };
    let approved_at: Option<i64> = row.get(16)?;
    Ok(Author { kind, name: row.get(15)?, approved_at: approved_at.map(time) })
}
