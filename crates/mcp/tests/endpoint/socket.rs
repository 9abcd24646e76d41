//! The socket in the file system, for clients that speak it.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use desk::error::ErrorCode;
use mcp::Options;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::UnixStream,
};

use crate::{
    raw::{LIST, request},
    running::{Outcome, Running},
};

async fn ask(socket: &Path, headers: &[&str]) -> Outcome<String> {
    let mut connection = UnixStream::connect(socket).await?;
    connection.write_all(&request("POST /mcp", &[headers, &["Content-Type: application/json"]].concat(), LIST)).await?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await?;
    Ok(answer)
}

#[tokio::test]
async fn only_its_user_can_open_it_and_it_is_gone_afterwards() -> Outcome {
    let running = Running::start().await?;
    let socket = running.directory().join("agents.sock");
    let options = Options { socket: Some(socket.clone()), ..Options::default() };
    let token = format!("Authorization: Bearer {}", running.token);
    for _ in 0..2 {
        let serving = mcp::serve(running.desk.clone(), options.clone()).await?;
        assert_eq!(fs::metadata(&socket)?.permissions().mode() & 0o777, 0o600);
        let listed = ask(&socket, &["Host: localhost", &token]).await?;
        assert!(listed.starts_with("HTTP/1.1 200") && listed.contains("whatsapp_inbox"), "{listed}");
        assert!(ask(&socket, &["Host: localhost"]).await?.starts_with("HTTP/1.1 401"));
        assert!(ask(&socket, &["Host: evil.example", &token]).await?.starts_with("HTTP/1.1 403"));
        assert!(ask(&socket, &["Host: localhost", "Origin: http://localhost", &token]).await?.starts_with("HTTP/1.1 403"));

        let second = mcp::serve(running.desk.clone(), options.clone()).await;
        assert_eq!(second.err().map(|error| error.code), Some(ErrorCode::PortTaken));
        assert!(ask(&socket, &["Host: localhost", &token]).await?.starts_with("HTTP/1.1 200"), "the second one took it");
        serving.stop().await;
        assert!(!socket.exists(), "the socket is still there");
        // What a crash leaves behind is nobody's.
        drop(std::os::unix::net::UnixListener::bind(&socket)?);
    }
    Ok(())
}
