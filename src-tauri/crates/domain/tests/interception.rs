//! Interception (拦截设置, rows I1 to I5) by tables of cases: who and what passes each tab, and what the log says
//! when something does not.

mod scenes;

use std::collections::HashSet;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use domain::delivery::{Stage, Status};
use domain::directory::{Directory, DirectoryDocument};
use domain::event::Event;
use domain::ids::{PersonId, TargetId, WorkflowId, WorkflowTypeId};
use domain::interception::Interception;
use domain::plan::{CreatorNeed, TargetPlan, plan};
use domain::target::{InterceptionRules, ListMode, Member, MemberKind, PersonRules};
use scenes::{Relay, event, target};
use serde_json::{Value, json};

/// Everybody the organisation knows, by the rows that items are sent to, and one whom it does not.
const EVERYBODY: [&str; 10] = ["A", "A-2", "A-3", "B", "C", "D", "D-2", "E", "E-2", "stranger"];

fn relay(interception: &Value) -> Relay {
    Relay::new(&json!({ "interception": interception }))
}

/// The reason that a rule gives for one event; nothing when it passes.
fn reason(relay: &Relay, event: Event) -> Option<(&'static str, String)> {
    let plan = relay.plan(&[event]);
    let [row] = plan.deliveries.as_slice() else {
        unreachable!("one event is one delivery, not {:?}", plan.deliveries)
    };
    match (&row.reason, row.status) {
        (None, Status::Pending) => None,
        (Some(reason), Status::Ignored) => {
            let rule = row
                .verdicts
                .last()
                .and_then(|verdict| verdict.detail.clone())
                .expect("the verdict names the rule");
            assert!(
                reason.text.ends_with(&rule),
                "log and verdict name the same rule: {} / {rule}",
                reason.text
            );
            Some((reason.code, reason.text.clone()))
        }
        other => unreachable!("interception lets pass or ignores, not {other:?}"),
    }
}

fn who_passes(mode: &str, members: &Value) -> Vec<&'static str> {
    let relay = relay(&json!({ "persons": { "mode": mode, "members": members } }));
    EVERYBODY
        .into_iter()
        .filter(|person| reason(&relay, event(&format!("todo {person}"))).is_none())
        .collect()
}

fn on_workflow(workflow: &str, workflow_type: &str) -> Event {
    Event {
        workflow_id: WorkflowId::from(workflow),
        workflow_type_id: WorkflowTypeId::from(workflow_type),
        ..event("todo A")
    }
}

#[test]
fn i1_each_kind_of_member_names_whom_it_says_with_their_part_time_identities() {
    let cases = [
        (
            "a person, by the main row",
            json!({ "kind": "person", "id": "A" }),
            vec!["A", "A-2", "A-3"],
        ),
        (
            "a person, by one part-time row",
            json!({ "kind": "person", "id": "A-2" }),
            vec!["A-2"],
        ),
        (
            "a person whom the directory does not know",
            json!({ "kind": "person", "id": "stranger" }),
            vec!["stranger"],
        ),
        (
            "a group",
            json!({ "kind": "group", "id": "g1" }),
            vec!["B", "E", "E-2"],
        ),
        ("a role", json!({ "kind": "role", "id": "r1" }), vec!["C"]),
        ("a post", json!({ "kind": "post", "id": "p2" }), vec!["A-2", "C"]),
        (
            "a post of the main row covers the part-time rows",
            json!({ "kind": "post", "id": "p1" }),
            vec!["A", "A-2", "A-3"],
        ),
        (
            "a department alone",
            json!({ "kind": "department", "id": "10" }),
            vec!["A", "A-2", "A-3", "D-2"],
        ),
        (
            "a department with two levels below it",
            json!({ "kind": "department", "id": "10", "includeBelow": true }),
            vec!["A", "A-2", "A-3", "B", "C", "D-2"],
        ),
        (
            "a department in the middle, with what lies below",
            json!({ "kind": "department", "id": "11", "includeBelow": true }),
            vec!["B", "C"],
        ),
        (
            "a subsidiary alone",
            json!({ "kind": "subsidiary", "id": "2" }),
            vec!["A-2", "D", "D-2", "E-2"],
        ),
        (
            "a subsidiary with what lies below; E has it by the department only",
            json!({ "kind": "subsidiary", "id": "2", "includeBelow": true }),
            vec!["A-2", "A-3", "D", "D-2", "E", "E-2"],
        ),
        (
            "the topmost subsidiary with what lies below",
            json!({ "kind": "subsidiary", "id": "1", "includeBelow": true }),
            vec!["A", "A-2", "A-3", "B", "C", "D", "D-2", "E", "E-2"],
        ),
        (
            "everyone, known or not",
            json!({ "kind": "everyone" }),
            EVERYBODY.to_vec(),
        ),
        (
            "a unit that is gone",
            json!({ "kind": "department", "id": "99", "includeBelow": true }),
            vec![],
        ),
        (
            "a group that is gone",
            json!({ "kind": "group", "id": "99" }),
            vec![],
        ),
    ];
    for (why, member, named) in cases {
        let members = json!([member]);
        assert_eq!(who_passes("allow", &members), named, "allow list: {why}");
        let others: Vec<_> = EVERYBODY
            .into_iter()
            .filter(|person| !named.contains(person))
            .collect();
        assert_eq!(who_passes("deny", &members), others, "deny list: {why}");
        assert_eq!(who_passes("all", &members), EVERYBODY, "all: {why}");
    }
}

