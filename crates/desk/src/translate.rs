//! From Kapso's words to the store's.

use jiff::Timestamp;
use kapso::wire::{self, Content};
use serde_json::Value;

use crate::{
    model::{
        Choice, Config, ContactCard, FormField, Interactive, Location, Media, OrderItem, ReactionTo, SetupLink, SetupSettings, SetupUrl,
        TemplateUse,
    },
    notes,
    store::{
        contacts::{Kept, SeenContact},
        customers::SeenCustomer,
        messages::{Parts, SeenMessage, SeenStatus},
        templates::SeenTemplate,
        threads::{KnownAs, SeenConversation},
    },
    values::{ConversationStatus, Direction, MessageKind},
};

/// A number; none without an id.
pub fn number(number: wire::PhoneNumber) -> Option<Config> {
    let id = Some(number.id).filter(|id| !id.is_empty())?;
    let name =
        number.name.or_else(|| number.verified_name.clone()).or_else(|| number.display_phone_number.clone()).unwrap_or_else(|| id.clone());
    Some(Config {
        whatsapp_config_id: number.internal_id,
        phone_number_id: Some(id),
        business_account_id: number.business_account_id,
        customer_id: number.customer_id,
        name,
        display_phone_number: number.display_phone_number,
        verified_name: number.verified_name,
        status: number.status,
        quality_rating: number.quality_rating,
        messaging_limit: number.whatsapp_business_manager_messaging_limit,
        is_coexistence: number.is_coexistence,
        unread_conversations: 0,
    })
}

/// A customer; none without an id.
pub fn customer(seen: wire::Customer) -> Option<SeenCustomer> {
    let id = Some(seen.id).filter(|id| !id.is_empty())?;
    let name = if seen.name.is_empty() { seen.external_customer_id.clone().unwrap_or_else(|| id.clone()) } else { seen.name };
    Some(SeenCustomer { id, name, external_customer_id: seen.external_customer_id, created_at: seen.created_at.unwrap_or_default() })
}

/// A setup link; none without an id. Its address is kept only while it works.
pub fn setup_link(seen: wire::SetupLink) -> Option<SetupLink> {
    let number = seen.provisioned_phone_number.as_ref();
    let number = number.and_then(|number| ["display_number", "phone_number"].iter().find_map(|name| number.get(name)?.as_str()));
    let theme = seen.theme_config.as_ref().and_then(Value::as_object);
    Some(SetupLink {
        setup_link_id: Some(Some(seen.id).filter(|id| !id.is_empty())?),
        url: seen.url.filter(|_| seen.status == "active").map(SetupUrl::new),
        status: seen.status,
        created_at: seen.created_at.unwrap_or_default(),
        expires_at: seen.expires_at,
        whatsapp_setup_status: seen.whatsapp_setup_status,
        whatsapp_setup_error: seen.whatsapp_setup_error,
        provisioned_phone_number: number.map(str::to_owned),
        settings: SetupSettings {
            language: seen.language,
            allowed_connection_types: seen.allowed_connection_types,
            provision_phone_number: seen.provision_phone_number,
            phone_number_country_isos: seen.phone_number_country_isos,
            phone_number_area_code: seen.phone_number_area_code,
            reconnect_phone_number: seen.reconnect_phone_number,
            meta_billing_mode: seen.meta_billing_mode,
            success_redirect_url: seen.success_redirect_url,
            failure_redirect_url: seen.failure_redirect_url,
            allowed_origins: seen.allowed_origins,
            theme_config: theme
                .map(|theme| theme.iter().filter_map(|(name, color)| Some((name.clone(), color.as_str()?.to_owned()))).collect()),
        },
    })
}

/// A conversation; none without an id or a number that it is on.
pub fn conversation(seen: wire::Conversation) -> Option<SeenConversation> {
    let contact = KnownAs { user: seen.business_scoped_user_id, digits: seen.phone_number.as_deref().and_then(digits) };
    let ended = seen.status.as_deref() == Some("ended");
    Some(SeenConversation {
        id: Some(seen.id).filter(|id| !id.is_empty())?,
        phone_number_id: seen.phone_number_id?,
        contact: if contact == KnownAs::default() { return None } else { contact },
        contact_name: seen.kapso.contact_name.or(seen.username),
        status: if ended { ConversationStatus::Ended } else { ConversationStatus::Active },
        created_at: seen.created_at,
        last_active_at: seen.last_active_at.or(seen.created_at)?,
        last_inbound_at: seen.kapso.last_inbound_at,
        last_outbound_at: seen.kapso.last_outbound_at,
    })
}

/// A contact; none without an id.
pub fn contact(seen: wire::Contact) -> Option<SeenContact> {
    let kept = seen.metadata.map(|mut metadata| {
        let notes = notes::read(&metadata);
        metadata.shift_remove(notes::KEY);
        Kept { metadata, notes }
    });
    Some(SeenContact {
        id: Some(seen.id).filter(|id| !id.is_empty())?,
        known: KnownAs { user: seen.business_scoped_user_id, digits: seen.wa_id.as_deref().and_then(digits) },
        username: seen.username,
        profile_name: seen.profile_name,
        display_name: seen.display_name,
        customer_id: seen.customer_id,
        kept,
        created_at: seen.created_at,
        updated_at: seen.updated_at,
    })
}

