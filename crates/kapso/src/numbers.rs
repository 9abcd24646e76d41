//! The project's WhatsApp numbers.

use crate::{
    Client, Result,
    call::{Call, PLATFORM},
    wire::{List, Page, PhoneNumber},
};

impl Client {
    /// One page of numbers, `page` from 1, at most 100 each (`GET /whatsapp/phone_numbers`). The cheapest check of a key.
    pub async fn phone_numbers(&self, page: u32, per_page: u32) -> Result<Page<PhoneNumber>> {
        let call = Call::get(PLATFORM, vec!["whatsapp", "phone_numbers"]).with("page", Some(page)).with("per_page", Some(per_page));
        Ok(self.json::<List>(call).await?.page())
    }
}
