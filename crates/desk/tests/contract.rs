//! The contract is a reviewed snapshot: names, effects, inputs, outputs, events and error codes.

#[test]
fn the_contract_is_the_reviewed_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/contract/contract.json");
    let now = format!("{}\n", serde_json::to_string_pretty(&desk::contract::document()).unwrap());
    if std::env::var_os("UPDATE_CONTRACT").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let reviewed = std::fs::read_to_string(path).unwrap();
    assert!(
        reviewed == now,
        "the contract changed: run `UPDATE_CONTRACT=1 cargo test -p desk --test contract`, then `npm run contract` in ui/, and review both"
    );
}
