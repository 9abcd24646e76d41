//! Dates that people and models write.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use crate::error::{Error, ErrorCode, Result};

/// The time from which `field` lets through: a time with its zone, or the beginning of a day in UTC.
pub fn since(field: &str, text: &str) -> Result<Timestamp> {
    match day(text) {
        Some(day) => start_of(field, text, day),
        None => moment(field, text),
    }
}

/// The time before which `field` lets through: a time with its zone, or the end of a day in UTC.
pub fn until(field: &str, text: &str) -> Result<Timestamp> {
    match day(text) {
        Some(day) => start_of(field, text, day.saturating_add(1.day())),
        None => moment(field, text),
    }
}

/// Both ends of a span; the first has to lie before the second.
pub fn span(since_field: (&str, Option<&str>), until_field: (&str, Option<&str>)) -> Result<(Option<Timestamp>, Option<Timestamp>)> {
    let from = since_field.1.map(|text| since(since_field.0, text)).transpose()?;
    let to = until_field.1.map(|text| until(until_field.0, text)).transpose()?;
    if let (Some(from), Some(to)) = (from, to)
        && from >= to
    {
        return Err(Error::new(
            ErrorCode::Contradiction,
            format!("`{}` does not lie before `{}`, so nothing can fit.", since_field.0, until_field.0),
            "Exchange them.",
        ));
    }
    Ok((from, to))
}

fn day(text: &str) -> Option<Date> {
    if text.len() == "2026-03-02".len() { text.parse().ok() } else { None }
}

fn start_of(field: &str, text: &str, day: Date) -> Result<Timestamp> {
    day.to_zoned(TimeZone::UTC).map(|midnight| midnight.timestamp()).map_err(|_| no_date(field, text))
}

fn moment(field: &str, text: &str) -> Result<Timestamp> {
    text.parse().map_err(|_| no_date(field, text))
}

fn no_date(field: &str, text: &str) -> Error {
    let text: String = text.chars().take(40).collect();
    Error::new(
        ErrorCode::InvalidValue,
        format!("`{field}` is not a date: `{text}`. Nothing was done."),
        "Write it like 2026-03-02 or 2026-03-02T14:25:00Z.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_whole_and_a_time_is_exact() -> Result<()> {
        assert_eq!(since("since", "2026-03-02")?.to_string(), "2026-03-02T00:00:00Z");
        assert_eq!(until("until", "2026-03-02")?.to_string(), "2026-03-03T00:00:00Z");
        assert_eq!(since("since", "2026-03-02T14:25:00-03:00")?.to_string(), "2026-03-02T17:25:00Z");
        Ok(())
    }

    #[test]
    fn what_is_no_date_is_refused_by_name() {
        for text in ["", "yesterday", "2026-13-01", "2026-02-30", "02/03/2026", "2026-03-02 14:25", "1772461501", "9999999999-01-01"] {
            let refused = until("created_until", text).map_err(|error| (error.code, error.message.contains("`created_until`")));
            assert_eq!(refused, Err((ErrorCode::InvalidValue, true)), "{text}");
        }
    }

    #[test]
    fn a_span_that_ends_before_it_begins_is_a_contradiction() {
        let backwards = span(("since", Some("2026-03-03")), ("until", Some("2026-03-01")));
        assert_eq!(backwards.map_err(|error| error.code), Err(ErrorCode::Contradiction));
    }
}
