//! How the app is started.

use std::path::PathBuf;

use clap::Parser;
use desk::{
    desk::{Demo, Setup},
    error::Result,
    secrets::Key,
};

use crate::demo;

/// A desktop inbox and local MCP server for Kapso's WhatsApp Business platform.
#[derive(Debug, Parser)]
#[command(name = "kapso-desk", version)]
pub(crate) struct Arguments {
    /// Go straight to the demo workspace: invented numbers and people, nothing is sent
    #[arg(long)]
    pub(crate) demo: bool,
    /// Keep everything here instead of in the platform's own place
    #[arg(long, env = "KAPSO_DESK_HOME", value_name = "DIRECTORY")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Start without a window: agents can connect, and the tray leads back
    #[arg(long)]
    pub(crate) hidden: bool,
    /// A link into the window, such as kapso-desk://conversation/42
    #[arg(value_name = "LINK")]
    pub(crate) link: Option<String>,
    /// Another Kapso: an origin, such as http://127.0.0.1:4010
    #[arg(long, env = "KAPSO_API_BASE_URL", value_name = "ORIGIN")]
    origin: Option<String>,
    /// The port that agents connect to, for this run; 0 takes any
    #[arg(long)]
    pub(crate) port: Option<u16>,
    /// Seconds for which a send can be taken back, 0 to 10
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(0..=10))]
    undo: Option<u32>,
}

impl Arguments {
    /// What the desk needs to know. `KAPSO_API_KEY` is taken for this run and stored nowhere.
    pub(crate) fn setup(&self) -> Result<Setup> {
        let session_key = std::env::var("KAPSO_API_KEY").ok().filter(|key| !key.is_empty()).map(Key::new);
        Ok(Setup {
            data_dir: self.data_dir.clone(),
            origin: self.origin.clone(),
            session_key,
            demo: Some(Demo::new(demo::start)),
            undo_seconds: self.undo,
            ..Setup::default()
        })
    }
}
