//! What contacts say and film, heard and seen in the real window.

use crate::{
    machine::Machine,
    session::Outcome,
    window::{Start, Window},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_voice_message_and_a_film_play() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--demo"], ..Start::default() }).await?;
    window.inbox_is_read().await?;
    window.open_thread(&window.thread_of("Javier Ortega").await?).await?;
    for (place, player, button) in [(".pic-film", "video", ".play"), (".voice", "audio", ".pp")] {
        window.until(&format!("document.querySelector('{place}') !== null")).await?;
        let played = format!("document.querySelector('{place} {player}')");
        let show = format!("document.querySelector('{place}').scrollIntoView({{ block: 'center' }})");
        // A thread that has just opened goes to its end on its own.
        window.until(&format!("({show}, {played}?.readyState > 1)")).await?;
        window.click(&format!("{place} {button}")).await?;
        window.until(&format!("{played}.currentTime > 0.3")).await?;
        window.show(player).await?;
    }
    assert_eq!(window.read("document.querySelector('.pic-film video').videoWidth > 100").await?, true);
    Ok(())
}
