//! The search index as one segment, once everything was read: what is asked is then looked for in one place instead of thirty.

use crate::{
    error::Result,
    store::{Reader, Writer, settings::Setting},
};

/// Pages of the index that one step writes: some 4 MB, so that nobody waits long for the writer.
const PAGES: i64 = 1_000;

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
        // Below zero, FTS5 begins to merge every segment there is; above, it goes on. The command counts as a change, and what it
        // writes as more.
        let before = self.connection.total_changes();
        self.run("INSERT INTO messages_search (messages_search, rank) VALUES ('merge', ?1)", [if begins { -PAGES } else { PAGES }])?;
        let goes_on = self.connection.total_changes().saturating_sub(before) > 1;
        self.set(Setting::SearchMerged, if goes_on { "begun" } else { "done" })?;
        Ok(goes_on)
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
        for number in 1..=5 {
            store.write_copy(|writer| writer.put_messages(&[message(number)])).unwrap();
        }
        assert_eq!(store.read(|store| store.count_search_segments()).unwrap(), 5);
        assert!(!store.read(|store| store.search_is_merged()).unwrap());
        let mut steps = 1;
        while store.write_copy(|writer| writer.merge_search()).unwrap() {
            steps += 1;
        }
        assert_eq!((steps, store.read(|store| store.count_search_segments()).unwrap()), (2, 1));
        assert!(store.read(|store| store.search_is_merged()).unwrap());
        let wanted = Wanted { query: Query::parse("message"), ..Wanted::default() };
        assert_eq!(store.read(|store| store.search_messages(&wanted, None, 20)).unwrap().hits.len(), 5);
    }
}
