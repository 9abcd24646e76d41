//! The invented businesses and people: content files under `cast/`, played into a new world.
//!
//! Times in them are relative to the start, so that the world is always fresh. `cast/README.md` says how they are
//! written.

mod businesses;
mod files;
mod form;
mod people;
mod project;
mod said;
mod time;

pub(crate) use files::find as file;

use crate::{StartError, dice::Dice, store::Store};

/// One file a business, and one for the project.
const BUSINESSES: [(&str, &str); 6] = [
    ("clinica-vertice", include_str!("../cast/clinica-vertice.toml")),
    ("fletes-del-norte", include_str!("../cast/fletes-del-norte.toml")),
    ("optica-miramar", include_str!("../cast/optica-miramar.toml")),
    ("panaderia-la-espiga", include_str!("../cast/panaderia-la-espiga.toml")),
    ("bloom-and-birch", include_str!("../cast/bloom-and-birch.toml")),
    ("matjar-al-nakheel", include_str!("../cast/matjar-al-nakheel.toml")),
];
const PROJECT: &str = include_str!("../cast/project.toml");

/// Why the cast could not be played.
#[derive(Debug, thiserror::Error)]
enum Flaw {
    #[error("{0}: {1}")]
    Syntax(&'static str, Box<toml::de::Error>),
    #[error("{0}")]
    Content(String),
    #[error(transparent)]
    Store(#[from] rusqlite::Error),
}

/// Fills a new world.
pub(crate) fn settle(store: &Store, dice: &Dice, now: i64, project: u16) -> Result<(), StartError> {
    store.transaction(|tx| play(tx, dice, now, project)).map_err(|flaw| match flaw {
        Flaw::Store(error) => StartError::Store(error),
        other => StartError::Cast(other.to_string()),
    })
}

fn play(tx: &rusqlite::Transaction<'_>, dice: &Dice, now: i64, project: u16) -> Result<(), Flaw> {
    project::settle(tx, dice, now, &parse("project", PROJECT)?)?;
    for (name, text) in BUSINESSES {
        let business = parse::<form::Business>(name, text)?.of_project(project);
        let number = businesses::settle(tx, dice, now, &business)?;
        for person in &business.people {
            people::settle(tx, dice, now, &number, person).map_err(|flaw| match flaw {
                Flaw::Content(text) => Flaw::Content(format!("{name}, {}: {text}", person.label())),
                other => other,
            })?;
        }
    }
    Ok(())
}

fn parse<T: serde::de::DeserializeOwned>(name: &'static str, text: &str) -> Result<T, Flaw> {
    toml::from_str(text).map_err(|error| Flaw::Syntax(name, Box::new(error)))
}
