//! The agents' endpoint, switched on and off by a person.

use super::Desk;
use crate::{
    endpoint::{Endpoint, Switch},
    error::{Error, ErrorCode, Result},
    events::Topic,
    model::DeskState,
    settings::Settings,
};

impl Desk {
    /// Takes the switch of the face that serves the endpoint.
    pub fn set_switch(&self, switch: Switch) {
        if let Ok(mut now) = self.inner.switch.lock() {
            *now = Some(switch);
        }
    }

    /// Notes where agents connect, for everybody who shows it.
    pub fn set_endpoint(&self, endpoint: Endpoint) {
        let since = endpoint.url.as_ref().map(|_| self.inner.clock.now());
        if let Err(cause) = self.inner.home.note(endpoint.port.filter(|_| since.is_some())) {
            tracing::warn!(kind = %cause.kind(), "bridges are not told the port: they ask over the private socket");
        }
        if let Ok(mut now) = self.inner.endpoint.lock() {
            *now = Endpoint { since, ..endpoint };
        }
        self.emit(Topic::State);
    }

    /// Starts or stops the endpoint, and keeps that for the next start. That it could not start is said by the state.
    pub(crate) async fn switch_endpoint(&self, on: bool, port: Option<u16>) -> Result<DeskState> {
        let switch = self.inner.switch.lock().ok().and_then(|switch| switch.clone()).ok_or_else(no_switch)?;
        let _turn = self.inner.turning_endpoint.lock().await;
        let before = self.settings()?;
        let wanted = port.or(before.endpoint_port).or(self.endpoint().port);
        self.change_settings(|now| Settings { endpoint_on: on, endpoint_port: wanted, ..now.clone() }, None)?;
        switch.turn(None).await;
        if on {
            switch.turn(Some(wanted.unwrap_or_default())).await;
        } else {
            self.set_endpoint(Endpoint { port: wanted, ..Endpoint::default() });
        }
        self.state().await
    }

    pub(super) fn endpoint(&self) -> Endpoint {
        self.inner.endpoint.lock().map(|endpoint| endpoint.clone()).unwrap_or_default()
    }
}

fn no_switch() -> Error {
    Error::new(
        ErrorCode::NotAllowed,
        "This desk runs without a window, and its endpoint is up as long as it runs. Nothing was changed.",
        "End it where it was started, or switch the endpoint in the app.",
    )
}
