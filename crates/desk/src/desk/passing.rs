//! Passes of bridges (`kdesk mcp`): who gets one, and what this desk proves to them. A bridge makes its own from the secret of the
//! installation that the keychain holds for both; where there is no such keychain, it asks over the desk's private socket.

use std::{
    sync::{Mutex, PoisonError, RwLock},
    time::{Duration, Instant},
};

use tokio::sync::Mutex as AsyncMutex;

use super::Desk;
use crate::{
    caller::Client,
    engine::Engine,
    error::{Error, ErrorCode, Result},
    pass::{self, Pass, RunKeys},
    secrets::InstallationSecret,
};

/// This run, and the keys of its passes: its own, given over the private socket, and the installation's.
pub(super) struct Passes {
    run: String,
    own: RunKeys,
    installed: RwLock<Option<RunKeys>>,
    asked_keychain: Mutex<Option<Instant>>,
    adding: AsyncMutex<()>,
}

/// What the endpoint answers to a challenge.
pub struct Proof {
    /// The name of this run, which is no secret.
    pub run: String,
    /// The answer to who was given a pass over the private socket.
    pub own: String,
    /// The answer to who knows the secret of the installation; none while this desk does not.
    pub installed: Option<String>,
}

/// A keychain that was locked at the start may be open by now; it is asked again at most this often.
const ASKED_EVERY: Duration = Duration::from_secs(10 * 60);
const LONGEST_NAME: usize = 60;

impl Passes {
    pub(super) fn new() -> Self {
        Self {
            run: pass::new_run(),
            own: RunKeys::random(),
            installed: RwLock::default(),
            asked_keychain: Mutex::default(),
            adding: AsyncMutex::default(),
        }
    }

    fn with_installed<T>(&self, ask: impl FnOnce(&RunKeys) -> Option<T>) -> Option<T> {
        self.installed.read().unwrap_or_else(PoisonError::into_inner).as_ref().and_then(ask)
    }

    /// Whether the keychain is to be asked now.
    fn is_due(&self) -> bool {
        let mut asked = self.asked_keychain.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = self.with_installed(|_| Some(())).is_none() && asked.is_none_or(|asked| asked.elapsed() > ASKED_EVERY);
        if is_due {
            *asked = Some(Instant::now());
        }
        is_due
    }
}

impl Desk {
    /// Reads the secret of the installation, or makes it, in the background: a keychain may ask its owner first. Needs a runtime.
    pub fn know_installation(&self) {
        if !self.inner.passes.is_due() {
            return;
        }
        let (desk, keychain) = (self.downgrade(), self.inner.keychain.clone());
        tokio::spawn(async move {
            let kept = keychain.own_installation().await;
            match (desk.upgrade(), kept) {
                (Some(desk), Ok(secret)) => desk.take_installation(&secret),
                (Some(_), Err(error)) => tracing::info!(code = %error.code.as_str(), "bridges come over the private socket"),
                (None, _) => {}
            }
        });
    }

    fn take_installation(&self, secret: &InstallationSecret) {
        let passes = &self.inner.passes;
        *passes.installed.write().unwrap_or_else(PoisonError::into_inner) = RunKeys::of(secret, self.data_dir(), &passes.run);
    }

    /// A pass for a bridge that asks over the private socket. Only who was connected to the open project gets one; to the demo
    /// everybody who was not turned away. Without a client it has no token, and is good for a look at who answers.
    pub async fn pass(&self, client: &str) -> Result<Pass> {
        let url = self.endpoint().url.ok_or_else(|| self.no_endpoint())?;
        let pass = self.inner.passes.own.pass(url, client).ok_or_else(|| Error::internal("pass", "it could not be made"))?;
        self.know_installation(); // the next one need not ask this way
        if !client.is_empty() && self.client_named(&*self.engine()?, pass::name_of(client)).await?.is_none() {
            return Err(not_connected(client));
        }
        Ok(pass)
    }

    /// What only this desk can answer to a challenge that came to a port.
    pub fn proof(&self, port: u16, challenge: &str) -> Option<Proof> {
        let passes = &self.inner.passes;
        let own = passes.own.proof(port, challenge)?;
        Some(Proof { run: passes.run.clone(), own, installed: passes.with_installed(|keys| keys.proof(port, challenge)) })
    }

    /// Whom a pass of this run was made for, if he still has access to the open project.
    pub(super) async fn holder_of_pass(&self, engine: &Engine, token: &str) -> Option<Client> {
        let passes = &self.inner.passes;
        let name = passes.own.client_in(token).or_else(|| passes.with_installed(|keys| keys.client_in(token)))?;
        self.client_named(engine, &name).await.ok().flatten()
    }

    /// The client of that name. On the demo, where all is invented, everybody becomes one who was not turned away.
    async fn client_named(&self, engine: &Engine, name: &str) -> Result<Option<Client>> {
        if engine.project().demo && !engine.has_client(name) {
            let _adding = self.inner.passes.adding.lock().await;
            let owned = name.to_owned();
            let was_revoked = engine.read(move |store| store.was_revoked(&owned)).await?;
            if !was_revoked && !engine.has_client(name) && name.chars().count() <= LONGEST_NAME {
                engine.add_client(name, None).await?;
            }
        }
        Ok(engine.client_named(name))
    }

    fn no_endpoint(&self) -> Error {
        self.endpoint().problem.unwrap_or_else(|| {
            Error::new(ErrorCode::NotRunning, "Agents cannot connect: the endpoint is not up.", "Start it in the app, or restart the app.")
        })
    }
}

/// The error of a bridge whose client has no access.
pub fn not_connected(client: &str) -> Error {
    let client: String = client.chars().take(LONGEST_NAME).collect();
    Error::new(
        ErrorCode::NotAllowed,
        format!("{client} is not connected to the project that is open. Nothing was sent."),
        "A person connects it: on the Agents page of the app, or with `kdesk connect`.",
    )
}
