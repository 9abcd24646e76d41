//! Taking the port, or saying who has it.

#[cfg(unix)]
use std::{fs, path::Path};
use std::{io, net::Ipv4Addr};

use desk::error::{Error, ErrorCode, Result};
use listeners::{Process, Protocol};
use tokio::{net::TcpListener, task::spawn_blocking};

/// Binds `port` on 127.0.0.1 (0: any free one), and says which it became.
pub(crate) async fn bind(port: u16) -> Result<(TcpListener, u16)> {
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
        Ok(listener) => listener,
        Err(cause) if cause.kind() == io::ErrorKind::AddrInUse => return Err(taken(port).await),
        Err(cause) => {
            let message = format!("Port {port} of this machine cannot be opened: {cause}. Agents cannot connect.");
            return Err(Error::new(ErrorCode::PortTaken, message, "Choose another port; ports below 1024 need an administrator."));
        }
    };
    let port = listener.local_addr().map_err(|cause| Error::internal("endpoint", cause))?.port();
    Ok((listener, port))
}

/// A socket at `path` that only this user can open; one that nobody answers on is replaced.
#[cfg(unix)]
pub(crate) async fn bind_socket(path: &Path) -> Result<tokio::net::UnixListener> {
    use std::os::unix::fs::PermissionsExt;

    if tokio::net::UnixStream::connect(path).await.is_ok() {
        let message = format!("The socket {} is another program's. Agents cannot connect there.", path.display());
        return Err(Error::new(ErrorCode::PortTaken, message, "Stop that program, or choose another socket."));
    }
    let bind = || {
        // Made where nobody else can look, and moved when it is closed to others.
        let around = path.parent().unwrap_or(Path::new("."));
        let made_in = tempfile::Builder::new().prefix(".kapso-").permissions(fs::Permissions::from_mode(0o700)).tempdir_in(around)?;
        let made = made_in.path().join("s");
        let listener = tokio::net::UnixListener::bind(&made)?;
        fs::set_permissions(&made, fs::Permissions::from_mode(0o600))?;
        fs::rename(&made, path)?;
        Ok(listener)
    };
    bind().map_err(|cause: io::Error| {
        let message = format!("The socket {} cannot be made: {cause}. Agents cannot connect there.", path.display());
        Error::new(ErrorCode::PortTaken, message, "Choose a place that you can write to; some systems allow 100 characters at most.")
    })
}

async fn taken(port: u16) -> Error {
    let owner = spawn_blocking(move || listeners::get_process_by_port(port, Protocol::TCP).ok()).await.ok().flatten();
    let who = match &owner {
        Some(Process { name, pid, .. }) => format!("{name} (process {pid})"),
        None => "another program".to_owned(),
    };
    let remedy = match owner {
        Some(Process { name, .. }) if name.starts_with("kapso-desk") || name.starts_with("kdesk") => {
            "That is another Kapso Desk: use that one, or stop it and start this one again."
        }
        _ => "Stop that program, or choose another port and give it to the clients too.",
    };
    let message = format!("Port {port} is taken by {who}. Agents cannot connect, and the port was not changed.");
    Error::new(ErrorCode::PortTaken, message, remedy)
}
