//! When the plug is pulled: at any time, or at a moment that hurts.

use std::time::Duration;

use rand::{RngExt, rngs::StdRng};
use simulator::{Control, Fault, Stage};
use tokio::{sync::broadcast, time};

/// The requests that send.
pub(crate) const SENDS: &str = "POST */messages";
/// A moment that does not come is not waited for longer than this.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// What somebody is about to ask of the desk.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Calling {
    Send,
    Decide,
}

/// A moment at which a desk is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Plug {
    /// While it starts.
    Starting,
    /// At any time.
    AnyTime,
    /// A send has arrived and has had no effect.
    BeforeTheEffect,
    /// A send has had its effect, and no answer is given.
    AfterTheEffect,
    /// The answer of a send is on its way.
    AtTheAnswer,
    /// News are being read.
    Reading,
    /// A person decides.
    Deciding,
    /// Somebody asks for a message to be sent.
    Asking,
}

impl Plug {
    pub(crate) fn any(dice: &mut StdRng) -> Self {
        match dice.random_range(0..20) {
            0 | 1 => Self::Starting,
            2..=6 => Self::AnyTime,
            7 | 8 => Self::BeforeTheEffect,
            9 | 10 => Self::AfterTheEffect,
            11 | 12 => Self::AtTheAnswer,
            13 | 14 => Self::Reading,
            15..=17 => Self::Deciding,
            _ => Self::Asking,
        }
    }

    /// Prepares Kapso, and waits for the moment.
    pub(crate) async fn comes(self, control: &Control, calls: broadcast::Receiver<Calling>, dice: &mut StdRng) {
        let _missed = time::timeout(PATIENCE, self.is_here(control, calls, dice)).await;
    }

    async fn is_here(self, control: &Control, calls: broadcast::Receiver<Calling>, dice: &mut StdRng) {
        let moments = control.moments();
        match self {
            Self::Starting => time::sleep(Duration::from_millis(dice.random_range(0..200))).await,
            Self::AnyTime => time::sleep(Duration::from_millis(dice.random_range(0..1_000))).await,
            Self::BeforeTheEffect => {
                control.fail_next(SENDS, Fault::TimeoutBefore);
                until(moments, |moment| moment.stage == Stage::Held).await;
            }
            Self::AfterTheEffect => {
                control.fail_next(SENDS, Fault::TimeoutAfter);
                until(moments, |moment| moment.stage == Stage::Held).await;
            }
            Self::AtTheAnswer => {
                until(moments, |moment| moment.stage == Stage::Answered && moment.method == "POST").await;
                time::sleep(Duration::from_micros(dice.random_range(0..6_000))).await;
            }
            Self::Reading => {
                until(moments, |moment| moment.stage == Stage::Answered && moment.method == "GET").await;
                time::sleep(Duration::from_micros(dice.random_range(0..10_000))).await;
            }
            Self::Deciding => {
                until(calls, |call| *call == Calling::Decide).await;
                time::sleep(Duration::from_micros(dice.random_range(0..12_000))).await;
            }
            Self::Asking => {
                until(calls, |call| *call == Calling::Send).await;
                time::sleep(Duration::from_micros(dice.random_range(0..12_000))).await;
            }
        }
    }
}

pub(crate) async fn until<T: Clone>(mut moments: broadcast::Receiver<T>, is_it: impl Fn(&T) -> bool) {
    // A moment that was missed is followed by others.
    while !moments.recv().await.is_ok_and(|moment| is_it(&moment)) {}
}
