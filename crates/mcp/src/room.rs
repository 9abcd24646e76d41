//! How many connections there are: whoever has shown a good token keeps its place from those who have not.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

/// Connections that have shown no good token yet; the oldest gives way to one more.
const STRANGERS: usize = 64;
/// Connections of clients; the oldest gives way to one more.
const CLIENTS: usize = 256;
/// The time in which a connection must show a good token. After it, a client may be as quiet as it likes.
const PATIENCE: Duration = Duration::from_secs(10);

/// Every open connection.
#[derive(Clone, Default)]
pub(crate) struct Room {
    places: Arc<Mutex<Places>>,
}

#[derive(Default)]
struct Places {
    strangers: VecDeque<Weak<Place>>,
    clients: VecDeque<Weak<Place>>,
}

/// One connection's place; it is free again when the last handle is dropped.
pub(crate) struct Place {
    room: Room,
    is_client: AtomicBool,
    gives_way: CancellationToken,
}

impl Room {
    /// A place for a new connection.
    pub(crate) fn enter(&self) -> Arc<Place> {
        let place = Place { room: self.clone(), is_client: AtomicBool::new(false), gives_way: CancellationToken::new() };
        let place = Arc::new(place);
        if let Ok(mut places) = self.places.lock() {
            sit(&mut places.strangers, &place, STRANGERS);
        }
        place
    }
}

fn sit(row: &mut VecDeque<Weak<Place>>, place: &Arc<Place>, most: usize) {
    row.retain(|place| place.strong_count() > 0);
    while row.len() >= most {
        if let Some(oldest) = row.pop_front().and_then(|place| place.upgrade()) {
            oldest.gives_way.cancel();
        }
    }
    row.push_back(Arc::downgrade(place));
}

impl Place {
    /// Notes that a good token came on this connection.
    pub(crate) fn is_a_clients(self: &Arc<Self>) {
        if self.is_client.swap(true, Ordering::Relaxed) {
            return;
        }
        if let Ok(mut places) = self.room.places.lock() {
            places.strangers.retain(|place| place.strong_count() > 0 && !place.ptr_eq(&Arc::downgrade(self)));
            sit(&mut places.clients, self, CLIENTS);
        }
    }

    /// Waits until the connection must be closed: it gives way to another, or has shown no token in time.
    pub(crate) async fn is_over(&self) {
        tokio::select! {
            () = self.gives_way.cancelled() => return,
            () = sleep(PATIENCE) => {}
        }
        if self.is_client.load(Ordering::Relaxed) {
            self.gives_way.cancelled().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

    use tokio::time::timeout;

    use super::{CLIENTS, Place, Room, STRANGERS};

    async fn is_over(place: &Arc<Place>, within: u64) -> bool {
        timeout(Duration::from_secs(within), place.is_over()).await.is_ok()
    }

    #[tokio::test(start_paused = true)]
    async fn strangers_give_way_to_each_other_and_never_take_a_clients_place() {
        let room = Room::default();
        let client = room.enter();
        client.is_a_clients();
        let strangers: Vec<_> = (0..STRANGERS).map(|_| room.enter()).collect();
        let newest = room.enter();
        assert!(is_over(&strangers[0], 1).await, "the oldest stays");
        assert!(!is_over(&strangers[1], 1).await && !is_over(&newest, 1).await, "another than the oldest goes");
        assert!(is_over(&newest, 11).await, "a stranger stays for ever");
        assert!(!is_over(&client, 3600).await, "a client must go");
    }

    #[tokio::test(start_paused = true)]
    async fn places_of_those_who_left_are_free() {
        let room = Room::default();
        let first = room.enter();
        first.is_a_clients();
        for _ in 0..CLIENTS * 2 {
            room.enter().is_a_clients();
        }
        assert!(!is_over(&first, 1).await);
        let kept: Vec<_> = (0..CLIENTS).map(|_| room.enter()).collect();
        kept.iter().for_each(|place| place.is_a_clients());
        assert!(is_over(&first, 1).await, "there is no end to the clients' connections");
    }
}
