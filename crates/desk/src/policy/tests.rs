use super::*;

const SEND: &str = "whatsapp_send_text_message";

fn rule(scope: Scope, decision: Decision) -> Rule {
    Rule { id: 0, scope, decision, until: None }
}

fn here() -> Place {
    Place { phone_number_id: Some("1".to_owned()), thread_id: Some(7) }
}

fn of(client: i64) -> Scope {
    Scope { client_id: Some(client), ..Scope::default() }
}

fn said(rules: &[Rule]) -> Decision {
    decide(rules, 1, SEND, Effect::Send, &here(), Timestamp::UNIX_EPOCH)
}

#[test]
fn without_rules_what_a_customer_sees_asks() {
    for (effect, decision) in
        [(Effect::Read, Decision::Allow), (Effect::Write, Decision::Allow), (Effect::Send, Decision::Ask), (Effect::Delete, Decision::Ask)]
    {
        assert_eq!(decide(&[], 1, SEND, effect, &here(), Timestamp::UNIX_EPOCH), decision);
    }
}

#[test]
fn a_narrower_rule_goes_before_the_wider_one_around_it() {
    let everything_off = rule(Scope::default(), Decision::Off);
    let thread = rule(Scope { thread_id: Some(7), ..of(1) }, Decision::Allow);
    assert_eq!(said(std::slice::from_ref(&everything_off)), Decision::Off);
    assert_eq!(said(&[everything_off.clone(), thread.clone()]), Decision::Allow);
    assert_eq!(said(&[thread, everything_off]), Decision::Allow, "whatever their order");
}

#[test]
fn of_rules_that_only_overlap_the_stricter_one_counts() {
    let client_off = rule(of(1), Decision::Off);
    let thread_open = rule(Scope { thread_id: Some(7), ..Scope::default() }, Decision::Allow);
    assert_eq!(said(&[client_off, thread_open]), Decision::Off);
}

#[test]
fn a_rule_for_somebody_or_somewhere_else_says_nothing() {
    let other = |scope| rule(scope, Decision::Allow);
    let rules = [
        other(of(2)),
        other(Scope { thread_id: Some(8), ..Scope::default() }),
        other(Scope { phone_number_id: Some("2".to_owned()), ..Scope::default() }),
        other(Scope { operation: Some("whatsapp_inbox".to_owned()), ..Scope::default() }),
    ];
    assert_eq!(said(&rules), Decision::Ask);
}

#[test]
fn an_allowance_ends() {
    let mut allowance = rule(of(1), Decision::Allow);
    allowance.until = Some(Timestamp::from_second(60).unwrap());
    let at = |second| decide(&[allowance.clone()], 1, SEND, Effect::Send, &here(), Timestamp::from_second(second).unwrap());
    assert_eq!((at(59), at(60)), (Decision::Allow, Decision::Ask));
}

#[test]
fn a_tool_that_is_off_is_listed_only_if_it_is_open_somewhere() {
    let listed = |rules: &[Rule]| is_listed(rules, 1, SEND, Effect::Send, Timestamp::UNIX_EPOCH);
    let off = rule(Scope { operation: Some(SEND.to_owned()), ..Scope::default() }, Decision::Off);
    let open_here = rule(Scope { operation: Some(SEND.to_owned()), thread_id: Some(7), ..Scope::default() }, Decision::Ask);
    assert!(listed(&[]));
    assert!(!listed(std::slice::from_ref(&off)));
    assert!(listed(&[off, open_here]));
}

#[test]
fn nothing_is_within_limits_of_nought() {
    let none = Limits { sends_per_minute: 0, new_recipients_per_day: 0 };
    assert!(!none.allow(0, 0, false));
    let one = Limits { sends_per_minute: 2, new_recipients_per_day: 1 };
    assert!(one.allow(1, 1, false) && one.allow(1, 0, true));
    assert!(!one.allow(2, 0, false) && !one.allow(1, 1, true));
}
