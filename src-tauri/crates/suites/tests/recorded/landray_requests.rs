//! S4: what is sent to Landray.

use domain::event::DataSet::{self, Closed, Deleted, Done, Todo};
use domain::lanes::Footprint;
use serde_json::{Value, json};
use suites::Item;

use crate::items::{body, encode, event, links, sent_at, suite, suite_with};

/// The elements below `arg0`, unescaped, in their order.
pub(crate) fn elements(text: &str, operation: &str) -> Vec<(String, String)> {
    let (_, after) = text
        .split_once(&format!("<web:{operation}><arg0>"))
        .expect("should be wrapped");
    let (mut inner, _) = after
        .split_once(&format!("</arg0></web:{operation}>"))
        .expect("should be closed");
    let mut found = Vec::new();
    while let Some((name, rest)) = inner.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        let (value, after) = rest
            .split_once(&format!("</{name}>"))
            .expect("elements should be closed");
        found.push((
            name.to_owned(),
            quick_xml::escape::unescape(value).unwrap().into_owned(),
        ));
        inner = after;
    }
    assert_eq!(inner, "", "nothing but elements should be there");
    found
}

fn sent(changes: Value, data_set: DataSet, operation: &str) -> Vec<(String, String)> {
    let exchange = encode(&suite("landray", changes), &event(json!({})), data_set).unwrap();
    assert_eq!(exchange.operation, operation);
    assert_eq!(
        exchange.request.uri().path(),
        "/base/sys/webservice/sysNotifyTodoWebService"
    );
    assert_eq!(
        exchange.request.headers()["content-type"],
        "text/xml; charset=UTF-8"
    );
    assert_eq!(exchange.request.headers()["soapaction"], "\"\"");
    elements(body(&exchange), operation)
}

