//! As much of a contact as an agent is given: of conversations, notes and messages the newest.

use super::ContactContext;
use crate::{
    operation::room::{FRAME, ROOM, fitting, taken_by},
    values::ResponseFormat,
};

/// Leaves off the conversations and messages that have no place, which other calls find, and says how many of the notes have one.
/// Conversations have half of the room, notes half of what is left, messages the rest; what one does not need is the next one's.
pub(super) fn shorten(context: &mut ContactContext, format: ResponseFormat) -> usize {
    let mut place = ROOM.saturating_sub(FRAME).saturating_sub(taken_by(&context.contact, format));
    let conversations: Vec<usize> = context.conversations.iter().map(|row| taken_by(row, format)).collect();
    let notes: Vec<usize> = context.notes.iter().map(|note| taken_by(note, format)).collect();
    let messages: Vec<usize> = context.recent_messages.iter().rev().map(|message| taken_by(message, format)).collect();
    let rows = fitting(conversations.iter().copied(), place / 2).max(1);
    place = place.saturating_sub(conversations.iter().take(rows).sum());
    // What is found nowhere else goes on, however long one is.
    let least = usize::from(conversations.is_empty());
    let theirs = messages.iter().sum::<usize>().min(place / 2);
    let fit = fitting(notes.iter().copied(), place.saturating_sub(theirs)).max(least);
    place = place.saturating_sub(notes.iter().take(fit).sum());
    let older = messages.len().saturating_sub(fitting(messages, place));
    context.conversations.truncate(rows);
    context.recent_messages.drain(..older);
    fit
}
