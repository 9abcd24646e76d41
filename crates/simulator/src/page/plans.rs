//! How the database means to read each list: along an index in the order of the list, never through a whole table.

use rusqlite::params_from_iter;

use super::keyset::{Filters, Window};
use crate::{
    cast, crowd,
    cursor::Cursor,
    dice::Dice,
    parameters::Parameters,
    platform::{contacts::list as contacts, conversations, messages},
    refusal::{Family, Refusal},
    store::{Store, conversations as conversation_rows, messages as message_rows},
};

struct List {
    name: &'static str,
    select: &'static str,
    /// The table's letter, the column that sorts it, and that column's published name.
    sort: (&'static str, &'static str, &'static str),
    filters: fn(&Parameters) -> Result<Filters, Refusal>,
    questions: &'static [&'static [(&'static str, &'static str)]],
}

const LISTS: [List; 3] = [
    List {
        name: "conversations",
        select: conversation_rows::SELECT,
        sort: ("v", "last_active_at", "last_active_at"),
        filters: conversations::filters,
        questions: &[
            &[],
            &[("status", "active")],
            &[("status", "ended")],
            &[("phone_number_id", "106500000000017")],
            &[("phone_number_id", "106500000000017"), ("status", "ended")],
            &[("last_active_after", "2026-01-01T00:00:00Z")],
            &[("unassigned", "true")],
        ],
    },
    List {
        name: "messages",
        select: message_rows::SELECT,
        sort: ("m", "at", "created_at"),
        filters: messages::filters,
        questions: &[
            &[],
            &[("direction", "inbound")],
            &[("status", "failed")],
            &[("message_type", "image")],
            &[("has_media", "true")],
            &[("phone_number_id", "106500000000017")],
            &[("phone_number_id", "106500000000017"), ("status", "read")],
            &[("conversation_id", "3f1b0f7e-6d0a-4a51-9d53-0a4c1d9b7a11")],
        ],
    },
    List {
        name: "contacts",
        select: contacts::SELECT,
        sort: ("c", "created_at", "created_at"),
        filters: contacts::filters,
        questions: &[&[], &[("has_customer", "false")], &[("created_after", "2026-01-01T00:00:00Z")], &[("profile_name_contains", "a")]],
    },
];

#[test]
fn no_list_is_sorted_or_searched_as_a_whole() {
    let (store, dice) = (Store::open(None).unwrap(), Dice::new(1));
    cast::settle(&store, &dice, 1_800_000_000_000, 0).unwrap();
    crowd::settle(&store, &dice, 1_800_000_000_000, crowd::Size { contacts: 300, messages: 3000 }).unwrap();
    for list in LISTS {
        let (of, sort, column) = list.sort;
        let after = Cursor { value: 1_790_000_000_000, row: 7 }.encode(column);
        for question in list.questions {
            for deep in [&[][..], &[("after", after.as_str())], &[("before", after.as_str())]] {
                let parameters = Parameters::of(Family::Platform, &[question, deep].concat());
                let mut filters = (list.filters)(&parameters).unwrap();
                let sql = Window::of(&parameters, column).unwrap().sql(list.select, (of, sort), &mut filters);
                let plan = plan(&store, &sql, filters.values());
                let whole =
                    plan.iter().any(|step| step.contains("TEMP B-TREE") || (step.contains("SCAN") && !step.contains("USING INDEX")));
                assert!(!whole, "{} {question:?} {deep:?}\n{sql}\n{plan:#?}", list.name);
            }
        }
    }
}

fn plan(store: &Store, sql: &str, values: Vec<rusqlite::types::Value>) -> Vec<String> {
    let explained = store.transaction(|tx| {
        tx.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?.query_map(params_from_iter(values), |row| row.get("detail"))?.collect()
    });
    let steps: rusqlite::Result<Vec<String>> = explained;
    steps.unwrap()
}