#[test]
fn i1_members_of_several_kinds_add_up() {
    let members = json!([
        { "kind": "person", "id": "B" },
        { "kind": "role", "id": "r1" },
        { "kind": "department", "id": "30" },
    ]);
    assert_eq!(who_passes("allow", &members), ["A-3", "B", "C", "E", "E-2"]);
    assert_eq!(who_passes("deny", &members), ["A", "A-2", "D", "D-2", "stranger"]);
}

#[test]
fn i1_an_empty_allow_list_lets_nobody_through_and_an_empty_deny_list_everybody() {
    assert!(who_passes("allow", &json!([])).is_empty());
    assert_eq!(who_passes("deny", &json!([])), EVERYBODY);
    assert_eq!(who_passes("all", &json!([])), EVERYBODY);
}

#[test]
fn i1_an_item_is_matched_by_the_identity_it_was_sent_to_and_by_the_receiver() {
    let cases = [
        ("the part-time row's department", "20", "todo A/A-2", true),
        ("the main row's department", "10", "todo A/A-2", true),
        (
            "a department of a post the item was not sent to",
            "30",
            "todo A/A-2",
            false,
        ),
        (
            "an identity that the directory does not know: its receiver's",
            "10",
            "todo A/A-99",
            true,
        ),
        (
            "a receiver that the directory does not know: its identity's",
            "20",
            "todo stranger/A-2",
            true,
        ),
    ];
    for (why, department, item, is_matched) in cases {
        let members = json!([{ "kind": "department", "id": department }]);
        let relay = relay(&json!({ "persons": { "mode": "deny", "members": members } }));
        assert_eq!(reason(&relay, event(item)).is_some(), is_matched, "{why}");
    }
    let by_person = json!({ "persons": { "mode": "deny", "members": [{ "kind": "person", "id": "A" }] } });
    assert!(
        reason(&relay(&by_person), event("todo A/A-99")).is_some(),
        "a denied person does not get through by an unknown identity"
    );
}

#[test]
fn i2_workflows_pass_by_all_allow_or_deny() {
    let cases = [
        ("all", json!(["54"]), vec!["54", "55"]),
        ("allow", json!(["54"]), vec!["54"]),
        ("allow", json!([]), vec![]),
        ("deny", json!(["54"]), vec!["55"]),
        ("deny", json!([]), vec!["54", "55"]),
    ];
    for (mode, ids, expected) in cases {
        let relay = relay(&json!({ "workflows": { "mode": mode, "ids": ids } }));
        let passed: Vec<_> = ["54", "55"]
            .into_iter()
            .filter(|id| reason(&relay, on_workflow(id, "3")).is_none())
            .collect();
        assert_eq!(passed, expected, "{mode} {ids}");
    }
}

#[test]
fn i3_custom_business_rules_stop_the_named_states_of_the_named_data_set() {
    let rules = json!([
        { "dataSet": "todo", "states": ["forwarded", "copied"] },
        { "dataSet": "done", "states": [] },
        { "dataSet": "deleted", "states": ["withdrawn"] },
    ]);
    let cases = [
        ("todo:forwarded A", false),
        ("todo:copied A", false),
        ("todo A", true),
        ("todo:withdrawn A", true),
        ("done:forwarded A", true),
        ("closed:forwarded A", true),
        ("deleted:withdrawn A", false),
    ];
    let custom = relay(&json!({ "business": { "mode": "custom", "rules": rules } }));
    let none = relay(&json!({ "business": { "mode": "none", "rules": rules } }));
    for (item, passes) in cases {
        assert_eq!(reason(&custom, event(item)).is_none(), passes, "custom: {item}");
        assert_eq!(reason(&none, event(item)), None, "none: {item}");
    }
}

#[test]
fn i4_whole_workflow_types_can_be_stopped() {
    let relay = relay(&json!({ "workflowTypes": { "ids": ["3", "4"] } }));
    for (workflow_type, passes) in [("3", false), ("4", false), ("5", true)] {
        assert_eq!(
            reason(&relay, on_workflow("54", workflow_type)).is_none(),
            passes,
            "{workflow_type}"
        );
    }
}

