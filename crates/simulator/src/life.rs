//! What happens by itself: statuses move, people answer, now and then somebody writes, conversations end.

pub(crate) mod broadcast;
pub(crate) mod event;
pub(crate) mod plan;
mod review;

use std::{sync::Arc, time::Duration};

use tokio::sync::watch;

use crate::{
    clock::SECOND,
    refusal::Refusal,
    store::{agenda, conversations, setup_links},
    world::World,
};
use event::Event;

const TICK: Duration = Duration::from_millis(100);

/// Lives with the wall clock until the simulator stops.
pub(crate) async fn run(world: Arc<World>, mut stopped: watch::Receiver<bool>) {
    let soon = world.clock.now().saturating_add(12 * SECOND);
    if let Err(refusal) = world.act(|tx| plan::first_opening(tx, soon)) {
        tracing::error!(body = %refusal.body, "nobody will write by themselves");
    }
    let mut ticks = tokio::time::interval(TICK);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stopped.wait_for(|stopped| *stopped) => return,
        }
        if let Err(refusal) = live(&world) {
            tracing::error!(body = %refusal.body, "the simulated life stumbled");
        }
    }
}

/// Lets everything happen that is due by now, in order.
pub(crate) fn live(world: &World) -> Result<(), Refusal> {
    let now = world.clock.now();
    while let Some((due, event)) = world.act(|tx| Ok(agenda::take(tx, now)?))? {
        world.act(|tx| Ok(Event::read(&event).happen(world, tx, due)?))?;
    }
    world.act(|tx| {
        conversations::end_overdue(tx, now)?;
        setup_links::expire_overdue(tx, now)?;
        Ok(())
    })
}
