//! A simulator and somebody who talks to it.

use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use simulator::{Control, DEMO_KEY, Life, Options, Simulator};

/// The clinic's number in the cast.
pub(crate) const CLINIC: &str = "106500000000017";
/// Mariana, whose window at the clinic is open.
pub(crate) const MARIANA: &str = "551155500188";
/// Fernanda, whose window at the clinic closed yesterday.
pub(crate) const FERNANDA: &str = "551155500152";

/// A running simulator, and a client with its key.
pub(crate) struct Stage {
    simulator: Simulator,
    pub(crate) http: Client,
}

/// A status and a JSON body.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl Stage {
    /// A world whose clock the story turns.
    pub(crate) async fn by_hand() -> Self {
        Self::with(Options { life: Life::ByHand, ..Options::default() }).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        Self { simulator: simulator::start(options).await.unwrap(), http: Client::builder().no_proxy().build().unwrap() }
    }

    pub(crate) fn origin(&self) -> String {
        self.simulator.origin()
    }

    pub(crate) fn control(&self) -> Control {
        self.simulator.control()
    }

    pub(crate) async fn stop(self) {
        self.simulator.stop().await;
    }

    /// One request with the key; `path` starts after the origin.
    pub(crate) async fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> Response {
        let request = self.http.request(method, format!("{}{path}", self.origin())).header("X-API-Key", DEMO_KEY);
        let request = body.map_or(request.try_clone().unwrap(), |body| request.json(body));
        request.send().await.unwrap()
    }

    /// GET under the Platform API.
    pub(crate) async fn platform(&self, path: &str) -> Answer {
        answer(self.ask(Method::GET, &format!("/platform/v1{path}"), None).await).await
    }

    /// Any method under the Platform API with a body.
    pub(crate) async fn change(&self, method: Method, path: &str, body: &Value) -> Answer {
        answer(self.ask(method, &format!("/platform/v1{path}"), Some(body)).await).await
    }

    /// GET under the proxy.
    pub(crate) async fn proxy(&self, path: &str) -> Answer {
        answer(self.ask(Method::GET, &format!("/meta/whatsapp/v24.0{path}"), None).await).await
    }

    /// POST to a number's messages.
    pub(crate) async fn post(&self, number: &str, body: &Value) -> Answer {
        answer(self.ask(Method::POST, &format!("/meta/whatsapp/v24.0/{number}/messages"), Some(body)).await).await
    }

    /// A text from the clinic to Mariana.
    pub(crate) async fn say(&self, text: &str) -> Answer {
        self.post(CLINIC, &text_to(MARIANA, text)).await
    }

    /// The Platform's view of a message.
    pub(crate) async fn message(&self, id: &str) -> Value {
        let answer = self.platform(&format!("/whatsapp/messages/{}", encode(id))).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body["data"].clone()
    }

    /// The first hundred rows of a Platform list that pages by offset.
    pub(crate) async fn all_pages(&self, path: &str) -> Vec<Value> {
        let answer = self.platform(&format!("{path}?per_page=100")).await;
        answer.body["data"].as_array().unwrap().clone()
    }

    /// Every row of a Platform list, following its cursors.
    pub(crate) async fn all(&self, path: &str) -> Vec<Value> {
        let mut rows = Vec::new();
        let mut next = String::new();
        loop {
            let sign = if path.contains('?') { '&' } else { '?' };
            let answer = self.platform(&format!("{path}{sign}limit=100{next}")).await;
            assert_eq!(answer.status, 200, "{}", answer.body);
            rows.extend(answer.body["data"].as_array().unwrap().iter().cloned());
            match answer.body["paging"]["next"].as_str() {
                Some(cursor) => next = format!("&after={}", encode(cursor)),
                None => return rows,
            }
        }
    }
}

impl Answer {
    /// The id of the message that was accepted.
    pub(crate) fn wamid(&self) -> String {
        assert_eq!(self.status, 200, "{}", self.body);
        self.body["messages"][0]["id"].as_str().unwrap().to_owned()
    }

    /// The code of a Graph error.
    pub(crate) fn code(&self) -> i64 {
        self.body["error"]["code"].as_i64().unwrap_or_default()
    }
}

pub(crate) async fn answer(response: Response) -> Answer {
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    Answer { status, body: serde_json::from_str(&text).unwrap_or(Value::String(text)) }
}

pub(crate) fn text_to(person: &str, text: &str) -> Value {
    json!({ "messaging_product": "whatsapp", "to": person, "type": "text", "text": { "body": text } })
}

/// Percent-encodes what Base64 puts into an address.
pub(crate) fn encode(cursor: &str) -> String {
    cursor.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D")
}