#[test]
fn i1_to_i4_by_default_nothing_is_stopped() {
    let relay = relay(&json!({}));
    for item in ["todo A", "done:forwarded stranger", "closed D", "deleted E-2"] {
        assert_eq!(reason(&relay, event(item)), None, "{item}");
    }
}

#[test]
fn i5_the_log_says_which_tab_and_which_rule_stopped_an_event() {
    let member = |member: Value| json!({ "persons": { "mode": "deny", "members": [member] } });
    let cases = [
        (
            member(json!({ "kind": "person", "id": "A" })),
            "INTERCEPTED_PERSON",
            "拦截设置-人员拦截：黑名单 人员 A（安）",
        ),
        (
            member(json!({ "kind": "department", "id": "10" })),
            "INTERCEPTED_PERSON",
            "拦截设置-人员拦截：黑名单 部门 10（财务部）",
        ),
        (
            member(json!({ "kind": "subsidiary", "id": "1", "includeBelow": true })),
            "INTERCEPTED_PERSON",
            "拦截设置-人员拦截：黑名单 分部 1（总部）",
        ),
        (
            member(json!({ "kind": "post", "id": "p1" })),
            "INTERCEPTED_PERSON",
            "拦截设置-人员拦截：黑名单 岗位 p1（会计）",
        ),
        (
            member(json!({ "kind": "everyone" })),
            "INTERCEPTED_PERSON",
            "拦截设置-人员拦截：黑名单 所有人",
        ),
        (
            json!({ "persons": { "mode": "allow", "members": [{ "kind": "role", "id": "r1" }] } }),
            "INTERCEPTED_PERSON",
            "拦截设置-人员拦截：白名单中没有接收人 A",
        ),
        (
            json!({ "workflows": { "mode": "deny", "ids": ["54"] } }),
            "INTERCEPTED_WORKFLOW",
            "拦截设置-流程拦截：黑名单 流程 54（差旅报销）",
        ),
        (
            json!({ "workflows": { "mode": "allow", "ids": ["99"] } }),
            "INTERCEPTED_WORKFLOW",
            "拦截设置-流程拦截：白名单中没有流程 54（差旅报销）",
        ),
        (
            json!({ "business": { "mode": "custom", "rules": [{ "dataSet": "todo", "states": ["pending"] }] } }),
            "INTERCEPTED_BUSINESS",
            "拦截设置-业务拦截：待办 中的业务数据状态 pending",
        ),
        (
            json!({ "workflowTypes": { "ids": ["3"] } }),
            "INTERCEPTED_WORKFLOW_TYPE",
            "拦截设置-流程类型分组拦截：流程类型 3（财务）",
        ),
    ];
    for (rules, code, text) in cases {
        assert_eq!(
            reason(&relay(&rules), event("todo A")),
            Some((code, text.to_owned())),
            "{rules}"
        );
    }
    for (member, text) in [
        (
            json!({ "kind": "group", "id": "g1" }),
            "拦截设置-人员拦截：黑名单 群组 g1（管理员）",
        ),
        (
            json!({ "kind": "person", "id": "B" }),
            "拦截设置-人员拦截：黑名单 人员 B（白）",
        ),
    ] {
        let relay = relay(&json!({ "persons": { "mode": "deny", "members": [member] } }));
        assert_eq!(
            reason(&relay, event("todo B")).map(|(_, text)| text).as_deref(),
            Some(text)
        );
    }
}

#[test]
fn i5_a_workflow_type_without_a_name_is_named_by_its_id() {
    let relay = relay(&json!({ "workflowTypes": { "ids": ["3"] } }));
    let nameless = Event {
        workflow_type_name: None,
        ..event("todo A")
    };
    assert_eq!(
        reason(&relay, nameless).map(|(_, text)| text).as_deref(),
        Some("拦截设置-流程类型分组拦截：流程类型 3")
    );
}

#[test]
fn i5_the_tabs_are_asked_in_their_order_and_the_first_that_stops_names_the_rule() {
    let tabs = [
        (
            "workflowTypes",
            json!({ "ids": ["3"] }),
            Stage::WorkflowType,
            "INTERCEPTED_WORKFLOW_TYPE",
        ),
        (
            "workflows",
            json!({ "mode": "deny", "ids": ["54"] }),
            Stage::Workflow,
            "INTERCEPTED_WORKFLOW",
        ),
        (
            "persons",
            json!({ "mode": "deny", "members": [{ "kind": "everyone" }] }),
            Stage::Person,
            "INTERCEPTED_PERSON",
        ),
        (
            "business",
            json!({ "mode": "custom", "rules": [{ "dataSet": "todo", "states": ["pending"] }] }),
            Stage::Business,
            "INTERCEPTED_BUSINESS",
        ),
    ];
    for first in 0..tabs.len() {
        let rules: Value = tabs[first..]
            .iter()
            .map(|(tab, rule, _, _)| ((*tab).to_owned(), rule.clone()))
            .collect::<serde_json::Map<_, _>>()
            .into();
        let relay = relay(&rules);
        let stopped = reason(&relay, event("todo A")).map(|(code, _)| code);
        assert_eq!(stopped, Some(tabs[first].3), "{rules}");
        let plan = relay.plan(&[event("todo A")]);
        let asked: Vec<_> = plan.deliveries[0]
            .verdicts
            .iter()
            .map(|verdict| verdict.stage)
            .collect();
        let expected: Vec<_> = tabs[..=first].iter().map(|(_, _, stage, _)| *stage).collect();
        assert_eq!(asked, expected, "no later tab or stage sees what was stopped");
    }
}

