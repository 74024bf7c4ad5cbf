//! Person conversion (人员转换关系, row T6) by tables of cases: what the receiving system knows a person by, and what
//! happens when it knows the person by nothing.

mod scenes;

use domain::delivery::{Stage, StageOutcome, Status};
use domain::event::Event;
use domain::ids::PersonId;
use domain::plan::CreatorNeed;
use scenes::{Relay, batch, event, target};
use serde_json::{Value, json};

fn relay(key: &str, creator: CreatorNeed) -> Relay {
    Relay::of(&target(&json!({ "personKey": key })), creator)
}

fn mapped(relay: &Relay, item: &str) -> Option<String> {
    relay.plan(&[event(item)]).deliveries[0].mapped_receiver.clone()
}

/// A relay whose target has `with` as fields of its own and a mapping table.
fn with_table(with: &Value, rows: &[(&str, &str)]) -> Relay {
    let rows = rows
        .iter()
        .map(|(person, value)| (PersonId::from(*person), (*value).to_owned()));
    Relay::mapped(&target(with), CreatorNeed::Required, rows.collect())
}

fn mapping(rows: &[(&str, &str)]) -> Relay {
    with_table(&json!({ "personKey": "mapping" }), rows)
}

#[test]
fn t6_each_rule_takes_its_own_field_of_the_person() {
    let cases = [
        ("userId", "A"),
        ("loginId", "an"),
        ("workCode", "E-A"),
        ("mobile", "13800000001"),
        ("email", "an@example.com"),
        ("certificateNo", "C-A"),
        ("externalId", "X-A"),
    ];
    for (key, value) in cases {
        let relay = relay(key, CreatorNeed::Optional);
        assert_eq!(mapped(&relay, "todo A").as_deref(), Some(value), "{key}");
    }
    let relay = mapping(&[("A", "portal-7"), ("boss", "chief")]);
    assert_eq!(mapped(&relay, "todo A").as_deref(), Some("portal-7"), "mapping");
}

#[test]
fn t6_the_own_id_needs_no_directory() {
    let relay = relay("userId", CreatorNeed::Required);
    assert_eq!(mapped(&relay, "todo stranger").as_deref(), Some("stranger"));
}

#[test]
fn t6_a_part_time_row_goes_by_its_own_value_or_else_by_that_of_the_main_account() {
    let by_login = relay("loginId", CreatorNeed::Required);
    for (item, value) in [
        ("todo E-2", Some("e2")),
        ("todo E", Some("e")),
        ("todo A-2", Some("an")),
        ("todo A/A-2", Some("an")),
        ("todo D-2", None),
        ("todo D", None),
    ] {
        assert_eq!(mapped(&by_login, item).as_deref(), value, "{item}");
    }
    let by_table = mapping(&[("A", "one"), ("A-2", "two"), ("boss", "chief")]);
    for (item, value) in [
        ("todo A", Some("one")),
        ("todo A-2", Some("two")),
        ("todo A-3", Some("one")),
        ("todo B", None),
    ] {
        assert_eq!(mapped(&by_table, item).as_deref(), value, "mapping: {item}");
    }
}

#[test]
fn t6_a_receiver_without_a_value_makes_a_failed_delivery_that_says_so_and_is_not_remembered() {
    let cases = [
        ("loginId", "D", "人员转换关系：接收人 D 没有登录名"),
        ("loginId", "D-2", "人员转换关系：接收人 D-2 没有登录名"),
        ("loginId", "stranger", "人员转换关系：接收人 stranger 没有登录名"),
        ("workCode", "B", "人员转换关系：接收人 B 没有工号"),
        ("mobile", "B", "人员转换关系：接收人 B 没有手机"),
        ("email", "B", "人员转换关系：接收人 B 没有邮箱"),
        ("certificateNo", "B", "人员转换关系：接收人 B 没有证件号"),
        ("externalId", "B", "人员转换关系：接收人 B 没有外部标识"),
        ("mapping", "B", "人员转换关系：接收人 B 没有映射表中的值"),
    ];
    for (key, person, text) in cases {
        let mut relay = relay(key, CreatorNeed::Optional);
        let plan = relay.take(&batch(&format!("todo {person}")));
        let row = &plan.deliveries[0];
        let reason = row.reason.as_ref().expect("a reason");
        assert_eq!(row.status, Status::Failed, "{key} {person}");
        assert_eq!(
            (reason.code, reason.text.as_str()),
            ("PERSON_WITHOUT_VALUE", text),
            "{key} {person}"
        );
        let last = row.verdicts.last().expect("verdicts");
        assert_eq!(
            (last.stage, last.outcome),
            (Stage::PersonConversion, StageOutcome::Stopped)
        );
        assert_eq!(row.mapped_receiver, None);
        assert!(relay.remembers().is_empty(), "{key} {person}");
    }
}

