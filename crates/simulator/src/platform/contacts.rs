//! Contacts: create, read, change, erase.

pub(crate) mod list;
pub(crate) mod preferences;

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde_json::{Map, Value};

use super::data;
use crate::{
    refusal::{Family, Refusal},
    render,
    request_body::{Body, optional_text},
    store::{
        contacts::{self, Contact, digits},
        customers,
    },
    world::World,
};

pub(crate) async fn show(State(world): State<Arc<World>>, Path(identifier): Path<String>) -> Result<Json<Value>, Refusal> {
    Ok(data(render::contact::platform(&find(&world, &identifier)?)))
}

pub(crate) async fn create(State(world): State<Arc<World>>, body: Body) -> Result<(StatusCode, Json<Value>), Refusal> {
    let mut contact = Contact::stranger(world.dice.uuid(), None, None, world.clock.now());
    let wanted = body.wrapped("contact")?;
    change(&mut contact, wanted)?;
    if contact.wa_id.is_none() {
        return Err(Refusal::invalid(Family::Platform, "Wa can't be blank"));
    }
    world.act(|tx| {
        check(tx, &contact)?;
        Ok(contact.insert(tx)?)
    })?;
    Ok((StatusCode::CREATED, data(render::contact::platform(&contact))))
}

/// Replaces what is given; `metadata` is replaced as a whole, the documents leave it open.
pub(crate) async fn update(State(world): State<Arc<World>>, Path(identifier): Path<String>, body: Body) -> Result<Json<Value>, Refusal> {
    let mut contact = find(&world, &identifier)?;
    change(&mut contact, body.wrapped("contact")?)?;
    contact.updated_at = world.clock.now();
    world.act(|tx| {
        check(tx, &contact)?;
        Ok(contact.update(tx)?)
    })?;
    Ok(data(render::contact::platform(&contact)))
}

/// Erases a contact with conversations, messages and media, at once rather than in the background.
pub(crate) async fn erase(State(world): State<Arc<World>>, Path(identifier): Path<String>) -> Result<StatusCode, Refusal> {
    let contact = find(&world, &identifier)?;
    world.act(|tx| Ok(contacts::erase(tx, contact.row)?))?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) fn find(world: &World, identifier: &str) -> Result<Contact, Refusal> {
    world.act(|tx| contacts::find(tx, identifier)?.ok_or_else(|| Refusal::missing(Family::Platform, "Contact")))
}

fn change(contact: &mut Contact, wanted: &Map<String, Value>) -> Result<(), Refusal> {
    if let Some(phone) = optional_text(wanted, "wa_id")?.flatten() {
        let digits = digits(&phone);
        if !(7..=15).contains(&digits.len()) || phone.chars().any(char::is_alphabetic) {
            return Err(Refusal::invalid(Family::Platform, "Wa is not a phone number in E.164 form"));
        }
        contact.wa_id = Some(digits);
    }
    if let Some(name) = optional_text(wanted, "profile_name")? {
        contact.profile_name = name;
    }
    if let Some(name) = optional_text(wanted, "display_name")? {
        contact.display_name = name;
    }
    if let Some(customer) = optional_text(wanted, "customer_id")? {
        contact.customer_id = customer;
    }
    match wanted.get("metadata") {
        None => {}
        Some(Value::Object(metadata)) => contact.metadata = Value::Object(metadata.clone()),
        Some(_) => return Err(Refusal::invalid(Family::Platform, "metadata must be an object")),
    }
    Ok(())
}

fn check(tx: &rusqlite::Transaction<'_>, contact: &Contact) -> Result<(), Refusal> {
    if let Some(customer) = &contact.customer_id
        && customers::find(tx, customer)?.is_none()
    {
        return Err(Refusal::invalid(Family::Platform, "Customer must exist"));
    }
    if let Some(wa_id) = &contact.wa_id
        && contacts::find(tx, wa_id)?.is_some_and(|other| other.id != contact.id)
    {
        return Err(Refusal::invalid(Family::Platform, "Wa has already been taken"));
    }
    Ok(())
}
