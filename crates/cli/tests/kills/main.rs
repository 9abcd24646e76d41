//! `kdesk serve`, killed with SIGKILL while people and agents use it: real processes, a real keyring, the simulator as the truth.
//! `cargo xtask test --only keychain` runs it; `cargo xtask prove kills` kills a thousand times.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a proof that does not go as told fails by panicking")]

mod books;
mod call;
#[path = "../../../desk/tests/stories/proofs/claim.rs"]
mod claim;
mod disk;
mod office;
mod people;
mod plug;
mod process;
#[expect(dead_code, reason = "the keychain's own stories lock and close it")]
#[path = "../../../../tests/session/mod.rs"]
mod session;
mod settled;
mod trouble;

use std::{env, path::Path, sync::Arc, time::Duration};

use tempfile::TempDir;

use crate::{claim::Claim, office::Office, session::Bus, settled::Settled};

/// Desks that are killed side by side, each with a Kapso of its own.
const DESKS: u64 = 4;
const TIMELY: Duration = Duration::from_secs(2);

#[tokio::test(flavor = "multi_thread")]
async fn kills_at_any_point_lose_nothing_and_repeat_nothing() {
    let claim = Claim::begin(
        "kills",
        "kill -9 of a real process at random points of sending, approving, syncing and starting",
        "1,000 kills: 0 lost, 0 doubled, 0 sent unasked, 0 corrupt stores, back in under 2 s",
    );
    let kills = u64::try_from(claim.cases(16, 1000)).unwrap();
    let home = TempDir::new().unwrap();
    let mut bus = Bus::start(home.path()).unwrap();
    bus.open_keyring().unwrap();
    let bus = Arc::new(bus);
    let desks: Vec<_> = (0..DESKS)
        .map(|desk| {
            let share = kills / DESKS + u64::from(desk < kills % DESKS);
            tokio::spawn(killed(Arc::clone(&bus), home.path().join(format!("desk-{desk}")), claim.seed + desk, share))
        })
        .collect();
    let mut all = Settled::default();
    for desk in desks {
        all.add(desk.await.unwrap());
    }
    // A run whose figures are kept has the machine for itself; elsewhere the time says more about the machine.
    let is_timely = env::var_os("PROVE_INTO").is_none() || all.slowest < TIMELY;
    println!("{}", all.details());
    claim.end(&all.figure(), all.is_clean() && is_timely);
}

async fn killed(bus: Arc<Bus>, home: impl AsRef<Path>, seed: u64, kills: u64) -> Settled {
    let mut office = Office::open(bus, home.as_ref(), seed).await;
    for _ in 0..kills {
        office.works_until_the_plug_is_pulled().await;
    }
    office.settles().await
}
