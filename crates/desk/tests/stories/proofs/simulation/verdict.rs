//! What a world came to, when everything is at rest and all of the upstream's list has been read.

use std::{collections::BTreeSet, fmt};

use desk::{model::Message, values::Delivery};

use super::{
    upstream::{CONTACTS, Truth, digits, wamid},
    world::{World, Written},
};

/// Counts over any number of worlds.
#[derive(Debug, Default, Clone)]
pub(super) struct Tally {
    pub(super) worlds: usize,
    messages: usize,
    effects: usize,
    restarts: usize,
    unsettled: usize,
    restless: usize,
    lost: usize,
    doubled: usize,
    out_of_order: usize,
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        self.worlds += other.worlds;
        self.messages += other.messages;
        self.effects += other.effects;
        self.restarts += other.restarts;
        self.unsettled += other.unsettled;
        self.restless += other.restless;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.out_of_order += other.out_of_order;
    }

    pub(super) fn holds(&self) -> bool {
        self.restless + self.lost + self.doubled + self.out_of_order == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { worlds, messages, effects, restarts, unsettled, restless, lost, doubled, out_of_order } = self;
        write!(
            out,
            "{worlds} seeds, {messages} messages, {effects} effects, {restarts} crashes: {lost} lost, {doubled} doubled without a person's say, \
             {out_of_order} out of order, {restless} never at rest ({unsettled} left for a person to settle)"
        )
    }
}

pub(super) fn of(world: &World, rests: bool) -> Tally {
    let mut tally = Tally { worlds: 1, messages: world.written.len(), restarts: world.restarts, ..Tally::default() };
    if !rests {
        tally.restless = 1;
        return tally;
    }
    let of_send = |id: i64| world.upstream.messages.iter().filter(move |truth| truth.send == Some(id));
    let mut claimed = BTreeSet::new();
    for written in &world.written {
        let effects = of_send(written.id).count();
        tally.effects += effects;
        tally.doubled += effects.saturating_sub(1 + written.said_again);
        let shown = shown(world, written);
        let holds = match shown.delivery {
            Delivery::Held | Delivery::Queued | Delivery::Sending => false,
            Delivery::Cancelled | Delivery::Failed => effects <= written.said_again,
            Delivery::Uncertain => true,
            _ => claimed.insert(shown.message_id.clone()) && is_said(world, written, &shown),
        };
        tally.lost += usize::from(!holds);
        tally.unsettled += usize::from(shown.delivery == Delivery::Uncertain);
    }
    for written in &world.written {
        let shown = shown(world, written);
        tally.lost += usize::from(shown.delivery == Delivery::Uncertain && could_be_settled(world, written, &shown, &claimed));
    }
    tally.lost += (0..CONTACTS).map(|contact| hidden(world, contact)).sum::<usize>();
    tally.out_of_order = (0..CONTACTS).map(|contact| out_of_order(world, contact)).sum();
    tally
}

fn shown(world: &World, written: &Written) -> Message {
    world.store.as_ref().unwrap().read(|store| store.send(written.id)).unwrap().unwrap().1
}

/// Whether the message that a send is shown as says what was written, to whom it was written.
fn is_said(world: &World, written: &Written, shown: &Message) -> bool {
    let place = (0..world.upstream.messages.len()).find(|place| shown.message_id.as_deref() == Some(&wamid(*place)));
    place
        .map(|place| &world.upstream.messages[place])
        .is_some_and(|truth| truth.contact == written.contact && shown.text.as_deref() == Some(&truth.text) && !truth.inbound)
}

/// Whether a message of which nobody knows stands in the list, within the time in which it is looked for, as nobody else's.
fn could_be_settled(world: &World, written: &Written, shown: &Message, claimed: &BTreeSet<Option<String>>) -> bool {
    world.upstream.messages.iter().enumerate().any(|(place, truth)| {
        let is_near = (written.left_at - 60_000..=written.left_at + 15 * 60_000).contains(&truth.at);
        is_near
            && !truth.inbound
            && truth.contact == written.contact
            && shown.text.as_deref() == Some(&truth.text)
            && !claimed.contains(&Some(wamid(place)))
    })
}

/// How many of a contact's messages the thread does not show once, as it should.
fn hidden(world: &World, contact: usize) -> usize {
    let page = world
        .store
        .as_ref()
        .unwrap()
        .read(|store| {
            let thread = store.recipients_of_digits(&digits(contact))?.remove(0).thread_id;
            store.thread_page(thread, None, 50)
        })
        .unwrap();
    let shown: Vec<String> = page.messages.iter().filter_map(|message| message.message_id.clone()).collect();
    let listed = |(place, truth): (usize, &Truth)| (truth.contact == contact).then(|| wamid(place));
    let wanted: Vec<String> = world.upstream.messages.iter().enumerate().filter_map(listed).collect();
    wanted.iter().filter(|wamid| shown.iter().filter(|shown| shown == wamid).count() != 1).count() + shown.len().abs_diff(wanted.len())
}

/// How many messages reached a contact before one that was written earlier.
fn out_of_order(world: &World, contact: usize) -> usize {
    let in_line = |id: i64| world.written.iter().any(|written| written.id == id && !written.out_of_line);
    let arrived: Vec<i64> = world
        .upstream
        .messages
        .iter()
        .filter(|truth| truth.contact == contact)
        .filter_map(|truth| truth.send)
        .filter(|id| in_line(*id))
        .collect();
    arrived.windows(2).filter(|pair| pair[0] > pair[1]).count()
}
