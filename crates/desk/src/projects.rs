//! The projects of this machine: everything about them but their keys.

use std::path::PathBuf;

use crate::{
    error::{Error, ErrorCode, Result},
    home::{Home, write_whole},
    model::Project,
};

/// The list of projects, in a file of the data directory.
#[derive(Debug)]
pub struct Projects {
    path: PathBuf,
    listed: Vec<Project>,
}

impl Projects {
    /// Reads the list; there is none before the first project. A damaged one is refused and left as it is.
    pub fn load(home: &Home) -> Result<Self> {
        let path = home.path().join("projects.json");
        let listed = match std::fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text).map_err(|cause| {
                Error::new(
                    ErrorCode::Internal,
                    format!("The list of projects ({}) is damaged: {cause}. It was left as it is.", path.display()),
                    "Mend the file or move it away; the keys stay in the keychain.",
                )
            })?,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(cause) => {
                return Err(Error::new(
                    ErrorCode::DataDirectoryUnwritable,
                    format!("{} cannot be read ({}).", path.display(), cause.kind()),
                    "Make it readable for you.",
                ));
            }
        };
        Ok(Self { path, listed })
    }

    /// All of them, the last used first.
    pub fn listed(&self) -> &[Project] {
        &self.listed
    }

    /// The one with this id.
    pub fn find(&self, id: &str) -> Result<Project> {
        let found = self.listed.iter().find(|project| project.id == id).cloned();
        found.ok_or_else(|| {
            Error::new(ErrorCode::NotFound, "There is no such project on this machine.", "Take an id from the list of projects.")
        })
    }

    /// Puts a project first, new or changed.
    pub fn put_first(&mut self, project: Project) -> Result<()> {
        self.listed.retain(|known| known.id != project.id);
        self.listed.insert(0, project);
        self.save()
    }

    /// Changes a project where it stands.
    pub fn change(&mut self, project: Project) -> Result<()> {
        if let Some(known) = self.listed.iter_mut().find(|known| known.id == project.id) {
            *known = project;
        }
        self.save()
    }

    /// Takes a project off the list.
    pub fn remove(&mut self, id: &str) -> Result<()> {
        self.listed.retain(|known| known.id != id);
        self.save()
    }

    fn save(&self) -> Result<()> {
        let text = serde_json::to_vec_pretty(&self.listed).map_err(|cause| Error::internal("projects", cause))?;
        write_whole(&self.path, &text).map_err(|cause| {
            Error::new(
                ErrorCode::DataDirectoryUnwritable,
                format!("The list of projects could not be saved ({}).", cause.kind()),
                "Make the data directory writable, then try again.",
            )
        })
    }
}
