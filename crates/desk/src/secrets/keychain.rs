//! The system's keychain. Its calls block, so they run where that is allowed.

use std::{
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use kapso::ApiKey;
use keyring_core::{CredentialStore, Entry, Error as Fault};
use secrecy::{SecretString, zeroize::Zeroizing};
use tokio::sync::oneshot;

use super::{Item, StoreKey};
use crate::error::{Error, ErrorCode, Result};

/// The service name that items stand under.
const SERVICE: &str = "kapso-desk";
/// What the error of an unreachable keychain carries where there is no session bus.
const NO_BUS: &str = "no_bus";

/// The system's keychain, opened when it is first needed and again after a failure.
#[derive(Clone, Default)]
pub struct Keychain {
    connection: Arc<Connection>,
}

#[derive(Default)]
struct Connection {
    store: Mutex<Option<Arc<CredentialStore>>>,
}

/// The last handle may go in the middle of asynchronous work, where the end of a blocking connection panics.
impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(store) = self.store.get_mut().ok().and_then(Option::take) {
            std::thread::spawn(move || drop(store));
        }
    }
}

/// A project's two keys. They stand in one item, so that a keychain asks at most once.
#[derive(Clone)]
pub struct ProjectSecrets {
    /// Kapso's key.
    pub key: ApiKey,
    /// The local store's key.
    pub store: StoreKey,
    /// While Kapso's key is replaced, the one that is not in use: the new one until it was tested, then the old one.
    pub other: Option<ApiKey>,
}

impl Keychain {
    /// A keychain of one's own, for tests.
    pub fn over(store: Arc<CredentialStore>) -> Self {
        Self { connection: Arc::new(Connection { store: Mutex::new(Some(store)) }) }
    }

    /// What is kept for a project.
    pub async fn get(&self, project_id: &str) -> Result<Option<ProjectSecrets>> {
        let Some(text) = self.text(project_id).await? else { return Ok(None) };
        let item: Option<Item> = serde_json::from_str(&text).ok();
        let item = item.ok_or_else(damaged)?;
        let key = ApiKey::parse(&item.key).map_err(|_| damaged())?;
        let store = StoreKey::of_hex(SecretString::from(item.store)).ok_or_else(damaged)?;
        let other = item.other.and_then(|other| ApiKey::parse(&other).ok());
        Ok(Some(ProjectSecrets { key, store, other }))
    }

    /// Keeps a project's keys, in place of those that were kept.
    pub async fn put(&self, project_id: &str, secrets: &ProjectSecrets) -> Result<()> {
        let other = secrets.other.as_ref().map(|other| other.expose().to_owned());
        let item = Item { key: secrets.key.expose().to_owned(), store: secrets.store.hex().to_owned(), other };
        let text = Zeroizing::new(serde_json::to_string(&item).map_err(|_| damaged())?);
        self.put_text(project_id, text).await
    }

    /// Forgets a project's keys.
    pub async fn remove(&self, project_id: &str) -> Result<()> {
        self.on_entry(project_id, |entry| match entry.delete_credential() {
            Ok(()) | Err(Fault::NoEntry) => Ok(()),
            Err(fault) => Err(fault),
        })
        .await
    }

    /// Why nothing can be kept now, if so.
    pub async fn problem(&self) -> Option<Error> {
        let this = self.clone();
        run_blocking(move || this.open().map(drop)).await.err()
    }

    /// The text of an item.
    pub(super) async fn text(&self, account: &str) -> Result<Option<Zeroizing<String>>> {
        self.on_entry(account, |entry| match entry.get_password() {
            Ok(text) => Ok(Some(Zeroizing::new(text))),
            Err(Fault::NoEntry) => Ok(None),
            Err(fault) => Err(fault),
        })
        .await
    }

    /// Keeps a text as an item.
    pub(super) async fn put_text(&self, account: &str, text: Zeroizing<String>) -> Result<()> {
        self.on_entry(account, move |entry| entry.set_password(&text)).await
    }

