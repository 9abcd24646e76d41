//! What a message says, by its type.

use serde_json::{Map, Value};

use super::extras::MessageExtras;

/// What a message says.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Plain text.
    Text(String),
    /// A picture, film, sound, file or sticker.
    Media(MediaPart),
    /// A place.
    Location {
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
        /// Its name.
        name: Option<String>,
        /// Its address.
        address: Option<String>,
    },
    /// Contact cards.
    Contacts(Vec<Card>),
    /// Something to choose from, sent by the business.
    Offer {
        /// `button`, `list`, `cta_url` and others.
        kind: String,
        /// The text.
        body: Option<String>,
        /// The line above it.
        header: Option<String>,
        /// The line below it.
        footer: Option<String>,
        /// What can be chosen.
        choices: Vec<Choice>,
        /// The label that opens a list.
        button: Option<String>,
        /// Where a link leads.
        url: Option<String>,
    },
    /// What the contact chose, or the form that they filled.
    Chosen {
        /// `button_reply`, `list_reply`, `nfm_reply` and others.
        kind: String,
        /// What was chosen.
        choice: Choice,
        /// The fields of a form.
        fields: Vec<(String, String)>,
    },
    /// A template's quick-reply button that the contact pressed.
    Button {
        /// Its text.
        text: String,
    },
    /// A template.
    Template {
        /// Its name.
        name: String,
        /// Its language.
        language: String,
        /// The values that were filled in.
        values: Vec<String>,
        /// It, filled in, as Kapso renders it.
        rendered: Option<String>,
    },
    /// An emoji on another message; empty when taken away.
    Reaction {
        /// The message.
        message_id: String,
        /// The emoji.
        emoji: String,
    },
    /// An order.
    Order {
        /// Its lines.
        lines: Vec<OrderLine>,
        /// It in words.
        text: Option<String>,
    },
    /// Anything else, in Kapso's words.
    Other(Option<String>),
}

/// A picture, film, sound, file or sticker.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MediaPart {
    /// Meta's media id.
    pub id: Option<String>,
    /// The text below it.
    pub caption: Option<String>,
    /// The file's name.
    pub filename: Option<String>,
    /// The type.
    pub mime_type: Option<String>,
    /// Bytes.
    pub byte_size: Option<u64>,
    /// What is said in it.
    pub transcript: Option<String>,
    /// Whether it was recorded as a voice message.
    pub voice: bool,
    /// Whether a sticker moves.
    pub animated: bool,
}

/// A contact card.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Card {
    /// The name.
    pub name: String,
    /// The numbers.
    pub phones: Vec<String>,
}

/// One thing that can be chosen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choice {
    /// The sender's id of it.
    pub id: Option<String>,
    /// Its title.
    pub title: String,
    /// The line below the title.
    pub description: Option<String>,
    /// Its section in a list.
    pub section: Option<String>,
}

/// One line of an order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OrderLine {
    /// The product.
    pub product: String,
    /// How many.
    pub quantity: u32,
    /// The price of one.
    pub item_price: Option<f64>,
    /// The currency.
    pub currency: Option<String>,
}

impl Content {
    pub(crate) fn read(kind: &str, rest: &Map<String, Value>, extras: &MessageExtras) -> Self {
        let Some(part) = rest.get(kind) else { return Self::Other(extras.content.clone()) };
        match kind {
            "text" => text(part, "body").map_or_else(|| Self::Other(extras.content.clone()), Self::Text),
            "image" | "video" | "audio" | "document" | "sticker" => Self::Media(media(part, extras)),
            "location" => location(part).unwrap_or_else(|| Self::Other(extras.content.clone())),
            "contacts" => Self::Contacts(each(part).map(card).collect()),
            "interactive" => interactive(part, extras),
            "button" => text(part, "text").map_or_else(|| Self::Other(extras.content.clone()), |text| Self::Button { text }),
            "template" => Self::Template {
                name: text(part, "name").unwrap_or_default(),
                language: part.get("language").and_then(|language| text(language, "code")).unwrap_or_default(),
                values: each_at(part, "components")
                    .flat_map(|component| each_at(component, "parameters"))
                    .filter_map(|value| text(value, "text"))
                    .collect(),
                rendered: extras.content.clone(),
            },
            "reaction" => {
                Self::Reaction { message_id: text(part, "message_id").unwrap_or_default(), emoji: text(part, "emoji").unwrap_or_default() }
            }
            "order" => Self::Order { lines: each_at(part, "product_items").map(order_line).collect(), text: extras.order_text.clone() },
            _ => Self::Other(extras.content.clone()),
        }
    }
}