#[test]
fn i5_an_intercepted_event_carries_no_receiver_to_send_to() {
    let relay = relay(&json!({ "workflowTypes": { "ids": ["3"] } }));
    let plan = relay.plan(&[event("todo A")]);
    assert_eq!(plan.deliveries[0].mapped_receiver, None);
    assert_eq!(
        plan.deliveries[0].person,
        PersonId::from("A"),
        "the log still finds it by person"
    );
}

/// 100,000 persons in 1,000 departments, a tenth of them part-time rows.
static BIG_ORGANISATION: LazyLock<Directory> = LazyLock::new(|| {
    let persons: Vec<Value> = (0..100_000_u32)
        .map(|n| {
            let main = (n % 10 == 9).then(|| format!("u{}", n - 1));
            json!({ "id": format!("u{n}"), "name": "员工", "department": format!("d{}", n % 1_000), "mainAccount": main })
        })
        .collect();
    let departments: Vec<Value> = (0..1_000_u32)
        .map(|n| json!({ "id": format!("d{n}"), "name": "部门", "subsidiary": "1" }))
        .collect();
    let document: DirectoryDocument = serde_json::from_value(json!({
        "subsidiaries": [{ "id": "1", "name": "总部" }], "departments": departments, "persons": persons,
    }))
    .expect("a directory document");
    document.check().expect("in order");
    Directory::new(document)
});

#[test]
fn i1_a_decision_among_100_000_persons_costs_the_same_with_10_members_and_with_10_000() {
    let directory = &*BIG_ORGANISATION;
    // Members are the first rows; the items asked about go to the last ones, so that nothing is found early.
    let rules = |count: u32| InterceptionRules {
        persons: PersonRules {
            mode: ListMode::Deny,
            members: (0..count)
                .map(|n| Member {
                    kind: MemberKind::Person,
                    id: format!("u{n}"),
                    include_below: false,
                })
                .collect(),
        },
        ..InterceptionRules::default()
    };
    let (few, many) = (
        Interception::new(&rules(10), directory),
        Interception::new(&rules(10_000), directory),
    );
    let items: Vec<Event> = (99_000..100_000).map(|n| event(&format!("todo u{n}"))).collect();
    let cost = |interception: &Interception| {
        let start = Instant::now();
        let stopped = items
            .iter()
            .filter(|item| interception.decide(item, directory, &mut Vec::new()).is_some())
            .count();
        assert_eq!(stopped, 0, "nobody of these is a member");
        start.elapsed()
    };
    // The best of many short rounds, taken in turns, is what the machine can do when nobody disturbs it.
    let (mut with_few, mut with_many) = (Duration::MAX, Duration::MAX);
    for _ in 0..20 {
        with_few = with_few.min(cost(&few));
        with_many = with_many.min(cost(&many));
    }
    assert!(
        with_many <= with_few * 3,
        "10,000 members should cost as much as 10, not {with_many:?} against {with_few:?}"
    );
    let listed = event("todo u9999");
    assert!(many.decide(&listed, directory, &mut Vec::new()).is_some());
    assert!(few.decide(&listed, directory, &mut Vec::new()).is_none());
}

#[test]
fn i1_a_batch_of_5_000_is_planned_against_100_000_persons_and_10_000_members() {
    let directory = &*BIG_ORGANISATION;
    let members: Vec<Value> = (0..10_000_u32)
        .map(|n| json!({ "kind": "person", "id": format!("u{n}") }))
        .collect();
    let config = target(&json!({ "interception": { "persons": { "mode": "allow", "members": members } } }));
    let target = TargetPlan::new(TargetId(1), &config, CreatorNeed::Required.into(), directory);
    let events: Vec<Event> = (0..5_000).map(|n| event(&format!("todo u{}", n * 20))).collect();
    let plan = plan(&events, &target, directory, &HashSet::new());
    let sent = plan
        .deliveries
        .iter()
        .filter(|planned| planned.status == Status::Pending)
        .count();
    assert_eq!((plan.deliveries.len(), sent), (5_000, 500));
}
