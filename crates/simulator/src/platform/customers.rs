//! Customers: create, read, change, delete.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde_json::{Map, Value};

use super::data;
use crate::{
    page::{keyset::Filters, offset::Offset},
    parameters::Parameters,
    refusal::{Family, Refusal},
    render,
    request_body::{Body, optional_text},
    store::customers::{self, Customer},
    world::World,
};

pub(crate) async fn list(State(world): State<Arc<World>>, parameters: Parameters) -> Result<Response, Refusal> {
    let offset = Offset::of(&parameters)?;
    let mut filters = Filters::default();
    filters.equal("external_customer_id", parameters.text("external_customer_id").map(str::to_owned));
    filters.between("created_at", parameters.time("created_after")?, parameters.time("created_before")?);
    if let Some(part) = parameters.text("name_contains") {
        filters.add("instr(lower(name), lower(?)) > 0", [part.to_owned().into()]);
    }
    let sheet = world.act(|tx| {
        let show = |row: &rusqlite::Row<'_>| Ok(render::customer::platform(&Customer::of(row)?));
        Ok(offset.read(tx, (customers::COLUMNS, "customers"), &filters, "created_at DESC, row DESC", show)?)
    })?;
    Ok(sheet.answer(&format!("{}/platform/v1/customers", world.origin)))
}

pub(crate) async fn create(State(world): State<Arc<World>>, body: Body) -> Result<(StatusCode, Json<Value>), Refusal> {
    let now = world.clock.now();
    let mut customer =
        Customer { id: world.dice.uuid(), name: String::new(), external_customer_id: None, created_at: now, updated_at: now };
    change(&mut customer, body.wrapped("customer")?)?;
    world.act(|tx| {
        refuse_taken(tx, &customer)?;
        Ok(customer.insert(tx)?)
    })?;
    Ok((StatusCode::CREATED, data(render::customer::platform(&customer))))
}

pub(crate) async fn show(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    Ok(data(render::customer::platform(&find(&world, &id)?)))
}

pub(crate) async fn update(State(world): State<Arc<World>>, Path(id): Path<String>, body: Body) -> Result<Json<Value>, Refusal> {
    let mut customer = find(&world, &id)?;
    change(&mut customer, body.wrapped("customer")?)?;
    customer.updated_at = world.clock.now();
    world.act(|tx| {
        refuse_taken(tx, &customer)?;
        Ok(customer.update(tx)?)
    })?;
    Ok(data(render::customer::platform(&customer)))
}

pub(crate) async fn delete(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    find(&world, &id)?;
    world.act(|tx| Ok(customers::delete(tx, &id)?))?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) fn find(world: &World, id: &str) -> Result<Customer, Refusal> {
    world.act(|tx| customers::find(tx, id)?.ok_or_else(|| Refusal::missing(Family::Platform, "Customer")))
}

fn change(customer: &mut Customer, wanted: &Map<String, Value>) -> Result<(), Refusal> {
    if let Some(name) = optional_text(wanted, "name")? {
        customer.name = name.unwrap_or_default();
    }
    if customer.name.trim().is_empty() {
        return Err(Refusal::invalid(Family::Platform, "Name can't be blank"));
    }
    if customer.name.chars().count() > 256 {
        return Err(Refusal::invalid(Family::Platform, "Name is too long (maximum is 256 characters)"));
    }
    if let Some(external) = optional_text(wanted, "external_customer_id")? {
        customer.external_customer_id = external.filter(|external| !external.is_empty());
    }
    Ok(())
}

fn refuse_taken(tx: &rusqlite::Transaction<'_>, customer: &Customer) -> Result<(), Refusal> {
    match &customer.external_customer_id {
        Some(external) if customers::external_id_taken(tx, external, &customer.id)? => {
            Err(Refusal::invalid(Family::Platform, "External customer has already been taken"))
        }
        _ => Ok(()),
    }
}
