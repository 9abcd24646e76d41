//! WhatsApp's 24-hour window: free-form messages are taken while the contact's last message is less than 24 hours old.

use jiff::{SignedDuration, Timestamp};

use crate::model::ServiceWindow;

/// How long a contact's message keeps the window open.
pub const LENGTH: SignedDuration = SignedDuration::from_hours(24);
/// How much time left counts as "soon".
pub const SOON: SignedDuration = SignedDuration::from_hours(4);

/// The window of a contact who last wrote at `last_inbound_at`.
pub fn of(last_inbound_at: Option<Timestamp>, now: Timestamp) -> ServiceWindow {
    let closes_at = last_inbound_at.and_then(|at| at.checked_add(LENGTH).ok());
    let left = closes_at.map(|closes| closes.duration_since(now)).filter(|left| *left > SignedDuration::ZERO);
    ServiceWindow {
        open: left.is_some(),
        last_inbound_at,
        closes_at,
        minutes_left: left.and_then(|left| u32::try_from(left.as_mins()).ok()).unwrap_or(0),
    }
}

/// When an open window is next said with a minute less, or as closed.
pub fn moves_at(window: &ServiceWindow) -> Option<Timestamp> {
    let left = SignedDuration::from_mins(i64::from(window.minutes_left));
    window.closes_at.filter(|_| window.open)?.checked_sub(left).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_closes_to_the_second() {
        let wrote: Timestamp = "2026-03-02T10:00:00Z".parse().unwrap();
        let at = |text: &str| of(Some(wrote), text.parse().unwrap());
        assert_eq!(at("2026-03-02T10:00:00Z").minutes_left, 24 * 60);
        assert!(at("2026-03-03T09:59:59Z").open);
        assert_eq!(at("2026-03-03T09:59:59Z").minutes_left, 0);
        assert!(!at("2026-03-03T10:00:00Z").open);
        assert!(!of(None, wrote).open);
    }

    #[test]
    fn a_window_is_said_the_same_until_it_moves() {
        let wrote: Timestamp = "2026-03-02T10:00:00Z".parse().unwrap();
        let mut now: Timestamp = "2026-03-03T08:58:30.250Z".parse().unwrap();
        while let Some(moves) = moves_at(&of(Some(wrote), now)) {
            let just_before = moves - SignedDuration::from_millis(1);
            assert_eq!(of(Some(wrote), just_before), of(Some(wrote), now));
            now = moves + SignedDuration::from_millis(1);
            assert_ne!(of(Some(wrote), now), of(Some(wrote), just_before));
        }
        assert_eq!(now, wrote + LENGTH + SignedDuration::from_millis(1));
    }
}
