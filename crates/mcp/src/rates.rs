//! How often one may come. A program in a loop must not keep the desk from its person, nor a guesser from anybody.

use std::{
    collections::HashMap,
    sync::Mutex,
    time::{Duration, Instant},
};

/// Requests a second that a client may make for long.
const A_SECOND: f64 = 2_000.0;
/// Requests that it may make at once.
const AT_ONCE: f64 = 10_000.0;

/// Wrong tokens in a minute that are answered at once; each one after that is answered late.
const WRONG_TOKENS: u32 = 5;
const MINUTE: Duration = Duration::from_secs(60);

/// How late.
pub(crate) const PENALTY: Duration = Duration::from_secs(1);

/// What everybody has used up.
#[derive(Default)]
pub(crate) struct Rates {
    clients: Mutex<HashMap<i64, Budget>>,
    wrong: Mutex<Option<(Instant, u32)>>,
}

#[derive(Clone, Copy)]
struct Budget {
    left: f64,
    at: Instant,
}

impl Rates {
    /// Whether this client may make one more request now.
    pub(crate) fn allows(&self, client: i64, now: Instant) -> bool {
        let Ok(mut clients) = self.clients.lock() else { return false };
        let budget = clients.entry(client).or_insert(Budget { left: AT_ONCE, at: now });
        let earned = now.saturating_duration_since(budget.at).as_secs_f64() * A_SECOND;
        *budget = Budget { left: (budget.left + earned).min(AT_ONCE), at: now };
        let allowed = budget.left >= 1.0;
        if allowed {
            budget.left -= 1.0;
        }
        allowed
    }

    /// Counts a wrong token; true when its answer should be late. Good ones are not counted and never late.
    pub(crate) fn is_guessing(&self, now: Instant) -> bool {
        let Ok(mut wrong) = self.wrong.lock() else { return true };
        let (since, count) = wrong.filter(|(since, _)| now.saturating_duration_since(*since) < MINUTE).unwrap_or((now, 0));
        *wrong = Some((since, count.saturating_add(1)));
        count >= WRONG_TOKENS
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{AT_ONCE, Rates};

    #[test]
    fn a_client_in_a_loop_is_stopped_for_a_while_and_no_other() {
        let (rates, now) = (Rates::default(), Instant::now());
        let mut made = 0.0;
        while rates.allows(1, now) {
            made += 1.0;
        }
        assert_eq!(made, AT_ONCE);
        assert!(rates.allows(2, now), "another client is stopped");
        assert!(!rates.allows(1, now) && rates.allows(1, now + Duration::from_millis(1)));
    }

    #[test]
    fn the_sixth_wrong_token_in_a_minute_is_answered_late() {
        let (rates, now) = (Rates::default(), Instant::now());
        let late: Vec<bool> = (0..7).map(|at| rates.is_guessing(now + Duration::from_secs(at))).collect();
        assert_eq!(late, [false, false, false, false, false, true, true]);
        assert!(!rates.is_guessing(now + Duration::from_secs(61)));
    }
}
