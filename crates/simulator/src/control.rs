//! What tests do to the world behind the API's back.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::broadcast;

use crate::{
    clock,
    domain::{content, inbound, script::Line, statuses},
    journal::{Moment, Request},
    life,
    refusal::Refusal,
    store::{contacts, contacts::Contact, messages, numbers, sends},
    weather::{Fault, Latency, Rule, Shape, Slow},
    world::World,
};

/// The hands behind the API's back: the clock, the people, the weather and the truth.
#[derive(Clone)]
pub struct Control {
    world: Arc<World>,
}

/// One body that left for one recipient, as often as it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sent {
    /// The number it left from.
    pub phone_number_id: String,
    /// The recipient's digits, or the business-scoped id of whom has no number.
    pub to: String,
    /// The message's type.
    pub kind: String,
    /// The request body, byte for byte.
    pub raw: String,
    /// The ids of the messages that came of it: one for each time it took effect.
    pub ids: Vec<String>,
    /// When it first left, in the simulator's time, ISO 8601.
    pub first_at: String,
}

impl Sent {
    /// How often this body left for this recipient.
    #[must_use]
    pub fn times(&self) -> usize {
        self.ids.len()
    }
}

/// Why the world would not do what a test asked of it.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// There is no such number, person or message.
    #[error("the simulated world has no {0}")]
    Unknown(String),
    /// The message to be received is not an object whose `type` names one of its members.
    #[error("a message needs a type and a member of that name")]
    Malformed,
    /// The number blocked this person, so that nothing of theirs arrives.
    #[error("this person is blocked by the number")]
    Blocked,
    /// The store failed.
    #[error("the simulator's own store failed: {0}")]
    Store(String),
}

impl From<rusqlite::Error> for ControlError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.to_string())
    }
}

impl From<Refusal> for ControlError {
    fn from(refusal: Refusal) -> Self {
        Self::Store(refusal.body.to_string())
    }
}

impl Control {
    pub(crate) fn new(world: Arc<World>) -> Self {
        Self { world }
    }

    /// The simulator's time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.world.clock.now()).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Turns the clock on and lets everything happen that falls due, in order.
    ///
    /// # Errors
    /// When the store fails.
    pub fn advance(&self, by: Duration) -> Result<(), ControlError> {
        self.world.clock.turn(i64::try_from(by.as_millis()).unwrap_or(i64::MAX));
        Ok(life::live(&self.world)?)
    }

    /// A person writes a text now; `person` is a phone number, a business-scoped id, a contact id or an exact name.
    /// An unknown phone number becomes a new contact. Returns the message's id.
    ///
    /// # Errors
    /// When there is no such number, or no such person.
    pub fn receive(&self, phone_number_id: &str, person: &str, text: &str) -> Result<String, ControlError> {
        self.receive_line(phone_number_id, person, Line::text(text))
    }

    /// A person sends a message of any type now: an object with `type` and the member of that name, as Meta shapes it.
    /// Returns the message's id.
    ///
    /// # Errors
    /// When there is no such number or person, or the message names no type.
    pub fn receive_message(&self, phone_number_id: &str, person: &str, message: &Value) -> Result<String, ControlError> {
        let kind = message.get("type").and_then(Value::as_str).ok_or(ControlError::Malformed)?;
        let part = message.get(kind).ok_or(ControlError::Malformed)?;
        let mut body = serde_json::Map::new();
        body.insert(kind.to_owned(), part.clone());
        if let Some(context) = message.get("context") {
            body.insert("context".to_owned(), context.clone());
        }
        let body = Value::Object(body);
        let content = content::of(kind, &body);
        let media_id = part.get("id").and_then(Value::as_str).map(str::to_owned);
        let extras = message.get("kapso").cloned().unwrap_or_else(|| Value::Object(serde_json::Map::new()));
        self.receive_line(phone_number_id, person, Line { kind: kind.to_owned(), body, media_id, content, extras })
    }

