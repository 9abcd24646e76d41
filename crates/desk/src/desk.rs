use crate::{
    actions::{agents::NewClient, projects::DeskState},
    engine::Engine,
    error::Result,
    secrets::Key,
};
pub struct Desk;
impl Desk {
    pub fn engine(&self) -> Result<std::sync::Arc<Engine>> {
        todo!()
    }
    pub async fn state(&self) -> Result<DeskState> {
        todo!()
    }
    pub async fn connect_key(&self, _k: Key, _n: Option<String>) -> Result<DeskState> {
        todo!()
    }
    pub async fn replace_key(&self, _p: &str, _k: Key) -> Result<DeskState> {
        todo!()
    }
    pub async fn remove_project(&self, _p: &str) -> Result<DeskState> {
        todo!()
    }
    pub async fn open_demo(&self) -> Result<DeskState> {
        todo!()
    }
    pub async fn open_project(&self, _p: &str) -> Result<DeskState> {
        todo!()
    }
    pub async fn add_client(&self, _n: &str) -> Result<NewClient> {
        todo!()
    }
}
