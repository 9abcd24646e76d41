//! Who may come to the door: hostile addresses, foreign pages, missing tokens, requests that are no MCP.

use std::time::Duration;

use serde_json::Value;
use tokio::time::timeout;

use crate::{
    raw::{LIST, request, send},
    running::{Outcome, Running},
};

const JSON: &str = "Content-Type: application/json";
const BOTH: &str = "Accept: application/json, text/event-stream";

/// `PORT` stands for the endpoint's own.
fn at(port: u16, text: &str) -> String {
    text.replace("PORT", &port.to_string())
}

#[tokio::test]
async fn only_our_own_name_with_our_own_port_is_an_address() -> Outcome {
    let running = Running::start().await?;
    let (port, token) = (running.port()?, format!("Authorization: Bearer {}", running.token));
    let ours = ["Host: 127.0.0.1:PORT", "Host: localhost:PORT", "host:LocalHost:PORT"];
    for host in ours {
        let answer = send(port, &request("POST /mcp", &[&at(port, host), &token, JSON], LIST)).await?;
        assert_eq!(answer.status, 200, "{host}: {}", answer.body);
        assert!(answer.body.contains("whatsapp_inbox"), "{host}: {}", answer.body);
    }
    let foreign = [
        "Host: evil.example",
        "Host: evil.example:PORT",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:1",
        "Host: 127.0.0.1:0PORT",
        "Host: localhost",
        "Host: localhost:1",
        "Host: localhost.:PORT",
        "Host: localhost.evil.example:PORT",
        "Host: 127.0.0.1.evil.example:PORT",
        "Host: 127.0.0.1:PORT.evil.example",
        "Host: evil@127.0.0.1:PORT",
        "Host: 127.0.0.1:PORT@evil.example",
        "Host: 127.1:PORT",
        "Host: 2130706433:PORT",
        "Host: 0x7f.0.0.1:PORT",
        "Host: 0.0.0.0:PORT",
        "Host: [::1]:PORT",
        "Host: [127.0.0.1]:PORT",
        "Host: [::ffff:127.0.0.1]:PORT",
        "Host: 127.0.0.1:PORT, evil.example",
        "Host:",
        "X-Forwarded-Host: 127.0.0.1:PORT",
        "Host: 127.0.0.1:PORT\r\nHost: evil.example",
        "Host: 127.0.0.1:PORT\r\nHost: 127.0.0.1:PORT",
    ];
    for host in foreign {
        for path in ["/mcp", "/nowhere"] {
            let line = format!("POST {path}");
            let answer = send(port, &request(&line, &[&at(port, host), &token, JSON, BOTH], LIST)).await?;
            assert!(matches!(answer.status, 400 | 403), "{host}: {} {}", answer.status, answer.body);
        }
    }
    let target = "POST http://evil.example/mcp";
    let answer = send(port, &request(target, &[&at(port, "Host: 127.0.0.1:PORT"), &token, JSON, BOTH], LIST)).await?;
    assert_eq!(answer.status, 403, "{target}: {}", answer.body);
    Ok(())
}

#[tokio::test]
async fn a_page_of_another_site_is_refused_even_with_a_token() -> Outcome {
    let running = Running::start().await?;
    let (port, token) = (running.port()?, format!("X-API-Key: {}", running.token));
    let host = at(port, "Host: 127.0.0.1:PORT");
    for origin in ["Origin: http://127.0.0.1:PORT", "Origin: http://localhost:PORT"] {
        let answer = send(port, &request("POST /mcp", &[&host, &at(port, origin), &token, JSON, BOTH], LIST)).await?;
        assert_ne!(answer.status, 403, "{origin}: {}", answer.body);
    }
    let foreign = [
        "Origin: null",
        "Origin:",
        "Origin: http://evil.example",
        "Origin: http://evil.example:PORT",
        "Origin: https://127.0.0.1:PORT",
        "Origin: http://127.0.0.1",
        "Origin: http://127.0.0.1:1",
        "Origin: http://localhost:1",
        "Origin: http://127.0.0.1:PORT/",
        "Origin: http://127.0.0.1:PORT.evil.example",
        "Origin: http://evil@127.0.0.1:PORT",
        "Origin: http://[::1]:PORT",
        "Origin: file://",
        "Origin: chrome-extension://abcdefghijklmnop",
        "Origin: vscode-webview://1",
        "Origin: tauri://localhost",
        "Origin: http://127.0.0.1:PORT\r\nOrigin: http://evil.example",
    ];
    for origin in foreign {
        for line in ["POST /mcp", "OPTIONS /mcp", "GET /mcp", "DELETE /mcp"] {
            let answer = send(port, &request(line, &[&host, &at(port, origin), &token, JSON, BOTH], LIST)).await?;
            assert_eq!(answer.status, 403, "{line} {origin}: {}", answer.body);
            assert!(!answer.head.contains("access-control"), "{line} {origin}: {}", answer.head);
        }
    }
    Ok(())
}

