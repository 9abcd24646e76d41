//! What holds for every client.

use std::fs;

use connect::{AGENTS, Fault, Found, Os};

use crate::scratch::{Outcome, SYSTEMS, Scratch, address, bridge, lived_in};

#[test]
fn there_are_fifteen_and_each_is_found_only_where_it_is() -> Outcome {
    assert_eq!(AGENTS.len(), 15);
    for os in SYSTEMS {
        for agent in AGENTS {
            let scratch = Scratch::with(os, agent)?;
            assert_eq!(scratch.wiring.look(agent), Found::Free, "{} on {os:?}", agent.id);
            fs::remove_dir_all(scratch.home().join("user"))?;
            assert_eq!(scratch.wiring.look(agent), Found::NotInstalled, "{} on {os:?}", agent.id);
            assert_eq!(scratch.wiring.add(agent, &bridge()), Err(Fault::NotInstalled(agent.name)));
            assert!(!scratch.file.exists());
        }
    }
    Ok(())
}

#[test]
fn whatever_was_in_the_file_is_there_again_byte_for_byte() -> Outcome {
    let with_mark = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    for os in SYSTEMS {
        for agent in AGENTS {
            for reach in [bridge(), address()].iter().filter(|reach| agent.opens_addresses() || **reach == bridge()) {
                for text in [String::new(), "\n".to_owned(), lived_in(agent).to_owned(), with_mark(lived_in(agent))] {
                    let scratch = Scratch::holding(os, agent, text.as_bytes())?;
                    scratch.wiring.add(agent, reach).map_err(|fault| format!("{} {text:?}: {fault}", agent.id))?;
                    assert!(matches!(scratch.wiring.look(agent), Found::Ours { .. }), "{} {text:?}", agent.id);
                    let once = scratch.text();
                    scratch.wiring.add(agent, reach)?;
                    assert_eq!(scratch.text(), once, "{}: twice is once", agent.id);
                    scratch.wiring.remove(agent)?;
                    assert_eq!((scratch.text(), scratch.wiring.look(agent)), (text, Found::Free), "{}", agent.id);
                }
                let scratch = Scratch::with(os, agent)?;
                scratch.wiring.add(agent, reach)?;
                assert!(scratch.file.is_file());
                scratch.wiring.remove(agent)?;
                assert_eq!(scratch.bytes(), None, "{}: the file was not there before", agent.id);
                assert!(fs::read_dir(scratch.home().join("kept"))?.next().is_none(), "{}: something is kept for nothing", agent.id);
            }
        }
    }
    Ok(())
}

#[test]
fn a_client_that_only_starts_programs_is_given_no_token() -> Outcome {
    for agent in AGENTS.iter().filter(|agent| !agent.opens_addresses()) {
        let scratch = Scratch::holding(Os::Linux, agent, lived_in(agent).as_bytes())?;
        assert_eq!(scratch.wiring.add(agent, &address()), Err(Fault::NoAddress(agent.name)));
        assert_eq!(scratch.text(), lived_in(agent));
    }
    Ok(())
}

#[test]
fn a_broken_file_is_refused_and_left_alone() -> Outcome {
    for agent in AGENTS {
        let half = lived_in(agent).get(..lived_in(agent).len() / 2).ok_or("odd")?;
        let broken = match agent.id {
            "goose" | "continue" => "extensions: [\nmcpServers: [\n",
            "codex" => "[mcp_servers",
            _ => half,
        };
        for bytes in [broken.as_bytes(), b"\xff\xfe{\x00}\x00"] {
            let scratch = Scratch::holding(Os::Linux, agent, bytes)?;
            assert!(matches!(scratch.wiring.look(agent), Found::Unusable(Fault::Broken { .. })), "{}", agent.id);
            assert!(matches!(scratch.wiring.add(agent, &bridge()), Err(Fault::Broken { .. })), "{}", agent.id);
            assert!(scratch.wiring.repair(agent, &bridge()).is_err(), "{}", agent.id);
            assert_eq!(scratch.bytes().as_deref(), Some(bytes), "{}", agent.id);
        }
    }
    Ok(())
}

#[test]
fn links_and_snippets_hold_no_token() {
    for agent in AGENTS {
        assert_eq!(agent.link(&address()), None, "{}", agent.id);
    }
    assert_eq!(AGENTS.iter().filter_map(|agent| agent.link(&bridge())).count(), 4);
    assert!(!connect::snippet(&address()).contains("kd_0123"));
    assert!(connect::snippet(&bridge()).contains("kapso desk/kdesk"));
}