    fn receive_line(&self, number: &str, person: &str, line: Line) -> Result<String, ControlError> {
        let world = &self.world;
        let now = world.clock.now();
        world.store.transaction(|tx| {
            numbers::find(tx, number)?.ok_or_else(|| ControlError::Unknown(format!("number {number}")))?;
            let contact = match find(tx, person)? {
                Some(contact) => contact.row,
                None => {
                    let digits = contacts::digits(person);
                    if digits.len() < 7 {
                        return Err(ControlError::Unknown(format!("person {person}")));
                    }
                    Contact::stranger(world.dice.uuid(), Some(digits), None, now).insert(tx)?
                }
            };
            inbound::arrive(tx, &world.dice, (number, contact), line, None, now)?.ok_or(ControlError::Blocked)
        })
    }

    /// Appends a status to a message now, whatever its present one: `sent`, `delivered`, `read`, or `failed` with a code.
    ///
    /// # Errors
    /// When there is no such message.
    pub fn report(&self, message_id: &str, status: &str, code: Option<i64>) -> Result<(), ControlError> {
        let now = self.world.clock.now();
        self.world.store.transaction(|tx| {
            let message = messages::find(tx, message_id)?.ok_or_else(|| ControlError::Unknown(format!("message {message_id}")))?;
            Ok(statuses::append(tx, message.row, status, code, now)?)
        })
    }

    /// The truth: every message that left, whoever was told so, equal bodies to one recipient counted together.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sends(&self) -> Result<Vec<Sent>, ControlError> {
        let all = self.world.store.transaction(|tx| Ok::<_, ControlError>(sends::all(tx)?))?;
        let mut distinct: Vec<Sent> = Vec::new();
        for send in all {
            let same = |sent: &&mut Sent| sent.raw == send.raw && sent.phone_number_id == send.number_id && sent.to == send.recipient;
            match distinct.iter_mut().find(same) {
                Some(sent) => sent.ids.push(send.message_id),
                None => distinct.push(Sent {
                    phone_number_id: send.number_id,
                    to: send.recipient,
                    kind: send.kind,
                    raw: send.raw,
                    ids: vec![send.message_id],
                    first_at: clock::iso(send.at),
                }),
            }
        }
        Ok(distinct)
    }

    /// Strikes the next request of a route, e.g. `POST */messages`, with a fault.
    pub fn fail_next(&self, route: &str, fault: Fault) {
        self.fail(Rule { route: route.to_owned(), fault, after: 0, times: Some(1) });
    }

    /// Makes a rule of the weather.
    pub fn fail(&self, rule: Rule) {
        self.world.weather.add(rule);
    }

    /// Makes every answer of a route wait a time between two bounds, each as likely as any other.
    pub fn set_latency(&self, route: &str, latency: Latency) {
        self.slow(Slow { route: route.to_owned(), latency, shape: Shape::Uniform });
    }

    /// Makes every answer of a route wait a time of any distribution.
    pub fn slow(&self, slow: Slow) {
        self.world.weather.slow(slow);
    }

    /// Puts a file at `https://files.example/NAME`, in the place of what stood there.
    pub fn put_file(&self, name: &str, bytes: &[u8]) {
        self.world.files.put(name, bytes.to_vec());
    }

    /// Ends all faults and latencies.
    pub fn clear_weather(&self) {
        self.world.weather.clear();
    }

    /// Whether people answer what they are sent; they do unless told otherwise.
    pub fn let_people_answer(&self, answer: bool) {
        self.world.people_answer.store(answer, Ordering::SeqCst);
    }

    /// What was asked over HTTP, in order of arrival, without any secret.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.world.journal.entries()
    }

    /// Each request as it arrives, is held and is answered, at that very moment; for who wants to pull a plug then.
    #[must_use]
    pub fn moments(&self) -> broadcast::Receiver<Moment> {
        self.world.journal.moments()
    }
}

fn find(tx: &rusqlite::Transaction<'_>, person: &str) -> rusqlite::Result<Option<Contact>> {
    if let Some(contact) = contacts::find(tx, person)? {
        return Ok(Some(contact));
    }
    let sql = format!("SELECT {} FROM contacts WHERE profile_name = ?1 OR display_name = ?1 LIMIT 1", contacts::COLUMNS);
    rusqlite::OptionalExtension::optional(tx.prepare_cached(&sql)?.query_row([person], Contact::of))
}
