//! Telling clients that what they are shown changed: on the streams of sessions, and on subscriptions of those without.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use desk::{
    desk::Desk,
    events::{Event, Topic},
};
use rmcp::{
    RoleServer, ServiceError,
    service::{Peer, SubscriptionContext, SubscriptionSendError},
};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::timeout,
};

/// Sessions that are remembered; the oldest go first.
const SESSIONS: usize = 200;

/// A session that takes longer to be told is left out.
const PATIENCE: Duration = Duration::from_secs(1);

/// The sessions that are told.
#[derive(Clone, Default)]
pub(crate) struct News {
    sessions: Arc<Mutex<Vec<Peer<RoleServer>>>>,
}

impl News {
    /// Tells this session from now on.
    pub(crate) fn add(&self, session: Peer<RoleServer>) {
        if let Ok(mut sessions) = self.sessions.lock() {
            sessions.retain(|session| !session.is_transport_closed());
            let too_many = sessions.len().saturating_sub(SESSIONS - 1);
            sessions.drain(..too_many);
            sessions.push(session);
        }
    }

    /// Tells every session whenever what agents may do has changed, as long as the desk is there.
    pub(crate) async fn spread(self, desk: Desk) {
        let (mut changes, desk) = (desk.events(), desk.downgrade());
        while desk.upgrade().is_some() && changed(&mut changes).await {
            let sessions = self.sessions.lock().map(|sessions| sessions.clone()).unwrap_or_default();
            for session in sessions {
                // One that has gone, or does not listen, asks for the list when it comes back.
                let _ = timeout(PATIENCE, tell_session(&session)).await;
            }
        }
    }
}

/// Tools, resources and prompts are shown by the same rules, so all three lists change together.
async fn tell_session(session: &Peer<RoleServer>) -> Result<(), ServiceError> {
    session.notify_tool_list_changed().await?;
    session.notify_resource_list_changed().await?;
    session.notify_prompt_list_changed().await
}

/// Says the same on a subscription, as far as it was asked for.
pub(crate) async fn tell(subscription: &SubscriptionContext) -> Result<(), SubscriptionSendError> {
    let (wanted, sink) = (subscription.accepted(), subscription.sink());
    if wanted.tools_list_changed == Some(true) {
        sink.notify_tool_list_changed().await?;
    }
    if wanted.resources_list_changed == Some(true) {
        sink.notify_resource_list_changed().await?;
    }
    if wanted.prompts_list_changed == Some(true) {
        sink.notify_prompt_list_changed().await?;
    }
    Ok(())
}

/// Waits until what agents may do has changed; false when the desk is gone.
pub(crate) async fn changed(changes: &mut Receiver<Event>) -> bool {
    loop {
        match changes.recv().await {
            Ok(event) if event.topic == Topic::Permissions => return true,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return true,
            Err(RecvError::Closed) => return false,
        }
    }
}
