//! Tells Tauri which commands there are: those of the contract, and the window's own. What is not granted in
//! `tauri.conf.json` cannot be called.

use std::error::Error;

const CONTRACT: &str = "tests/contract/contract.json";
const WINDOW: &[&str] = &[
    "window_open_link",
    "window_copy",
    "window_save_media",
    "window_place",
    "window_pick_files",
    "window_paste_file",
    "window_save_media_as",
    "window_save_text",
    "window_export_audit",
    "window_qr",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={CONTRACT}");
    let contract: serde_json::Value = serde_json::from_slice(&std::fs::read(CONTRACT)?)?;
    let mut commands: Vec<&'static str> = WINDOW.to_vec();
    for kind in ["operations", "actions"] {
        for entry in contract.get(kind).and_then(|entries| entries.as_array()).ok_or("the contract has no such list")? {
            let name = entry.get("name").and_then(|name| name.as_str()).ok_or("an entry of the contract has no name")?;
            commands.push(Box::leak(name.to_owned().into_boxed_str()));
        }
    }
    let manifest = tauri_build::AppManifest::new().commands(Box::leak(commands.into_boxed_slice()));
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
