//! The spans of time in content files, e.g. `3d 2h` or `14m`.

use jiff::{Span, SpanRelativeTo, Unit};

use super::Flaw;

/// A span in milliseconds; days have 24 hours.
pub(super) fn milliseconds(text: &str) -> Result<i64, Flaw> {
    let span: Span = text.parse().map_err(|_| Flaw::Content(format!("{text:?} is not a span of time")))?;
    let seconds =
        span.total((Unit::Second, SpanRelativeTo::days_are_24_hours())).map_err(|error| Flaw::Content(format!("{text:?}: {error}")))?;
    let rounded = std::time::Duration::try_from_secs_f64(seconds).map_err(|_| Flaw::Content(format!("{text:?} is negative")))?;
    i64::try_from(rounded.as_millis()).map_err(|_| Flaw::Content(format!("{text:?} is too long")))
}
