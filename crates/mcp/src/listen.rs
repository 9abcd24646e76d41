//! Taking the port, or saying who has it.

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
