//! One seed's world: a desk's outbox and store, the upstream, people, and everything that can happen to them, in one order of time.

use std::{collections::BTreeMap, path::PathBuf};

use desk::{
    outbox::{Attempt, Wish},
    secrets::StoreKey,
    selector::Recipient,
    store::{Store, messages::SeenMessage, outbox::Due},
    values::Delivery,
};
use jiff::Timestamp;
use rand::{RngExt, SeedableRng, rngs::StdRng};

use super::{
    fate::{self, Told},
    upstream::{CONTACTS, Upstream, digits, wamid},
};

/// When every world begins, in milliseconds.
pub(super) const DAWN: i64 = 1_790_000_000_000;
/// Things happen for so long; then the weather is fair and everything comes to rest.
const DAY: i64 = 20 * 60_000;
/// No world that works needs as many steps to come to rest.
const MOST_STEPS: usize = 20_000;

/// A message that somebody wrote here.
pub(super) struct Written {
    pub(super) id: i64,
    pub(super) contact: usize,
    /// How often a person said that it should be sent once more.
    pub(super) said_again: usize,
    /// When it last began to leave, by the desk's clock.
    pub(super) left_at: i64,
    /// Whether its place in the order was given up: by a person, or by a crash while it was leaving.
    pub(super) out_of_line: bool,
    pub(super) heard: Option<i64>,
}

enum Event {
    Writes,
    TakesBack,
    Edits,
    SendsAgain,
    Looks,
    TakesEffect(Due, i64),
    Answers(u32, Due, Told, Option<usize>),
    Searches(u32, i64),
    Arrives(u32, Vec<SeenMessage>),
    Polls,
    Hears,
    Colleague,
    Status,
    Sleeps,
    ClockIsSet,
    Crashes,
}

type Planned = fn() -> Event;
/// At most and at least how often what happens by itself or by somebody's will, besides looks and answers.
const PLAN: &[(i32, i32, Planned)] = &[
    (10, 2, || Event::Writes),
    (2, 0, || Event::TakesBack),
    (2, 0, || Event::Edits),
    (4, 0, || Event::SendsAgain),
    (3, 0, || Event::Hears),
    (2, 0, || Event::Colleague),
    (8, 0, || Event::Status),
    (1, 0, || Event::Sleeps),
    (2, 0, || Event::ClockIsSet),
    (2, 0, || Event::Crashes),
];

pub(super) struct World {
    pub(super) dice: StdRng,
    path: PathBuf,
    pub(super) store: Option<Store>,
    pub(super) upstream: Upstream,
    pub(super) written: Vec<Written>,
    pub(super) trace: Vec<String>,
    pub(super) restarts: usize,
    pub(super) recipients: Vec<Recipient>,
    agenda: BTreeMap<(i64, u64), Event>,
    flights: BTreeMap<(i64, u32), usize>,
    pub(super) now: i64,
    /// What the desk's clock is ahead of the upstream's.
    ahead: i64,
    looks_at: Option<i64>,
    life: u32,
    count: u64,
    pub(super) undo: i64,
}

impl World {
    /// A world in which everybody has just written.
    pub(super) fn new(seed: u64, path: PathBuf, upstream: Upstream) -> Self {
        let mut dice = StdRng::seed_from_u64(seed);
        let store = Store::open(&path, &StoreKey::of_the_demo()).unwrap();
        let recipient = |contact| store.read(|reader| Ok(reader.recipients_of_digits(&digits(contact))?.remove(0))).unwrap();
        let recipients = (0..CONTACTS).map(recipient).collect();
        let undo = [0, 0, 5_000, 10_000][dice.random_range(0..4)];
        let mut world = Self {
            dice,
            path,
            store: Some(store),
            upstream,
            written: Vec::new(),
            trace: Vec::new(),
            restarts: 0,
            recipients,
            agenda: BTreeMap::new(),
            flights: BTreeMap::new(),
            now: DAWN,
            ahead: 0,
            looks_at: None,
            life: 0,
            count: 0,
            undo,
        };
        world.plan();
        world
    }