pub(crate) fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn s4_a_to_do_is_sent_with_the_old_field_set_in_alphabetical_order() {
    let expected = pairs(&[
        ("appName", "OA"),
        ("createTime", "2026-11-22 09:01:00"),
        ("docCreator", r#"{"LoginName":"u001"}"#),
        ("link", "http://oa.example.com/pc?id=1&x=2"),
        ("modelId", "100234"),
        ("modelName", "workflow"),
        ("subject", "差旅报销 <A&B> \"急\""),
        ("targets", r#"[{"LoginName":"u002"}]"#),
        ("type", "1"),
    ]);
    assert_eq!(sent(json!({}), Todo, "sendTodo"), expected);
}

#[test]
fn s4_every_optional_field_keeps_the_alphabetical_order() {
    let all = json!({ "params": { "ekpUserKey": "PersonNo" }, "protocol": {
        "mobileLink": true, "padLink": true, "language": "zh-CN", "level": "2",
        "key": "{workflowId}-{receiver}", "modelName": "oa{workflowId}" } });
    let found = sent(all, Todo, "sendTodo");
    let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
    let mut sorted = names.clone();
    sorted.sort_by_key(|name| name.to_ascii_lowercase());
    assert_eq!(names, sorted);
    let value = |name: &str| {
        found
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    assert_eq!(value("mobileLink"), Some("http://oa.example.com/app?id=1"));
    assert_eq!(value("padLink"), Some("http://oa.example.com/any?id=1"));
    assert_eq!(value("key"), Some("54-u002"));
    assert_eq!(value("modelName"), Some("oa54"));
    assert_eq!(value("targets"), Some(r#"[{"PersonNo":"u002"}]"#));
    assert_eq!((value("level"), value("language")), (Some("2"), Some("zh-CN")));
}

#[test]
fn s4_done_touches_the_receiver_closed_and_deleted_everybody_by_default() {
    let common = [
        ("appName", "OA"),
        ("modelId", "100234"),
        ("modelName", "workflow"),
    ];
    let of_person = [
        &common[..],
        &[("optType", "2"), ("targets", r#"[{"LoginName":"u002"}]"#)],
    ]
    .concat();
    let of_all = [&common[..], &[("optType", "1")]].concat();
    assert_eq!(sent(json!({}), Done, "setTodoDone"), pairs(&of_person));
    assert_eq!(sent(json!({}), Closed, "setTodoDone"), pairs(&of_all));
    assert_eq!(sent(json!({}), Deleted, "deleteTodo"), pairs(&of_all));
    let turned = json!({ "protocol": { "doneOptType": "1", "closedOptType": "2", "deletedOptType": "2" } });
    assert_eq!(sent(turned.clone(), Done, "setTodoDone"), pairs(&of_all));
    assert_eq!(sent(turned.clone(), Closed, "setTodoDone"), pairs(&of_person));
    assert_eq!(sent(turned, Deleted, "deleteTodo"), pairs(&of_person));
}

#[test]
fn s4_the_footprint_follows_opt_type_and_key() {
    let standard = suite("landray", json!({}));
    let found = DataSet::ALL.map(|data_set| standard.footprint(data_set));
    use Footprint::{Receiver, Request};
    assert_eq!(found, [Receiver, Receiver, Request, Request]);
    let own_key = suite("landray", json!({ "protocol": { "key": "{receiver}" } }));
    assert_eq!(
        DataSet::ALL.map(|data_set| own_key.footprint(data_set)),
        [Receiver; 4]
    );
}

#[test]
fn s4_the_password_goes_as_it_is_or_as_lower_case_md5_and_is_masked_where_it_is_shown() {
    for (encoding, expected) in [("asIs", "abc"), ("md5Lower", "900150983cd24fb0d6963f7d28e17f72")] {
        let changes = json!({ "protocol": { "passwordEncoding": encoding } });
        let suite = suite_with("landray", changes, &[("password", "abc")]);
        let exchange = encode(&suite, &event(json!({})), Todo).unwrap();
        let header = |password: &str| {
            format!(
                "<soapenv:Header><tns:RequestSOAPHeader xmlns:tns=\"http://sys.webservice.client\">\
                 <tns:user>oa-user</tns:user><tns:password>{password}</tns:password>\
                 </tns:RequestSOAPHeader></soapenv:Header>"
            )
        };
        assert!(
            body(&exchange).contains(&header(expected)),
            "{encoding}: {}",
            body(&exchange)
        );
        let shown = std::str::from_utf8(&exchange.shown_body).unwrap();
        assert!(shown.contains(&header("******")), "{encoding}: {shown}");
        let length = |text: &str, password: &str| text.len() - password.len();
        assert_eq!(
            length(body(&exchange), expected),
            length(shown, "******"),
            "nothing else should differ"
        );
    }
}

#[test]
fn s4_items_to_read_are_notices_and_a_creator_is_not_demanded() {
    let suite = suite("landray", json!({}));
    let copied = event(json!({ "businessState": "circulated" }));
    let links = links();
    let item = Item {
        event: &copied,
        data_set: Todo,
        backfilled: false,
        receiver: "u\"2",
        creator: None,
        links: &links,
        sent_at: sent_at(),
        token: None,
    };
    let found = elements(body(&suite.encode(&item).unwrap()), "sendTodo");
    assert!(found.contains(&("type".to_owned(), "2".to_owned())));
    assert!(found.contains(&("targets".to_owned(), r#"[{"LoginName":"u\"2"}]"#.to_owned())));
    assert!(!found.iter().any(|(name, _)| name == "docCreator"));
    assert!(!suite.needs_creator(DataSet::Todo));
}

#[test]
fn a1_standard_links_are_whole_addresses_of_the_oa() {
    let links = suite("landray", json!({})).standard_links("100234", "u002");
    let expected = "http://oa.example.com/workflow/request/ViewRequest.jsp?requestid=100234";
    assert_eq!(
        (links.pc.as_str(), links.app.as_str(), links.adaptive.as_str()),
        (expected, expected, expected)
    );
}

#[test]
fn s4_the_rest_twin_has_the_same_names_and_takes_http_basic() {
    use crate::items::{json_body, shown};
    let all = json!({ "protocol": { "transport": "rest", "mobileLink": true, "level": "2", "key": "k",
        "omitFields": "docCreator" } });
    let suite = suite_with("landray", all, &[("password", "geheim-42")]);
    let person = r#"[{"LoginName":"u002"}]"#;
    for (data_set, operation, expected) in [
        (
            Todo,
            "sendTodo",
            json!({ "appName": "OA", "createTime": "2026-11-22 09:01:00", "key": "k", "level": 2,
                "link": "http://oa.example.com/pc?id=1&x=2", "mobileLink": "http://oa.example.com/app?id=1",
                "modelId": "100234", "modelName": "workflow", "subject": "差旅报销 <A&B> \"急\"",
                "targets": person, "type": 1 }),
        ),
        (
            Done,
            "setTodoDone",
            json!({ "appName": "OA", "key": "k", "modelId": "100234", "modelName": "workflow", "optType": 2,
                "targets": person }),
        ),
        (
            Deleted,
            "deleteTodo",
            json!({ "appName": "OA", "key": "k", "modelId": "100234", "modelName": "workflow", "optType": 1 }),
        ),
    ] {
        let exchange = encode(&suite, &event(json!({})), data_set).unwrap();
        assert_eq!(exchange.operation, operation);
        assert_eq!(
            exchange.request.uri().path(),
            format!("/base/api/sys-notify/sysNotifyTodoRestService/{operation}")
        );
        let headers = exchange.request.headers();
        assert_eq!(headers["content-type"], "application/json; charset=UTF-8");
        assert_eq!(headers["authorization"], "Basic b2EtdXNlcjpnZWhlaW0tNDI=");
        assert!(!headers.contains_key("soapaction"));
        assert_eq!(json_body(&exchange), expected, "{operation}");
        let shown = shown(&exchange);
        assert!(
            !shown.contains("b2EtdXNlc") && shown.contains("******"),
            "{shown}"
        );
    }
    assert_eq!(suite.mask(None, "b2EtdXNlcjpnZWhlaW0tNDI=".into()), "******");
}

#[test]
fn s4_sites_differ_in_the_names_of_the_header() {
    let names = json!({ "protocol": { "headerElement": "Auth", "userElement": "u", "passwordElement": "p",
        "headerNamespace": "urn:x" } });
    let exchange = encode(&suite("landray", names), &event(json!({})), Todo).unwrap();
    assert!(
        body(&exchange).contains(
            "<soapenv:Header><tns:Auth xmlns:tns=\"urn:x\"><tns:u>oa-user</tns:u><tns:p>s3cret-geheim</tns:p></tns:Auth></soapenv:Header>"
        ),
        "{}",
        body(&exchange)
    );
}
