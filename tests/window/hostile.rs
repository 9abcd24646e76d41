//! What contacts and agents can put on the page: hundreds of texts that want to be more than text.

use serde_json::{Value, json};

use crate::{
    acts::ROWS,
    machine::Machine,
    session::Outcome,
    story::{KEY, kapso},
    window::{Start, Window},
};

/// The demo's clinic.
pub(crate) const CLINIC: &str = "106500000000017";

/// What would run, be fetched or be gone to if it were markup, style, an address or a template.
const PAYLOADS: &[&str] = &[
    "<script>window.broken=1</script>",
    "<img src=x onerror=window.broken=1>",
    "<svg onload=window.broken=1>",
    "<iframe srcdoc='<script>parent.broken=1</script>'></iframe>",
    "<a href='javascript:window.broken=1'>x</a>",
    "javascript:window.broken=1",
    "data:text/html,<script>window.broken=1</script>",
    "<style>*{display:none!important}</style>",
    "<link rel=stylesheet href=http://ADDRESS/x.css>",
    "<img src=http://ADDRESS/x.png>",
    "![x](http://ADDRESS/x.png)",
    "<meta http-equiv=refresh content='0;url=http://ADDRESS/'>",
    "<base href=http://ADDRESS/>",
    "<form action=http://ADDRESS/><input name=q autofocus onfocus=window.broken=1></form>",
    "<object data=http://ADDRESS/x></object>",
    "{@html '<img src=x onerror=window.broken=1>'}",
    "{{constructor.constructor('window.broken=1')()}}",
    "${window.broken=1}",
    "';window.broken=1;//",
    "\"><script>window.broken=1</script>",
    "</textarea><script>window.broken=1</script>",
    "<math><mtext><img src onerror=window.broken=1></mtext></math>",
    "<video src=http://ADDRESS/x.mp4 autoplay>",
    "[x](javascript:window.broken=1)",
    "<details open ontoggle=window.broken=1>",
];

/// Ways to write them so that something else goes wrong, the layout first.
fn disguises(payload: &str) -> Vec<String> {
    let zalgo: String = payload.chars().flat_map(|c| [c, '\u{0336}', '\u{0489}', '\u{035f}']).collect();
    vec![
        payload.to_owned(),
        format!("\u{202e}{payload}"),
        format!("\u{2067}{payload}\u{2066}\u{202b}"),
        zalgo,
        format!("{payload}{}", "W".repeat(400)),
        format!("{}{payload}", "\u{200b}\u{feff}\u{2060}".repeat(40)),
        format!("{payload}{}", "👩‍👩‍👧‍👦".repeat(30)),
        format!("{payload}{}", "\n".repeat(30)),
        format!("مرحبا {payload} שלום"),
        format!("{payload}{}", "字".repeat(200)),
        payload.chars().map(|c| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c) } else { c }).collect(),
        payload.replace('<', "&lt;").replace('>', "&gt;"),
        format!("*{payload}* _{payload}_ ~{payload}~ ```{payload}```"),
        format!("{payload} https://example.com/{}", "a/".repeat(120)),
        payload.bytes().map(|byte| format!("%{byte:02x}")).collect(),
        format!("﷽{payload}𒐫"),
        format!("{payload}\u{0}\u{1b}[31m\u{7}"),
        payload.to_uppercase(),
        format!("{payload}\r\n\t{payload}"),
        format!("{}{payload}", "> ".repeat(60)),
    ]
}