fn media(part: &Value, extras: &MessageExtras) -> MediaPart {
    let file = extras.media_data.as_ref();
    let transcript = extras.transcript.as_ref().and_then(|said| text(said, "text").or_else(|| said.as_str().map(str::to_owned)));
    MediaPart {
        id: text(part, "id"),
        caption: text(part, "caption"),
        filename: text(part, "filename").or_else(|| file.and_then(|file| text(file, "filename"))),
        mime_type: text(part, "mime_type").or_else(|| file.and_then(|file| text(file, "content_type"))),
        byte_size: file.and_then(|file| file.get("byte_size")).and_then(Value::as_u64),
        transcript,
        voice: flag(part, "voice"),
        animated: flag(part, "animated"),
    }
}

fn location(part: &Value) -> Option<Content> {
    let degrees = |field: &str| part.get(field).and_then(|value| value.as_f64().or_else(|| value.as_str()?.parse().ok()));
    Some(Content::Location {
        latitude: degrees("latitude")?,
        longitude: degrees("longitude")?,
        name: text(part, "name"),
        address: text(part, "address"),
    })
}

fn card(part: &Value) -> Card {
    let name = part.get("name");
    let name = name.and_then(|name| text(name, "formatted_name").or_else(|| text(name, "first_name"))).unwrap_or_default();
    Card { name, phones: each_at(part, "phones").filter_map(|phone| text(phone, "phone")).collect() }
}

fn interactive(part: &Value, extras: &MessageExtras) -> Content {
    let kind = text(part, "type").unwrap_or_default();
    if kind.ends_with("_reply") {
        let chosen = part.get(&kind).unwrap_or(&Value::Null);
        let mut choice = choice(chosen, None);
        if choice.title.is_empty() {
            choice.title = text(chosen, "body").or_else(|| extras.content.clone()).unwrap_or_default();
        }
        return Content::Chosen { kind, choice, fields: form_fields(chosen, extras) };
    }
    let action = part.get("action").unwrap_or(&Value::Null);
    let buttons = each_at(action, "buttons").filter_map(|button| button.get("reply")).map(|reply| choice(reply, None));
    let rows = each_at(action, "sections").flat_map(|section| each_at(section, "rows").map(|row| choice(row, text(section, "title"))));
    let link = action.get("parameters").unwrap_or(&Value::Null);
    let link_title = text(link, "display_text").map(|title| Choice { title, ..Choice::default() });
    Content::Offer {
        body: part.get("body").and_then(|body| text(body, "text")),
        header: part.get("header").and_then(|header| text(header, "text")),
        footer: part.get("footer").and_then(|footer| text(footer, "text")),
        choices: buttons.chain(rows).chain(link_title).collect(),
        button: text(action, "button"),
        url: text(link, "url"),
        kind,
    }
}

fn choice(part: &Value, section: Option<String>) -> Choice {
    Choice { id: text(part, "id"), title: text(part, "title").unwrap_or_default(), description: text(part, "description"), section }
}

/// A form's fields: Kapso's parsed `flow_response`, or WhatsApp's `response_json`, without the token.
fn form_fields(chosen: &Value, extras: &MessageExtras) -> Vec<(String, String)> {
    let parsed = text(chosen, "response_json").and_then(|json| serde_json::from_str::<Value>(&json).ok());
    let Some(Value::Object(fields)) = extras.flow_response.clone().or(parsed) else { return Vec::new() };
    fields
        .into_iter()
        .filter(|(name, _)| name != "flow_token")
        .map(|(name, value)| (name, value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
        .collect()
}

fn order_line(part: &Value) -> OrderLine {
    OrderLine {
        product: text(part, "product_retailer_id").unwrap_or_default(),
        quantity: part.get("quantity").and_then(Value::as_u64).and_then(|count| u32::try_from(count).ok()).unwrap_or(1),
        item_price: part.get("item_price").and_then(Value::as_f64),
        currency: text(part, "currency"),
    }
}

fn text(part: &Value, field: &str) -> Option<String> {
    part.get(field).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn flag(part: &Value, field: &str) -> bool {
    part.get(field).and_then(Value::as_bool).unwrap_or(false)
}

fn each(part: &Value) -> impl Iterator<Item = &Value> {
    part.as_array().into_iter().flatten()
}

fn each_at<'a>(part: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    part.get(field).and_then(Value::as_array).into_iter().flatten()
}
