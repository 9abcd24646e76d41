use crate::{
    actions::{agents::ClientRow, approvals::Approval, projects::Project},
    error::Result,
    model::Message,
    operation::Act,
    operations::{inbox::Thread, project::SyncState},
    outbox::Content,
    selector::*,
    store::Store,
};
use jiff::Timestamp;
pub struct Engine;
impl Engine {
    pub fn now(&self) -> Timestamp {
        todo!()
    }
    pub async fn as_of(&self) -> Result<Option<Timestamp>> {
        todo!()
    }
    pub async fn number_of_config(&self, _id: String) -> Result<String> {
        todo!()
    }
    pub async fn read<T: Send + 'static>(&self, _f: impl FnOnce(&Store) -> Result<T> + Send + 'static) -> Result<T> {
        todo!()
    }
    pub async fn thread(&self, _id: String, _l: u32, _c: Option<String>) -> Result<Thread> {
        todo!()
    }
    pub async fn recipient(&self, _s: &ConversationSelector, _c: Option<&str>) -> Result<Recipient> {
        todo!()
    }
    pub async fn send(&self, _r: &Recipient, _c: Content, _a: &Act) -> Result<Message> {
        todo!()
    }
    pub fn project(&self) -> &Project {
        todo!()
    }
    pub fn requests_per_minute(&self) -> Option<u32> {
        todo!()
    }
    pub fn sync_state(&self) -> SyncState {
        todo!()
    }
    pub fn watch(&self, _t: Option<&str>, _v: bool) -> Result<()> {
        todo!()
    }
    pub async fn seen(&self, _t: &str) -> Result<()> {
        todo!()
    }
    pub async fn undo_send(&self, _t: &str) -> Result<Message> {
        todo!()
    }
    pub async fn retry_send(&self, _t: &str) -> Result<Message> {
        todo!()
    }
    pub async fn discard_send(&self, _t: &str) -> Result<Message> {
        todo!()
    }
    pub async fn approvals(&self, _h: bool, _t: Option<&str>) -> Result<Vec<Approval>> {
        todo!()
    }
    pub async fn clients(&self) -> Result<Vec<ClientRow>> {
        todo!()
    }
    pub async fn revoke_client(&self, _t: &str) -> Result<Vec<ClientRow>> {
        todo!()
    }
}
