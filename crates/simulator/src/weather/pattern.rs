//! The routes that a rule names.

/// A method and a path with `*` for any run of characters; without a method it matches all of them.
pub(crate) struct Pattern<'a> {
    method: Option<&'a str>,
    path: &'a str,
}

impl<'a> Pattern<'a> {
    pub(crate) fn new(route: &'a str) -> Self {
        match route.trim().split_once(' ') {
            Some((method, path)) => Self { method: Some(method), path: path.trim() },
            None => Self { method: None, path: route.trim() },
        }
    }

    pub(crate) fn matches(&self, method: &str, path: &str) -> bool {
        self.method.is_none_or(|own| own == "*" || own.eq_ignore_ascii_case(method)) && matches(self.path, path)
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((head, tail)) => {
            text.strip_prefix(head).is_some_and(|rest| (0..=rest.len()).filter_map(|at| rest.get(at..)).any(|rest| matches(tail, rest)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_star_stands_for_any_run_of_characters() {
        let sends = Pattern::new("POST */messages");
        assert!(sends.matches("POST", "/meta/whatsapp/v24.0/1/messages"));
        assert!(!sends.matches("GET", "/meta/whatsapp/v24.0/1/messages"));
        assert!(!sends.matches("POST", "/meta/whatsapp/v24.0/1/messages/2"));
        assert!(Pattern::new("/platform/*").matches("PATCH", "/platform/v1/customers/1"));
        assert!(!Pattern::new("").matches("GET", "/"));
    }
}
