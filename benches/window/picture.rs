//! What the screen shows, pixel by pixel: the moment at which somebody sees it needs nobody inside the page to tell.

use x11rb::{
    connection::Connection,
    protocol::xproto::{ConnectionExt, ImageFormat, Window},
    rust_connection::RustConnection,
};

use crate::{machine::Machine, session::Outcome};

/// The part that is looked at: our sidebar and list, and the words of the empty window.
const WIDTH: u16 = 560;
const HEIGHT: u16 = 780;
const BYTES_A_PIXEL: usize = 4;

/// A machine's screen.
pub(crate) struct Screen {
    connection: RustConnection,
    root: Window,
}

/// A part of it at one moment.
pub(crate) struct Picture(Vec<u8>);

impl Screen {
    pub(crate) fn of(machine: &Machine) -> Outcome<Self> {
        let (connection, number) = RustConnection::connect(Some(machine.display()))?;
        let root = connection.setup().roots.get(number).ok_or("there is no screen")?.root;
        Ok(Self { connection, root })
    }

    pub(crate) fn picture(&self) -> Outcome<Picture> {
        let image = self.connection.get_image(ImageFormat::Z_PIXMAP, self.root, 0, 0, WIDTH, HEIGHT, u32::MAX)?;
        Ok(Picture(image.reply()?.data))
    }
}

impl Picture {
    /// In how many pixels two differ.
    pub(crate) fn differs(&self, other: &Self) -> usize {
        let pixels = self.0.chunks_exact(BYTES_A_PIXEL).zip(other.0.chunks_exact(BYTES_A_PIXEL));
        pixels.filter(|(one, other)| one != other).count()
    }
}
