//! The header: a text with a placeholder, a file or a place.

use std::path::Path;

use serde_json::{Value, json};

use super::{Part, body::parameter, line_fault};
use crate::{
    faults::Faults,
    link,
    media::MediaType,
    model::HeaderKind,
    template::{Header, HeaderValue, PlaceValue},
};

/// The most characters that a filled text header may have.
const LONGEST: usize = 60;

/// Where a header's file is.
enum FilePlace<'a> {
    Url(&'a str),
    Path(&'a str),
}

/// Fills the header.
pub(super) fn fill(header: Option<&Header>, given: Option<&HeaderValue>, faults: &mut Faults) -> Part {
    let none = HeaderValue::default();
    let given = given.unwrap_or(&none);
    let wanted = header.filter(|header| header.kind != HeaderKind::Text || !header.text.wants.is_empty()).map(|header| header.kind);
    for field in given.fields().into_iter().filter(|field| Some(*field) != wanted) {
        faults.surplus(match wanted {
            Some(wanted) => format!("`{}` does not fit, the header takes `{}`", field.field(), wanted.field()),
            None => format!("`{}` is given, and the header takes nothing", field.field()),
        });
    }
    let takes_a_file = wanted.and_then(MediaType::of_header).is_some();
    if given.file_path.is_some() && !takes_a_file {
        faults.surplus("`header.file_path` is only for pictures, films and documents");
    }
    if given.file_path.is_some() && wanted.is_some_and(|kind| given.url(kind).is_some()) {
        faults.contradiction("`header.file_path` and an address exclude each other");
    }
    if given.filename.is_some() && wanted != Some(HeaderKind::Document) {
        faults.surplus("`header.filename` is only for documents");
    }
    let Some(header) = header else { return Part::default() };
    let filled = match header.kind {
        HeaderKind::Text => return text(header, given.text.as_deref(), faults),
        HeaderKind::Location => given.location.as_ref().map(place),
        kind => given.place_of_file(kind).map(|place| file(kind, place, given.name_of_file(kind).as_deref(), faults)),
    };
    filled.unwrap_or_else(|| {
        faults.missing(format!("`{}` is missing", header.kind.field()));
        Part::default()
    })
}

fn text(header: &Header, value: Option<&str>, faults: &mut Faults) -> Part {
    let Some(wanted) = header.text.wants.first() else { return Part { shown: vec![header.text.text.clone()], ..Part::default() } };
    let Some(value) = value else {
        faults.missing(format!("`header.text` is missing, for {}", wanted.name));
        return Part::default();
    };
    if let Some(fault) = line_fault(value) {
        faults.invalid(format!("`header.text` {fault}"));
    }
    let filled = header.text.filled(|_| Some(value.to_owned()));
    let length = filled.chars().count();
    if length > LONGEST {
        faults.invalid(format!("the header would have {length} characters, at most {LONGEST} are possible"));
    }
    Part { shown: vec![filled], ..sent(parameter(&wanted.name, value), vec![value.to_owned()]) }
}

/// A file of this computer gets its `id` when it was uploaded.
fn file(kind: HeaderKind, place: FilePlace<'_>, filename: Option<&str>, faults: &mut Faults) -> Part {
    let (mut file, shown_place) = match place {
        FilePlace::Url(url) => {
            if let Some(fault) = link::fault(url) {
                faults.invalid(format!("`{}` {fault}", kind.field()));
            }
            (json!({ "link": url }), url)
        }
        FilePlace::Path(path) => (json!({}), path),
    };
    let (word, shown) = match kind {
        HeaderKind::Image => ("image", "Picture".to_owned()),
        HeaderKind::Video => ("video", "Film".to_owned()),
        _ => ("document", format!("Document{}", filename.map(|name| format!(" {name}")).unwrap_or_default())),
    };
    if let (Some(file), Some(filename)) = (file.as_object_mut(), filename) {
        file.insert("filename".to_owned(), json!(filename));
    }
    Part { shown: vec![format!("{shown}: {shown_place}")], ..sent(json!({ "type": word, word: file }), Vec::new()) }
}

fn place(place: &PlaceValue) -> Part {
    let shown = format!("Place: {}, {} ({}, {})", place.name, place.address, place.latitude, place.longitude);
    Part { shown: vec![shown], ..sent(json!({ "type": "location", "location": place }), Vec::new()) }
}

fn sent(parameter: Value, values: Vec<String>) -> Part {
    Part { shown: Vec::new(), components: vec![json!({ "type": "header", "parameters": [parameter] })], values }
}

impl HeaderValue {
    /// The kinds of header that something is given for.
    fn fields(&self) -> Vec<HeaderKind> {
        let given = [
            (HeaderKind::Text, self.text.is_some()),
            (HeaderKind::Image, self.image_url.is_some()),
            (HeaderKind::Video, self.video_url.is_some()),
            (HeaderKind::Document, self.document_url.is_some()),
            (HeaderKind::Location, self.location.is_some()),
        ];
        given.into_iter().filter_map(|(kind, given)| given.then_some(kind)).collect()
    }

    /// A document's name: the given one, or the file's own.
    fn name_of_file(&self, kind: HeaderKind) -> Option<String> {
        let own = self.file_path.as_deref().map(Path::new).and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        self.filename.clone().or_else(|| own.filter(|_| kind == HeaderKind::Document))
    }

    fn place_of_file(&self, kind: HeaderKind) -> Option<FilePlace<'_>> {
        self.url(kind).map(FilePlace::Url).or_else(|| self.file_path.as_deref().map(FilePlace::Path))
    }

    fn url(&self, kind: HeaderKind) -> Option<&str> {
        match kind {
            HeaderKind::Image => self.image_url.as_deref(),
            HeaderKind::Video => self.video_url.as_deref(),
            HeaderKind::Document => self.document_url.as_deref(),
            HeaderKind::Text | HeaderKind::Location => None,
        }
    }
}
