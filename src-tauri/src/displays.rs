//! The window's place and size, remembered for each set of displays: a laptop at its desk and without it are two.

use std::sync::{Arc, Mutex, PoisonError};

use tauri::{AppHandle, Manager, Runtime};

/// What the window is remembered under, as long as it is open.
#[derive(Clone)]
pub(crate) struct Displays(Arc<Mutex<Vec<&'static str>>>);

impl Default for Displays {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(vec!["main"])))
    }
}

impl Displays {
    /// The name of the displays that there were when the window was last opened.
    pub(crate) fn name(&self) -> &'static str {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).last().copied().unwrap_or("main")
    }

    fn put(&self, name: String) {
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = names.iter().position(|known| *known == name).map(|at| names.remove(at));
        // The plugin keeps names for as long as the program runs; there are as many as sets of displays.
        let name = known.unwrap_or_else(|| Box::leak(name.into_boxed_str()));
        names.push(name);
    }
}

/// Looks which displays there are, before the window opens.
pub(crate) fn look<R: Runtime>(app: &AppHandle<R>) {
    let Ok(monitors) = app.available_monitors() else { return };
    let displays = monitors.iter().map(|monitor| {
        let (size, place) = (monitor.size(), monitor.position());
        format!("{}x{}+{}+{}", size.width, size.height, place.x, place.y)
    });
    app.state::<Displays>().put(name_of(displays.collect()));
}

fn name_of(mut displays: Vec<String>) -> String {
    displays.sort();
    format!("main on {}", displays.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_displays_have_one_name_however_they_are_listed() {
        let (one, other) = ("1920x1080+0+0".to_owned(), "2560x1440+1920+0".to_owned());
        assert_eq!(name_of(vec![one.clone(), other.clone()]), name_of(vec![other, one.clone()]));
        let displays = Displays::default();
        displays.put(name_of(vec![one.clone()]));
        let alone = displays.name();
        displays.put(name_of(vec![one, "1x1+0+0".to_owned()]));
        assert_ne!(displays.name(), alone);
        displays.put(alone.to_owned());
        assert!(std::ptr::eq(displays.name(), alone), "a name is kept once");
    }
}
