//! What leaves is exactly what was let go.

use serde_json::json;

use super::{Engine, sending::Sent};
use crate::{
    error::Result,
    operation::{Act, Seal},
    outbox::Content,
    selector::{Addressee, Recipient},
};

impl Engine {
    /// Puts a message into the outbox if it is, to the last byte, what was let go.
    pub async fn send_sealed(&self, to: Addressee, content: Content, act: &Act) -> Result<(Recipient, Sent)> {
        act.must_be(&seal(&to, &content))?;
        let content = match &act.file {
            Some(file) => content.with_file(file),
            None => content,
        };
        self.send_to(to, content, act).await
    }
}

/// Exactly what would leave: the number, to whom, and every byte of it.
pub fn seal(to: &Addressee, content: &Content) -> Seal {
    let (digits, user) = match to {
        Addressee::Known(recipient) => (recipient.digits.as_deref(), recipient.business_scoped_user_id.as_deref()),
        Addressee::New(stranger) => (Some(stranger.digits.as_str()), None),
    };
    // Who is reached by a phone number is not another because their user id was learned meanwhile.
    let to_whom = digits.map_or_else(|| json!({ "user": user }), |digits| json!({ "phone": digits }));
    let file = content.file.as_ref().map(|file| &file.sha256);
    Seal::over(&json!({ "from": to.phone_number_id(), "to": to_whom, "body": content.body, "file": file }))
}