    /// Lets everything happen until nothing more does and all of the list was read after it; false when it never comes to rest.
    pub(super) fn comes_to_rest(&mut self) -> bool {
        let mut all_was_read = false;
        for _ in 0..MOST_STEPS {
            match self.agenda.pop_first() {
                Some(((at, _), event)) => {
                    self.now = self.now.max(at);
                    self.happens(event);
                }
                None if all_was_read => return true,
                None => {
                    all_was_read = true;
                    self.now = self.now.max(DAWN + DAY) + 1;
                    self.arrives(self.life, &self.upstream.page(1_000));
                }
            }
        }
        false
    }

    fn plan(&mut self) {
        for (most, least, event) in PLAN {
            for _ in 0..least + self.dice.random_range(0..=*most) {
                // Much happens at once: that is where things go wrong.
                let at = if self.dice.random_bool(0.5) { self.dice.random_range(0..90_000) } else { self.dice.random_range(0..DAY) };
                self.at(at, event());
            }
        }
        for minute in 0..DAY / 60_000 {
            let at = minute * 60_000 + self.dice.random_range(0..60_000);
            self.at(at, Event::Polls);
        }
    }

    fn at(&mut self, after: i64, event: Event) {
        self.count += 1;
        self.agenda.insert((self.now + after, self.count), event);
    }

    fn is_fair(&self) -> bool {
        self.now > DAWN + DAY
    }

    pub(super) fn desks_time(&self) -> Timestamp {
        Timestamp::from_millisecond(self.now + self.ahead).unwrap()
    }

    pub(super) fn store(&self) -> &Store {
        self.store.as_ref().unwrap()
    }

    pub(super) fn tell(&mut self, what: impl AsRef<str>) {
        self.trace.push(format!("{:>9} {}", self.now - DAWN, what.as_ref()));
    }

    fn happens(&mut self, event: Event) {
        match event {
            Event::Writes => self.writes(),
            Event::TakesBack => self.wishes(Wish::Undo),
            Event::Edits => self.edits(),
            Event::SendsAgain => self.wishes(Wish::Retry),
            Event::Looks => self.looks(),
            Event::TakesEffect(due, contact) => self.takes_effect(&due, usize::try_from(contact).unwrap()),
            Event::Answers(life, due, told, place) => self.answers(life, due, told, place),
            Event::Searches(life, thread) => self.searches(life, thread),
            Event::Arrives(life, page) => self.arrives(life, &page),
            Event::Polls => self.asks_for_a_page(),
            Event::Hears => self.somebody_else(true),
            Event::Colleague => self.somebody_else(false),
            Event::Status => self.status(),
            Event::Sleeps => {
                let longest = if self.dice.random_bool(0.5) { 8 * 3_600_000 } else { 120_000 };
                self.now += self.dice.random_range(1_000..longest);
                self.tell("the computer slept");
            }
            Event::ClockIsSet => {
                self.ahead = self.dice.random_range(-300_000..300_000);
                self.tell(format!("the desk's clock is {} ms ahead", self.ahead));
                self.rings();
            }
            Event::Crashes => self.crashes(),
        }
    }

    /// The outbox is looked at as soon as anything changed.
    pub(super) fn rings(&mut self) {
        self.look_in(0);
    }

    fn look_in(&mut self, after: i64) {
        let at = self.now + after;
        if self.looks_at.is_none_or(|planned| at < planned || planned < self.now) {
            self.looks_at = Some(at);
            self.at(after, Event::Looks);
        }
    }

    /// What the desk's sender does.
    fn looks(&mut self) {
        self.looks_at = None;
        let now = self.desks_time();
        let (late, due) = self.store().write(|store| Ok((store.keep_back_late(now)?, store.take_due(now)?))).unwrap();
        if !late.is_empty() {
            self.tell(format!("late messages stay here: {}", late.len()));
        }
        for send in due {
            self.leaves(send);
        }
        if let Some(next) = self.store().read(|store| store.next_send_at()).unwrap() {
            self.look_in((next - now.as_millisecond()).max(1_000));
        }
    }

