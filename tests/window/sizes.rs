//! Every page in every size of window and of text, and mirrored: nothing is wider than its place, no button's words are cut, and a
//! picture of each is left.

use serde_json::json;

use crate::{
    machine::Machine,
    pages::PAGES,
    session::Outcome,
    window::{Start, Window},
};

/// What reaches out of the window or of its own box.
const TOO_WIDE: &str = "(() => {
    const wrong = [];
    if (document.documentElement.scrollWidth > innerWidth + 1) wrong.push('the page is wider than the window');
    for (const one of document.querySelectorAll('main *')) {
        const style = getComputedStyle(one);
        if (['auto', 'scroll'].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1) wrong.push(`${one.className} holds ${one.scrollWidth} in ${one.clientWidth}`);
        if (one.matches('button, a') && one.clientWidth && one.scrollWidth > one.clientWidth + 1) wrong.push(`${one.innerText} is cut`);
        if (one.matches('button, input, textarea, select')) {
            const { left, right, width } = one.getBoundingClientRect();
            if (width && (left < -1 || right > innerWidth + 1)) wrong.push(`${one.outerHTML.slice(0, 80)} reaches from ${left} to ${right}`);
        }
    }
    return wrong;
})()";

impl Window {
    async fn fits(&self, place: &str) -> Outcome {
        assert_eq!(self.read(TOO_WIDE).await?, json!([]), "{place}");
        Ok(())
    }

    /// Makes everything this large, in hundredths, and waits until the page has fewer or more pixels of its own.
    async fn text_size(&self, size: u64) -> Outcome {
        let change = format!("__TAURI_INTERNALS__.invoke('desk_change_settings', {{ text_size: {size} }}).then(() => done(true), done)");
        assert_eq!(self.ask(&change).await?, json!(true));
        self.until(&format!("Math.abs(outerWidth * 100 / innerWidth - {size}) < 3")).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_fits_every_size_of_window() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--demo"], ..Start::default() }).await?;
    window.inbox_is_read().await?;
    window.open_thread(&window.thread_at(0).await?).await?;
    for (width, height) in [(960, 640), (1600, 1000), (1280, 800)] {
        window.resize(width, height).await?;
        window.until(&format!("innerWidth === {width}")).await?;
        for page in PAGES {
            window.go(page).await?;
            window.show(&format!("{}-{width}", page.1.to_lowercase())).await?;
            window.fits(&format!("{} at {width}", page.1)).await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_smallest_window_takes_the_largest_text_and_the_other_direction() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--demo"], ..Start::default() }).await?;
    window.inbox_is_read().await?;
    window.open_thread(&window.thread_at(0).await?).await?;
    window.resize(960, 640).await?;
    for size in [130, 90, 100] {
        window.text_size(size).await?;
        for direction in ["rtl", "ltr"] {
            window.run(&format!("document.documentElement.dir = '{direction}'")).await?;
            for page in PAGES {
                window.go(page).await?;
                window.fits(&format!("{} at {size} %, {direction}", page.1)).await?;
                if (size, direction) == (130, "ltr") || (size, direction) == (100, "rtl") {
                    window.show(&format!("{}-{size}-{direction}", page.1.to_lowercase())).await?;
                }
            }
        }
    }
    Ok(())
}
