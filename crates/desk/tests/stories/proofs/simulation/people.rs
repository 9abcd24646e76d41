//! What people do, here and elsewhere.

use desk::{
    outbox::{self, Content, Wish},
    store::outbox::Sender,
    values::{AuthorKind, Delivery},
};
use jiff::Timestamp;
use rand::RngExt;

use super::{
    upstream::CONTACTS,
    world::{World, Written},
};

/// Few words, so that the same are said often.
const WORDS: [&str; 4] = ["It is ready", "Yes", "See you at five", "ok"];

impl World {
    pub(super) fn writes(&mut self) {
        let contact = self.dice.random_range(0..CONTACTS);
        let text = WORDS[self.dice.random_range(0..WORDS.len())];
        let (to, content, now) = (self.recipients[contact].clone(), Content::text(text.to_owned()), self.desks_time());
        let leaves_at = Timestamp::from_millisecond(now.as_millisecond() + self.undo).unwrap();
        let guarded = self.dice.random_bool(0.2);
        let (id, heard) = self
            .store()
            .write(|store| {
                let heard = if guarded { Some(store.newest_heard(to.thread_id, None)?) } else { None };
                let sender = Sender { kind: AuthorKind::Person, name: None, client_id: None, approval: None, heard };
                Ok((store.add_send(&to, &content, &sender, now, leaves_at)?, heard))
            })
            .unwrap();
        self.tell(format!("send {id} is written to {contact}: {text}"));
        self.written.push(Written { id, contact, said_again: 0, left_at: 0, out_of_line: false, heard });
        self.rings();
    }

    /// A person wants something of one of the messages that allow it.
    fn one_that_can(&mut self, wish: Wish) -> Option<usize> {
        let can: Vec<usize> = (0..self.written.len()).filter(|at| outbox::can(self.state_of(self.written[*at].id), wish)).collect();
        if can.is_empty() { None } else { Some(can[self.dice.random_range(0..can.len())]) }
    }

    pub(super) fn state_of(&self, id: i64) -> Delivery {
        self.store().read(|store| store.send(id)).unwrap().unwrap().1.delivery
    }

    pub(super) fn wishes(&mut self, wish: Wish) {
        let Some(at) = self.one_that_can(wish) else { return };
        let (id, now) = (self.written[at].id, self.desks_time());
        let state = if wish == Wish::Undo { Delivery::Cancelled } else { Delivery::Held };
        self.store().write(|store| store.wish_send(id, state, now, false)).unwrap();
        if wish == Wish::Retry {
            self.written[at].said_again += 1;
            self.written[at].out_of_line = true;
            self.written[at].heard = None;
        }
        self.tell(format!("a person says of send {id}: {wish:?}"));
        self.rings();
    }

    pub(super) fn edits(&mut self) {
        let Some(at) = self.one_that_can(Wish::Edit) else { return };
        let (id, now) = (self.written[at].id, self.desks_time());
        let leaves_at = Timestamp::from_millisecond(now.as_millisecond() + self.undo).unwrap();
        let text = WORDS[self.dice.random_range(0..WORDS.len())];
        assert!(self.store().write(|store| store.edit_send(id, text, now, leaves_at)).unwrap());
        self.tell(format!("a person edits send {id}: {text}"));
        self.rings();
    }

    pub(super) fn somebody_else(&mut self, inbound: bool) {
        let contact = self.dice.random_range(0..CONTACTS);
        let text = if inbound { "Are you there?" } else { "From the phone" };
        self.upstream.takes(contact, text, None, inbound, self.now);
        self.tell(format!("{text} ({contact})"));
    }

    pub(super) fn status(&mut self) {
        let ours: Vec<usize> = (0..self.upstream.messages.len()).filter(|place| !self.upstream.messages[*place].inbound).collect();
        if ours.is_empty() {
            return;
        }
        let word = ["sent", "delivered", "read"][self.dice.random_range(0..3)];
        self.upstream.says(ours[self.dice.random_range(0..ours.len())], word, self.now);
    }
}
