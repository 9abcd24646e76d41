//! Where a call happens, for rules about numbers and conversations: by its subject, and by the fields that name a place.

use serde_json::Value;

use crate::{engine::Engine, error::Result, operation::Subject, policy::Place, selector::Dialled, store::Reader};

/// Every place that a call names. Names that nobody knows are none; what they lead to is refused by the operation.
pub(super) async fn touched(engine: &Engine, input: &Value, subject: &Subject) -> Result<Vec<Place>> {
    let named = Named::of(input);
    let (thread_id, phone_number_id) = (subject.thread_id, subject.phone_number_id.clone());
    if named.is_empty() && thread_id.is_none() && phone_number_id.is_none() {
        return Ok(Vec::new());
    }
    engine
        .read(move |store| {
            let mut threads = named.threads(store)?;
            threads.extend(thread_id);
            threads.sort_unstable();
            threads.dedup();
            let mut places = threads.into_iter().map(|thread| store.place_of_thread(thread)).collect::<Result<Vec<_>>>()?;
            let mut numbers: Vec<String> = phone_number_id.into_iter().collect();
            for config in &named.configs {
                numbers.extend(store.number_of_config(config)?);
            }
            places.extend(numbers.into_iter().map(|number| Place { phone_number_id: Some(number), thread_id: None }));
            // A thread is on its number, so a number that a thread names is not another place.
            let on_threads: Vec<Option<String>> =
                places.iter().filter(|place| place.thread_id.is_some()).map(|place| place.phone_number_id.clone()).collect();
            places.retain(|place| place.thread_id.is_some() || !on_threads.contains(&place.phone_number_id));
            Ok(places)
        })
        .await
}

#[derive(Default)]
struct Named {
    conversations: Vec<String>,
    phones: Vec<String>,
    messages: Vec<String>,
    configs: Vec<String>,
}

impl Named {
    fn of(input: &Value) -> Self {
        let mut named = Self::default();
        named.take(input);
        named
    }

    fn take(&mut self, input: &Value) {
        for (field, value) in input.as_object().into_iter().flatten() {
            let words = value.as_array().map_or_else(|| vec![value], |values| values.iter().collect());
            let words = words.into_iter().filter_map(Value::as_str).map(str::to_owned);
            match field.as_str() {
                "conversation_id" | "conversation_ids" => self.conversations.extend(words),
                "phone_number" | "identifier" => {
                    self.phones.extend(words.filter_map(|phone| Dialled::read(&phone)).map(|dialled| dialled.digits))
                }
                "message_id" => self.messages.extend(words),
                "whatsapp_config_id" => self.configs.extend(words),
                _ => self.take(value),
            }
        }
    }

    fn is_empty(&self) -> bool {
        [&self.conversations, &self.phones, &self.messages, &self.configs].into_iter().all(Vec::is_empty)
    }

    fn threads(&self, store: &Reader<'_>) -> Result<Vec<i64>> {
        let mut threads = Vec::new();
        for conversation in &self.conversations {
            threads.extend(store.thread_of_conversation(conversation)?);
        }
        for phone in &self.phones {
            threads.extend(store.recipients_of_digits(phone)?.into_iter().map(|recipient| recipient.thread_id));
        }
        for message in &self.messages {
            threads.extend(store.row_of_message(message)?.map(|(thread, _)| thread));
        }
        Ok(threads)
    }
}
