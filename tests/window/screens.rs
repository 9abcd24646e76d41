//! Pictures of the window, light and dark, for people to look at: `target/screens/`.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::{session::Outcome, window::Window};

impl Window {
    /// Takes the page as it is, in both themes.
    pub(crate) async fn show(&self, name: &str) -> Outcome {
        let now = self.text("document.documentElement.dataset.theme").await?;
        for theme in ["light", "dark"] {
            self.wear(theme).await?;
            std::fs::write(folder()?.join(format!("{name}-{theme}.png")), self.picture().await?)?;
        }
        self.wear(&now).await
    }

    /// Two frames pass until what is on the page has been painted.
    pub(crate) async fn wear(&self, theme: &str) -> Outcome {
        let paint = format!(
            "document.documentElement.dataset.theme = {}; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 250, true)))",
            json!(theme)
        );
        self.ask(&paint).await.map(drop)
    }
}

fn folder() -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screens");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
