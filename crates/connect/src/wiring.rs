//! Looking, adding and taking out.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{
    agents::Agent,
    document,
    entry::Reach,
    fault::Fault,
    file,
    machine::Machine,
    record::{Record, hash, hash_of},
};

/// The clients of a machine, and what was written into their files.
#[derive(Debug, Clone)]
pub struct Wiring {
    machine: Machine,
    kept: PathBuf,
}

/// What a look into a client's file finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// No trace of the client.
    NotInstalled,
    /// The client, without our entry.
    Free,
    /// Our entry, as it was written.
    Ours {
        /// The address that stands in it.
        url: Option<String>,
        /// The program that stands in it.
        command: Option<String>,
    },
    /// Our entry, changed since.
    Edited,
    /// An entry of our name that was not written from here.
    Foreign,
    /// A file that cannot be changed safely.
    Unusable(Fault),
}

impl Wiring {
    /// The clients of `machine`; `kept` is a directory for what is needed to undo.
    pub fn new(machine: Machine, kept: &Path) -> Self {
        Self { machine, kept: kept.to_owned() }
    }

    /// The machine.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// What is there now.
    pub fn look(&self, agent: &Agent) -> Found {
        if !agent.is_installed(&self.machine) {
            return Found::NotInstalled;
        }
        let entry = self.path(agent).and_then(|path| entry_in(agent, &path, file::read(&path)?.as_deref()));
        match (entry, Record::read(&self.kept, agent.id)) {
            (Err(fault), _) => Found::Unusable(fault),
            (Ok(None), _) => Found::Free,
            (Ok(Some(_)), None) => Found::Foreign,
            (Ok(Some(entry)), Some(record)) if hash_of(&entry) == record.entry => Found::Ours { url: record.url, command: record.command },
            (Ok(Some(_)), Some(_)) => Found::Edited,
        }
    }

    /// Writes our entry; gives the file that it stands in now.
    ///
    /// # Errors
    /// Any [`Fault`]; the file is as it was then.
    pub fn add(&self, agent: &Agent, reach: &Reach) -> Result<PathBuf, Fault> {
        match self.look(agent) {
            Found::NotInstalled => Err(Fault::NotInstalled(agent.name)),
            Found::Foreign => Err(Fault::Foreign(self.path(agent)?)),
            Found::Unusable(fault) => Err(fault),
            Found::Ours { .. } | Found::Edited => self.repair(agent, reach),
            Found::Free => self.write(agent, reach),
        }
    }

    /// Writes our entry in the place of whatever has its name.
    ///
    /// # Errors
    /// Any [`Fault`].
    pub fn repair(&self, agent: &Agent, reach: &Reach) -> Result<PathBuf, Fault> {
        if Record::read(&self.kept, agent.id).is_some() {
            self.remove(agent)?;
        }
        self.write(agent, reach)
    }

    /// Takes our entry out: byte for byte what was there, or, where others have written since, all of theirs and nothing of ours.
    ///
    /// # Errors
    /// Any [`Fault`]; the entry stays then.
    pub fn remove(&self, agent: &Agent) -> Result<(), Fault> {
        let Some(record) = Record::read(&self.kept, agent.id) else {
            return if self.look(agent) == Found::Foreign { Err(Fault::Foreign(self.path(agent)?)) } else { Ok(()) };
        };
        let now = file::read(&record.path)?;
        let is_untouched = now.as_deref().is_some_and(|now| hash(now) == record.file);
        if is_untouched && record.existed {
            let before = Record::before(&self.kept, agent.id)?.unwrap_or_default();
            file::write(&record.path, now.as_deref(), &before, record.mode)?;
        } else if is_untouched {
            file::remove(&record.path, &record.made)?;
        } else if entry_in(agent, &record.path, now.as_deref())?.is_some() {
            let is_done = record.command.is_some() && agent.command_line.is_some_and(|line| line.remove(&self.machine));
            let now = file::read(&record.path)?;
            if !is_done || entry_in(agent, &record.path, now.as_deref())?.is_some() {
                let text = document::without(agent.format, agent.slot, text(&record.path, now.as_deref())?);
                let text = text.map_err(|why| broken(&record.path, why))?;
                file::write(&record.path, now.as_deref(), text.as_bytes(), None)?;
            }
        }
        Record::forget(&self.kept, agent.id)
    }

    fn write(&self, agent: &Agent, reach: &Reach) -> Result<PathBuf, Fault> {
        let path = self.path(agent)?;
        let entry = agent.shape.entry(reach).ok_or(Fault::NoAddress(agent.name))?;
        let before = file::read(&path)?;
        entry_in(agent, &path, before.as_deref())?;
        Record::keep_before(&self.kept, agent.id, before.as_deref())?;
        let mode = file::mode_of(&path);
        let made = match self.write_by_command(agent, reach, &path) {
            true => Vec::new(),
            false => {
                let now = file::read(&path)?;
                let text = document::with(agent.format, agent.slot, text(&path, now.as_deref())?, &entry);
                let text = text.map_err(|why| broken(&path, why))?;
                let is_private = reach.is_secret() || now.is_none();
                file::write(&path, now.as_deref(), text.as_bytes(), is_private.then_some(file::PRIVATE))?
            }
        };
        let after = file::read(&path)?.unwrap_or_default();
        let written = entry_in(agent, &path, Some(&after))?.unwrap_or_default();
        let (file, entry) = (hash(&after), hash_of(&written));
        let mut record = Record { path: path.clone(), existed: before.is_some(), mode, made, file, entry, url: None, command: None };
        record.note(reach);
        record.keep(&self.kept, agent.id)?;
        Ok(path)
    }

    /// Lets the client do it. False when it could not, or did something else.
    fn write_by_command(&self, agent: &Agent, reach: &Reach, path: &Path) -> bool {
        let (Some(line), Reach::Bridge { command, arguments }) = (agent.command_line, reach) else { return false };
        if !line.add(&self.machine, command, arguments) {
            return false;
        }
        let after = file::read(path).ok().flatten();
        let written = entry_in(agent, path, after.as_deref()).ok().flatten();
        let is = |field: &str, wanted: Value| written.as_ref().and_then(|entry| entry.get(field)) == Some(&wanted);
        is("command", Value::from(command.as_str())) && is("args", Value::from(arguments.clone()))
    }

    fn path(&self, agent: &Agent) -> Result<PathBuf, Fault> {
        agent.file(&self.machine).ok_or(Fault::NotInstalled(agent.name))
    }
}

fn entry_in(agent: &Agent, path: &Path, bytes: Option<&[u8]>) -> Result<Option<Value>, Fault> {
    document::entry(agent.format, agent.slot, text(path, bytes)?).map_err(|why| broken(path, why))
}

fn text<'a>(path: &Path, bytes: Option<&'a [u8]>) -> Result<&'a str, Fault> {
    std::str::from_utf8(bytes.unwrap_or_default()).map_err(|_| broken(path, "it is not UTF-8".to_owned()))
}

fn broken(path: &Path, why: String) -> Fault {
    Fault::Broken { path: path.to_owned(), why }
}
