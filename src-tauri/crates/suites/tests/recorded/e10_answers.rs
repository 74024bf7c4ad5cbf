//! S2, S8: what E10 answers, and what it means.

use domain::event::DataSet::{self, Closed, Deleted, Done, Todo};
use serde_json::json;
use suites::Answer;

use crate::answers::Expected::{self, Accepted, Configuration, Data, Transient, Unreadable};
use crate::answers::{check_strange, classify, headers, short, words};
use crate::items::{suite, suite_with};

fn centre(message: &str) -> String {
    json!({ "message": { "errcode": "200", "errmsg": "success" }, "data": { "operResult": "0", "message": message } })
        .to_string()
}

#[test]
fn s2_success_takes_the_word_of_the_service_and_of_the_centre() {
    let suite = suite("e10", json!({}));
    let table: &[(&str, Expected)] = &[
        (
            r#"{"message":{"errcode":"200","errmsg":"ok"},"data":{"operResult":"1","message":"自动创建成功"}}"#,
            Accepted,
        ),
        (
            r#"{"message":{"errcode":200},"data":{"operResult":1,"message":"自动创建成功"}}"#,
            Accepted,
        ),
        (
            r#"{"message":{"errcode":"200"},"data":{"operResult":"0","message":"保存失败"}}"#,
            Transient,
        ),
        (r#"{"message":{"errcode":"200"}}"#, Unreadable),
        (r#"{"data":{"operResult":"1"}}"#, Unreadable),
        (r#"{"data":{"operResult":"0","message":"保存失败"}}"#, Transient),
        (
            r#"{"message":{"errcode":"400","errmsg":"x"},"data":{"operResult":"1"}}"#,
            Data,
        ),
        (r#"{"message":{"errcode":"500","errmsg":"系统错误"}}"#, Transient),
        (r#"{"message":{"errcode":500,"errmsg":""}}"#, Transient),
        (r#"{"errcode":"300001","errmsg":"token 无效"}"#, Configuration),
        (r#"{"errcode":0,"errmsg":"ok"}"#, Unreadable),
    ];
    for (body, expected) in table {
        for status in [200, 400] {
            let outcome = classify(&suite, Todo, (status, "application/json", body.as_bytes()));
            assert_eq!(short(&outcome), *expected, "HTTP {status}: {body}");
        }
    }
    let outcome = classify(&suite, Todo, (200, "", table[0].0.as_bytes()));
    assert_eq!(words(&outcome), "自动创建成功");
}

#[test]
fn s2_the_centres_refusals_are_those_of_e_cology() {
    let suite = suite("e10", json!({}));
    let ecology = crate::items::suite("ecology", json!({}));
    let table: &[(DataSet, &str, Expected)] = &[
        (Todo, "统一待办中心未启用", Configuration),
        (Todo, "异构系统标识【OA1】未注册", Configuration),
        (Done, "异构系统标识【OA1】当前IP（10.0.0.8）未授权", Configuration),
        (Todo, "流程标题未填写", Data),
        (Todo, "流程类型【差旅】自动创建失败", Transient),
        (Closed, "流程数据【差旅】检测接收人不存在", Data),
        (Todo, "流程数据【差旅】检测isremark不合法", Data),
        (Todo, "流程数据【差旅】已存在", Accepted),
        (Done, "流程数据【差旅】不存在", Accepted),
        (Todo, "流程数据【差旅】不存在", Data),
        (Deleted, "流程数据删除失败,流程数据不存在", Accepted),
        (Todo, "流程数据【关于不存在与未授权的通知】保存失败", Transient),
        (Todo, "没有人见过的消息", Data),
        (Todo, "", Data),
    ];
    for (data_set, message, expected) in table {
        let outcome = classify(&suite, *data_set, (200, "", centre(message).as_bytes()));
        assert_eq!(short(&outcome), *expected, "{data_set:?} {message:?}");
        let twin = json!({ "operResult": "0", "message": message }).to_string();
        assert_eq!(
            short(&classify(&ecology, *data_set, (200, "", twin.as_bytes()))),
            *expected,
            "both centres should be read alike"
        );
        if !message.is_empty() {
            assert_eq!(words(&outcome), *message, "the receiver's words should be kept");
        }
    }
}

#[test]
fn s2_the_services_refusal_keeps_its_code_and_goes_by_words_that_are_known() {
    let service =
        |code: &str, words: &str| json!({ "message": { "errcode": code, "errmsg": words } }).to_string();
    let rules =
        json!({ "protocol": { "messageRules": { "errcode 777": "transient", "接口限流": "transient" } } });
    let suite = suite("e10", rules);
    for (code, said, expected, kept) in [
        (
            "200007",
            "access_token 已过期",
            Configuration,
            "access_token 已过期（errcode 200007）",
        ),
        ("500", "流程数据【差旅】检测接收人不存在", Data, "（errcode 500）"),
        ("500", "内部错误", Transient, "内部错误（errcode 500）"),
        (
            "403",
            "未授权的应用",
            Configuration,
            "未授权的应用（errcode 403）",
        ),
        ("777", "没有人见过", Transient, "没有人见过"),
        ("888", "接口限流", Transient, "接口限流"),
        ("888", "没有人见过", Data, "没有人见过（errcode 888）"),
    ] {
        let outcome = classify(&suite, Todo, (200, "", service(code, said).as_bytes()));
        assert_eq!(short(&outcome), expected, "{code} {said}");
        assert!(
            words(&outcome).contains(kept),
            "{:?} should hold {kept}",
            words(&outcome)
        );
    }
    let gone = service("500", "流程数据【差旅】不存在");
    assert_eq!(
        short(&classify(&suite, Done, (200, "", gone.as_bytes()))),
        Accepted
    );
    let strict = crate::items::suite("e10", json!({ "protocol": { "unknownItem": "rejected" } }));
    assert_eq!(short(&classify(&strict, Done, (200, "", gone.as_bytes()))), Data);
    assert_eq!(
        short(&classify(&strict, Deleted, (200, "", gone.as_bytes()))),
        Accepted
    );
}

#[test]
fn s2_an_answer_tells_whether_its_token_is_dead() {
    let suite = suite("e10", json!({ "protocol": { "deadTokenCodes": "300001, 42" } }));
    let sign_on = suite.sign_on().expect("E10 should sign on");
    for (body, expected) in [
        (r#"{"message":{"errcode":"300001","errmsg":"x"}}"#, true),
        (r#"{"errcode":300001}"#, true),
        (r#"{"errcode":"42"}"#, true),
        (r#"{"errcode":"200007"}"#, false),
        (
            r#"{"message":{"errcode":"200"},"data":{"operResult":"1"}}"#,
            false,
        ),
        (r#"{"data":{"message":"300001"}}"#, false),
        ("300001", false),
        ("", false),
    ] {
        let headers = headers("");
        let answer = |truncated| Answer {
            status: 200,
            headers: &headers,
            body: body.as_bytes(),
            truncated,
        };
        assert_eq!(sign_on.is_refused(&answer(false)), expected, "{body}");
        assert!(!sign_on.is_refused(&answer(true)), "a part is never read");
    }
}

#[test]
fn s2_what_the_protocol_does_not_know_is_no_answer_and_gbk_is_read() {
    let suite = suite("e10", json!({}));
    check_strange(
        &suite,
        br#"{"message":{"errcode":"200"},"data":{"operResult":"1"}}"#,
    );
    let text = centre("流程数据【差旅】检测接收人不存在");
    let (gbk, _, _) = encoding_rs::GBK.encode(&text);
    for content_type in ["application/json;charset=GBK", ""] {
        let outcome = classify(&suite, Todo, (200, content_type, &gbk));
        assert_eq!(short(&outcome), Data);
        assert_eq!(words(&outcome), "流程数据【差旅】检测接收人不存在");
    }
}

#[test]
fn t8_the_secret_and_the_token_are_masked_in_what_comes_back() {
    let suite = suite_with("e10", json!({}), &[("app_secret", "geheim-42")]);
    let token = crate::items::token();
    let headers = headers("");
    let body = centre("geheim-42 t0ken-of-today 未授权");
    let answer = Answer {
        status: 200,
        headers: &headers,
        body: body.as_bytes(),
        truncated: false,
    };
    let outcome = suite.classify(Todo, Some(&token), &answer);
    assert_eq!(words(&outcome), "****** ****** 未授权");
}
