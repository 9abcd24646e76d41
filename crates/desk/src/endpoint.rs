//! The agents' endpoint, as the desk shows it. Serving it is a face's work.

use std::{fmt, future::Future, sync::Arc};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{error::Error, operation::Pending};

/// The agents' endpoint.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Endpoint {
    /// Whether it is switched on; on and without an address, `problem` says why.
    pub on: bool,
    /// Its port: the one that it has, or should have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// Since when it is up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Its address, when it is up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Why it is not up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Error>,
}

/// How a face starts its endpoint on a port, or stops it when there is none. It tells the desk what came of it before it is done.
#[derive(Clone)]
pub struct Switch(Arc<Turn>);

type Turn = dyn Fn(Option<u16>) -> Pending<'static, ()> + Send + Sync;

impl Switch {
    /// A switch that `turn` turns.
    pub fn new<F: Future<Output = ()> + Send + 'static>(turn: impl Fn(Option<u16>) -> F + Send + Sync + 'static) -> Self {
        Self(Arc::new(move |port| Box::pin(turn(port))))
    }

    pub(crate) async fn turn(&self, port: Option<u16>) {
        (self.0)(port).await;
    }
}

impl fmt::Debug for Switch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Switch")
    }
}

/// How the endpoint ends a session, by the protocol's id of it: its stream closes, and its id is not found from then on.
#[derive(Clone)]
pub struct SessionEnd(Arc<dyn Fn(String) -> Pending<'static, ()> + Send + Sync>);

impl SessionEnd {
    /// The end that `end` makes.
    pub fn new<F: Future<Output = ()> + Send + 'static>(end: impl Fn(String) -> F + Send + Sync + 'static) -> Self {
        Self(Arc::new(move |session| Box::pin(end(session))))
    }

    pub(crate) async fn of(&self, session: String) {
        (self.0)(session).await;
    }
}
