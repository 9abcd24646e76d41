//! How the times of a latency are spread between its bounds.

use std::time::Duration;

use rand_distr::{Distribution, Exp, LogNormal};
use serde::{Deserialize, Serialize};

use crate::dice::Dice;

/// How long the answers of one route take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slow {
    /// The method and path, as in a rule.
    pub route: String,
    /// The bounds of each wait.
    #[serde(flatten)]
    pub latency: Latency,
    /// How the waits are spread between the bounds.
    #[serde(default)]
    pub shape: Shape,
}

/// The bounds of a wait, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Latency {
    /// The shortest wait in milliseconds.
    pub least: u64,
    /// The longest wait in milliseconds.
    pub most: u64,
}

/// How the times of a latency are spread; whatever is drawn is kept between its bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Every time is as likely as any other.
    #[default]
    Uniform,
    /// The least, and beyond it an exponentially distributed time.
    Exponential {
        /// The mean of what is added, in milliseconds.
        mean: u64,
    },
    /// A log-normal time, as networks have it: most answers near the median, a few far beyond.
    LogNormal {
        /// Half of the answers take no longer, in milliseconds.
        median: u64,
        /// The standard deviation of the logarithm, in hundredths: 50 is usual, 100 is wild.
        sigma: u32,
    },
    /// The least, but for one answer in so many, which takes the most.
    Spikes {
        /// One in how many.
        one_in: u32,
    },
}

impl Slow {
    /// Draws one wait.
    pub(crate) fn draw(&self, dice: &Dice) -> Duration {
        let Latency { least, most } = self.latency;
        let bounds = (i64::try_from(least).unwrap_or(i64::MAX), i64::try_from(most).unwrap_or(i64::MAX));
        let (least, most) = (Duration::from_millis(least), Duration::from_millis(most.max(least)));
        let seconds = |milliseconds: u64| Duration::from_millis(milliseconds).as_secs_f64();
        let drawn = match self.shape {
            Shape::Uniform => Duration::from_millis(dice.between(bounds.0, bounds.1).unsigned_abs()),
            Shape::Exponential { mean } => least.saturating_add(sample(dice, Exp::new(seconds(mean).recip()).ok())),
            Shape::LogNormal { median, sigma } => sample(dice, LogNormal::new(seconds(median).ln(), f64::from(sigma) / 100.0).ok()),
            Shape::Spikes { one_in } if one_in > 0 && dice.between(1, i64::from(one_in)) == 1 => most,
            Shape::Spikes { .. } => least,
        };
        drawn.clamp(least, most)
    }
}

/// A drawn time in seconds; nothing of a distribution that cannot be.
fn sample(dice: &Dice, distribution: Option<impl Distribution<f64>>) -> Duration {
    let seconds = distribution.map_or(0.0, |distribution| dice.sample(&distribution));
    Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Latency, Shape, Slow};
    use crate::dice::Dice;

    fn slow(least: u64, most: u64, shape: Shape) -> Slow {
        Slow { route: "*".to_owned(), latency: Latency { least, most }, shape }
    }

    fn thousand(shape: Shape) -> Vec<u128> {
        let dice = Dice::new(3);
        let slow = slow(20, 2000, shape);
        let mut all: Vec<u128> = (0..1000).map(|_| slow.draw(&dice).as_millis()).collect();
        all.sort_unstable();
        all
    }

    #[test]
    fn each_shape_has_its_own_middle_and_tail_within_the_bounds() {
        for (shape, median, ninety_ninth) in [
            (Shape::Uniform, 900..1100, 1950..2001),
            (Shape::Exponential { mean: 100 }, 80..100, 400..600),
            (Shape::LogNormal { median: 80, sigma: 50 }, 75..85, 220..290),
            (Shape::Spikes { one_in: 50 }, 20..21, 2000..2001),
        ] {
            let all = thousand(shape);
            assert!(all[0] >= 20 && all[999] <= 2000, "{shape:?}");
            assert!(median.contains(&all[500]) && ninety_ninth.contains(&all[990]), "{shape:?}: {} {}", all[500], all[990]);
        }
    }

    #[test]
    fn a_shape_that_cannot_be_waits_the_least() {
        assert_eq!(slow(5, 9, Shape::Exponential { mean: 0 }).draw(&Dice::new(1)), Duration::from_millis(5));
        assert_eq!(slow(5, 9, Shape::Spikes { one_in: 0 }).draw(&Dice::new(1)), Duration::from_millis(5));
    }
}
