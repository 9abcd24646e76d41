//! A text as a code that a phone's camera reads.

use std::fmt::Write;

use desk::error::{Error, ErrorCode};
use qrcode::{Color, QrCode};
use serde_json::{Value, json};

/// How many light squares stand around a code, as its standard asks for.
const QUIET: usize = 4;

/// Draws a text, at most some 2,900 bytes: `path` fills the dark squares of a picture that is `size` by `size`.
pub(crate) fn draw(text: &str) -> Result<Value, Error> {
    let code = QrCode::new(text).map_err(|cause| {
        Error::new(ErrorCode::InvalidValue, format!("No code can hold this: {cause}. Nothing was drawn."), "Copy the text instead.")
    })?;
    Ok(json!({ "size": code.width() + 2 * QUIET, "path": path(&code) }))
}

fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(code.width()).enumerate() {
        let mut x = QUIET;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                // Writing into a string does not fail.
                let _ = write!(path, "M{x} {}h{}v1H{x}z", y + QUIET, run.len());
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{Value, draw};

    /// Draws the path into squares, as a page does.
    fn squares(drawing: &Value) -> (usize, Vec<bool>) {
        let size = usize::try_from(drawing["size"].as_u64().unwrap()).unwrap();
        let mut dark = vec![false; size * size];
        for run in drawing["path"].as_str().unwrap().split('M').skip(1) {
            let numbers: Vec<usize> = run.split([' ', 'h', 'v']).take(3).map(|number| number.parse().unwrap()).collect();
            let [x, y, length] = numbers[..] else { panic!("{run}") };
            dark[y * size + x..][..length].fill(true);
        }
        (size, dark)
    }

    #[test]
    fn a_camera_reads_the_link_again() {
        for link in ["https://app.kapso.ai/whatsapp/setup/aBcD123xyz456def789", &format!("https://app.kapso.ai/{}", "é".repeat(400))] {
            let (size, dark) = squares(&draw(link).unwrap());
            assert!(dark[..size * 4].iter().all(|dark| !dark), "it is quiet around the code");
            // Four pixels a square, as a camera sees more than one.
            let mut seen =
                rqrr::PreparedImage::prepare_from_greyscale(size * 4, size * 4, |x, y| if dark[y / 4 * size + x / 4] { 0 } else { 255 });
            let grids = seen.detect_grids();
            assert_eq!(grids.len(), 1);
            assert_eq!(grids[0].decode().unwrap().1, link);
        }
    }

    #[test]
    fn what_is_too_long_for_a_code_is_said_to_be() {
        let error = draw(&"x".repeat(3000)).unwrap_err();
        assert!(error.message.contains("Nothing was drawn"), "{}", error.message);
    }
}
