//! The session bus, with the two programs on it that a desktop has and a bare screen has not: one that shows tray icons,
//! and one that shows notifications. Both only write down what they are told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::message::Header;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Structure, Value};
use zbus::{Connection, Proxy, connection, interface};

use crate::desktop::until;

const NOTIFICATIONS: &str = "/org/freedesktop/Notifications";
const TRAY: &str = "/StatusNotifierWatcher";

/// What was told so far.
#[derive(Default)]
struct Told {
    /// Bus name and object of the tray icon.
    icon: Option<(String, String)>,
    /// Title and body of each notification; its id is its place, from 1.
    notices: Vec<(String, String)>,
}

type Shared = Arc<Mutex<Told>>;

pub(crate) struct SessionBus {
    connection: Connection,
    told: Shared,
}

impl SessionBus {
    /// Joins the bus and takes both parts.
    pub(crate) async fn join(address: &str) -> Self {
        let told = Shared::default();
        let connection = connection::Builder::address(address)
            .and_then(|builder| builder.name("org.kde.StatusNotifierWatcher"))
            .and_then(|builder| builder.name("org.freedesktop.Notifications"))
            .and_then(|builder| builder.serve_at(TRAY, Watcher(told.clone())))
            .and_then(|builder| builder.serve_at(NOTIFICATIONS, Notices(told.clone())))
            .expect("the parts can be put together")
            .build()
            .await
            .expect("the bus takes clients");
        Self { connection, told }
    }

    /// Chooses an entry of the tray's menu.
    pub(crate) async fn choose(&self, label: &str) {
        until(&format!("the tray's menu has {label}"), async || {
            self.menu().await.iter().any(|(_, found)| found == label)
        })
        .await;
        let entries = self.menu().await;
        let (id, _) = entries
            .iter()
            .find(|(_, found)| found == label)
            .expect("it was there just now");
        let event = (*id, "clicked", Value::from(0_i32), 0_u32);
        self.menu_proxy()
            .await
            .call_method("Event", &event)
            .await
            .expect("the menu can be clicked");
    }

    /// The menu's first line tells the engine's state.
    pub(crate) async fn until_tray_says(&self, state: &str) {
        until(&format!("the tray says {state}"), async || {
            self.menu().await.first().is_some_and(|(_, label)| label == state)
        })
        .await;
    }

    /// Waits for a notification whose title holds `words`, and answers its id.
    pub(crate) async fn notification(&self, words: &str) -> u32 {
        let find = || {
            let told = self.told.lock().expect("nobody panicked with it");
            told.notices.iter().position(|(title, _)| title.contains(words))
        };
        until(&format!("a notification tells {words}"), async || {
            find().is_some()
        })
        .await;
        let place = find().expect("it was there just now");
        u32::try_from(place + 1).expect("there are few")
    }

    /// Clicks on a notification.
    pub(crate) async fn click(&self, notice: u32) {
        let emitter = SignalEmitter::new(&self.connection, NOTIFICATIONS).expect("the path is one");
        Notices::action_invoked(&emitter, notice, "default")
            .await
            .expect("the bus passes signals on");
    }

    /// The menu's entries that have a label, from top to bottom; empty while there is no icon.
    async fn menu(&self) -> Vec<(i32, String)> {
        if self.told.lock().expect("nobody panicked with it").icon.is_none() {
            return Vec::new();
        }
        let asked = (0_i32, -1_i32, Vec::<String>::new());
        let Ok(answer) = self.menu_proxy().await.call_method("GetLayout", &asked).await else {
            return Vec::new();
        };
        type Entry = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);
        let layout: (u32, Entry) = answer.body().deserialize().expect("a menu has a layout");
        layout.1.2.iter().filter_map(labelled).collect()
    }

    async fn menu_proxy(&self) -> Proxy<'static> {
        let icon = self.told.lock().expect("nobody panicked with it").icon.clone();
        let (name, path) = icon.expect("the icon is in the tray");
        let item = self.proxy(name.clone(), path, "org.kde.StatusNotifierItem").await;
        let menu: OwnedObjectPath = item.get_property("Menu").await.expect("the icon has a menu");
        self.proxy(name, menu.to_string(), "com.canonical.dbusmenu").await
    }

    async fn proxy(&self, name: String, path: String, interface: &'static str) -> Proxy<'static> {
        let proxy = Proxy::new(&self.connection, name, path, interface).await;
        proxy.expect("the names are well formed")
    }
}

fn labelled(entry: &OwnedValue) -> Option<(i32, String)> {
    let entry: Structure<'_> = entry.downcast_ref().ok()?;
    let (id, properties) = match entry.fields() {
        [Value::I32(id), Value::Dict(properties), ..] => (*id, properties),
        _ => return None,
    };
    let label: String = properties.get(&"label").ok()??;
    // An underscore marks the letter that works as a key.
    Some((id, label.replace('_', "")))
}

/// Shows tray icons.
struct Watcher(Shared);

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, path: &str, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        self.0.lock().expect("nobody panicked with it").icon = Some((sender, path.to_owned()));
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

/// Shows notifications.
struct Notices(Shared);

#[interface(name = "org.freedesktop.Notifications")]
impl Notices {
    #[expect(
        clippy::too_many_arguments,
        reason = "the desktop's own interface has so many"
    )]
    fn notify(
        &self,
        _program: &str,
        _replaces: u32,
        _icon: &str,
        title: String,
        body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        let mut told = self.0.lock().expect("nobody panicked with it");
        told.notices.push((title, body));
        u32::try_from(told.notices.len()).expect("there are few")
    }

    fn close_notification(&self, _id: u32) {}

    fn get_capabilities(&self) -> Vec<String> {
        vec!["actions".to_owned(), "body".to_owned()]
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let name = "test".to_owned();
        (name.clone(), name, "1".to_owned(), "1.2".to_owned())
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;
}
