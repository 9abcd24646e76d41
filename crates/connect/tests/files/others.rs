//! Others write to the same file.

use std::fs;

use connect::{AGENTS, Fault, Found, Os, find};

use crate::scratch::{Outcome, Scratch, address, bridge, lived_in};

/// The text without what editing around it may change: spaces, and the comma before what is added.
fn pressed(text: &str) -> String {
    text.replace([' ', '\t', '\n', ','], "")
}

#[test]
fn what_others_wrote_since_stays_and_ours_goes() -> Outcome {
    for agent in AGENTS {
        let scratch = Scratch::holding(Os::Linux, agent, lived_in(agent).as_bytes())?;
        scratch.wiring.add(agent, &bridge())?;
        let comment = match agent.id {
            "codex" | "goose" | "continue" => "\n# later\n",
            _ => "\n// later\n",
        };
        fs::write(&scratch.file, scratch.text() + comment)?;
        scratch.wiring.remove(agent)?;
        let text = scratch.text();
        assert_eq!(pressed(&text), pressed(lived_in(agent)) + &pressed(comment), "{}: {text}", agent.id);
    }
    Ok(())
}

#[test]
fn an_edited_entry_is_seen_and_repaired() -> Outcome {
    for agent in AGENTS {
        let scratch = Scratch::holding(Os::Linux, agent, lived_in(agent).as_bytes())?;
        scratch.wiring.add(agent, &bridge())?;
        fs::write(&scratch.file, scratch.text().replace("kapso desk/kdesk", "elsewhere/kdesk"))?;
        assert_eq!(scratch.wiring.look(agent), Found::Edited, "{}", agent.id);
        scratch.wiring.repair(agent, &bridge())?;
        assert!(matches!(scratch.wiring.look(agent), Found::Ours { .. }), "{}", agent.id);
        assert!(!scratch.text().contains("elsewhere"), "{}", agent.id);
    }
    Ok(())
}

#[test]
fn somebody_elses_entry_of_our_name_is_replaced_only_when_that_is_asked_for() -> Outcome {
    let agent = find("cursor").ok_or("no Cursor")?;
    let theirs = r#"{"mcpServers":{"kapso":{"url":"https://example.com"},"other":{}}}"#;
    let scratch = Scratch::holding(Os::Linux, agent, theirs.as_bytes())?;
    assert_eq!(scratch.wiring.look(agent), Found::Foreign);
    assert_eq!(scratch.wiring.add(agent, &bridge()), Err(Fault::Foreign(scratch.file.clone())));
    assert_eq!(scratch.wiring.remove(agent), Err(Fault::Foreign(scratch.file.clone())));
    assert_eq!(scratch.text(), theirs);
    scratch.wiring.repair(agent, &bridge())?;
    assert!(!scratch.text().contains("example.com") && scratch.text().contains("other"), "{}", scratch.text());
    scratch.wiring.remove(agent)?;
    assert_eq!(scratch.text(), theirs, "what stood under the name is back");
    Ok(())
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_permissions_stay_but_a_token_is_its_owners_alone() -> Outcome {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let agent = find("zed").ok_or("no Zed")?;
    let scratch = Scratch::with(Os::Linux, agent)?;
    let real = scratch.home().join("dotfiles.json");
    fs::write(&real, lived_in(agent))?;
    fs::set_permissions(&real, fs::Permissions::from_mode(0o644))?;
    symlink(&real, &scratch.file)?;
    let mode = || fs::metadata(&real).map(|known| known.permissions().mode() & 0o777);
    for (reach, expected) in [(bridge(), 0o644), (address(), 0o600)] {
        scratch.wiring.add(agent, &reach)?;
        assert!(fs::symlink_metadata(&scratch.file)?.is_symlink() && fs::read_to_string(&real)?.contains("kapso"));
        assert_eq!(mode()?, expected);
        scratch.wiring.remove(agent)?;
        assert_eq!((mode()?, fs::read_to_string(&real)?.as_str()), (0o644, lived_in(agent)));
    }
    Ok(())
}
