//! A person and two agents at work, each doing one thing at a moment of its own.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use rand::{RngExt, rngs::StdRng};
use serde_json::{Value, json};
use simulator::Control;
use tokio::sync::broadcast;

use crate::{
    books::{Answered, Books, By, Verdict},
    call::{self, Answer},
    plug::Calling,
};

/// The clinic's number.
pub(crate) const CLINIC: &str = "106500000000017";
pub(crate) const SEND: &str = "whatsapp_send_text_message";

/// Who works at a desk, and what they need for it.
#[derive(Clone)]
pub(crate) struct People {
    pub(crate) books: Arc<Mutex<Books>>,
    pub(crate) control: Control,
    pub(crate) contacts: Vec<String>,
    pub(crate) data_dir: std::path::PathBuf,
    pub(crate) ada: String,
    pub(crate) tom: String,
    /// What they are about to ask, at that moment.
    pub(crate) calls: broadcast::Sender<Calling>,
}

/// One thing that somebody does.
#[derive(Clone, Copy)]
pub(crate) enum Deed {
    /// Somebody wants to send something new, to the contact of this place.
    Write(By, usize, bool),
    /// Whoever got no answer says the same again.
    Repeat,
    /// The person decides what waits.
    Decide(bool),
    /// A contact writes.
    Hear(usize),
    /// The person looks for news.
    Refresh,
}

impl Deed {
    /// Any of them; a person decides about as often as an agent asks.
    pub(crate) fn any(dice: &mut StdRng, contacts: usize) -> Self {
        let with_key = dice.random_bool(0.5);
        match dice.random_range(0..16) {
            0..=2 => Self::Write(By::Person, dice.random_range(0..contacts), with_key),
            3..=5 => Self::Write(By::Ada, dice.random_range(0..contacts), with_key),
            6 | 7 => Self::Write(By::Tom, 0, with_key),
            8..=11 => Self::Decide(dice.random_bool(0.85)),
            12 | 13 => Self::Hear(dice.random_range(0..contacts)),
            14 => Self::Repeat,
            _ => Self::Refresh,
        }
    }
}

impl People {
    /// Does it after a while, with the desk that is at this address then.
    pub(crate) async fn does(self, deed: Deed, after: Duration, address: String) {
        tokio::time::sleep(after).await;
        match deed {
            Deed::Write(by, contact, with_key) => {
                let place = {
                    let mut books = self.books.lock().unwrap();
                    let text = format!("wish {} of {}", books.wishes.len(), self.data_dir.display());
                    books.open(by, &self.contacts[contact], text, with_key)
                };
                self.says(place, &address).await;
            }
            Deed::Repeat => self.repeats(&address).await,
            Deed::Decide(approve) => self.decides(approve).await,
            Deed::Hear(contact) => {
                let wamid = self.control.receive(CLINIC, &self.contacts[contact], "And then?").unwrap();
                self.books.lock().unwrap().heard.push(wamid);
            }
            Deed::Refresh => drop(call::as_person(&self.data_dir, "desk_refresh", json!({})).await),
        }
    }

    /// The newest wish without an answer is said again.
    pub(crate) async fn repeats(&self, address: &str) {
        let place = self.books.lock().unwrap().unanswered();
        if let Some(place) = place {
            self.says(place, address).await;
        }
    }

    async fn says(&self, place: usize, address: &str) {
        let wish = self.books.lock().unwrap().wishes[place].clone();
        let mut input = json!({ "conversation_selector": { "phone_number": wish.to }, "content": wish.text });
        if let Some(key) = &wish.key {
            input["idempotency_key"] = json!(key);
        }
        self.announce(Calling::Send);
        let answer = match wish.by {
            By::Person => call::as_person(&self.data_dir, SEND, input).await,
            By::Ada => call::as_agent(address, &self.ada, SEND, &input).await,
            By::Tom => call::as_agent(address, &self.tom, SEND, &input).await,
        };
        let answered = answered(answer);
        let wish = &mut self.books.lock().unwrap().wishes[place];
        wish.times_said += 1;
        // Who is refused for an answer that came meanwhile does not know what became of the first time.
        if wish.times_said == 1 || answered != Answered::Refused {
            wish.answer = answered;
        }
    }

    async fn decides(&self, approve: bool) {
        let Some((place, request)) = self.books.lock().unwrap().undecided() else { return };
        let approve = {
            let wish = &mut self.books.lock().unwrap().wishes[place];
            wish.verdict.get_or_insert(Verdict { approve, was_heard: false }).approve
        };
        // Half of the time the person has seen what the contact wrote meanwhile.
        let seen = if place % 2 == 0 { 0 } else { 1_000 };
        let input = json!({ "request_id": request, "approve": approve, "new_messages": seen });
        self.announce(Calling::Decide);
        match call::as_person(&self.data_dir, "desk_decide", input).await {
            None => return,
            Some(Ok(_)) => {}
            // It was decided before the kill; whether it was carried out is what is to be shown.
            Some(Err(error)) if error["code"] == "already_decided" => {}
            // They have not, and the request waits on.
            Some(Err(error)) if error["code"] == "stale" => {
                self.books.lock().unwrap().wishes[place].verdict = None;
                return;
            }
            Some(Err(error)) => panic!("a decision was refused: {error}"),
        }
        self.books.lock().unwrap().wishes[place].verdict = Some(Verdict { approve, was_heard: true });
    }

    fn announce(&self, call: Calling) {
        // Nobody may be waiting for it.
        let _ = self.calls.send(call);
    }
}

fn answered(answer: Answer) -> Answered {
    match answer {
        None => Answered::Nothing,
        Some(Ok(said)) if said["status"] == "pending_approval" => Answered::Asked(text(&said["request_id"])),
        Some(Ok(said)) if said["status"] == "queued" => Answered::Queued,
        // The same was asked before the kill, and decided meanwhile.
        Some(Ok(said)) if said["request_id"].is_string() => Answered::Asked(text(&said["request_id"])),
        Some(Err(error)) if error["code"] == "stale" => Answered::Refused,
        Some(other) => panic!("a send was answered with {other:?}"),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