    async fn on_entry<T: Send + 'static>(&self, account: &str, act: impl Fn(&Entry) -> Result<T, Fault> + Send + 'static) -> Result<T> {
        let (this, account) = (self.clone(), account.to_owned());
        run_blocking(move || {
            let was_open = this.connected().is_some();
            match this.act(&account, &act) {
                Err(Fault::PlatformFailure(_)) if was_open => this.act(&account, &act), // the service was started anew since
                done => done,
            }
        })
        .await
    }

    fn act<T>(&self, account: &str, act: impl Fn(&Entry) -> Result<T, Fault>) -> Result<T, Fault> {
        let done = self.open()?.build(SERVICE, account, None).and_then(|entry| act(&entry));
        if done.is_err() {
            self.forget();
        }
        done
    }

    fn open(&self) -> Result<Arc<CredentialStore>, Fault> {
        let mut open = self.connected();
        if let Some(store) = open.as_ref() {
            return Ok(Arc::clone(store));
        }
        let store = system()?;
        *open = Some(Arc::clone(&store));
        Ok(store)
    }

    /// After a failure the next call connects anew: the service may have been started or unlocked since.
    fn forget(&self) {
        #[cfg(target_os = "linux")]
        {
            let mut open = self.connected();
            if open.as_ref().is_some_and(|store| store.as_any().is::<zbus_secret_service_keyring_store::Store>()) {
                *open = None;
            }
        }
    }

    fn connected(&self) -> MutexGuard<'_, Option<Arc<CredentialStore>>> {
        self.connection.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(target_os = "linux")]
fn system() -> Result<Arc<CredentialStore>, Fault> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn system() -> Result<Arc<CredentialStore>, Fault> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(target_os = "windows")]
fn system() -> Result<Arc<CredentialStore>, Fault> {
    Ok(windows_native_keyring_store::Store::new()?)
}

/// On a thread of its own: a keychain may ask its owner and wait, and a program that ends must not wait with it.
async fn run_blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Fault> + Send + 'static) -> Result<T> {
    let (say, said) = oneshot::channel();
    std::thread::spawn(move || drop(say.send(work())));
    said.await.map_err(|cause| Error::internal("keychain", cause))?.map_err(explain)
}

fn explain(fault: Fault) -> Error {
    match fault {
        Fault::NoStorageAccess(_) => Error::new(
            ErrorCode::KeychainLocked,
            "Your keychain is locked. Kapso Desk cannot read or store keys until you unlock it. Nothing was sent.",
            "Unlock the keychain, then try again.",
        ),
        Fault::PlatformFailure(_) | Fault::NoDefaultStore if cfg!(target_os = "linux") && !has_session_bus() => Error {
            upstream_code: Some(NO_BUS.to_owned()),
            ..Error::new(
                ErrorCode::KeychainUnavailable,
                "There is no session bus, so no keychain can be reached. Nothing was saved.",
                "Log in to a desktop session, or start Kapso Desk with `dbus-run-session` and a keychain in it, then try again.",
            )
        },
        Fault::PlatformFailure(_) | Fault::NoDefaultStore => Error::new(
            ErrorCode::KeychainUnavailable,
            "No keychain is running. Kapso Desk keeps keys only in a system keychain. Nothing was saved.",
            "Start one (on Linux: GNOME Keyring, KWallet or KeePassXC), then try again, or explore the demo.",
        ),
        other => Error::new(
            ErrorCode::KeychainUnavailable,
            format!("The keychain refused: {}. Nothing was saved.", kind(&other)),
            "Try again; if it stays, look into the keychain's own window.",
        ),
    }
}

/// Whether the session has a bus to reach a keychain by.
fn has_session_bus() -> bool {
    let is_named = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty());
    is_named || std::env::var_os("XDG_RUNTIME_DIR").is_some_and(|folder| Path::new(&folder).join("bus").exists())
}

/// The kind of a fault, without what it carries: that may be a part of a secret.
fn kind(fault: &Fault) -> &'static str {
    match fault {
        Fault::TooLong(..) => "the item is too long",
        Fault::BadEncoding(_) | Fault::BadDataFormat(..) | Fault::BadStoreFormat(_) => "the item is damaged",
        Fault::Ambiguous(_) => "there are several items of that name",
        _ => "it gave no reason",
    }
}

fn damaged() -> Error {
    Error::new(
        ErrorCode::KeychainUnavailable,
        "The keychain's item for this project is damaged. It was left as it is.",
        "Remove the project and add its key again.",
    )
}