#[test]
fn t6_a_blank_value_is_no_value_so_that_nothing_is_sent_with_an_empty_receiver() {
    // The form refuses blank rows; a table that came another way must not send them either.
    for blank in ["", " ", "\t\n", "\u{3000}"] {
        let relay = mapping(&[("A", blank), ("boss", "chief")]);
        let plan = relay.plan(&batch("todo A"));
        assert_eq!(plan.deliveries[0].status, Status::Failed, "{blank:?}");
    }
    let relay = mapping(&[("A-2", " "), ("A", "one"), ("boss", "chief")]);
    assert_eq!(mapped(&relay, "todo A-2").as_deref(), Some("one"));
}

#[test]
fn t6_a_todo_that_failed_leaves_its_key_new() {
    let filtered = json!({ "personKey": "mapping", "specialData": { "duplicateFilter": true } });
    let mut relay = with_table(&filtered, &[("boss", "chief")]);
    assert_eq!(relay.push("todo A"), "todo A failed");
    // The operator adds the missing row; the to-do that comes now is the first that goes out.
    let mut mended = with_table(&filtered, &[("boss", "chief"), ("A", "one")]);
    mended.memory = relay.memory;
    assert_eq!(mended.push("todo A"), "todo A");
    assert_eq!(mended.push("todo A"), "todo A ignored");
}

#[test]
fn t6_a_failed_item_that_is_over_forgets_nothing() {
    let with = json!({ "personKey": "mapping", "specialData": { "forgetWhenOver": true } });
    let mut relay = Relay::new(&json!({}));
    relay.push("todo A");
    let mut failing = Relay::new(&with);
    failing.memory = relay.memory;
    assert_eq!(failing.push("closed A"), "closed A failed");
    assert_eq!(failing.remembers(), ["A@R1"]);
}

#[test]
fn t6_a_creator_without_a_value_fails_only_where_the_protocol_needs_one() {
    let cases = [
        ("D", CreatorNeed::Required, Status::Failed, None),
        ("D", CreatorNeed::Optional, Status::Pending, None),
        ("boss", CreatorNeed::Required, Status::Pending, Some("boss")),
        ("boss", CreatorNeed::Optional, Status::Pending, Some("boss")),
        ("E-2", CreatorNeed::Required, Status::Pending, Some("e2")),
    ];
    for (creator, need, status, value) in cases {
        let relay = relay("loginId", need);
        let item = Event {
            creator: PersonId::from(creator),
            ..event("todo A")
        };
        let plan = relay.plan(&[item]);
        let row = &plan.deliveries[0];
        assert_eq!(
            (row.status, row.mapped_creator.as_deref()),
            (status, value),
            "creator {creator}, {need:?}"
        );
        if status == Status::Failed {
            let reason = row.reason.as_ref().expect("a reason");
            assert_eq!(reason.text, "人员转换关系：创建人 D 没有登录名");
        }
    }
}

#[test]
fn t6_the_receiver_is_named_before_the_creator_when_both_are_missing() {
    let relay = relay("loginId", CreatorNeed::Required);
    let item = Event {
        creator: PersonId::from("stranger"),
        ..event("todo D")
    };
    let plan = relay.plan(&[item]);
    let reason = plan.deliveries[0].reason.as_ref().expect("a reason");
    assert_eq!(reason.text, "人员转换关系：接收人 D 没有登录名");
}

#[test]
fn t6_a_mapping_table_is_read_only_under_its_own_rule() {
    let relay = with_table(&json!({ "personKey": "userId" }), &[("A", "one")]);
    assert_eq!(mapped(&relay, "todo A").as_deref(), Some("A"));
}
