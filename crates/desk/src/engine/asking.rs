//! What operations and actions ask of a project.

use jiff::{SignedDuration, Timestamp};

use super::Engine;
use crate::{
    approvals::ApprovalState,
    caller::Client,
    clients::Listed,
    error::{Error, ErrorCode, Result},
    events::Topic,
    gate,
    model::{Approval, ClientRow, DecidedBy, RequestFile},
    operation::Operation as _,
    operations,
    operations::inbox::{GetConversationContext, Thread},
    question::Question,
    selector::{ConversationSelector, Recipient, Selected},
    store::{
        Reader,
        approvals::Request,
        clients::KeptClient,
        messages::Older,
        policy::KeptPolicy,
        threads::{Cut, Found, Page},
    },
};

/// Decided requests are listed for this long.
const HISTORY: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Engine {
    /// Meta's id of the number that a config id names.
    pub async fn number_of_config(&self, config_id: String) -> Result<String> {
        self.read(move |store| number_of_config(store, &config_id)).await
    }

    /// A page of the inbox and when it was confirmed; `number` is a config id.
    pub async fn inbox(&self, mut cut: Cut, config_id: Option<String>, page: Page, limit: u32) -> Result<(Found, Option<Timestamp>)> {
        self.read(move |store| {
            cut.phone_number_id = config_id.as_deref().map(|id| number_of_config(store, id)).transpose()?;
            Ok((store.inbox(&cut, &page, limit)?, store.as_of()?))
        })
        .await
    }

    /// Conversations with their newest messages, or with those before a cursor, and when they were confirmed.
    pub async fn threads(&self, ids: Vec<String>, limit: u32, cursor: Option<String>) -> Result<(Vec<Thread>, Option<Timestamp>)> {
        let now = self.now();
        self.read(move |store| {
            let read = |id: &String| thread(store, id, cursor.as_deref(), limit, now);
            Ok((ids.iter().map(read).collect::<Result<_>>()?, store.as_of()?))
        })
        .await
    }

    /// Whom a selector means; several that fit are an error which names them.
    pub async fn recipient(&self, selector: &ConversationSelector, config_id: Option<&str>) -> Result<Recipient> {
        let selected = selector.selected()?;
        let number = match config_id {
            Some(id) => Some(self.number_of_config(id.to_owned()).await?),
            None => None,
        };
        let mut fitting = self.read(move |store| fitting(store, &selected)).await?;
        if let Some(number) = number {
            fitting.retain(|recipient| recipient.phone_number_id == number);
        }
        match fitting.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(no_conversation()),
            several => {
                let who: Vec<String> = several
                    .iter()
                    .map(|one| {
                        format!("{} on {} (config {})", one.display(), one.config_name, one.config_id.as_deref().unwrap_or("unknown"))
                    })
                    .collect();
                Err(Error::new(
                    ErrorCode::Ambiguous,
                    format!("Several conversations fit: {}. Nothing was sent.", who.join("; ")),
                    "Say which one with `whatsapp_config_id`, or use `conversation_id`.",
                ))
            }
        }
    }

    /// Agents' requests: those that wait, or those that were decided.
    pub async fn approvals(&self, history: bool, thread_id: Option<&str>) -> Result<Vec<Approval>> {
        let now = self.now();
        self.expire_requests(now).await?;
        let thread = thread_id.map(number).transpose()?;
        let since = now.checked_sub(HISTORY).unwrap_or(now);
        self.read(move |store| store.requests(!history, since, thread)?.into_iter().map(|request| shown(store, request, now)).collect())
            .await
    }

    /// Lets the requests expire whose time is over.
    pub(crate) async fn expire_requests(&self, now: Timestamp) -> Result<()> {
        if self.write(move |store| store.expire_requests(now)).await? > 0 {
            self.emit(Topic::Approvals, None);
            self.emit(Topic::Inbox, None);
        }
        Ok(())
    }

    /// One of them.
    pub async fn approval(&self, id: i64) -> Result<Approval> {
        let now = self.now();
        let request = self.read(move |store| store.request(id)?.map(|request| shown(store, request, now)).transpose()).await?;
        request.ok_or_else(|| Error::new(ErrorCode::NotFound, "There is no such request.", "Take an id from the list of requests."))
    }

    /// How many requests wait.
    pub async fn waiting_approvals(&self) -> Result<u32> {
        self.read(|store| store.waiting_requests()).await
    }

    /// The clients that have a token.
    pub async fn clients(&self) -> Result<Vec<ClientRow>> {
        let mut clients = self.read(|store| store.clients()).await?;
        for client in &mut clients {
            let listed = client.client_id.parse().ok().and_then(|id| self.tokens.listed(id));
            client.listed_at = listed.map(|listed| listed.at);
            client.tools_listed = listed.map(|listed| listed.tools);
        }
        Ok(clients)
    }

    /// Notes that a client was told of so many tools.
    pub fn tools_listed(&self, client: &Client, tools: u32) {
        self.tokens.note_listed(client.id, Listed { at: self.now(), tools });
        self.emit(Topic::Clients, None);
    }

    /// Gives a client a token; the answer is the only place where it stands.
    pub async fn add_client(&self, name: &str, days: Option<u32>) -> Result<(ClientRow, String)> {
        let (token, hash) = crate::clients::new_token();
        let (name, now) = (name.trim().to_owned(), self.now());
        let expires_at = days.and_then(|days| now.checked_add(SignedDuration::from_hours(i64::from(days).saturating_mul(24))).ok());
        let id = self.write(move |store| store.add_client(&name, &hash, now, expires_at)).await?;
        self.load_tokens().await?;
        self.emit(Topic::Clients, None);
        let row = self.clients().await?.into_iter().find(|client| client.client_id == id.to_string());
        Ok((row.ok_or_else(|| Error::internal("clients", "the new client is not there"))?, token))
    }

    /// Gives the client of that name another token, in place of the one that it had; adds it when there is none.
    pub async fn renew_client(&self, name: &str) -> Result<(ClientRow, String)> {
        let (token, hash) = crate::clients::new_token();
        let renewed = {
            let name = name.to_owned();
            self.write(move |store| store.renew_client(&name, &hash)).await?
        };
        let Some(id) = renewed else { return self.add_client(name, None).await };
        self.load_tokens().await?;
        self.emit(Topic::Clients, None);
        let row = self.clients().await?.into_iter().find(|client| client.client_id == id.to_string());
        Ok((row.ok_or_else(|| Error::internal("clients", "the renewed client is not there"))?, token))
    }

    /// Puts clients of an earlier store, and what they may do, into this one. No token works before the rules hold.
    pub(crate) async fn restore_clients(&self, clients: Vec<KeptClient>, policy: KeptPolicy) -> Result<()> {
        let now = self.now();
        self.write(move |store| {
            store.restore_clients(&clients)?;
            store.restore_policy(&policy, now)
        })
        .await?;
        self.load_policy().await?;
        self.load_tokens().await
    }

    /// Takes a client's token away.
    pub async fn revoke_client(&self, client_id: &str) -> Result<Vec<ClientRow>> {
        let (id, now) = (number(client_id)?, self.now());
        if !self.write(move |store| store.revoke_client(id, now)).await? {
            return Err(Error::new(ErrorCode::NotFound, "There is no such client.", "Take an id from the list of clients."));
        }
        self.load_tokens().await?;
        self.emit(Topic::Clients, None);
        self.clients().await
    }

    /// The client that holds a token.
    pub fn client_of(&self, token: &str) -> Option<Client> {
        self.tokens.holder(token, self.now())
    }

    /// The client of that name, the one that was added last, unless its time is over.
    pub(crate) fn client_named(&self, name: &str) -> Option<Client> {
        self.tokens.named(name, self.now())
    }

    /// Whether there is a client of that name, also one whose time is over.
    pub(crate) fn has_client(&self, name: &str) -> bool {
        self.tokens.knows(name)
    }

    /// Notes that a client connected or asked.
    pub async fn client_used(&self, client: &Client) -> Result<()> {
        let (id, now) = (client.id, self.now());
        if self.tokens.used(id, now) {
            self.write_note(move |store| store.client_used(id, now)).await?;
            self.emit(Topic::Clients, None);
        }
        Ok(())
    }

    pub(super) async fn load_tokens(&self) -> Result<()> {
        self.tokens.replace(self.read(|store| store.known_clients()).await?);
        Ok(())
    }
}

