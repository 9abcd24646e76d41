//! `cargo xtask icons`: every size of the icon, drawn by Tauri's own command from our two SVG files.

use std::process::ExitCode;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::{checkout, node, system};

/// The version that the window is built with.
const TAURI: &str = "@tauri-apps/cli@2.12.5";

/// What a desktop wants of all that Tauri draws; the rest is for phones.
const DESKTOP: [&str; 15] = [
    "32x32.png",
    "128x128.png",
    "128x128@2x.png",
    "icon.png",
    "icon.ico",
    "Square30x30Logo.png",
    "Square44x44Logo.png",
    "Square71x71Logo.png",
    "Square89x89Logo.png",
    "Square107x107Logo.png",
    "Square142x142Logo.png",
    "Square150x150Logo.png",
    "Square284x284Logo.png",
    "Square310x310Logo.png",
    "StoreLogo.png",
];

/// Draws them into `icons/`.
///
/// # Errors
/// When Node, npm or the drawing fails.
pub(crate) fn run() -> Result<ExitCode> {
    let shell = checkout::shell()?;
    system::provide_with_node(&shell, &[])?;
    let drawn = shell.create_temp_dir()?;
    let drawn = drawn.path();

    draw(&shell, "icons/icon.svg", drawn, &[])?;
    for name in DESKTOP {
        shell.copy_file(drawn.join(name), format!("icons/{name}"))?;
    }

    let padded = drawn.join("macos.svg");
    shell.write_file(&padded, with_macos_margin(&shell.read_file("icons/icon.svg")?)?)?;
    draw(&shell, &padded.display().to_string(), drawn, &[])?;
    shell.copy_file(drawn.join("icon.icns"), "icons/icon.icns")?;

    draw(&shell, "icons/tray.svg", drawn, &["--png", "32"])?;
    shell.copy_file(drawn.join("32x32.png"), "icons/tray.png")?;
    Ok(ExitCode::SUCCESS)
}

fn draw(shell: &Shell, source: &str, into: &std::path::Path, options: &[&str]) -> Result<()> {
    let npm = node::NPM;
    cmd!(shell, "{npm} exec --yes --package {TAURI} -- tauri icon {source} --output {into} {options...}")
        .ignore_stderr()
        .run()
        .with_context(|| format!("Tauri could not draw {source}"))
}

/// Apple's grid leaves a margin: the body is 824 of 1024 units wide.
fn with_macos_margin(svg: &str) -> Result<String> {
    let whole = "viewBox=\"0 0 1024 1024\"";
    svg.contains(whole)
        .then(|| svg.replace(whole, "viewBox=\"-124 -124 1272 1272\""))
        .context("icons/icon.svg is not drawn on 1024 by 1024 units any more")
}
