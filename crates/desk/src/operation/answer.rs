//! What an operation answers, before a face sees it.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::{
    brief::Brief,
    error::{Error, Result},
    values::ResponseFormat,
};

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// As brief as was asked.
    pub shown: Value,
    /// With every id, when that was wanted; its lists are as long as the shown ones.
    pub whole: Option<Value>,
    /// Until when it stays the same as long as the store does; none when nobody can tell.
    pub stays_until: Option<Timestamp>,
}

impl Answer {
    pub(super) fn of<T: Serialize + Brief>(mut output: T, format: ResponseFormat, with_whole: bool) -> Result<Self> {
        let value = |output: &T| serde_json::to_value(output).map_err(|cause| Error::internal("answer", cause));
        let whole = if with_whole { Some(value(&output)?) } else { None };
        if format == ResponseFormat::Concise {
            output.brief();
        }
        Ok(Self { shown: value(&output)?, whole, stays_until: None })
    }

    /// Takes every entry of a list away whose own fields name something that `is_hidden`, wherever the list stands.
    pub fn without(&mut self, is_hidden: &impl Fn(&Value) -> bool) {
        if let Some(whole) = &mut self.whole {
            prune(whole, &mut self.shown, is_hidden);
        }
    }
}

fn prune(whole: &mut Value, shown: &mut Value, is_hidden: &impl Fn(&Value) -> bool) {
    match (whole, shown) {
        (Value::Array(whole), Value::Array(shown)) if whole.len() == shown.len() => {
            let hidden: Vec<bool> = whole.iter().map(|item| names(item, is_hidden)).collect();
            for (item, shown) in whole.iter_mut().zip(shown.iter_mut()) {
                prune(item, shown, is_hidden);
            }
            let mut keep = hidden.iter();
            whole.retain(|_| keep.next() == Some(&false));
            let mut keep = hidden.iter();
            shown.retain(|_| keep.next() == Some(&false));
        }
        (Value::Object(whole), Value::Object(shown)) => {
            for (name, item) in whole.iter_mut() {
                if let Some(shown) = shown.get_mut(name) {
                    prune(item, shown, is_hidden);
                }
            }
        }
        _ => {}
    }
}

/// Whether it or one of its parts, other than its lists, names something hidden.
fn names(item: &Value, is_hidden: &impl Fn(&Value) -> bool) -> bool {
    match item {
        Value::Object(fields) => is_hidden(item) || fields.values().any(|field| field.is_object() && names(field, is_hidden)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_hidden_goes_from_both_forms() {
        let whole = json!({"hits": [{"conversation": {"thread_id": "1"}, "text": "a"}, {"conversation": {"thread_id": "2"}, "text": "b"}]});
        let shown = json!({"hits": [{"conversation": {}, "text": "a"}, {"conversation": {}, "text": "b"}]});
        let mut answer = Answer { shown, whole: Some(whole), stays_until: None };
        answer.without(&|item| item["thread_id"] == "1");
        assert_eq!(answer.shown, json!({"hits": [{"conversation": {}, "text": "b"}]}));
        assert_eq!(answer.whole.unwrap()["hits"].as_array().unwrap().len(), 1);
    }
}
