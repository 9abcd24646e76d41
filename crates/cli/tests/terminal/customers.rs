//! Customers and their setup links, at a terminal.

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::kdesk::{Outcome, Running, kdesk, run};

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[test]
fn a_person_adds_a_customer_makes_a_link_and_takes_it_back() -> Outcome {
    let home = tempdir()?;
    let serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
    let call = |operation: &str, input: &Value, more: &[&str]| {
        let input = input.to_string();
        run(&mut kdesk(home.path(), &[&["call", operation, &input], more].concat()))
    };
    let new = json!({"name": "Depot Ltd", "external_customer_id": "crm-900", "response_format": "detailed"});
    let created = call("platform_create_customer", &new, &[])?.answer()?;
    let of = json!({"customer_id": text(&created, "/customer/customer_id"), "response_format": "detailed"});
    let listed = call("platform_list_customers", &json!({"search": "crm-900"}), &[])?.answer()?;
    assert_eq!(text(&listed, "/customers/0/name"), "Depot Ltd", "{listed}");
    let configs = call("platform_list_customer_configs", &of, &[])?.answer()?;
    assert_eq!(configs.pointer("/configs"), Some(&json!([])), "{configs}");

    let refused = call("platform_generate_setup_link", &of, &[])?;
    assert_eq!(refused.code, Some(3), "it takes something away, and nobody said that it is meant: {refused:?}");
    let made = call("platform_generate_setup_link", &of, &["--yes"])?.answer()?;
    let url = text(&made, "/setup_link/url");
    assert!(url.contains("/whatsapp/setup/"), "{made}");
    let links = call("platform_list_setup_links", &of, &[])?.answer()?;
    assert_eq!(text(&links, "/setup_links/0/url"), url, "{links}");

    let mut revoke = of;
    revoke["setup_link_id"] = json!(text(&made, "/setup_link/setup_link_id"));
    let revoked = call("platform_revoke_setup_link", &revoke, &["--yes"])?.answer()?;
    assert_eq!((text(&revoked, "/status"), revoked.pointer("/setup_link/url")), ("revoked", None), "{revoked}");
    for (operation, input, code, words) in
        [("platform_revoke_setup_link", &revoke, 3, "(already_decided)"), ("platform_create_customer", &new, 2, "(duplicate)")]
    {
        let refused = call(operation, input, &["--yes"])?;
        assert_eq!((refused.code, refused.err.contains(words)), (Some(code), true), "{refused:?}");
    }
    drop(serving);
    Ok(())
}
