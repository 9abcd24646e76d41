fn main() {
    println!("{}", serde_json::to_string_pretty(&desk::contract::document()).unwrap());
}
