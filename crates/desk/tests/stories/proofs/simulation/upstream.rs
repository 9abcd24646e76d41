//! The other side: what took effect, whoever was told of it, and the list in which the desk can look for it.

use desk::{store::messages::SeenMessage, translate};
use kapso::wire;
use serde_json::{Value, json};

/// The number that everything leaves from.
pub(super) const NUMBER: &str = "106500000000017";
/// Those who are written to.
pub(super) const CONTACTS: usize = 3;

/// A message that took effect.
#[derive(Clone)]
pub(super) struct Truth {
    pub(super) contact: usize,
    pub(super) text: String,
    /// Milliseconds, of whole seconds.
    pub(super) at: i64,
    /// The send that it came from; none for what somebody else wrote.
    pub(super) send: Option<i64>,
    pub(super) inbound: bool,
    statuses: Vec<(&'static str, i64)>,
}

/// All that took effect, in that order.
#[derive(Clone, Default)]
pub(super) struct Upstream {
    pub(super) messages: Vec<Truth>,
}

impl Upstream {
    /// A message takes effect; gives its place, which is its id.
    pub(super) fn takes(&mut self, contact: usize, text: &str, send: Option<i64>, inbound: bool, now: i64) -> usize {
        let at = now.div_euclid(1000) * 1000;
        self.messages.push(Truth { contact, text: text.to_owned(), at, send, inbound, statuses: Vec::new() });
        self.messages.len() - 1
    }

    /// WhatsApp says more of a message, in any order and as often as it likes.
    pub(super) fn says(&mut self, place: usize, word: &'static str, now: i64) {
        self.messages[place].statuses.push((word, now.div_euclid(1000)));
    }

    /// The newest messages, newest first, as they are now; one that is asked for now may arrive much later.
    pub(super) fn page(&self, length: usize) -> Vec<SeenMessage> {
        let mut places: Vec<usize> = (0..self.messages.len()).collect();
        places.sort_by_key(|place| (self.messages[*place].at, *place));
        places.into_iter().rev().take(length).map(|place| self.seen(place)).collect()
    }

    fn seen(&self, place: usize) -> SeenMessage {
        let message = &self.messages[place];
        let (side, direction) = if message.inbound { ("from", "inbound") } else { ("to", "outbound") };
        let status = message.statuses.last().map_or("accepted", |(word, _)| *word);
        let statuses: Vec<Value> =
            message.statuses.iter().map(|(word, at)| json!({ "status": word, "timestamp": at.to_string() })).collect();
        let listed: wire::Message = serde_json::from_value(json!({
            "id": wamid(place),
            "timestamp": (message.at / 1000).to_string(),
            "type": "text",
            "text": { "body": message.text },
            side: digits(message.contact),
            "kapso": {
                "direction": direction,
                "status": if message.inbound { "received" } else { status },
                "phone_number": digits(message.contact),
                "phone_number_id": NUMBER,
                "statuses": statuses,
            },
        }))
        .unwrap();
        translate::message(&listed).unwrap()
    }
}

pub(super) fn wamid(place: usize) -> String {
    format!("wamid.{place}")
}

pub(super) fn digits(contact: usize) -> String {
    format!("{}", 15_550_000_100_usize + contact)
}
