//! One conversation of the crowd.

use rusqlite::params;

use super::{Line, Pens, Rows, words};
use crate::{
    clock::{DAY, HOUR, MINUTE, SECOND},
    dice::Dice,
};

/// A stretch of chat: when each message was, and whether it still goes on.
pub(super) struct Chat {
    pub(super) begins: i64,
    times: Vec<i64>,
    goes_on: bool,
}

const LONGEST: i64 = 14;

impl Chat {
    /// Spreads so many messages over conversations, newest first; two people in a hundred wrote within the day.
    pub(super) fn plan(dice: &Dice, now: i64, mut messages: i64) -> Vec<Self> {
        let mut chats = Vec::new();
        let mut goes_on = dice.between(1, 100) <= 2;
        let mut at = if goes_on {
            now.saturating_sub(dice.between(MINUTE, 20 * HOUR))
        } else {
            now.saturating_sub(25 * HOUR).saturating_sub(dice.between(0, 120 * DAY))
        };
        while messages > 0 {
            let count = dice.between(1, LONGEST).min(messages);
            messages = messages.saturating_sub(count);
            let mut times = Vec::new();
            for _ in 0..count {
                times.push(at);
                at = at.saturating_sub(dice.between(10 * SECOND, 15 * MINUTE));
            }
            times.reverse();
            chats.push(Self { begins: times.first().copied().unwrap_or(at), times, goes_on });
            goes_on = false;
            at = at.saturating_sub(DAY).saturating_sub(dice.between(HOUR, 9 * DAY));
        }
        chats
    }

    /// Writes the conversation and then its messages. Of what was sent, only the last state is kept.
    pub(super) fn write(&self, pens: &mut Pens<'_>, rows: &mut Rows, dice: &Dice, (contact, line): (i64, &Line)) -> rusqlite::Result<()> {
        let turns = self.turns(dice);
        let last_of = |wanted: bool| turns.iter().rev().find(|(inbound, _)| *inbound == wanted).map(|(_, at)| *at);
        let last = self.times.last().copied().unwrap_or(self.begins);
        let row = rows.conversation;
        rows.conversation = row.saturating_add(1);
        let ends = last.saturating_add(DAY);
        pens.conversation.execute(params![
            row,
            dice.uuid(),
            line.number_id,
            contact,
            if self.goes_on { "active" } else { "ended" },
            ends,
            turns.len(),
            rows.message.saturating_add(i64::try_from(turns.len()).unwrap_or(0)).saturating_sub(1),
            last_of(true),
            last_of(false),
            last,
            self.begins,
            if self.goes_on { last } else { ends },
        ])?;
        for (place, turn) in turns.iter().enumerate() {
            let newest = place.saturating_add(1) == turns.len();
            self.message(pens, rows, dice, (contact, line, row), (*turn, newest))?;
        }
        Ok(())
    }

    /// Who speaks when: the person begins, then each of the two speaks about as often.
    fn turns(&self, dice: &Dice) -> Vec<(bool, i64)> {
        let mut inbound = true;
        let mut turn = |(place, at): (usize, &i64)| {
            inbound = place == 0 || dice.between(0, 9) < if inbound { 3 } else { 7 };
            (inbound, *at)
        };
        self.times.iter().enumerate().map(&mut turn).collect()
    }

    fn message(
        &self,
        pens: &mut Pens<'_>,
        rows: &mut Rows,
        dice: &Dice,
        (contact, line, conversation): (i64, &Line, i64),
        ((inbound, at), newest): ((bool, i64), bool),
    ) -> rusqlite::Result<()> {
        let status = match (inbound, newest) {
            (true, true) if self.goes_on => "delivered",
            (false, true) if dice.between(0, 49) == 0 => "failed",
            (false, true) => "delivered",
            _ => "read",
        };
        let text = words::sentence(dice);
        let picture = line.picture.as_ref().filter(|_| dice.between(1, 100) <= 3);
        let (kind, body) = match picture {
            Some(id) => ("image", format!(r#"{{"image":{{"id":"{id}","caption":"{text}"}}}}"#)),
            None => ("text", format!(r#"{{"text":{{"body":"{text}"}}}}"#)),
        };
        let row = rows.message;
        rows.message = row.saturating_add(1);
        pens.message.execute(params![
            row,
            dice.wamid(),
            line.number_id,
            contact,
            conversation,
            if inbound { "inbound" } else { "outbound" },
            kind,
            status,
            picture.is_some(),
            picture,
            body,
            text,
            at,
        ])?;
        Ok(())
    }
}