    fn leaves(&mut self, due: Due) {
        let at = self.written.iter().position(|written| written.id == due.id).unwrap();
        let contact = self.written[at].contact;
        if let Some(heard) = self.written[at].heard {
            let newer = self.store().read(|store| store.heard_after(due.thread_id, heard)).unwrap();
            assert!(newer.is_empty(), "send {} leaves although its contact wrote", due.id);
        }
        self.written[at].left_at = self.desks_time().as_millisecond();
        let fate = fate::draw(&mut self.dice, self.now > DAWN + DAY);
        self.tell(format!("send {} leaves, attempt {}: effect {:?}, {:?}", due.id, due.attempt, fate.effect, fate.told));
        if let Some(after) = fate.effect {
            self.at(after, Event::TakesEffect(due.clone(), i64::try_from(contact).unwrap()));
        }
        self.at(fate.answer, Event::Answers(self.life, due, fate.told, None));
    }

    fn takes_effect(&mut self, due: &Due, contact: usize) {
        let text = due.body.content["body"].as_str().unwrap().to_owned();
        let place = self.upstream.takes(contact, &text, Some(due.id), false, self.now);
        self.flights.insert((due.id, due.attempt), place);
        self.tell(format!("send {} is {}", due.id, wamid(place)));
    }

    fn answers(&mut self, life: u32, due: Due, told: Told, place: Option<usize>) {
        if life != self.life {
            return;
        }
        let place = place.or_else(|| self.flights.get(&(due.id, due.attempt)).copied());
        let attempt = Attempt::read(told.clone().answer(place.map(wamid)), due.attempt);
        let now = self.desks_time();
        match self.store().write(|store| store.settle(&due, &attempt, now)) {
            Ok(thread) => {
                self.tell(format!("send {} is told: {:?}", due.id, attempt.state()));
                if attempt.state() == Delivery::Uncertain {
                    for seconds in [1, 5, 20, 80, 320] {
                        self.at(seconds * 1000, Event::Searches(self.life, thread));
                    }
                }
                self.rings();
            }
            Err(error) => {
                self.tell(format!("what came of send {} cannot be noted: {error}", due.id));
                self.at(2_000, Event::Answers(life, due, told, place));
            }
        }
    }

    fn searches(&mut self, life: u32, thread: i64) {
        if life == self.life && self.store().read(|store| store.has_uncertain(thread)).unwrap() {
            self.asks_for_a_page();
        }
    }

    /// A page is made now and arrives later, after others, or never.
    fn asks_for_a_page(&mut self) {
        if !self.is_fair() && self.dice.random_bool(0.2) {
            return;
        }
        let length = if self.is_fair() { 1_000 } else { self.dice.random_range(1..20) };
        let page = self.upstream.page(length);
        let after = if self.dice.random_bool(0.8) { self.dice.random_range(5..2_000) } else { self.dice.random_range(5..60_000) };
        self.at(after, Event::Arrives(self.life, page));
    }

    fn arrives(&mut self, life: u32, page: &[SeenMessage]) {
        if life != self.life {
            return;
        }
        self.store().write_copy(|store| store.put_messages(page)).unwrap();
        self.tell(format!("a page of {} arrives", page.len()));
        self.rings();
    }

    /// The program ends between two steps and is started again; what is under way at the upstream goes on.
    fn crashes(&mut self) {
        self.tell("the program ends");
        for at in 0..self.written.len() {
            self.written[at].out_of_line |= self.state_of(self.written[at].id) == Delivery::Sending;
        }
        self.life += 1;
        self.restarts += 1;
        self.store = None;
        self.store = Some(Store::open(&self.path, &StoreKey::of_the_demo()).unwrap());
        self.store().write(|store| store.settle_after_a_crash()).unwrap();
        self.rings();
    }
}