/// A message; none without an id, a time or a side.
pub fn message(seen: &wire::Message) -> Option<SeenMessage> {
    let direction = direction(seen)?;
    let contact = if direction == Direction::Inbound { &seen.from } else { &seen.to };
    let phone = seen.kapso.phone_number.as_ref().or(contact.as_ref());
    let (kind, text, parts) = content(seen);
    Some(SeenMessage {
        wamid: Some(seen.id.clone()).filter(|id| !id.is_empty())?,
        phone_number_id: seen.kapso.phone_number_id.clone(),
        conversation_id: seen.kapso.whatsapp_conversation_id.clone(),
        contact: KnownAs { user: seen.kapso.business_scoped_user_id.clone(), digits: phone.and_then(|phone| digits(phone)) },
        at: seen.timestamp?,
        direction,
        kind,
        text,
        parts,
        reply_to: seen.reply_to().map(str::to_owned),
        origin: seen.kapso.origin.clone(),
        status: seen.kapso.status.clone(),
        statuses: seen.kapso.statuses.iter().map(status).collect(),
    })
}

/// Who wrote it. Where Kapso does not say so, only what goes to somebody is surely the business's.
fn direction(seen: &wire::Message) -> Option<Direction> {
    match (seen.kapso.direction.as_deref(), &seen.to) {
        (Some("inbound"), _) => Some(Direction::Inbound),
        (Some("outbound"), _) | (_, Some(_)) => Some(Direction::Outbound),
        _ => None,
    }
}

fn status(seen: &wire::Status) -> SeenStatus {
    let reason = seen.errors.first();
    SeenStatus {
        status: seen.status.clone(),
        at: seen.timestamp.map_or(0, Timestamp::as_millisecond),
        code: reason.and_then(|reason| reason.code),
        words: reason.map(wire::StatusError::words),
    }
}

fn content(seen: &wire::Message) -> (MessageKind, Option<String>, Parts) {
    let kind = MessageKind::of(&seen.kind);
    let mut parts = Parts::default();
    let text = match seen.content() {
        Content::Text(body) => Some(body),
        Content::Media(part) => {
            parts.media = Some(Media {
                media_id: part.id,
                mime_type: part.mime_type,
                filename: part.filename,
                byte_size: part.byte_size,
                transcript: part.transcript,
                voice: part.voice,
                animated: part.animated,
            });
            part.caption
        }
        Content::Location { latitude, longitude, name, address } => {
            let text = name.clone().or_else(|| address.clone());
            parts.location = Some(Location { latitude, longitude, name, address });
            text
        }
        Content::Contacts(cards) => {
            parts.contacts = cards.into_iter().map(|card| ContactCard { name: card.name, phones: card.phones }).collect();
            parts.contacts.first().map(|card| card.name.clone())
        }
        Content::Offer { kind, body, header, footer, choices, button, url } => {
            parts.interactive = Some(Interactive {
                kind,
                header,
                footer,
                options: choices.into_iter().map(choice).collect(),
                button,
                url,
                fields: Vec::new(),
            });
            body
        }
        Content::Chosen { kind, choice: chosen, fields } => {
            let fields = fields.into_iter().map(|(name, value)| FormField { name, value }).collect();
            let text = chosen.title.clone();
            parts.interactive =
                Some(Interactive { kind, header: None, footer: None, options: vec![choice(chosen)], button: None, url: None, fields });
            Some(text)
        }
        Content::Button { text } => Some(text),
        Content::Template { name, language, values, rendered } => {
            parts.template = Some(TemplateUse { name, language, values });
            rendered
        }
        Content::Reaction { message_id, emoji } => {
            let text = emoji.clone();
            parts.reaction = Some(ReactionTo { message_id: Some(message_id), emoji });
            Some(text)
        }
        Content::Order { lines, text } => {
            parts.order = lines
                .into_iter()
                .map(|line| OrderItem {
                    product: line.product,
                    quantity: line.quantity,
                    item_price: line.item_price,
                    currency: line.currency,
                })
                .collect();
            text
        }
        Content::Other(words) => words,
    };
    (kind, text.filter(|text| !text.is_empty()), parts)
}

fn choice(choice: wire::Choice) -> Choice {
    Choice { id: choice.id, title: choice.title, description: choice.description, section: choice.section }
}

/// A template; none without a name or a language.
pub fn template(business_account_id: &str, seen: wire::Template) -> Option<SeenTemplate> {
    Some(SeenTemplate {
        business_account_id: business_account_id.to_owned(),
        template_id: seen.id,
        name: Some(seen.name).filter(|name| !name.is_empty())?,
        language: Some(seen.language).filter(|language| !language.is_empty())?,
        status: seen.status.to_ascii_uppercase(),
        category: seen.category,
        components: seen.components,
    })
}

/// The digits of a phone number, however it is written.
pub fn digits(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}
