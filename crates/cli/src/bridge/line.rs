//! Connections to the desk: proven ones are kept, and a desk that went away is found again.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use desk::{
    desk::Pass,
    error::{ErrorCode, Result},
};
use tokio::{sync::Mutex as AsyncMutex, time::sleep};

use super::{connection::Connection, finding::Finding};

/// The way to the desk.
pub(super) struct Line {
    finding: Finding,
    pass: AsyncMutex<Option<Pass>>,
    idle: Mutex<Vec<Connection>>,
}

/// A desk that has a pass to give but no open port yet, or no longer, is tried for this long.
const PATIENCE: Duration = Duration::from_secs(30);
const GLANCE: Duration = Duration::from_millis(50);
/// How often is looked whether a desk runs again, by those who would not start one.
const LOOK: Duration = Duration::from_secs(1);

impl Line {
    pub(super) fn new(finding: Finding) -> Self {
        Self { finding, pass: AsyncMutex::default(), idle: Mutex::default() }
    }

    /// A proven connection; the desk is started when it does not run.
    pub(super) async fn connection(&self) -> Result<Connection> {
        let begun = Instant::now();
        loop {
            if let Some(connection) = self.idle() {
                return Ok(connection);
            }
            let pass = self.pass().await?;
            match Connection::open(&pass).await {
                Ok(connection) => return Ok(connection),
                Err(error) => {
                    self.renew().await;
                    if error.code != ErrorCode::NotRunning || begun.elapsed() > PATIENCE {
                        return Err(error);
                    }
                }
            }
            sleep(GLANCE).await;
        }
    }

    /// The same, once a desk runs that somebody else started.
    pub(super) async fn connection_once_it_runs(&self) -> Connection {
        loop {
            if let Ok(Some(pass)) = self.finding.pass_if_running().await
                && let Ok(connection) = Connection::open(&pass).await
            {
                return connection;
            }
            sleep(LOOK).await;
        }
    }

    /// Who it is that asks.
    pub(super) fn client(&self) -> &str {
        self.finding.client()
    }

    /// A kept connection.
    pub(super) fn idle(&self) -> Option<Connection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(connection) = idle.pop() {
            if connection.is_usable() {
                return Some(connection);
            }
        }
        None
    }

    /// Keeps a connection for the next question.
    pub(super) fn put_back(&self, connection: Connection) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }

    /// Forgets the token and every connection that showed it.
    pub(super) async fn renew(&self) {
        *self.pass.lock().await = None;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    async fn pass(&self) -> Result<Pass> {
        let mut pass = self.pass.lock().await;
        if let Some(pass) = pass.as_ref() {
            return Ok(pass.clone());
        }
        let found = self.finding.pass().await?;
        *pass = Some(found.clone());
        Ok(found)
    }
}
