//! What bad input gets, batches and targets (rows O1, T3, T5, C1, K1): every wrong field is named by its path and a
//! stable code, all of them at once. Each case changes a good document in one or more places.

mod scenes;

use domain::event::{Batch, MOST_BATCH_ID_CHARS, MOST_EVENTS};
use domain::target::TargetConfig;
use scenes::documents::{Changes, changed, complaints, expect};
use scenes::target_document;
use serde_json::{Value, json};

/// The batch of the contract, with a second event.
fn good_batch() -> Value {
    let event = json!({
        "dataSet": "todo", "businessState": "pending",
        "requestId": "100234", "requestName": "差旅报销-20261122",
        "workflowId": "54", "workflowName": "差旅报销", "workflowTypeId": "3", "workflowTypeName": "财务",
        "nodeId": "12", "nodeName": "部门经理审批",
        "creator": "1001", "createdAt": "2026-11-22T09:00:00+08:00",
        "receiver": "1002", "receiverIdentity": "1002-2", "receivedAt": "2026-11-22T09:01:00+08:00",
        "viewType": "unread", "occurredAt": "2026-11-22T09:01:00.123+08:00",
    });
    json!({ "batchId": "oa1-20261122-000123", "events": [event, event] })
}

#[test]
fn o1_every_wrong_field_of_a_batch_is_named() {
    let long_id = json!("7".repeat(129));
    let long_name = json!("差".repeat(1_001));
    expect(
        &good_batch(),
        Batch::check,
        &[
            (
                "no batch id",
                &[("/batchId", json!(" "))],
                &[("/batchId", "REQUIRED")],
            ),
            (
                "a batch id that is too long",
                &[("/batchId", json!("b".repeat(MOST_BATCH_ID_CHARS + 1)))],
                &[("/batchId", "TOO_LONG")],
            ),
            ("no events", &[("/events", json!([]))], &[("/events", "REQUIRED")]),
            (
                "years that do not fit into a date of four digits",
                &[
                    ("/events/0/createdAt", json!("+10000-01-01T00:00:00+08:00")),
                    ("/events/1/receivedAt", json!("-0001-01-01T00:00:00Z")),
                    ("/events/1/occurredAt", json!("+12345-06-07T08:09:10Z")),
                ],
                &[
                    ("/events/0/createdAt", "INVALID_VALUE"),
                    ("/events/1/receivedAt", "INVALID_VALUE"),
                    ("/events/1/occurredAt", "INVALID_VALUE"),
                ],
            ),
            (
                "every required text, blank",
                &[
                    ("/events/1/businessState", json!("")),
                    ("/events/1/requestId", json!(" ")),
                    ("/events/1/workflowId", json!("")),
                    ("/events/1/workflowTypeId", json!("")),
                    ("/events/1/creator", json!("\t")),
                    ("/events/1/receiver", json!("\u{3000}")),
                    ("/events/1/requestName", json!("")),
                    ("/events/1/workflowName", json!("")),
                    ("/events/1/nodeName", json!("")),
                ],
                &[
                    ("/events/1/businessState", "REQUIRED"),
                    ("/events/1/requestId", "REQUIRED"),
                    ("/events/1/workflowId", "REQUIRED"),
                    ("/events/1/workflowTypeId", "REQUIRED"),
                    ("/events/1/creator", "REQUIRED"),
                    ("/events/1/receiver", "REQUIRED"),
                    ("/events/1/requestName", "REQUIRED"),
                    ("/events/1/workflowName", "REQUIRED"),
                    ("/events/1/nodeName", "REQUIRED"),
                ],
            ),
            (
                "every text, too long",
                &[
                    ("/events/0/businessState", long_id.clone()),
                    ("/events/0/requestId", long_id.clone()),
                    ("/events/0/workflowId", long_id.clone()),
                    ("/events/0/workflowTypeId", long_id.clone()),
                    ("/events/0/creator", long_id.clone()),
                    ("/events/0/receiver", long_id.clone()),
                    ("/events/0/requestName", long_name.clone()),
                    ("/events/0/workflowName", long_name.clone()),
                    ("/events/0/nodeName", long_name.clone()),
                    ("/events/0/receiverIdentity", long_id.clone()),
                    ("/events/0/nodeId", long_id.clone()),
                    ("/events/0/workflowTypeName", long_name.clone()),
                ],
                &[
                    ("/events/0/businessState", "TOO_LONG"),
                    ("/events/0/requestId", "TOO_LONG"),
                    ("/events/0/workflowId", "TOO_LONG"),
                    ("/events/0/workflowTypeId", "TOO_LONG"),
                    ("/events/0/creator", "TOO_LONG"),
                    ("/events/0/receiver", "TOO_LONG"),
                    ("/events/0/requestName", "TOO_LONG"),
                    ("/events/0/workflowName", "TOO_LONG"),
                    ("/events/0/nodeName", "TOO_LONG"),
                    ("/events/0/receiverIdentity", "TOO_LONG"),
                    ("/events/0/nodeId", "TOO_LONG"),
                    ("/events/0/workflowTypeName", "TOO_LONG"),
                ],
            ),
            (
                "an optional text that is there but blank",
                &[
                    ("/events/0/receiverIdentity", json!("")),
                    ("/events/1/nodeId", json!(" ")),
                ],
                &[
                    ("/events/0/receiverIdentity", "REQUIRED"),
                    ("/events/1/nodeId", "REQUIRED"),
                ],
            ),
            (
                "optional fields that are absent",
                &[
                    ("/events/0/receiverIdentity", Value::Null),
                    ("/events/0/nodeId", Value::Null),
                    ("/events/0/workflowTypeName", Value::Null),
                    ("/events/0/viewType", Value::Null),
                ],
                &[],
            ),
            (
                "lengths are counted in characters, not in bytes",
                &[
                    ("/batchId", json!("批".repeat(MOST_BATCH_ID_CHARS))),
                    ("/events/0/requestId", json!("号".repeat(128))),
                    ("/events/0/requestName", json!("差".repeat(1_000))),
                    ("/events/0/workflowTypeName", json!("财".repeat(1_000))),
                ],
                &[],
            ),
        ],
    );
}

