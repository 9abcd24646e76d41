//! Customers: all of them once; then the newest, and all again now and then, because a new name moves nobody to the front.

use jiff::{SignedDuration, Timestamp};

use super::asked;
use crate::{
    engine::Engine,
    error::Result,
    events::Topic,
    store::{
        Writer,
        customers::{Put, SeenCustomer},
        settings::Setting,
    },
    translate,
};

/// The most that is asked for at once.
const LIMIT: u32 = 100;
/// All are read again this often, for names and ids that changed.
const SWEEP_EVERY: SignedDuration = SignedDuration::from_hours(24);
/// When Kapso counts more or fewer than this desk, all are read again, but not more often than this.
const RECOUNT_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// Brings the customers up to date with as few requests as that takes: one, most of the time.
pub(crate) async fn refresh(engine: &Engine) -> Result<()> {
    let now = engine.now();
    let read_at = engine.read(|store| store.millis(Setting::CustomersReadAt)).await?;
    let Some(age) = read_at.and_then(|at| Timestamp::from_millisecond(at).ok()).map(|at| now.duration_since(at)) else {
        return all(engine).await;
    };
    if age >= SWEEP_EVERY {
        return all(engine).await;
    }
    let counted = newest(engine).await?;
    let here = engine.read(|store| store.customers_seen_since(None)).await?;
    if counted.is_some_and(|counted| counted != here) && age >= RECOUNT_EVERY {
        return all(engine).await;
    }
    engine.write(move |store| store.set(Setting::CustomersAsOf, &now.as_millisecond().to_string())).await
}

/// Every customer, newest first. Those that are not listed any more are forgotten, if nothing moved between the pages.
async fn all(engine: &Engine) -> Result<()> {
    let began = engine.now();
    let mut page = 1;
    let counted = loop {
        let read = put_page(engine, page).await?;
        if page >= read.pages {
            break read.counted;
        }
        page += 1;
    };
    let forgot = engine
        .write(move |store| {
            let listed = store.customers_seen_since(Some(began))?;
            let whole = counted.is_none_or(|counted| listed >= counted);
            let forgot = whole && store.forget_customers_unseen_since(began)?;
            let millis = began.as_millisecond().to_string();
            store.set(Setting::CustomersReadAt, &millis)?;
            store.set(Setting::CustomersAsOf, &millis)?;
            Ok(forgot)
        })
        .await?;
    if forgot {
        engine.emit(Topic::Customers, None);
    }
    Ok(())
}

/// The newest customers, down to a page on which every one was known; gives how many Kapso counts.
async fn newest(engine: &Engine) -> Result<Option<u64>> {
    let mut page = 1;
    loop {
        let read = put_page(engine, page).await?;
        if read.all_known || page >= read.pages {
            return Ok(read.counted);
        }
        page += 1;
    }
}

struct Read {
    pages: u32,
    counted: Option<u64>,
    all_known: bool,
}

async fn put_page(engine: &Engine, page: u32) -> Result<Read> {
    let found = asked(engine.kapso().customers(page, LIMIT).await)?;
    let seen: Vec<SeenCustomer> = found.items.into_iter().filter_map(translate::customer).collect();
    let now = engine.now();
    let (changed, all_known) = engine.write(move |store| put(store, &seen, now)).await?;
    if changed {
        engine.emit(Topic::Customers, None);
    }
    Ok(Read { pages: found.pages.unwrap_or(1), counted: found.total, all_known })
}

fn put(store: &Writer<'_>, seen: &[SeenCustomer], now: Timestamp) -> Result<(bool, bool)> {
    let (mut changed, mut all_known) = (false, true);
    for customer in seen {
        let put = store.put_customer(customer, now)?;
        changed |= put != Put::Same;
        all_known &= put != Put::New;
    }
    Ok((changed, all_known))
}
