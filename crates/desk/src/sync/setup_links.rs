//! Setup links: Kapso lists them customer by customer only, so those that somebody waits for are read first.

use super::{asked, listed_or_left, numbers};
use crate::{
    engine::Engine,
    error::{ErrorCode, Result},
    events::Topic,
    model::SetupLink,
    translate,
};

/// The most that is asked for at once.
const LIMIT: u32 = 100;
/// Customers whose links are read in one round of these, which comes once a minute.
const CUSTOMERS: u32 = 3;

/// The links of the customers whose turn it is.
pub(super) async fn due(engine: &Engine) -> Result<()> {
    let now = engine.now();
    for customer in engine.read(move |store| store.customers_with_links_due(now, CUSTOMERS)).await? {
        match of_customer(engine, &customer).await {
            Err(error) if error.code == ErrorCode::NotFound => {
                engine.write(move |store| store.forget_customer(&customer)).await?;
                engine.emit(Topic::Customers, None);
            }
            settled => listed_or_left("a customer's setup links", settled)?,
        }
    }
    Ok(())
}

/// Every link of a customer. When one that was waited for was used, the numbers are read again, too.
pub(crate) async fn of_customer(engine: &Engine, customer_id: &str) -> Result<()> {
    let turn = engine.setup_links_turn.lock().await;
    let (customer, now) = (customer_id.to_owned(), engine.now());
    engine.write(move |store| store.asked_for_setup_links(&customer, now)).await?;
    let mut links: Vec<SetupLink> = Vec::new();
    let mut page = 1;
    loop {
        let found = asked(engine.kapso().setup_links(customer_id, page, LIMIT).await)?;
        links.extend(found.items.into_iter().filter_map(translate::setup_link));
        if page >= found.pages.unwrap_or(1) {
            break;
        }
        page += 1;
    }
    let (customer, now) = (customer_id.to_owned(), engine.now());
    let put = engine.write(move |store| store.put_setup_links(&customer, &links, now)).await?;
    drop(turn);
    if put.completed {
        numbers::all(engine).await?;
    }
    if put.changed {
        engine.emit(Topic::Customers, None);
    }
    Ok(())
}