#[test]
fn o1_a_batch_holds_at_most_5_000_events() {
    let good = good_batch();
    let of = |count: usize| -> Value {
        let events = vec![good["events"][0].clone(); count];
        json!({ "batchId": "b", "events": events })
    };
    assert_eq!(MOST_EVENTS, 5_000, "the contract's number");
    assert_eq!(complaints(of(MOST_EVENTS), Batch::check), []);
    assert_eq!(
        complaints(of(MOST_EVENTS + 1), Batch::check),
        [("/events".to_owned(), "TOO_MANY".to_owned())]
    );
}

#[test]
fn o1_a_batch_of_another_shape_is_refused() {
    let good = good_batch();
    let cases: &[(&str, Changes<'_>)] = &[
        ("an unknown data set", &[("/events/0/dataSet", json!("waiting"))]),
        (
            "a data set of another spelling",
            &[("/events/0/dataSet", json!("Todo"))],
        ),
        ("an unknown view type", &[("/events/0/viewType", json!("seen"))]),
        (
            "a time without an offset",
            &[("/events/0/occurredAt", json!("2026-11-22T09:01:00"))],
        ),
        ("a number for a text", &[("/events/0/requestId", json!(100_234))]),
        (
            "a field that nobody knows",
            &[("/events/0/reciever", json!("1002"))],
        ),
        (
            "null for a required field",
            &[("/events/0/receiver", Value::Null)],
        ),
    ];
    for (why, changes) in cases {
        assert!(
            serde_json::from_value::<Batch>(changed(&good, changes)).is_err(),
            "{why}"
        );
    }
}

fn good_target() -> Value {
    target_document(
        &json!({ "compensation": {}, "cleanup": {}, "delivery": {}, "interception": { "persons": {} } }),
    )
}

#[test]
fn t3_identifier_and_name_of_a_target() {
    expect(
        &good_target(),
        TargetConfig::check,
        &[
            (
                "no identifier",
                &[("/identifier", json!(""))],
                &[("/identifier", "REQUIRED")],
            ),
            (
                "white space in the identifier",
                &[("/identifier", json!("por tal"))],
                &[("/identifier", "INVALID_CHARACTER")],
            ),
            (
                "an identifier that is too long",
                &[("/identifier", json!("x".repeat(65)))],
                &[("/identifier", "TOO_LONG")],
            ),
            (
                "the longest identifier",
                &[("/identifier", json!("x".repeat(64)))],
                &[],
            ),
            ("no name", &[("/name", json!("  "))], &[("/name", "REQUIRED")]),
            (
                "a name that is too long",
                &[("/name", json!("门".repeat(65)))],
                &[("/name", "TOO_LONG")],
            ),
            ("the longest name", &[("/name", json!("门".repeat(64)))], &[]),
            (
                "digits only",
                &[("/name", json!("2026"))],
                &[("/name", "DIGITS_ONLY")],
            ),
            (
                "wide digits only",
                &[("/name", json!("２０２６"))],
                &[("/name", "DIGITS_ONLY")],
            ),
            ("digits and a letter", &[("/name", json!("2026年门户"))], &[]),
            (
                "marks that names have",
                &[("/name", json!("OA-2 门户（华东）/HR_1.0"))],
                &[],
            ),
            ("a Latin name", &[("/name", json!("Group Portal"))], &[]),
            (
                "everything wrong",
                &[("/identifier", json!("")), ("/name", json!("1"))],
                &[("/identifier", "REQUIRED"), ("/name", "DIGITS_ONLY")],
            ),
        ],
    );
    for special in "<>\"'&%$#@!*?;:|\\`~^{}[]=+,，。！\t\u{0}".chars() {
        let found = complaints(
            changed(&good_target(), &[("/name", json!(format!("门{special}户")))]),
            TargetConfig::check,
        );
        assert_eq!(
            found,
            [("/name".to_owned(), "INVALID_CHARACTER".to_owned())],
            "{special:?}"
        );
    }
}

#[test]
fn t5_the_server_address_of_a_target() {
    let authority = |text: &str| {
        complaints(
            changed(&good_target(), &[("/server/authority", json!(text))]),
            TargetConfig::check,
        )
    };
    for good in [
        "portal",
        "portal.example.com",
        "portal_1.example.com:8080",
        "127.0.0.1",
        "10.1.2.3:65535",
        "[::1]",
        "[fe80::1:2]:9001",
        "api.yunteams.cn",
    ] {
        assert_eq!(authority(good), [], "{good}");
    }
    for bad in [
        "http://portal",
        "portal/path",
        "portal:",
        "portal:0",
        "portal:65536",
        "portal:80:80",
        "portal:+80",
        "user@portal",
        "por tal",
        "portal?x",
        "::1",
        "[::1",
        "[::1]80",
        "[portal]",
        "256.1.1.1",
        "10.1.2",
        ".portal",
        "portal..com",
        ":80",
        "门户.example.com",
    ] {
        assert_eq!(
            authority(bad),
            [("/server/authority".to_owned(), "INVALID_ADDRESS".to_owned())],
            "{bad}"
        );
    }
    expect(
        &good_target(),
        TargetConfig::check,
        &[
            (
                "no authority",
                &[("/server/authority", json!(""))],
                &[("/server/authority", "REQUIRED")],
            ),
            ("a base path", &[("/server/basePath", json!("/seeyon/rest"))], &[]),
            (
                "a base path without a slash",
                &[("/server/basePath", json!("oa"))],
                &[("/server/basePath", "INVALID_PATH")],
            ),
            (
                "a slash at the end",
                &[("/server/basePath", json!("/oa/"))],
                &[("/server/basePath", "INVALID_PATH")],
            ),
            (
                "a query",
                &[("/server/basePath", json!("/oa?x=1"))],
                &[("/server/basePath", "INVALID_PATH")],
            ),
            (
                "a fragment",
                &[("/server/basePath", json!("/oa#x"))],
                &[("/server/basePath", "INVALID_PATH")],
            ),
            (
                "white space",
                &[("/server/basePath", json!("/o a"))],
                &[("/server/basePath", "INVALID_PATH")],
            ),
        ],
    );
    let unknown_scheme = changed(&good_target(), &[("/server/scheme", json!("ftp"))]);
    assert!(serde_json::from_value::<TargetConfig>(unknown_scheme).is_err());
}

#[test]
fn c1_k1_numbers_outside_their_ranges_are_named_and_the_ends_are_inside() {
    let ranges: &[(&str, u32, u32)] = &[
        ("/compensation/retries", 1, 10),
        ("/compensation/waitMinutes", 1, 30),
        ("/cleanup/keepDays", 1, 365),
        ("/delivery/concurrency", 1, 256),
        ("/delivery/ratePerSecond", 1, 10_000),
        ("/delivery/timeoutMs", 100, 120_000),
        ("/delivery/connectTimeoutMs", 100, 60_000),
        ("/delivery/noAnswerAttempts", 1, 20),
    ];
    let with = |path: &str, value: u32| {
        complaints(
            changed(&good_target(), &[(path, json!(value))]),
            TargetConfig::check,
        )
    };
    for (path, low, high) in ranges {
        let named = [((*path).to_owned(), "OUT_OF_RANGE".to_owned())];
        for inside in [*low, *high] {
            assert_eq!(with(path, inside), [], "{path} {inside}");
        }
        for outside in [low - 1, high + 1] {
            assert_eq!(with(path, outside), named, "{path} {outside}");
        }
    }
    for hour in 0..=25 {
        let expected: &[(String, String)] = match hour {
            0..=6 | 20..=23 => &[],
            _ => &[("/cleanup/hour".to_owned(), "OUT_OF_RANGE".to_owned())],
        };
        assert_eq!(with("/cleanup/hour", hour), expected, "hour {hour}");
    }
}

#[test]
fn c1_k1_x_i_what_is_left_out_takes_its_default() {
    let config: TargetConfig = serde_json::from_value(json!({
        "identifier": "portal", "name": "集团门户", "pushType": "landray",
        "server": { "scheme": "https", "authority": "ekp.example.com" },
    }))
    .expect("the rest may be left out");
    assert_eq!(config.check(), Ok(()));
    assert!(!config.enabled, "T2: off by default");
    assert!(!config.compensation.enabled && !config.cleanup.enabled);
    assert_eq!(
        (config.compensation.retries, config.compensation.wait_minutes),
        (3, 5)
    );
    assert_eq!((config.cleanup.hour, config.cleanup.keep_days), (2, 30));
    let special = config.special_data;
    assert!(!special.duplicate_filter && !special.missing_backfill && !special.forget_when_over);
    assert_eq!(config.interception, domain::target::InterceptionRules::default());
}

#[test]
fn i1_members_without_an_id_are_named() {
    expect(
        &good_target(),
        TargetConfig::check,
        &[(
            "members",
            &[(
                "/interception/persons/members",
                json!([{ "kind": "everyone" }, { "kind": "person", "id": "" }, { "kind": "role", "id": " " }]),
            )],
            &[
                ("/interception/persons/members/1/id", "REQUIRED"),
                ("/interception/persons/members/2/id", "REQUIRED"),
            ],
        )],
    );
}

#[test]
fn t6_mapping_rows_that_are_not_whole_are_named() {
    let rows = json!([
        { "person": "A", "value": "1" }, { "person": "", "value": "2" }, { "person": "C", "value": " " },
        { "person": "A", "value": "3" }
    ]);
    let rows: Vec<domain::target::PersonMapping> = serde_json::from_value(rows).expect("rows");
    let found = domain::target::check_mapping(&rows).expect_err("three of the rows are wrong");
    let found: Vec<_> = found
        .iter()
        .map(|field| (field.path.as_str(), field.code.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("/rows/1/person", "REQUIRED"),
            ("/rows/2/value", "REQUIRED"),
            ("/rows/3/person", "NOT_UNIQUE")
        ]
    );
}
