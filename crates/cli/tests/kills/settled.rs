//! What is found in the end: the books, the store and the truth, held against each other.

use std::{collections::BTreeMap, path::Path, time::Duration};

use rusqlite::Connection;
use serde_json::Value;
use simulator::Control;

use crate::{
    books::{Answered, Books, Verdict, Wish},
    disk::{self, Row},
    plug::Plug,
};

/// What a desk came to, or several.
#[derive(Default)]
pub(crate) struct Settled {
    pub(crate) kills: BTreeMap<Plug, usize>,
    pub(crate) wishes: usize,
    pub(crate) left: usize,
    pub(crate) lost: usize,
    pub(crate) doubled: usize,
    pub(crate) unasked: usize,
    pub(crate) corrupt: usize,
    /// Sends of which the desk did not know whether they had left, and a person asked for once more.
    pub(crate) asked_again: usize,
    pub(crate) slowest: Duration,
}

impl Settled {
    pub(crate) fn add(&mut self, other: Self) {
        for (plug, times) in other.kills {
            *self.kills.entry(plug).or_default() += times;
        }
        self.wishes += other.wishes;
        self.left += other.left;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.unasked += other.unasked;
        self.corrupt += other.corrupt;
        self.asked_again += other.asked_again;
        self.slowest = self.slowest.max(other.slowest);
    }

    pub(crate) fn is_clean(&self) -> bool {
        [self.lost, self.doubled, self.unasked, self.corrupt] == [0; 4] && self.left > 0
    }

    pub(crate) fn figure(&self) -> String {
        format!(
            "{} kills, {} messages wished, {} left: {} lost, {} doubled, {} sent unasked, {} corrupt stores, back in at most {:.2} s",
            self.kills.values().sum::<usize>(),
            self.wishes,
            self.left,
            self.lost,
            self.doubled,
            self.unasked,
            self.corrupt,
            self.slowest.as_secs_f32()
        )
    }

    pub(crate) fn details(&self) -> String {
        format!("kills by moment: {:?}; uncertain, and sent once more by a person who looked: {}", self.kills, self.asked_again)
    }

    /// Holds what a desk left against the books and the truth.
    pub(crate) fn compare(&mut self, books: &Books, store: &Connection, control: &Control) {
        let truth = Truth::of(control);
        let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in disk::outbox(store) {
            rows.entry(row.text.clone()).or_default().push(row);
        }
        for wish in &books.wishes {
            let (rows, left) = (rows.remove(&wish.text).unwrap_or_default(), truth.times(&wish.text));
            self.wishes += 1;
            self.left += left;
            self.note("doubled", wish.stands(&rows) > 1 || left > 1, wish, &rows, left);
            self.note("unasked", left > 0 && !wish.may_leave(store), wish, &rows, left);
            self.note("lost", is_lost(wish, &rows, left, store, &truth), wish, &rows, left);
        }
        self.lost += rows.len(); // sends that nobody wished
        self.lost += books.heard.iter().filter(|wamid| !disk::has_message(store, wamid)).count();
    }

    fn note(&mut self, what: &str, is_so: bool, wish: &Wish, rows: &[Row], left: usize) {
        if !is_so {
            return;
        }
        match what {
            "doubled" => self.doubled += 1,
            "unasked" => self.unasked += 1,
            _ => self.lost += 1,
        }
        let states: Vec<&str> = rows.iter().map(|row| row.state.as_str()).collect();
        println!("{what}: {:?} left {left} times and stands in the outbox as {states:?}", wish.text);
    }
}

impl Wish {
    /// How often it stands in the outbox. What failed before it left may be wished again, unless it had a key.
    fn stands(&self, rows: &[Row]) -> usize {
        let may_be_said_again = self.key.is_none() && self.times_said > 1;
        rows.iter().filter(|row| !(may_be_said_again && row.state == "failed")).count()
    }

    /// Whether the store has a reason to let it leave: nobody had to be asked, or a person said yes.
    fn may_leave(&self, store: &Connection) -> bool {
        match (&self.answer, &self.verdict) {
            (Answered::Refused, _) | (Answered::Asked(_), Some(Verdict { approve: false, .. })) => false,
            (Answered::Asked(id), _) => disk::request(store, id).as_deref() == Some("approved"),
            (Answered::Nothing | Answered::Queued, _) => true,
        }
    }
}

/// Whether the desk forgot it, or says of it what is not so.
fn is_lost(wish: &Wish, rows: &[Row], left: usize, store: &Connection, truth: &Truth) -> bool {
    let request = match &wish.answer {
        Answered::Asked(id) => disk::request(store, id),
        _ => None,
    };
    let is_forgotten = match &wish.answer {
        Answered::Queued => rows.is_empty(),
        Answered::Asked(_) => request.is_none() || (request.as_deref() == Some("approved") && rows.is_empty()),
        Answered::Nothing | Answered::Refused => false,
    };
    is_forgotten
        || (left > 0 && rows.is_empty())
        || (wish.verdict.as_ref().is_some_and(|verdict| verdict.approve && verdict.was_heard) && rows.is_empty())
        || rows.iter().any(|row| row.hidden || !says_the_truth(row, rows, left, truth))
}

/// Everything has left by now that could: it was accepted, once, under the id that Kapso gave it, or the person is told that it
/// did not leave.
fn says_the_truth(row: &Row, all: &[Row], left: usize, truth: &Truth) -> bool {
    match row.state.as_str() {
        "accepted" => left == 1 && row.wamid.as_ref().is_some_and(|wamid| truth.is_of(wamid, &row.text)),
        "failed" => left == all.iter().filter(|other| other.state == "accepted").count(),
        _ => false,
    }
}

/// What left, by the simulator.
pub(crate) struct Truth(BTreeMap<String, Vec<String>>);

impl Truth {
    pub(crate) fn of(control: &Control) -> Self {
        let mut left: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for sent in control.sends().unwrap() {
            let body: Value = serde_json::from_str(&sent.raw).unwrap();
            left.entry(body["text"]["body"].as_str().unwrap_or_default().to_owned()).or_default().extend(sent.ids);
        }
        Self(left)
    }

    pub(crate) fn times(&self, text: &str) -> usize {
        self.0.get(text).map_or(0, Vec::len)
    }

    fn is_of(&self, wamid: &str, text: &str) -> bool {
        self.0.get(text).is_some_and(|ids| ids.iter().any(|id| id == wamid))
    }
}

/// Whether a desk's log tells of a panic.
pub(crate) fn panicked(log: &Path) -> bool {
    std::fs::read_to_string(log).unwrap().contains("panicked")
}
