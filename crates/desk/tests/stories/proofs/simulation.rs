//! Years of bad luck in minutes: the outbox and its store between people, time and an upstream that loses, delays, refuses and
//! takes effect in silence. One seed is one world, and the same seed is the same world to the last step.

mod fate;
mod people;
mod upstream;
mod verdict;
mod world;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use desk::{secrets::StoreKey, store::Store};
use tempfile::TempDir;

use super::claim::Claim;
use upstream::{CONTACTS, Upstream};
use verdict::Tally;
use world::{DAWN, World};

#[test]
fn nothing_is_lost_doubled_or_out_of_order_in_any_world() {
    let claim = Claim::begin(
        "simulation",
        "seeded worlds of outbox and upstream: loss, delay, reorder, 429, 409, 5xx before and after effect, clocks, crashes",
        "10,000 seeds: 0 lost, 0 doubled without a person's say, 0 out of order",
    );
    let ground = Ground::new();
    let (seeds, next) = (claim.cases(300, 10_000), AtomicUsize::new(0));
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let total = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers)
            .map(|_| {
                scope.spawn(|| {
                    let mut tally = Tally::default();
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= seeds {
                            return tally;
                        }
                        tally.add(&ground.lives_through(claim.seed + u64::try_from(number).unwrap()).0);
                    }
                })
            })
            .collect();
        let mut total = Tally::default();
        workers.into_iter().for_each(|worker| total.add(&worker.join().unwrap()));
        total
    });
    claim.end(&total.to_string(), total.holds() && total.worlds == seeds);
}

#[test]
fn one_seed_is_one_world() {
    let ground = Ground::new();
    for seed in [7, 8, 9] {
        assert_eq!(ground.lives_through(seed).1, ground.lives_through(seed).1);
    }
}

/// A store in which every contact has just written, to begin every world with.
struct Ground {
    place: TempDir,
    upstream: Upstream,
}

impl Ground {
    fn new() -> Self {
        // Nothing here outlives the test, so that it need not wait for a disk.
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let mut upstream = Upstream::default();
        for contact in 0..CONTACTS {
            upstream.takes(contact, "Is it ready?", None, true, DAWN - 60_000);
        }
        let store = Store::open(&place.path().join("ground.sqlite"), &StoreKey::of_the_demo()).unwrap();
        store.write(|store| store.put_messages(&upstream.page(CONTACTS))).unwrap();
        drop(store);
        Self { place, upstream }
    }

    /// Lives through one seed's world; gives what it came to and all that happened.
    fn lives_through(&self, seed: u64) -> (Tally, Vec<String>) {
        let path = self.fresh(seed);
        let mut world = World::new(seed, path.clone(), self.upstream.clone());
        let rests = world.comes_to_rest();
        let tally = verdict::of(&world, rests);
        if !tally.holds() {
            let shown: Vec<&str> = world.trace.iter().take(400).map(String::as_str).collect();
            println!("PROVE_SEED={seed} PROVE=1 replays this world:\n{}\n{tally}", shown.join("\n"));
        }
        world.store = None;
        [path.with_extension("sqlite"), path.with_extension("sqlite-wal"), path.with_extension("sqlite-shm")]
            .iter()
            .for_each(|file| drop(fs::remove_file(file)));
        (tally, world.trace)
    }

    fn fresh(&self, seed: u64) -> PathBuf {
        let path = self.place.path().join(format!("world-{seed}-{:?}.sqlite", thread::current().id()));
        fs::copy(self.place.path().join("ground.sqlite"), &path).unwrap();
        path
    }
}
