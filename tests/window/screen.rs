//! The screen as a window manager sees it.

use x11rb::{
    connection::Connection,
    protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, InputFocus, MapState, Window},
    rust_connection::RustConnection,
};

use crate::{machine::Machine, session::Outcome};

const TITLE: &[u8] = b"Kapso Desk";

impl Machine {
    /// Whether a window of the app can be seen.
    pub(crate) fn shows_a_window(&self) -> bool {
        self.find().is_ok_and(|(_, window)| window.is_some())
    }

    /// Closes the window, as its frame's button would.
    pub(crate) fn close_the_window(&self) -> Outcome {
        let (screen, window) = self.find()?;
        let window = window.ok_or("there is no window to close")?;
        let [protocols, delete] = [&b"WM_PROTOCOLS"[..], b"WM_DELETE_WINDOW"].map(|name| screen.intern_atom(false, name));
        let (protocols, delete) = (protocols?.reply()?.atom, delete?.reply()?.atom);
        let message = ClientMessageEvent::new(32, window, protocols, [delete, x11rb::CURRENT_TIME, 0, 0, 0]);
        screen.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
        Ok(())
    }

    /// Takes the focus from the window, as when somebody goes on in another program.
    pub(crate) fn look_elsewhere(&self) -> Outcome {
        let (screen, _) = self.find()?;
        screen.set_input_focus(InputFocus::NONE, x11rb::NONE, x11rb::CURRENT_TIME)?.check()?;
        Ok(())
    }

    fn find(&self) -> Outcome<(RustConnection, Option<Window>)> {
        let (screen, number) = RustConnection::connect(Some(self.display()))?;
        let root = screen.setup().roots.get(number).ok_or("there is no screen")?.root;
        let windows = screen.query_tree(root)?.reply()?.children;
        let found = windows.into_iter().find(|window| is_ours(&screen, *window).unwrap_or(false));
        Ok((screen, found))
    }
}

fn is_ours(screen: &RustConnection, window: Window) -> Outcome<bool> {
    let title = screen.get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64)?.reply()?.value;
    let can_be_seen = screen.get_window_attributes(window)?.reply()?.map_state == MapState::VIEWABLE;
    Ok(can_be_seen && title == TITLE)
}
