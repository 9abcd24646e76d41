//! Where programs keep their files on this machine.

use std::{
    env,
    path::{Path, PathBuf},
};

/// A family of systems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Os {
    /// Linux and its like.
    Linux,
    /// macOS.
    Mac,
    /// Windows.
    Windows,
}

/// One user's machine.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Its system.
    pub os: Os,
    /// The user's home directory.
    pub home: PathBuf,
    /// Where programs of this user keep settings: `$XDG_CONFIG_HOME`, `~/Library/Application Support` or `%APPDATA%`.
    pub config: PathBuf,
    /// `%LOCALAPPDATA%`; of no use elsewhere.
    pub local: PathBuf,
    /// Where programs are looked for.
    pub path: Vec<PathBuf>,
}

impl Machine {
    /// The machine that this program runs on; none when the user has no home directory.
    pub fn this() -> Option<Self> {
        let os = match env::consts::OS {
            "macos" => Os::Mac,
            "windows" => Os::Windows,
            _ => Os::Linux,
        };
        let mut machine = Self::of(os, &env::home_dir()?);
        let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let config = match os {
            Os::Linux => named("XDG_CONFIG_HOME"),
            Os::Mac => None,
            Os::Windows => named("APPDATA"),
        };
        machine.config = config.unwrap_or(machine.config);
        machine.local = named("LOCALAPPDATA").unwrap_or(machine.local);
        machine.path = env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
        Some(machine)
    }

    /// A machine with this home, and everything in its usual place.
    pub fn of(os: Os, home: &Path) -> Self {
        let config = match os {
            Os::Linux => ".config",
            Os::Mac => "Library/Application Support",
            Os::Windows => "AppData/Roaming",
        };
        Self { os, home: home.to_owned(), config: home.join(config), local: home.join("AppData/Local"), path: Vec::new() }
    }

    /// The path that a pattern such as `{config}/Code/User/mcp.json` names here. A `*` stands for the first directory that fits.
    pub(crate) fn place(&self, pattern: &str) -> Option<PathBuf> {
        let (root, rest) = pattern.split_once('/')?;
        let root = match root {
            "{home}" => &self.home,
            "{config}" => &self.config,
            "{local}" => &self.local,
            _ => return None,
        };
        rest.split('/').try_fold(root.clone(), |path, part| match part.strip_suffix('*') {
            None => Some(path.join(part)),
            Some(start) => first_directory(&path, start),
        })
    }

    /// Where a program of that name is, if it is on the path.
    pub fn program(&self, name: &str) -> Option<PathBuf> {
        let ends: &[&str] = if self.os == Os::Windows { &[".exe", ".cmd", ""] } else { &[""] };
        self.path.iter().flat_map(|folder| ends.iter().map(move |end| folder.join(format!("{name}{end}")))).find(|path| path.is_file())
    }
}

fn first_directory(within: &Path, start: &str) -> Option<PathBuf> {
    let mut fitting: Vec<PathBuf> = std::fs::read_dir(within)
        .ok()?
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(start))
        .map(|entry| entry.path())
        .collect();
    fitting.sort();
    fitting.into_iter().next()
}
