//! S4, S8: what Landray answers, and what it means.

use domain::event::DataSet;
use serde_json::json;

use crate::answers::Expected::{
    self, Accepted, Configuration, Data, NothingDone, ServerError, Transient, Unreadable,
};
use crate::answers::{classify, short, words};
use crate::items::suite;

pub(crate) fn result(operation: &str, state: &str, message: &str) -> String {
    format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>\
         <ns2:{operation}Response xmlns:ns2=\"http://webservice.notify.sys.kmss.landray.com/\"><return>\
         <message>{message}</message><returnState>{state}</returnState></return></ns2:{operation}Response>\
         </soap:Body></soap:Envelope>"
    )
}

pub(crate) fn fault(text: &str) -> String {
    format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><soap:Fault>\
         <faultcode>soap:Server</faultcode><faultstring>{text}</faultstring></soap:Fault></soap:Body></soap:Envelope>"
    )
}

const OPERATIONS: [(DataSet, &str); 4] = [
    (DataSet::Todo, "sendTodo"),
    (DataSet::Done, "setTodoDone"),
    (DataSet::Closed, "setTodoDone"),
    (DataSet::Deleted, "deleteTodo"),
];

#[test]
fn s8_return_state_decides_for_every_operation() {
    let suite = suite("landray", json!({}));
    for (data_set, operation) in OPERATIONS {
        for (state, message, expected, kept) in [
            ("2", "", Accepted, ""),
            (" 2\n", "ok", Accepted, "ok"),
            ("1", "找不到待办", Data, "找不到待办"),
            (
                "1",
                "找不到标识为u9的组织架构或人员对象",
                Data,
                "找不到标识为u9的组织架构或人员对象",
            ),
            ("0", "", NothingDone, "returnState 0"),
            ("0", "无操作", NothingDone, "无操作"),
            ("7", "", Unreadable, "HTTP 200"),
            ("", "", Unreadable, "HTTP 200"),
        ] {
            let outcome = classify(
                &suite,
                data_set,
                (200, "text/xml", result(operation, state, message).as_bytes()),
            );
            assert_eq!(
                short(&outcome),
                expected,
                "{operation} returnState {state:?} {message:?}"
            );
            assert!(
                words(&outcome).contains(kept),
                "{:?} should tell of {kept:?}",
                words(&outcome)
            );
        }
    }
}

#[test]
fn s8_each_known_fault_is_taken_as_the_receiver_means_it() {
    let table: &[(&str, Expected)] = &[
        ("用户名或密码错误", Configuration),
        ("非法的客户端IP地址", Configuration),
        ("访问超过最大连接数限制", Transient),
        (
            "找不到服务标识为sysNotifyTodoWebService的WebService",
            Configuration,
        ),
        ("在请求消息头中找不到user的信息", Configuration),
        ("消息体大小超出限制", Configuration),
        ("找不到标识为{\"LoginName\":\"u9\"}的组织架构或人员对象", Data),
        (
            "Unmarshalling Error: unexpected element (uri:\"\", local:\"mobileLink\")",
            Configuration,
        ),
        ("java.lang.NullPointerException", Transient),
    ];
    let suite = suite("landray", json!({}));
    for (text, expected) in table {
        for status in [200, 500] {
            let outcome = classify(
                &suite,
                DataSet::Todo,
                (status, "text/xml", fault(text).as_bytes()),
            );
            assert_eq!(short(&outcome), *expected, "{text} with HTTP {status}");
            assert_eq!(words(&outcome), format!("SOAP Fault：{text}"));
        }
    }
}

#[test]
fn s8_what_the_protocol_does_not_know_is_no_answer() {
    let whole = result("sendTodo", "2", "");
    let cut = &whole.as_bytes()[..whole.len() - 20];
    let table: &[(u16, &[u8], Expected)] = &[
        (200, b"", Unreadable),
        (503, b"", ServerError),
        (
            200,
            b"<html><head><title>Login</title></head><body><p></body></html>",
            Unreadable,
        ),
        (
            500,
            b"<html><head><title>Error</title></head><body/></html>",
            ServerError,
        ),
        (200, cut, Unreadable),
        (200, b"<wsdl:definitions xmlns:wsdl='x'/>", Unreadable),
        (200, b"\x00\x01\x02", Unreadable),
        (200, b"{}", Unreadable),
    ];
    let suite = suite("landray", json!({}));
    for (status, body, expected) in table {
        let outcome = classify(&suite, DataSet::Done, (*status, "text/xml", body));
        assert_eq!(
            short(&outcome),
            *expected,
            "HTTP {status}: {}",
            String::from_utf8_lossy(body)
        );
    }
}

#[test]
fn s8_a_state_is_read_as_number_or_text_and_in_gbk() {
    let suite = suite("landray", json!({}));
    for (body, expected) in [
        (r#"{"returnState":2,"message":""}"#, Accepted),
        (r#"{"returnState":"2"}"#, Accepted),
        (r#"{"returnState":1,"message":"用户名或密码错误"}"#, Configuration),
    ] {
        assert_eq!(
            short(&classify(&suite, DataSet::Todo, (200, "", body.as_bytes()))),
            expected,
            "{body}"
        );
    }
    let (gbk, _, _) =
        encoding_rs::GBK.encode("<r><message>人员不对</message><returnState>1</returnState></r>");
    let outcome = classify(&suite, DataSet::Todo, (200, "text/xml;charset=gbk", &gbk));
    assert_eq!(words(&outcome), "人员不对");
}

#[test]
fn s8_operators_rules_go_before_the_table() {
    let rules =
        json!({ "protocol": { "messageRules": { "待办不存在": "accepted", "NullPointer": "data" } } });
    let suite = suite("landray", rules);
    let outcome = |body: String| short(&classify(&suite, DataSet::Done, (200, "", body.as_bytes())));
    assert_eq!(outcome(result("setTodoDone", "1", "待办不存在")), Accepted);
    assert_eq!(outcome(fault("java.lang.NullPointerException")), Data);
}

#[test]
fn s4_over_rest_a_wrong_account_is_told_by_the_status_alone() {
    let page: &[u8] = b"<html><head><title>Unauthorized</title></head><body><p></body></html>";
    let rest = suite("landray", json!({ "protocol": { "transport": "rest" } }));
    for (suite, status, body, expected) in [
        (&rest, 401, page, Configuration),
        (&rest, 403, b"".as_slice(), Configuration),
        (&rest, 500, b"".as_slice(), ServerError),
        (
            &rest,
            200,
            br#"{"returnState":2,"message":""}"#.as_slice(),
            Accepted,
        ),
        (
            &rest,
            200,
            br#"{"returnState":"1","message":"x"}"#.as_slice(),
            Data,
        ),
        (&suite("landray", json!({})), 401, page, Unreadable),
    ] {
        let outcome = classify(suite, DataSet::Todo, (status, "", body));
        assert_eq!(
            short(&outcome),
            expected,
            "HTTP {status}: {}",
            String::from_utf8_lossy(body)
        );
    }
}
