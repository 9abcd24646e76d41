use crate::{actions::approvals::Decided, caller::Face, desk::Desk, error::Result};
pub async fn decide(_d: &Desk, _f: Face, _r: &str, _a: bool, _re: Option<String>) -> Result<Decided> {
    todo!()
}
