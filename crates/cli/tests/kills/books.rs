//! What was wished for, and what was answered: kept outside the desk, so that it can be held to it.

use std::time::{Duration, Instant};

/// Without a key, the same words within two minutes are the same message. Nobody says them again so late that it could be another.
const REPEATED_WITHIN: Duration = Duration::from_secs(60);

/// Everything that anybody wished.
#[derive(Default)]
pub(crate) struct Books {
    pub(crate) wishes: Vec<Wish>,
    /// The ids of what contacts wrote.
    pub(crate) heard: Vec<String>,
}

/// One message that somebody wanted to send, by a text that is its own.
#[derive(Clone)]
pub(crate) struct Wish {
    pub(crate) text: String,
    pub(crate) by: By,
    pub(crate) to: String,
    pub(crate) key: Option<String>,
    pub(crate) since: Instant,
    pub(crate) times_said: usize,
    pub(crate) answer: Answered,
    pub(crate) verdict: Option<Verdict>,
}

/// Whose wish it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// The person, at a terminal.
    Person,
    /// An agent that has to ask.
    Ada,
    /// An agent that may send to one contact.
    Tom,
}

/// What was answered, the last time that anything was.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Answered {
    /// Nothing yet: the desk may know of it or not.
    Nothing,
    /// It is on its way.
    Queued,
    /// This request waits for a person.
    Asked(String),
    /// It is refused, and nothing is sent.
    Refused,
}

/// What the person said of it. Who got no answer says the same again.
#[derive(Clone, Copy)]
pub(crate) struct Verdict {
    pub(crate) approve: bool,
    /// Whether the desk has answered that it is decided.
    pub(crate) was_heard: bool,
}

impl Books {
    /// Writes a new wish down, before it is said.
    pub(crate) fn open(&mut self, by: By, to: &str, text: String, with_key: bool) -> usize {
        let key = with_key.then(|| format!("key of {text}"));
        self.wishes.push(Wish {
            text,
            by,
            to: to.to_owned(),
            key,
            since: Instant::now(),
            times_said: 0,
            answer: Answered::Nothing,
            verdict: None,
        });
        self.wishes.len() - 1
    }

    /// The newest wish that got no answer and can be said again.
    pub(crate) fn unanswered(&self) -> Option<usize> {
        self.wishes
            .iter()
            .rposition(|wish| wish.answer == Answered::Nothing && (wish.key.is_some() || wish.since.elapsed() < REPEATED_WITHIN))
    }

    /// The newest wish that a person can decide, and its request.
    pub(crate) fn undecided(&self) -> Option<(usize, String)> {
        self.wishes.iter().enumerate().rev().find_map(|(place, wish)| match &wish.answer {
            Answered::Asked(id) if wish.verdict.is_none_or(|verdict| !verdict.was_heard) => Some((place, id.clone())),
            _ => None,
        })
    }
}
