//! S1, S8: what e-cology answers, and what it means.

use domain::event::DataSet::{self, Closed, Deleted, Done, Todo};
use serde_json::json;
use suites::Answer;

use crate::answers::Expected::{self, Accepted, Configuration, Data, ServerError, Transient, Unreadable};
use crate::answers::{classify, short, words};
use crate::items::{suite, suite_with};

fn refusal(message: &str) -> String {
    json!({ "syscode": "OA1", "dataType": "WfData", "operType": "New", "operResult": "0", "message": message })
        .to_string()
}

#[test]
fn s8_each_known_refusal_is_taken_as_the_receiver_means_it() {
    let table: &[(DataSet, &str, Expected)] = &[
        (Todo, "统一待办中心未启用", Configuration),
        (Todo, "异构系统标识【OA1】未注册", Configuration),
        (Done, "异构系统标识【OA1】未注册", Configuration),
        (Deleted, "异构系统标识【OA1】未注册", Configuration),
        (Todo, "系统标识【OA1】重复", Configuration),
        (Todo, "异构系统标识【OA1】当前IP（10.0.0.8）未授权", Configuration),
        (Todo, "流程类型未填写", Data),
        (Todo, "流程标题未填写", Data),
        (Todo, "流程类型【差旅】自动创建失败", Transient),
        (Todo, "异构系统标识【OA1】不允许接收流程数据", Configuration),
        (Todo, "不允许创建流程类型", Configuration),
        (Todo, "流程类型【差旅】不允许接收流程数据", Configuration),
        (Todo, "流程数据【差旅】检测创建人不存在", Data),
        (Todo, "流程数据【差旅】检测接收人不存在", Data),
        (Done, "流程数据【差旅】检测接收人不存在", Data),
        (Closed, "流程数据【差旅】检测接收人不存在", Data),
        (Deleted, "流程数据【差旅】检测接收人不存在", Data),
        (Todo, "流程数据【差旅】检测isremark不合法", Data),
        (Todo, "流程数据【差旅】检测viewtype不合法", Data),
        (Todo, "自动新增待办失败", Transient),
        (Todo, "保存失败", Transient),
        (Todo, "流程数据【差旅】已存在", Accepted),
        (Done, "流程数据【差旅】已存在", Data),
        (Todo, "流程数据【差旅】存在多条", Data),
        (Todo, "流程数据【差旅】重复", Data),
        (Todo, "流程类型【差旅】未注册", Configuration),
        (Done, "流程类型【差旅】未注册", Accepted),
        (Closed, "流程类型【差旅】未注册", Accepted),
        (Todo, "流程数据【差旅】不存在", Data),
        (Done, "流程数据【差旅】不存在", Accepted),
        (Closed, "流程数据【差旅】不存在", Accepted),
        (Done, "自动更新已办失败", Transient),
        (Closed, "自动更新办结失败", Transient),
        (Deleted, "流程数据删除失败,syscode为空", Configuration),
        (Deleted, "流程数据删除失败,flowid为空", Data),
        (Deleted, "流程数据删除失败,userid为空", Data),
        (Deleted, "流程数据删除失败,流程数据不存在", Accepted),
        (Todo, "流程数据【关于不存在与未授权的通知】保存失败", Transient),
        (Todo, "没有人见过的消息", Data),
        (Todo, "", Data),
    ];
    let suite = suite("ecology", json!({}));
    for (data_set, message, expected) in table {
        for status in [200, 400, 500] {
            let body = refusal(message);
            let outcome = classify(&suite, *data_set, (status, "application/json", body.as_bytes()));
            assert_eq!(
                short(&outcome),
                *expected,
                "{data_set:?} {message:?} with HTTP {status}"
            );
            if !message.is_empty() {
                assert_eq!(words(&outcome), *message, "the receiver's words should be kept");
            }
        }
    }
}

