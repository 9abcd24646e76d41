//! An offer as WhatsApp is given it, as a thread shows it, and as a person reads it before it leaves.

use serde_json::{Map, Value, json};

use super::{InteractiveType, Offer};
use crate::{
    model::{Choice, Interactive},
    outbox::Content,
    store::messages::Parts,
    values::MessageKind,
};

impl InteractiveType {
    /// WhatsApp's word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::List => "list",
            Self::CtaUrl => "cta_url",
        }
    }
}

impl Offer<'_> {
    /// The message.
    pub fn content(&self) -> Content {
        let parts = Parts { interactive: Some(self.shown()), ..Parts::default() };
        Content::new(MessageKind::Interactive, self.sent(), Some(self.body.to_owned()), parts)
    }

    /// All of it, a line each.
    pub fn preview(&self) -> String {
        let shown = self.shown();
        let options = shown.options.iter().map(|option| match (&option.description, self.url) {
            (Some(description), _) => format!("[{}: {description}]", option.title),
            (None, Some(url)) => format!("[{}: {url}]", option.title),
            (None, None) => format!("[{}]", option.title),
        });
        let lines = self.header.map(str::to_owned).into_iter().chain([self.body.to_owned()]).chain(self.footer.map(str::to_owned));
        lines.chain(shown.button.iter().map(|label| format!("[{label}]:"))).chain(options).collect::<Vec<_>>().join("\n")
    }

    fn shown(&self) -> Interactive {
        let buttons = self.buttons.iter().map(|button| choice(Some(&button.reply.id), &button.reply.title, None, None));
        let rows = self.sections.iter().flat_map(|section| {
            section.rows.iter().map(|row| choice(Some(&row.id), &row.title, row.description.as_deref(), section.title.as_deref()))
        });
        let link = self.button_text.filter(|_| self.kind == InteractiveType::CtaUrl).map(|title| choice(None, title, None, None));
        Interactive {
            kind: self.kind.as_str().to_owned(),
            header: self.header.map(str::to_owned),
            footer: self.footer.map(str::to_owned),
            options: buttons.chain(rows).chain(link).collect(),
            button: self.button_text.filter(|_| self.kind == InteractiveType::List).map(str::to_owned),
            url: self.url.map(str::to_owned),
            fields: Vec::new(),
        }
    }

    fn sent(&self) -> Value {
        let mut sent = Map::new();
        sent.insert("type".to_owned(), json!(self.kind.as_str()));
        if let Some(header) = self.header {
            sent.insert("header".to_owned(), json!({ "type": "text", "text": header }));
        }
        sent.insert("body".to_owned(), json!({ "text": self.body }));
        if let Some(footer) = self.footer {
            sent.insert("footer".to_owned(), json!({ "text": footer }));
        }
        let action = match self.kind {
            InteractiveType::Button => json!({ "buttons": self.buttons }),
            InteractiveType::List => json!({ "button": self.button_text, "sections": self.sections }),
            InteractiveType::CtaUrl => json!({ "name": "cta_url", "parameters": { "display_text": self.button_text, "url": self.url } }),
        };
        sent.insert("action".to_owned(), action);
        Value::Object(sent)
    }
}

fn choice(id: Option<&str>, title: &str, description: Option<&str>, section: Option<&str>) -> Choice {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Choice { id: owned(id), title: title.to_owned(), description: owned(description), section: owned(section) }
}