/// Meta's id of the number that a config id names.
pub(super) fn number_of_config(store: &Reader<'_>, config_id: &str) -> Result<String> {
    store.number_of_config(config_id)?.ok_or_else(|| {
        Error::new(
            ErrorCode::NotFound,
            "No number of this project has that config id.",
            "Take `whatsapp_config_id` from a detailed `whatsapp_configs_overview`.",
        )
    })
}

fn thread(store: &Reader<'_>, conversation_id: &str, cursor: Option<&str>, limit: u32, now: Timestamp) -> Result<Thread> {
    let id = store.thread_of_conversation(conversation_id)?.ok_or_else(no_conversation)?;
    let conversation = store.thread(id, now)?.ok_or_else(no_conversation)?;
    let question = Question::of(GetConversationContext::NAME, &id);
    let older = cursor.map(|cursor| Older::parse(question.place(cursor)?)).transpose()?;
    let page = store.thread_page(id, older, limit)?;
    let older_cursor = page.older_cursor.map(|place| question.cursor(&place));
    Ok(Thread { conversation, messages: page.messages, older_cursor })
}

fn fitting(store: &Reader<'_>, selected: &Selected) -> Result<Vec<Recipient>> {
    match selected {
        Selected::Conversation(id) => match store.thread_of_conversation(id)? {
            Some(thread) => Ok(store.recipient(thread)?.into_iter().collect()),
            None => Ok(Vec::new()),
        },
        Selected::Phone(digits) => store.recipients_of_digits(digits),
    }
}