#[test]
fn s8_success_is_read_from_the_body_whatever_form_it_has() {
    let bodies = [
        r#"{"syscode":"OA1","dataType":"WfData","operType":"AutoNew","operResult":"1","message":"自动创建成功"}"#,
        r#"{"operResult":1,"message":"自动创建成功"}"#,
        r#"[{"operResult":"1","message":"自动创建成功"}]"#,
        r#""{\"operResult\":\"1\",\"message\":\"自动创建成功\"}""#,
        "\u{FEFF}  {\"operResult\":\"1\",\"message\":\"自动创建成功\"}\n",
        "<ResultInfo><syscode>OA1</syscode><operResult>1</operResult><message>自动创建成功</message></ResultInfo>",
        concat!(
            r#"<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>"#,
            r#"<ns1:receiveRequestInfoByJsonResponse xmlns:ns1="webservices.ofs.weaver.com.cn"><ns1:out>"#,
            r#"{&quot;operResult&quot;:&quot;1&quot;,&quot;message&quot;:&quot;自动创建成功&quot;}"#,
            r#"</ns1:out></ns1:receiveRequestInfoByJsonResponse></soap:Body></soap:Envelope>"#
        ),
        concat!(
            r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><r><out><![CDATA["#,
            r#"<ResultInfo><operResult>1</operResult><message>自动创建成功</message></ResultInfo>"#,
            r#"]]></out></r></e:Body></e:Envelope>"#
        ),
    ];
    let suite = suite("ecology", json!({}));
    for body in bodies {
        for status in [200, 201, 500] {
            let outcome = classify(&suite, Todo, (status, "text/plain", body.as_bytes()));
            assert_eq!(short(&outcome), Accepted, "HTTP {status}: {body}");
            assert_eq!(words(&outcome), "自动创建成功");
        }
    }
}

#[test]
fn s8_what_the_protocol_does_not_know_is_no_answer() {
    let page = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><br></body></html>";
    let table: &[(u16, &[u8], Expected, &str)] = &[
        (200, b"", Unreadable, "应答为空"),
        (204, b"", Unreadable, "应答为空"),
        (500, b"", ServerError, "HTTP 500"),
        (200, page.as_bytes(), Unreadable, "HTML 页面「502 Bad Gateway」"),
        (502, page.as_bytes(), ServerError, "HTML 页面「502 Bad Gateway」"),
        (404, page.as_bytes(), Unreadable, "HTTP 404"),
        (302, b"", Unreadable, "HTTP 302"),
        (200, b"OK", Unreadable, "OK"),
        (200, b"\xff\xfe\x00\x81garbage", Unreadable, "HTTP 200"),
        (200, br#"{"operResult":"1","mess"#, Unreadable, "无法识别"),
        (200, br#"{"code":200,"msg":"success"}"#, Unreadable, "无法识别"),
        (200, br#"{"operResult":null}"#, Unreadable, "无法识别"),
        (200, br#"{"operResult":{}}"#, Unreadable, "无法识别"),
        (200, br#"[]"#, Unreadable, "无法识别"),
        (200, b"null", Unreadable, "无法识别"),
        (
            200,
            b"<ResultInfo><operResult>1</operResult>",
            Unreadable,
            "无法识别",
        ),
        (
            200,
            b"<e:Envelope xmlns:e='x'><e:Body><r><out/></r></e:Body></e:Envelope>",
            Unreadable,
            "无法识别",
        ),
    ];
    let suite = suite("ecology", json!({}));
    for (status, body, expected, evidence) in table {
        let outcome = classify(&suite, Todo, (*status, "text/html", body));
        let shown = String::from_utf8_lossy(body);
        assert_eq!(short(&outcome), *expected, "HTTP {status}: {shown}");
        assert!(
            words(&outcome).contains(evidence),
            "{:?} should tell of {evidence:?}",
            words(&outcome)
        );
    }
}

#[test]
fn s8_an_answer_that_was_cut_at_the_cap_is_never_read() {
    let suite = suite("ecology", json!({}));
    let headers = http::HeaderMap::new();
    let body = br#"{"operResult":"1","message":"ok"}"#;
    let outcome = suite.classify(
        Todo,
        None,
        &Answer {
            status: 200,
            headers: &headers,
            body,
            truncated: true,
        },
    );
    assert_eq!(short(&outcome), Unreadable);
    assert!(words(&outcome).contains("应答过大"));
}

#[test]
fn s8_an_answer_in_gbk_is_read_whether_it_says_so_or_not() {
    let text = r#"{"operResult":0,"message":"流程数据【差旅】检测接收人不存在"}"#;
    let xml = "<?xml version=\"1.0\" encoding=\"GBK\"?><ResultInfo><operResult>0</operResult><message>统一待办中心未启用</message></ResultInfo>";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let (gbk_xml, _, _) = encoding_rs::GBK.encode(xml);
    let suite = suite("ecology", json!({}));
    for content_type in [
        "application/json;charset=GBK",
        "text/html; Charset=\"gb2312\"",
        "application/json",
        "",
    ] {
        let outcome = classify(&suite, Todo, (200, content_type, &gbk));
        assert_eq!(short(&outcome), Data, "{content_type}");
        assert_eq!(
            words(&outcome),
            "流程数据【差旅】检测接收人不存在",
            "{content_type}"
        );
    }
    let outcome = classify(&suite, Todo, (200, "text/xml", &gbk_xml));
    assert_eq!(
        words(&outcome),
        "统一待办中心未启用",
        "the XML declaration should be believed"
    );
}

#[test]
fn s1_a_fault_of_the_soap_twin_is_a_refusal_with_its_words() {
    let fault = |text: &str| {
        format!(
            "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><soap:Fault>\
             <faultcode>soap:Server</faultcode><faultstring>{text}</faultstring></soap:Fault></soap:Body></soap:Envelope>"
        )
    };
    let suite = suite("ecology", json!({ "protocol": { "transport": "soap" } }));
    for (text, expected) in [
        ("No such operation: receiveRequestInfoByJson", Configuration),
        ("String index out of range: -1", Transient),
    ] {
        let outcome = classify(&suite, Todo, (500, "text/xml", fault(text).as_bytes()));
        assert_eq!(short(&outcome), expected, "{text}");
        assert!(words(&outcome).contains(text));
    }
}

#[test]
fn s8_operators_rules_go_before_the_table_and_backfill_may_want_a_refusal() {
    let rules = json!({ "protocol": { "unknownItem": "rejected",
        "messageRules": { "检测接收人不存在": "accepted", "机房维护": "transient" } } });
    let suite = suite("ecology", rules);
    let outcome = |data_set, message: &str| {
        short(&classify(
            &suite,
            data_set,
            (200, "", refusal(message).as_bytes()),
        ))
    };
    assert_eq!(outcome(Todo, "流程数据【t】检测接收人不存在"), Accepted);
    assert_eq!(outcome(Todo, "机房维护中"), Transient);
    assert_eq!(outcome(Done, "流程数据【t】不存在"), Data);
    assert_eq!(outcome(Closed, "流程类型【t】未注册"), Data);
    assert_eq!(
        outcome(Deleted, "流程数据删除失败,流程数据不存在"),
        Accepted,
        "what is gone is gone"
    );
}

#[test]
fn t8_a_secret_that_the_receiver_echoes_is_masked_in_its_words() {
    let suite = suite_with("ecology", json!({}), &[("apiKey", "gw-key-42")]);
    let outcome = classify(
        &suite,
        Todo,
        (200, "", refusal("apikey gw-key-42 未授权").as_bytes()),
    );
    assert_eq!(words(&outcome), "apikey ****** 未授权");
    assert_eq!(suite.mask(None, "gw-key-42".into()), "******");
}

#[test]
fn s8_sites_differ_in_where_the_result_and_the_words_stand() {
    let changes = json!({ "protocol": { "successField": "data.state", "successValues": "ok,7", "messageField": "data.why" } });
    let suite = suite("ecology", changes);
    for (body, expected, kept) in [
        (r#"{"data":{"state":"ok","why":"好"}}"#, Accepted, "好"),
        (r#"{"data":{"state":7}}"#, Accepted, ""),
        (
            r#"{"data":{"state":"no","why":"统一待办中心未启用"}}"#,
            Configuration,
            "统一待办中心未启用",
        ),
        (
            "<r><data><state>ok</state><why>好</why></data></r>",
            Accepted,
            "好",
        ),
        (r#"{"operResult":"1"}"#, Unreadable, "无法识别"),
    ] {
        let outcome = classify(&suite, Todo, (200, "", body.as_bytes()));
        assert_eq!(short(&outcome), expected, "{body}");
        assert!(words(&outcome).contains(kept), "{body}");
    }
}

#[test]
fn s8_what_was_packed_or_sends_on_is_told_as_such() {
    let suite = suite("ecology", json!({}));
    let table: &[(u16, &str, &str, &str)] = &[
        (
            200,
            "content-encoding",
            "gzip",
            "HTTP 200，应答以 gzip 压缩，而请求没有要求压缩",
        ),
        (
            200,
            "content-encoding",
            "identity",
            "HTTP 200，无法识别的应答：OK",
        ),
        (
            302,
            "location",
            "/login.jsp?token=1",
            "HTTP 302，应答是跳转（至 /login.jsp），不跟随",
        ),
        (200, "location", "/login.jsp", "HTTP 200，无法识别的应答：OK"),
    ];
    for (status, name, value, expected) in table {
        let mut headers = http::HeaderMap::new();
        headers.insert(*name, value.parse().unwrap());
        let answer = Answer {
            status: *status,
            headers: &headers,
            body: b"OK",
            truncated: false,
        };
        let outcome = suite.classify(Todo, None, &answer);
        assert_eq!((short(&outcome), words(&outcome)), (Unreadable, *expected));
    }
}
