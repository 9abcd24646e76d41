//! What a request would send from an address: fetched once, when a person asks to see it, and from then on what an approval sends.

use std::time::Duration;

use kapso::LinkError;
use serde_json::Value;

use super::{
    find,
    refusing::{expired, no_request},
};
use crate::{
    approvals::{self, ApprovalState, decided_before},
    caller::{Caller, Client},
    desk::Desk,
    engine::Engine,
    error::{Error, ErrorCode, Result},
    events::Topic,
    media::MediaMessage,
    model::RequestFile,
    operation::{Operation, changed},
    operations::messaging::{SendMedia, SendTemplate},
    outbox::LocalFile,
    store::approvals::Request,
};

/// All of a file has to come within this.
const LIMIT: Duration = Duration::from_secs(60);

/// Fetches what a waiting request would send from an address, and binds the request to it; none when it would send none.
pub(crate) async fn preview(desk: &Desk, request_id: &str) -> Result<Option<RequestFile>> {
    let engine = desk.engine()?;
    let id: i64 = request_id.parse().map_err(|_| no_request())?;
    let _turn = engine.previewing.lock().await; // so that two looks at once are one fetch
    engine.expire_requests(engine.now()).await?;
    let request = engine.read(move |store| store.request(id)).await?.ok_or_else(no_request)?;
    match request.state {
        ApprovalState::Waiting => {}
        ApprovalState::Expired => return Err(expired()),
        ApprovalState::Approved | ApprovalState::Rejected => return Err(decided_before()),
    }
    let input = asked(&request)?;
    let Some(message) = linked(&request.operation, &input) else { return Ok(None) };
    let file = match request.file.clone() {
        Some(file) => file,
        None => fetched(&engine, request, &input, message).await?,
    };
    engine.emit(Topic::Approvals, None);
    Ok(Some(RequestFile::of(id, &file)))
}

/// The file that was looked at for a request, if what is let go would send it: the same address as was asked.
pub(super) fn looked_at(request: &Request, let_go: &Value) -> Result<Option<LocalFile>> {
    let Some(file) = &request.file else { return Ok(None) };
    let place = |input: &Value| linked(&request.operation, input).and_then(|message| message.url);
    Ok((place(&asked(request)?) == place(let_go)).then(|| file.clone()))
}

/// What was asked.
pub(super) fn asked(request: &Request) -> Result<Value> {
    serde_json::from_str(&request.input).map_err(|cause| Error::internal("approval", cause))
}

async fn fetched(engine: &Engine, request: Request, input: &Value, message: MediaMessage) -> Result<LocalFile> {
    let caller = Caller::Agent(Client { id: request.client_id, name: request.client.clone() });
    let seal = find(&request.operation)?.about(engine, &caller, input).await?.seal;
    if approvals::sealed_digest(&request.operation, &request.input, seal.as_ref(), None) != request.digest {
        return Err(changed());
    }
    let (address, largest) = (message.url.clone().unwrap_or_default(), message.largest());
    let bytes = engine.links().fetch(&address, largest, LIMIT).await.map_err(|fault| unreachable(&fault))?;
    let (file, bytes) = message.file_of(bytes).await?;
    let digest = approvals::sealed_digest(&request.operation, &request.input, seal.as_ref(), Some(&file));
    let (bound, now) = (file.clone(), engine.now());
    let is_bound = engine.write(move |store| {
        let is_bound = store.bind_file(&request, &bound, &digest)?;
        if is_bound {
            store.keep_file(&bound.path, &bytes, now)?;
        }
        Ok(is_bound)
    });
    if is_bound.await? { Ok(file) } else { Err(decided_before()) }
}

/// The file at an address that an operation would send.
fn linked(operation: &str, input: &Value) -> Option<MediaMessage> {
    let input = input.clone();
    let message = match operation {
        SendMedia::NAME => serde_json::from_value::<SendMedia>(input).ok()?.message(),
        SendTemplate::NAME => serde_json::from_value::<SendTemplate>(input).ok()?.header?.linked()?,
        _ => return None,
    };
    message.url.is_some().then_some(message)
}

fn unreachable(fault: &LinkError) -> Error {
    let (remedy, status) = match fault {
        LinkError::Inside => {
            ("Reject the request. WhatsApp could not fetch it either: the agent has to name an address that everybody reaches.", None)
        }
        LinkError::Status(status) => ("Try again, or reject the request and let the agent name another address.", Some(status.to_string())),
        _ => ("Try again, or reject the request and let the agent name another address.", None),
    };
    let message = format!("The file at this address could not be fetched: {fault}. Nothing was sent, and the request waits on.");
    Error { upstream_code: status, ..Error::new(ErrorCode::LinkUnreachable, message, remedy) }
}