/// The kinds of message that bring a contact's words to different places of the page.
fn messages(words: &str) -> Vec<Value> {
    let card = json!({ "name": { "formatted_name": words, "first_name": words }, "phones": [{ "phone": words, "wa_id": words }] });
    vec![
        json!({ "type": "text", "text": { "body": words } }),
        json!({ "type": "image", "image": { "id": "1", "mime_type": "image/jpeg", "caption": words } }),
        json!({ "type": "document", "document": { "id": "2", "mime_type": words, "filename": words, "caption": words } }),
        json!({ "type": "audio", "audio": { "id": "3", "mime_type": "audio/ogg" }, "kapso": { "transcript": { "text": words } } }),
        json!({ "type": "location", "location": { "latitude": 1.5, "longitude": 2.5, "name": words, "address": words } }),
        json!({ "type": "contacts", "contacts": [card] }),
        json!({ "type": "interactive", "interactive": { "type": "list_reply", "list_reply": { "id": words, "title": words, "description": words } } }),
        json!({ "type": "button", "button": { "text": words, "payload": words } }),
        json!({ "type": "order", "order": { "catalog_id": words, "product_items": [{ "product_retailer_id": words, "quantity": 1, "item_price": 1, "currency": words }] } }),
        json!({ "type": "text", "text": { "body": words }, "context": { "id": words, "from": words } }),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_hostile_texts_stay_texts_and_the_page_stays_a_page() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let bait = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = bait.local_addr()?.to_string();
    let texts: Vec<String> = PAYLOADS.iter().flat_map(|payload| disguises(&payload.replace("ADDRESS", &address))).collect();
    assert!(texts.len() >= 500, "{}", texts.len());

    let window = Window::open(&machine, Start { arguments: &["--undo", "0", "--origin", &kapso.origin()], ..Start::default() }).await?;
    window.watch_policy().await?;
    window.connect_project(KEY).await?;
    let place = window.text("location.href").await?;
    for (person, some) in texts.chunks(25).enumerate() {
        let phone = format!("+1555014{person:04}");
        for (n, words) in some.iter().enumerate() {
            let kinds = messages(words);
            let message = kinds.get((person + n) % kinds.len()).ok_or("no kind")?;
            kapso.control().receive_message(CLINIC, &phone, message)?;
        }
        kapso.control().receive(CLINIC, &phone, &format!("That is all of {person}"))?;
        // A person names them so, which is what lists, headings and menus show.
        let name: String = some.first().into_iter().flat_map(|words| words.chars()).filter(|c| !c.is_control()).take(200).collect();
        let last = format!("That is all of {person}");
        let is_here =
            format!("(document.querySelector('.news button')?.click(), {ROWS}.some(row => row.innerText.includes({})))", json!(last));
        window.until(&is_here).await?;
        let named = json!({ "identifier": phone, "display_name": name });
        let changed = window.ask(&format!("__TAURI_INTERNALS__.invoke('whatsapp_contact_update', {named}).then(done, done)")).await?;
        assert_eq!(changed.get("changed"), Some(&json!(true)), "{changed}");
        window.choose_thread_saying(&last).await?;
        window.is_intact(person).await?;
    }
    window.show("hostile").await?;
    window.resize(960, 640).await?;
    window.is_intact(texts.len()).await?;
    for page in ["Contacts", "Inbox"] {
        window.choose(page).await?;
        window.until(&format!("document.querySelector('h1').innerText === '{page}'")).await?;
        window.is_intact(0).await?;
    }
    assert_eq!(window.text("location.href").await?, place, "the page went somewhere");
    assert_eq!(window.refused().await?, json!([]), "the page asked for something that its policy refuses");
    let fetched = tokio::time::timeout(std::time::Duration::from_millis(500), bait.accept()).await;
    assert!(fetched.is_err(), "somebody came to the address");
    Ok(())
}

impl Window {
    async fn choose_thread_saying(&self, words: &str) -> Outcome {
        let thread = self.thread_of(words).await?;
        self.click(&format!("[data-testid=conversation-row][data-thread='{thread}']")).await?;
        self.until(&format!("document.querySelector('[data-testid=thread]')?.innerText.includes({})", json!(words))).await
    }

    /// Nothing ran, nothing is wider than its place, and nothing lies over what it does not belong to.
    async fn is_intact(&self, person: usize) -> Outcome {
        let found = self
            .read(
                "(() => {
                   const wrong = [];
                   if ('broken' in window) wrong.push('a script ran');
                   if (document.querySelector('iframe, object, embed, base, meta[http-equiv=refresh], script:not([src]), form[action]')) wrong.push('markup was made');
                   if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page is wider than the window');
                   for (const row of document.querySelectorAll('[data-testid=conversation-row]')) {
                     const { height, right } = row.getBoundingClientRect();
                     if (height > 80 || right > row.parentElement.getBoundingClientRect().right + 1) wrong.push(`a row is ${height} high`);
                   }
                   const pane = document.querySelector('[data-testid=thread]');
                   if (pane) {
                     const box = pane.getBoundingClientRect();
                     for (const bubble of pane.querySelectorAll('[data-delivery], .bub')) {
                       const { left, right } = bubble.getBoundingClientRect();
                       if (left < box.left - 1 || right > box.right + 1) wrong.push(`a bubble reaches from ${left} to ${right} in ${box.left} to ${box.right}`);
                     }
                     const input = pane.querySelector('[data-testid=composer-input]')?.getBoundingClientRect();
                     if (input && input.bottom > innerHeight) wrong.push('the composer is pushed out of the window');
                   }
                   return wrong;
                 })()",
            )
            .await?;
        assert_eq!(found, json!([]), "with the texts of {person}");
        Ok(())
    }
}
