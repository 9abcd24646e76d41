//! Message templates of a business account.

use crate::{
    Client, Result,
    call::{Call, PROXY},
    wire::{List, Page, Template},
};

impl Client {
    /// One page of an account's templates, of every status (`GET /{business_account_id}/message_templates`).
    pub async fn templates(&self, business_account_id: &str, after: Option<&str>, limit: u32) -> Result<Page<Template>> {
        let call = Call::get(PROXY, vec![business_account_id, "message_templates"]).with("after", after).with("limit", Some(limit));
        Ok(self.json::<List>(call).await?.page())
    }
}