#[tokio::test]
async fn without_a_good_token_nothing_is_read() -> Outcome {
    let running = Running::start().await?;
    let port = running.port()?;
    let host = at(port, "Host: 127.0.0.1:PORT");
    let basic = format!("Authorization: Basic {}", running.token);
    let longer = format!("Authorization: Bearer {}x", running.token);
    let shorter = format!("Authorization: Bearer {}", running.token.split_at(running.token.len() - 1).0);
    let bad =
        ["Authorization: Bearer", "Authorization: Bearer wrong", &basic, &longer, &shorter, "X-API-Key: wrong", "X-API-Key:", "X-None: 1"];
    for header in bad {
        // A megabyte is announced and never sent: who answers now did not wait for it.
        let head = format!("POST /mcp HTTP/1.1\r\n{host}\r\n{header}\r\n{JSON}\r\nConnection: close\r\nContent-Length: 1000000\r\n\r\n");
        let answer = timeout(Duration::from_secs(5), send(port, head.as_bytes())).await??;
        assert_eq!(answer.status, 401, "{header}: {}", answer.body);
        assert!(answer.head.contains("www-authenticate: bearer realm=\"kapso-desk\""), "{header}: {}", answer.head);
        assert!(!answer.head.contains("resource_metadata"), "{header}: {}", answer.head);
        assert!(!answer.body.contains(&running.token), "the answer to {header} holds the token");
    }
    for good in [format!("authorization: bearer {}", running.token), format!("x-api-key: {}", running.token)] {
        let answer = send(port, &request("POST /mcp/", &[&host, &good, JSON], LIST)).await?;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    Ok(())
}

#[tokio::test]
async fn other_paths_are_not_there_with_or_without_a_token() -> Outcome {
    let running = Running::start().await?;
    let (port, token) = (running.port()?, format!("Authorization: Bearer {}", running.token));
    let host = at(port, "Host: 127.0.0.1:PORT");
    let lines = [
        "GET /",
        "GET /.well-known/oauth-protected-resource",
        "GET /.well-known/oauth-protected-resource/mcp",
        "GET /.well-known/oauth-authorization-server",
        "GET /.well-known/openid-configuration",
        "GET /mcp/.well-known/openid-configuration",
        "POST /register",
        "POST /mcp/register",
        "GET /sse",
        "GET /mcp/../etc/passwd",
        "POST //mcp",
        "POST /MCP",
    ];
    for line in lines {
        for headers in [vec![host.as_str()], vec![host.as_str(), token.as_str()]] {
            let answer = send(port, &request(line, &headers, "")).await?;
            assert_eq!(answer.status, 404, "{line}: {}", answer.body);
            assert!(answer.head.contains("content-type: application/json"), "{line}: {}", answer.head);
            let said: Value = serde_json::from_str(&answer.body)?;
            assert_eq!(said.get("error").and_then(Value::as_str), Some("not_found"), "{line}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_is_no_mcp_is_refused_and_what_is_nearly_mcp_is_served() -> Outcome {
    let running = Running::start().await?;
    let (port, token) = (running.port()?, format!("Authorization: Bearer {}", running.token));
    let host = at(port, "Host: 127.0.0.1:PORT");
    let large = format!(r#"{{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{{"_":"{}"}}}}"#, "x".repeat(1024 * 1024));
    let batch = format!("[{LIST}]");
    let cases: [(&str, &[&str], &str, u16); 12] = [
        ("POST /mcp", &[JSON, "Accept: */*"], LIST, 200),
        ("POST /mcp", &[JSON, "Accept: application/json"], LIST, 200),
        ("POST /mcp", &["Content-Type: application/json; charset=utf-8"], LIST, 200),
        ("POST /mcp", &[JSON, "Accept: text/html"], LIST, 406),
        ("POST /mcp", &["Content-Type: text/plain"], LIST, 415),
        ("POST /mcp", &["Content-Type: application/x-www-form-urlencoded"], LIST, 415),
        ("POST /mcp", &[], LIST, 415),
        ("POST /mcp", &[JSON], &large, 413),
        ("POST /mcp", &[JSON], "{", 415),
        ("POST /mcp", &[JSON], &batch, 415),
        ("PUT /mcp", &[JSON, BOTH], LIST, 405),
        ("POST /mcp", &[JSON, BOTH, "Mcp-Session-Id: 00000000-0000-0000-0000-000000000000"], LIST, 404),
    ];
    for (line, headers, body, status) in cases {
        let headers: Vec<&str> = [&[host.as_str(), token.as_str()], headers].concat();
        let answer = send(port, &request(line, &headers, body)).await?;
        assert_eq!(answer.status, status, "{line} {headers:?}: {}", answer.body);
        assert!(answer.head.contains("cache-control: no-store"), "{line} {headers:?}: {}", answer.head);
    }
    let escape = "Mcp-Session-Id: ../../../../etc/passwd";
    let answer = send(port, &request("POST /mcp", &[&host, &token, JSON, BOTH, escape], LIST)).await?;
    assert_eq!(answer.status, 404, "{}", answer.body);
    let parameters =
        [r#"{"name":"whatsapp_inbox","arguments":[1]}"#, r#"{"name":"whatsapp_inbox","arguments":"x"}"#, r#"{"arguments":{}}"#];
    for parameters in parameters {
        let call = format!(r#"{{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{parameters}}}"#);
        let answer = send(port, &request("POST /mcp", &[&host, &token, JSON], &call)).await?;
        assert!(answer.body.contains("-32602"), "{parameters}: {}", answer.body);
    }
    Ok(())
}
