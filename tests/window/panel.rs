//! The panel of a desktop, as far as programs speak with it over the session bus: it shows their notifications and their signs in the tray,
//! and a person can click on both.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use tokio::time::sleep;
use zbus::{
    Connection, Proxy,
    connection::Builder,
    interface,
    message::Header,
    object_server::SignalEmitter,
    zvariant::{OwnedObjectPath, OwnedValue, Value},
};

use crate::{machine::Machine, session::Outcome};

const NOTIFICATIONS: &str = "/org/freedesktop/Notifications";
const WATCHER: &str = "/StatusNotifierWatcher";
/// Nothing that is waited for here takes longer.
const PATIENCE: Duration = Duration::from_secs(40);
const GLANCE: Duration = Duration::from_millis(50);

/// A panel on a bus. It goes with the test.
pub(crate) struct Panel {
    connection: Connection,
    shown: Arc<Mutex<Vec<Notice>>>,
    signs: Arc<Mutex<Vec<Sign>>>,
}

/// A notification that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) id: u32,
    pub(crate) title: String,
    pub(crate) body: String,
}

/// Where a program keeps its sign: the name that it has on the bus, and the path of the sign.
type Sign = (String, String);
/// What stands in a menu: an id, what the entry says, whether it is checked.
type Entry = (i32, String, bool);
/// A menu as the protocol of menus sends it: an id, properties, and the entries below.
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

impl Panel {
    pub(crate) async fn start(machine: &Machine) -> Outcome<Self> {
        let (shown, signs) = (Arc::default(), Arc::default());
        let connection = Builder::address(address_of_the_bus(machine)?.as_str())?
            .serve_at(NOTIFICATIONS, Notifications { shown: Arc::clone(&shown) })?
            .serve_at(WATCHER, Watcher { signs: Arc::clone(&signs) })?
            .name("org.freedesktop.Notifications")?
            .name("org.kde.StatusNotifierWatcher")?
            .build()
            .await?;
        Ok(Self { connection, shown, signs })
    }

    /// The notification with these words, once it is there.
    pub(crate) async fn notice(&self, words: &str) -> Outcome<Notice> {
        let fits = |notice: &&Notice| notice.title.contains(words) || notice.body.contains(words);
        until(words, async || Ok(self.shown().iter().find(fits).cloned())).await
    }

    /// Everything that was shown.
    pub(crate) fn shown(&self) -> Vec<Notice> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Clicks on a notification.
    pub(crate) async fn click(&self, notice: &Notice) -> Outcome {
        let emitter = SignalEmitter::new(&self.connection, NOTIFICATIONS)?;
        Notifications::action_invoked(&emitter, notice.id, "default").await?;
        Ok(())
    }

    /// What the sign in the tray offers, in its order.
    pub(crate) async fn menu(&self) -> Outcome<Vec<Entry>> {
        let menu = self.menu_of_the_sign().await?;
        let (_, (_, _, entries)): (u32, Layout) = menu.call("GetLayout", &(0_i32, -1_i32, Vec::<String>::new())).await?;
        entries.into_iter().map(entry).collect()
    }

    /// The entry that says this, once there is one.
    pub(crate) async fn offer(&self, words: &str) -> Outcome<Entry> {
        until(words, async || Ok(self.menu().await?.into_iter().find(|(_, said, _)| said == words))).await
    }

    /// Waits until this entry is checked.
    pub(crate) async fn is_checked(&self, words: &str) -> Outcome {
        until(words, async || Ok(self.menu().await?.into_iter().find(|(_, said, is_checked)| said == words && *is_checked))).await.map(drop)
    }

    /// Chooses from the menu of the tray.
    pub(crate) async fn choose(&self, words: &str) -> Outcome {
        let (id, ..) = self.offer(words).await?;
        let _: () = self.menu_of_the_sign().await?.call("Event", &(id, "clicked", Value::from(0_i32), 0_u32)).await?;
        Ok(())
    }

    async fn menu_of_the_sign(&self) -> Outcome<Proxy<'static>> {
        let signs = || self.signs.lock().unwrap_or_else(PoisonError::into_inner).first().cloned();
        let (owner, path) = until("a sign in the tray", async || Ok(signs())).await?;
        let sign = Proxy::new(&self.connection, owner.clone(), path, "org.kde.StatusNotifierItem").await?;
        let menu: OwnedObjectPath = sign.get_property("Menu").await?;
        Ok(Proxy::new(&self.connection, owner, menu, "com.canonical.dbusmenu").await?)
    }
}

/// Where a program of this machine finds the bus.
fn address_of_the_bus(machine: &Machine) -> Outcome<String> {
    let program = machine.command("panel");
    let address = program.get_envs().find(|(name, _)| *name == "DBUS_SESSION_BUS_ADDRESS").and_then(|(_, value)| value);
    Ok(address.and_then(|address| address.to_str()).ok_or("there is no bus")?.to_owned())
}

/// Asks until there is an answer.
async fn until<Found>(what: &str, ask: impl AsyncFn() -> Outcome<Option<Found>>) -> Outcome<Found> {
    let start = Instant::now();
    loop {
        if let Some(found) = ask().await? {
            return Ok(found);
        }
        if start.elapsed() > PATIENCE {
            return Err(format!("waited in vain for {what}").into());
        }
        sleep(GLANCE).await;
    }
}

fn entry(value: OwnedValue) -> Outcome<Entry> {
    let (id, mut said, _) = Layout::try_from(value)?;
    let label = said.remove("label").map(String::try_from).transpose()?.unwrap_or_default();
    let checked = said.remove("toggle-state").map(i32::try_from).transpose()?.is_some_and(|state| state == 1);
    Ok((id, label.replace('_', ""), checked))
}

struct Notifications {
    shown: Arc<Mutex<Vec<Notice>>>,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    fn get_capabilities(&self) -> Vec<String> {
        ["body", "actions"].map(str::to_owned).to_vec()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let [name, vendor, version, standard] = ["panel", "test", "1", "1.2"].map(str::to_owned);
        (name, vendor, version, standard)
    }

    #[expect(clippy::too_many_arguments, reason = "the standard of notifications")]
    fn notify(
        &self,
        _program: String,
        _replaces: u32,
        _icon: String,
        title: String,
        body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _lasts: i32,
    ) -> u32 {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let id = u32::try_from(shown.len()).unwrap_or_default().saturating_add(1);
        shown.push(Notice { id, title, body });
        id
    }

    fn close_notification(&self, _id: u32) {}

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;
}

struct Watcher {
    signs: Arc<Mutex<Vec<Sign>>>,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, sign: String, #[zbus(header)] header: Header<'_>) {
        let owner = header.sender().map(ToString::to_string).unwrap_or_default();
        self.signs.lock().unwrap_or_else(PoisonError::into_inner).push((owner, sign));
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}
