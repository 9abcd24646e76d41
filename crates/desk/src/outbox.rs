pub enum Content {
    Text { body: String, reply_to: Option<String> },
}
