//! The search index as one segment, once everything was read: what is asked is then looked for in one place instead of thirty.

use rusqlite::params;

use crate::{
    error::Result,
    store::{Reader, Writer, settings::Setting},
};

/// Pages of the index that one step writes: some 4 MB, so that nobody waits long for the writer.
const PAGES: i64 = 1_000;
/// So many segments of a size become one by and by, afterwards, and so many at once.
const BY_AND_BY: i64 = 8;
const AT_ONCE: i64 = 16;

impl Reader<'_> {
    /// Whether the index was merged after the first reading. What comes later is little, and FTS5 merges it by and by.
    pub fn search_is_merged(&self) -> Result<bool> {
        Ok(self.setting(Setting::SearchMerged)?.as_deref() == Some("done"))
    }
}

impl Writer<'_> {
    /// One more step of the merging. Says whether there is another one.
    pub fn merge_search(&self) -> Result<bool> {
        let begins = self.setting(Setting::SearchMerged)?.is_none();
        if begins {
            self.tell_search("automerge", BY_AND_BY)?;
            self.tell_search("crisismerge", AT_ONCE)?;
        }
        // Below zero, FTS5 begins to merge every segment there is; above, it goes on. The command counts as a change, and what it
        // writes as more.
        let before = self.connection.total_changes();
        self.tell_search("merge", if begins { -PAGES } else { PAGES })?;
        let goes_on = self.connection.total_changes().saturating_sub(before) > 1;
        self.set(Setting::SearchMerged, if goes_on { "begun" } else { "done" })?;
        Ok(goes_on)
    }

    fn tell_search(&self, command: &str, value: i64) -> Result<usize> {
        self.run("INSERT INTO messages_search (messages_search, rank) VALUES (?1, ?2)", params![command, value])
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        search::Query,
        secrets::StoreKey,
        store::{
            Store,
            search::{Wanted, index::tests::message},
        },
    };

    #[test]
    fn many_segments_become_one_in_steps_and_everything_is_still_found() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("store.sqlite"), &StoreKey::of_the_demo()).unwrap();
        add(&store, 1..=20);
        assert_eq!(store.read(|store| store.count_search_segments()).unwrap(), 20, "nothing is merged before everything was read");
        assert!(!store.read(|store| store.search_is_merged()).unwrap());
        let mut steps = 1;
        while store.write_copy(|writer| writer.merge_search()).unwrap() {
            steps += 1;
        }
        assert_eq!((steps, store.read(|store| store.count_search_segments()).unwrap()), (2, 1));
        assert!(store.read(|store| store.search_is_merged()).unwrap());
        add(&store, 21..=40);
        assert!(store.read(|store| store.count_search_segments()).unwrap() < 16, "what comes later is merged by and by");
        let wanted = Wanted { query: Query::parse("message"), ..Wanted::default() };
        assert_eq!(store.read(|store| store.search_messages(&wanted, None, 50)).unwrap().hits.len(), 40);
    }

    fn add(store: &Store, numbers: std::ops::RangeInclusive<i64>) {
        for number in numbers {
            store.write_copy(|writer| writer.put_messages(&[message(number)])).unwrap();
        }
    }
}
