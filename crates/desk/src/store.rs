pub mod threads;
pub struct Store;
pub struct Totals {
    pub numbers: u64,
    pub conversations: u64,
    pub messages: u64,
}
pub struct Found {
    pub rows: Vec<crate::model::Conversation>,
    pub counts: crate::operations::inbox::Counts,
    pub total: u64,
    pub next_cursor: Option<String>,
}
use crate::error::Result;
impl Store {
    pub fn inbox(&self, _c: &threads::Cut, _p: &threads::Page, _l: u32) -> Result<Found> {
        todo!()
    }
    pub fn configs(&self, _c: Option<&str>) -> Result<Vec<crate::model::Config>> {
        todo!()
    }
    pub fn totals(&self) -> Result<Totals> {
        todo!()
    }
}