fn shown(store: &Reader<'_>, request: Request, now: Timestamp) -> Result<Approval> {
    let conversation = match request.thread_id {
        Some(thread) => store.thread(thread, now)?,
        None => None,
    };
    let new_messages = match request.thread_id {
        Some(thread) if request.state == ApprovalState::Waiting => store.heard_after(thread, request.heard)?.len(),
        _ => 0,
    };
    let entry = operations::find(&request.operation);
    Ok(Approval {
        request_id: request.id.to_string(),
        can_allow_hour: entry.is_some_and(|entry| gate::can_be_allowed(entry, request.thread_id)),
        new_messages: u32::try_from(new_messages).unwrap_or(u32::MAX),
        edited_input: request.edited.as_deref().and_then(|edited| serde_json::from_str(edited).ok()),
        client: request.client,
        title: entry.map_or_else(|| request.operation.clone(), |entry| entry.title().to_owned()),
        operation: request.operation,
        input: serde_json::from_str(&request.input).unwrap_or_default(),
        summary: request.summary,
        conversation,
        state: request.state,
        asked_at: request.asked_at,
        expires_at: request.expires_at,
        decided_at: request.decided_at,
        decided_by: store.decided_at_face(request.id)?.as_deref().and_then(DecidedBy::at),
        reason: request.reason,
        file: request.file.as_ref().map(|file| RequestFile::of(request.id, file)),
    })
}

pub(super) fn no_conversation() -> Error {
    Error::new(
        ErrorCode::NotFound,
        "There is no such conversation on this desk. Nothing was done.",
        "Take an id or a phone number from `whatsapp_inbox`.",
    )
}

/// An id that this desk gave.
pub(super) fn number(id: &str) -> Result<i64> {
    id.parse().map_err(|_| Error::new(ErrorCode::NotFound, "This desk never gave that id.", "Take an id from an answer of this desk."))
}
