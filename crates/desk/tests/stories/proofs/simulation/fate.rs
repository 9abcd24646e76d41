//! What becomes of one request.

use std::time::Duration;

use kapso::{Code, Error, Refusal, wire::Sent};
use rand::{RngExt, rngs::StdRng};
use serde_json::json;

/// What becomes of a request: when it takes effect, if it does, and what the desk is told after how long (milliseconds).
pub(super) struct Fate {
    pub(super) effect: Option<i64>,
    pub(super) answer: i64,
    pub(super) told: Told,
}

/// What the desk is told.
#[derive(Clone, Debug)]
pub(super) enum Told {
    /// The message's id.
    Id,
    /// An answer without one.
    Nothing,
    /// A failure.
    Error(Error),
}

impl Told {
    /// The same as the client gives it.
    pub(super) fn answer(self, wamid: Option<String>) -> Result<Sent, Error> {
        let sent = |messages| Ok(serde_json::from_value(messages).unwrap());
        match (self, wamid) {
            (Self::Id, Some(wamid)) => sent(json!({ "messages": [{ "id": wamid }] })),
            (Self::Id | Self::Nothing, _) => sent(json!({ "messages": [] })),
            (Self::Error(error), _) => Err(error),
        }
    }
}

/// How long the client waits.
const LIMIT: i64 = 30_000;

/// Draws it; in fair weather every request is taken.
pub(super) fn draw(dice: &mut StdRng, is_fair: bool) -> Fate {
    let effect = dice.random_range(5..2_000);
    let answer = effect + dice.random_range(1..2_000);
    let told = |effect, answer, told| Fate { effect, answer, told };
    let lost = |error| Fate { effect: None, answer, told: Told::Error(error) };
    let refused = |status, code: Option<i64>, seconds: Option<u64>| {
        let retry_after = seconds.map(Duration::from_secs);
        let code = code.map(Code::Number);
        Error::Refused(Box::new(Refusal { status, code, message: "no".to_owned(), details: None, retry_after }))
    };
    let timeout = Error::Timeout { limit: Duration::from_secs(30) };
    let broken = Error::Broken("reset".to_owned());
    if is_fair {
        return told(Some(effect), answer, Told::Id);
    }
    match dice.random_range(0..100) {
        0..45 => told(Some(effect), answer, Told::Id),
        45..53 => lost(Error::Connect("refused".to_owned())),
        53..60 => lost(refused(429, None, Some(dice.random_range(1..20)))),
        60..66 => lost(refused(409, None, None)),
        66..70 => lost(refused(400, Some(131_056), None)),
        70..74 => lost(refused(502, None, None)),
        74..79 => told(Some(effect), answer, Told::Error(refused(500, None, None))),
        79..83 => lost(broken),
        83..87 => told(Some(effect), answer, Told::Error(broken)),
        87..90 => Fate { effect: None, answer: LIMIT, told: Told::Error(timeout) },
        90..93 => told(Some(effect), LIMIT, Told::Error(timeout)),
        93..95 => told(Some(LIMIT - dice.random_range(1..500)), LIMIT, Told::Error(timeout)),
        95..97 => told(Some(effect), answer, Told::Nothing),
        _ => lost(refused(422, Some(131_047), None)),
    }
}
