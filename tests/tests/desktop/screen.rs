//! The screen as an X client sees it. There is no window manager, so that the test says itself what one would say.

use x11rb::CURRENT_TIME;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, InputFocus, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::desktop::until;

const MAIN_WINDOW: &str = "待办中继 · Todo Relay";
const KEY_PRESS: u8 = 2;
const KEY_RELEASE: u8 = 3;
/// Key codes of every PC keyboard under X.
const ESCAPE: u8 = 9;
const RETURN: u8 = 36;

/// Whether a window is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    Yes,
    No,
}

pub(crate) struct Screen {
    x: RustConnection,
    root: Window,
}

impl Screen {
    pub(crate) fn of(display: &str) -> Self {
        let (x, number) = x11rb::connect(Some(display)).expect("the screen takes clients");
        let root = x.setup().roots[number].root;
        Self { x, root }
    }

    /// What a click on the window's cross does.
    pub(crate) fn close_main_window(&self) {
        let window = self.find(MAIN_WINDOW).expect("the main window is there");
        let event = ClientMessageEvent::new(
            32,
            window,
            self.atom("WM_PROTOCOLS"),
            [self.atom("WM_DELETE_WINDOW"), CURRENT_TIME, 0, 0, 0],
        );
        self.x
            .send_event(false, window, EventMask::NO_EVENT, event)
            .expect("the window takes messages");
        self.x.sync().expect("the screen has passed it on");
    }

    pub(crate) async fn until_main_window_is(&self, shown: Shown) {
        until(&format!("the main window is shown: {shown:?}"), async || {
            self.find(MAIN_WINDOW).is_some() == (shown == Shown::Yes)
        })
        .await;
    }

    /// Waits for the dialog of that title and closes it by Escape.
    pub(crate) async fn answer_no_to(&self, title: &str) {
        self.answer(title, ESCAPE).await;
    }

    /// Waits for the dialog of that title and agrees to what it proposes.
    pub(crate) async fn answer_yes_to(&self, title: &str) {
        self.answer(title, RETURN).await;
    }

    async fn answer(&self, title: &str, key: u8) {
        until(&format!("the dialog {title} is shown"), async || {
            self.find(title).is_some()
        })
        .await;
        until(&format!("the dialog {title} takes the key"), async || {
            if let Some(dialog) = self.find(title) {
                self.press(key, dialog);
            }
            self.find(title).is_none()
        })
        .await;
    }

    fn press(&self, key: u8, window: Window) {
        // The dialog may go at any moment: errors of these requests say just that.
        let _ = self.x.set_input_focus(InputFocus::PARENT, window, CURRENT_TIME);
        for kind in [KEY_PRESS, KEY_RELEASE] {
            let _ = self
                .x
                .xtest_fake_input(kind, key, CURRENT_TIME, self.root, 0, 0, 0);
        }
        self.x.sync().expect("the screen has pressed the key");
    }

    /// The window of that title that is to be seen.
    fn find(&self, title: &str) -> Option<Window> {
        let tree = self.x.query_tree(self.root).ok()?.reply().ok()?;
        let titled = |window: &Window| self.title(*window).is_some_and(|found| found == title);
        let seen = |window: &Window| {
            let answer = self
                .x
                .get_window_attributes(*window)
                .ok()
                .and_then(|asked| asked.reply().ok());
            answer.is_some_and(|attributes| attributes.map_state == MapState::VIEWABLE)
        };
        tree.children
            .into_iter()
            .find(|window| titled(window) && seen(window))
    }

    fn title(&self, window: Window) -> Option<String> {
        let name = self.atom("_NET_WM_NAME");
        let asked = self
            .x
            .get_property(false, window, name, AtomEnum::ANY, 0, 256)
            .ok()?;
        String::from_utf8(asked.reply().ok()?.value).ok()
    }

    fn atom(&self, name: &str) -> u32 {
        let asked = self
            .x
            .intern_atom(false, name.as_bytes())
            .expect("the screen can be asked");
        asked.reply().expect("the screen knows names").atom
    }
}
