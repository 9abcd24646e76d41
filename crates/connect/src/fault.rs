//! What can be wrong with a client's file. None of these changed it.

use std::path::PathBuf;

/// Why a client could not be connected or taken out. Its file is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No program of that name is known.
    #[error("no such client")]
    Unknown,
    /// There is no trace of the client on this machine.
    #[error("{0} was not found on this machine")]
    NotInstalled(&'static str),
    /// The client cannot be reached in the way that was asked for.
    #[error("{0} only starts programs; it cannot open an address")]
    NoAddress(&'static str),
    /// The file does not parse, or has a shape that could not be kept.
    #[error("{} cannot be changed safely: {why}", path.display())]
    Broken {
        /// The client's file.
        path: PathBuf,
        /// What the parser says; no part of the file's text.
        why: String,
    },
    /// An entry of our name stands there that was not written by us.
    #[error("{} has another entry called `kapso`", .0.display())]
    Foreign(PathBuf),
    /// The file was written by somebody else in the same moment.
    #[error("{} changed while it was read", .0.display())]
    Raced(PathBuf),
    /// The file system refused.
    #[error("{} cannot be read or written ({cause})", path.display())]
    Inaccessible {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::ErrorKind,
    },
}
