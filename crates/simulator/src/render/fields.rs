//! The `fields` parameter, with which a proxy read asks for Kapso's extras.

use serde_json::{Map, Value};

/// Which members of `kapso` are asked for.
pub(crate) enum Fields {
    /// None: the answer is shaped as Meta's.
    Nothing,
    /// All that the proxy has.
    All,
    /// The named ones.
    Named(Vec<String>),
}

impl Fields {
    /// Reads `kapso(a,b,c)`, `kapso(default)`, `kapso(*)`, `kapso(all)`; an empty pair of brackets asks for nothing.
    pub(crate) fn of(parameter: Option<&str>) -> Self {
        let inside = parameter
            .and_then(|text| text.split_once("kapso("))
            .and_then(|(_, rest)| rest.split_once(')'))
            .map_or("", |(inside, _)| inside);
        let names: Vec<String> = inside.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        match names.as_slice() {
            [] => Self::Nothing,
            [one] if ["*", "all", "default"].contains(&one.as_str()) => Self::All,
            _ => Self::Named(names),
        }
    }

    /// Puts the chosen members of `kapso` into an object.
    pub(crate) fn choose(&self, object: &mut Map<String, Value>, kapso: Map<String, Value>) {
        let chosen = match self {
            Self::Nothing => return,
            Self::All => kapso,
            Self::Named(names) => kapso.into_iter().filter(|(name, _)| names.contains(name)).collect(),
        };
        object.insert("kapso".to_owned(), Value::Object(chosen));
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn only_named_extras_are_given() {
        assert!(matches!(Fields::of(None), Fields::Nothing));
        assert!(matches!(Fields::of(Some("kapso()")), Fields::Nothing));
        assert!(matches!(Fields::of(Some("id,kapso(*)")), Fields::All));
        assert!(matches!(Fields::of(Some("kapso(content, status)")), Fields::Named(names) if names == ["content", "status"]));
    }
}
