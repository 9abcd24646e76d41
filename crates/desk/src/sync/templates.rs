//! Reading a business account's templates, all of them at once.

use kapso::Page;

use super::asked;
use crate::{
    engine::Engine,
    error::{ErrorCode, Result},
    events::Topic,
    store::templates::SeenTemplate,
    translate,
};

/// The most that Kapso gives at once.
const LIMIT: u32 = 100;
/// No account has more than 6000 templates, by Meta's limits.
const MOST_PAGES: u32 = 60;

/// The templates of every account. One that cannot be listed, as of a sandbox number, does not keep the others from being read.
pub(super) async fn all(engine: &Engine) -> Result<()> {
    for account in engine.business_accounts(None).await? {
        if let Err(error) = of_account(engine, &account).await {
            if matches!(error.code, ErrorCode::Offline | ErrorCode::TlsFailed | ErrorCode::KeyRefused | ErrorCode::RateLimited) {
                return Err(error);
            }
            tracing::warn!(code = %error.code.as_str(), "the templates of an account cannot be listed");
        }
    }
    Ok(())
}

/// The templates of one account, in place of those that were known.
pub(crate) async fn of_account(engine: &Engine, business_account_id: &str) -> Result<()> {
    let mut seen: Vec<SeenTemplate> = Vec::new();
    let mut after: Option<String> = None;
    for _ in 0..MOST_PAGES {
        let Page { items, next, .. } = asked(engine.kapso().templates(business_account_id, after.as_deref(), LIMIT).await)?;
        seen.extend(items.into_iter().filter_map(|template| translate::template(business_account_id, template)));
        match next {
            Some(next) if after.as_ref() != Some(&next) => after = Some(next),
            _ => break,
        }
    }
    let (account, now) = (business_account_id.to_owned(), engine.now());
    if engine.write_copy(move |store| store.put_templates(&account, &seen, now)).await? {
        engine.emit(Topic::Templates, None);
    }
    Ok(())
}
