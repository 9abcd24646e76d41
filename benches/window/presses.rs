//! From the press of a key until the page is painted with what it asked for, in the page's own time.

use std::time::Duration;

use tokio::time::sleep;

use crate::{figures::Figures, session::Outcome, window::Window};

/// How often each key is pressed.
const TIMES: usize = 60;
/// Few press one key after the other faster.
pub(crate) const PACE: Duration = Duration::from_millis(100);

/// A key and what it changes.
pub(crate) struct Press {
    pub(crate) name: &'static str,
    pub(crate) key: char,
    /// An expression of the page whose value the key changes.
    pub(crate) changes: &'static str,
    /// What must be true besides, before the page counts as painted.
    pub(crate) then: &'static str,
    /// How long after what was pressed before.
    pub(crate) pace: Duration,
    /// What is pressed in between, to be where the key means something again.
    pub(crate) after: &'static [char],
    /// What is true when that has been done.
    pub(crate) settled: &'static str,
}

/// Presses a key many times.
pub(crate) async fn measure(window: &Window, press: &Press) -> Outcome<Figures> {
    let mut taken = Vec::new();
    for _ in 0..TIMES {
        arm(window, press).await?;
        sleep(press.pace).await;
        window.press(press.key).await?;
        window.until("window.spent !== undefined").await?;
        let spent = window.read("window.spent").await?.as_f64().ok_or("the page measured nothing")?;
        taken.push(Duration::from_secs_f64(spent / 1_000.0));
        for key in press.after {
            window.press(*key).await?;
        }
        window.until(press.settled).await?;
    }
    Ok(Figures::of(taken))
}

/// The page looks before each of its frames; a timer that is set then fires once that frame is painted.
async fn arm(window: &Window, press: &Press) -> Outcome {
    let Press { changes, then, .. } = press;
    let script = format!(
        "window.spent = undefined;
         const before = {changes};
         addEventListener('keydown', (event) => {{
           const look = () => {{
             if ({changes} === before || !({then})) return requestAnimationFrame(look);
             setTimeout(() => {{ window.spent = performance.now() - event.timeStamp }});
           }};
           requestAnimationFrame(look);
         }}, {{ capture: true, once: true }});
         done(true)"
    );
    window.ask(&script).await.map(drop)
}
